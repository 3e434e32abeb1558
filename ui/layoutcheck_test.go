package ui

import (
	"fmt"
	"image/color"
	"reflect"
	"slices"
	"strings"

	"candidaturas/ui/uitest"
	"candidaturas/ui/uitest/wcag"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// The checker looks at what shows on a canvas as a person would: with no idea of
// how it came about. It needs no drawing: places and sizes are those of the objects
// that would be drawn. What it says is meant for somebody who sees it for the first
// time: which text, in which box, by how much.

// slack is by how much lengths may differ without anybody noticing.
const slack = 1.5

// A rect is a part of the canvas.
type rect struct{ x1, y1, x2, y2 float32 }

func rectOf(at fyne.Position, size fyne.Size) rect {
	return rect{at.X, at.Y, at.X + size.Width, at.Y + size.Height}
}

func (r rect) width() float32  { return r.x2 - r.x1 }
func (r rect) height() float32 { return r.y2 - r.y1 }
func (r rect) empty() bool     { return r.x2 <= r.x1 || r.y2 <= r.y1 }

func (r rect) and(o rect) rect {
	return rect{max(r.x1, o.x1), max(r.y1, o.y1), min(r.x2, o.x2), min(r.y2, o.y2)}
}

func (r rect) holds(x, y float32) bool { return x >= r.x1 && x < r.x2 && y >= r.y1 && y < r.y2 }

// beyond says by how much, and where, r leaves o; empty if it does not.
func (r rect) beyond(o rect) string {
	for _, side := range []struct {
		by    float32
		where string
	}{
		{o.x1 - r.x1, "at the left"},
		{r.x2 - o.x2, "at the right"},
		{o.y1 - r.y1, "at the top"},
		{r.y2 - o.y2, "at the bottom"},
	} {
		if side.by > slack {
			return fmt.Sprintf("by %.0f %s", side.by, side.where)
		}
	}
	return ""
}

func (r rect) String() string {
	return fmt.Sprintf("%.0f×%.0f at (%.0f, %.0f)", r.width(), r.height(), r.x1, r.y1)
}

// shown is an object that shows, and where.
type shown struct {
	object fyne.CanvasObject
	box    rect
	// clip is what can be seen of the canvas there, reach is where the object may be:
	// the two differ where one can scroll.
	clip, reach rect
	parent      *shown
	// layer is higher for what floats over the rest.
	layer int
}

// A screen is all that shows on the topmost layer of a canvas, in the order in
// which it is drawn.
type screen struct {
	all    []*shown
	window rect
}

// look takes down what shows. What lies under a modal is out of reach and left out.
func inspect(c fyne.Canvas) *screen {
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	window := rectOf(fyne.Position{}, c.Size())
	s := &screen{window: window}
	s.add(root, fyne.Position{}, &shown{clip: window, reach: window})
	return s
}

func (s *screen) add(o fyne.CanvasObject, at fyne.Position, parent *shown) {
	if o == nil || !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	n := &shown{object: o, box: rectOf(at, o.Size()), clip: parent.clip, reach: parent.reach, parent: parent, layer: parent.layer}
	if floats(o) {
		n.layer++
	}
	s.all = append(s.all, n)
	for _, child := range uitest.Children(o) {
		s.add(child, at, n.within(child))
	}
}

// within is n as what the place of its child depends on: a scroll shows a part of
// its content, all of which can be brought into view.
func (n *shown) within(child fyne.CanvasObject) *shown {
	scroll := scrollOf(n.object)
	in := *n
	if clip, ok := n.object.(*container.Clip); ok && child == clip.Content {
		in.clip = n.clip.and(n.box)
		if _, follows := child.(*widgets.TableHead); !follows { // that one moves with the rows
			in.reach = n.reach.and(n.box)
		} else {
			in.reach.x1, in.reach.x2 = n.box.x1+child.Position().X, n.box.x1+child.Position().X+child.Size().Width
		}
		return &in
	}
	if scroll == nil || child != scroll.Content {
		return n
	}
	in.clip = n.clip.and(n.box)
	in.reach = n.reach.and(n.box)
	content := rectOf(fyne.NewPos(n.box.x1, n.box.y1).Add(child.Position()), child.Size())
	if scroll.Direction == container.ScrollBoth || scroll.Direction == container.ScrollHorizontalOnly {
		in.reach.x1, in.reach.x2 = content.x1, content.x2
	}
	if scroll.Direction == container.ScrollBoth || scroll.Direction == container.ScrollVerticalOnly {
		in.reach.y1, in.reach.y2 = content.y1, content.y2
	}
	return &in
}

// scrollOf is o if it scrolls.
func scrollOf(o fyne.CanvasObject) *container.Scroll {
	switch o := o.(type) {
	case *container.Scroll:
		return o
	case *widgets.ScrollArea:
		return &o.Scroll
	}
	return nil
}

// floats tells what is made to lie over the rest of the window for a while.
func floats(o fyne.CanvasObject) bool {
	switch o.(type) {
	case *widgets.ToastBox, *widgets.Tooltips:
		return true
	}
	return false
}

// up goes through what n is in, the nearest first, n left out.
func (n *shown) up(yield func(*shown) bool) {
	for p := n.parent; p != nil && p.object != nil; p = p.parent {
		if !yield(p) {
			return
		}
	}
}

// in reports whether n is o or in it.
func (n *shown) in(o fyne.CanvasObject) bool {
	if n.object == o {
		return true
	}
	for p := range n.up {
		if p.object == o {
			return true
		}
	}
	return false
}

// control is the control that n is, or is a part of; nil for none.
func (n *shown) control() *shown {
	if isControl(n.object) {
		return n
	}
	for p := range n.up {
		if isControl(p.object) {
			return p
		}
	}
	return nil
}

// field is the text field that n is in, if any: what it holds may be longer than
// the field.
func (n *shown) field() *shown {
	for p := range n.up {
		if _, is := p.object.(interface{ SetPlaceHolder(string) }); is {
			return p
		}
	}
	return nil
}

// isControl tells what reacts to the keys or to a tap. The parts that Fyne makes
// its widgets of, such as the bars of a scroll, are no controls of their own.
func isControl(o fyne.CanvasObject) bool {
	if strings.Contains(reflect.TypeOf(o).String(), "widget.scrollBar") {
		return false
	}
	switch o := o.(type) {
	case *widgets.MenuRow:
		return !o.Entry.Separator
	case fyne.Focusable:
		return true
	case fyne.Tappable, fyne.SecondaryTappable, fyne.DoubleTappable:
		_, popup := o.(interface{ ShowAtPosition(fyne.Position) })
		return !popup
	}
	return false
}

func disabled(o fyne.CanvasObject) bool {
	d, ok := o.(fyne.Disableable)
	return ok && d.Disabled()
}

// ink is where the letters of a text are.
func (n *shown) ink() rect {
	text := n.object.(*canvas.Text)
	size := text.MinSize()
	x := n.box.x1
	switch text.Alignment {
	case fyne.TextAlignCenter:
		x += (n.box.width() - size.Width) / 2
	case fyne.TextAlignTrailing:
		x += n.box.width() - size.Width
	}
	return rectOf(fyne.NewPos(x, n.box.y1+max(0, n.box.height()-size.Height)/2), size)
}

// texts are those with anything in them.
func (s *screen) texts() []*shown {
	var texts []*shown
	for _, n := range s.all {
		if text, ok := n.object.(*canvas.Text); ok && strings.TrimSpace(text.Text) != "" {
			texts = append(texts, n)
		}
	}
	return texts
}

// controls are the widgets that react, whether enabled or not. A control in another
// one, as the button in a field, is one too.
func (s *screen) controls() []*shown {
	var controls []*shown
	for _, n := range s.all {
		if isControl(n.object) && !n.box.empty() {
			controls = append(controls, n)
		}
	}
	return controls
}

// name says what n is in a way that a reader finds it.
func (n *shown) name() string {
	switch o := n.object.(type) {
	case *canvas.Text:
		return fmt.Sprintf("text %q", o.Text)
	case *fyne.Container:
		if o.Layout == nil {
			return "a container"
		}
		return fmt.Sprintf("a container laid out by %T", o.Layout)
	}
	name := fmt.Sprintf("%T", n.object)
	if label := labelOf(n.object); label != "" {
		name += fmt.Sprintf(" %q", label)
	}
	return name
}

// place says what n is in: the nearest widgets.
func (n *shown) place() string {
	var in []string
	for p := range n.up {
		name := p.name()
		if strings.HasPrefix(name, "a container") || slices.Contains(in, name) {
			continue
		}
		if in = append(in, name); len(in) == 3 {
			break
		}
	}
	if len(in) == 0 {
		return ""
	}
	return " (in " + strings.Join(in, ", in ") + ")"
}

func labelOf(o fyne.CanvasObject) string {
	if a, ok := o.(fyne.Accessible); ok {
		if label := a.AccessibilityLabel(); label != "Container" {
			return label
		}
	}
	return ""
}

// ground is the colour under a point, of what is drawn before n.
func (s *screen) ground(n *shown, x, y float32) color.NRGBA {
	ground := toNRGBA(theme.Color(theme.ColorNameBackground))
	for _, under := range s.all {
		if under == n {
			break
		}
		if !under.box.and(under.clip).holds(x, y) {
			continue
		}
		if fill := fillOf(under.object); fill != nil {
			ground = wcag.Over(toNRGBA(fill), ground)
		}
	}
	return ground
}

func fillOf(o fyne.CanvasObject) color.Color {
	switch o := o.(type) {
	case *canvas.Rectangle:
		return o.FillColor
	case *canvas.Circle:
		return o.FillColor
	}
	return nil
}

func toNRGBA(c color.Color) color.NRGBA {
	if c == nil {
		return color.NRGBA{}
	}
	return color.NRGBAModel.Convert(c).(color.NRGBA)
}
