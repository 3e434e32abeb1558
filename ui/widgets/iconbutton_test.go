package widgets

import (
	"strings"
	"testing"

	"candidaturas/ui/look"
	"candidaturas/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// iconStage is a window with two icon buttons, of which one is in a corner.
type iconStage struct {
	window      fyne.Window
	star, close *IconButton
	tips        *Tooltips
	timers      uitest.Timers
	pressed     int
	passed      []fyne.KeyName
}

func newIconStage(t *testing.T, size fyne.Size) *iconStage {
	t.Helper()
	s := &iconStage{}
	s.window = uitest.Placed(t, size, container.NewVBox())
	s.tips = NewTooltips(s.timers.Start)
	s.star = NewIconButton(SymbolStar, "Marcar como favorita", uitest.Collect(&s.passed), func() { s.pressed++ })
	s.close = NewIconButton(symbolClear, "Cerrar el aviso", nil, nil)
	corner := container.NewHBox(s.close)
	content := container.New(Frame{}, container.NewHBox(s.star), corner, container.NewWithoutLayout())
	s.window.SetContent(container.NewStack(content, s.tips))
	s.window.Resize(size)
	return s
}

func (s *iconStage) over(o fyne.CanvasObject) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	test.MoveMouse(s.window.Canvas(), at.AddXY(10, 10))
}

func (s *iconStage) away() { test.MoveMouse(s.window.Canvas(), fyne.NewPos(150, 150)) }

func TestIconButtonKeysAndMouse(t *testing.T) {
	s := newIconStage(t, fyne.NewSize(300, 300))
	uitest.Key(s.star, fyne.KeyReturn, fyne.KeySpace, fyne.KeyEscape)
	test.Tap(s.star)
	if s.pressed != 3 || len(s.passed) != 1 {
		t.Errorf("pressed %d times, passed on %v", s.pressed, s.passed)
	}
	s.star.SetEnabled(false)
	uitest.Key(s.star, fyne.KeyReturn)
	test.Tap(s.star)
	if s.pressed != 3 {
		t.Error("a disabled one was pressed")
	}
	if s.star.AccessibilityLabel() != "Marcar como favorita" || s.star.AccessibilityRole() != fyne.AccessibleRoleButton {
		t.Errorf("it is called %q", s.star.AccessibilityLabel())
	}
}

func TestIconButtonIsLargeEnough(t *testing.T) {
	s := newIconStage(t, fyne.NewSize(300, 300))
	if m := s.star.MinSize(); m.Width < leastTarget || m.Height < leastTarget || m.Width != m.Height {
		t.Errorf("it is %v", m)
	}
	small := s.star.MinSize().Width
	test.ApplyTheme(t, uitest.At200())
	if s.star.MinSize().Width <= small {
		t.Error("it does not grow with the text")
	}
	test.ApplyTheme(t, uitest.InSize(80))
	if m := s.star.MinSize(); m.Width < leastTarget {
		t.Errorf("with small text it is %v", m)
	}
	if got := uitest.Texts(s.star); len(got) != 0 {
		t.Errorf("it says %q", got)
	}
}

func TestIconButtonStar(t *testing.T) {
	s := newIconStage(t, fyne.NewSize(300, 300))
	icon := test.WidgetRenderer(s.star).(*buttonRenderer).icon
	if !strings.HasSuffix(icon.Resource.Name(), "/star.svg") {
		t.Errorf("it shows %s", icon.Resource.Name())
	}
	s.star.SetOn(true)
	if !strings.HasSuffix(icon.Resource.Name(), "/star-on.svg") {
		t.Errorf("on, it shows %s", icon.Resource.Name())
	}
	name := icon.Resource.Name()
	test.ApplyTheme(t, look.New(look.Choice{Mode: look.Dark}))
	if icon.Resource.Name() == name {
		t.Error("it keeps the colour of the light theme")
	}
}

