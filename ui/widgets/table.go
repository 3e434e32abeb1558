package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// A TableColumn is a column and its heading.
type TableColumn struct {
	Title string
	Width float32 // at 100 % text
	Right bool    // the cells stand at the right
	Grow  bool    // it takes a share of the room that is left
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

// A Table shows rows of cells under headings that order them. It has the keys of
// the list, finds a row by the letters of its title, and scrolls sideways
// where its columns do not fit, by Left and Right too. It keeps the choice by ID
// whatever the order becomes. Fyne's own table chooses cells, not rows.
type Table struct {
	widget.BaseWidget
	onChoose func(id string) // the selection moved
	onOpen   func(id string) // Enter or a tap
	onSort   func(column int)
	// OnMenu is told of the right mouse button and the menu key; it may be nil.
	OnMenu func(id string, at fyne.Position)
	keys   KeyHandler
	Name   string // what it lists, for who cannot see it

	columns    []TableColumn
	Rows       tableRows
	Selected   string
	sorted     int // -1 for none
	descending bool

	focused bool
	typed   typeAhead
	metrics tableMetrics
	lefts   []float32 // where each column begins, and where the last one ends
	head    *TableHead
	Content *Roller[*TableRow]
	Scroll  *container.Scroll
	ring    Ring // while it has the focus and no row shows that
}

var (
	_ fyne.Focusable  = (*Table)(nil)
	_ fyne.Accessible = (*Table)(nil)
)

// NewTable returns an empty table.
func NewTable(keys KeyHandler, onChoose, onOpen func(id string), onSort func(column int)) *Table {
	t := &Table{
		keys: keys, onChoose: onChoose, onOpen: onOpen, onSort: onSort,
		Rows: noRows{}, sorted: -1, typed: newTypeAhead(), ring: NewRing(),
	}
	t.head = newTableHead(t)
	t.Content = NewRoller(container.ScrollBoth, RollerSpec[*TableRow]{
		Count: func() int { return t.Rows.Len() },
		Top:   t.Top,
		Width: t.width,
		Make:  func() *TableRow { return newTableRow(t) },
		Fill:  t.fill,
	})
	t.Scroll = t.Content.Scroll
	t.Scroll.OnScrolled = func(fyne.Position) {
		t.Content.Update()
		t.follow()
	}
	t.ExtendBaseWidget(t)
	t.metrics = measureTable(t.Theme())
	return t
}

// Set shows rows under columns, with selected chosen, without calling back.
func (t *Table) Set(columns []TableColumn, rows tableRows, selected string, sorted int, descending bool) {
	if rows == nil {
		rows = noRows{}
	}
	fresh := !slices.Equal(t.columns, columns)
	resized := fresh || t.Rows.Len() != rows.Len()
	movedOn := t.Selected != selected
	t.columns, t.Rows, t.Selected = columns, rows, selected
	t.sorted, t.descending = sorted, descending
	if fresh {
		t.arrange()
	}
	t.head.set()
	if resized {
		t.Content.Reload()
	} else {
		t.Content.Update()
	}
	t.drawRing()
	if movedOn {
		t.reveal(t.Rows.Index(selected))
	}
}

// Top is where a row begins.
func (t *Table) Top(i int) float32 { return float32(i) * t.metrics.rowH }

// width is that of all columns at least.
func (t *Table) width() float32 {
	width := 2*t.metrics.inset + t.metrics.gutter
	for _, c := range t.columns {
		width += c.Width * t.metrics.scale
	}
	return width
}

// arrange gives the columns their places: those that grow share what is left.
func (t *Table) arrange() {
	growing := 0
	for _, c := range t.columns {
		if c.Grow {
			growing++
		}
	}
	spare := float32(0)
	if growing > 0 {
		spare = max(t.Scroll.Size().Width-t.width(), 0) / float32(growing)
	}
	x := t.metrics.inset + t.metrics.gutter
	t.lefts = []float32{x}
	for _, c := range t.columns {
		x += c.Width * t.metrics.scale
		if c.Grow {
			x += spare
		}
		t.lefts = append(t.lefts, x)
	}
}

// follow keeps the headings over their columns.
func (t *Table) follow() { t.head.Move(fyne.NewPos(-t.Scroll.Offset.X, 0)) }

func (t *Table) fill(r *TableRow, i int) {
	r.ID, r.cells, r.unseen = t.Rows.ID(i), t.Rows.Cells(i), t.Rows.New(i)
	r.Selected = r.ID != "" && r.ID == t.Selected
	r.Ringed = r.Selected && t.focused
}

func (t *Table) reveal(i int) {
	if i < 0 {
		return
	}
	t.Content.Reveal(t.Top(i), t.Top(i+1))
	if t.focused {
		FocusShown(t)
	}
}

// FocusPart is the chosen row, or all of it if none shows.
func (t *Table) FocusPart() (fyne.Position, fyne.Size) {
	at, size := t.Content.Part(t.Scroll.Size(), t.Rows.Index(t.Selected))
	return t.Scroll.Position().Add(at), size
}

func (t *Table) choose(id string) {
	if id == "" || id == t.Selected {
		return
	}
	t.Selected = id
	t.Content.Update()
	t.drawRing()
	t.reveal(t.Rows.Index(id))
	t.onChoose(id)
}

// focus takes the focus, as a press does.
func (t *Table) focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		c.Focus(t)
	}
}

