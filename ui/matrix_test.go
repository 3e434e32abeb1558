package ui

import (
	"fmt"
	"image"
	"slices"
	"testing"

	"candidaturas/assets"
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
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
	for _, size := range []fyne.Size{phone, tablet, normal.size} {
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

// allLanguages are all there are.
func allLanguages(t testing.TB) []string {
	t.Helper()
	langs, err := present.Languages(assets.Translations)
	if err != nil {
		t.Fatal(err)
	}
	return langs
}

// restyle draws the window with a theme that has changed in place. It does what
// Fyne does when another theme is set, but for forgetting its fonts and all that it
// has measured, which is most of the work and the same for all of our themes.
func (s *stage) restyle() {
	restyle(s.canvas().Content())
	for _, o := range s.canvas().Overlays().List() {
		restyle(o)
	}
}

func restyle(o fyne.CanvasObject) {
	for _, child := range children(o) {
		restyle(child)
	}
	switch o := o.(type) {
	case *fyne.Container:
		if o.Layout != nil {
			o.Layout.Layout(o.Objects, o.Size())
		}
	case *scrollArea, *container.Scroll, *container.ThemeOverride:
		test.WidgetRenderer(o.(fyne.Widget)).Layout(o.Size())
	case *panel: // refreshing any of these would refresh all that is in it once more
		r := test.WidgetRenderer(o).(*panelRenderer)
		r.apply()
		r.Layout(o.Size())
	case fyne.Widget:
		test.WidgetRenderer(o).Layout(o.Size())
		o.Refresh()
	}
}

// TestLayouts checks every screen in every language in every window. Where things
// are does not depend on the colours, nor on how many pixels a unit has, so one
// colour and one scale do; the colours are looked at in one language and window.
func TestLayouts(t *testing.T) {
	if testing.Short() {
		t.Skip("it goes through every screen, as TestScreens does")
	}
	for _, sc := range scenes() {
		for i, lang := range allLanguages(t) {
			t.Run(sc.name+"-"+lang, func(t *testing.T) {
				s := newStage(t, sc.look(lang))
				sc.play(s)
				th := s.app.Settings().Theme().(*Theme)
				checkLayouts(t, s, sc, th)
				if i == 0 {
					checkColors(t, s, th)
				}
			})
		}
	}
}

func checkLayouts(t *testing.T, s *stage, sc scene, th *Theme) {
	t.Helper()
	refresh := s.window.words.T("list.refresh") // wherever it stands
	for _, f := range fits(sc) {
		if scale := float32(f.text) / 100; scale != th.text {
			th.text = scale
			s.restyle()
		}
		settleLayout(s, f.size)
		report(t, f.String(), inspect(s.canvas()).faults(refresh), focusFaults(s.canvas()))
	}
}

// checkColors compares every text with what it stands on, as it is drawn.
func checkColors(t *testing.T, s *stage, th *Theme) {
	t.Helper()
	for name, p := range palettes() {
		th.light = p.palette
		s.restyle()
		report(t, name, inspect(s.canvas()).faintTexts(p.level.text))
	}
}

// TestLookChangesAtOnce: another theme and another size of text draw what shows, and
// what is shown afterwards, as if they had held from the start.
func TestLookChangesAtOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("it draws, as TestScreens does")
	}
	var all []scene
	for _, sc := range scenes() {
		if slices.Contains([]string{"welcome", "code", "list-chosen", "table", "sign-out", "settings-general"}, sc.name) {
			all = append(all, sc)
		}
	}
	chosen := func() *Theme { return NewLookTheme(present.Look{Theme: present.ThemeContrast, TextSize: 175}) }
	for _, sc := range all {
		t.Run(sc.name, func(t *testing.T) {
			draw := func(s *stage) image.Image {
				settleLayout(s, sc.window())
				return s.canvas().Capture()
			}
			l := sc.look("es")
			l.theme = chosen()
			fresh := newStage(t, l)
			sc.play(fresh)
			want := draw(fresh)

			s := newStage(t, sc.look("es"))
			sc.play(s)
			settleLayout(s, sc.window())
			s.app.Settings().SetTheme(chosen())
			if part := difference(draw(s), want); part > 0.002 {
				t.Errorf("changed while it shows, %.2f %% of the picture differ from one that had the look from the start", part*100)
			}

			s = newStage(t, sc.look("es"))
			s.app.Settings().SetTheme(chosen())
			sc.play(s)
			if part := difference(draw(s), want); part > 0.002 {
				t.Errorf("changed before it shows, %.2f %% of the picture differ", part*100)
			}
		})
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
func (sc scene) look(lang string) look {
	l := normal
	l.lang, l.size, l.crash = lang, sc.window(), sc.crash
	return l
}
