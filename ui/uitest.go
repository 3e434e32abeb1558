package ui

import (
	"image/color"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// inSize is the light theme with text of so many percent.
func inSize(percent int) fyne.Theme {
	return New(Choice{Mode: Light, TextSize: percent})
}

// at200 is the light theme with the largest text.
func at200() fyne.Theme { return inSize(200) }

// placed shows an object in a window of a size, in the light theme.
func placed(t *testing.T, size fyne.Size, o fyne.CanvasObject) fyne.Window {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, New(Choice{Mode: Light}))
	return placedAnew(t, size, o)
}

// placedAnew keeps the app and the theme that a test has chosen.
func placedAnew(t *testing.T, size fyne.Size, o fyne.CanvasObject) fyne.Window {
	t.Helper()
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(size)
	return w
}

// texts are all that is written in an object, from the first to the last.
func texts(o fyne.CanvasObject) []string {
	var found []string
	walkVisible(o, func(o fyne.CanvasObject) {
		if text, ok := o.(*canvas.Text); ok && text.Text != "" {
			found = append(found, text.Text)
		}
	})
	return found
}

func walkVisible(o fyne.CanvasObject, do func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	do(o)
	if s, ok := o.(*container.Scroll); ok {
		walkVisible(s.Content, do)
		return
	}
	for _, child := range children(o) {
		walkVisible(child, do)
	}
}

// within fails for what is written beyond the edges of o.
func within(t *testing.T, o fyne.CanvasObject) {
	t.Helper()
	d := fyne.CurrentApp().Driver()
	left := d.AbsolutePositionForObject(o).X
	walkVisible(o, func(inner fyne.CanvasObject) {
		text, ok := inner.(*canvas.Text)
		if !ok || text.Text == "" {
			return
		}
		x := d.AbsolutePositionForObject(text).X
		if width := text.MinSize().Width; x < left-1 || x+width > left+o.Size().Width+1 {
			t.Errorf("%q reaches from %.0f to %.0f of %.0f", text.Text, x-left, x-left+width, o.Size().Width)
		}
	})
}

// collect returns a handler that keeps the names of the keys it gets.
func collect(into *[]fyne.KeyName) func(*fyne.KeyEvent) {
	return func(e *fyne.KeyEvent) { *into = append(*into, e.Name) }
}

// tapAt presses the left mouse button at the middle of an object.
func tapMiddle(w fyne.Window, o fyne.CanvasObject) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	test.TapCanvas(w.Canvas(), at.AddXY(o.Size().Width/2, o.Size().Height/2))
}

// timers stand in for time: they fire when a test says so.
type timers struct {
	waiting []*timer
}

type timer struct {
	after time.Duration
	do    func()
}

func (t *timers) start(d time.Duration, f func()) func() {
	one := &timer{d, f}
	t.waiting = append(t.waiting, one)
	return func() { t.waiting = slices.DeleteFunc(t.waiting, func(w *timer) bool { return w == one }) }
}

// fire lets the time pass that all of them wait for.
func (t *timers) fire() {
	waiting := t.waiting
	t.waiting = nil
	for _, w := range waiting {
		w.do()
	}
}

func key(f fyne.Focusable, names ...fyne.KeyName) {
	for _, n := range names {
		f.TypedKey(&fyne.KeyEvent{Name: n})
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

// phone and tablet are sizes of narrow windows.
var phone, tablet = fyne.NewSize(360, 480), fyne.NewSize(640, 480)

// lightColor and darkColor are what the theme draws with, light or dark.
func lightColor(n fyne.ThemeColorName) color.Color { return New(Choice{}).Color(n, theme.VariantLight) }

func darkColor(n fyne.ThemeColorName) color.Color { return New(Choice{}).Color(n, theme.VariantDark) }
