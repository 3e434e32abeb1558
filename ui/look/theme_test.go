package look

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"testing"

	"candidaturas/ui/present"
	"candidaturas/ui/uitest/wcag"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// palettes are all that the app can be drawn in.
func palettes() map[string]struct {
	palette palette
	level   wcag.Level
} {
	type entry = struct {
		palette palette
		level   wcag.Level
	}
	return map[string]entry{
		"light":                {lightPalette(), wcag.Ordinary},
		"dark":                 {darkPalette(), wcag.Ordinary},
		"light, high contrast": {lightContrastPalette(), wcag.High},
		"dark, high contrast":  {darkContrastPalette(), wcag.High},
	}
}

// A pair is a colour in front of others.
type pair struct {
	front fyne.ThemeColorName
	backs []fyne.ThemeColorName
	shape bool // no text
}

var surfaces = []fyne.ThemeColorName{theme.ColorNameBackground, ColorPane, theme.ColorNameOverlayBackground}

func onSurfaces(more ...fyne.ThemeColorName) []fyne.ThemeColorName {
	return append(slices.Clone(surfaces), more...)
}

func on(backs ...fyne.ThemeColorName) []fyne.ThemeColorName { return backs }

// pairs are all that the app puts in front of each other.
var pairs = []pair{
	{front: theme.ColorNameForeground, backs: onSurfaces(theme.ColorNameButton, ColorPressed, ColorSelected, theme.ColorNameInputBackground, theme.ColorNameMenuBackground, theme.ColorNameHeaderBackground, ColorInfoBack, ColorWarnBack)},
	{front: ColorMuted, backs: onSurfaces(ColorSelected, theme.ColorNameMenuBackground, theme.ColorNameHeaderBackground)},
	{front: ColorMoving, backs: onSurfaces(ColorSelected)},
	{front: ColorRead, backs: onSurfaces(ColorSelected)},
	{front: ColorEnded, backs: onSurfaces(ColorSelected)},
	{front: theme.ColorNameDisabled, backs: onSurfaces(theme.ColorNameInputBackground, theme.ColorNameMenuBackground, theme.ColorNameDisabledButton)},
	{front: theme.ColorNamePlaceHolder, backs: on(theme.ColorNameInputBackground)},
	{front: theme.ColorNameHyperlink, backs: onSurfaces(ColorInfoBack, ColorWarnBack)},
	{front: theme.ColorNameForegroundOnPrimary, backs: on(theme.ColorNamePrimary, ColorPrimaryHot)},
	{front: theme.ColorNameForegroundOnError, backs: on(theme.ColorNameError)},
	{front: theme.ColorNameForegroundOnWarning, backs: on(theme.ColorNameWarning)},
	{front: theme.ColorNameForegroundOnSuccess, backs: on(theme.ColorNameSuccess)},
	{front: theme.ColorNameError, backs: onSurfaces(theme.ColorNameButton)},
	{front: theme.ColorNameWarning, backs: surfaces},
	{front: theme.ColorNameSuccess, backs: surfaces},
	{front: ColorInfoText, backs: on(ColorInfoBack)},
	{front: ColorWarnText, backs: on(ColorWarnBack)},
	{front: ColorFocusRing, backs: onSurfaces(ColorSelected, ColorInfoBack, ColorWarnBack, theme.ColorNameInputBackground, theme.ColorNameMenuBackground, theme.ColorNameHeaderBackground), shape: true},
	{front: theme.ColorNamePrimary, backs: onSurfaces(theme.ColorNameInputBackground, ColorSelected), shape: true},
	{front: theme.ColorNameInputBorder, backs: onSurfaces(theme.ColorNameInputBackground), shape: true},
	{front: theme.ColorNameScrollBar, backs: surfaces, shape: true},
}

// edges are what only high contrast has to show: shapes, and what is said in passing,
// which is drawn as what is disabled, on every ground.
var edges = []pair{
	{front: theme.ColorNameDisabled, backs: on(ColorSelected, ColorInfoBack, ColorWarnBack)},
	{front: ColorEdge, backs: onSurfaces(theme.ColorNameButton, ColorPressed, ColorSelected, ColorInfoBack, ColorWarnBack), shape: true},
	{front: theme.ColorNameSeparator, backs: onSurfaces(theme.ColorNameMenuBackground, theme.ColorNameHeaderBackground), shape: true},
}

// overlays are laid over a ground while text stands on it.
var overlays = map[fyne.ThemeColorName][]fyne.ThemeColorName{
	theme.ColorNameForeground: {theme.ColorNameHover, theme.ColorNameSelection, theme.ColorNamePressed, theme.ColorNameFocus},
	ColorMuted:                {theme.ColorNameHover},
	ColorMoving:               {theme.ColorNameHover},
	ColorRead:                 {theme.ColorNameHover},
	ColorEnded:                {theme.ColorNameHover},
	theme.ColorNameHyperlink:  {theme.ColorNameHover},
}

