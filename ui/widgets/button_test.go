package widgets

import (
	"testing"

	"candidaturas/ui/look"
	"candidaturas/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestButtonKeys(t *testing.T) {
	test.NewTempApp(t)
	test.ApplyTheme(t, look.New(look.Choice{Mode: look.Light}))
	pressed, passed := 0, []fyne.KeyName{}
	b := NewButton(ButtonPlain, "", "Pulsa", func(e *fyne.KeyEvent) { passed = append(passed, e.Name) }, func() { pressed++ })
	test.NewTempWindow(t, b)
	uitest.Key(b, fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace)
	test.Tap(b)
	if pressed != 4 {
		t.Errorf("Enter, Enter of the number pad, Space and a tap pressed %d times", pressed)
	}
	uitest.Key(b, fyne.KeyEscape, fyne.KeyF5)
	if len(passed) != 2 || passed[0] != fyne.KeyEscape {
		t.Errorf("unused keys passed on: %v", passed)
	}
	b.Disable()
	uitest.Key(b, fyne.KeyReturn)
	test.Tap(b)
	if pressed != 4 {
		t.Error("a disabled button was pressed")
	}
}

func TestButtonGivesFocusAwayWhenDisabled(t *testing.T) {
	test.NewTempApp(t)
	test.ApplyTheme(t, look.New(look.Choice{Mode: look.Light}))
	b := NewButton(ButtonPlain, "", "Pulsa", nil, nil)
	w := test.NewTempWindow(t, b)
	w.Canvas().Focus(b)
	b.Disable()
	if w.Canvas().Focused() != nil {
		t.Error("a disabled button keeps the focus")
	}
}
