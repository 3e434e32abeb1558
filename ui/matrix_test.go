package ui

import (
	"fmt"
	"slices"
	"testing"

	"candidaturas/assets"
	"candidaturas/ui/look"
	"candidaturas/ui/present"
	"candidaturas/ui/uitest"
	"candidaturas/ui/uitest/wcag"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// A fit is a window that a screen must be usable in.
type fit struct {
	size fyne.Size
	text int // in percent
}

func (f fit) String() string {
	return fmt.Sprintf("%.0f×%.0f, text of %d %%", f.size.Width, f.size.Height, f.text)
}

// fits are the windows for a scene: the one it is played in first, as some screens
// are reached in a narrow window only, and a wide one last, as it puts list and
// detail side by side again.
func fits(sc scene) []fit {
	sizes := []fyne.Size{sc.window()}
	for _, size := range []fyne.Size{uitest.Phone, uitest.Tablet, normal.size} {
		if !slices.Contains(sizes, size) {
			sizes = append(sizes, size)
		}
	}
	var fits []fit
	for _, size := range sizes {
		fits = append(fits, fit{size, 100})
	}
	for _, size := range sizes {
		fits = append(fits, fit{size, 200})
	}
	return fits
}

// languages are all there are.
func languages(t testing.TB) []string {
	t.Helper()
	langs, err := present.Languages(assets.Translations)
	if err != nil {
		t.Fatal(err)
	}
	return langs
}

// TestLayouts checks every screen in every language in every window. Where things
// are does not depend on the colours, nor on how many pixels a unit has, so one
// colour and one scale do; the colours are looked at in one language and window.
func TestLayouts(t *testing.T) {
	if testing.Short() {
		t.Skip("it goes through every screen, as TestScreens does")
	}
	for _, sc := range scenes() {
		for i, lang := range languages(t) {
			t.Run(sc.name+"-"+lang, func(t *testing.T) {
				s := newStage(t, sc.look(lang))
				sc.play(s)
				th := s.app.Settings().Theme().(*look.Theme)
				checkLayouts(t, s, sc, th)
				if i == 0 {
					checkColors(t, s, th)
				}
			})
		}
	}
}

func checkLayouts(t *testing.T, s *stage, sc scene, th *look.Theme) {
	t.Helper()
	refresh := s.window.words.T("list.refresh") // wherever it stands
	text := 100
	for _, f := range fits(sc) {
		if th.Set(look.Choice{Mode: look.Light, TextSize: f.text}); f.text != text {
			text = f.text
			restyleAll(s.app)
		}
		settleLayout(s, f.size)
		report(t, f.String(), inspect(s.canvas()).faults(refresh), focusFaults(s.canvas()))
	}
}

// checkColors compares every text with what it stands on, as it is drawn.
func checkColors(t *testing.T, s *stage, th *look.Theme) {
	t.Helper()
	for _, p := range []struct {
		name    string
		mode    look.Mode
		variant fyne.ThemeVariant
		level   wcag.Level
	}{
		{"light", look.Light, theme.VariantLight, wcag.Ordinary},
		{"dark", look.Dark, theme.VariantDark, wcag.Ordinary},
		{"light, high contrast", look.HighContrast, theme.VariantLight, wcag.High},
		{"dark, high contrast", look.HighContrast, theme.VariantDark, wcag.High},
	} {
		th.Set(look.Choice{Mode: p.mode})
		th.Force(p.variant)
		restyleAll(s.app)
		report(t, p.name, inspect(s.canvas()).faintTexts(p.level.Text))
	}
}

func report(t *testing.T, where string, faults ...[]string) {
	t.Helper()
	for _, of := range faults {
		for _, fault := range of {
			t.Errorf("%s: %s", where, fault)
		}
	}
}

// window is the size that a scene is played in.
func (sc scene) window() fyne.Size {
	if sc.size.IsZero() {
		return normal.size
	}
	return sc.size
}

// look is how a scene is played.
func (sc scene) look(lang string) appearance {
	l := normal
	l.lang, l.size, l.crash = lang, sc.window(), sc.crash
	return l
}
