package ui

import (
	"fmt"
	"image/color"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"candidaturas/ui/look"
	"candidaturas/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// An outline is what a canvas shows, in words: an object a line, what is in it
// indented below, places within what it is in. Containers are left out, as are the
// parts that Fyne makes its widgets of: one sees what is drawn, not how it came about.
type outline struct {
	kind  string
	label string // a text, or what a control without one is called
	// summed is a label that is made of the texts below it.
	summed bool
	box    rect // within the one above
	more   []string
	parts  []*outline
}

// outlineOf takes down all layers of a canvas, the lowest first. Colours are written
// as the paint has them.
func outlineOf(c fyne.Canvas, p paint) (layers []*outline) {
	o := outliner{focused: c.Focused(), paint: p}
	for _, layer := range append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...) {
		layers = append(layers, &outline{kind: "layer", box: rectOf(layer.Position(), layer.Size()), parts: o.of(layer, fyne.Position{})})
	}
	return layers
}

type outliner struct {
	focused fyne.Focusable
	paint   paint
}

// of is o as it is drawn, at a place within the object above.
func (l outliner) of(o fyne.CanvasObject, at fyne.Position) []*outline {
	if o == nil || !o.Visible() {
		return nil
	}
	at = at.Add(o.Position())
	if e := l.shape(o, at); e != nil {
		return l.unlessUnseen(e)
	}
	kind := kindOf(o)
	within := at
	if kind != "" {
		within = fyne.Position{}
	}
	var parts []*outline
	for _, child := range uitest.Children(o) {
		parts = append(parts, l.of(child, within)...)
	}
	if strings.HasSuffix(reflect.TypeOf(o).String(), "widget.entryContent") && len(parts) > 0 {
		hideBlink(parts)
	}
	if kind == "" {
		return parts
	}
	e := &outline{kind: kind, box: rectOf(at, o.Size()), more: l.state(o), parts: parts}
	if len(parts) == 0 && !isControl(o) {
		return nil
	}
	if name := labelOf(o); isControl(o) && !e.says(name) {
		e.label, e.summed = name, strings.HasPrefix(kind, "row")
	}
	return []*outline{e.folded()}
}

// hideBlink leaves the colour of a field's caret out, which comes and goes.
func hideBlink(parts []*outline) {
	if last := parts[len(parts)-1]; last.kind == "rect" {
		last.kind, last.more = "caret", nil
	}
}

// kindOf is what a person calls an object, by its type; empty for a container and for
// the parts of Fyne's own widgets.
func kindOf(o fyne.CanvasObject) string {
	w, ok := o.(fyne.Widget)
	if !ok {
		return ""
	}
	t := reflect.Indirect(reflect.ValueOf(w)).Type()
	name, _, _ := strings.Cut(t.Name(), "[") // what it holds shows
	first, size := utf8.DecodeRuneInString(name)
	inner := !unicode.IsUpper(first) || strings.Contains(t.PkgPath(), "/internal/") || name == "RichText" || name == "Clip"
	if inner && !strings.HasPrefix(t.PkgPath(), "candidaturas/") {
		return ""
	}
	return string(unicode.ToLower(first)) + name[size:]
}

// state is what can be told of a widget beside what is drawn of it.
func (l outliner) state(o fyne.CanvasObject) (more []string) {
	if f, ok := o.(fyne.Focusable); ok && f == l.focused {
		more = append(more, "focused")
	}
	if disabled(o) {
		more = append(more, "disabled")
	}
	v := reflect.Indirect(reflect.ValueOf(o))
	if f := v.FieldByName("Wrapping"); f.IsValid() && fyne.TextWrap(f.Int()) == fyne.TextWrapWord {
		more = append(more, "wraps")
	}
	if f := v.FieldByName("Truncation"); f.IsValid() && fyne.TextTruncation(f.Int()) == fyne.TextTruncateEllipsis {
		more = append(more, "shortens")
	}
	return more
}

// shape is an object that is drawn as it is, nil for one that is made of others.
func (l outliner) shape(o fyne.CanvasObject, at fyne.Position) *outline {
	e := &outline{box: rectOf(at, o.Size())}
	say := func(words ...string) { e.more = append(e.more, words...) }
	stroke := func(c color.Color, width float32) {
		if name := l.paint(c); width > 0 && name != "" {
			say("line", name, length(width))
		}
	}
	switch o := o.(type) {
	case *canvas.Text:
		e.kind, e.label = "text", o.Text
		e.box = (&shown{object: o, box: e.box}).ink()
		say(l.paint(o.Color))
		if o.TextSize != look.UsualText {
			say(length(o.TextSize))
		}
		e.more = append(e.more, styleOf(o.TextStyle)...)
	case *canvas.Rectangle:
		e.kind = "rect"
		say(l.paint(o.FillColor))
		stroke(o.StrokeColor, o.StrokeWidth)
		if o.CornerRadius > 0 {
			say("round", length(o.CornerRadius))
		}
		if name := l.paint(o.Shadow.Color); o.Shadow.Color != nil && name != "" {
			say("shadow", name, length(o.Shadow.BlurRadius))
		}
	case *canvas.Circle:
		e.kind = "circle"
		say(l.paint(o.FillColor))
		stroke(o.StrokeColor, o.StrokeWidth)
	case *canvas.LinearGradient:
		e.kind = "gradient"
		say(l.paint(o.StartColor), l.paint(o.EndColor))
	case *canvas.Line:
		e.kind = "line"
		stroke(o.StrokeColor, o.StrokeWidth)
	case *canvas.Image:
		e.kind = "image"
		if o.Resource != nil {
			say(l.picture(o.Resource.Name()))
		}
		if o.Translucency > 0 {
			say("translucent", strconv.FormatFloat(o.Translucency, 'f', 2, 64))
		}
	default:
		if _, ok := o.(fyne.Widget); ok {
			return nil
		}
		if _, ok := o.(*fyne.Container); ok {
			return nil
		}
		e.kind = strings.ToLower(reflect.Indirect(reflect.ValueOf(o)).Type().Name())
	}
	e.more = slices.DeleteFunc(e.more, func(s string) bool { return s == "" })
	return e
}

