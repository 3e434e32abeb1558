package ui

import (
	"slices"
	"strconv"

	"candidaturas/ui/look"
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// signIn is the step with the code field.
type signIn struct {
	object  *scrollArea
	title   *widget.Label
	step1   *widget.Label
	problem *messageBox // of the browser
	link    *widget.Label
	copy    *button
	code    *codeEntry
	paste   *button
	keep    *toggle
	stay    *fyne.Container // it, and what it does
	message *messageBox
	busy    *widget.Label
	skip    *button
	restart *button
	cancel  *button
	goOn    *button
	reopen  *button
	help    *fyne.Container
	told    []string // in the help
	helper  *button
	codeSeq int
}

func newSignIn(win *Window) *signIn {
	w, shell := win.words, win.shell()
	v := &signIn{problem: newMessageBox(w, win), message: newMessageBox(w, win)}
	v.title = newHeading("", theme.SizeNameHeadingText, fyne.TextAlignLeading)
	v.step1 = newParagraph("")
	v.link = newSmall("", fyne.TextAlignLeading)
	v.reopen = newButton(buttonPlain, symbolOpen, w.T("signin.reopen"), win.keys, shell.ReopenBrowser)
	v.copy = newButton(buttonQuiet, symbolCopy, w.T("signin.copy_link"), win.keys, shell.CopyAuthorizeLink)

	v.code = newCodeEntry(win.keys, &win.shortcuts)
	v.code.name = w.T("signin.code")
	v.code.SetPlaceHolder(w.T("signin.hint"))
	v.code.OnSubmitted = shell.SubmitCode
	v.paste = newButton(buttonPlain, "", w.T("signin.paste"), win.keys, shell.Paste)
	v.keep = newToggle(w.T("signin.stay"), win.keys, shell.SetKeep)
	v.keep.passEnter = true
	v.stay = container.New(&inset{toggleInset, 0},
		container.New(&explained{under: v.keep}, v.keep, newSmall(w.T("signin.stay_hint"), fyne.TextAlignLeading)))
	v.busy = newParagraph("")
	v.skip = newButton(buttonPlain, "", w.T("signin.skip_saving"), win.keys, shell.SkipSaving)
	v.cancel = newButton(buttonPlain, "", w.T("action.cancel"), win.keys, shell.CancelSignIn)
	v.goOn = newButton(buttonPrimary, "", w.T("action.continue"), win.keys, func() { shell.SubmitCode(v.code.Text) })
	v.restart = newButton(buttonPrimary, "", w.T("action.start_again"), win.keys, shell.Connect)
	v.helper = newButton(buttonQuiet, symbolExpand, w.T("signin.help"), win.keys, v.toggleHelp)
	v.help = newStack(0)
	v.help.Hide()

	label := newParagraph(w.T("signin.code"))
	label.TextStyle.Bold = true
	v.object = newScrollArea(newColumn(580, 20, true, newStack(4,
		v.title,
		numbered(1, v.step1,
			container.New(&inset{buttonInset, 0}, newFlow(8, v.reopen, v.copy)), v.problem.object, v.link),
		gap(4),
		numbered(2, newParagraph(w.T("signin.step2")),
			label,
			container.New(&inset{buttonInset, 0}, container.New(&besideOrBelow{first: 180},
				container.New(&inset{textInset - buttonInset, 0}, v.code), newRightFlow(0, v.paste))),
			v.message.object,
			newSmall(w.T("signin.only_here"), fyne.TextAlignLeading),
			v.stay),
		v.busy,
		container.New(&inset{buttonInset, 0}, newRightFlow(8, v.skip, v.cancel, v.restart, v.goOn)),
		container.New(&inset{helperInset, 0}, newFlow(0, v.helper)),
		v.help,
	)))
	return v
}

// numbered puts objects under the number of a step.
func numbered(n int, objects ...fyne.CanvasObject) fyne.CanvasObject {
	number := widget.NewLabel(strconv.Itoa(n))
	number.TextStyle.Bold = true
	number.Alignment = fyne.TextAlignCenter
	badge := newPanel(look.ColorSelected, canvas.RadiusMaximum, container.New(badge{}, number))
	return container.New(&hanging{}, badge, newStack(0, objects...))
}

func (v *signIn) toggleHelp() {
	if v.help.Visible() {
		v.help.Hide()
		v.helper.setIcon(symbolExpand)
		return
	}
	v.help.Show()
	v.helper.setIcon(symbolCollapse)
	v.object.Refresh() // it is longer now
	v.object.show(v.help)
}

func (v *signIn) set(s present.SignInState) {
	setText(v.title, s.Title)
	setText(v.step1, s.Step1)
	setText(v.link, s.LinkNote)
	v.problem.set(s.LinkProblem)
	trouble := s.Message != nil && s.Message != v.message.shown
	if s.CodeSeq != v.codeSeq {
		v.codeSeq = s.CodeSeq
		v.code.SetText(s.Code)
	}
	if s.Message != nil || s.MaskCode {
		v.code.mask(s.MaskCode) // after an error the person wants to see what is wrong
	}
	v.keep.set(v.keep.text, s.Keep, true)
	setVisible(v.stay, s.CanKeep)
	v.setHelp(s.Help)
	v.message.set(s.Message)
	setText(v.busy, s.Busy)
	setVisible(v.skip, s.CanSkip)
	setVisible(v.restart, s.CanRestart)
	setVisible(v.goOn, !s.CanRestart)
	open := s.Busy == "" && !s.CanRestart
	setEnabled(v.code, open)
	v.paste.setEnabled(open)
	v.goOn.setEnabled(open)
	v.reopen.setEnabled(s.Busy == "")
	v.copy.setEnabled(s.Busy == "")
	v.cancel.setEnabled(!s.Leaving)
	// What is shown has changed even where the size has not.
	v.object.Refresh()
	if trouble {
		v.object.show(v.message.object)
	}
}

// setHelp shows what may be wrong where there is no code.
func (v *signIn) setHelp(texts []string) {
	if slices.Equal(v.told, texts) {
		return
	}
	v.told = texts
	v.help.RemoveAll()
	for _, text := range texts {
		v.help.Add(newParagraph(text))
	}
}

func setEnabled(w fyne.Disableable, enabled bool) {
	switch {
	case enabled && w.Disabled():
		w.Enable()
	case !enabled && !w.Disabled():
		w.Disable()
	}
}

// focus is where the keys go in this state.
func (v *signIn) focus(s present.SignInState) fyne.Focusable {
	switch {
	case s.CanRestart:
		return v.restart
	case s.CanSkip:
		return v.skip
	case s.Leaving:
		return nil
	case s.Busy != "":
		return v.cancel
	}
	return v.code
}

// messageBox says what went wrong, with what InfoJobs' support asks for.
type messageBox struct {
	words  *present.Words
	object *fyne.Container
	text   *widget.Label
	detail *widget.Label // small, so that a reference has a line of its own in most windows
	copy   *button
	shown  *present.Message
}

func newMessageBox(w *present.Words, win formHost) *messageBox {
	m := &messageBox{words: w, text: newParagraph(""), detail: newParagraph("")}
	m.detail.SizeName = theme.SizeNameCaptionText
	m.copy = newButton(buttonQuiet, symbolCopy, w.T("action.copy"), win.keys, func() {
		if m.shown != nil {
			win.copyText(m.shown.Details)
		}
	})
	icon := newSymbolIcon(symbolWarning, look.ColorWarnText)
	m.object = container.New(&inset{8, 6}, newPanel(look.ColorWarnBack, 6, container.New(&inset{4, 0},
		newStack(0, container.New(iconText{m.text}, icon, newStack(-theme.InnerPadding(), m.text, m.detail)), newRightFlow(4, m.copy)))))
	m.object.Hide()
	return m
}

func (m *messageBox) set(msg *present.Message) {
	m.shown = msg
	setVisible(m.object, msg != nil)
	if msg == nil {
		return
	}
	setText(m.text, msg.Text)
	setText(m.detail, msg.Details)
	setVisible(m.copy, msg.Details != "")
}
