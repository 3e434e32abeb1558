package widgets

import (
	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
)

// beside sets two objects beside each other, or below each other where there is little
// room. The second keeps the width that it wants, and the first has the rest.
type beside struct {
	both  float32 // the room that they need beside each other, at 100 % text
	first float32 // what the first needs of it; without either, all that it wants

	leading bool    // it is the first that keeps its width
	above   bool    // the second goes above the first, not below it
	gap     float32 // between what is above and below; they overlap if it is negative
	right   bool    // what keeps its width ends at the right also when it has a line of its own

	firstAt, secondAt lineAlign

	width float32
}

// A lineAlign is where something is in a line that is higher.
type lineAlign int

const (
	lineTop    lineAlign = iota
	lineMiddle           // between top and bottom
	lineFill             // from top to bottom
)

// place sets an object, as high as it needs, at the left of a line.
func (a lineAlign) place(o fyne.CanvasObject, left, height float32) {
	o.Move(fyne.NewPos(left, 0))
	switch size := o.Size(); a {
	case lineMiddle:
		o.Move(fyne.NewPos(left, (height-size.Height)/2))
	case lineFill:
		o.Resize(fyne.NewSize(size.Width, height))
	}
}

// NewSides sets one object at the left and one at the right. They are in a line as
// long as both have all that they want.
func NewSides(gap float32, left, right fyne.CanvasObject) *fyne.Container {
	return container.New(&beside{gap: gap, right: true, firstAt: lineFill, secondAt: lineFill}, left, right)
}

// NewWithActions sets buttons at the right of a text, or below it.
func NewWithActions(text fyne.CanvasObject, actions ...fyne.CanvasObject) fyne.CanvasObject {
	if len(actions) == 0 {
		return text
	}
	l := &beside{both: 520, first: 260, right: true, firstAt: lineFill, secondAt: lineMiddle}
	return container.New(l, text, NewRightFlow(theme.Padding(), actions...))
}

// NewWithButton sets a button at the right of what needs a room, at 100 % text, or
// below it.
func NewWithButton(room float32, first, button fyne.CanvasObject) *fyne.Container {
	return container.New(&beside{first: room, right: true, firstAt: lineFill, secondAt: lineMiddle}, first, NewRightFlow(0, button))
}

// NewTableLine sets a short text at the right of a paragraph, or close below it.
func NewTableLine(paragraph, short fyne.CanvasObject) *fyne.Container {
	return container.New(&beside{first: 120, gap: -LessBetweenLines}, paragraph, short)
}

// NewTitleLine sets something beside the first line of a title at the right, or above
// it where a long word would be broken.
func NewTitleLine(title, corner fyne.CanvasObject) *fyne.Container {
	return container.New(&beside{first: 160, above: true, right: true, firstAt: lineMiddle}, title, corner)
}

// NewHanging sets what goes on for long at the right of what it begins with, or below
// it.
func NewHanging(start, body fyne.CanvasObject) *fyne.Container {
	margin := layout.NewCustomPaddedLayout(0, 0, TextInset, 4)
	return container.New(&beside{both: 240, leading: true}, container.New(margin, start), body)
}

// parts are what has the rest of the width, and what keeps its own.
func (l *beside) parts(o []fyne.CanvasObject) (rest, kept fyne.CanvasObject) {
	if l.leading {
		return o[1], o[0]
	}
	return o[0], o[1]
}

func (l *beside) below(o []fyne.CanvasObject) bool {
	if l.width == 0 {
		return false // not laid out yet
	}
	rest, kept := l.parts(o)
	needed := look.Scaled(l.first)
	if l.both == 0 && l.first == 0 {
		needed = WidthWanted(rest)
	}
	return l.width < look.Scaled(l.both) || l.width-WidthWanted(kept) < needed
}

// MinSize is as narrow as the two can be below each other, and as high as they are at
// the width that they last had.
func (l *beside) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	size := a.Max(b)
	if l.below(o) {
		size.Height = a.Height + l.gap + b.Height
	}
	return size
}

func (l *beside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	if l.below(o) {
		l.layoutBelow(o, size.Width)
		return
	}
	rest, kept := l.parts(o)
	width := WidthWanted(kept)
	HeightAt(rest, size.Width-width)
	HeightAt(kept, width)
	l.firstAt.place(o[0], 0, size.Height)
	l.secondAt.place(o[1], o[0].Size().Width, size.Height)
}

func (l *beside) layoutBelow(o []fyne.CanvasObject, width float32) {
	rest, kept := l.parts(o)
	HeightAt(rest, width)
	HeightAt(kept, min(WidthWanted(kept), width))
	rest.Move(fyne.Position{})
	kept.Move(fyne.Position{})
	if l.right {
		kept.Move(fyne.NewPos(width-kept.Size().Width, 0))
	}
	upper, lower := o[0], o[1]
	if l.above {
		upper, lower = lower, upper
	}
	lower.Move(lower.Position().AddXY(0, upper.Size().Height+l.gap))
}
