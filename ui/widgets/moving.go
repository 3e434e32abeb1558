package widgets

import "fyne.io/fyne/v2"

// Steps is how many entries a key goes on or back; ok is false for keys that have
// nothing to do with that.
func Steps(key fyne.KeyName, page, all int) (by int, ok bool) {
	switch key {
	case fyne.KeyDown:
		return 1, true
	case fyne.KeyUp:
		return -1, true
	case fyne.KeyPageDown:
		return page, true
	case fyne.KeyPageUp:
		return -page, true
	case fyne.KeyHome:
		return -all, true
	case fyne.KeyEnd:
		return all, true
	}
	return 0, false
}

// Pressed reports whether a key presses what has the focus.
func Pressed(key fyne.KeyName) bool {
	return key == fyne.KeySpace || key == fyne.KeyReturn || key == fyne.KeyEnter
}

// revealed is the offset, as near to the present one as can be, at which a view
// shows all between top and bottom, or as much of it as it has room for.
func revealed(offset, view, top, bottom float32) float32 {
	switch {
	case top < offset || bottom-top > view:
		return top
	case bottom > offset+view:
		return bottom - view
	}
	return offset
}

// entries are what a person moves through: rows, and headings, which have no ID.
type entries interface {
	Len() int
	ID(i int) string
	Index(id string) int
}

// Moved is the row that is so many entries from the chosen one, past headings, and
// not past the ends; empty for none. Where none is chosen, every key but End leads
// to the first one.
func Moved(e entries, selected string, by int) string {
	n := e.Len()
	if n == 0 {
		return ""
	}
	from := e.Index(selected)
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
	for to >= 0 && to < n && e.ID(to) == "" {
		to += step
	}
	for to = max(to, 0); to < n && e.ID(to) == ""; to++ { // the first entry is a heading
	}
	if to >= n {
		return ""
	}
	return e.ID(to)
}
