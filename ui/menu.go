package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// A menuEntry is a line of a menu.
type menuEntry struct {
	label     string
	shortcut  string // shown at the right, e.g. "Ctrl+O"
	checked   bool   // drawn as a tick and told in the accessible label
	disabled  bool
	separator bool // a line; all else is empty
	action    func()
}

func (e menuEntry) usable() bool { return !e.separator && !e.disabled }

// A menu lies over the whole window, of which it covers a part, so that whatever
// is pressed beside it closes it. It has the focus while it is open and gives it
// back. Fyne's own menus cannot be scrolled and know neither letters nor Home and
// End.
type menu struct {
	widget.BaseWidget
	canvas  fyne.Canvas
	entries []menuEntry
	rows    []*menuRow
	before  fyne.Focusable
	typed   typeAhead

	// at and beside are the place and the size of what it opens beside.
	at     fyne.Position
	beside fyne.Size

	current int  // the entry that Enter chooses; -1 for none
	byKeys  bool // it was reached with the keys
	scroll  *container.Scroll
}

var (
	_ fyne.Focusable         = (*menu)(nil)
	_ fyne.Tappable          = (*menu)(nil)
	_ fyne.SecondaryTappable = (*menu)(nil)
	_ fyne.Shortcutable      = (*menu)(nil)
	_ fyne.Accessible        = (*menu)(nil)
	_ desktop.Hoverable      = (*menu)(nil)
)

// showMenuAt opens a menu where the right mouse button was pressed.
func showMenuAt(c fyne.Canvas, at fyne.Position, entries []menuEntry) *menu {
	return openMenu(c, at, fyne.Size{}, entries)
}

// openMenu opens a menu under what lies at a place, or over it where there is no room.
func openMenu(c fyne.Canvas, at fyne.Position, beside fyne.Size, entries []menuEntry) *menu {
	m := &menu{
		canvas: c, entries: entries, before: c.Focused(), typed: newTypeAhead(), at: at, beside: beside,
		current: slices.IndexFunc(entries, func(e menuEntry) bool { return e.checked && e.usable() }),
	}
	ticks := slices.ContainsFunc(entries, func(e menuEntry) bool { return e.checked })
	column := container.New(menuColumn{})
	for i, e := range entries {
		r := newMenuRow(m, i, e, ticks)
		m.rows = append(m.rows, r)
		column.Add(r)
	}
	m.scroll = container.NewVScroll(column)
	m.ExtendBaseWidget(m)
	c.Overlays().Add(m)
	c.Focus(m)
	m.point(m.current, false)
	return m
}

// isOpen reports whether it still lies over the window: what lies under it may
// have been closed, and it with that.
func (m *menu) isOpen() bool {
	return slices.Contains(m.canvas.Overlays().List(), fyne.CanvasObject(m))
}

// close gives the focus back to where it was.
func (m *menu) close() {
	if !m.isOpen() {
		return
	}
	m.canvas.Overlays().Remove(m)
	if m.before != nil {
		m.canvas.Focus(m.before)
	}
}

// choose closes it first: the action may open something that wants the focus.
func (m *menu) choose(i int) {
	if i < 0 || !m.entries[i].usable() {
		return
	}
	m.close()
	if action := m.entries[i].action; action != nil {
		action()
	}
}

// point makes entry i the one that Enter chooses.
func (m *menu) point(i int, byKeys bool) {
	before := m.current
	m.current, m.byKeys = i, byKeys
	for _, k := range []int{before, i} {
		if k >= 0 {
			m.rows[k].Refresh()
		}
	}
	if i < 0 || m.scroll.Size().Height == 0 {
		return
	}
	r := m.rows[i]
	top := r.Position().Y
	y := revealed(m.scroll.Offset.Y, m.scroll.Size().Height, top-menuInset, top+r.Size().Height+menuInset)
	if y != m.scroll.Offset.Y {
		m.scroll.ScrollToOffset(fyne.NewPos(0, y))
	}
}

// move goes by so many entries that can be chosen. One step past an end comes in
// at the other.
func (m *menu) move(by int) {
	var usable []int
	for i, e := range m.entries {
		if e.usable() {
			usable = append(usable, i)
		}
	}
	n := len(usable)
	if n == 0 {
		return
	}
	from := slices.Index(usable, m.current)
	to := from + by
	switch {
	case from < 0 && by == -1, to < 0 && by == -1:
		to = n - 1
	case to >= n && by == 1:
		to = 0
	}
	m.point(usable[min(max(to, 0), n-1)], true)
}

// keys takes what is typed while it is open.
func (m *menu) keys(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape, desktop.KeyMenu:
		m.close()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		m.choose(m.current)
	default:
		if by, ok := steps(e.Name, m.page(), len(m.entries)); ok {
			m.move(by)
		}
	}
}

// page is how many entries show at once, but for one.
func (m *menu) page() int {
	if len(m.rows) == 0 {
		return 1
	}
	return max(1, int(m.scroll.Size().Height/m.rows[0].metrics().rowH)-1)
}

func (m *menu) TypedKey(e *fyne.KeyEvent) { m.keys(e) }

func (m *menu) TypedRune(r rune) {
	i := m.typed.find(r, len(m.entries), m.current, func(i int) string {
		if !m.entries[i].usable() {
			return ""
		}
		return m.entries[i].label
	})
	if i >= 0 {
		m.point(i, true)
	}
}

// TypedShortcut closes the menu, as the shortcuts that it shows hold while it is
// open, and leaves the shortcut to what has the focus then.
func (m *menu) TypedShortcut(s fyne.Shortcut) {
	if opensMenu(s) {
		return // it has opened this one
	}
	m.close()
	target, ok := m.canvas.Focused().(fyne.Shortcutable)
	if !ok {
		target, ok = m.canvas.(fyne.Shortcutable)
	}
	if ok {
		target.TypedShortcut(s)
	}
}

func (m *menu) FocusGained()                           {}
func (m *menu) FocusLost()                             {}
func (m *menu) Tapped(*fyne.PointEvent)                { m.close() }
func (m *menu) TappedSecondary(*fyne.PointEvent)       { m.close() }
func (m *menu) MouseIn(*desktop.MouseEvent)            {}
func (m *menu) MouseMoved(*desktop.MouseEvent)         {}
func (m *menu) MouseOut()                              {}
func (m *menu) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// AccessibilityLabel is that of the entry which Enter chooses.
func (m *menu) AccessibilityLabel() string {
	if m.current < 0 {
		return ""
	}
	return m.rows[m.current].AccessibilityLabel()
}
