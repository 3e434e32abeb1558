package widgets

import (
	"image/color"
	"sort"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A Reader shows a text to be read, of which parts can be selected with the mouse
// and copied. It draws only the lines that can be seen, however long the text is,
// and it is always plain text: nothing in it is followed or fetched. Fyne's label
// would be a stop of the Tab key that swallows every key.
type Reader struct {
	widget.BaseWidget
	// seen is the part of it that can be seen, from its top.
	seen func(fyne.CanvasObject) (from, to float32)
	// focus puts the focus on what takes the keys for it.
	focus func()
	// menu are the words for copying and for selecting all.
	copyWord, allWord string

	parts   []ReaderPart
	wrapped wrapped
	width   float32 // that it is wrapped for
	size    float32 // of its text
	body    *ruler
	heading *ruler
	// anchor and point are where a selection begins and ends, in characters.
	anchor, point int
}

var (
	_ fyne.Draggable         = (*Reader)(nil)
	_ fyne.DoubleTappable    = (*Reader)(nil)
	_ fyne.SecondaryTappable = (*Reader)(nil)
	_ fyne.Accessible        = (*Reader)(nil)
	_ desktop.Mouseable      = (*Reader)(nil)
	_ desktop.Cursorable     = (*Reader)(nil)
)

// NewReader returns an empty reader.
func NewReader(seen func(fyne.CanvasObject) (from, to float32), focus func(), copyWord, allWord string) *Reader {
	r := &Reader{seen: seen, focus: focus, copyWord: copyWord, allWord: allWord}
	r.ExtendBaseWidget(r)
	return r
}

// Set shows another text.
func (r *Reader) Set(parts []ReaderPart) {
	r.parts, r.width = parts, 0
	r.anchor, r.point = 0, 0
	r.Refresh()
}

// fit wraps the text for a width, if it is not.
func (r *Reader) fit(width float32) {
	size := r.Theme().Size(theme.SizeNameText)
	if r.size != size {
		r.size, r.width = size, 0
		r.body = newRuler(size, fyne.TextStyle{})
		r.heading = newRuler(size, fyne.TextStyle{Bold: true})
	}
	if r.width != width {
		r.width = width
		r.wrapped = wrap(r.parts, width-2*readerPad, r.body, r.heading)
	}
}

// readerPad is around the text, as around a label's.
const readerPad = 8

// Resize wraps the text anew when the width is another one.
func (r *Reader) Resize(size fyne.Size) {
	r.fit(size.Width)
	r.BaseWidget.Resize(size)
	r.Update()
}

// Update draws what has come into sight.
func (r *Reader) Update() { r.Refresh() }

// MinSize is as high as the text is at the width that it last had.
func (r *Reader) MinSize() fyne.Size {
	r.fit(max(r.Size().Width, 60))
	return fyne.NewSize(60, r.wrapped.height+2*readerPad)
}

// selection is what is selected, in order; from and to are the same for nothing.
func (r *Reader) selection() (from, to int) { return min(r.anchor, r.point), max(r.anchor, r.point) }

// selected is the selected text.
func (r *Reader) selected() string {
	from, to := r.selection()
	return strings.TrimRight(string(r.wrapped.text[from:to]), "\n")
}

func (r *Reader) selectAll() {
	r.anchor, r.point = 0, len(r.wrapped.text)
	r.Refresh()
}

// Shortcut takes the shortcuts that are about a text, and reports whether it was
// one.
func (r *Reader) Shortcut(s fyne.Shortcut) bool {
	switch s.(type) {
	case *fyne.ShortcutCopy:
		if text := r.selected(); text != "" {
			fyne.CurrentApp().Clipboard().SetContent(text)
		}
		return true
	case *fyne.ShortcutSelectAll:
		r.selectAll()
		return true
	}
	return false
}

// at is the character nearest to a position.
func (r *Reader) at(pos fyne.Position) int {
	lines := r.wrapped.lines
	y := pos.Y - readerPad
	n := sort.Search(len(lines), func(i int) bool { return lines[i].y > y }) - 1
	if n < 0 {
		return 0
	}
	l, x := lines[n], pos.X-readerPad
	rule := r.rule(l)
	for i := l.from; i < l.to; i++ {
		w := rule.width(r.wrapped.text[i])
		if x < w/2 {
			return i
		}
		x -= w
	}
	return l.to
}

func (r *Reader) rule(l readerLine) *ruler {
	if l.heading {
		return r.heading
	}
	return r.body
}

// MouseDown begins a selection.
func (r *Reader) MouseDown(e *desktop.MouseEvent) {
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	r.focus()
	at := r.at(e.Position)
	if e.Modifier&fyne.KeyModifierShift == 0 {
		r.anchor = at
	}
	r.point = at
	r.Refresh()
}

// MouseUp ends it.
func (r *Reader) MouseUp(*desktop.MouseEvent) {}

// Dragged goes on with it.
func (r *Reader) Dragged(e *fyne.DragEvent) {
	r.point = r.at(e.Position)
	r.Refresh()
}

// DragEnd does nothing.
func (r *Reader) DragEnd() {}

// DoubleTapped selects a word.
func (r *Reader) DoubleTapped(e *fyne.PointEvent) {
	text, at := r.wrapped.text, r.at(e.Position)
	letter := func(i int) bool { return i >= 0 && i < len(text) && !unicode.IsSpace(text[i]) }
	r.anchor, r.point = at, at
	for letter(r.anchor - 1) {
		r.anchor--
	}
	for letter(r.point) {
		r.point++
	}
	r.Refresh()
}

// TappedSecondary offers to copy.
func (r *Reader) TappedSecondary(e *fyne.PointEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(r)
	if c == nil {
		return
	}
	r.focus()
	from, to := r.selection()
	ShowMenuAt(c, e.AbsolutePosition, []MenuEntry{
		{Label: r.copyWord, Disabled: from == to, Action: func() { r.Shortcut(&fyne.ShortcutCopy{}) }},
		{Label: r.allWord, Action: r.selectAll},
	})
}

// Cursor says that text can be selected.
func (r *Reader) Cursor() desktop.Cursor { return desktop.TextCursor }

// AccessibilityLabel is all of the text.
func (r *Reader) AccessibilityLabel() string { return strings.TrimRight(string(r.wrapped.text), "\n") }

// AccessibilityRole says that it is text.
func (r *Reader) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (r *Reader) CreateRenderer() fyne.WidgetRenderer { return &readerRenderer{r: r} }

type readerRenderer struct {
	r     *Reader
	texts []*canvas.Text
	marks []*canvas.Rectangle // behind what is selected
	shown []fyne.CanvasObject
}

func (d *readerRenderer) Layout(fyne.Size)             { d.fill() }
func (d *readerRenderer) MinSize() fyne.Size           { return d.r.MinSize() }
func (d *readerRenderer) Destroy()                     {}
func (d *readerRenderer) Objects() []fyne.CanvasObject { return d.shown }

func (d *readerRenderer) Refresh() {
	d.fill()
	canvas.Refresh(d.r)
}

// fill gives the lines that can be seen a text each, and those that are selected
// something behind it.
func (d *readerRenderer) fill() {
	r := d.r
	r.fit(max(r.Size().Width, 60))
	lines := r.wrapped.lines
	from, to := r.seen(r)
	first := max(sort.Search(len(lines), func(i int) bool { return lines[i].y+readerPad > from })-1, 0)
	d.shown = d.shown[:0]
	for i := first; i < len(lines) && lines[i].y < to; i++ {
		d.mark(i-first, lines[i])
	}
	for i := first; i < len(lines) && lines[i].y < to; i++ {
		d.write(i-first, lines[i])
	}
}

func (d *readerRenderer) mark(n int, l readerLine) {
	from, to := d.r.selection()
	from, to = max(from, l.from), min(to, l.to)
	if n == len(d.marks) {
		d.marks = append(d.marks, canvas.NewRectangle(color.Transparent))
	}
	if from >= to {
		return
	}
	rule, m := d.r.rule(l), d.marks[n]
	left := d.measure(rule, l.from, from)
	m.FillColor = ThemeColor(d.r.Theme(), theme.ColorNameSelection)
	m.Move(fyne.NewPos(readerPad+left, readerPad+l.y))
	m.Resize(fyne.NewSize(d.measure(rule, l.from, to)-left, rule.height()))
	d.shown = append(d.shown, m)
}

func (d *readerRenderer) measure(rule *ruler, from, to int) float32 {
	return fyne.MeasureText(string(d.r.wrapped.text[from:to]), rule.size, rule.style).Width
}

func (d *readerRenderer) write(n int, l readerLine) {
	if n == len(d.texts) {
		d.texts = append(d.texts, NewText())
	}
	rule, t := d.r.rule(l), d.texts[n]
	t.Text = strings.TrimRight(string(d.r.wrapped.text[l.from:l.to]), " ")
	t.TextSize, t.TextStyle = rule.size, rule.style
	t.Color = ThemeColor(d.r.Theme(), theme.ColorNameForeground)
	t.Resize(t.MinSize())
	t.Move(fyne.NewPos(readerPad, readerPad+l.y))
	d.shown = append(d.shown, t)
}
