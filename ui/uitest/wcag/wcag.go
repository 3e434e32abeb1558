// Package wcag computes contrasts as WCAG 2.2 defines them, for tests of colours.
package wcag

import (
	"image/color"
	"math"
)

// A Level is what a palette has to reach.
type Level struct{ Text, Shape float64 }

// The levels.
var (
	Ordinary = Level{Text: 4.5, Shape: 3} // WCAG 2.2, 1.4.3 and 1.4.11
	High     = Level{Text: 7, Shape: 4.5} // 1.4.6, and more than there is for shapes
)

// Over lays a translucent colour on an opaque one.
func Over(front, back color.NRGBA) color.NRGBA {
	a := float64(front.A) / 255
	mix := func(f, b uint8) uint8 { return uint8(math.Round(float64(f)*a + float64(b)*(1-a))) }
	return color.NRGBA{mix(front.R, back.R), mix(front.G, back.G), mix(front.B, back.B), 255}
}

// Contrast is the ratio of WCAG 2.2.
func Contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}
