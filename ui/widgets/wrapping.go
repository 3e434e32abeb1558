package widgets

import (
	"strings"

	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// A wrapper is a control that wants all of its text on one line, and breaks it
// where there is less room than that. Fyne's own containers give it what it wants.
type wrapper interface {
	wanted() fyne.Size
	leastWidth() float32
	heightIn(width float32) float32
}

// sizeIn is what an object takes where there is so much room.
func sizeIn(o fyne.CanvasObject, width float32) fyne.Size {
	w, ok := o.(wrapper)
	if !ok {
		return o.MinSize()
	}
	if want := w.wanted(); want.Width <= width {
		return want
	}
	return fyne.NewSize(width, w.heightIn(width))
}

// WidthWanted is what an object, or a flow of them on one line, takes where there is
// room for all.
func WidthWanted(o fyne.CanvasObject) float32 {
	if w, ok := o.(wrapper); ok {
		return w.wanted().Width
	}
	if c, ok := o.(*fyne.Container); ok {
		if f, ok := c.Layout.(*flow); ok {
			return f.wanted(c.Objects)
		}
	}
	return o.MinSize().Width
}

// leastWidth is the narrowest that an object can be.
func leastWidth(o fyne.CanvasObject) float32 {
	if w, ok := o.(wrapper); ok {
		return w.leastWidth()
	}
	return o.MinSize().Width
}

// wrapText breaks text into lines of a width, at spaces. A word that is wider is
// shortened.
func wrapText(text string, width, size float32, style fyne.TextStyle) []string {
	fits := func(s string) bool { return fyne.MeasureText(s, size, style).Width <= width+0.5 }
	if fits(text) {
		return []string{text}
	}
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && fits(line+" "+word) {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		line = FitText(word, width+0.5, size, style)
	}
	return append(lines, line)
}

// shortenedButton is the least width of a button that shortens its label.
const shortenedButton = 100

// wraps reports whether a button breaks its label; the others shorten it.
func (b *Button) wraps() bool {
	switch b.Kind {
	case buttonField, ButtonChip, ButtonIcon:
		return false
	}
	return b.Widest == 0
}

func (b *Button) wanted() fyne.Size { return b.self.MinSize() }

// leastWidth is that of its longest word, or what leaves some of what it shortens.
func (b *Button) leastWidth() float32 {
	want := b.wanted().Width
	switch {
	case b.Kind == ButtonIcon:
		return want
	case !b.wraps():
		return min(want, look.Scaled(shortenedButton))
	}
	size, style := b.textSize(), b.textStyle()
	var word float32
	for _, w := range strings.Fields(b.Label) {
		word = max(word, fyne.MeasureText(w, size, style).Width)
	}
	return min(want, want-fyne.MeasureText(b.Label, size, style).Width+word)
}

// heightIn is what its label takes in a width.
func (b *Button) heightIn(width float32) float32 {
	want := b.wanted()
	if !b.wraps() || width >= want.Width {
		return want.Height
	}
	size, style := b.textSize(), b.textStyle()
	text := fyne.MeasureText(b.Label, size, style)
	lines := wrapText(b.Label, width-(want.Width-text.Width), size, style)
	return want.Height + float32(len(lines)-1)*text.Height
}

func (b *Button) textSize() float32 {
	if b.Kind == ButtonChip {
		return b.Theme().Size(theme.SizeNameCaptionText)
	}
	return b.Theme().Size(theme.SizeNameText)
}

func (b *Button) textStyle() fyne.TextStyle {
	return fyne.TextStyle{Bold: b.Kind == ButtonPrimary || b.On}
}

// lines are the texts that a button is drawn with, one for each line.
type lines []*canvas.Text

// set gives the lines their text and the look of the first.
func (l *lines) set(text []string) {
	first := (*l)[0]
	for len(*l) < len(text) {
		*l = append(*l, NewText())
	}
	*l = (*l)[:len(text)]
	for i, line := range text {
		t := (*l)[i]
		t.Text, t.TextSize, t.TextStyle, t.Color = line, first.TextSize, first.TextStyle, first.Color
	}
}

// size is that of all of them.
func (l lines) size() fyne.Size {
	var size fyne.Size
	for _, t := range l {
		m := t.MinSize()
		size = fyne.NewSize(max(size.Width, m.Width), size.Height+m.Height)
	}
	return size
}

// place sets them one under the other, in the middle of a width from x on, or at
// its left.
func (l lines) place(x, y, width float32, middle bool) {
	for _, t := range l {
		m := t.MinSize()
		at := x
		if middle {
			at += (width - m.Width) / 2
		}
		t.Resize(m)
		t.Move(fyne.NewPos(at, y))
		y += m.Height
	}
}
