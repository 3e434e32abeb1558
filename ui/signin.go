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
	object  *ScrollArea
	title   *widget.Label
	step1   *widget.Label
	problem *messageBox // of the browser
	link    *widget.Label
	copy    *Button
	code    *CodeEntry
	paste   *Button
	keep    *Toggle
	stay    *fyne.Container // it, and what it does
	message *messageBox
	busy    *widget.Label
	skip    *Button
	restart *Button
	cancel  *Button
	goOn    *Button
	reopen  *Button
	help    *fyne.Container
	told    []string // in the help
	helper  *Button
	codeSeq int
}

func newSignIn(win *Window) *signIn {
	w, shell := win.words, win.shell()
	v := &signIn{problem: newMessageBox(w, win), message: newMessageBox(w, win)}
	v.title = NewHeading("", theme.SizeNameHeadingText, fyne.TextAlignLeading)
	v.step1 = NewParagraph("")
	v.link = NewSmall("", fyne.TextAlignLeading)
	v.reopen = NewButton(ButtonPlain, SymbolOpen, w.T("signin.reopen"), win.keys, shell.ReopenBrowser)
	v.copy = NewButton(ButtonQuiet, SymbolCopy, w.T("signin.copy_link"), win.keys, shell.CopyAuthorizeLink)

	v.code = NewCodeEntry(win.keys, &win.shortcuts)
	v.code.Name = w.T("signin.code")
	v.code.SetPlaceHolder(w.T("signin.hint"))
	v.code.OnSubmitted = shell.SubmitCode
	v.paste = NewButton(ButtonPlain, "", w.T("signin.paste"), win.keys, shell.Paste)
	v.keep = NewToggle(w.T("signin.stay"), win.keys, shell.SetKeep)
	v.keep.PassEnter = true
	v.stay = container.New(&Inset{X: ToggleInset, Y: 0},
		container.New(&explained{under: v.keep}, v.keep, NewSmall(w.T("signin.stay_hint"), fyne.TextAlignLeading)))
	v.busy = NewParagraph("")
	v.skip = NewButton(ButtonPlain, "", w.T("signin.skip_saving"), win.keys, shell.SkipSaving)
	v.cancel = NewButton(ButtonPlain, "", w.T("action.cancel"), win.keys, shell.CancelSignIn)
	v.goOn = NewButton(ButtonPrimary, "", w.T("action.continue"), win.keys, func() { shell.SubmitCode(v.code.Text) })
	v.restart = NewButton(ButtonPrimary, "", w.T("action.start_again"), win.keys, shell.Connect)
	v.helper = NewButton(ButtonQuiet, SymbolExpand, w.T("signin.help"), win.keys, v.toggleHelp)
	v.help = NewStack(0)
	v.help.Hide()

	label := NewParagraph(w.T("signin.code"))
	label.TextStyle.Bold = true
	v.object = NewScrollArea(NewColumn(580, 20, true, NewStack(4,
		v.title,
		numbered(1, v.step1,
			container.New(&Inset{X: ButtonInset, Y: 0}, NewFlow(8, v.reopen, v.copy)), v.problem.object, v.link),
		Gap(4),
		numbered(2, NewParagraph(w.T("signin.step2")),
			label,
			container.New(&Inset{X: ButtonInset, Y: 0}, container.New(&BesideOrBelow{First: 180},
				container.New(&Inset{X: TextInset - ButtonInset, Y: 0}, v.code), NewRightFlow(0, v.paste))),
			v.message.object,
			NewSmall(w.T("signin.only_here"), fyne.TextAlignLeading),
			v.stay),
		v.busy,
		container.New(&Inset{X: ButtonInset, Y: 0}, NewRightFlow(8, v.skip, v.cancel, v.restart, v.goOn)),
		container.New(&Inset{X: HelperInset, Y: 0}, NewFlow(0, v.helper)),
		v.help,
	)))
	return v
}

// numbered puts objects under the number of a step.
func numbered(n int, objects ...fyne.CanvasObject) fyne.CanvasObject {
	number := widget.NewLabel(strconv.Itoa(n))
	number.TextStyle.Bold = true
	number.Alignment = fyne.TextAlignCenter
	badge := NewPanel(look.ColorSelected, canvas.RadiusMaximum, container.New(Badge{}, number))
	return container.New(&Hanging{}, badge, NewStack(0, objects...))
}

func (v *signIn) toggleHelp() {
	if v.help.Visible() {
		v.help.Hide()
		v.helper.SetIcon(SymbolExpand)
		return
	}
	v.help.Show()
	v.helper.SetIcon(SymbolCollapse)
	v.object.Refresh() // it is longer now
	v.object.Reveal(v.help)
}

func (v *signIn) set(s present.SignInState) {
	SetText(v.title, s.Title)
	SetText(v.step1, s.Step1)
	SetText(v.link, s.LinkNote)
	v.problem.set(s.LinkProblem)
	trouble := s.Message != nil && s.Message != v.message.shown
	if s.CodeSeq != v.codeSeq {
		v.codeSeq = s.CodeSeq
		v.code.SetText(s.Code)
	}
	if s.Message != nil || s.MaskCode {
		v.code.Mask(s.MaskCode) // after an error the person wants to see what is wrong
	}
	v.keep.Set(v.keep.Text, s.Keep, true)
	SetVisible(v.stay, s.CanKeep)
	v.setHelp(s.Help)
	v.message.set(s.Message)
	SetText(v.busy, s.Busy)
	SetVisible(v.skip, s.CanSkip)
	SetVisible(v.restart, s.CanRestart)
	SetVisible(v.goOn, !s.CanRestart)
	open := s.Busy == "" && !s.CanRestart
	setEnabled(v.code, open)
	v.paste.SetEnabled(open)
	v.goOn.SetEnabled(open)
	v.reopen.SetEnabled(s.Busy == "")
	v.copy.SetEnabled(s.Busy == "")
	v.cancel.SetEnabled(!s.Leaving)
	// What is shown has changed even where the size has not.
	v.object.Refresh()
	if trouble {
		v.object.Reveal(v.message.object)
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
		v.help.Add(NewParagraph(text))
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
	copy   *Button
	shown  *present.Message
}

func newMessageBox(w *present.Words, win formHost) *messageBox {
	m := &messageBox{words: w, text: NewParagraph(""), detail: NewParagraph("")}
	m.detail.SizeName = theme.SizeNameCaptionText
	m.copy = NewButton(ButtonQuiet, SymbolCopy, w.T("action.copy"), win.keys, func() {
		if m.shown != nil {
			win.copyText(m.shown.Details)
		}
	})
	icon := NewSymbolIcon(SymbolWarning, look.ColorWarnText)
	m.object = container.New(&Inset{X: 8, Y: 6}, NewPanel(look.ColorWarnBack, 6, container.New(&Inset{X: 4, Y: 0},
		NewStack(0, container.New(IconText{Label: m.text}, icon, NewStack(-theme.InnerPadding(), m.text, m.detail)), NewRightFlow(4, m.copy)))))
	m.object.Hide()
	return m
}

func (m *messageBox) set(msg *present.Message) {
	m.shown = msg
	SetVisible(m.object, msg != nil)
	if msg == nil {
		return
	}
	SetText(m.text, msg.Text)
	SetText(m.detail, msg.Details)
	SetVisible(m.copy, msg.Details != "")
}
