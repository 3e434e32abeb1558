package ui

import (
	"candidaturas/assets"
	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// welcome is the first screen.
type welcome struct {
	object  fyne.CanvasObject
	connect *widgets.Button
	sample  *widgets.Button
	reload  *widgets.Button
	ownKeys *widgets.Button
	restore *widgets.Button
	promise *widget.Label
	notice  *remark
}

func newWelcome(win *Window) *welcome {
	w := win.words
	v := &welcome{}
	v.connect = widgets.NewButton(widgets.ButtonPrimary, "", "", win.keys, win.presenter.Connect)
	v.sample = widgets.NewButton(widgets.ButtonQuiet, "", w.T("welcome.sample"), win.keys, win.presenter.TrySample)
	v.ownKeys = widgets.NewButton(widgets.ButtonQuiet, "", w.T("welcome.own_keys"), win.keys, win.askKeys)
	v.reload = widgets.NewButton(widgets.ButtonPlain, widgets.SymbolRefresh, w.T("action.retry"), win.keys, win.presenter.Reload)
	v.restore = widgets.NewButton(widgets.ButtonQuiet, "", w.T("welcome.restore"), win.keys, win.restoreCopy)
	settings := widgets.NewButton(widgets.ButtonQuiet, "", w.T("menu.settings"), win.keys, win.ShowSettings)
	privacy := widgets.NewButton(widgets.ButtonQuiet, "", w.T("welcome.privacy"), win.keys, win.showPrivacy)
	v.promise = widgets.NewSmall("", fyne.TextAlignCenter)
	v.notice = newRemark(v.reload)

	icon := canvas.NewImageFromResource(fyne.NewStaticResource("icon.png", assets.Icon))
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(84))
	what := widgets.NewParagraph(w.T("welcome.what"))
	what.Alignment = fyne.TextAlignCenter

	v.object = widgets.NewScrollArea(widgets.NewColumn(500, 20, true, widgets.NewStack(6,
		icon,
		widgets.NewHeading(w.T("welcome.title"), theme.SizeNameHeadingText, fyne.TextAlignCenter),
		what,
		v.notice.object,
		widgets.Gap(4),
		widgets.NewMiddleFlow(v.connect),
		v.promise,
		widgets.NewMiddleFlow(v.sample),
		widgets.NewMiddleFlow(v.ownKeys),
		widgets.Gap(20),
		widgets.NewSmall(w.T("app.independent"), fyne.TextAlignCenter),
		widgets.NewMiddleFlow(v.restore, settings, privacy),
	)))
	return v
}

func (v *welcome) set(s present.SignInState) {
	v.notice.set(s.Notice)
	widgets.SetVisible(v.reload, s.CanReload)
	v.notice.offer(s.CanReload)
	v.connect.SetLabel(s.ConnectLabel)
	widgets.SetVisible(v.connect, s.CanConnect)
	widgets.SetText(v.promise, s.Promise)
	widgets.SetVisible(v.sample, s.CanTrySample)
	widgets.SetVisible(v.ownKeys, s.CanUseKeys)
	widgets.SetVisible(v.restore, s.CanRestore)
	v.sample.Kind = widgets.ButtonQuiet
	if s.SamplePrimary {
		v.sample.Kind = widgets.ButtonPrimary
	}
	// Where the keyring only has to be asked again, signing in is not the next step.
	v.reload.Kind, v.connect.Kind = widgets.ButtonPlain, widgets.ButtonPrimary
	if s.CanReload {
		v.reload.Kind, v.connect.Kind = widgets.ButtonPrimary, widgets.ButtonPlain
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
