package ui

import (
	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// A pane scrolls what is to be read, with the mouse and, when it has the focus, with
// the keys. What is in it hands on to keys what it has no use for, and so scrolls
// too.
type pane struct {
	widget.BaseWidget
	name      string // for who cannot see it
	scroll    *scrollArea
	next      keyHandler
	shortcuts fyne.Shortcutable
	// copying takes the shortcuts that are about a text; it may be nil.
	copying  func(fyne.Shortcut) bool
	onScroll func()
	focused  bool
}

var (
	_ fyne.Focusable    = (*pane)(nil)
	_ fyne.Tappable     = (*pane)(nil)
	_ fyne.Shortcutable = (*pane)(nil)
	_ fyne.Accessible   = (*pane)(nil)
)

func newPane(name string, content fyne.CanvasObject, next keyHandler, shortcuts fyne.Shortcutable) *pane {
	p := &pane{name: name, next: next, shortcuts: shortcuts, onScroll: func() {}}
	p.scroll = newScrollArea(content)
	p.scroll.OnScrolled = func(fyne.Position) { p.onScroll() }
	p.ExtendBaseWidget(p)
	return p
}

// scrollLine is how far an arrow goes, scrollKept what a page keeps of the one
// before, both in lines of text.
const (
	scrollLine = 3
	scrollKept = 2
)

// keys scrolls, and passes on what does not.
func (p *pane) keys(e *fyne.KeyEvent) {
	if y, ok := scrolledBy(p.scroll, e.Name); ok {
		p.scrollTo(y)
		return
	}
	p.next(e)
}

// scrolledBy is where a key scrolls to, which may be further than there is; false
// for a key that does not scroll.
func scrolledBy(s *scrollArea, key fyne.KeyName) (y float32, ok bool) {
	line, view := look.LineHeight(), s.Size().Height
	switch key {
	case fyne.KeyDown:
		return s.Offset.Y + scrollLine*line, true
	case fyne.KeyUp:
		return s.Offset.Y - scrollLine*line, true
	case fyne.KeyPageDown:
		return s.Offset.Y + max(view-scrollKept*line, line), true
	case fyne.KeyPageUp:
		return s.Offset.Y - max(view-scrollKept*line, line), true
	case fyne.KeyHome:
		return 0, true
	case fyne.KeyEnd:
		return s.Content.Size().Height, true
	}
	return 0, false
}

// scrollWithin shows what is so far down, as far as there is anything.
func scrollWithin(s *scrollArea, y float32) {
	lowest := max(s.Content.Size().Height-s.Size().Height, 0)
	s.ScrollToOffset(fyne.NewPos(0, min(max(y, 0), lowest)))
}

// scrollTo shows what is so far down, as far as there is anything.
func (p *pane) scrollTo(y float32) {
	scrollWithin(p.scroll, y)
	p.onScroll()
}

// view is the part of an object, from its top, that can be seen.
func (p *pane) view(o fyne.CanvasObject) (from, to float32) {
	at, _ := placeIn(p.scroll.Content, o)
	return p.scroll.Offset.Y - at.Y, p.scroll.Offset.Y + p.scroll.Size().Height - at.Y
}

// held is what scrolls: the focus may be in it.
func (p *pane) held() []fyne.CanvasObject { return []fyne.CanvasObject{p.scroll} }

func (p *pane) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		e = &fyne.KeyEvent{Name: fyne.KeyPageDown}
	}
	p.keys(e)
}

// Tapped takes the focus, as text does nothing else when it is tapped.
func (p *pane) Tapped(*fyne.PointEvent) { p.focus() }

func (p *pane) focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		c.Focus(p)
	}
}

// TypedShortcut passes on what is not about a text.
func (p *pane) TypedShortcut(s fyne.Shortcut) {
	if p.copying != nil && p.copying(s) {
		return
	}
	if _, custom := s.(*desktop.CustomShortcut); custom {
		p.shortcuts.TypedShortcut(s)
	}
}

func (p *pane) FocusGained()   { p.focused = true; p.Refresh(); focusShown(p) }
func (p *pane) FocusLost()     { p.focused = false; p.Refresh() }
func (p *pane) TypedRune(rune) {}

// AccessibilityLabel says what is to be read in it.
func (p *pane) AccessibilityLabel() string { return p.name }

// AccessibilityRole says that it holds others.
func (p *pane) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (p *pane) CreateRenderer() fyne.WidgetRenderer {
	r := &paneRenderer{p: p, ring: newRing()}
	r.ring.apply(p.Theme(), 0, p.focused)
	return r
}

type paneRenderer struct {
	p    *pane
	ring ring
}

func (r *paneRenderer) Layout(size fyne.Size) {
	r.p.scroll.Resize(size)
	r.ring.Resize(size)
	r.p.onScroll()
}

// Refresh draws the ring alone: the content draws itself when it changes.
func (r *paneRenderer) Refresh() {
	r.ring.apply(r.p.Theme(), 0, r.p.focused)
	canvas.Refresh(r.ring.Rectangle)
}

func (r *paneRenderer) MinSize() fyne.Size { return r.p.scroll.MinSize() }
func (r *paneRenderer) Destroy()           {}
func (r *paneRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.p.scroll, r.ring.Rectangle}
}
