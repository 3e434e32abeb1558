package present

import (
	"context"
	"log/slog"

	"candidaturas/ui/present/task"
)

// Preferences are the presenter of the window in which the person changes the
// settings. What is chosen takes effect at once and is kept. Use them on the
// goroutine that the dispatcher runs functions on.
type Preferences struct {
	words        *Words
	loop         *task.Loop
	platform     Platform
	log          *slog.Logger
	services     Services
	translations Translations
	publish      func(SettingsState)
	// settings are those that hold, change changes and keeps them.
	settings func() Settings
	change   func(func(*Settings))
	// lasting is why they do not last, saveAgain tries once more to have them do so.
	lasting   func() (unread bool, unsaved error)
	saveAgain func()
	// replaced has the connection opened again: what is kept, or the app keys, are
	// others now.
	replaced func()
	conn     Connection

	open    bool // the window shows
	section SettingsSection
	told    map[SettingID]*Message // what came of what was done
	busy    map[SettingID]string   // what is going on
	seq     int                    // of questions and of choices of files

	startup  startup
	notice   task.Task
	who      who
	data     data
	file     *fileChoice
	folder   string // of the last file that was chosen
	question *question
	keys     task.Task
}

// A question is one that the person has not answered yet.
type question struct {
	asked SettingsQuestion
	yes   func()
}

// newPreferences are those of a shell.
func newPreferences(s *Shell) *Preferences {
	o := &s.opts
	services := o.Services
	if services.TestNotice == nil && o.Platform.Notify != nil {
		services.TestNotice = func(context.Context) error {
			s.loop.Post(func() { s.desktop.notices.test() })
			return nil
		}
	}
	return &Preferences{
		words: o.Words, loop: s.loop, platform: o.Platform, log: o.Log, services: services,
		translations: o.Translations, publish: o.View.ShowPreferences,
		settings: s.Settings, change: s.change, saveAgain: s.saveChoices, replaced: s.reopen,
		lasting: func() (bool, error) { return s.choices.unread, s.choices.problem },
		told:    map[SettingID]*Message{}, busy: map[SettingID]string{},
	}
}

// Preferences is the presenter of the settings.
func (s *Shell) Preferences() *Preferences { return s.prefs }

// reopen goes on with what took the place of what was kept, or of the app keys.
func (s *Shell) reopen() {
	s.open(eventRenew, s.conn.Sample(), nil, func() {})
}

// Words returns the words that the settings are shown in.
func (p *Preferences) Words() *Words { return p.words }

// speak changes the language of the settings.
func (p *Preferences) speak(w *Words) {
	p.words = w
	p.forget() // it was told in another language
	p.show()
}

// use has the settings speak of another connection.
func (p *Preferences) use(conn Connection) {
	if p.conn == conn {
		return
	}
	p.conn = conn
	p.who.reset()
	if p.data.working.Busy() {
		p.end(SettingCopies)
	}
	p.data.reset()
	p.look()
	p.show()
}

// refresh shows what has changed elsewhere: the session, the list, the desktop.
func (p *Preferences) refresh() {
	p.askWho()
	p.show()
}

// problem says that choices do not last. They hold all the same: whoever cannot
// read small letters is not to wait for a disk.
func (p *Preferences) problem() *Message {
	switch unread, unsaved := p.lasting(); {
	case unsaved != nil:
		return &Message{Text: p.words.T("settings.not_saved") + " " + fileProblem(p.words, unsaved), Error: true}
	case unread:
		return &Message{Text: p.words.T("settings.not_read"), Error: true}
	}
	return nil
}

// tell remembers what came of something until something else is done about it.
func (p *Preferences) tell(id SettingID, text string, failed bool) {
	p.told[id] = &Message{Text: text, Error: failed}
}

// forget forgets what was told, and the questions that were not answered.
func (p *Preferences) forget() {
	clear(p.told)
	p.question = nil
	p.dropFile()
}

// begin says what is going on with a setting.
func (p *Preferences) begin(id SettingID, busy string) {
	delete(p.told, id)
	p.busy[id] = busy
}

func (p *Preferences) end(id SettingID) { delete(p.busy, id) }

func (p *Preferences) ask(title, text, yes string, do func()) {
	p.seq++
	p.question = &question{SettingsQuestion{Seq: p.seq, Title: title, Text: text, Yes: yes}, do}
	p.show()
}

// look reads what the section that shows needs to be read for.
func (p *Preferences) look() {
	if !p.open {
		return
	}
	switch p.section {
	case SettingsGeneral:
		p.lookAtStartup()
	case SettingsAccount:
		p.askWho()
	case SettingsData:
		p.lookAtData()
	case SettingsNotices, SettingsSilence, SettingsAdvanced: // all is known
	}
}

// show publishes the state as it is now.
func (p *Preferences) show() {
	if !p.open {
		return
	}
	s := SettingsState{
		Title: p.words.T("settings.title"), Section: p.section, Problem: p.problem(), Items: p.items(),
		SignOut: p.signOutQuestion(),
	}
	if _, unsaved := p.lasting(); unsaved != nil {
		s.Retry = p.words.T("action.retry")
	}
	for _, key := range settingsSections {
		s.Sections = append(s.Sections, p.words.T(key))
	}
	if p.question != nil {
		s.Question = &p.question.asked
	}
	if p.file != nil {
		state := p.file.state
		s.File = &state
	}
	p.publish(s)
}

// items are those of the section, with what is going on and what came of it.
func (p *Preferences) items() []SettingItem {
	items := map[SettingsSection]func() []SettingItem{
		SettingsGeneral: p.generalItems, SettingsAccount: p.accountItems, SettingsNotices: p.noticeItems,
		SettingsSilence: p.silenceItems, SettingsData: p.dataItems, SettingsAdvanced: p.advancedItems,
	}[p.section]()
	for i := range items {
		item := &items[i]
		item.Busy = p.busy[item.ID]
		if told := p.told[item.ID]; told != nil && item.Message == nil {
			item.Message = told
		}
		if item.Busy == "" {
			continue
		}
		item.Disabled = true
		for j := range item.Actions {
			item.Actions[j].Disabled = true
		}
	}
	return items
}

func (p *Preferences) signOutQuestion() SignOutQuestion {
	if p.conn == nil {
		return SignOutQuestion{}
	}
	return signOutQuestion(p.words, p.conn)
}
