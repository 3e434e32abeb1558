package ui

import (
	"strings"
	"testing"

	"candidaturas/ui/look"
	"candidaturas/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

type toastStage struct {
	window fyne.Window
	toast  *toast
	timers uitest.Timers
	under  *button
	undone int
	passed []fyne.KeyName
}

func newToastStage(t *testing.T, size fyne.Size) *toastStage {
	t.Helper()
	s := &toastStage{}
	s.window = uitest.Placed(t, size, container.NewVBox())
	s.toast = newToast(s.timers.Start, uitest.Collect(&s.passed), func() { s.undone++ })
	s.under = newButton(buttonPlain, "", "Debajo", nil, nil)
	s.window.SetContent(container.NewStack(container.NewVBox(s.under), s.toast.object))
	s.window.Resize(size)
	return s
}

func (s *toastStage) visible() bool { return s.toast.box.Visible() }

func TestToastPasses(t *testing.T) {
	s := newToastStage(t, fyne.NewSize(400, 300))
	if s.visible() {
		t.Fatal("it shows nothing")
	}
	s.toast.show(1, "Archivada", "Deshacer")
	if !s.visible() || len(s.timers.Waiting) != 1 || s.timers.Waiting[0].After != toastTime {
		t.Fatalf("visible: %t, waiting: %v", s.visible(), s.timers.Waiting)
	}
	s.timers.Fire()
	if s.visible() {
		t.Error("it stays")
	}
	s.toast.show(1, "Archivada", "Deshacer")
	if s.visible() {
		t.Error("the same one came again")
	}
	s.toast.show(2, "Archivada", "")
	if !s.visible() || s.toast.box.undo.Visible() {
		t.Error("a new one does not show, or has a button without a label")
	}
	s.toast.show(3, "Exportadas 3", "Abrir")
	if got := s.toast.box.label.Text; got != "Exportadas 3" || len(s.timers.Waiting) != 1 {
		t.Errorf("it says %q, and %d timers wait", got, len(s.timers.Waiting))
	}
	s.toast.show(3, "", "")
	if s.visible() || len(s.timers.Waiting) != 0 {
		t.Error("without text it does not go")
	}
}

// TestToastWaits for who is with it.
func TestToastWaits(t *testing.T) {
	middle := func(o fyne.CanvasObject) fyne.Position {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).AddXY(12, o.Size().Height/2)
	}
	for name, with := range map[string]func(*toastStage) (away func()){
		"the mouse on it": func(s *toastStage) func() {
			test.MoveMouse(s.window.Canvas(), middle(s.toast.box))
			return func() { test.MoveMouse(s.window.Canvas(), fyne.NewPos(5, 5)) }
		},
		"the mouse on its button": func(s *toastStage) func() {
			test.MoveMouse(s.window.Canvas(), middle(s.toast.box))
			test.MoveMouse(s.window.Canvas(), middle(s.toast.box.undo))
			return func() { test.MoveMouse(s.window.Canvas(), fyne.NewPos(5, 5)) }
		},
		"the focus": func(s *toastStage) func() {
			s.window.Canvas().FocusNext()
			s.window.Canvas().FocusNext()
			return func() { s.window.Canvas().FocusNext() }
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newToastStage(t, fyne.NewSize(400, 300))
			s.toast.show(1, "Archivada", "Deshacer")
			away := with(s)
			if len(s.timers.Waiting) != 0 {
				t.Fatal("the time is counted")
			}
			away()
			if len(s.timers.Waiting) != 1 {
				t.Fatal("the time is not counted afterwards")
			}
			s.timers.Fire()
			if s.visible() {
				t.Error("it stays")
			}
		})
	}
}

func TestToastButton(t *testing.T) {
	s := newToastStage(t, fyne.NewSize(400, 300))
	s.toast.show(1, "Archivada", "Deshacer")
	uitest.TapMiddle(s.window, s.toast.box.undo)
	s.window.Canvas().Focus(s.toast.box.undo)
	uitest.Key(s.toast.box.undo, fyne.KeyReturn, fyne.KeyEscape)
	if s.undone != 2 || len(s.passed) != 1 {
		t.Errorf("undone %d times, passed on %v", s.undone, s.passed)
	}
	lost := 0
	s.toast.lost = func() { lost++; s.window.Canvas().Focus(s.under) }
	s.toast.show(2, "Recuperada", "")
	if lost != 1 || s.window.Canvas().Focused() != s.under {
		t.Errorf("the focus is on %T", s.window.Canvas().Focused())
	}
	s.toast.show(3, "Archivada", "Deshacer")
	s.window.Canvas().Focus(s.toast.box.undo)
	s.toast.show(3, "", "")
	if lost != 2 || len(s.timers.Waiting) != 0 {
		t.Errorf("lost the focus %d times; %d timers wait", lost, len(s.timers.Waiting))
	}
}

