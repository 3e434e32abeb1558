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
	yes, no  *Button
	skip     *Button
}

func newConfirm(win *Window) *confirm {
	w, shell := win.words, win.shell()
	v := &confirm{warning: newMessageBox(w, win), message: newMessageBox(w, win)}
	v.title = NewHeading("", theme.SizeNameHeadingText, fyne.TextAlignLeading)
	v.question = NewParagraph("")
	v.question.SizeName = theme.SizeNameSubHeadingText
	v.why = NewSmall("", fyne.TextAlignLeading)
	v.busy = NewParagraph("")
	v.yes = NewButton(ButtonPrimary, "", "", win.keys, shell.ConfirmIdentity)
	v.no = NewButton(ButtonPlain, "", "", win.keys, shell.DenyIdentity)
	v.skip = NewButton(ButtonPlain, "", w.T("signin.skip_saving"), win.keys, shell.SkipSaving)
	v.object = NewScrollArea(NewColumn(520, 20, true, NewStack(4,
		v.title, v.question, v.warning.object, v.message.object, v.why, v.busy,
		container.New(&Inset{X: ButtonInset, Y: 0}, NewRightFlow(8, v.skip, v.no, v.yes)),
	)))
	return v
}

func (v *confirm) set(s present.SignInState) {
	SetText(v.question, s.Question)
	SetText(v.title, s.ConfirmTitle)
	v.warn(s.Warning)
	SetText(v.busy, s.Busy)
	v.message.set(s.Message)
	SetText(v.why, s.Why)
	v.yes.SetLabel(s.YesLabel)
	v.no.SetLabel(s.NoLabel)
	SetVisible(v.skip, s.CanSkip)
	v.yes.SetEnabled(s.Busy == "")
	v.no.SetEnabled(!s.Leaving)
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
