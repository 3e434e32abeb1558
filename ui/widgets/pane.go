package widgets

import (
	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// A Pane scrolls what is to be read, with the mouse and, when it has the focus, with
// the keys. What is in it hands on to keys what it has no use for, and so scrolls
// too.
type Pane struct {
	widget.BaseWidget
	name      string // for who cannot see it
	Scroll    *ScrollArea
	next      KeyHandler
	shortcuts fyne.Shortcutable
	// Copying takes the shortcuts that are about a text; it may be nil.
	Copying  func(fyne.Shortcut) bool
	OnScroll func()
	focused  bool
}

var (
	_ fyne.Focusable    = (*Pane)(nil)
	_ fyne.Tappable     = (*Pane)(nil)
	_ fyne.Shortcutable = (*Pane)(nil)
	_ fyne.Accessible   = (*Pane)(nil)
)

// NewPane returns a pane that scrolls its content by keys.
func NewPane(name string, content fyne.CanvasObject, next KeyHandler, shortcuts fyne.Shortcutable) *Pane {
	p := &Pane{name: name, next: next, shortcuts: shortcuts, OnScroll: func() {}}
	p.Scroll = NewScrollArea(content)
	p.Scroll.OnScrolled = func(fyne.Position) { p.OnScroll() }
	p.ExtendBaseWidget(p)
	return p
}

// scrollLine is how far an arrow goes, scrollKept what a page keeps of the one
// before, both in lines of text.
const (
	scrollLine = 3
	scrollKept = 2
)

// Keys scrolls, and passes on what does not.
func (p *Pane) Keys(e *fyne.KeyEvent) {
	if y, ok := scrolledBy(p.Scroll, e.Name); ok {
		p.ScrollTo(y)
		return
	}
	p.next(e)
}

// scrolledBy is where a key scrolls to, which may be further than there is; false
// for a key that does not scroll.
func scrolledBy(s *ScrollArea, key fyne.KeyName) (y float32, ok bool) {
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
func scrollWithin(s *ScrollArea, y float32) {
	lowest := max(s.Content.Size().Height-s.Size().Height, 0)
	s.ScrollToOffset(fyne.NewPos(0, min(max(y, 0), lowest)))
}

// ScrollTo shows what is so far down, as far as there is anything.
func (p *Pane) ScrollTo(y float32) {
	scrollWithin(p.Scroll, y)
	p.OnScroll()
}

// View is the part of an object, from its top, that can be seen.
func (p *Pane) View(o fyne.CanvasObject) (from, to float32) {
	at, _ := PositionIn(p.Scroll.Content, o)
	return p.Scroll.Offset.Y - at.Y, p.Scroll.Offset.Y + p.Scroll.Size().Height - at.Y
}

// held is what scrolls: the focus may be in it.
func (p *Pane) held() []fyne.CanvasObject { return []fyne.CanvasObject{p.Scroll} }

func (p *Pane) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		e = &fyne.KeyEvent{Name: fyne.KeyPageDown}
	}
	p.Keys(e)
}

// Tapped takes the focus, as text does nothing else when it is tapped.
func (p *Pane) Tapped(*fyne.PointEvent) { p.Focus() }

// Focus gives the pane the focus.
func (p *Pane) Focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		c.Focus(p)
	}
}

// TypedShortcut passes on what is not about a text.
func (p *Pane) TypedShortcut(s fyne.Shortcut) {
	if p.Copying != nil && p.Copying(s) {
		return
	}
	if _, custom := s.(*desktop.CustomShortcut); custom {
		p.shortcuts.TypedShortcut(s)
	}
}

func (p *Pane) FocusGained()   { p.focused = true; p.Refresh(); FocusShown(p) }
func (p *Pane) FocusLost()     { p.focused = false; p.Refresh() }
func (p *Pane) TypedRune(rune) {}

// AccessibilityLabel says what is to be read in it.
func (p *Pane) AccessibilityLabel() string { return p.name }

// AccessibilityRole says that it holds others.
func (p *Pane) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (p *Pane) CreateRenderer() fyne.WidgetRenderer {
	r := &paneRenderer{p: p, ring: NewRing()}
	r.ring.Apply(p.Theme(), 0, p.focused)
	return r
}

type paneRenderer struct {
	p    *Pane
	ring Ring
}

func (r *paneRenderer) Layout(size fyne.Size) {
	r.p.Scroll.Resize(size)
	r.ring.Resize(size)
	r.p.OnScroll()
}

// Refresh draws the ring alone: the content draws itself when it changes.
func (r *paneRenderer) Refresh() {
	r.ring.Apply(r.p.Theme(), 0, r.p.focused)
	canvas.Refresh(r.ring.Rectangle)
}

func (r *paneRenderer) MinSize() fyne.Size { return r.p.Scroll.MinSize() }
func (r *paneRenderer) Destroy()           {}
func (r *paneRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.p.Scroll, r.ring.Rectangle}
}
