package widgets

import (
	"strings"
	"testing"

	"candidaturas/ui/look"
	"candidaturas/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func TestMenuButtonOpens(t *testing.T) {
	for name, open := range map[string]func(*MenuButton){
		"Enter": func(b *MenuButton) { uitest.Key(b, fyne.KeyReturn) },
		"Space": func(b *MenuButton) { uitest.Key(b, fyne.KeySpace) },
		"Down":  func(b *MenuButton) { uitest.Key(b, fyne.KeyDown) },
		"Alt+Down": func(b *MenuButton) {
			b.modifiers = func() fyne.KeyModifier { return fyne.KeyModifierAlt }
			b.KeyDown(&fyne.KeyEvent{Name: desktop.KeyAltLeft})
			b.KeyDown(&fyne.KeyEvent{Name: fyne.KeyDown})
		},
		"the mouse": func(b *MenuButton) { test.Tap(b) },
	} {
		t.Run(name, func(t *testing.T) {
			s := newMenuStage(t, fyne.NewSize(400, 400), offerEntries)
			s.canvas().Focus(s.button)
			open(s.button)
			if n := len(s.canvas().Overlays().List()); n != 1 {
				t.Fatalf("%d menus are open", n)
			}
			uitest.Key(s.menu(), fyne.KeyEscape)
			if s.canvas().Focused() != s.button {
				t.Errorf("the focus is not back but on %T", s.canvas().Focused())
			}
		})
	}
}

func TestMenuButtonKeepsToItself(t *testing.T) {
	s := newMenuStage(t, fyne.NewSize(400, 400), offerEntries)
	s.canvas().Focus(s.button)
	uitest.Key(s.button, fyne.KeyEscape, fyne.KeyF5)
	if len(s.passed) != 2 {
		t.Errorf("passed on: %v", s.passed)
	}
	s.button.KeyDown(&fyne.KeyEvent{Name: fyne.KeyDown}) // without Alt
	s.button.SetEnabled(false)
	uitest.Key(s.button, fyne.KeyReturn, fyne.KeyDown)
	test.Tap(s.button)
	if s.menu() != nil {
		t.Error("a disabled one opens")
	}
	if s.canvas().Focused() != nil {
		t.Error("a disabled one keeps the focus")
	}
}

// TestMenuButtonsOnlyTheMouseOpened start with no entry chosen.
func TestMenuButtonsFirstEntry(t *testing.T) {
	s := newMenuStage(t, fyne.NewSize(400, 400), func(s *menuStage) []MenuEntry {
		return []MenuEntry{{Label: "No hay", Disabled: true}, s.entry("Uno"), s.entry("Dos")}
	})
	test.Tap(s.button)
	if s.menu().current != -1 {
		t.Errorf("the mouse chose entry %d", s.menu().current)
	}
	uitest.Key(s.menu(), fyne.KeyUp)
	if s.menu().current != 2 {
		t.Errorf("Up chose entry %d", s.menu().current)
	}
	s.menu().Close()
	uitest.Key(s.button, fyne.KeyDown)
	if s.menu().current != 1 || !s.menu().byKeys {
		t.Errorf("the keys chose entry %d", s.menu().current)
	}
}

func TestMenuButtonShortensItsLabel(t *testing.T) {
	uitest.Placed(t, uitest.Phone, container.NewVBox())
	for name, th := range map[string]fyne.Theme{"100 %": look.New(look.Choice{}), "200 %": uitest.At200()} {
		t.Run(name, func(t *testing.T) {
			test.ApplyTheme(t, th)
			b := NewMenuButton(ButtonChoice, SymbolTag, "", nil, nil)
			uitest.PlacedAnew(t, uitest.Phone, container.NewVBox(container.NewHBox(b)))
			b.SetLabel(strings.Repeat("Etiqueta ", 20))
			b.Resize(b.MinSize())
			if w := b.MinSize().Width; w > look.Scaled(widestMenuButton) {
				t.Errorf("it is %.0f wide", w)
			}
			uitest.Within(t, b)
			if got := uitest.Texts(b); len(got) != 1 || !strings.HasSuffix(got[0], "…") {
				t.Errorf("it says %q", got)
			}
			b.SetLabel("Corta")
			b.Resize(b.MinSize())
			if got := uitest.Texts(b); got[0] != "Corta" {
				t.Errorf("it says %q", got)
			}
			if b.AccessibilityLabel() != "Corta" {
				t.Errorf("it is called %q", b.AccessibilityLabel())
			}
		})
	}
}