// TestToastLeavesTheRestAlone: beside it the window takes the mouse as always.
func TestToastLeavesTheRestAlone(t *testing.T) {
	s := newToastStage(t, fyne.NewSize(400, 300))
	pressed := 0
	s.under.action = func() { pressed++ }
	s.toast.show(1, "Archivada", "Deshacer")
	uitest.TapMiddle(s.window, s.under)
	if pressed != 1 {
		t.Error("what is under it cannot be pressed")
	}
}

// TestToastGivesWay to what has the focus, and comes back.
func TestToastGivesWay(t *testing.T) {
	s := newToastStage(t, fyne.NewSize(400, 300))
	end, tall := newButton(buttonPlain, "", "Al final", nil, nil), newButton(buttonPlain, "", "Hasta abajo", nil, nil)
	end.Resize(fyne.NewSize(200, 40))
	end.Move(fyne.NewPos(100, 250))
	tall.Resize(fyne.NewSize(400, 280))
	s.window.SetContent(container.NewStack(container.NewWithoutLayout(s.under, end, tall), s.toast.object))
	s.window.Resize(fyne.NewSize(400, 301))
	c := s.window.Canvas()
	c.Focus(end)
	s.toast.show(1, "Archivada", "Deshacer")
	bottom := func() float32 { return s.toast.box.Position().Y + s.toast.box.Size().Height }
	if bottom() > 250 {
		t.Errorf("it reaches down to %.0f, over what has the focus", bottom())
	}
	usual := float32(301 - toastMargin)
	for _, o := range []fyne.Focusable{s.under, tall} {
		c.Focus(o)
		if bottom() != usual {
			t.Errorf("it reaches down to %.0f, want %.0f", bottom(), usual)
		}
	}
	c.Focus(end)
	if bottom() > 250 {
		t.Errorf("it is over what has got the focus: down to %.0f", bottom())
	}
}

func TestToastFits(t *testing.T) {
	long := strings.Repeat("Has archivado una candidatura. ", 3)
	for name, c := range map[string]struct {
		size  fyne.Size
		theme fyne.Theme
		text  string
	}{
		"short":           {fyne.NewSize(900, 400), look.New(look.Choice{}), "Archivada"},
		"long":            {fyne.NewSize(900, 400), look.New(look.Choice{}), long},
		"narrow":          {uitest.Phone, look.New(look.Choice{}), long},
		"large":           {uitest.Phone, uitest.At200(), long},
		"large and short": {uitest.Phone, uitest.At200(), "Archivada"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newToastStage(t, c.size)
			test.ApplyTheme(t, c.theme)
			s.toast.show(1, c.text, "Deshacer")
			b := s.toast.box
			at, size := b.Position(), b.Size()
			if at.X < 0 || at.Y < 0 || at.X+size.Width > c.size.Width || at.Y+size.Height > c.size.Height {
				t.Errorf("it lies at %v with %v", at, size)
			}
			uitest.Within(t, b)
			if bottom := b.label.Position().Y + b.label.MinSize().Height; bottom > size.Height {
				t.Errorf("its text reaches down to %.0f of %.0f", bottom, size.Height)
			}
			side := b.label.Position().X + b.label.Size().Width
			if b.undo.Position().X < side-1 && b.undo.Position().Y < b.label.Position().Y+b.label.Size().Height-1 {
				t.Error("the button covers the text")
			}
			if b.AccessibilityLabel() != c.text || b.AccessibilityRole() != fyne.AccessibleRoleText {
				t.Errorf("it is called %q", b.AccessibilityLabel())
			}
		})
	}
}

func TestToastFollowsTheTheme(t *testing.T) {
	s := newToastStage(t, fyne.NewSize(400, 300))
	s.toast.show(1, "Archivada", "Deshacer")
	test.ApplyTheme(t, look.New(look.Choice{Mode: look.Dark}))
	if back := test.WidgetRenderer(s.toast.box).(*toastRenderer).back; back.FillColor != uitest.DarkColor(theme.ColorNameOverlayBackground) {
		t.Errorf("in the dark theme it is %v", back.FillColor)
	}
}
