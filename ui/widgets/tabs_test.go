package widgets

import (
	"fmt"
	"strings"
	"testing"

	"candidaturas/ui/look"
	"candidaturas/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func newTabsStage(t *testing.T, size fyne.Size) (w fyne.Window, bar *Tabs, chosen *[]int, passed *[]fyne.KeyName) {
	t.Helper()
	chosen, passed = new([]int), new([]fyne.KeyName)
	w = uitest.Placed(t, size, container.NewVBox())
	bar = NewTabs(uitest.Collect(passed), []string{"Actividad", "Oferta", "Notas", "Empresa"}, func(i int) { *chosen = append(*chosen, i) })
	after := NewButton(ButtonPlain, "", "Después", nil, nil)
	w.SetContent(NewStack(0, bar, container.NewHBox(after)))
	w.Resize(size)
	w.Canvas().Focus(bar)
	return w, bar, chosen, passed
}

func TestTabsKeys(t *testing.T) {
	_, bar, chosen, passed := newTabsStage(t, fyne.NewSize(500, 300))
	uitest.Key(bar, fyne.KeyLeft, fyne.KeyRight, fyne.KeyRight, fyne.KeyEnd, fyne.KeyRight, fyne.KeyLeft, fyne.KeyHome)
	if got := fmt.Sprint(*chosen); got != "[1 2 3 2 0]" {
		t.Errorf("chosen: %s", got)
	}
	uitest.Key(bar, fyne.KeyDown, fyne.KeyEscape)
	if len(*passed) != 2 {
		t.Errorf("passed on: %v", *passed)
	}
	bar.Set(2)
	if bar.selected != 2 || len(*chosen) != 5 {
		t.Error("setting it calls back, or does nothing")
	}
}

func TestTabsAreOneStopOfTheTabKey(t *testing.T) {
	w, bar, _, _ := newTabsStage(t, fyne.NewSize(500, 300))
	w.Canvas().FocusNext()
	if b, ok := w.Canvas().Focused().(*Button); !ok || b.Label != "Después" {
		t.Errorf("Tab leads to %T", w.Canvas().Focused())
	}
	w.Canvas().FocusPrevious()
	if w.Canvas().Focused() != bar {
		t.Errorf("Shift+Tab leads to %T", w.Canvas().Focused())
	}
	ring := test.WidgetRenderer(bar.bar[0]).(*tabRenderer).ring
	if ring.StrokeColor != uitest.LightColor(look.ColorFocusRing) {
		t.Error("the focus cannot be seen")
	}
	w.Canvas().FocusNext()
	if ring.StrokeColor == uitest.LightColor(look.ColorFocusRing) {
		t.Error("the ring stays without the focus")
	}
}

func TestTabsMouse(t *testing.T) {
	w, bar, chosen, _ := newTabsStage(t, fyne.NewSize(500, 300))
	w.Canvas().Unfocus()
	uitest.TapMiddle(w, bar.bar[2])
	uitest.TapMiddle(w, bar.bar[2])
	if fmt.Sprint(*chosen) != "[2]" || w.Canvas().Focused() != bar {
		t.Errorf("chosen: %v; the focus is on %T", *chosen, w.Canvas().Focused())
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(bar.bar[1]).AddXY(5, 5)
	test.MoveMouse(w.Canvas(), at)
	if !bar.bar[1].hovered {
		t.Error("the mouse over it does not show")
	}
}

// TestTabsFit in the smallest window with the largest text, and stay as they are
// when another one is chosen.
func TestTabsFit(t *testing.T) {
	w, bar, _, _ := newTabsStage(t, uitest.Phone)
	test.ApplyTheme(t, uitest.At200())
	bar.SetLabels([]string{"Actividad", "Oferta", "Notas (12)", strings.Repeat("Empresa ", 9)})
	w.Resize(uitest.Phone.AddWidthHeight(0, 1))
	w.Resize(uitest.Phone)
	for _, b := range bar.bar {
		if right := b.Position().X + b.Size().Width; right > uitest.Phone.Width {
			t.Errorf("%q reaches to %.0f", b.label, right)
		}
		if bottom := b.Position().Y + b.Size().Height; bottom > bar.Size().Height {
			t.Errorf("%q reaches down to %.0f of %.0f", b.label, bottom, bar.Size().Height)
		}
		uitest.Within(t, b)
	}
	before := bar.bar[3].Position()
	bar.Set(2)
	if bar.bar[3].Position() != before {
		t.Error("choosing one moves the others")
	}
}

func TestTabsTellAndFollowTheTheme(t *testing.T) {
	_, bar, _, _ := newTabsStage(t, fyne.NewSize(500, 300))
	if bar.AccessibilityLabel() != "Actividad" || bar.AccessibilityRole() != fyne.AccessibleRoleContainer {
		t.Errorf("the bar is called %q", bar.AccessibilityLabel())
	}
	bar.SetLabels([]string{"Actividad (2)", "Oferta"})
	if len(bar.bar) != 2 || bar.bar[0].AccessibilityLabel() != "Actividad (2)" || uitest.Texts(bar)[0] != "Actividad (2)" {
		t.Errorf("the tabs say %q", uitest.Texts(bar))
	}
	test.ApplyTheme(t, look.New(look.Choice{Mode: look.Dark}))
	r := test.WidgetRenderer(bar.bar[0]).(*tabRenderer)
	if r.text.Color != uitest.DarkColor(theme.ColorNameForeground) || r.mark.FillColor != uitest.DarkColor(theme.ColorNamePrimary) {
		t.Error("it keeps the colours of the light theme")
	}
}
