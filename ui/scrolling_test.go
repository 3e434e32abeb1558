package ui

import (
	"strings"
	"testing"

	"candidaturas/ui/look"
	"candidaturas/ui/uitest"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// TestButtonsWrap: a label that is wider than its room goes on in another line.
func TestButtonsWrap(t *testing.T) {
	uitest.Light(t)
	pressed := 0
	b := widgets.NewButton(widgets.ButtonPrimary, widgets.SymbolOpen, "Abrir otra vez el navegador", nil, func() { pressed++ })
	w := test.NewTempWindow(t, container.NewStack(widgets.NewFlow(8, b, plainButton("No"))))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(400, 200))
	wide := b.Size()
	w.Resize(fyne.NewSize(150, 200))
	if b.Size().Width > 150 || b.Size().Height <= wide.Height {
		t.Errorf("in a width of 150 it is %v, before it was %v", b.Size(), wide)
	}
	mustBeRight(t, inspect(w.Canvas()).faults())
	test.Tap(b)
	if pressed != 1 {
		t.Error("it cannot be pressed")
	}
}

// TestModalKeepsItsButtonsInSight in the lowest of windows, with the largest text.
func TestModalKeepsItsButtonsInSight(t *testing.T) {
	l := normal
	l.size, l.theme = uitest.Phone, look.New(look.Choice{Mode: look.Light, TextSize: 200})
	s := newStage(t, l).start()
	m := widgets.ShowModal(s.canvas(), widgets.ModalSpec{
		Title: "Privacidad", No: "Cerrar", Yes: "Borrar todo",
		Body: widgets.NewParagraph(strings.Repeat("Los datos se quedan en este equipo. ", 40)), Accept: func(*widgets.Modal) {},
	})
	settleLayout(s, uitest.Phone)
	screen := inspect(s.canvas())
	for _, b := range []*widgets.Button{m.No, m.Yes} {
		report(t, b.Label, screen.hidden(screen.find(b)))
	}
	uitest.Key(m.No, fyne.KeyPageDown)
	if m.Cover.Body.Offset.Y == 0 {
		t.Error("the keys do not scroll the text")
	}
	uitest.Key(m.No, fyne.KeyHome)
	if m.Cover.Body.Offset.Y != 0 {
		t.Error("Home does not lead back to its beginning")
	}
}
