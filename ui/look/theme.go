// Package look draws the app in light, dark and high contrast: its theme, its palettes
// and the sizes that follow the text's. It knows nothing of what the app shows.
package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// UsualText is the size of ordinary text at 100 %.
const UsualText = 14

// A Theme is the look of the app in light and dark. Unlike Fyne's own, every
// pair of text and background reaches WCAG AA, and AAA in high contrast.
type Theme struct {
	light, dark palette
	forced      *fyne.ThemeVariant // nil follows the system
	text        float32            // what text sizes are multiplied by
}

// A Mode is which of the palettes a theme draws with.
type Mode int

// The modes.
const (
	FollowSystem Mode = iota // light or dark, as the system is
	Light
	Dark
	HighContrast // light or dark, as the system is
)

// A Choice is what a person can choose of the look. The zero value follows the system,
// with text at its usual size.
type Choice struct {
	Mode     Mode
	TextSize int // in percent, 80 to 200; 0 is 100
}

// New returns the theme of a choice.
func New(c Choice) *Theme {
	t := &Theme{}
	t.Set(c)
	return t
}

// Set changes the theme in place: Fyne loads its fonts anew for each theme that it is
// given. What is drawn already has to be refreshed.
func (t *Theme) Set(c Choice) {
	*t = Theme{light: lightPalette(), dark: darkPalette(), text: 1}
	if c.TextSize != 0 {
		t.text = float32(min(max(c.TextSize, 80), 200)) / 100
	}
	switch c.Mode {
	case Light:
		t.Force(theme.VariantLight)
	case Dark:
		t.Force(theme.VariantDark)
	case HighContrast:
		t.light, t.dark = lightContrastPalette(), darkContrastPalette()
	case FollowSystem:
	}
}

// Force has the theme be light or dark, whatever the system is.
func (t *Theme) Force(v fyne.ThemeVariant) { t.forced = &v }

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

// Size returns lengths in device-independent pixels. Texts, and signs that stand
// in a line of text, are as large as the person has chosen; the room around them
// stays, so that large text has as much of the window as it can.
func (t *Theme) Size(n fyne.ThemeSizeName) float32 {
	switch n {
	case theme.SizeNameHeadingText:
		return 24 * t.text
	case theme.SizeNameSubHeadingText:
		return 18 * t.text
	case theme.SizeNameText:
		return UsualText * t.text
	case theme.SizeNameCaptionText:
		return 12 * t.text
	case theme.SizeNameInlineIcon:
		return theme.DefaultTheme().Size(n) * t.text
	case theme.SizeNameInputRadius:
		return 6
	case theme.SizeNameScrollBar:
		return 10
	case theme.SizeNameScrollBarSmall:
		return 5
	}
	return theme.DefaultTheme().Size(n)
}

// Scaled is a length for something that holds text, which is given as it is at
// 100 %, at the size of text that the person has chosen.
func Scaled(length float32) float32 { return length * theme.TextSize() / UsualText }

// LineHeight is that of a line of ordinary text.
func LineHeight() float32 {
	return fyne.MeasureText("Ág", theme.TextSize(), fyne.TextStyle{}).Height
}
