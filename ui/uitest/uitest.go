// Package uitest places controls in windows without a display and drives them, for the
// tests of ui and of ui/widgets. It knows no control of ours: their own tests use it.
package uitest

import (
	"image/color"
	"slices"
	"testing"
	"time"

	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// InSize is the light theme with text of so many percent.
func InSize(percent int) fyne.Theme {
	return look.New(look.Choice{Mode: look.Light, TextSize: percent})
}

// At200 is the light theme with the largest text.
func At200() fyne.Theme { return InSize(200) }

// Light starts an app in the light theme.
func Light(t *testing.T) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, look.New(look.Choice{Mode: look.Light}))
}

// Placed shows an object in a window of a size, in the light theme.
func Placed(t *testing.T, size fyne.Size, o fyne.CanvasObject) fyne.Window {
	t.Helper()
	Light(t)
	return PlacedAnew(t, size, o)
}

// PlacedAnew keeps the app and the theme that a test has chosen.
func PlacedAnew(t *testing.T, size fyne.Size, o fyne.CanvasObject) fyne.Window {
	t.Helper()
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(size)
	return w
}

// Texts are all that is written in an object, from the first to the last.
func Texts(o fyne.CanvasObject) []string {
	var found []string
	WalkVisible(o, func(o fyne.CanvasObject) {
		if text, ok := o.(*canvas.Text); ok && text.Text != "" {
			found = append(found, text.Text)
		}
	})
	return found
}

// WalkVisible goes through what shows in an object, from the outside in.
func WalkVisible(o fyne.CanvasObject, do func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	do(o)
	if s, ok := o.(*container.Scroll); ok {
		WalkVisible(s.Content, do)
		return
	}
	for _, child := range Children(o) {
		WalkVisible(child, do)
	}
}

// Within fails for what is written beyond the edges of o.
func Within(t *testing.T, o fyne.CanvasObject) {
	t.Helper()
	d := fyne.CurrentApp().Driver()
	left := d.AbsolutePositionForObject(o).X
	WalkVisible(o, func(inner fyne.CanvasObject) {
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

// Collect returns a handler that keeps the names of the keys it gets.
func Collect(into *[]fyne.KeyName) func(*fyne.KeyEvent) {
	return func(e *fyne.KeyEvent) { *into = append(*into, e.Name) }
}

// TapMiddle presses the left mouse button at the middle of an object.
func TapMiddle(w fyne.Window, o fyne.CanvasObject) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	test.TapCanvas(w.Canvas(), at.AddXY(o.Size().Width/2, o.Size().Height/2))
}

// Timers stand in for time: they fire when a test says so.
type Timers struct {
	Waiting []*timer
}

// A timer is one that has been started.
type timer struct {
	After time.Duration
	do    func()
}

// Start starts one, and returns what stops it.
func (t *Timers) Start(d time.Duration, f func()) func() {
	one := &timer{d, f}
	t.Waiting = append(t.Waiting, one)
	return func() { t.Waiting = slices.DeleteFunc(t.Waiting, func(w *timer) bool { return w == one }) }
}

// Fire lets the time pass that all of them wait for.
func (t *Timers) Fire() {
	waiting := t.Waiting
	t.Waiting = nil
	for _, w := range waiting {
		w.do()
	}
}

// Key presses keys, one after the other.
func Key(f fyne.Focusable, names ...fyne.KeyName) {
	for _, n := range names {
		f.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

// Children are the objects that one is drawn of.
func Children(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case fyne.Widget:
		return test.WidgetRenderer(o).Objects()
	}
	return nil
}

// The sizes of narrow windows.
var (
	Phone  = fyne.NewSize(360, 480)
	Tablet = fyne.NewSize(640, 480)
)

// LightColor is what the light theme draws with.
func LightColor(n fyne.ThemeColorName) color.Color {
	return look.New(look.Choice{}).Color(n, theme.VariantLight)
}

// DarkColor is what the dark theme draws with.
func DarkColor(n fyne.ThemeColorName) color.Color {
	return look.New(look.Choice{}).Color(n, theme.VariantDark)
}
