package ui

import (
	"fmt"
	"image/color"
	"strings"

	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
)

// A roleTheme draws every role in a colour that no other has, so that what is drawn
// tells which one it was given; or as another theme, in place.
type roleTheme struct {
	*look.Theme
	roles *roles // nil for the other theme's colours
}

// Color gives the role its colour, whatever the variant.
func (t *roleTheme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if t.roles == nil {
		return t.Theme.Color(name, v)
	}
	return t.roles.color(name)
}

// roles are the colours that have been asked for.
type roles struct {
	colors map[fyne.ThemeColorName]color.NRGBA
	names  map[color.NRGBA]fyne.ThemeColorName
}

func newRoles() *roles {
	return &roles{map[fyne.ThemeColorName]color.NRGBA{}, map[color.NRGBA]fyne.ThemeColorName{}}
}

func (r *roles) color(name fyne.ThemeColorName) color.NRGBA {
	c, ok := r.colors[name]
	if !ok {
		i := uint8(len(r.colors)) //nolint:gosec // a theme has some sixty
		c = color.NRGBA{R: 0x20 + 3*i, G: 0x40 + i, B: 0x60 + 2*i, A: 0xff}
		r.colors[name], r.names[c] = c, name
	}
	return c
}

// paint writes the role of a colour.
func (r *roles) paint(c color.Color) string {
	if name, ok := r.names[toNRGBA(c)]; ok {
		return strings.TrimPrefix(string(name), "candidaturas.")
	}
	return exactPaint(c)
}

// in writes the colour that the role of a colour has in a theme.
func (r *roles) in(th fyne.Theme, v fyne.ThemeVariant) paint {
	return func(c color.Color) string {
		if name, ok := r.names[toNRGBA(c)]; ok {
			c = th.Color(name, v)
		}
		return exactPaint(c)
	}
}

// A paint is how a colour is written; empty for one that cannot be seen.
type paint func(color.Color) string

// exactPaint writes colours as they are drawn.
func exactPaint(c color.Color) string {
	n := toNRGBA(c)
	if n.A == 0 {
		return ""
	}
	return fmt.Sprintf("#%02x%02x%02x%02x", n.R, n.G, n.B, n.A)
}
