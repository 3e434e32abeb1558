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

// A TableHead holds the headings of a table. It is one stop of the Tab key: Left,
// Right, Home and End move in it, Enter orders by the one they reach, and Down goes
// to the rows.
type TableHead struct {
	widget.BaseWidget
	table   *Table
	cells   []*tableHeading
	active  int
	focused bool
}

var (
	_ fyne.Focusable  = (*TableHead)(nil)
	_ fyne.Accessible = (*TableHead)(nil)
)

func newTableHead(t *Table) *TableHead {
	h := &TableHead{table: t}
	h.ExtendBaseWidget(h)
	return h
}

// set draws the table's columns.
func (h *TableHead) set() {
	n := len(h.table.columns)
	for len(h.cells) < n {
		h.cells = append(h.cells, newTableHeading(h, len(h.cells)))
	}
	h.cells = h.cells[:n]
	h.active = max(min(h.active, n-1), 0)
	h.Refresh()
}

func (h *TableHead) move(to int) {
	h.active = max(min(to, len(h.cells)-1), 0)
	h.Refresh()
	h.reveal()
}

// reveal scrolls the table sideways to the heading that has the focus.
func (h *TableHead) reveal() {
	t := h.table
	if h.active+1 >= len(t.lefts) {
		return
	}
	left, right := t.lefts[h.active], t.lefts[h.active+1]
	if h.active == 0 {
		left = 0
	}
	t.scrollTo(revealed(t.Scroll.Offset.X, t.Scroll.Size().Width, left, right))
}

func (h *TableHead) sort(column int) {
	if column < len(h.cells) && h.table.onSort != nil {
		h.table.onSort(column)
	}
}

func (h *TableHead) tapped(column int) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(h); c != nil {
		h.active = column
		c.Focus(h)
	}
	h.sort(column)
}

func (h *TableHead) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyLeft:
		h.move(h.active - 1)
	case e.Name == fyne.KeyRight:
		h.move(h.active + 1)
	case e.Name == fyne.KeyHome:
		h.move(0)
	case e.Name == fyne.KeyEnd:
		h.move(len(h.cells))
	case e.Name == fyne.KeyDown:
		h.table.focus()
	case Pressed(e.Name):
		h.sort(h.active)
	case h.table.keys != nil:
		h.table.keys(e)
	}
}

func (h *TableHead) FocusGained()   { h.focused = true; h.Refresh(); h.reveal() }
func (h *TableHead) FocusLost()     { h.focused = false; h.Refresh() }
func (h *TableHead) TypedRune(rune) {}

// AccessibilityLabel is that of the heading which Enter orders by.
func (h *TableHead) AccessibilityLabel() string {
	if h.active >= len(h.cells) {
		return ""
	}
	return h.cells[h.active].AccessibilityLabel()
}

// AccessibilityRole says that it holds others.
func (h *TableHead) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (h *TableHead) CreateRenderer() fyne.WidgetRenderer { return &tableHeadRenderer{h} }

type tableHeadRenderer struct{ h *TableHead }

func (r *tableHeadRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.h.table.width(), r.h.table.metrics.headH)
}

func (r *tableHeadRenderer) Layout(size fyne.Size) {
	lefts := r.h.table.lefts
	for i, c := range r.h.cells {
		if i+1 < len(lefts) {
			c.Move(fyne.NewPos(lefts[i], 0))
			c.Resize(fyne.NewSize(lefts[i+1]-lefts[i], size.Height))
		}
	}
}

func (r *tableHeadRenderer) Refresh() {
	r.Layout(r.h.Size())
	for _, c := range r.h.cells {
		c.Refresh()
	}
	canvas.Refresh(r.h)
}

func (r *tableHeadRenderer) Destroy() {}
func (r *tableHeadRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, 0, len(r.h.cells))
	for _, c := range r.h.cells {
		objects = append(objects, c)
	}
	return objects
}

// A tableHeading is the heading of one column.
type tableHeading struct {
	widget.BaseWidget
	head    *TableHead
	index   int
	hovered bool
}

