package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// A tableColumn is a column and its heading.
type tableColumn struct {
	title string
	width float32 // at 100 % text
	right bool    // the cells stand at the right
	grow  bool    // it takes a share of the room that is left
}

// tableRows are what a table shows. A table costs what is visible of them.
type tableRows interface {
	Len() int
	ID(i int) string
	Index(id string) int
	Cells(i int) []string
	New(i int) string   // the word for what is unseen, "" if nothing is
	Title(i int) string // what the letters find it by, asked of all of them
}

// noRows are those of a table that was given none yet.
type noRows struct{}

func (noRows) Len() int           { return 0 }
func (noRows) ID(int) string      { return "" }
func (noRows) Index(string) int   { return -1 }
func (noRows) Cells(int) []string { return nil }
func (noRows) New(int) string     { return "" }
func (noRows) Title(int) string   { return "" }

// A table shows rows of cells under headings that order them. It has the keys of
// the list, finds a row by the letters of its title, and scrolls sideways
// where its columns do not fit, by Left and Right too. It keeps the choice by ID
// whatever the order becomes. Fyne's own table chooses cells, not rows.
type table struct {
	widget.BaseWidget
	onChoose func(id string) // the selection moved
	onOpen   func(id string) // Enter or a tap
	onSort   func(column int)
	// onMenu is told of the right mouse button and the menu key; it may be nil.
	onMenu func(id string, at fyne.Position)
	keys   keyHandler
	name   string // what it lists, for who cannot see it

	columns    []tableColumn
	rows       tableRows
	selected   string
	sorted     int // -1 for none
	descending bool

	focused bool
	typed   typeAhead
	metrics tableMetrics
	lefts   []float32 // where each column begins, and where the last one ends
	head    *tableHead
	content *roller[*tableRow]
	scroll  *container.Scroll
	ring    ring // while it has the focus and no row shows that
}

var (
	_ fyne.Focusable  = (*table)(nil)
	_ fyne.Accessible = (*table)(nil)
)

func newTable(keys keyHandler, onChoose, onOpen func(id string), onSort func(column int)) *table {
	t := &table{
		keys: keys, onChoose: onChoose, onOpen: onOpen, onSort: onSort,
		rows: noRows{}, sorted: -1, typed: newTypeAhead(), ring: newRing(),
	}
	t.head = newTableHead(t)
	t.content = newRoller(container.ScrollBoth, rollerSpec[*tableRow]{
		count: func() int { return t.rows.Len() },
		top:   t.top,
		width: t.width,
		make:  func() *tableRow { return newTableRow(t) },
		fill:  t.fill,
	})
	t.scroll = t.content.scroll
	t.scroll.OnScrolled = func(fyne.Position) {
		t.content.update()
		t.follow()
	}
	t.ExtendBaseWidget(t)
	t.metrics = measureTable(t.Theme())
	return t
}

// set shows rows under columns, with selected chosen, without calling back.
func (t *table) set(columns []tableColumn, rows tableRows, selected string, sorted int, descending bool) {
	if rows == nil {
		rows = noRows{}
	}
	fresh := !slices.Equal(t.columns, columns)
	resized := fresh || t.rows.Len() != rows.Len()
	movedOn := t.selected != selected
	t.columns, t.rows, t.selected = columns, rows, selected
	t.sorted, t.descending = sorted, descending
	if fresh {
		t.arrange()
	}
	t.head.set()
	if resized {
		t.content.reload()
	} else {
		t.content.update()
	}
	t.drawRing()
	if movedOn {
		t.reveal(t.rows.Index(selected))
	}
}

func (t *table) top(i int) float32 { return float32(i) * t.metrics.rowH }

// width is that of all columns at least.
func (t *table) width() float32 {
	width := 2*t.metrics.inset + t.metrics.gutter
	for _, c := range t.columns {
		width += c.width * t.metrics.scale
	}
	return width
}

// arrange gives the columns their places: those that grow share what is left.
func (t *table) arrange() {
	growing := 0
	for _, c := range t.columns {
		if c.grow {
			growing++
		}
	}
	spare := float32(0)
	if growing > 0 {
		spare = max(t.scroll.Size().Width-t.width(), 0) / float32(growing)
	}
	x := t.metrics.inset + t.metrics.gutter
	t.lefts = []float32{x}
	for _, c := range t.columns {
		x += c.width * t.metrics.scale
		if c.grow {
			x += spare
		}
		t.lefts = append(t.lefts, x)
	}
}

// follow keeps the headings over their columns.
func (t *table) follow() { t.head.Move(fyne.NewPos(-t.scroll.Offset.X, 0)) }

