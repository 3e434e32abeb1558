package ui

import (
	"image/color"

	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// A Theme is the look of the app in light and dark. Unlike Fyne's own, every
// pair of text and background reaches WCAG AA.
type Theme struct {
	light, dark palette
	forced      *fyne.ThemeVariant // nil follows the system
}

// NewTheme returns a theme that follows the system's choice of light or dark.
func NewTheme() *Theme { return &Theme{light: lightPalette(), dark: darkPalette()} }

// NewFixedTheme returns a theme that is always light or always dark.
func NewFixedTheme(v fyne.ThemeVariant) *Theme {
	t := NewTheme()
	t.forced = &v
	return t
}

// NewLookTheme returns a theme with the look that the person has chosen.
func NewLookTheme(l present.Look) *Theme {
	switch l.Theme {
	case present.ThemeLight:
		return NewFixedTheme(theme.VariantLight)
	case present.ThemeDark:
		return NewFixedTheme(theme.VariantDark)
	}
	return NewTheme()
}

// Color returns the colour for name in the variant asked for or forced.
func (t *Theme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if t.forced != nil {
		v = *t.forced
	}
	p := t.light
	if v == theme.VariantDark {
		p = t.dark
	}
	if c, ok := p[name]; ok {
		return c
	}
	return theme.DefaultTheme().Color(name, v)
}

// Font returns Fyne's fonts: they cover the Latin, Greek and Cyrillic scripts.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource { return theme.DefaultTheme().Font(s) }

// Icon returns Fyne's icons, for its own widgets.
func (t *Theme) Icon(n fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(n) }

// Size returns lengths in device-independent pixels.
func (t *Theme) Size(n fyne.ThemeSizeName) float32 {
	switch n {
	case theme.SizeNameHeadingText:
		return 24
	case theme.SizeNameSubHeadingText:
		return 18
	case theme.SizeNameText:
		return 14
	case theme.SizeNameCaptionText:
		return 12
	case theme.SizeNameInputRadius:
		return 6
	case theme.SizeNameScrollBar:
		return 10
	case theme.SizeNameScrollBarSmall:
		return 5
	}
	return theme.DefaultTheme().Size(n)
}
