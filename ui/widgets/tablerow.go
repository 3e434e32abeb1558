package widgets

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A TableRow draws one row of a table.
type TableRow struct {
	widget.BaseWidget
	table  *Table
	ID     string
	cells  []string
	unseen string // the word for it
	RowState
}

var (
	_ fyne.Tappable          = (*TableRow)(nil)
	_ fyne.SecondaryTappable = (*TableRow)(nil)
	_ fyne.Accessible        = (*TableRow)(nil)
	_ desktop.Hoverable      = (*TableRow)(nil)
)

func newTableRow(t *Table) *TableRow {
	r := &TableRow{table: t}
	r.ExtendBaseWidget(r)
	return r
}

func (r *TableRow) Tapped(*fyne.PointEvent) {
	if r.ID != "" {
		r.table.tapped(r.ID)
	}
}

func (r *TableRow) TappedSecondary(e *fyne.PointEvent) { r.table.secondary(r.ID, e.AbsolutePosition) }
func (r *TableRow) MouseIn(*desktop.MouseEvent)        { r.Hovered = true; r.Refresh() }
func (r *TableRow) MouseMoved(*desktop.MouseEvent)     {}
func (r *TableRow) MouseOut()                          { r.Hovered = false; r.Refresh() }

// AccessibilityLabel names every cell by its heading, "new" before them.
func (r *TableRow) AccessibilityLabel() string { return r.table.describe(r.unseen, r.cells) }

// AccessibilityRole says that it is text.
func (r *TableRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// describe says what is in the cells of a row, but for empty ones, and first that some
// of it is unseen.
func (t *Table) describe(unseen string, cells []string) string {
	var parts []string
	for i, c := range t.columns {
		switch {
		case i >= len(cells) || cells[i] == "":
		case c.Title == "":
			parts = append(parts, cells[i])
		default:
			parts = append(parts, c.Title+": "+cells[i])
		}
	}
	return WithUnseen(unseen, strings.Join(parts, ", "))
}

func (r *TableRow) CreateRenderer() fyne.WidgetRenderer {
	return &tableRowRenderer{r: r, ground: NewGround(), dot: canvas.NewCircle(color.Transparent)}
}

type tableRowRenderer struct {
	r      *TableRow
	ground Ground
	dot    *canvas.Circle
	texts  []*canvas.Text
}

// Layout also shortens the texts: what fits depends on the widths.
func (d *tableRowRenderer) Layout(size fyne.Size) {
	t, m, th := d.r.table, d.r.table.metrics, d.r.Theme()
	left := m.inset + m.gutter + m.padX
	d.ground.Layout(th, size, d.r.RowState, left, size.Width-m.inset-m.padX)
	SetVisible(d.dot, d.r.unseen != "")
	PutDot(d.dot, th, left, size.Height/2)
	for len(d.texts) < len(t.columns) {
		d.texts = append(d.texts, NewText())
	}
	d.texts = d.texts[:len(t.columns)]
	for i, text := range d.texts {
		text.TextSize, text.TextStyle.Bold = m.text, d.r.unseen != ""
		text.Color = ThemeColor(th, theme.ColorNameForeground)
		text.Text = ""
		left, width := t.cell(i)
		if i < len(d.r.cells) && width > 0 {
			text.Text = FitText(d.r.cells[i], width, m.text, text.TextStyle)
		}
		is := text.MinSize()
		text.Resize(is)
		if t.columns[i].Right {
			left += width - is.Width
		}
		text.Move(fyne.NewPos(left, (size.Height-is.Height)/2))
	}
}

// cell is where the text of a column begins, and how wide it may be.
func (t *Table) cell(i int) (left, width float32) {
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
	objects := append(d.ground.Objects(), d.dot)
	for _, text := range d.texts {
		objects = append(objects, text)
	}
	return objects
}
