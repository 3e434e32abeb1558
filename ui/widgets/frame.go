package widgets

import (
	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
)

// Frame sets one object at the top, one at the bottom, and gives a third the rest.
// Unlike Fyne's border layout it leaves no gaps. A top that scrolls leaves the rest
// so much height at least, at 100 % text, but no more than its part of what there is:
// with large text in a low window something of the top is to show too.
type Frame struct{ Least, Most float32 }

func (l Frame) MinSize(o []fyne.CanvasObject) fyne.Size {
	top, bottom, middle := o[0].MinSize(), o[1].MinSize(), o[2].MinSize()
	return fyne.NewSize(max(top.Width, bottom.Width, middle.Width), top.Height+bottom.Height+middle.Height)
}

func (l Frame) Layout(o []fyne.CanvasObject, size fyne.Size) {
	bottom := HeightAt(o[1], size.Width)
	var top float32
	if scroll, ok := o[0].(*ScrollArea); ok {
		room := size.Height - bottom
		rest := min(look.Scaled(l.Least), room*l.Most)
		top = max(0, min(HeightAt(scroll.Content, size.Width), room-rest))
		scroll.Resize(fyne.NewSize(size.Width, top))
	} else {
		top = HeightAt(o[0], size.Width)
	}
	o[0].Move(fyne.Position{})
	o[1].Move(fyne.NewPos(0, size.Height-bottom))
	o[2].Move(fyne.NewPos(0, top))
	o[2].Resize(fyne.NewSize(size.Width, size.Height-top-bottom))
}

// MinSize has every object fill the window and keeps it from being smaller than
// size, whatever they would allow or ask for.
type MinSize struct{ Size fyne.Size }

func (l *MinSize) MinSize([]fyne.CanvasObject) fyne.Size { return l.Size }

func (l *MinSize) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
		o.Move(fyne.Position{})
	}
}