func (t *table) fill(r *tableRow, i int) {
	r.index, r.id, r.cells, r.unseen = i, t.rows.ID(i), t.rows.Cells(i), t.rows.New(i)
	r.selected = r.id != "" && r.id == t.selected
	r.ringed = r.selected && t.focused
}

func (t *table) reveal(i int) {
	if i < 0 {
		return
	}
	t.content.reveal(t.top(i), t.top(i+1))
	if t.focused {
		focusShown(t)
	}
}

// focusPart is the chosen row, or all of it if none shows.
func (t *table) focusPart() (fyne.Position, fyne.Size) {
	at, size := t.content.part(t.scroll.Size(), t.rows.Index(t.selected))
	return t.scroll.Position().Add(at), size
}

func (t *table) choose(id string) {
	if id == "" || id == t.selected {
		return
	}
	t.selected = id
	t.content.update()
	t.drawRing()
	t.reveal(t.rows.Index(id))
	t.onChoose(id)
}

// focus takes the focus, as a press does.
func (t *table) focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		c.Focus(t)
	}
}

func (t *table) tapped(id string) {
	t.focus()
	t.choose(id)
	t.onOpen(id)
}

// secondary opens the menu of a row.
func (t *table) secondary(id string, at fyne.Position) {
	t.focus()
	if t.onMenu != nil && id != "" {
		t.onMenu(id, at)
	}
}

func (t *table) FocusGained() {
	t.focused = true
	t.reveal(t.rows.Index(t.selected))
	t.content.update()
	t.drawRing()
}

func (t *table) FocusLost() {
	t.focused = false
	t.content.update()
	t.drawRing()
}

// drawRing shows that the table has the focus where no row of it can.
func (t *table) drawRing() {
	t.ring.apply(t.Theme(), 6, t.focused && t.rows.Index(t.selected) < 0)
	canvas.Refresh(t.ring.Rectangle)
}

func (t *table) TypedRune(r rune) {
	if i := t.typed.find(r, t.rows.Len(), t.rows.Index(t.selected), t.rows.Title); i >= 0 {
		t.choose(t.rows.ID(i))
	}
}

func (t *table) TypedKey(e *fyne.KeyEvent) {
	by, moves := steps(e.Name, t.content.page(t.metrics.rowH), t.rows.Len())
	at := t.rows.Index(t.selected)
	switch {
	case moves:
		id := moved(t.rows, t.selected, by)
		t.choose(id)
		t.reveal(t.rows.Index(id))
	case pressed(e.Name):
		if at >= 0 {
			t.onOpen(t.selected)
		}
	case e.Name == desktop.KeyMenu && at >= 0:
		t.reveal(at)
		origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(t.scroll)
		t.secondary(t.selected, origin.AddXY(t.metrics.inset+t.metrics.padX, t.top(at+1)-t.scroll.Offset.Y))
	case e.Name == fyne.KeyLeft && t.sideways(-1), e.Name == fyne.KeyRight && t.sideways(1):
	case t.keys != nil:
		t.keys(e)
	}
}

// sideways scrolls one way; false if there is nothing to scroll.
func (t *table) sideways(way float32) bool {
	most := t.content.Size().Width - t.scroll.Size().Width
	if most <= 0 {
		return false
	}
	t.scrollTo(min(max(t.scroll.Offset.X+way*t.scroll.Size().Width/3, 0), most))
	return true
}

// scrollTo scrolls sideways; Fyne tells of the person's own scrolling alone.
func (t *table) scrollTo(x float32) {
	t.scroll.ScrollToOffset(fyne.NewPos(x, t.scroll.Offset.Y))
	t.follow()
}

// AccessibilityLabel says what it lists, and what the chosen row holds.
func (t *table) AccessibilityLabel() string {
	i := t.rows.Index(t.selected)
	if i < 0 {
		return t.name
	}
	row := t.describe(t.rows.New(i), t.rows.Cells(i))
	if t.name == "" {
		return row
	}
	return t.name + ": " + row
}

// AccessibilityRole says that it holds others.
func (t *table) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// keepShown does what changes how much shows, and keeps the chosen row in view.
func (t *table) keepShown(do func()) {
	t.content.keepShown(t.rows.Index(t.selected), do, t.reveal)
}

// Resize keeps the chosen row in view.
func (t *table) Resize(size fyne.Size) {
	t.keepShown(func() { t.BaseWidget.Resize(size) })
}

// Refresh takes sizes and colours from the theme anew.
func (t *table) Refresh() {
	t.keepShown(func() {
		t.metrics = measureTable(t.Theme())
		t.BaseWidget.Refresh()
	})
}