// decoration is what nobody has to see.
var decoration = on(theme.ColorNameShadow, theme.ColorNameScrollBarBackground)

func TestThemeContrast(t *testing.T) {
	for name, p := range palettes() {
		check := func(pair pair, what string, ground color.NRGBA) {
			least := p.level.Text
			if pair.shape {
				least = p.level.Shape
			}
			if got := wcag.Contrast(wcag.Over(p.palette[pair.front], ground), ground); got < least {
				t.Errorf("%s: %s on %s: %.2f, want %.1f", name, pair.front, what, got, least)
			}
		}
		all := pairs
		if p.level == wcag.High {
			all = append(slices.Clone(pairs), edges...)
		}
		for _, pair := range all {
			for _, back := range pair.backs {
				check(pair, string(back), p.palette[back])
				for _, o := range overlays[pair.front] {
					if slices.Contains(surfaces, back) {
						check(pair, fmt.Sprintf("%s over %s", o, back), wcag.Over(p.palette[o], p.palette[back]))
					}
				}
			}
		}
	}
}

// TestEveryColorIsCompared: a colour in no pair would reach no contrast that
// anybody knows of.
func TestEveryColorIsCompared(t *testing.T) {
	compared := map[fyne.ThemeColorName]bool{}
	for _, n := range decoration {
		compared[n] = true
	}
	for _, p := range append(slices.Clone(pairs), edges...) {
		compared[p.front] = true
		for _, back := range p.backs {
			compared[back] = true
		}
		for _, o := range overlays[p.front] {
			compared[o] = true
		}
	}
	for n := range lightPalette() {
		if !compared[n] {
			t.Errorf("nothing compares %s with what it stands on", n)
		}
	}
}

// TestThemeIsComplete: a colour that one palette lacks would come from Fyne's
// theme, which does not reach the contrast.
func TestThemeIsComplete(t *testing.T) {
	light := lightPalette()
	for name, p := range palettes() {
		for n := range light {
			if _, ok := p.palette[n]; !ok {
				t.Errorf("%s lacks %s", name, n)
			}
		}
		if len(light) != len(p.palette) {
			t.Errorf("light has %d colours, %s %d", len(light), name, len(p.palette))
		}
	}
}

func TestLookTheme(t *testing.T) {
	white, black := color.NRGBA{255, 255, 255, 255}, color.NRGBA{0, 0, 0, 255}
	for _, c := range []struct {
		look    Choice
		variant fyne.ThemeVariant
		ground  color.NRGBA
		text    float32
	}{
		{Choice{}, theme.VariantLight, lightPalette()[theme.ColorNameBackground], 14},
		{Choice{}, theme.VariantDark, darkPalette()[theme.ColorNameBackground], 14},
		{Choice{Mode: Light, TextSize: 80}, theme.VariantDark, lightPalette()[theme.ColorNameBackground], 11.2},
		{Choice{Mode: Dark, TextSize: 100}, theme.VariantLight, darkPalette()[theme.ColorNameBackground], 14},
		{Choice{Mode: HighContrast, TextSize: 150}, theme.VariantLight, white, 21},
		{Choice{Mode: HighContrast, TextSize: 200}, theme.VariantDark, black, 28},
		{Choice{TextSize: 20}, theme.VariantLight, lightPalette()[theme.ColorNameBackground], 11.2},
		{Choice{TextSize: 900}, theme.VariantLight, lightPalette()[theme.ColorNameBackground], 28},
	} {
		th := New(c.look)
		if got := th.Color(theme.ColorNameBackground, c.variant); got != color.Color(c.ground) {
			t.Errorf("%+v has the ground %v, want %v", c.look, got, c.ground)
		}
		if got := th.Size(theme.SizeNameText); math.Abs(float64(got-c.text)) > 0.01 {
			t.Errorf("%+v has text of %g, want %g", c.look, got, c.text)
		}
	}
}

// TestTextSizeHoldsForAllText: Fyne's own sizes must not remain beside ours.
func TestTextSizeHoldsForAllText(t *testing.T) {
	usual := New(Choice{})
	for _, percent := range present.TextSizes() {
		th := New(Choice{TextSize: percent})
		for _, n := range []fyne.ThemeSizeName{
			theme.SizeNameText, theme.SizeNameCaptionText, theme.SizeNameHeadingText,
			theme.SizeNameSubHeadingText, theme.SizeNameInlineIcon,
		} {
			want := usual.Size(n) * float32(percent) / 100
			if got := th.Size(n); math.Abs(float64(got-want)) > 0.01 {
				t.Errorf("%s is %g at %d %%, want %g", n, got, percent, want)
			}
		}
	}
}
