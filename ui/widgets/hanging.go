package widgets

import (
	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
)

// Hanging sets the second object to the right of the first, as high as it needs, or
// under it where there is little room.
type Hanging struct{ width float32 }

func (l *Hanging) above() bool { return l.width > 0 && l.width < look.Scaled(240) }

func (l *Hanging) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	if l.above() {
		return fyne.NewSize(max(TextInset+a.Width, b.Width), a.Height+b.Height)
	}
	return fyne.NewSize(l.left(a)+b.Width, max(a.Height, b.Height))
}

// left is where the second object begins, beside one of a size.
func (l *Hanging) left(first fyne.Size) float32 { return TextInset + first.Width + 4 }

func (l *Hanging) Layout(o []fyne.CanvasObject, size fyne.Size) {
	a := o[0].MinSize()
	o[0].Resize(a)
	o[0].Move(fyne.NewPos(TextInset, 0))
	l.width = size.Width
	if l.above() {
		o[1].Move(fyne.NewPos(0, a.Height))
		HeightAt(o[1], size.Width)
		return
	}
	o[1].Move(fyne.NewPos(l.left(a), 0))
	HeightAt(o[1], size.Width-l.left(a))
}

// Badge is the room of a number, as high as the label of one line beside it.
type Badge struct{}

func (Badge) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSquareSize(look.LineHeight() + 15)
}

func (Badge) Layout(o []fyne.CanvasObject, size fyne.Size) {
	m := o[0].MinSize()
	o[0].Resize(m)
	o[0].Move(fyne.NewPos((size.Width-m.Width)/2, (size.Height-m.Height)/2))
}
