package ui

import (
	"testing"

	"candidaturas/ui/uitest"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
)

func TestNoteAreaKeys(t *testing.T) {
	var passed []fyne.KeyName
	fired := 0
	var shortcuts fyne.ShortcutHandler
	shortcuts.AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyD, Modifier: fyne.KeyModifierControl}, func(fyne.Shortcut) { fired++ })
	w := uitest.Placed(t, fyne.NewSize(300, 200), container.NewVBox())
	left := 0
	a := newNoteArea("Nota", uitest.Collect(&passed), &shortcuts, func() { left++ })
	next := widgets.NewButton(widgets.ButtonPlain, "", "Guardar", nil, nil)
	w.SetContent(container.NewVBox(a, next))
	w.Canvas().Focus(a)
	a.TypedRune('a')
	uitest.Key(a, fyne.KeyReturn)
	a.TypedRune('b')
	if a.Text != "a\nb" {
		t.Errorf("it holds %q", a.Text)
	}
	if a.AcceptsTab() {
		t.Error("Tab stays in it")
	}
	uitest.Key(a, fyne.KeyEscape)
	a.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyD, Modifier: fyne.KeyModifierControl})
	if len(passed) != 1 || fired != 1 {
		t.Errorf("passed on: %v, shortcuts: %d", passed, fired)
	}
	if a.AccessibilityLabel() != "Nota" || a.AccessibilityRole() != fyne.AccessibleRoleText {
		t.Errorf("it is called %q", a.AccessibilityLabel())
	}
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != next || left != 1 {
		t.Errorf("the next is %T, left %d times", w.Canvas().Focused(), left)
	}
}
