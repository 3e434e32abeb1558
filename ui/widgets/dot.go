package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// WithUnseen puts the word for what is unseen before what a row says, if there is one.
func WithUnseen(unseen, label string) string {
	if unseen == "" {
		return label
	}
	return unseen + ": " + label
}

// PutDot marks a row as unseen, before the text that begins at left.
func PutDot(dot *canvas.Circle, th fyne.Theme, left, middle float32) {
	const side, gap = 8, 8
	dot.FillColor = ThemeColor(th, theme.ColorNamePrimary)
	dot.Resize(fyne.NewSquareSize(side))
	dot.Move(fyne.NewPos(left-gap-side, middle-side/2))
}

// RowsWidth is the least width of the list.
const RowsWidth = 200
