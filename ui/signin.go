package ui

import (
	"slices"
	"strconv"

	"candidaturas/ui/look"
	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// signIn is the step with the code field.
type signIn struct {
	object  *widgets.ScrollArea
	title   *widget.Label
	step1   *widget.Label
	problem *messageBox // of the browser
	link    *widget.Label
	copy    *widgets.Button
	code    *widgets.CodeEntry
	paste   *widgets.Button
	keep    *widgets.Toggle
	stay    *fyne.Container // it, and what it does
	message *messageBox
	busy    *widget.Label
	skip    *widgets.Button
	restart *widgets.Button
	cancel  *widgets.Button
	goOn    *widgets.Button
	reopen  *widgets.Button
	help    *fyne.Container
	told    []string // in the help
	helper  *widgets.Button
	codeSeq int
}

func newSignIn(win *Window) *signIn {
	w, p := win.words, win.presenter.SignIn()
	v := &signIn{problem: newMessageBox(w, win), message: newMessageBox(w, win)}
	v.title = widgets.NewHeading("", theme.SizeNameHeadingText, fyne.TextAlignLeading)
	v.step1 = widgets.NewParagraph("")
	v.link = widgets.NewSmall("", fyne.TextAlignLeading)
	v.reopen = widgets.NewButton(widgets.ButtonPlain, widgets.SymbolOpen, w.T("signin.reopen"), win.keys, p.Reopen)
	v.copy = widgets.NewButton(widgets.ButtonQuiet, widgets.SymbolCopy, w.T("signin.copy_link"), win.keys, p.CopyLink)

	v.code = widgets.NewCodeEntry(win.keys, &win.shortcuts)
	v.code.Name = w.T("signin.code")
	v.code.SetPlaceHolder(w.T("signin.hint"))
	v.code.OnSubmitted = p.Submit
	v.paste = widgets.NewButton(widgets.ButtonPlain, "", w.T("signin.paste"), win.keys, p.Paste)
	v.keep = widgets.NewToggle(w.T("signin.stay"), win.keys, p.SetKeep)
	v.keep.PassEnter = true
	v.stay = container.New(&widgets.Inset{X: widgets.ToggleInset, Y: 0},
		container.New(&explained{under: v.keep}, v.keep, widgets.NewSmall(w.T("signin.stay_hint"), fyne.TextAlignLeading)))
	v.busy = widgets.NewParagraph("")
	v.skip = widgets.NewButton(widgets.ButtonPlain, "", w.T("signin.skip_saving"), win.keys, p.SkipSaving)
	v.cancel = widgets.NewButton(widgets.ButtonPlain, "", w.T("action.cancel"), win.keys, p.Cancel)
	v.goOn = widgets.NewButton(widgets.ButtonPrimary, "", w.T("action.continue"), win.keys, func() { p.Submit(v.code.Text) })
	v.restart = widgets.NewButton(widgets.ButtonPrimary, "", w.T("action.start_again"), win.keys, win.presenter.Connect)
	v.helper = widgets.NewButton(widgets.ButtonQuiet, widgets.SymbolExpand, w.T("signin.help"), win.keys, v.toggleHelp)
	v.help = widgets.NewStack(0)
	v.help.Hide()

	label := widgets.NewParagraph(w.T("signin.code"))
	label.TextStyle.Bold = true
	v.object = widgets.NewScrollArea(widgets.NewColumn(580, 20, true, widgets.NewStack(4,
		v.title,
		numbered(1, v.step1,
			container.New(&widgets.Inset{X: widgets.ButtonInset, Y: 0}, widgets.NewFlow(8, v.reopen, v.copy)), v.problem.object, v.link),
		widgets.Gap(4),
		numbered(2, widgets.NewParagraph(w.T("signin.step2")),
			label,
			container.New(&widgets.Inset{X: widgets.ButtonInset, Y: 0}, widgets.NewWithButton(180,
				container.New(&widgets.Inset{X: widgets.TextInset - widgets.ButtonInset, Y: 0}, v.code), v.paste)),
			v.message.object,
			widgets.NewSmall(w.T("signin.only_here"), fyne.TextAlignLeading),
			v.stay),
		v.busy,
		container.New(&widgets.Inset{X: widgets.ButtonInset, Y: 0}, widgets.NewRightFlow(8, v.skip, v.cancel, v.restart, v.goOn)),
		container.New(&widgets.Inset{X: widgets.HelperInset, Y: 0}, widgets.NewFlow(0, v.helper)),
		v.help,
	)))
	return v
}

// numbered puts objects under the number of a step.
func numbered(n int, objects ...fyne.CanvasObject) fyne.CanvasObject {
	number := widget.NewLabel(strconv.Itoa(n))
	number.TextStyle.Bold = true
	number.Alignment = fyne.TextAlignCenter
	badge := widgets.NewPanel(look.ColorSelected, canvas.RadiusMaximum, container.New(widgets.Badge{}, number))
	return widgets.NewHanging(badge, widgets.NewStack(0, objects...))
}

func (v *signIn) toggleHelp() {
	if v.help.Visible() {
		v.help.Hide()
		v.helper.SetIcon(widgets.SymbolExpand)
		return
	}
	v.help.Show()
	v.helper.SetIcon(widgets.SymbolCollapse)
	v.object.Refresh() // it is longer now
	v.object.Reveal(v.help)
}

func (v *signIn) set(s present.SignInState) {
	widgets.SetText(v.title, s.Title)
	widgets.SetText(v.step1, s.Step1)
	widgets.SetText(v.link, s.LinkNote)
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
	widgets.SetVisible(v.stay, s.CanKeep)
	v.setHelp(s.Help)
	v.message.set(s.Message)
	widgets.SetText(v.busy, s.Busy)
	widgets.SetVisible(v.skip, s.CanSkip)
	widgets.SetVisible(v.restart, s.CanRestart)
	widgets.SetVisible(v.goOn, !s.CanRestart)
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
		v.help.Add(widgets.NewParagraph(text))
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
	object *fyne.Container
	text   *widget.Label
	detail *widget.Label // small, so that a reference has a line of its own in most windows
	copy   *widgets.Button
	shown  *present.Message
}

func newMessageBox(w *present.Words, win formHost) *messageBox {
	m := &messageBox{text: widgets.NewParagraph(""), detail: widgets.NewParagraph("")}
	m.detail.SizeName = theme.SizeNameCaptionText
	m.copy = widgets.NewButton(widgets.ButtonQuiet, widgets.SymbolCopy, w.T("action.copy"), win.keys, func() {
		if m.shown != nil {
			win.copyText(m.shown.Details)
		}
	})
	icon := widgets.NewSymbolIcon(widgets.SymbolWarning, look.ColorWarnText)
	m.object = container.New(&widgets.Inset{X: 8, Y: 6}, widgets.NewPanel(look.ColorWarnBack, 6, container.New(&widgets.Inset{X: 4, Y: 0},
		widgets.NewStack(0, container.New(widgets.IconText{Label: m.text}, icon, widgets.NewStack(-theme.InnerPadding(), m.text, m.detail)), widgets.NewRightFlow(4, m.copy)))))
	m.object.Hide()
	return m
}

func (m *messageBox) set(msg *present.Message) {
	m.shown = msg
	widgets.SetVisible(m.object, msg != nil)
	if msg == nil {
		return
	}
	widgets.SetText(m.text, msg.Text)
	widgets.SetText(m.detail, msg.Details)
	widgets.SetVisible(m.copy, msg.Details != "")
}
