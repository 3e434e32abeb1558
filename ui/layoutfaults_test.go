package ui

import (
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"unicode/utf8"

	"candidaturas/ui/uitest/wcag"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// leastTarget is the least side of what a person taps: WCAG 2.2, 2.5.8.
const leastTapped = 24

// faults are all that is wrong with a screen and can be told without moving the
// focus. Controls that are called as alike says do the same.
func (s *screen) faults(alike ...string) []string {
	all := s.namesakes(alike...)
	for _, check := range []func() []string{
		s.cutTexts, s.shortenedTexts, s.brokenWords, s.outside, s.overlaps, s.smallTargets, s.nameless,
	} {
		all = append(all, check()...)
	}
	return all
}

// cutTexts are larger than the box they have, or than what they are in.
func (s *screen) cutTexts() (found []string) {
	for _, n := range s.texts() {
		if n.field() != nil && !isHint(n) {
			continue // one can move through it
		}
		text, ink := n.object.(*canvas.Text), n.ink()
		need := text.MinSize()
		switch {
		case n.field() != nil && cutHint(n) != "":
			found = append(found, fmt.Sprintf("the hint %q is cut off after %q%s", cutHint(n), text.Text, n.place()))
			continue
		case need.Width > n.box.width()+slack:
			found = append(found, fmt.Sprintf("%s is %.0f wide in a box of %.0f%s", n.name(), need.Width, n.box.width(), n.place()))
			continue
		case need.Height > n.box.height()+slack:
			found = append(found, fmt.Sprintf("%s is %.0f high in a box of %.0f%s", n.name(), need.Height, n.box.height(), n.place()))
			continue
		}
		for p := range n.up {
			if _, clips := p.object.(*container.Clip); clips || scrollOf(p.object) != nil {
				break // what leaves that is out of reach, or one scrolls to it
			}
			if by := ink.beyond(p.box); by != "" {
				found = append(found, fmt.Sprintf("%s leaves %s, which is %s, %s%s", n.name(), p.name(), p.box, by, n.place()))
				break
			}
		}
	}
	return found
}

// isHint reports whether n is what an empty field shows. Fyne cuts it where there is
// no room for all.
func isHint(n *shown) bool {
	field := n.field()
	if field == nil {
		return false
	}
	of := reflect.Indirect(reflect.ValueOf(field.object))
	return of.FieldByName("Text").String() == "" && strings.HasPrefix(of.FieldByName("PlaceHolder").String(), n.object.(*canvas.Text).Text)
}

// cutHint is the whole of a hint of which n shows the beginning.
func cutHint(n *shown) string {
	field := n.field().object
	if _, lines := field.(interface{ SetMinRowsVisible(int) }); lines && reflect.Indirect(reflect.ValueOf(field)).FieldByName("MultiLine").Bool() {
		return "" // goes on in the next line
	}
	hint := reflect.Indirect(reflect.ValueOf(field)).FieldByName("PlaceHolder").String()
	if hint == n.object.(*canvas.Text).Text {
		return ""
	}
	return hint
}

// shortens tells what may end its text in an ellipsis for want of room: what stands
// in rows, and what is made for one line.
func shortens(o fyne.CanvasObject) bool {
	switch o.(type) {
	case *row, *widgets.Line:
		return true
	}
	return false
}

// shortenedTexts end in an ellipsis that was not meant.
func (s *screen) shortenedTexts() (found []string) {
	for _, n := range s.all {
		if text, ok := n.object.(*canvas.Text); ok && s.cutOnButton(n, text.Text) {
			found = append(found, fmt.Sprintf("%s is cut short%s", n.name(), n.place()))
		}
		label, ok := n.object.(*widget.Label)
		if !ok || shortens(n.object) {
			continue
		}
		var seen []string
		for _, part := range s.all {
			if text, ok := part.object.(*canvas.Text); ok && part.in(n.object) {
				seen = append(seen, text.Text)
			}
		}
		all := strings.Join(seen, " ")
		if strings.HasSuffix(all, "…") && !strings.HasSuffix(strings.TrimSpace(label.Text), "…") {
			found = append(found, fmt.Sprintf("%q is cut short to %q in %.0f%s; what may be, is a line", label.Text, all, n.box.width(), n.place()))
		}
	}
	return found
}

// outside is what cannot be brought into view, all of it. Of what is too wide for a
// scroll only the scroll is told, and what asks for the width.
func (s *screen) outside() (found []string) {
	for _, n := range s.all {
		box := n.box
		if wide := n.tooWide(); wide != nil {
			if n.parent == wide {
				found = append(found, fmt.Sprintf("what is in %s is %.0f wide and there are %.0f: %s asks for that%s", wide.name(), box.width(), wide.box.width(), s.widest(n), wide.place()))
			}
			continue
		}
		switch o := n.object.(type) {
		case *canvas.Text:
			if n.field() != nil || strings.TrimSpace(o.Text) == "" {
				continue
			}
			box = n.ink()
		case *canvas.Image:
			if n.field() != nil {
				continue
			}
		default:
			if !isControl(n.object) {
				continue
			}
			if box.empty() && !disabled(n.object) {
				found = append(found, fmt.Sprintf("%s has no room: %s%s", n.name(), box, n.place()))
				continue
			}
		}
		if box.empty() {
			continue
		}
		if by := box.beyond(n.reach); by != "" {
			found = append(found, fmt.Sprintf("%s, %s, leaves what can be seen, %s, %s%s", n.name(), box, n.reach, by, n.place()))
		}
	}
	return found
}

// mayBreak tells the words that one line cannot always have room for: addresses,
// the names of files, and what is as long as those.
func mayBreak(word string) bool {
	word = strings.Trim(word, ".,;:()«»“”…")
	return strings.ContainsAny(word, "@./\\") || utf8.RuneCountInString(word) > 21
}

// brokenWords are words of a text that go on in another line for want of room.
func (s *screen) brokenWords() (found []string) {
	for _, n := range s.all {
		label, ok := n.object.(*widget.Label)
		if !ok || label.Wrapping != fyne.TextWrapWord {
			continue
		}
		shown := map[string]bool{}
		for _, part := range s.all {
			if text, ok := part.object.(*canvas.Text); ok && part.in(n.object) {
				for word := range strings.FieldsSeq(text.Text) {
					shown[word] = true
				}
			}
		}
		for word := range strings.FieldsSeq(label.Text) {
			if !shown[word] && !mayBreak(word) && len(shown) > 0 {
				found = append(found, fmt.Sprintf("the word %q of %q is broken in a width of %.0f%s", word, label.Text, n.box.width(), n.place()))
			}
		}
	}
	return found
}

// cutOnButton reports whether a text is what was left of a button's. Those that show
// what was chosen, which may be long, open a menu that shows all of it.
func (s *screen) cutOnButton(n *shown, text string) bool {
	c := n.control()
	if c == nil || !strings.HasSuffix(text, "…") {
		return false
	}
	switch c.object.(type) {
	case *widgets.MenuButton, *widgets.Choice:
		return false
	}
	label := fieldOf(c.object, "Label")
	return label.IsValid() && label.Kind() == reflect.String && !strings.HasSuffix(label.String(), "…")
}

// fieldOf is a field of a control, whose name may be of its package alone.
func fieldOf(o fyne.CanvasObject, name string) reflect.Value {
	v := reflect.Indirect(reflect.ValueOf(o))
	if f := v.FieldByName(name); f.IsValid() {
		return f
	}
	return v.FieldByName(strings.ToLower(name))
}

// tooWide is the scroll that n is in if that cannot show the width of its content.
func (n *shown) tooWide() *shown {
	child := n
	for p := range n.up {
		scroll := scrollOf(p.object)
		if scroll != nil && scroll.Direction == container.ScrollVerticalOnly && child.object == scroll.Content && child.box.width() > p.box.width()+slack {
			return p
		}
		child = p
	}
	return nil
}

// widest is what in n takes most of its least width: the innermost that does.
func (s *screen) widest(n *shown) string {
	best, least := n, n.object.MinSize().Width
	for _, part := range s.all {
		_, text := part.object.(*canvas.Text)
		if width := part.object.MinSize().Width; part.in(best.object) && !text && width >= least*0.75 {
			best = part
		}
	}
	return fmt.Sprintf("%s, at least %.0f,", best.name(), best.object.MinSize().Width)
}

// overlaps are texts over texts or pictures, texts over controls that they are no
// part of, and controls over controls.
func (s *screen) overlaps() (found []string) {
	type piece struct {
		n   *shown
		box rect
	}
	var texts, others []piece
	for _, n := range s.texts() {
		if n.field() == nil {
			texts = append(texts, piece{n, n.ink().and(n.clip)})
		}
	}
	for _, n := range s.all {
		_, picture := n.object.(*canvas.Image)
		if n.field() == nil && (picture || isTapped(n.object)) && !n.box.and(n.clip).empty() {
			others = append(others, piece{n, n.box.and(n.clip)})
		}
	}
	clash := func(a, b piece) {
		both := a.box.and(b.box)
		if a.n.layer == b.n.layer && both.width() > slack && both.height() > slack {
			found = append(found, fmt.Sprintf("%s and %s lie over each other, %s%s", a.n.name(), b.n.name(), both, a.n.place()))
		}
	}
	for i, a := range texts {
		for _, b := range texts[:i] {
			clash(b, a)
		}
		for _, b := range others {
			if !a.n.in(b.n.object) && !b.n.in(a.n.object) {
				clash(a, b)
			}
		}
	}
	for i, a := range others {
		for _, b := range others[:i] {
			if isTapped(a.n.object) && isTapped(b.n.object) && !a.n.in(b.n.object) && !b.n.in(a.n.object) {
				clash(b, a)
			}
		}
	}
	return found
}

// isTapped tells what takes a tap on all of its place. What has the focus alone, such
// as a list, may have something over it.
func isTapped(o fyne.CanvasObject) bool {
	_, tapped := o.(fyne.Tappable)
	return tapped && isControl(o)
}

// smallTargets are hard to hit.
func (s *screen) smallTargets() (found []string) {
	for _, n := range s.controls() {
		if !isTapped(n.object) || disabled(n.object) {
			continue
		}
		if n.box.width() < leastTapped-0.5 || n.box.height() < leastTapped-0.5 {
			found = append(found, fmt.Sprintf("%s is %.0f×%.0f, less than %d×%d%s", n.name(), n.box.width(), n.box.height(), leastTapped, leastTapped, n.place()))
		}
	}
	return found
}

// nameless are controls that say nothing of themselves to who cannot see them.
func (s *screen) nameless() (found []string) {
	for _, n := range s.controls() {
		if labelOf(n.object) == "" && n.object != s.all[0].object {
			found = append(found, fmt.Sprintf("%T, %s, has no accessible label%s", n.object, n.box, n.place()))
		}
	}
	return found
}

// namesakes are controls with one name that do different things. What a control is
// made of, such as the rows of a list or the headings of a table, is a part of it
// and may be called like something else.
// What is called as alike says does the same wherever it stands.
func (s *screen) namesakes(alike ...string) (found []string) {
	named := map[string][]*shown{}
	for _, n := range s.controls() {
		label := labelOf(n.object)
		if _, focused := n.object.(fyne.Focusable); !focused || label == "" || slices.Contains(alike, label) {
			continue
		}
		for _, other := range named[label] {
			if !n.in(other.object) && !sameAction(n.object, other.object) {
				found = append(found, fmt.Sprintf("two controls are called %q and do different things: %s and %s%s", label, other.box, n.box, n.place()))
			}
		}
		named[label] = append(named[label], n)
	}
	return found
}

// sameAction reports whether two controls are known to do the same. Functions
// cannot be compared; but two that are one method, of something there is one of,
// are the same.
func sameAction(a, b fyne.CanvasObject) bool {
	one, other := actionOf(a), actionOf(b)
	return one != "" && one == other && strings.HasSuffix(one, "-fm")
}

func actionOf(o fyne.CanvasObject) string {
	action := fieldOf(o, "Action")
	if !action.IsValid() || action.Kind() != reflect.Func || action.IsNil() {
		return ""
	}
	return runtime.FuncForPC(action.Pointer()).Name()
}

// faintTexts have too little contrast with what they stand on.
func (s *screen) faintTexts(least float64) (found []string) {
	for _, n := range s.texts() {
		ink := n.ink()
		x, y := (ink.x1+ink.x2)/2, (ink.y1+ink.y2)/2
		if !n.clip.holds(x, y) {
			continue
		}
		ground := s.ground(n, x, y)
		front := wcag.Over(toNRGBA(n.object.(*canvas.Text).Color), ground)
		if got := wcag.Contrast(front, ground); got < least-0.01 {
			found = append(found, fmt.Sprintf("%s has a contrast of %.2f with its ground, want %.1f%s", n.name(), got, least, n.place()))
		}
	}
	return found
}
