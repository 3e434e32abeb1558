package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// A ScrollArea is Fyne's that scrolls from top to bottom, and keeps what has the
// focus in view: Fyne's own leaves it where it cannot be seen.
type ScrollArea struct {
	container.Scroll
	// shown has been brought into view, and the focus has not moved since: who has
	// scrolled on to read does not want to be thrown back when the window comes to the
	// front.
	shown fyne.CanvasObject
}

// NewScrollArea returns a scroll that brings what has the focus into view.
func NewScrollArea(content fyne.CanvasObject) *ScrollArea {
	a := &ScrollArea{}
	a.Content, a.Direction = content, container.ScrollVerticalOnly
	a.ExtendBaseWidget(a)
	return a
}

// Resize keeps what has the focus in view: there may be less room than before.
func (a *ScrollArea) Resize(size fyne.Size) {
	if size == a.Size() {
		return
	}
	larger := size.Height > a.Size().Height
	a.Scroll.Resize(size)
	if a.shown == nil {
		return
	}
	if larger { // what was scrolled away for want of room may have it now
		a.ScrollToOffset(fyne.NewPos(a.Offset.X, 0))
	}
	a.Reveal(a.shown)
}

// Refresh keeps what has the focus in view where the content has become longer.
func (a *ScrollArea) Refresh() {
	before := a.Content.Size()
	a.Scroll.Refresh()
	if a.shown != nil && a.Content.Size() != before {
		a.Reveal(a.shown)
	}
}

// KeepInView shows what has appeared, and goes on doing so until the focus is moved.
func (a *ScrollArea) KeepInView(o fyne.CanvasObject) {
	a.shown = o
	a.Reveal(o)
}

// Reveal scrolls as little as it takes to bring o into view, or its top if it is too
// high for that.
func (a *ScrollArea) Reveal(o fyne.CanvasObject) {
	at, in := PositionIn(a.Content, o)
	view := a.Size().Height
	if !in || view == 0 {
		return
	}
	y := intoView(a.Offset.Y, view, at.Y, at.Y+o.Size().Height)
	if y != a.Offset.Y {
		a.ScrollToOffset(fyne.NewPos(a.Offset.X, y))
	}
}

// FocusMargin is kept free around what has the focus.
const FocusMargin = 8

// intoView is the offset nearest to the present one at which the part from top to
// bottom shows in a view of a height.
func intoView(offset, view, top, bottom float32) float32 {
	margin := max(0, min(FocusMargin, (view-(bottom-top))/2))
	switch {
	case bottom-top > view, top-margin < offset:
		return max(0, top-margin)
	case bottom+margin > offset+view:
		return bottom + margin - view
	}
	return offset
}

// FocusShown brings a control that has got the focus into view, and has what passes
// over it give way. Every control of ours calls it from FocusGained, as Fyne tells
// nobody else.
func FocusShown(o fyne.CanvasObject) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return // not drawn yet
	}
	for _, root := range append(c.Overlays().List(), c.Content()) {
		for _, area := range slices.Backward(areasIn(root)) { // the innermost first
			if _, in := PositionIn(area.Content, o); !in {
				area.shown = nil
				continue
			}
			if area.shown != o {
				area.shown = o
				area.Reveal(o)
			}
		}
	}
	GiveWay(c)
}

// A FocusHolder shows in a part of it that it has the focus, as a list in a row.
type FocusHolder interface {
	FocusPart() (at fyne.Position, size fyne.Size)
}

// focusIn is the part of a canvas that shows the focus, false if none does.
func focusIn(c fyne.Canvas) (at fyne.Position, size fyne.Size, ok bool) {
	o, is := c.Focused().(fyne.CanvasObject)
	if !is {
		return at, size, false
	}
	if at, ok = PositionIn(c.Content(), o); !ok {
		return at, size, false
	}
	if h, is := o.(FocusHolder); is {
		within, size := h.FocusPart()
		return at.Add(within), size, true
	}
	return at, o.Size(), true
}

// A holder shows other objects, which the focus may be in.
type holder interface{ held() []fyne.CanvasObject }

// ChildrenOf are the objects that one shows, as far as the focus may be in them. Fyne
// tells what a widget is made of to nobody but itself.
func ChildrenOf(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case *ScrollArea:
		return []fyne.CanvasObject{o.Content}
	case *container.Scroll:
		return []fyne.CanvasObject{o.Content}
	case *widget.PopUp:
		return []fyne.CanvasObject{o.Content}
	case holder:
		return o.held()
	}
	return nil
}

// visit calls f for o and for what it shows, the outermost first.
func visit(o fyne.CanvasObject, f func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	f(o)
	for _, child := range ChildrenOf(o) {
		visit(child, f)
	}
}

// areasIn are the scroll areas that show in o, the outermost first.
func areasIn(o fyne.CanvasObject) []*ScrollArea {
	var found []*ScrollArea
	visit(o, func(o fyne.CanvasObject) {
		if area, is := o.(*ScrollArea); is {
			found = append(found, area)
		}
	})
	return found
}

// PositionIn is where o is in what root shows.
func PositionIn(root, o fyne.CanvasObject) (at fyne.Position, in bool) {
	if root == o {
		return fyne.Position{}, true
	}
	for _, child := range ChildrenOf(root) {
		if child == nil || !child.Visible() {
			continue
		}
		if at, in := PositionIn(child, o); in {
			return at.Add(child.Position()), true
		}
	}
	return fyne.Position{}, false
}
