package ui

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A tableRow draws one row of a table.
type tableRow struct {
	widget.BaseWidget
	table  *table
	index  int
	id     string
	cells  []string
	unseen string // the word for it
	rowState
}

var (
	_ fyne.Tappable          = (*tableRow)(nil)
	_ fyne.SecondaryTappable = (*tableRow)(nil)
	_ fyne.Accessible        = (*tableRow)(nil)
	_ desktop.Hoverable      = (*tableRow)(nil)
)

func newTableRow(t *table) *tableRow {
	r := &tableRow{table: t}
	r.ExtendBaseWidget(r)
	return r
}

func (r *tableRow) Tapped(*fyne.PointEvent) {
	if r.id != "" {
		r.table.tapped(r.id)
	}
}

func (r *tableRow) TappedSecondary(e *fyne.PointEvent) { r.table.secondary(r.id, e.AbsolutePosition) }
func (r *tableRow) MouseIn(*desktop.MouseEvent)        { r.hovered = true; r.Refresh() }
func (r *tableRow) MouseMoved(*desktop.MouseEvent)     {}
func (r *tableRow) MouseOut()                          { r.hovered = false; r.Refresh() }

// AccessibilityLabel names every cell by its heading, "new" before them.
func (r *tableRow) AccessibilityLabel() string { return r.table.describe(r.unseen, r.cells) }

// AccessibilityRole says that it is text.
func (r *tableRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// describe says what is in the cells of a row, but for empty ones, and first that some
// of it is unseen.
func (t *table) describe(unseen string, cells []string) string {
	var parts []string
	for i, c := range t.columns {
		switch {
		case i >= len(cells) || cells[i] == "":
		case c.title == "":
			parts = append(parts, cells[i])
		default:
			parts = append(parts, c.title+": "+cells[i])
		}
	}
	return marked(unseen, strings.Join(parts, ", "))
}

func (r *tableRow) CreateRenderer() fyne.WidgetRenderer {
	return &tableRowRenderer{r: r, ground: newGround(), dot: canvas.NewCircle(color.Transparent)}
}

type tableRowRenderer struct {
	r      *tableRow
	ground ground
	dot    *canvas.Circle
	texts  []*canvas.Text
}

// Layout also shortens the texts: what fits depends on the widths.
func (d *tableRowRenderer) Layout(size fyne.Size) {
	t, m, th := d.r.table, d.r.table.metrics, d.r.Theme()
	left := m.inset + m.gutter + m.padX
	d.ground.layout(th, size, d.r.rowState, left, size.Width-m.inset-m.padX)
	setVisible(d.dot, d.r.unseen != "")
	putDot(d.dot, th, left, size.Height/2)
	for len(d.texts) < len(t.columns) {
		d.texts = append(d.texts, newText())
	}
	d.texts = d.texts[:len(t.columns)]
	for i, text := range d.texts {
		text.TextSize, text.TextStyle.Bold = m.text, d.r.unseen != ""
		text.Color = themeColor(th, theme.ColorNameForeground)
		text.Text = ""
		left, width := t.cell(i)
		if i < len(d.r.cells) && width > 0 {
			text.Text = fitText(d.r.cells[i], width, m.text, text.TextStyle)
		}
		is := text.MinSize()
		text.Resize(is)
		if t.columns[i].right {
			left += width - is.Width
		}
		text.Move(fyne.NewPos(left, (size.Height-is.Height)/2))
	}
}

// cell is where the text of a column begins, and how wide it may be.
func (t *table) cell(i int) (left, width float32) {
	if i+1 >= len(t.lefts) {
		return 0, 0
	}
	left = t.lefts[i] + t.metrics.padX
	return left, t.lefts[i+1] - t.metrics.padX - left
}

func (d *tableRowRenderer) Refresh() {
	d.Layout(d.r.Size())
	canvas.Refresh(d.r)
}

func (d *tableRowRenderer) MinSize() fyne.Size { return fyne.NewSize(0, d.r.table.metrics.rowH) }
func (d *tableRowRenderer) Destroy()           {}
func (d *tableRowRenderer) Objects() []fyne.CanvasObject {
	objects := append(d.ground.objects(), d.dot)
	for _, text := range d.texts {
		objects = append(objects, text)
	}
	return objects
}
