package ui

import (
	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// What lies over the settings: questions and forms.

// keys takes what the focused widget has no use for, and every key while nothing is
// focused.
func (w *settingsWindow) keys(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyEscape && w.chooser != nil && w.chooser.stopLooking():
	case w.modal != nil:
		w.modal.Keys(e)
	case e.Name == fyne.KeyEscape:
		w.close()
	}
}

// shared are the commands of the app's window that hold here too.
var shared = []string{"menu.larger", "menu.smaller", "menu.usual_size", "toolkit.quit"}

// addShortcuts registers those that hold all over the window.
func (w *settingsWindow) addShortcuts() {
	w.canvas().SetOnTypedKey(w.keys)
	add := func(c chord, do func()) {
		if c.bare() {
			return
		}
		s := &desktop.CustomShortcut{KeyName: c.key, Modifier: c.mod}
		w.shortcut.AddShortcut(s, func(fyne.Shortcut) { do() })
		w.canvas().AddShortcut(s, w.shortcut.TypedShortcut)
	}
	add(chord{fyne.KeyW, ctrl}, w.close)
	add(chord{fyne.KeyComma, ctrl}, w.window.RequestFocus)
	for _, name := range shared {
		command := w.main.command(name)
		for _, chord := range command.chords() {
			add(chord, command.run)
		}
	}
}

// command is one of the app's window's, by the key of its words.
func (w *Window) command(name string) *command {
	for _, group := range w.commands() {
		for i := range group.commands {
			if group.commands[i].name == name {
				return &group.commands[i]
			}
		}
	}
	return &command{}
}

// show opens a modal unless one is open already.
func (w *settingsWindow) show(spec widgets.ModalSpec) *widgets.Modal {
	if w.modal != nil {
		return w.modal
	}
	m := widgets.ShowModal(w.canvas(), spec)
	m.Dismiss = func() {
		if w.modal == m {
			w.modal, w.keyForm, w.chooser, w.asked = nil, nil, nil, 0
		}
	}
	w.modal = m
	return m
}

// setOver opens and closes what the presenter asks.
func (w *settingsWindow) setOver(s present.SettingsState) {
	switch {
	case w.chooser != nil && (s.File == nil || s.File.Seq != w.chooser.seq):
		w.chooser.close()
	case w.asked != 0 && (s.Question == nil || s.Question.Seq != w.asked):
		w.modal.Close()
	}
	switch {
	case s.File != nil && w.chooser == nil && w.modal == nil:
		w.chooser = newFileChooser(w, *s.File)
		w.chooser.set(*s.File)
	case s.File != nil && w.chooser != nil:
		w.chooser.set(*s.File)
	case s.Question != nil && w.modal == nil:
		w.ask(*s.Question)
	}
}

func (w *settingsWindow) ask(q present.SettingsQuestion) {
	w.show(widgets.ModalSpec{
		Title: q.Title, Body: widgets.NewParagraph(q.Text), No: w.words().T("action.cancel"), Yes: q.Yes,
		Accept: func(m *widgets.Modal) { m.Close(); w.prefs.Answer(true) },
		Cancel: func() { w.prefs.Answer(false) },
	})
	w.asked = q.Seq
}

// do is what a setting's button does. Some need another part of the app.
func (w *settingsWindow) do(action present.SettingID, arg string) {
	switch action {
	case present.DoReconnect:
		w.leaveFor(w.main.presenter.Connect)
	case present.DoSignOut:
		w.askSignOut()
	case present.DoErase:
		w.askErase()
	case present.DoEnterKeys:
		w.keyForm = askKeys(w, w.words(), w.main.presenter)
	default:
		w.prefs.Do(action, arg)
	}
}

// leaveFor closes the settings for something that the app's window shows.
func (w *settingsWindow) leaveFor(do func()) {
	w.close()
	w.main.Raise()
	do()
}

func (w *settingsWindow) askSignOut() {
	w.show(signOutSpec(w.words(), w.state.SignOut, func(erase bool) {
		if erase {
			w.askErase()
			return
		}
		w.leaveFor(func() { w.main.presenter.SignOut(false) })
	}))
}

func (w *settingsWindow) askErase() {
	w.show(eraseSpec(w.words(), func() {
		w.leaveFor(func() { w.main.presenter.SignOut(true) })
	}))
}
