package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A ProgressBar is a thin measure of progress. It never moves by itself, so that the
// window is still when nothing happens.
type ProgressBar struct {
	widget.BaseWidget
	fraction float32
}

// Set shows a fraction from 0 to 1; a negative one is unknown.
func (b *ProgressBar) Set(fraction float32) {
	b.fraction = min(max(fraction, 0), 1)
	b.Refresh()
}

func (b *ProgressBar) CreateRenderer() fyne.WidgetRenderer {
	r := &barRenderer{b, canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)}
	r.apply()
	return r
}

type barRenderer struct {
	b          *ProgressBar
	back, done *canvas.Rectangle
}

func (r *barRenderer) apply() {
	v := fyne.CurrentApp().Settings().ThemeVariant()
	r.back.FillColor = r.b.Theme().Color(theme.ColorNameSeparator, v)
	r.done.FillColor = r.b.Theme().Color(theme.ColorNamePrimary, v)
}

func (r *barRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.done.Resize(fyne.NewSize(size.Width*r.b.fraction, size.Height))
}

func (r *barRenderer) Refresh() {
	r.apply()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *barRenderer) MinSize() fyne.Size { return fyne.NewSize(10, 4) }

func (r *barRenderer) Destroy() {}

func (r *barRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.back, r.done} }
