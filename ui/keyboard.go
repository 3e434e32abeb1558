package ui

import (
	"slices"

	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
)

// keys takes what the focused widget has no use for, and every key while nothing
// is focused.
func (w *Window) keys(e *fyne.KeyEvent) {
	if w.modal != nil {
		w.modal.Keys(e)
		return
	}
	switch {
	case w.commandKey(e):
	case w.screen == present.ScreenApplications:
		w.listKeys(e)
	case w.screen == present.ScreenSignIn:
		w.signInKeys(e)
	}
}

// signInKeys are those of the way in.
func (w *Window) signInKeys(e *fyne.KeyEvent) {
	enter := e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter
	switch {
	case w.state.Step == present.StepWelcome && enter:
		w.welcome.first().TypedKey(e)
	case w.state.Step == present.StepCode && enter:
		w.presenter.SignIn().Submit(w.signIn.code.Text)
	case w.state.Step == present.StepCode && e.Name == fyne.KeyEscape:
		w.presenter.SignIn().Cancel()
	case w.state.Step == present.StepConfirm && enter:
		w.presenter.SignIn().Confirm()
	case w.state.Step == present.StepConfirm && e.Name == fyne.KeyEscape:
		w.presenter.SignIn().Deny()
	}
}

// alsoKeys are further keys for commands, where platforms differ in what people
// expect.
var alsoKeys = map[fyne.KeyName]chord{
	fyne.KeyF5:        {fyne.KeyR, ctrl},
	fyne.KeyBackspace: {fyne.KeyDelete, 0}, // there is no other delete key on a Mac
}

// commandKey gives the command that a key without modifiers stands for, and reports
// whether there is one.
func (w *Window) commandKey(e *fyne.KeyEvent) bool {
	wanted := chord{key: e.Name}
	if also, ok := alsoKeys[e.Name]; ok {
		wanted = also
	}
	for _, group := range w.commands() {
		for _, c := range group.commands {
			if slices.Contains(c.chords(), wanted) {
				c.run()
				return true
			}
		}
	}
	if e.Name == fyne.KeyF10 {
		w.openMenu()
		return true
	}
	return false
}

func (w *Window) listKeys(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		w.applications.closeDetail()
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown:
		w.applications.current().TypedKey(e)
	}
}

// addShortcuts registers those that hold all over the window. Fyne gives them to
// the canvas, or to a text field that has the focus, which passes them on but for
// those that it knows itself.
func (w *Window) addShortcuts() {
	c := w.window.Canvas()
	c.SetOnTypedKey(w.keys)
	c.AddShortcut(&fyne.ShortcutPaste{}, func(s fyne.Shortcut) { w.pasteAnywhere(s) })
	for _, group := range w.commands() {
		for _, command := range group.commands {
			for _, chord := range command.chords() {
				if chord.bare() {
					continue // which comes as a key
				}
				s := chord.shortcut()
				w.shortcuts.AddShortcut(s, func(fyne.Shortcut) { command.run() })
				c.AddShortcut(s, w.shortcuts.TypedShortcut)
			}
		}
	}
}

// pasteAnywhere brings what is pasted on the code step into its field.
func (w *Window) pasteAnywhere(s fyne.Shortcut) {
	if w.screen != present.ScreenSignIn || w.state.Step != present.StepCode || w.signIn.code.Disabled() {
		return
	}
	w.focus(w.signIn.code)
	w.signIn.code.TypedShortcut(s)
}

// goToSearch puts the cursor into the search field.
func (w *Window) goToSearch() {
	v := w.applications
	w.list().ShowSection(present.SectionApplications)
	if v.split.stacked() && v.split.detail {
		v.closeDetail()
	}
	w.focus(v.filters.field)
}

// goToNextUnseen chooses the next of the news, from the list.
func (w *Window) goToNextUnseen() {
	w.list().NextUnseen()
	w.applications.focusList()
}
