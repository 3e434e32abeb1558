package widgets

import (
	"image/color"

	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A tab is one of a [tabs].
type tab struct {
	widget.BaseWidget
	bar     *Tabs
	index   int
	label   string
	hovered bool
}

var (
	_ fyne.Tappable      = (*tab)(nil)
	_ fyne.Accessible    = (*tab)(nil)
	_ desktop.Hoverable  = (*tab)(nil)
	_ desktop.Cursorable = (*tab)(nil)
)

func newTab(bar *Tabs, index int) *tab {
	b := &tab{bar: bar, index: index}
	b.ExtendBaseWidget(b)
	return b
}

func (b *tab) Tapped(*fyne.PointEvent)        { b.bar.tapped(b.index) }
func (b *tab) MouseIn(*desktop.MouseEvent)    { b.hovered = true; b.Refresh() }
func (b *tab) MouseMoved(*desktop.MouseEvent) {}
func (b *tab) MouseOut()                      { b.hovered = false; b.Refresh() }
func (b *tab) Cursor() desktop.Cursor         { return desktop.PointerCursor }

// AccessibilityLabel is the tab's text.
func (b *tab) AccessibilityLabel() string { return b.label }

// AccessibilityRole is the nearest that the toolkit has.
func (b *tab) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (b *tab) CreateRenderer() fyne.WidgetRenderer {
	r := &tabRenderer{
		b: b, back: canvas.NewRectangle(color.Transparent), mark: canvas.NewRectangle(color.Transparent),
		text: NewText(), ring: NewRing(),
	}
	r.apply()
	return r
}

type tabRenderer struct {
	b          *tab
	back, mark *canvas.Rectangle
	text       *canvas.Text
	ring       Ring
}

// A tabLook is what tabs in a line and tabs in a column differ in.
type tabLook struct {
	padX float32 // at each side of the text
	side bool    // in a column
}

const (
	tabPadY = 9 // over the text and under it
	tabMark = 3 // the line that marks the chosen one, under it or before it
)

func (r *tabRenderer) chosen() bool { return r.b.bar.selected == r.b.index }

func (r *tabRenderer) apply() {
	th, side, chosen := r.b.Theme(), r.b.bar.look.side, r.chosen()
	front := look.ColorMuted
	if chosen || side {
		front = theme.ColorNameForeground
	}
	r.text.TextSize = th.Size(theme.SizeNameText)
	r.text.TextStyle.Bold = chosen
	r.text.Color = ThemeColor(th, front)
	radius := th.Size(theme.SizeNameInputRadius)
	r.back.CornerRadius = radius
	switch {
	case chosen && side:
		r.back.FillColor = ThemeColor(th, look.ColorSelected)
	case r.b.hovered:
		r.back.FillColor = ThemeColor(th, theme.ColorNameHover)
	default:
		r.back.FillColor = color.Transparent
	}
	r.mark.FillColor = ThemeColor(th, theme.ColorNamePrimary)
	r.mark.CornerRadius = tabMark / 2.0
	r.mark.Hidden = !chosen
	r.ring.Apply(th, radius, chosen && r.b.bar.focused)
}

// MinSize keeps room for the label in bold, so that the bar stays still when
// another one is chosen.
func (r *tabRenderer) MinSize() fyne.Size {
	text := fyne.MeasureText(r.b.label, r.b.Theme().Size(theme.SizeNameText), fyne.TextStyle{Bold: true})
	return text.AddWidthHeight(2*r.b.bar.look.padX, 2*tabPadY)
}

// Layout also shortens the text where there is no room for all of it.
func (r *tabRenderer) Layout(size fyne.Size) {
	padX := r.b.bar.look.padX
	r.ring.Resize(size)
	r.text.Text = FitText(r.b.label, size.Width-2*padX+0.5, r.text.TextSize, r.text.TextStyle)
	t := r.text.MinSize()
	r.text.Resize(t)
	x, edge := (size.Width-t.Width)/2, float32(RingWidth)
	if r.b.bar.look.side {
		x, edge = padX, RingRoom // tabs in a column touch each other
		r.mark.Move(fyne.NewPos(edge+1, edge+5))
		r.mark.Resize(fyne.NewSize(tabMark, size.Height-2*edge-10))
	} else {
		r.mark.Move(fyne.NewPos(padX, size.Height-tabMark-edge-1))
		r.mark.Resize(fyne.NewSize(size.Width-2*padX, tabMark))
	}
	r.text.Move(fyne.NewPos(x, (size.Height-t.Height)/2))
	r.back.Move(fyne.NewSquareOffsetPos(edge))
	r.back.Resize(size.SubtractWidthHeight(2*edge, 2*edge))
}

func (r *tabRenderer) Refresh() {
	r.apply()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *tabRenderer) Destroy() {}
func (r *tabRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.ring.Rectangle, r.mark, r.text}
}
