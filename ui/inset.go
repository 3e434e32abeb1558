package ui

import (
	"fyne.io/fyne/v2"
)

// inset keeps a margin around one object.
type inset struct{ x, y float32 }

func (i *inset) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().AddWidthHeight(2*i.x, 2*i.y)
}

func (i *inset) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.NewPos(i.x, i.y))
	o[0].Resize(size.SubtractWidthHeight(2*i.x, 2*i.y))
}

// The margins that set what is drawn in line with the text of labels, which have one
// of their own: the ground of a button lies within the room of its ring, the box of a
// toggle in its own, and the sign of a quiet button still further in.
const (
	textInset   = 8
	buttonInset = textInset - ringRoom
	toggleInset = textInset - ringRoom - ringWidth
	helperInset = -7
)
