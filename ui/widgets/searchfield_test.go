package widgets

import (
	"fmt"
	"testing"

	"candidaturas/ui/look"
	"candidaturas/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

type searchStage struct {
	window  fyne.Window
	field   *SearchField
	changes []string
	passed  []fyne.KeyName
	fired   int
}

func newSearchStage(t *testing.T, size fyne.Size) *searchStage {
	t.Helper()
	s := &searchStage{}
	s.window = uitest.Placed(t, size, container.NewVBox())
	var shortcuts fyne.ShortcutHandler
	shortcuts.AddShortcut(&desktop.CustomShortcut{KeyName: fyne.Key1, Modifier: fyne.KeyModifierControl}, func(fyne.Shortcut) { s.fired++ })
	s.field = NewSearchField(uitest.Collect(&s.passed), &shortcuts, "Buscar puesto, empresa, notas…", "Borrar la búsqueda", func(text string) { s.changes = append(s.changes, text) })
	s.window.SetContent(NewStack(0, s.field))
	s.window.Resize(size)
	s.window.Canvas().Focus(s.field)
	return s
}

func TestSearchFieldKeys(t *testing.T) {
	s := newSearchStage(t, fyne.NewSize(300, 200))
	for _, r := range "té" {
		s.field.TypedRune(r)
	}
	uitest.Key(s.field, fyne.KeyLeft, fyne.KeyBackspace)
	if got := fmt.Sprint(s.changes); got != "[t té é]" {
		t.Errorf("changes: %s", got)
	}
	uitest.Key(s.field, fyne.KeyDown, fyne.KeyReturn, fyne.KeyPageDown)
	if fmt.Sprint(s.passed) != "[Down Return Next]" || s.field.Text != "é" {
		t.Errorf("passed on: %v; the text is %q", s.passed, s.field.Text)
	}
	uitest.Key(s.field, fyne.KeyEscape)
	if s.field.Text != "" || s.changes[len(s.changes)-1] != "" || len(s.passed) != 3 {
		t.Errorf("Esc leaves %q and passes on %v", s.field.Text, s.passed)
	}
	uitest.Key(s.field, fyne.KeyEscape)
	if len(s.passed) != 4 {
		t.Error("Esc on an empty field is not passed on")
	}
	s.field.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.Key1, Modifier: fyne.KeyModifierControl})
	if s.fired != 1 {
		t.Error("the window's shortcuts are not passed on")
	}
}

func TestSearchFieldClear(t *testing.T) {
	s := newSearchStage(t, fyne.NewSize(300, 200))
	s.window.Canvas().FocusNext()
	if s.window.Canvas().Focused() != s.field || s.field.clear.Visible() {
		t.Error("there is a button to clear an empty field")
	}
	s.field.Set("técnica")
	if len(s.changes) != 0 || !s.field.clear.Visible() {
		t.Errorf("set tells of %v; the button shows: %t", s.changes, s.field.clear.Visible())
	}
	s.window.Canvas().FocusNext()
	if s.window.Canvas().Focused() != s.field.clear {
		t.Fatalf("Tab leads to %T", s.window.Canvas().Focused())
	}
	uitest.Key(s.field.clear, fyne.KeyReturn)
	if s.field.Text != "" || s.field.clear.Visible() || fmt.Sprint(s.changes) != "[]" {
		t.Errorf("the text is %q, changes: %q", s.field.Text, s.changes)
	}
	if s.window.Canvas().Focused() != s.field {
		t.Errorf("the focus is on %T", s.window.Canvas().Focused())
	}
	s.field.Set("otra")
	uitest.TapMiddle(s.window, s.field.clear)
	if s.field.Text != "" || s.window.Canvas().Focused() != s.field {
		t.Errorf("the mouse leaves %q and the focus on %T", s.field.Text, s.window.Canvas().Focused())
	}
}

// TestSearchFieldGrowsWithTheText, its icons included, and stays in its window.
func TestSearchFieldGrowsWithTheText(t *testing.T) {
	s := newSearchStage(t, uitest.Phone)
	small := s.field.MinSize().Height
	test.ApplyTheme(t, uitest.At200())
	s.field.Set("técnica de recursos humanos en cualquier parte")
	if now := s.field.MinSize().Height; now < small*1.4 {
		t.Errorf("it is %.0f high after %.0f", now, small)
	}
	if size := s.field.Theme().Size(theme.SizeNameInlineIcon); size < 28 {
		t.Errorf("its icon has a side of %.0f", size)
	}
	b := s.field.clear
	if right := b.Position().X + b.Size().Width; right > uitest.Phone.Width || b.Size().Width < leastTarget {
		t.Errorf("the button is %v and reaches to %.0f", b.Size(), right)
	}
}

func TestSearchFieldTellsAndFollowsTheTheme(t *testing.T) {
	s := newSearchStage(t, fyne.NewSize(300, 200))
	if s.field.AccessibilityLabel() != "Buscar puesto, empresa, notas…" || s.field.AccessibilityRole() != fyne.AccessibleRoleText {
		t.Errorf("it is called %q", s.field.AccessibilityLabel())
	}
	if s.field.clear.AccessibilityLabel() != "Borrar la búsqueda" {
		t.Errorf("the button is called %q", s.field.clear.AccessibilityLabel())
	}
	before := s.field.Icon.Name()
	test.ApplyTheme(t, look.New(look.Choice{Mode: look.Dark}))
	if s.field.Icon.Name() == before {
		t.Error("the magnifier keeps the colour of the light theme")
	}
}

// TestSearchFieldText stands in the middle of the field, which its button makes higher
// than its text.
func TestSearchFieldText(t *testing.T) {
	s := newSearchStage(t, fyne.NewSize(300, 200))
	s.field.SetText("recursos")
	s.field.Resize(s.field.MinSize().AddWidthHeight(100, 14))
	d := fyne.CurrentApp().Driver()
	middle := d.AbsolutePositionForObject(s.field).Y + s.field.Size().Height/2
	uitest.WalkVisible(s.field, func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *canvas.Text:
			if o.Text != "recursos" {
				return
			}
		case *canvas.Image:
		default:
			return
		}
		if at := d.AbsolutePositionForObject(o).Y + o.Size().Height/2; at < middle-1.5 || at > middle+1.5 {
			t.Errorf("the middle of %T is at %.1f, that of the field at %.1f", o, at, middle)
		}
	})
}
