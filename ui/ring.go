package ui

import (
	"image/color"

	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// ringWidth is that of a focus ring; between it and a button is a gap, so that it
// shows even where both have the same colour.
const (
	ringWidth = 2
	ringRoom  = 2 * ringWidth
)

// A ring is the outline of what has the focus.
type ring struct{ *canvas.Rectangle }

func newRing() ring {
	r := ring{canvas.NewRectangle(color.Transparent)}
	r.StrokeWidth = ringWidth
	r.StrokeColor = color.Transparent
	return r
}

// apply takes the colour from the theme, which may have changed.
func (r ring) apply(th fyne.Theme, radius float32, on bool) {
	r.CornerRadius = radius
	r.StrokeColor = color.Transparent
	if on {
		r.StrokeColor = themeColor(th, look.ColorFocusRing)
	}
}

// drawEdge borders what its ground alone would tell, in the themes that want that:
// elsewhere a border that cannot be seen would still take room from the ground.
func drawEdge(r *canvas.Rectangle, th fyne.Theme) {
	r.StrokeWidth, r.StrokeColor = 0, themeColor(th, look.ColorEdge)
	if _, _, _, alpha := r.StrokeColor.RGBA(); alpha > 0 {
		r.StrokeWidth = 1
	}
}

// themeColor is a colour of a theme in the variant that holds; none for an empty name.
func themeColor(th fyne.Theme, name fyne.ThemeColorName) color.Color {
	if name == "" {
		return color.Transparent
	}
	return th.Color(name, fyne.CurrentApp().Settings().ThemeVariant())
}

// setSymbol draws a symbol anew only if it is another one or has another colour.
func setSymbol(i *canvas.Image, s symbol, name fyne.ThemeColorName) {
	r := s.resource(name)
	if i.Resource == nil || i.Resource.Name() != r.Name() {
		i.Resource = r
		i.Refresh()
	}
}

func newSymbolImage() *canvas.Image {
	i := canvas.NewImageFromResource(nil)
	i.FillMode = canvas.ImageFillContain
	return i
}
