package widgets

import (
	"testing"

	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// TestEdges: in high contrast nothing is told by its ground alone.
func TestEdges(t *testing.T) {
	s := newTableStage(t, fyne.NewSize(400, 300), 9)
	s.table.Set(fourColumns, s.rows, "2", -1, false)
	plain, on := NewButton(ButtonPlain, "", "Pulsa", nil, nil), NewButton(ButtonChoice, "", "Todas", nil, nil)
	more := NewMenuButton(ButtonQuiet, "", "Más", nil, func() []MenuEntry { return []MenuEntry{{Label: "Uno", Checked: true}} })
	note := NewPanel(look.ColorWarnBack, 8, NewParagraph("Sin conexión."))
	on.SetOn(true)
	s.window.SetContent(container.NewVBox(plain, on, more, note, s.table))
	s.window.Resize(fyne.NewSize(400, 300))
	test.Tap(more)
	widths := func() map[string]float32 {
		button := func(b fyne.Widget) float32 { return test.WidgetRenderer(b).(*buttonRenderer).back.StrokeWidth }
		return map[string]float32{
			"a button":       button(plain),
			"a chosen one":   button(on),
			"a note":         test.WidgetRenderer(note).(*panelRenderer).back.StrokeWidth,
			"the chosen row": test.WidgetRenderer(s.row("2")).(*tableRowRenderer).ground.back.StrokeWidth,
			"a menu's entry": test.WidgetRenderer(more.Open.rows[0]).(*menuRowRenderer).back.StrokeWidth,
		}
	}
	for name, width := range widths() {
		if width != 0 {
			t.Errorf("usually %s has an edge of %.0f", name, width)
		}
	}
	test.ApplyTheme(t, look.New(look.Choice{Mode: look.HighContrast}))
	for name, width := range widths() {
		if width == 0 {
			t.Errorf("in high contrast %s has no edge", name)
		}
	}
	others := test.WidgetRenderer(s.row("3")).(*tableRowRenderer).ground.back
	if others.StrokeWidth != 0 {
		t.Error("a row that is not chosen has an edge")
	}
	if button := test.WidgetRenderer(more).(*buttonRenderer); button.back.StrokeWidth != 0 {
		t.Error("what has no ground has an edge")
	}
}
