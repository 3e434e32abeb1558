package widgets

import (
	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
)

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
