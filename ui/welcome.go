package ui

import (
	"candidaturas/assets"
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// welcome is the first screen.
type welcome struct {
	object  fyne.CanvasObject
	connect *Button
	sample  *Button
	reload  *Button
	ownKeys *Button
	restore *Button
	promise *widget.Label
	notice  *remark
}

func newWelcome(win *Window) *welcome {
	w := win.words
	v := &welcome{}
	v.connect = NewButton(ButtonPrimary, "", "", win.keys, win.shell().Connect)
	v.sample = NewButton(ButtonQuiet, "", w.T("welcome.sample"), win.keys, win.shell().TrySample)
	v.ownKeys = NewButton(ButtonQuiet, "", w.T("welcome.own_keys"), win.keys, win.askKeys)
	v.reload = NewButton(ButtonPlain, SymbolRefresh, w.T("action.retry"), win.keys, win.shell().Reload)
	v.restore = NewButton(ButtonQuiet, "", w.T("welcome.restore"), win.keys, win.restoreCopy)
	settings := NewButton(ButtonQuiet, "", w.T("menu.settings"), win.keys, win.ShowSettings)
	privacy := NewButton(ButtonQuiet, "", w.T("welcome.privacy"), win.keys, win.showPrivacy)
	v.promise = NewSmall("", fyne.TextAlignCenter)
	v.notice = newRemark(v.reload)

	icon := canvas.NewImageFromResource(fyne.NewStaticResource("icon.png", assets.Icon))
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(84))
	what := NewParagraph(w.T("welcome.what"))
	what.Alignment = fyne.TextAlignCenter

	v.object = NewScrollArea(NewColumn(500, 20, true, NewStack(6,
		icon,
		NewHeading(w.T("welcome.title"), theme.SizeNameHeadingText, fyne.TextAlignCenter),
		what,
		v.notice.object,
		Gap(4),
		NewMiddleFlow(v.connect),
		v.promise,
		NewMiddleFlow(v.sample),
		NewMiddleFlow(v.ownKeys),
		Gap(20),
		NewSmall(w.T("app.independent"), fyne.TextAlignCenter),
		NewMiddleFlow(v.restore, settings, privacy),
	)))
	return v
}

func (v *welcome) set(s present.SignInState) {
	v.notice.set(s.Notice)
	SetVisible(v.reload, s.CanReload)
	v.notice.offer(s.CanReload)
	v.connect.SetLabel(s.ConnectLabel)
	SetVisible(v.connect, s.CanConnect)
	SetText(v.promise, s.Promise)
	SetVisible(v.sample, s.CanTrySample)
	SetVisible(v.ownKeys, s.CanUseKeys)
	SetVisible(v.restore, s.CanRestore)
	v.sample.Kind = ButtonQuiet
	if s.SamplePrimary {
		v.sample.Kind = ButtonPrimary
	}
	// Where the keyring only has to be asked again, signing in is not the next step.
	v.reload.Kind, v.connect.Kind = ButtonPlain, ButtonPrimary
	if s.CanReload {
		v.reload.Kind, v.connect.Kind = ButtonPrimary, ButtonPlain
	}
	// What is shown has changed even where the size has not.
	v.object.Refresh()
}

// first is what Enter presses.
func (v *welcome) first() fyne.Focusable {
	if v.reload.Visible() {
		return v.reload
	}
	if v.connect.Visible() {
		return v.connect
	}
	return v.sample
}