func TestNameUnderTheMouse(t *testing.T) {
	s := newIconStage(t, fyne.NewSize(300, 300))
	s.over(s.star)
	if s.tips.shown {
		t.Fatal("the name shows at once")
	}
	s.timers.Fire()
	if got := uitest.Texts(s.tips); len(got) != 1 || got[0] != "Marcar como favorita" {
		t.Fatalf("it shows %q", got)
	}
	s.star.SetName("Quitar de favoritas")
	if got := uitest.Texts(s.tips); got[0] != "Quitar de favoritas" {
		t.Errorf("with another name it shows %q", got)
	}
	s.away()
	if s.tips.shown {
		t.Error("it stays when the mouse has gone")
	}
	s.over(s.close)
	s.away()
	s.timers.Fire()
	if s.tips.shown || len(s.timers.Waiting) != 0 {
		t.Error("it shows after the mouse has gone")
	}
	s.over(s.close)
	s.over(s.star)
	s.timers.Fire()
	if got := uitest.Texts(s.tips); len(got) != 1 || got[0] != "Quitar de favoritas" {
		t.Errorf("over another one it shows %q", got)
	}
	test.Tap(s.star)
	if s.tips.shown {
		t.Error("it stays after a press")
	}
}

func TestNameWithTheFocus(t *testing.T) {
	s := newIconStage(t, fyne.NewSize(300, 300))
	s.window.Canvas().FocusNext()
	if !s.tips.shown || s.tips.owner != s.star {
		t.Fatal("the focus does not show the name")
	}
	s.window.Canvas().FocusNext()
	if s.tips.owner != s.close {
		t.Error("the name does not go on with the focus")
	}
	s.close.Hide()
	if s.tips.shown {
		t.Error("the name stays of a button that is hidden")
	}
	s.window.Canvas().Focus(s.star)
	s.window.Canvas().Unfocus()
	if s.tips.shown {
		t.Error("the name stays without the focus")
	}
}

// TestNameStaysInTheWindow, with the largest text too, and beside its button.
func TestNameStaysInTheWindow(t *testing.T) {
	for name, th := range map[string]fyne.Theme{"100 %": look.New(look.Choice{Mode: look.Light}), "200 %": uitest.At200()} {
		t.Run(name, func(t *testing.T) {
			s := newIconStage(t, fyne.NewSize(300, 300))
			test.ApplyTheme(t, th)
			s.star.SetName("Un nombre que es demasiado largo para caber en esta ventana")
			for _, b := range []*IconButton{s.star, s.close} {
				s.window.Canvas().Focus(b)
				uitest.Within(t, s.tips)
				back := test.WidgetRenderer(s.tips).(*tipsRenderer).back
				at, size := back.Position(), back.Size()
				if at.X < 0 || at.Y < 0 || at.X+size.Width > 300 || at.Y+size.Height > 300 {
					t.Errorf("it lies at %v with %v", at, size)
				}
				top := fyne.CurrentApp().Driver().AbsolutePositionForObject(b).Y
				if at.Y+size.Height > top+1 && at.Y < top+b.Size().Height-1 {
					t.Errorf("at %.0f to %.0f it covers its button, which begins at %.0f", at.Y, at.Y+size.Height, top)
				}
			}
		})
	}
}

// TestNameUnderAMenu: nothing shows under what lies over the window.
func TestNameUnderAMenu(t *testing.T) {
	s := newIconStage(t, fyne.NewSize(300, 300))
	more := NewMenuButton(ButtonIcon, SymbolMore, "Más", nil, func() []MenuEntry { return []MenuEntry{{Label: "Uno"}} })
	s.window.SetContent(container.NewStack(container.NewVBox(more), s.tips))
	s.window.Canvas().Focus(more)
	if got := uitest.Texts(s.tips); len(got) != 1 || got[0] != "Más" {
		t.Errorf("a menu's button shows %q", got)
	}
	uitest.Key(more, fyne.KeyReturn)
	if s.tips.shown {
		t.Error("the name stays under the menu")
	}
}

func TestNameWithoutALayer(t *testing.T) {
	b := NewIconButton(SymbolStar, "Favorita", nil, nil)
	w := uitest.Placed(t, fyne.NewSize(100, 100), b)
	w.Canvas().Focus(b)
	b.SetName("Otra")
	b.Hide()
}

// TestIconButtonFades while it can do nothing: it has no text to tell it by.
func TestIconButtonFades(t *testing.T) {
	b := NewIconButton(SymbolRefresh, "Actualizar", nil, nil)
	uitest.Placed(t, fyne.NewSize(200, 100), container.NewHBox(b))
	icon := test.WidgetRenderer(b).(*buttonRenderer).icon
	for _, enabled := range []bool{false, true} {
		b.SetEnabled(enabled)
		if faint := icon.Translucency > 0; faint == enabled {
			t.Errorf("enabled %v, it is faint: %v", enabled, faint)
		}
	}
}
