package ui

import (
	"fmt"
	"image/color"

	"candidaturas/ui/uitest/wcag"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// focusFaults goes through a screen with Tab, as a person does who has no mouse,
// and says where that goes wrong. In the end the focus is where it was.
func focusFaults(c fyne.Canvas) (found []string) {
	start := inspect(c)
	left := map[fyne.Focusable]*shown{} // not reached yet
	for _, n := range start.controls() {
		if f, ok := n.object.(fyne.Focusable); ok && !disabled(n.object) {
			left[f] = n
		}
	}
	before := c.Focused()
	switch n := left[before]; {
	case before == nil && len(left) > 0:
		found = append(found, "nothing has the focus, though there are controls")
	case before != nil && n == nil:
		found = append(found, fmt.Sprintf("the focus is on %T, which does not show or cannot be used", before))
	case before != nil:
		found = append(found, start.hidden(n)...)
	}
	c.Unfocus()
	plain := looksOf(inspect(c))
	for range len(left) {
		c.FocusNext()
		f := c.Focused()
		if f == nil {
			found = append(found, "Tab loses the focus")
			break
		}
		now := inspect(c)
		n := now.find(f)
		if n == nil || left[f] == nil {
			found = append(found, fmt.Sprintf("Tab leads to %T for a second time or to where nothing shows, before it has been everywhere", f))
			break
		}
		delete(left, f)
		found = append(found, now.hidden(n)...)
		if !now.ringed(n, plain) {
			found = append(found, fmt.Sprintf("%s, %s, has no ring that can be seen while it has the focus%s", n.name(), n.box, n.place()))
		}
	}
	for _, n := range start.controls() { // in their order
		if f, ok := n.object.(fyne.Focusable); ok && left[f] != nil {
			found = append(found, fmt.Sprintf("Tab does not reach %s, %s%s", n.name(), n.box, n.place()))
		}
	}
	c.Focus(before)
	return found
}

func (s *screen) find(f fyne.Focusable) *shown {
	for _, n := range s.all {
		if n.object == f.(fyne.CanvasObject) {
			return n
		}
	}
	return nil
}

// hidden says if what has the focus is not all in view, or as much of it as there
// is room for.
func (s *screen) hidden(n *shown) []string {
	seen := n.box.and(n.clip)
	short := func(part, all, room float32) bool {
		if all > room {
			return part < room-widgets.FocusMargin-slack
		}
		return part < all-slack
	}
	if short(max(seen.width(), 0), n.box.width(), n.clip.width()) || short(max(seen.height(), 0), n.box.height(), n.clip.height()) {
		return []string{fmt.Sprintf("%s, %s, has the focus and does not show: one sees %s%s", n.name(), n.box, n.clip, n.place())}
	}
	return s.covered(n)
}

// covered says if a remark lies over what has the focus although there is room above.
func (s *screen) covered(n *shown) []string {
	part := n.box
	if h, is := n.object.(widgets.FocusHolder); is {
		at, size := h.FocusPart()
		part = rectOf(fyne.NewPos(n.box.x1, n.box.y1).Add(at), size)
	}
	for _, over := range s.all {
		_, remark := over.object.(*widgets.ToastBox)
		if remark && !n.in(over.object) && !over.box.and(part).empty() && part.y1 > over.box.height()+widgets.FocusMargin {
			return []string{fmt.Sprintf("%s, %s, has the focus and lies under %s%s", n.name(), part, over.name(), n.place())}
		}
	}
	return nil
}

// marks are the looks of a shape.
type marks struct {
	stroke, fill color.NRGBA
	width        float32
}

// looksOf takes down the looks of all shapes.
func looksOf(s *screen) map[fyne.CanvasObject]marks {
	looks := map[fyne.CanvasObject]marks{}
	for _, n := range s.all {
		switch o := n.object.(type) {
		case *canvas.Rectangle:
			looks[o] = marks{toNRGBA(o.StrokeColor), toNRGBA(o.FillColor), o.StrokeWidth}
		case *canvas.Circle:
			looks[o] = marks{toNRGBA(o.StrokeColor), toNRGBA(o.FillColor), o.StrokeWidth}
		}
	}
	return looks
}

// ringed reports whether one sees that n has the focus: something of it has a line
// around it, or a colour, that was not there and differs from what it lies on. What fills its layer, such as a menu, is where the focus must be.
func (s *screen) ringed(n *shown, plain map[fyne.CanvasObject]marks) bool {
	if n.object == s.all[0].object {
		return true
	}
	looks := looksOf(s)
	for _, part := range s.all {
		now, is := looks[part.object]
		if !is || !part.in(n.object) || now == plain[part.object] {
			continue
		}
		before, ground := plain[part.object], s.ground(part, part.box.x1+1, (part.box.y1+part.box.y2)/2)
		stands := func(is, was color.NRGBA) bool {
			is, was = wcag.Over(is, ground), wcag.Over(was, ground)
			return wcag.Contrast(is, was) >= wcag.Ordinary.Shape && wcag.Contrast(is, ground) >= wcag.Ordinary.Shape
		}
		if before.width < widgets.RingWidth {
			before.stroke = color.NRGBA{}
		}
		if now.width >= widgets.RingWidth && stands(now.stroke, before.stroke) {
			return true
		}
		if min(part.box.width(), part.box.height()) >= widgets.RingWidth && stands(now.fill, before.fill) {
			return true
		}
	}
	return false
}
