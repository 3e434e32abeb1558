package ui

import (
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// keys takes what the focused widget has no use for, and every key while nothing
// is focused.
func (w *Window) keys(e *fyne.KeyEvent) {
	if w.modal != nil {
		w.modal.keys(e)
		return
	}
	enter := e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter
	switch {
	case w.screen == present.ScreenApplications:
		w.listKeys(e)
	case w.screen != present.ScreenSignIn:
	case w.state.Step == present.StepWelcome && enter:
		w.welcome.first().TypedKey(e)
	case w.state.Step == present.StepCode && enter:
		w.presenter.SubmitCode(w.signIn.code.Text)
	case w.state.Step == present.StepCode && e.Name == fyne.KeyEscape:
		w.presenter.CancelSignIn()
	case w.state.Step == present.StepConfirm && enter:
		w.presenter.ConfirmIdentity()
	case w.state.Step == present.StepConfirm && e.Name == fyne.KeyEscape:
		w.presenter.DenyIdentity()
	}
}

func (w *Window) listKeys(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyF5:
		w.presenter.Refresh()
	case fyne.KeyF6:
		w.applications.otherPane()
	case fyne.KeyEscape:
		w.applications.closeDetail()
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown:
		w.applications.list.TypedKey(e)
	}
}

// addShortcuts registers those that hold all over the window. Fyne gives them to
// the canvas, or to a text field that has the focus, which passes them on but for
// pasting.
func (w *Window) addShortcuts() {
	c := w.window.Canvas()
	c.SetOnTypedKey(w.keys)
	c.AddShortcut(&fyne.ShortcutPaste{}, func(s fyne.Shortcut) { w.pasteAnywhere(s) })
	add := func(key fyne.KeyName, mod fyne.KeyModifier, do func()) {
		s := &desktop.CustomShortcut{KeyName: key, Modifier: mod}
		w.shortcuts.AddShortcut(s, func(fyne.Shortcut) { do() })
		c.AddShortcut(s, w.shortcuts.TypedShortcut)
	}
	onList := func(do func()) func() {
		return func() {
			if w.atApplications() {
				do()
			}
		}
	}
	add(fyne.KeyR, fyne.KeyModifierShortcutDefault, onList(w.presenter.Refresh))
	section := func(s present.Section) func() { return onList(func() { w.presenter.ShowSection(s) }) }
	add(fyne.Key1, fyne.KeyModifierShortcutDefault, section(present.SectionApplications))
	add(fyne.Key2, fyne.KeyModifierShortcutDefault, section(present.SectionNews))
	add(fyne.KeyO, fyne.KeyModifierShortcutDefault, onList(w.presenter.OpenOffer))
	add(fyne.KeyC, fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift, onList(w.presenter.CopyOfferLink))
	// Closing works over a modal too: nothing gets lost.
	add(fyne.KeyW, fyne.KeyModifierShortcutDefault, w.window.Close)
	add(fyne.KeyQ, fyne.KeyModifierShortcutDefault, w.window.Close)
}

// pasteAnywhere brings what is pasted on the code step into its field.
func (w *Window) pasteAnywhere(s fyne.Shortcut) {
	if w.screen != present.ScreenSignIn || w.state.Step != present.StepCode || w.signIn.code.Disabled() {
		return
	}
	w.focus(w.signIn.code)
	w.signIn.code.TypedShortcut(s)
}
