package widgets

import (
	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
)

// PageColumn centres one object, keeps it from growing wider than is good to read,
// which depends on the size of the text, and makes it as high as there is room.
type PageColumn struct{ MaxWidth, Margin float32 }

func (c *PageColumn) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().AddWidthHeight(2*c.Margin, 2*c.Margin)
}

func (c *PageColumn) Layout(o []fyne.CanvasObject, size fyne.Size) {
	width := min(look.Scaled(c.MaxWidth), size.Width-2*c.Margin)
	height := HeightAt(o[0], width)
	o[0].Resize(fyne.NewSize(width, max(height, size.Height-2*c.Margin)))
	o[0].Move(fyne.NewPos((size.Width-width)/2, c.Margin))
}

// GrowingStack is a stack whose last visible object takes what is left of the
// height.
type GrowingStack struct{}

func (GrowingStack) MinSize(o []fyne.CanvasObject) fyne.Size { return stack{}.MinSize(o) }

func (GrowingStack) Layout(o []fyne.CanvasObject, size fyne.Size) {
	stack{}.Layout(o, size)
	for i := len(o) - 1; i >= 0; i-- {
		if last := o[i]; last.Visible() {
			rest := size.Height - last.Position().Y
			last.Resize(fyne.NewSize(size.Width, max(last.Size().Height, rest)))
			return
		}
	}
}

// Cornered sets a text at the left and something beside its first line at the right,
// or above it where words would be broken.
type Cornered struct{ width float32 }

// wordRoom is what a long word of a heading needs, at 100 % text.
const wordRoom = 160

func (l *Cornered) above(beside fyne.Size) bool {
	return l.width > 0 && l.width-beside.Width < look.Scaled(wordRoom)
}

func (l *Cornered) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	if l.above(b) {
		return fyne.NewSize(max(a.Width, b.Width), a.Height+b.Height)
	}
	return fyne.NewSize(a.Width+b.Width, max(a.Height, b.Height))
}

func (l *Cornered) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	b := o[1].MinSize()
	o[1].Resize(b)
	o[1].Move(fyne.NewPos(size.Width-b.Width, 0))
	if l.above(b) {
		HeightAt(o[0], size.Width)
		o[0].Move(fyne.NewPos(0, b.Height))
		return
	}
	h := HeightAt(o[0], size.Width-b.Width)
	o[0].Move(fyne.NewPos(0, max(0, (b.Height-h)/2)))
}
