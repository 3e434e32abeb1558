package widgets

import (
	"image/color"

	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// RingWidth is that of a focus ring; between it and a button is a gap, so that it
// shows even where both have the same colour.
const (
	RingWidth = 2
	RingRoom  = 2 * RingWidth
)

// A Ring is the outline of what has the focus.
type Ring struct{ *canvas.Rectangle }

// NewRing returns a ring that does not show.
func NewRing() Ring {
	r := Ring{canvas.NewRectangle(color.Transparent)}
	r.StrokeWidth = RingWidth
	r.StrokeColor = color.Transparent
	return r
}

// Apply takes the colour from the theme, which may have changed.
func (r Ring) Apply(th fyne.Theme, radius float32, on bool) {
	r.CornerRadius = radius
	r.StrokeColor = color.Transparent
	if on {
		r.StrokeColor = ThemeColor(th, look.ColorFocusRing)
	}
}

// drawEdge borders what its ground alone would tell, in the themes that want that:
// elsewhere a border that cannot be seen would still take room from the ground.
func drawEdge(r *canvas.Rectangle, th fyne.Theme) {
	r.StrokeWidth, r.StrokeColor = 0, ThemeColor(th, look.ColorEdge)
	if _, _, _, alpha := r.StrokeColor.RGBA(); alpha > 0 {
		r.StrokeWidth = 1
	}
}

// ThemeColor is a colour of a theme in the variant that holds; none for an empty name.
func ThemeColor(th fyne.Theme, name fyne.ThemeColorName) color.Color {
	if name == "" {
		return color.Transparent
	}
	return th.Color(name, fyne.CurrentApp().Settings().ThemeVariant())
}

// SetSymbol draws a symbol anew only if it is another one or has another colour.
func SetSymbol(i *canvas.Image, s Symbol, name fyne.ThemeColorName) {
	r := s.Resource(name)
	if i.Resource == nil || i.Resource.Name() != r.Name() {
		i.Resource = r
		i.Refresh()
	}
}

// NewSymbolImage returns an image for a symbol, still without one.
func NewSymbolImage() *canvas.Image {
	i := canvas.NewImageFromResource(nil)
	i.FillMode = canvas.ImageFillContain
	return i
}
