package present

import (
	"log/slog"
	"maps"
	"reflect"
	"sync"
)

// PreferencesOptions are what [Preferences] need. All but Log, Problem, Store,
// Services, Changed and Replaced must be set.
type PreferencesOptions struct {
	Words *Words
	// Languages are those there are words in, System is the one of the system.
	Languages []string
	System    string
	Dispatch  Dispatcher
	Platform  Platform
	Log       *slog.Logger

	// Settings are those that hold at the start, Problem why they could not be read.
	Settings Settings
	Problem  error
	// Store keeps them; nil to forget them when the app closes.
	Store    SettingsStore
	Services Services

	// Show draws a state, while the settings are open.
	Show func(SettingsState)
	// Changed has what was chosen take effect.
	Changed func(Settings)
	// Replaced is told that what is kept, or the app keys, are others now: the
	// connection is to be opened again.
	Replaced func()
}

// Preferences hold the person's settings and are the presenter of the window in
// which they change them. What is chosen takes effect at once and is kept. Use them
// on the goroutine that their dispatcher runs functions on.
type Preferences struct {
	opts     PreferencesOptions
	words    *Words
	loop     *loop
	settings Settings
	saver    saver
	unread   bool // those of before could not be read, and nothing was kept since
	conn     *Connection

	open    bool // the window shows
	section SettingsSection
	told    map[SettingID]*Message // what came of what was done
	busy    map[SettingID]string   // what is going on
	seq     int                    // of questions and of choices of files

	startup  startup
	notice   task
	who      who
	data     data
	file     *fileChoice
	folder   string // of the last file that was chosen
	question *question
	keys     task
}

// A question is one that the person has not answered yet.
type question struct {
	asked SettingsQuestion
	yes   func()
}

// NewPreferences returns settings that are not shown yet.
func NewPreferences(o PreferencesOptions) *Preferences {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Changed == nil {
		o.Changed = func(Settings) {}
	}
	if o.Replaced == nil {
		o.Replaced = func() {}
	}
	p := &Preferences{
		opts: o, words: o.Words, loop: newLoop(o.Dispatch), settings: o.Settings.Normalize(o.Languages),
		told: map[SettingID]*Message{}, busy: map[SettingID]string{}, unread: o.Problem != nil,
	}
	return p
}

// Close waits until what was chosen is kept, within limits. Nothing is shown
// afterwards.
func (p *Preferences) Close() { p.loop.close() }

// Settings returns those that hold. What they refer to must not be changed.
func (p *Preferences) Settings() Settings { return p.settings }

// Words returns the words that the settings are shown in.
func (p *Preferences) Words() *Words { return p.words }

// SetWords changes the language of the settings.
func (p *Preferences) SetWords(w *Words) {
	p.words = w
	p.forget() // it was told in another language
	p.show()
}

// Use has the settings speak of another connection.
func (p *Preferences) Use(conn *Connection) {
	if p.conn == conn {
		return
	}
	p.conn = conn
	p.who.reset()
	if p.data.working.busy() {
		p.end(SettingCopies)
	}
	p.data.reset()
	p.look()
	p.show()
}

// Refresh shows what has changed elsewhere: the session, the list, the desktop.
func (p *Preferences) Refresh() {
	p.askWho()
	p.show()
}

// Update changes settings, has the change take effect, and keeps it.
func (p *Preferences) Update(change func(*Settings)) {
	next := p.settings
	next.Notices.Kinds = maps.Clone(next.Notices.Kinds) // others may be reading it
	change(&next)
	next = next.Normalize(p.opts.Languages)
	if reflect.DeepEqual(next, p.settings) {
		return
	}
	p.settings = next
	p.save()
	p.opts.Changed(next)
	p.show()
}

// A saver keeps settings, the latest ones last, and one at a time.
type saver struct {
	mu      sync.Mutex
	next    *Settings // still to be kept
	running bool

	problem error // why they do not last; the presenters' goroutine's
}

func (p *Preferences) save() {
	if p.opts.Store == nil {
		return
	}
	settings := p.settings
	p.saver.mu.Lock()
	defer p.saver.mu.Unlock()
	p.saver.next = &settings
	if p.saver.running {
		return
	}
	p.saver.running = true
	p.loop.running.Go(func() {
		for next := p.saver.take(); next != nil; next = p.saver.take() {
			err := p.opts.Store.Save(*next)
			if err != nil {
				p.opts.Log.Warn("keeping the settings", "error", err)
			}
			p.loop.post(func() {
				p.saver.problem = err
				p.unread = p.unread && err != nil
				p.show()
			})
		}
	})
}

func (s *saver) take() *Settings {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := s.next
	s.next, s.running = nil, s.next != nil
	return next
}

// problem says that choices do not last. They hold all the same: whoever cannot
// read small letters is not to wait for a disk.
func (p *Preferences) problem() *Message {
	switch {
	case p.saver.problem != nil:
		return &Message{Text: p.words.T("settings.not_saved") + " " + fileProblem(p.words, p.saver.problem), Error: true}
	case p.unread:
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
	if p.saver.problem != nil {
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
	p.opts.Show(s)
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
