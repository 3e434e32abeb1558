package ui

import (
	"slices"

	"candidaturas/ui/look"
	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// bannerBox shows the lasting notes, one under the other.
type bannerBox struct {
	box   *fyne.Container
	focus []fyne.Focusable // the buttons
	shown []present.Banner
	words *present.Words
	keys  widgets.KeyHandler
	do    func(present.BannerAction)
	copy  func(string)
}

func newBannerBox(w *present.Words, keys widgets.KeyHandler, do func(present.BannerAction), copyText func(string)) *bannerBox {
	return &bannerBox{box: widgets.NewStack(0), words: w, keys: keys, do: do, copy: copyText}
}

// set rebuilds the banners only if they have changed, so that a button keeps the
// focus while progress is shown elsewhere. It reports whether the first one, which is
// the gravest, is another one.
func (b *bannerBox) set(banners []present.Banner) (appeared bool) {
	if equalBanners(b.shown, banners) {
		return false
	}
	appeared = len(banners) > 0 && (len(b.shown) == 0 || !alike(b.shown[0], banners[0]))
	b.shown, b.focus = banners, nil
	b.box.RemoveAll()
	for _, banner := range banners {
		b.box.Add(b.build(banner))
	}
	widgets.SetVisible(b.box, len(banners) > 0)
	return appeared
}

// alike reports whether two banners are the same but for the text, which may tell the
// time.
func alike(a, b present.Banner) bool {
	a.Text = b.Text
	return a == b
}

// has reports whether f is one of the banners' buttons.
func (b *bannerBox) has(f fyne.Focusable) bool { return f != nil && slices.Contains(b.focus, f) }

func equalBanners(a, b []present.Banner) bool {
	return slices.Equal(a, b)
}

func (b *bannerBox) build(banner present.Banner) fyne.CanvasObject {
	ground, front, sign := look.ColorInfoBack, look.ColorInfoText, widgets.SymbolInfo
	if banner.Warning {
		ground, front, sign = look.ColorWarnBack, look.ColorWarnText, widgets.SymbolWarning
	}
	icon := widgets.NewSymbolIcon(sign, front)
	text := widgets.NewParagraph(banner.Text)
	var actions []fyne.CanvasObject
	add := func(button *widgets.Button) {
		actions, b.focus = append(actions, button), append(b.focus, button)
	}
	if banner.Copy != "" {
		add(widgets.NewButton(widgets.ButtonQuiet, widgets.SymbolCopy, b.words.T("action.copy"), b.keys, func() { b.copy(banner.Copy) }))
		text.SetText(banner.Text + "\n" + banner.Details)
	}
	if banner.Other != "" {
		add(widgets.NewButton(widgets.ButtonQuiet, "", banner.Other, b.keys, func() { b.do(banner.OtherAction) }))
	}
	if banner.Label != "" { // last, as in a modal
		add(widgets.NewButton(widgets.ButtonTinted, "", banner.Label, b.keys, func() { b.do(banner.Action) }))
	}
	line := widgets.NewWithActions(container.New(widgets.IconText{Label: text}, icon, text), actions...)
	p := widgets.NewPanel(ground, 0, container.New(&widgets.Inset{X: 8, Y: 2}, line))
	p.Edged = true
	return p
}
