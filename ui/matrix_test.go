package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"candidaturas/assets"
	"candidaturas/ui/look"
	"candidaturas/ui/present"
	"candidaturas/ui/uitest"
	"candidaturas/ui/uitest/golden"
	"candidaturas/ui/uitest/wcag"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
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

// TestScreens goes through every screen in every language. It compares what shows with
// the outlines that are kept, in each theme, and finds by itself what cannot be right
// in any window. Nothing is drawn for that: see TestPictures.
func TestScreens(t *testing.T) {
	if testing.Short() {
		t.Skip("every screen in every language takes a minute, and many with the race detector")
	}
	app := newRoleApp(t)
	for _, sc := range scenes() {
		t.Run(sc.name, func(t *testing.T) {
			parts := []string{fmt.Sprintf("%s, %.0f×%.0f\n", sc.name, sc.window().Width, sc.window().Height)}
			for i, lang := range languages(t) {
				t.Run(lang, func(t *testing.T) {
					s, th := sc.played(t, app, lang)
					layers := outlineOf(s.canvas(), th.roles.paint)
					if i == 0 {
						parts = append(parts, outlined(lang, layers))
						checkThemes(t, s, th)
					} else {
						parts = append(parts, worded(lang, layers[len(layers)-1], parts[1]))
					}
					if !*golden.Update {
						checkLayouts(t, s, sc, th)
					}
				})
			}
			if len(parts) == 1+len(languages(t)) { // unless some were left out with -run
				golden.Text(t, "scenes/"+sc.name+".txt", strings.Join(parts, "\n"))
			}
		})
	}
}

// A roleApp is the app of many stages, one after the other. Fyne loads its fonts anew for
// every app and every theme, which takes longer than to play most scenes.
type roleApp struct {
	fyne.App
	theme *roleTheme
}

func newRoleApp(t *testing.T) roleApp {
	t.Helper()
	a := roleApp{test.NewTempApp(t), &roleTheme{Theme: fixedTheme(normal.variant)}}
	test.ApplyTheme(t, a.theme)
	return a
}

// wear has the app drawn in a look of ours from now on.
func (a roleApp) wear(t *testing.T, l present.Look, v fyne.ThemeVariant) {
	t.Helper()
	a.theme.roles = nil
	a.theme.Set(choiceOf(l))
	a.theme.Force(v)
	if a.Settings().Theme() != a.theme { // a scene has chosen another one
		test.ApplyTheme(t, a.theme)
	}
}

// played is a scene in the colours that tell roles apart.
func (sc scene) played(t *testing.T, app roleApp, lang string) (*stage, *roleTheme) {
	t.Helper()
	l := sc.look(lang)
	l.app = app.App
	app.wear(t, present.Look{}, l.variant)
	app.theme.roles = newRoles()
	s := newStage(t, l)
	sc.play(s)
	settleLayout(s, l.size)
	return s, app.theme
}

func checkLayouts(t *testing.T, s *stage, sc scene, th *roleTheme) {
	t.Helper()
	refresh := s.window.words.T("list.refresh") // wherever it stands
	th.roles = nil
	th.Set(look.Choice{Mode: look.Light})
	restyleAll(s.app)
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

// checkThemes wants everything to have the colour of its role in every theme, and texts
// to stand out from what they stand on.
func checkThemes(t *testing.T, s *stage, th *roleTheme) {
	t.Helper()
	roles, want := th.roles, map[string]string{}
	for _, p := range palettes() {
		want[p.name] = outlined(p.name, outlineOf(s.canvas(), roles.in(p.theme, p.variant)))
	}
	th.roles = nil
	for _, p := range palettes() {
		*th.Theme = *p.theme
		restyleAll(s.app)
		if changes := golden.Changes(want[p.name], outlined(p.name, outlineOf(s.canvas(), exactPaint))); changes != "" {
			t.Errorf("%s: what differs does not have the colour of its role\n%s", p.name, changes)
		}
		report(t, p.name, inspect(s.canvas()).faintTexts(p.level.Text))
	}
}

// A themed is a theme of ours in one of its variants.
type themed struct {
	name    string
	theme   *look.Theme
	variant fyne.ThemeVariant
	level   wcag.Level
}

func palettes() []themed {
	of := func(name string, mode look.Mode, v fyne.ThemeVariant, level wcag.Level) themed {
		th := look.New(look.Choice{Mode: mode})
		th.Force(v)
		return themed{name, th, v, level}
	}
	return []themed{
		of("light", look.Light, theme.VariantLight, wcag.Ordinary),
		of("dark", look.Dark, theme.VariantDark, wcag.Ordinary),
		of("light, high contrast", look.HighContrast, theme.VariantLight, wcag.High),
		of("dark, high contrast", look.HighContrast, theme.VariantDark, wcag.High),
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

// settleLayout lays everything out again, as the window's own canvas does when a
// minimum size changes and the one for tests does not.
func settleLayout(s *stage, size fyne.Size) {
	for range 3 {
		s.front().Resize(size.AddWidthHeight(1, 1))
		s.front().Resize(size)
	}
}
