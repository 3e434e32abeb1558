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
