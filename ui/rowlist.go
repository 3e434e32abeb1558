package ui

import (
	"sort"

	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// A rowList shows [present.Rows]. It draws only what is visible, keeps the
// choice by application whatever the order becomes, and is driven by arrows,
// Home, End and the page keys. Fyne's own list has rows of one height or a cost
// that grows with their number, and none of those keys.
type rowList struct {
	widget.BaseWidget
	onChoose func(id string)                   // the selection moved
	onOpen   func(id string)                   // Enter or a tap
	onMenu   func(id string, at fyne.Position) // the second button of the mouse
	keys     widgets.KeyHandler
	name     string // what it lists, for who cannot see it

	rows     *present.Rows
	selected string
	focused  bool
	metrics  rowMetrics
	scroll   *container.Scroll
	content  *widgets.Roller[*row]
	ring     widgets.Ring // while it has the focus and no row shows that
}

var (
	_ fyne.Focusable  = (*rowList)(nil)
	_ fyne.Accessible = (*rowList)(nil)
)

// rowMenuInset is how far from the edge the menu of a row opens by its key.
const rowMenuInset = 16

func newRowList(keys widgets.KeyHandler, onChoose, onOpen func(string)) *rowList {
	l := &rowList{keys: keys, onChoose: onChoose, onOpen: onOpen, ring: widgets.NewRing()}
	l.content = widgets.NewRoller(container.ScrollVerticalOnly, widgets.RollerSpec[*row]{
		Count: func() int { return l.rows.Len() },
		Top:   l.top,
		Width: func() float32 { return widgets.RowsWidth },
		Make:  func() *row { return newRow(l) },
		Fill:  l.fill,
	})
	l.scroll = l.content.Scroll
	l.ExtendBaseWidget(l)
	l.metrics = measureRows(l.Theme())
	return l
}

// set shows rows with selected chosen, without calling back.
func (l *rowList) set(rows *present.Rows, selected string) {
	grown := l.rows.Len() != rows.Len()
	moved := l.selected != selected
	l.rows, l.selected = rows, selected
	if grown {
		l.content.Reload()
	} else {
		l.content.Update()
	}
	l.drawRing()
	if moved {
		l.reveal(l.rows.Index(selected))
	}
}

func (l *rowList) tapped(id string) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil {
		c.Focus(l)
	}
	l.choose(id)
	l.onOpen(id)
}

func (l *rowList) choose(id string) {
	if id == "" || id == l.selected {
		return
	}
	l.selected = id
	l.content.Update()
	l.drawRing()
	l.reveal(l.rows.Index(id))
	l.onChoose(id)
}

func (l *rowList) FocusGained() {
	l.focused = true
	l.reveal(l.rows.Index(l.selected))
	l.content.Update()
	l.drawRing()
}

func (l *rowList) FocusLost() {
	l.focused = false
	l.content.Update()
	l.drawRing()
}

// drawRing shows that the list has the focus where no row of it can.
func (l *rowList) drawRing() {
	l.ring.Apply(l.Theme(), 6, l.focused && l.rows.Index(l.selected) < 0)
	canvas.Refresh(l.ring.Rectangle)
}

// AccessibilityLabel says what it lists, and which row is chosen.
func (l *rowList) AccessibilityLabel() string {
	i := l.rows.Index(l.selected)
	if i < 0 {
		return l.name
	}
	r := row{data: l.rows.Row(i)}
	if l.name == "" {
		return r.AccessibilityLabel()
	}
	return l.name + ": " + r.AccessibilityLabel()
}

// AccessibilityRole says that it holds others.
func (l *rowList) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (l *rowList) TypedRune(rune) {}

func (l *rowList) TypedKey(e *fyne.KeyEvent) {
	by, moves := widgets.Steps(e.Name, l.content.Page(l.metrics.rowH), l.rows.Len())
	switch {
	case moves:
		l.move(by)
	case widgets.Pressed(e.Name):
		if l.rows.Index(l.selected) >= 0 {
			l.onOpen(l.selected)
		}
	case e.Name == desktop.KeyMenu && l.rows.Index(l.selected) >= 0:
		l.menu()
	case e.Name == fyne.KeyRight && l.unfold(), e.Name == fyne.KeyLeft && l.fold():
	case l.keys != nil:
		l.keys(e)
	}
}

// menu opens the menu of the chosen row, under it.
func (l *rowList) menu() {
	if l.onMenu == nil {
		return
	}
	at := l.rows.Index(l.selected)
	l.reveal(at)
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(l.scroll)
	l.onMenu(l.selected, origin.AddXY(rowMenuInset, l.top(at+1)-l.scroll.Offset.Y))
}

// unfold shows what belongs to the chosen row; false if it hides nothing.
func (l *rowList) unfold() bool {
	i := l.rows.Index(l.selected)
	if i < 0 || l.rows.Row(i).Fold != present.FoldClosed {
		return false
	}
	l.onOpen(l.selected)
	return true
}

// fold hides what belongs to the chosen row, or goes to the row that it belongs to;
// false if there is neither.
func (l *rowList) fold() bool {
	i := l.rows.Index(l.selected)
	if i < 0 {
		return false
	}
	if l.rows.Row(i).Fold == present.FoldOpen {
		l.onOpen(l.selected)
		return true
	}
	if !l.rows.Row(i).Within {
		return false
	}
	for l.rows.Row(i).Within { // the row that they belong to is above them
		i--
	}
	l.choose(l.rows.ID(i))
	return true
}

// move goes by so many entries. At the top it also shows the heading again.
func (l *rowList) move(by int) {
	id := widgets.Moved(l.rows, l.selected, by)
	l.choose(id)
	l.reveal(l.rows.Index(id))
}

// top is where entry i begins.
func (l *rowList) top(i int) float32 {
	headings := sort.SearchInts(l.rows.Headings(), i)
	return float32(i-headings)*l.metrics.rowH + float32(headings)*l.metrics.headingH
}

// reveal shows entry i, with the heading right above it.
func (l *rowList) reveal(i int) {
	if i < 0 {
		return
	}
	top := l.top(i)
	if _, after := l.rows.Heading(max(i-1, 0)); after {
		top = l.top(max(i-1, 0))
	}
	l.content.Reveal(top, l.top(i+1))
	if l.focused {
		widgets.FocusShown(l)
	}
}

// FocusPart is the chosen row, or all of it if none shows.
func (l *rowList) FocusPart() (fyne.Position, fyne.Size) {
	return l.content.Part(l.Size(), l.rows.Index(l.selected))
}

// keepShown does what changes how much shows, and keeps the chosen row in view.
func (l *rowList) keepShown(do func()) {
	l.content.KeepShown(l.rows.Index(l.selected), do, l.reveal)
}

// Resize also fills what has come into view.
func (l *rowList) Resize(size fyne.Size) {
	l.keepShown(func() {
		l.BaseWidget.Resize(size)
		l.content.Update()
	})
}

func (l *rowList) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(l.scroll, l.ring.Rectangle))
}

// Refresh takes sizes and colours from the theme anew.
func (l *rowList) Refresh() {
	l.keepShown(func() {
		l.metrics = measureRows(l.Theme())
		l.content.Reload()
		l.drawRing()
		l.BaseWidget.Refresh()
	})
}

func (l *rowList) fill(r *row, i int) {
	r.metrics, r.heading, r.data = l.metrics, "", present.Row{}
	if text, is := l.rows.Heading(i); is {
		r.heading = text
	} else {
		r.data = l.rows.Row(i)
	}
	r.Selected = r.data.ID != "" && r.data.ID == l.selected
	r.Ringed = r.Selected && l.focused
}
