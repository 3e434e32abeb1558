package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// checkTexts fails for text that is wider or higher than the object it is in or
// that leaves the window. Widgets that shorten or scroll are the exception.
func checkTexts(t *testing.T, c fyne.Canvas) {
	t.Helper()
	roots := []fyne.CanvasObject{c.Content()}
	roots = append(roots, c.Overlays().List()...)
	for _, root := range roots {
		checkObject(t, root, fyne.Position{}, rect{0, 0, c.Size().Width, c.Size().Height})
	}
}

type rect struct{ x1, y1, x2, y2 float32 }

func checkObject(t *testing.T, o fyne.CanvasObject, at fyne.Position, window rect) {
	t.Helper()
	if !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	if text, ok := o.(*canvas.Text); ok && text.Text != "" {
		size := fyne.MeasureText(text.Text, text.TextSize, text.TextStyle)
		right := at.X + size.Width
		if text.Alignment == fyne.TextAlignCenter || text.Alignment == fyne.TextAlignTrailing {
			right = at.X + max(size.Width, text.Size().Width)
		}
		if right > window.x2+1 || at.X < window.x1-1 {
			t.Errorf("text %q reaches from %.0f to %.0f in a window %.0f wide", text.Text, at.X, right, window.x2)
		}
		if size.Width > text.Size().Width+1.5 {
			t.Errorf("text %q is %.0f wide in a box of %.0f", text.Text, size.Width, text.Size().Width)
		}
	}
	for _, child := range children(o) {
		checkObject(t, child, at, window)
	}
}

func children(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case fyne.Widget:
		return test.WidgetRenderer(o).Objects()
	}
	return nil
}
