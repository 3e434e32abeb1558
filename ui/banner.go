package ui

import (
	"image/color"
	"slices"

	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A panel puts an object on a rounded ground in the theme's colours.
type panel struct {
	widget.BaseWidget
	ground  fyne.ThemeColorName
	radius  float32
	edged   bool // high contrast shows where it ends
	content fyne.CanvasObject
}

func newPanel(ground fyne.ThemeColorName, radius float32, content fyne.CanvasObject) *panel {
	p := &panel{ground: ground, radius: radius, edged: radius > 0, content: content}
	p.ExtendBaseWidget(p)
	return p
}

func (p *panel) CreateRenderer() fyne.WidgetRenderer {
	r := &panelRenderer{p: p, back: canvas.NewRectangle(color.Transparent)}
	r.apply()
	return r
}

type panelRenderer struct {
	p    *panel
	back *canvas.Rectangle
}

func (r *panelRenderer) apply() {
	r.back.FillColor = r.p.Theme().Color(r.p.ground, fyne.CurrentApp().Settings().ThemeVariant())
	r.back.CornerRadius = r.p.radius
	if r.p.edged {
		drawEdge(r.back, r.p.Theme())
	}
}

func (r *panelRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.p.content.Resize(size)
}

func (r *panelRenderer) Refresh() {
	r.apply()
	r.p.content.Refresh()
	canvas.Refresh(r.p)
}

func (p *panel) held() []fyne.CanvasObject { return []fyne.CanvasObject{p.content} }

func (r *panelRenderer) MinSize() fyne.Size { return r.p.content.MinSize() }
func (r *panelRenderer) Destroy()           {}
func (r *panelRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.p.content}
}

// bannerBox shows the lasting notes, one under the other.
type bannerBox struct {
	box   *fyne.Container
	focus []fyne.Focusable // the buttons
	shown []present.Banner
	words *present.Words
	keys  keyHandler
	do    func(present.BannerAction)
	copy  func(string)
}

func newBannerBox(w *present.Words, keys keyHandler, do func(present.BannerAction), copyText func(string)) *bannerBox {
	return &bannerBox{box: newStack(0), words: w, keys: keys, do: do, copy: copyText}
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
	setVisible(b.box, len(banners) > 0)
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
	ground, front, sign := colorInfoBack, colorInfoText, symbolInfo
	if banner.Warning {
		ground, front, sign = colorWarnBack, colorWarnText, symbolWarning
	}
	icon := newSymbolIcon(sign, front)
	text := newParagraph(banner.Text)
	var actions []fyne.CanvasObject
	add := func(button *button) {
		actions, b.focus = append(actions, button), append(b.focus, button)
	}
	if banner.Copy != "" {
		add(newButton(buttonQuiet, symbolCopy, b.words.T("action.copy"), b.keys, func() { b.copy(banner.Copy) }))
		text.SetText(banner.Text + "\n" + banner.Details)
	}
	if banner.Other != "" {
		add(newButton(buttonQuiet, "", banner.Other, b.keys, func() { b.do(banner.OtherAction) }))
	}
	if banner.Label != "" { // last, as in a modal
		add(newButton(buttonTinted, "", banner.Label, b.keys, func() { b.do(banner.Action) }))
	}
	var line fyne.CanvasObject = container.New(iconText{text}, icon, text)
	if len(actions) > 0 {
		line = container.New(newBesideOrBelow(), line, newRightFlow(theme.Padding(), actions...))
	}
	p := newPanel(ground, 0, container.New(&inset{8, 2}, line))
	p.edged = true
	return p
}

// inset keeps a margin around one object.
type inset struct{ x, y float32 }

func (i *inset) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().AddWidthHeight(2*i.x, 2*i.y)
}

func (i *inset) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.NewPos(i.x, i.y))
	o[0].Resize(size.SubtractWidthHeight(2*i.x, 2*i.y))
}

// besideOrBelow sets the second object to the right of the first if that leaves
// the first enough room, and under it otherwise.
type besideOrBelow struct {
	both, first float32 // the room that both need, and the first, at 100 % text
	width       float32
}

// newBesideOrBelow is for text with buttons.
func newBesideOrBelow() *besideOrBelow { return &besideOrBelow{both: 520, first: 260} }

func (l *besideOrBelow) below(o []fyne.CanvasObject) bool {
	return l.width < scaled(l.both) || l.width-widthWanted(o[1]) < scaled(l.first)
}

func (l *besideOrBelow) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	if l.below(o) {
		return fyne.NewSize(max(a.Width, b.Width), a.Height+b.Height)
	}
	return fyne.NewSize(a.Width+b.Width, max(a.Height, b.Height))
}

func (l *besideOrBelow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	if l.below(o) {
		h := heightAt(o[0], size.Width)
		o[0].Move(fyne.Position{})
		o[1].Move(fyne.NewPos(0, h))
		heightAt(o[1], size.Width)
		return
	}
	b := fyne.NewSize(widthWanted(o[1]), 0)
	b.Height = heightAt(o[1], b.Width)
	o[0].Move(fyne.Position{})
	o[0].Resize(fyne.NewSize(size.Width-b.Width, size.Height))
	o[1].Move(fyne.NewPos(size.Width-b.Width, (size.Height-b.Height)/2))
	o[1].Resize(b)
}
