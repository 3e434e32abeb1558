package widgets

import (
	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// tableMetrics are the lengths of a table, from the theme's text sizes.
type tableMetrics struct {
	scale        float32 // of the widths of columns
	text, small  float32 // text sizes
	rowH, headH  float32
	padX, inset  float32
	gutter       float32 // for the mark of what is unseen
	sortMarkSide float32
}

func measureTable(th fyne.Theme) tableMetrics {
	m := tableMetrics{
		text: th.Size(theme.SizeNameText), small: th.Size(theme.SizeNameCaptionText),
		padX: 8, inset: 8, gutter: 12,
	}
	m.scale = m.text / look.UsualText
	m.rowH = fyne.MeasureText("Ág", m.text, fyne.TextStyle{Bold: true}).Height + 14
	m.headH = max(fyne.MeasureText("Ág", m.small, fyne.TextStyle{Bold: true}).Height+14, leastTarget)
	m.sortMarkSide = m.small
	return m
}

func (t *Table) CreateRenderer() fyne.WidgetRenderer {
	clip := container.NewClip(t.head)
	clip.ExtendBaseWidget(clip) // it would do so itself only after it is laid out
	return &tableRenderer{t: t, clip: clip, line: canvas.NewRectangle(nil)}
}

type tableRenderer struct {
	t    *Table
	clip *container.Clip // of the headings
	line *canvas.Rectangle
}

func (r *tableRenderer) Layout(size fyne.Size) {
	t := r.t
	h := t.metrics.headH
	r.line.FillColor = ThemeColor(t.Theme(), theme.ColorNameSeparator)
	r.line.Move(fyne.NewPos(0, h))
	r.line.Resize(fyne.NewSize(size.Width, 1))
	t.Scroll.Move(fyne.NewPos(0, h+1))
	t.Scroll.Resize(fyne.NewSize(size.Width, max(size.Height-h-1, 0)))
	t.ring.Move(t.Scroll.Position())
	t.ring.Resize(t.Scroll.Size())
	t.arrange()
	t.Content.Reload()
	r.clip.Resize(fyne.NewSize(size.Width, h))
	t.head.Refresh()
	t.follow()
}

func (r *tableRenderer) MinSize() fyne.Size {
	return fyne.NewSize(RowsWidth, r.t.metrics.headH+1+2*r.t.metrics.rowH)
}

func (r *tableRenderer) Refresh() {
	r.t.drawRing()
	r.Layout(r.t.Size())
	canvas.Refresh(r.t)
}

func (r *tableRenderer) Destroy() {}
func (r *tableRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.clip, r.line, r.t.Scroll, r.t.ring.Rectangle}
}
