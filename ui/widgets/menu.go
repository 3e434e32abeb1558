package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// A MenuEntry is a line of a menu.
type MenuEntry struct {
	Label     string
	Shortcut  string // shown at the right, e.g. "Ctrl+O"
	Checked   bool   // drawn as a tick and told in the accessible label
	Disabled  bool
	Separator bool // a line; all else is empty
	Action    func()
}

func (e MenuEntry) usable() bool { return !e.Separator && !e.Disabled }

// A Menu lies over the whole window, of which it covers a part, so that whatever
// is pressed beside it closes it. It has the focus while it is open and gives it
// back. Fyne's own menus cannot be scrolled and know neither letters nor Home and
// End.
type Menu struct {
	widget.BaseWidget
	canvas  fyne.Canvas
	Entries []MenuEntry
	rows    []*MenuRow
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
	_ fyne.Focusable         = (*Menu)(nil)
	_ fyne.Tappable          = (*Menu)(nil)
	_ fyne.SecondaryTappable = (*Menu)(nil)
	_ fyne.Shortcutable      = (*Menu)(nil)
	_ fyne.Accessible        = (*Menu)(nil)
	_ desktop.Hoverable      = (*Menu)(nil)
)

// ShowMenuAt opens a menu where the right mouse button was pressed.
func ShowMenuAt(c fyne.Canvas, at fyne.Position, entries []MenuEntry) *Menu {
	return openMenu(c, at, fyne.Size{}, entries)
}

// openMenu opens a menu under what lies at a place, or over it where there is no room.
func openMenu(c fyne.Canvas, at fyne.Position, beside fyne.Size, entries []MenuEntry) *Menu {
	m := &Menu{
		canvas: c, Entries: entries, before: c.Focused(), typed: newTypeAhead(), at: at, beside: beside,
		current: slices.IndexFunc(entries, func(e MenuEntry) bool { return e.Checked && e.usable() }),
	}
	ticks := slices.ContainsFunc(entries, func(e MenuEntry) bool { return e.Checked })
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
func (m *Menu) isOpen() bool {
	return slices.Contains(m.canvas.Overlays().List(), fyne.CanvasObject(m))
}

// Close gives the focus back to where it was.
func (m *Menu) Close() {
	if !m.isOpen() {
		return
	}
	m.canvas.Overlays().Remove(m)
	if m.before != nil {
		m.canvas.Focus(m.before)
	}
}

// Choose closes it first: the action may open something that wants the focus.
func (m *Menu) Choose(i int) {
	if i < 0 || !m.Entries[i].usable() {
		return
	}
	m.Close()
	if action := m.Entries[i].Action; action != nil {
		action()
	}
}

// point makes entry i the one that Enter chooses.
func (m *Menu) point(i int, byKeys bool) {
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
func (m *Menu) move(by int) {
	var usable []int
	for i, e := range m.Entries {
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
func (m *Menu) keys(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape, desktop.KeyMenu:
		m.Close()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		m.Choose(m.current)
	default:
		if by, ok := Steps(e.Name, m.page(), len(m.Entries)); ok {
			m.move(by)
		}
	}
}

// page is how many entries show at once, but for one.
func (m *Menu) page() int {
	if len(m.rows) == 0 {
		return 1
	}
	return max(1, int(m.scroll.Size().Height/m.rows[0].metrics().rowH)-1)
}

func (m *Menu) TypedKey(e *fyne.KeyEvent) { m.keys(e) }

func (m *Menu) TypedRune(r rune) {
	i := m.typed.find(r, len(m.Entries), m.current, func(i int) string {
		if !m.Entries[i].usable() {
			return ""
		}
		return m.Entries[i].Label
	})
	if i >= 0 {
		m.point(i, true)
	}
}

// TypedShortcut closes the menu, as the shortcuts that it shows hold while it is
// open, and leaves the shortcut to what has the focus then.
func (m *Menu) TypedShortcut(s fyne.Shortcut) {
	if opensMenu(s) {
		return // it has opened this one
	}
	m.Close()
	target, ok := m.canvas.Focused().(fyne.Shortcutable)
	if !ok {
		target, ok = m.canvas.(fyne.Shortcutable)
	}
	if ok {
		target.TypedShortcut(s)
	}
}

func (m *Menu) FocusGained()                           {}
func (m *Menu) FocusLost()                             {}
func (m *Menu) Tapped(*fyne.PointEvent)                { m.Close() }
func (m *Menu) TappedSecondary(*fyne.PointEvent)       { m.Close() }
func (m *Menu) MouseIn(*desktop.MouseEvent)            {}
func (m *Menu) MouseMoved(*desktop.MouseEvent)         {}
func (m *Menu) MouseOut()                              {}
func (m *Menu) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// AccessibilityLabel is that of the entry which Enter chooses.
func (m *Menu) AccessibilityLabel() string {
	if m.current < 0 {
		return ""
	}
	return m.rows[m.current].AccessibilityLabel()
}
