package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// A Panel puts an object on a rounded ground in the theme's colours.
type Panel struct {
	widget.BaseWidget
	Ground  fyne.ThemeColorName
	radius  float32
	Edged   bool // high contrast shows where it ends
	content fyne.CanvasObject
}

// NewPanel sets content on a ground of its own.
func NewPanel(ground fyne.ThemeColorName, radius float32, content fyne.CanvasObject) *Panel {
	p := &Panel{Ground: ground, radius: radius, Edged: radius > 0, content: content}
	p.ExtendBaseWidget(p)
	return p
}

func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	r := &panelRenderer{p: p, back: canvas.NewRectangle(color.Transparent)}
	r.apply()
	return r
}

type panelRenderer struct {
	p    *Panel
	back *canvas.Rectangle
}

func (r *panelRenderer) apply() {
	r.back.FillColor = r.p.Theme().Color(r.p.Ground, fyne.CurrentApp().Settings().ThemeVariant())
	r.back.CornerRadius = r.p.radius
	if r.p.Edged {
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

func (p *Panel) held() []fyne.CanvasObject { return []fyne.CanvasObject{p.content} }

func (r *panelRenderer) MinSize() fyne.Size { return r.p.content.MinSize() }

func (r *panelRenderer) Destroy() {}

func (r *panelRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.p.content}
}