var (
	_ fyne.Tappable      = (*tableHeading)(nil)
	_ fyne.Accessible    = (*tableHeading)(nil)
	_ desktop.Hoverable  = (*tableHeading)(nil)
	_ desktop.Cursorable = (*tableHeading)(nil)
)

func newTableHeading(h *TableHead, index int) *tableHeading {
	c := &tableHeading{head: h, index: index}
	c.ExtendBaseWidget(c)
	return c
}

func (c *tableHeading) column() TableColumn {
	if columns := c.head.table.columns; c.index < len(columns) {
		return columns[c.index]
	}
	return TableColumn{}
}

func (c *tableHeading) sorted() bool { return c.head.table.sorted == c.index }

func (c *tableHeading) Tapped(*fyne.PointEvent)        { c.head.tapped(c.index) }
func (c *tableHeading) MouseIn(*desktop.MouseEvent)    { c.hovered = true; c.Refresh() }
func (c *tableHeading) MouseMoved(*desktop.MouseEvent) {}
func (c *tableHeading) MouseOut()                      { c.hovered = false; c.Refresh() }
func (c *tableHeading) Cursor() desktop.Cursor         { return desktop.PointerCursor }

// AccessibilityLabel also tells the order.
func (c *tableHeading) AccessibilityLabel() string {
	switch {
	case !c.sorted():
		return c.column().Title
	case c.head.table.descending:
		return c.column().Title + " ↓"
	}
	return c.column().Title + " ↑"
}

// AccessibilityRole says that it is a button.
func (c *tableHeading) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (c *tableHeading) CreateRenderer() fyne.WidgetRenderer {
	return &tableHeadingRenderer{
		c: c, back: canvas.NewRectangle(color.Transparent), text: NewText(), mark: NewSymbolImage(), ring: NewRing(),
	}
}

type tableHeadingRenderer struct {
	c    *tableHeading
	back *canvas.Rectangle
	text *canvas.Text
	mark *canvas.Image
	ring Ring
}

// Layout also shortens the title where there is no room for all of it.
func (r *tableHeadingRenderer) Layout(size fyne.Size) {
	c, th, m := r.c, r.c.Theme(), r.c.head.table.metrics
	front := look.ColorMuted
	if c.sorted() {
		front = theme.ColorNameForeground
	}
	r.back.FillColor = color.Transparent
	if c.hovered {
		r.back.FillColor = ThemeColor(th, theme.ColorNameHover)
	}
	r.back.Resize(size)
	r.ring.Apply(th, th.Size(theme.SizeNameInputRadius), c.head.focused && c.head.active == c.index)
	r.ring.Resize(size)

	room := size.Width - 2*m.padX
	r.mark.Hidden = !c.sorted()
	if c.sorted() {
		way := symbolSortUp
		if c.head.table.descending {
			way = SymbolSortDown
		}
		SetSymbol(r.mark, way, front)
		room -= m.sortMarkSide + sortMarkGap
	}
	r.text.TextSize, r.text.TextStyle.Bold, r.text.Color = m.small, true, ThemeColor(th, front)
	r.text.Text = FitText(c.column().Title, max(room, 0), m.small, r.text.TextStyle)
	is := r.text.MinSize()
	x := m.padX
	if c.column().Right {
		x += room - is.Width
	}
	r.text.Resize(is)
	r.text.Move(fyne.NewPos(x, (size.Height-is.Height)/2))
	r.mark.Resize(fyne.NewSquareSize(m.sortMarkSide))
	r.mark.Move(fyne.NewPos(x+is.Width+sortMarkGap, (size.Height-m.sortMarkSide)/2))
}

// sortMarkGap is between a heading and the arrow that tells the order.
const sortMarkGap = 3

func (r *tableHeadingRenderer) Refresh() {
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}

func (r *tableHeadingRenderer) MinSize() fyne.Size {
	return fyne.NewSize(0, r.c.head.table.metrics.headH)
}
func (r *tableHeadingRenderer) Destroy() {}
func (r *tableHeadingRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.ring.Rectangle, r.text, r.mark}
}
