package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

func (m *Menu) CreateRenderer() fyne.WidgetRenderer {
	r := &menuRenderer{m: m, back: canvas.NewRectangle(nil)}
	r.apply()
	return r
}

type menuRenderer struct {
	m    *Menu
	back *canvas.Rectangle
}

// menuInset is around the entries, menuMargin between a menu and the window's edge.
const (
	menuInset  = 4
	menuMargin = 8
	menuRadius = 8
)

func (r *menuRenderer) apply() {
	th := r.m.Theme()
	r.back.FillColor = ThemeColor(th, theme.ColorNameMenuBackground)
	r.back.StrokeColor = ThemeColor(th, theme.ColorNameSeparator)
	r.back.StrokeWidth = 1
	r.back.CornerRadius = menuRadius
	r.back.Shadow = newShadow(th)
}

// newShadow lifts what lies over the window.
func newShadow(th fyne.Theme) canvas.Shadow {
	return canvas.Shadow{Color: ThemeColor(th, theme.ColorNameShadow), BlurRadius: 12, Offset: fyne.NewPos(0, 3)}
}

// Layout puts the menu beside its anchor and inside the window.
func (r *menuRenderer) Layout(size fyne.Size) {
	width := r.m.beside.Width
	for _, row := range r.m.rows {
		width = max(width, row.MinSize().Width+2*menuInset)
	}
	width = min(width, size.Width-2*menuMargin)
	for _, row := range r.m.rows {
		row.width = width - 2*menuInset // how high it is depends on that
	}
	want := fyne.NewSize(width, r.m.scroll.Content.MinSize().Height)
	at, given := placeMenu(r.m.at, r.m.beside, want, size)
	r.back.Move(at)
	r.back.Resize(given)
	r.m.scroll.Move(at)
	r.m.scroll.Resize(given)
}

// menuColumn sets the entries one under the other. It can be narrower than they
// ask to be: they break their texts.
type menuColumn struct{}

func (menuColumn) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(2 * menuInset)
	for _, o := range objects {
		height += o.MinSize().Height
	}
	return fyne.NewSize(0, height)
}

func (menuColumn) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(menuInset)
	for _, o := range objects {
		h := o.MinSize().Height
		o.Move(fyne.NewPos(menuInset, y))
		o.Resize(fyne.NewSize(size.Width-2*menuInset, h))
		y += h
	}
}

// placeMenu returns the place and size of a menu that wants so much, beside
// something at a place of a window: under it if there is room, over it if there is
// more, and never outside of the window.
func placeMenu(at fyne.Position, beside, want, window fyne.Size) (fyne.Position, fyne.Size) {
	size := fyne.NewSize(
		min(max(want.Width, beside.Width), window.Width-2*menuMargin),
		min(want.Height, window.Height-2*menuMargin),
	)
	below := window.Height - menuMargin - at.Y - beside.Height
	above := at.Y - menuMargin
	y := at.Y + beside.Height
	switch {
	case size.Height <= below:
	case beside.IsZero(): // nothing that it must not cover
		y = window.Height - menuMargin - size.Height
	case size.Height <= above || above > below:
		size.Height = min(size.Height, above)
		y = at.Y - size.Height
	default:
		size.Height = below
	}
	x := max(min(at.X, window.Width-menuMargin-size.Width), menuMargin)
	return fyne.NewPos(x, y), size
}

func (r *menuRenderer) Refresh() {
	r.apply()
	r.Layout(r.m.Size())
	r.m.scroll.Refresh()
	canvas.Refresh(r.m)
}

func (r *menuRenderer) MinSize() fyne.Size { return fyne.Size{} }
func (r *menuRenderer) Destroy()           {}
func (r *menuRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.m.scroll}
}