// picture is what an image shows: the name of a sign, and its colour.
func (l outliner) picture(name string) string {
	hex, file, tinted := strings.Cut(name, "-symbols/")
	if !tinted {
		return name
	}
	var c color.NRGBA
	if _, err := fmt.Sscanf(hex, "#%02x%02x%02x", &c.R, &c.G, &c.B); err != nil {
		return name
	}
	c.A = 0xff
	return strings.TrimSuffix(file, ".svg") + " " + l.paint(c)
}

func styleOf(s fyne.TextStyle) (words []string) {
	for word, is := range map[string]bool{"bold": s.Bold, "italic": s.Italic, "mono": s.Monospace, "underlined": s.Underline} {
		if is {
			words = append(words, word)
		}
	}
	slices.Sort(words)
	return words
}

// unlessUnseen leaves out what has no colour, no letter or no room.
func (l outliner) unlessUnseen(e *outline) []*outline {
	switch e.kind {
	case "text":
		if strings.TrimSpace(e.label) == "" {
			return nil
		}
	case "rect", "circle", "line", "gradient":
		if len(e.more) == 0 || e.more[0] == "round" || e.box.empty() && e.kind != "line" {
			return nil
		}
	case "image":
		if len(e.more) == 0 || e.box.empty() {
			return nil
		}
	}
	return []*outline{e}
}

// says reports whether a text is written in e.
func (e *outline) says(text string) bool {
	var lines []string
	for t := range e.texts {
		if t == text {
			return true
		}
		lines = append(lines, t)
	}
	return strings.Join(lines, " ") == text
}

// texts goes through what is written in e.
func (e *outline) texts(yield func(string) bool) {
	e.walk(func(e *outline) bool { return e.label == "" || e.summed || yield(e.label) })
}

func (e *outline) walk(do func(*outline) bool) bool {
	if !do(e) {
		return false
	}
	for _, p := range e.parts {
		if !p.walk(do) {
			return false
		}
	}
	return true
}

// folded is e on one line if all it has is one shape, or one text in however many
// lines.
func (e *outline) folded() *outline {
	if e.label != "" || !e.isPlain() {
		return e
	}
	first, box := e.parts[0], e.parts[0].box
	var lines []string
	for _, p := range e.parts {
		box = rect{min(box.x1, p.box.x1), min(box.y1, p.box.y1), max(box.x2, p.box.x2), max(box.y2, p.box.y2)}
		lines = append(lines, p.label)
	}
	e.label, e.parts = strings.Join(lines, "⏎"), nil
	e.more = append(e.more, first.kind, box.place())
	e.more = append(e.more, first.more...)
	return e
}

func (e *outline) isPlain() bool {
	for i, p := range e.parts {
		first := e.parts[0]
		if len(p.parts) > 0 || i > 0 && (p.kind != "text" || p.kind != first.kind || !slices.Equal(p.more, first.more)) {
			return false
		}
	}
	return len(e.parts) > 0
}

// lines writes an outline, with what is in it below.
func (e *outline) lines(depth int) []string {
	words := []string{e.kind}
	if e.label != "" {
		words = append(words, strconv.Quote(e.label))
	}
	words = append(append(words, e.box.place()), e.more...)
	all := []string{strings.Repeat(" ", depth) + strings.Join(words, " ")}
	for _, p := range e.parts {
		all = append(all, p.lines(depth+1)...)
	}
	return all
}

// outlined is all of an outline, below the name of its language or theme.
func outlined(name string, layers []*outline) string {
	lines := []string{name}
	for _, e := range layers {
		lines = append(lines, e.lines(1)...)
	}
	return strings.Join(lines, "\n") + "\n"
}

// worded are the texts of an outline that are others in the first language, with how
// many are the same in between.
func worded(name string, layer *outline, first string) string {
	lines, same := []string{name}, 0
	alike := func() {
		if same > 0 {
			lines = append(lines, fmt.Sprintf(" %d alike", same))
		}
		same = 0
	}
	for text := range layer.texts {
		if text = strconv.Quote(text); strings.Contains(first, text) {
			same++
			continue
		}
		alike()
		lines = append(lines, " "+text)
	}
	alike()
	return strings.Join(lines, "\n") + "\n"
}

// place is where something is and how large, in whole units.
func (r rect) place() string {
	return whole(r.x1) + "," + whole(r.y1) + " " + whole(r.width()) + "×" + whole(r.height())
}

// whole rounds a length. Lengths come in parts of 64, so nothing lies where it is
// rounded up on one machine and down on another.
func whole(v float32) string { return strconv.Itoa(int(math.Floor(float64(v) + 0.503))) }

// length is one of which halves count, as the width of a line and the size of a text.
func length(v float32) string {
	return strconv.FormatFloat(math.Floor(float64(v)*2+0.503)/2, 'f', -1, 64)
}
