package ui

import (
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// confirm asks «¿Eres tú?».
type confirm struct {
	object   fyne.CanvasObject
	title    *widget.Label
	question *widget.Label
	warning  *messageBox
	message  *messageBox
	busy     *widget.Label
	why      *widget.Label
	yes, no  *button
	skip     *button
}

func newConfirm(win *Window) *confirm {
	w, shell := win.words, win.shell()
	v := &confirm{warning: newMessageBox(w, win), message: newMessageBox(w, win)}
	v.title = newHeading("", theme.SizeNameHeadingText, fyne.TextAlignLeading)
	v.question = newParagraph("")
	v.question.SizeName = theme.SizeNameSubHeadingText
	v.why = newSmall("", fyne.TextAlignLeading)
	v.busy = newParagraph("")
	v.yes = newButton(buttonPrimary, "", "", win.keys, shell.ConfirmIdentity)
	v.no = newButton(buttonPlain, "", "", win.keys, shell.DenyIdentity)
	v.skip = newButton(buttonPlain, "", w.T("signin.skip_saving"), win.keys, shell.SkipSaving)
	v.object = newScrollArea(newColumn(520, 20, true, newStack(4,
		v.title, v.question, v.warning.object, v.message.object, v.why, v.busy,
		container.New(&inset{buttonInset, 0}, newRightFlow(8, v.skip, v.no, v.yes)),
	)))
	return v
}

func (v *confirm) set(s present.SignInState) {
	setText(v.question, s.Question)
	setText(v.title, s.ConfirmTitle)
	v.warn(s.Warning)
	setText(v.busy, s.Busy)
	v.message.set(s.Message)
	setText(v.why, s.Why)
	v.yes.setLabel(s.YesLabel)
	v.no.setLabel(s.NoLabel)
	setVisible(v.skip, s.CanSkip)
	v.yes.setEnabled(s.Busy == "")
	v.no.setEnabled(!s.Leaving)
	// What is shown has changed even where the size has not.
	v.object.Refresh()
}

func (v *confirm) warn(text string) {
	if text == "" {
		v.warning.set(nil)
		return
	}
	v.warning.set(&present.Message{Text: text})
}

// focus is on the safe answer where there is a warning.
func (v *confirm) focus(s present.SignInState) fyne.Focusable {
	switch {
	case s.CanSkip:
		return v.skip
	case s.Leaving:
		return nil
	case s.Busy != "", s.Warning != "":
		return v.no
	}
	return v.yes
}
