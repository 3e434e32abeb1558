package ui

import (
	"fmt"
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

const (
	textContrast  = 4.5 // WCAG 2.2, 1.4.3
	shapeContrast = 3.0 // WCAG 2.2, 1.4.11
)

// A pair is a colour in front of others, with overlays laid over those first.
type pair struct {
	front fyne.ThemeColorName
	backs []fyne.ThemeColorName
	least float64
}

var surfaces = []fyne.ThemeColorName{theme.ColorNameBackground, colorPane, theme.ColorNameOverlayBackground}

// pairs are all that the app puts in front of each other.
var pairs = []pair{
	{theme.ColorNameForeground, append([]fyne.ThemeColorName{theme.ColorNameButton, colorPressed, colorSelected, theme.ColorNameInputBackground, theme.ColorNameMenuBackground, colorInfoBack, colorWarnBack}, surfaces...), textContrast},
	{colorMuted, append([]fyne.ThemeColorName{colorSelected}, surfaces...), textContrast},
	{colorMoving, append([]fyne.ThemeColorName{colorSelected}, surfaces...), textContrast},
	{colorRead, append([]fyne.ThemeColorName{colorSelected}, surfaces...), textContrast},
	{colorEnded, append([]fyne.ThemeColorName{colorSelected}, surfaces...), textContrast},
	{theme.ColorNameDisabled, append([]fyne.ThemeColorName{theme.ColorNameInputBackground, theme.ColorNameDisabledButton}, surfaces...), textContrast},
	{theme.ColorNamePlaceHolder, []fyne.ThemeColorName{theme.ColorNameInputBackground}, textContrast},
	{theme.ColorNameHyperlink, append([]fyne.ThemeColorName{colorInfoBack, colorWarnBack}, surfaces...), textContrast},
	{theme.ColorNameForegroundOnPrimary, []fyne.ThemeColorName{theme.ColorNamePrimary, colorPrimaryHot}, textContrast},
	{theme.ColorNameForegroundOnError, []fyne.ThemeColorName{theme.ColorNameError}, textContrast},
	{theme.ColorNameForegroundOnWarning, []fyne.ThemeColorName{theme.ColorNameWarning}, textContrast},
	{theme.ColorNameForegroundOnSuccess, []fyne.ThemeColorName{theme.ColorNameSuccess}, textContrast},
	{theme.ColorNameError, surfaces, textContrast},
	{theme.ColorNameWarning, surfaces, textContrast},
	{theme.ColorNameSuccess, surfaces, textContrast},
	{colorInfoText, []fyne.ThemeColorName{colorInfoBack}, textContrast},
	{colorWarnText, []fyne.ThemeColorName{colorWarnBack}, textContrast},
	{colorFocusRing, append([]fyne.ThemeColorName{colorSelected, colorInfoBack, colorWarnBack}, surfaces...), shapeContrast},
	{theme.ColorNamePrimary, append([]fyne.ThemeColorName{theme.ColorNameInputBackground, colorSelected}, surfaces...), shapeContrast},
	{theme.ColorNameInputBorder, append([]fyne.ThemeColorName{theme.ColorNameInputBackground}, surfaces...), shapeContrast},
	{theme.ColorNameScrollBar, surfaces, shapeContrast},
}

// overlays are laid over a ground while text stands on it.
var overlays = map[fyne.ThemeColorName][]fyne.ThemeColorName{
	theme.ColorNameForeground: {theme.ColorNameHover, theme.ColorNameSelection, theme.ColorNamePressed},
	colorMuted:                {theme.ColorNameHover},
	colorMoving:               {theme.ColorNameHover},
	colorRead:                 {theme.ColorNameHover},
	colorEnded:                {theme.ColorNameHover},
	theme.ColorNameHyperlink:  {theme.ColorNameHover},
}

func TestThemeContrast(t *testing.T) {
	for name, v := range map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark} {
		th := NewTheme()
		get := func(n fyne.ThemeColorName) color.NRGBA {
			return color.NRGBAModel.Convert(th.Color(n, v)).(color.NRGBA)
		}
		for _, p := range pairs {
			for _, back := range p.backs {
				check := func(what string, ground color.NRGBA) {
					if got := contrast(over(get(p.front), ground), ground); got < p.least {
						t.Errorf("%s: %s on %s: %.2f, want %.1f", name, p.front, what, got, p.least)
					}
				}
				check(string(back), get(back))
				for _, o := range overlays[p.front] {
					if isSurface(back) {
						check(fmt.Sprintf("%s over %s", o, back), over(get(o), get(back)))
					}
				}
			}
		}
	}
}

func isSurface(n fyne.ThemeColorName) bool {
	for _, s := range surfaces {
		if s == n {
			return true
		}
	}
	return false
}

// TestThemeIsComplete: a colour that one variant lacks would come from Fyne's
// theme, which does not reach the contrast.
func TestThemeIsComplete(t *testing.T) {
	light, dark := lightPalette(), darkPalette()
	for n := range light {
		if _, ok := dark[n]; !ok {
			t.Errorf("dark lacks %s", n)
		}
	}
	if len(light) != len(dark) {
		t.Errorf("light has %d colours, dark %d", len(light), len(dark))
	}
}

// over lays a translucent colour on an opaque one.
func over(front, back color.NRGBA) color.NRGBA {
	a := float64(front.A) / 255
	mix := func(f, b uint8) uint8 { return uint8(math.Round(float64(f)*a + float64(b)*(1-a))) }
	return color.NRGBA{mix(front.R, back.R), mix(front.G, back.G), mix(front.B, back.B), 255}
}

// contrast is the ratio of WCAG 2.2.
func contrast(a, b color.NRGBA) float64 {
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
