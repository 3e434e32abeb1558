package widgets

import (
	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
)

// BesideOrBelow sets the second object to the right of the first if that leaves
// the first enough room, and under it otherwise.
type BesideOrBelow struct {
	both, First float32 // the room that both need, and the first, at 100 % text
	width       float32
}

// NewBesideOrBelow is for text with buttons.
func NewBesideOrBelow() *BesideOrBelow { return &BesideOrBelow{both: 520, First: 260} }

func (l *BesideOrBelow) below(o []fyne.CanvasObject) bool {
	return l.width < look.Scaled(l.both) || l.width-WidthWanted(o[1]) < look.Scaled(l.First)
}

func (l *BesideOrBelow) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	if l.below(o) {
		return fyne.NewSize(max(a.Width, b.Width), a.Height+b.Height)
	}
	return fyne.NewSize(a.Width+b.Width, max(a.Height, b.Height))
}

func (l *BesideOrBelow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	if l.below(o) {
		h := HeightAt(o[0], size.Width)
		o[0].Move(fyne.Position{})
		o[1].Move(fyne.NewPos(0, h))
		HeightAt(o[1], size.Width)
		return
	}
	b := fyne.NewSize(WidthWanted(o[1]), 0)
	b.Height = HeightAt(o[1], b.Width)
	o[0].Move(fyne.Position{})
	o[0].Resize(fyne.NewSize(size.Width-b.Width, size.Height))
	o[1].Move(fyne.NewPos(size.Width-b.Width, (size.Height-b.Height)/2))
	o[1].Resize(b)
}

// BesideOrBelowText sets a short text at the right of a paragraph, or under it where
// that would leave little room.
type BesideOrBelowText struct{ width float32 }

func (l *BesideOrBelowText) below(o []fyne.CanvasObject) bool {
	return l.width > 0 && l.width-o[1].MinSize().Width < look.Scaled(120)
}

func (l *BesideOrBelowText) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	if l.below(o) {
		return fyne.NewSize(max(a.Width, b.Width), a.Height+b.Height-LessBetweenLines)
	}
	return fyne.NewSize(a.Width+b.Width, max(a.Height, b.Height))
}

func (l *BesideOrBelowText) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	b := o[1].MinSize()
	if l.below(o) {
		o[0].Move(fyne.Position{})
		o[1].Move(fyne.NewPos(0, HeightAt(o[0], size.Width)-LessBetweenLines))
		o[1].Resize(b)
		return
	}
	HeightAt(o[0], size.Width-b.Width)
	o[0].Move(fyne.Position{})
	o[1].Resize(b)
	o[1].Move(fyne.NewPos(size.Width-b.Width, 0))
}
