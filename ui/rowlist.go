package ui

import (
	"sort"

	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
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
	keys     keyHandler

	rows     *present.Rows
	selected string
	focused  bool
	metrics  rowMetrics
	scroll   *container.Scroll
	content  *rowContent
}

var (
	_ fyne.Focusable = (*rowList)(nil)
	_ fyne.Widget    = (*rowContent)(nil)
)

func newRowList(keys keyHandler, onChoose, onOpen func(string)) *rowList {
	l := &rowList{keys: keys, onChoose: onChoose, onOpen: onOpen}
	l.content = &rowContent{list: l}
	l.content.ExtendBaseWidget(l.content)
	l.scroll = container.NewVScroll(l.content)
	l.scroll.OnScrolled = func(fyne.Position) { l.content.update() }
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
		l.content.Resize(l.content.MinSize().Max(fyne.NewSize(l.scroll.Size().Width, 0)))
		l.scroll.Refresh()
	}
	l.content.update()
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
	l.content.update()
	l.reveal(l.rows.Index(id))
	l.onChoose(id)
}

func (l *rowList) FocusGained() {
	l.focused = true
	if l.selected == "" || l.rows.Index(l.selected) < 0 {
		l.content.update()
		return
	}
	l.reveal(l.rows.Index(l.selected))
	l.content.update()
}

func (l *rowList) FocusLost() {
	l.focused = false
	l.content.update()
}

func (l *rowList) TypedRune(rune) {}

func (l *rowList) TypedKey(e *fyne.KeyEvent) {
	page := max(1, int(l.scroll.Size().Height/l.metrics.rowH)-1)
	switch e.Name {
	case fyne.KeyDown:
		l.move(1)
	case fyne.KeyUp:
		l.move(-1)
	case fyne.KeyPageDown:
		l.move(page)
	case fyne.KeyPageUp:
		l.move(-page)
	case fyne.KeyHome:
		l.move(-l.rows.Len())
	case fyne.KeyEnd:
		l.move(l.rows.Len())
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if l.rows.Index(l.selected) >= 0 {
			l.onOpen(l.selected)
		}
	default:
		if l.keys != nil {
			l.keys(e)
		}
	}
}

// move goes by so many entries, past headings, and stops at the ends.
func (l *rowList) move(by int) {
	n := l.rows.Len()
	if n == 0 {
		return
	}
	from := l.rows.Index(l.selected)
	if from < 0 {
		from, by = -1, max(by, 1)
		if by > 1 && by < n {
			by = 1
		}
	}
	to := min(max(from+by, 0), n-1)
	step := 1
	if by < 0 {
		step = -1
	}
	for to >= 0 && to < n && l.rows.ID(to) == "" {
		to += step
	}
	if to < 0 { // the first entry is a heading
		for to = 0; to < n && l.rows.ID(to) == ""; to++ {
		}
		l.scroll.ScrollToTop()
	}
	if to < n {
		l.choose(l.rows.ID(to))
	}
}

// top is where entry i begins.
func (l *rowList) top(i int) float32 {
	headings := sort.SearchInts(l.rows.Headings(), i)
	return float32(i-headings)*l.metrics.rowH + float32(headings)*l.metrics.headingH
}

func (l *rowList) height(i int) float32 {
	if _, is := l.rows.Heading(i); is {
		return l.metrics.headingH
	}
	return l.metrics.rowH
}

// at is the entry that covers y, or the last one.
func (l *rowList) at(y float32) int {
	n := l.rows.Len()
	return min(sort.Search(n, func(i int) bool { return l.top(i)+l.height(i) > y }), max(n-1, 0))
}

// reveal scrolls as little as it takes to show entry i.
func (l *rowList) reveal(i int) {
	view := l.scroll.Size().Height
	if i < 0 || view == 0 {
		return
	}
	top, bottom := l.top(i), l.top(i)+l.height(i)
	if _, after := l.rows.Heading(max(i-1, 0)); after {
		top = l.top(max(i-1, 0)) // with its heading
	}
	offset := l.scroll.Offset
	switch {
	case top < offset.Y:
		offset.Y = top
	case bottom > offset.Y+view:
		offset.Y = bottom - view
	default:
		return
	}
	l.scroll.ScrollToOffset(offset)
	l.content.update()
}

// Resize also fills what has come into view.
func (l *rowList) Resize(size fyne.Size) {
	l.BaseWidget.Resize(size)
	l.content.update()
}

func (l *rowList) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(l.scroll)
}

// Refresh takes sizes and colours from the theme anew.
func (l *rowList) Refresh() {
	l.metrics = measureRows(l.Theme())
	for _, r := range l.content.pool {
		r.entry = -1
	}
	l.content.Resize(l.content.MinSize().Max(fyne.NewSize(l.scroll.Size().Width, 0)))
	l.content.update()
	l.BaseWidget.Refresh()
}

// rowContent is the whole height of the list; it has rows only where they show.
type rowContent struct {
	widget.BaseWidget
	list *rowList
	pool []*row
	seen []fyne.CanvasObject
}

func (c *rowContent) MinSize() fyne.Size {
	n := c.list.rows.Len()
	if n == 0 {
		return fyne.NewSize(200, 0)
	}
	return fyne.NewSize(200, c.list.top(n-1)+c.list.height(n-1)+8)
}

func (c *rowContent) Resize(size fyne.Size) {
	if size == c.Size() {
		return
	}
	c.BaseWidget.Resize(size)
	c.update()
}

// update gives the visible entries a row each and puts the rest away.
func (c *rowContent) update() {
	l := c.list
	view := l.scroll.Size().Height
	first, last := 0, -1
	if n := l.rows.Len(); n > 0 && view > 0 {
		first, last = l.at(l.scroll.Offset.Y), l.at(l.scroll.Offset.Y+view)
	}
	needed := last - first + 1
	for len(c.pool) < needed {
		c.pool = append(c.pool, newRow(l))
	}
	c.seen = c.seen[:0]
	for k, r := range c.pool {
		if k >= needed {
			r.entry = -1
			continue
		}
		c.fill(r, first+k)
		c.seen = append(c.seen, r)
	}
	c.Refresh()
}

func (c *rowContent) fill(r *row, i int) {
	l := c.list
	r.entry, r.metrics, r.heading, r.data = i, l.metrics, "", present.Row{}
	if text, is := l.rows.Heading(i); is {
		r.heading = text
	} else {
		r.data = l.rows.Row(i)
	}
	r.selected = r.data.ID != "" && r.data.ID == l.selected
	r.ringed = r.selected && l.focused
	r.Move(fyne.NewPos(0, l.top(i)))
	r.Resize(fyne.NewSize(c.Size().Width, l.height(i)))
	r.Refresh()
}

func (c *rowContent) CreateRenderer() fyne.WidgetRenderer { return &rowContentRenderer{c} }

type rowContentRenderer struct{ c *rowContent }

func (r *rowContentRenderer) Destroy()                     {}
func (r *rowContentRenderer) Layout(fyne.Size)             {}
func (r *rowContentRenderer) MinSize() fyne.Size           { return r.c.MinSize() }
func (r *rowContentRenderer) Objects() []fyne.CanvasObject { return r.c.seen }
func (r *rowContentRenderer) Refresh()                     { canvas.Refresh(r.c) }
