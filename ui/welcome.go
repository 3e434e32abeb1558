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
	connect *button
	sample  *button
	reload  *button
	ownKeys *button
	restore *button
	promise *widget.Label
	notice  *remark
}

func newWelcome(win *Window) *welcome {
	w := win.words
	v := &welcome{}
	v.connect = newButton(buttonPrimary, "", "", win.keys, win.shell().Connect)
	v.sample = newButton(buttonQuiet, "", w.T("welcome.sample"), win.keys, win.shell().TrySample)
	v.ownKeys = newButton(buttonQuiet, "", w.T("welcome.own_keys"), win.keys, win.askKeys)
	v.reload = newButton(buttonPlain, symbolRefresh, w.T("action.retry"), win.keys, win.shell().Reload)
	v.restore = newButton(buttonQuiet, "", w.T("welcome.restore"), win.keys, win.restoreCopy)
	settings := newButton(buttonQuiet, "", w.T("menu.settings"), win.keys, win.ShowSettings)
	privacy := newButton(buttonQuiet, "", w.T("welcome.privacy"), win.keys, win.showPrivacy)
	v.promise = newSmall("", fyne.TextAlignCenter)
	v.notice = newRemark(v.reload)

	icon := canvas.NewImageFromResource(fyne.NewStaticResource("icon.png", assets.Icon))
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(84))
	what := newParagraph(w.T("welcome.what"))
	what.Alignment = fyne.TextAlignCenter

	v.object = newScrollArea(newColumn(500, 20, true, newStack(6,
		icon,
		newHeading(w.T("welcome.title"), theme.SizeNameHeadingText, fyne.TextAlignCenter),
		what,
		v.notice.object,
		gap(4),
		newMiddleFlow(v.connect),
		v.promise,
		newMiddleFlow(v.sample),
		newMiddleFlow(v.ownKeys),
		gap(20),
		newSmall(w.T("app.independent"), fyne.TextAlignCenter),
		newMiddleFlow(v.restore, settings, privacy),
	)))
	return v
}

func (v *welcome) set(s present.SignInState) {
	v.notice.set(s.Notice)
	setVisible(v.reload, s.CanReload)
	v.notice.offer(s.CanReload)
	v.connect.setLabel(s.ConnectLabel)
	setVisible(v.connect, s.CanConnect)
	setText(v.promise, s.Promise)
	setVisible(v.sample, s.CanTrySample)
	setVisible(v.ownKeys, s.CanUseKeys)
	setVisible(v.restore, s.CanRestore)
	v.sample.kind = buttonQuiet
	if s.SamplePrimary {
		v.sample.kind = buttonPrimary
	}
	// Where the keyring only has to be asked again, signing in is not the next step.
	v.reload.kind, v.connect.kind = buttonPlain, buttonPrimary
	if s.CanReload {
		v.reload.kind, v.connect.kind = buttonPrimary, buttonPlain
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
