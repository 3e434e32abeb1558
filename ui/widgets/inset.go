package widgets

import (
	"fyne.io/fyne/v2"
)

// Inset keeps a margin around one object.
type Inset struct{ X, Y float32 }

func (i *Inset) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().AddWidthHeight(2*i.X, 2*i.Y)
}

func (i *Inset) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.NewPos(i.X, i.Y))
	o[0].Resize(size.SubtractWidthHeight(2*i.X, 2*i.Y))
}

// The margins that set what is drawn in line with the text of labels, which have one
// of their own: the ground of a button lies within the room of its ring, the box of a
// toggle in its own, and the sign of a quiet button still further in.
const (
	TextInset   = 8
	ButtonInset = TextInset - RingRoom
	ToggleInset = TextInset - RingRoom - RingWidth
	HelperInset = -7
)
