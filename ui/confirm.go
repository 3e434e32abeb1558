package ui

import (
	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

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
	yes, no  *widgets.Button
	skip     *widgets.Button
}

func newConfirm(win *Window) *confirm {
	w, p := win.words, win.presenter.SignIn()
	v := &confirm{warning: newMessageBox(w, win), message: newMessageBox(w, win)}
	v.title = widgets.NewHeading("", theme.SizeNameHeadingText, fyne.TextAlignLeading)
	v.question = widgets.NewParagraph("")
	v.question.SizeName = theme.SizeNameSubHeadingText
	v.why = widgets.NewSmall("", fyne.TextAlignLeading)
	v.busy = widgets.NewParagraph("")
	v.yes = widgets.NewButton(widgets.ButtonPrimary, "", "", win.keys, p.Confirm)
	v.no = widgets.NewButton(widgets.ButtonPlain, "", "", win.keys, p.Deny)
	v.skip = widgets.NewButton(widgets.ButtonPlain, "", w.T("signin.skip_saving"), win.keys, p.SkipSaving)
	v.object = widgets.NewScrollArea(widgets.NewColumn(520, 20, true, widgets.NewStack(4,
		v.title, v.question, v.warning.object, v.message.object, v.why, v.busy,
		container.New(&widgets.Inset{X: widgets.ButtonInset, Y: 0}, widgets.NewRightFlow(8, v.skip, v.no, v.yes)),
	)))
	return v
}

func (v *confirm) set(s present.SignInState) {
	widgets.SetText(v.question, s.Question)
	widgets.SetText(v.title, s.ConfirmTitle)
	v.warn(s.Warning)
	widgets.SetText(v.busy, s.Busy)
	v.message.set(s.Message)
	widgets.SetText(v.why, s.Why)
	v.yes.SetLabel(s.YesLabel)
	v.no.SetLabel(s.NoLabel)
	widgets.SetVisible(v.skip, s.CanSkip)
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