func (t *Table) tapped(id string) {
	t.focus()
	t.choose(id)
	t.onOpen(id)
}

// secondary opens the menu of a row.
func (t *Table) secondary(id string, at fyne.Position) {
	t.focus()
	if t.OnMenu != nil && id != "" {
		t.OnMenu(id, at)
	}
}

func (t *Table) FocusGained() {
	t.focused = true
	t.reveal(t.Rows.Index(t.Selected))
	t.Content.Update()
	t.drawRing()
}

func (t *Table) FocusLost() {
	t.focused = false
	t.Content.Update()
	t.drawRing()
}

// drawRing shows that the table has the focus where no row of it can.
func (t *Table) drawRing() {
	t.ring.Apply(t.Theme(), 6, t.focused && t.Rows.Index(t.Selected) < 0)
	canvas.Refresh(t.ring.Rectangle)
}

func (t *Table) TypedRune(r rune) {
	if i := t.typed.find(r, t.Rows.Len(), t.Rows.Index(t.Selected), t.Rows.Title); i >= 0 {
		t.choose(t.Rows.ID(i))
	}
}

func (t *Table) TypedKey(e *fyne.KeyEvent) {
	by, moves := Steps(e.Name, t.Content.Page(t.metrics.rowH), t.Rows.Len())
	at := t.Rows.Index(t.Selected)
	switch {
	case moves:
		id := Moved(t.Rows, t.Selected, by)
		t.choose(id)
		t.reveal(t.Rows.Index(id))
	case Pressed(e.Name):
		if at >= 0 {
			t.onOpen(t.Selected)
		}
	case e.Name == desktop.KeyMenu && at >= 0:
		t.reveal(at)
		origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(t.Scroll)
		t.secondary(t.Selected, origin.AddXY(t.metrics.inset+t.metrics.padX, t.Top(at+1)-t.Scroll.Offset.Y))
	case e.Name == fyne.KeyLeft && t.sideways(-1), e.Name == fyne.KeyRight && t.sideways(1):
	case t.keys != nil:
		t.keys(e)
	}
}

// sideways scrolls one way; false if there is nothing to scroll.
func (t *Table) sideways(way float32) bool {
	most := t.Content.Size().Width - t.Scroll.Size().Width
	if most <= 0 {
		return false
	}
	t.scrollTo(min(max(t.Scroll.Offset.X+way*t.Scroll.Size().Width/3, 0), most))
	return true
}

// scrollTo scrolls sideways; Fyne tells of the person's own scrolling alone.
func (t *Table) scrollTo(x float32) {
	t.Scroll.ScrollToOffset(fyne.NewPos(x, t.Scroll.Offset.Y))
	t.follow()
}

// AccessibilityLabel says what it lists, and what the chosen row holds.
func (t *Table) AccessibilityLabel() string {
	i := t.Rows.Index(t.Selected)
	if i < 0 {
		return t.Name
	}
	row := t.describe(t.Rows.New(i), t.Rows.Cells(i))
	if t.Name == "" {
		return row
	}
	return t.Name + ": " + row
}

// AccessibilityRole says that it holds others.
func (t *Table) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// keepShown does what changes how much shows, and keeps the chosen row in view.
func (t *Table) keepShown(do func()) {
	t.Content.KeepShown(t.Rows.Index(t.Selected), do, t.reveal)
}

// Resize keeps the chosen row in view.
func (t *Table) Resize(size fyne.Size) {
	t.keepShown(func() { t.BaseWidget.Resize(size) })
}

// Refresh takes sizes and colours from the theme anew.
func (t *Table) Refresh() {
	t.keepShown(func() {
		t.metrics = measureTable(t.Theme())
		t.BaseWidget.Refresh()
	})
}
