package widgets

import (
	"testing"

	"candidaturas/ui/look"
	"candidaturas/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// reading is a page with a button at its top and one at its end, in a window that
// shows little of it.
func reading(t *testing.T) (w fyne.Window, area *ScrollArea, top, end *Button) {
	t.Helper()
	uitest.Light(t)
	top = NewButton(ButtonPlain, "", "Arriba", nil, func() {})
	end = NewButton(ButtonPlain, "", "Abajo", nil, func() {})
	page := NewStack(0, top)
	for range 30 {
		page.Add(NewParagraph("una línea"))
	}
	page.Add(end)
	area = NewScrollArea(page)
	w = test.NewTempWindow(t, NewPanel(look.ColorPane, 0, container.NewStack(area)))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(300, 200))
	return w, area, top, end
}

func TestFocusComesIntoView(t *testing.T) {
	w, area, top, end := reading(t)
	w.Canvas().Focus(end)
	if bottom := end.Position().Y + end.Size().Height; area.Offset.Y+area.Size().Height < bottom {
		t.Errorf("one sees down to %.0f, and the button reaches to %.0f", area.Offset.Y+area.Size().Height, bottom)
	}
	w.Canvas().Focus(top)
	if area.Offset.Y != 0 {
		t.Errorf("the first button is shown from %.0f on", area.Offset.Y)
	}
	w.Canvas().Focus(end)
	w.Resize(fyne.NewSize(300, 120))
	if bottom := end.Position().Y + end.Size().Height; area.Offset.Y+area.Size().Height < bottom {
		t.Error("a lower window hides the button that has the focus")
	}
}

// TestReadingIsNotInterrupted: Fyne gives the focus anew to what has it when the
// window comes to the front, which must not scroll back.
func TestReadingIsNotInterrupted(t *testing.T) {
	w, area, top, end := reading(t)
	w.Canvas().Focus(top)
	area.ScrollToOffset(fyne.NewPos(0, 300)) // the mouse
	top.FocusLost()
	top.FocusGained()
	if area.Offset.Y != 300 {
		t.Errorf("the page went to %.0f", area.Offset.Y)
	}
	w.Canvas().Focus(end)
	w.Canvas().Focus(top)
	if area.Offset.Y != 0 {
		t.Error("a button that gets the focus once more does not come into view")
	}
}

func TestSecretIsShownOnRequest(t *testing.T) {
	uitest.Light(t)
	e := NewSecretEntry(nil, &fyne.ShortcutHandler{}, "Mostrar", "Ocultar")
	w := test.NewTempWindow(t, e)
	w.Resize(fyne.NewSize(300, 60))
	eye := e.ActionItem.(*IconButton)
	if !e.Password || eye.AccessibilityLabel() != "Mostrar" {
		t.Fatalf("it can be read at first, or the button is called %q", eye.AccessibilityLabel())
	}
	uitest.Key(eye, fyne.KeyReturn)
	if e.Password || eye.AccessibilityLabel() != "Ocultar" {
		t.Errorf("it cannot be read, or the button is called %q", eye.AccessibilityLabel())
	}
	test.Tap(eye)
	if !e.Password {
		t.Error("it stays readable")
	}
}
