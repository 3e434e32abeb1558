package ui

import (
	"image/color"
	"strings"
	"testing"

	"candidaturas/ui/look"
	"candidaturas/ui/uitest/golden"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// TestOutlinesTell changes a screen in one way after the other: the outlines must tell
// each of them, and tell nothing else.
func TestOutlinesTell(t *testing.T) {
	app := newRoleApp(t)
	app.theme.roles = newRoles()
	for name, c := range map[string]struct {
		change func(*plantedScreen)
		says   []string
	}{
		"a control that moved":  {func(s *plantedScreen) { s.send.Move(fyne.NewPos(11, 50)) }, []string{"-  button 10,50 ", "+  button 11,50 "}},
		"one that is larger":    {func(s *plantedScreen) { s.send.Resize(fyne.NewSize(121, 40)) }, []string{"120×40", "121×40"}},
		"another word":          {func(s *plantedScreen) { s.label.SetText("Hola a todas") }, []string{`"Hola a todos"`, `"Hola a todas"`}},
		"a word that went":      {func(s *plantedScreen) { s.label.Hide() }, []string{`"Hola a todos"`}},
		"a focus that is lost":  {func(s *plantedScreen) { s.canvas.Unfocus() }, []string{"focused", "focusRing"}},
		"another role":          {func(s *plantedScreen) { s.mark.FillColor = role(app, look.ColorWarnBack) }, []string{"infoBack", "warnBack"}},
		"a colour of no role":   {func(s *plantedScreen) { s.mark.FillColor = color.Black }, []string{"infoBack", "#000000ff"}},
		"a line around":         {func(s *plantedScreen) { s.mark.StrokeColor, s.mark.StrokeWidth = role(app, look.ColorEdge), 1 }, []string{"line edge 1"}},
		"a missing icon":        {func(s *plantedScreen) { s.icon.Hide() }, []string{"warning warnText"}},
		"another icon":          {func(s *plantedScreen) { s.icon.Set(widgets.SymbolInfo, look.ColorWarnText) }, []string{"warning warnText", "info warnText"}},
		"an icon's other role":  {func(s *plantedScreen) { s.icon.Set(widgets.SymbolWarning, look.ColorMuted) }, []string{"warning warnText", "warning muted"}},
		"another size of text":  {func(s *plantedScreen) { s.title.TextSize = 18; s.title.Refresh() }, []string{"foreground 24", "foreground 18"}},
		"bold":                  {func(s *plantedScreen) { s.title.TextStyle.Bold = true; s.title.Refresh() }, []string{"24 bold"}},
		"one that is disabled":  {func(s *plantedScreen) { s.name.Disable() }, []string{"disabled"}},
		"one that wraps":        {func(s *plantedScreen) { s.label.Wrapping = fyne.TextWrapWord; s.label.Refresh() }, []string{"wraps"}},
		"what lies over it all": {func(s *plantedScreen) { s.canvas.Overlays().Add(widget.NewLabel("Encima")) }, []string{"+ layer", "Encima"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newPlantedScreen(t, app)
			before := s.outline(app)
			if again := s.outline(app); again != before {
				t.Fatalf("nothing has changed:\n%s", golden.Changes(before, again))
			}
			c.change(s)
			changes := golden.Changes(before, s.outline(app))
			for _, words := range c.says {
				if !strings.Contains(changes, words) {
					t.Errorf("nothing says %q, only\n%s", words, changes)
				}
			}
			for line := range strings.Lines(changes) {
				if line[0] != ' ' && strings.Contains(line, "Ahí sigue") {
					t.Errorf("what did not change is told: %s", line)
				}
			}
		})
	}
}

func role(app roleApp, name fyne.ThemeColorName) color.Color {
	return app.theme.Color(name, theme.VariantLight)
}

// A plantedScreen has one of what an outline tells of.
type plantedScreen struct {
	canvas fyne.Canvas
	title  *canvas.Text
	label  *widget.Label
	send   *widgets.Button
	name   *widget.Entry
	mark   *canvas.Rectangle
	icon   *widgets.SymbolIcon
}

func newPlantedScreen(t *testing.T, app roleApp) *plantedScreen {
	t.Helper()
	s := &plantedScreen{
		title: canvas.NewText("Título", role(app, theme.ColorNameForeground)),
		label: widget.NewLabel("Hola a todos"),
		send:  widgets.NewButton(widgets.ButtonPlain, "", "Enviar", nil, func() {}),
		name:  widget.NewEntry(),
		mark:  canvas.NewRectangle(role(app, look.ColorInfoBack)),
		icon:  widgets.NewSymbolIcon(widgets.SymbolWarning, look.ColorWarnText),
	}
	s.title.TextSize = 24
	still := []fyne.CanvasObject{widget.NewLabel("Ahí sigue 1"), widget.NewLabel("Ahí sigue 2"), widget.NewLabel("Ahí sigue 3")}
	w := test.NewTempWindow(t, nil)
	w.SetPadded(false)
	w.SetContent(container.NewWithoutLayout(append([]fyne.CanvasObject{s.title, s.label, s.send, s.name, s.mark, s.icon}, still...)...))
	w.Resize(fyne.NewSize(300, 400))
	for i, o := range append([]fyne.CanvasObject{s.title, s.label, s.send, s.name, s.mark, s.icon}, still...) {
		o.Resize(fyne.NewSize(120, 40))
		o.Move(fyne.NewPos(10, 25*float32(i)))
	}
	s.canvas = w.Canvas()
	s.canvas.Focus(s.send)
	return s
}

func (s *plantedScreen) outline(app roleApp) string {
	return outlined("es", outlineOf(s.canvas, app.theme.roles.paint))
}
