package ui

import (
	"candidaturas/ui/look"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
)

// The sizes, with text of the usual size, under which list and detail do not fit
// side by side, or one above the other.
const (
	stackBelow     = 641
	stackLowerThan = 420
	leastPane      = 240 // the narrowest that a pane gets side by side
	leastRows      = 120 // the lowest that one gets above the other
)

// masterDetail sets a list and a detail side by side, with a divider between them,
// or a table above the detail. Where there is no room for both it shows one of them.
type masterDetail struct {
	// part is that of the room which the list takes, 0 for the usual one.
	part float32
	// rows says that the list is a table and stands above the detail.
	rows bool
	// bare says that no row of the table is chosen: it then has all of the room.
	bare bool
	// detail says which of the two a stacked window shows.
	detail bool
	// narrow says what the last layout was; onNarrow is told when it changes.
	narrow   bool
	onNarrow func(bool)

	size    fyne.Size
	divider *widgets.Divider
}

// stacked reports whether one of the two hides the other.
func (m *masterDetail) stacked() bool { return m.narrow }

// setRows sets the list above the detail, or beside it, and reports whether that is
// new.
func (m *masterDetail) setRows(rows bool) bool {
	if m.rows == rows {
		return false
	}
	m.rows, m.divider.Upright = rows, !rows
	return true
}

// setBare gives a table all of the room, or shows the detail under it, and reports
// whether that is new.
func (m *masterDetail) setBare(bare bool) bool {
	was := m.alone()
	m.bare = bare
	return m.alone() != was
}

// alone reports whether there is nothing but the list, though there is room for both.
func (m *masterDetail) alone() bool { return m.rows && m.bare && !m.narrow }

func (m *masterDetail) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(320, 200)
	for _, o := range []fyne.CanvasObject{objects[0], objects[2]} {
		size = size.Max(fyne.NewSize(min(o.MinSize().Width, 340), 0))
	}
	return size
}

// length is the room that there is for both.
func (m *masterDetail) length() float32 {
	if m.rows {
		return m.size.Height
	}
	return m.size.Width
}

// first is the room that the list gets.
func (m *masterDetail) first() float32 {
	length := m.length()
	least := look.Scaled(leastPane)
	if m.rows {
		least = look.Scaled(leastRows)
	}
	least = min(least, length/2)
	at := length * m.part
	if m.part == 0 {
		at = length * 0.42
		if !m.rows {
			at = min(max(at, 300), max(look.Scaled(460), 460))
		}
	}
	return min(max(at, least), length-least)
}

// move gives the list so much more room.
func (m *masterDetail) move(by float32) {
	if length := m.length(); length > 0 && !m.narrow {
		at := m.first()
		m.part = (at + by) / length
		m.part = m.first() / length // no further than it goes
	}
}

func (m *masterDetail) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	list, line, detail := objects[0], objects[1], objects[2]
	m.size = size
	narrow := size.Width < look.Scaled(stackBelow) || m.rows && size.Height < stackLowerThan
	if narrow != m.narrow {
		m.narrow = narrow
		if m.onNarrow != nil {
			m.onNarrow(narrow)
		}
	}
	if narrow {
		m.stack(list, line, detail)
		return
	}
	if m.alone() {
		m.show(list, line, detail)
		return
	}
	list.Show()
	line.Show()
	detail.Show()
	const grip = widgets.DividerGrip
	at := m.first() - grip/2
	list.Move(fyne.Position{})
	if m.rows {
		list.Resize(fyne.NewSize(size.Width, at))
		line.Move(fyne.NewPos(0, at))
		line.Resize(fyne.NewSize(size.Width, grip))
		detail.Move(fyne.NewPos(0, at+grip))
		detail.Resize(fyne.NewSize(size.Width, size.Height-at-grip))
		return
	}
	list.Resize(fyne.NewSize(at, size.Height))
	line.Move(fyne.NewPos(at, 0))
	line.Resize(fyne.NewSize(grip, size.Height))
	detail.Move(fyne.NewPos(at+grip, 0))
	detail.Resize(fyne.NewSize(size.Width-at-grip, size.Height))
}

func (m *masterDetail) stack(list, line, detail fyne.CanvasObject) {
	if m.detail {
		m.show(detail, line, list)
		return
	}
	m.show(list, line, detail)
}

// show gives one object all of the room and hides the others.
func (m *masterDetail) show(one fyne.CanvasObject, others ...fyne.CanvasObject) {
	for _, o := range others {
		o.Hide()
	}
	one.Show()
	one.Move(fyne.Position{})
	one.Resize(m.size)
}
