package widgets

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
	toast  *Toast
	timers uitest.Timers
	under  *Button
	undone int
	passed []fyne.KeyName
}

func newToastStage(t *testing.T, size fyne.Size) *toastStage {
	t.Helper()
	s := &toastStage{}
	s.window = uitest.Placed(t, size, container.NewVBox())
	s.toast = NewToast(s.timers.Start, uitest.Collect(&s.passed), func() { s.undone++ })
	s.under = NewButton(ButtonPlain, "", "Debajo", nil, nil)
	s.window.SetContent(container.NewStack(container.NewVBox(s.under), s.toast.Object))
	s.window.Resize(size)
	return s
}

func (s *toastStage) visible() bool { return s.toast.Box.Visible() }

func TestToastPasses(t *testing.T) {
	s := newToastStage(t, fyne.NewSize(400, 300))
	if s.visible() {
		t.Fatal("it shows nothing")
	}
	s.toast.Show(1, "Archivada", "Deshacer")
	if !s.visible() || len(s.timers.Waiting) != 1 || s.timers.Waiting[0].After != toastTime {
		t.Fatalf("visible: %t, waiting: %v", s.visible(), s.timers.Waiting)
	}
	s.timers.Fire()
	if s.visible() {
		t.Error("it stays")
	}
	s.toast.Show(1, "Archivada", "Deshacer")
	if s.visible() {
		t.Error("the same one came again")
	}
	s.toast.Show(2, "Archivada", "")
	if !s.visible() || s.toast.Box.undo.Visible() {
		t.Error("a new one does not show, or has a button without a label")
	}
	s.toast.Show(3, "Exportadas 3", "Abrir")
	if got := s.toast.Box.label.Text; got != "Exportadas 3" || len(s.timers.Waiting) != 1 {
		t.Errorf("it says %q, and %d timers wait", got, len(s.timers.Waiting))
	}
	s.toast.Show(3, "", "")
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
			test.MoveMouse(s.window.Canvas(), middle(s.toast.Box))
			return func() { test.MoveMouse(s.window.Canvas(), fyne.NewPos(5, 5)) }
		},
		"the mouse on its button": func(s *toastStage) func() {
			test.MoveMouse(s.window.Canvas(), middle(s.toast.Box))
			test.MoveMouse(s.window.Canvas(), middle(s.toast.Box.undo))
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
			s.toast.Show(1, "Archivada", "Deshacer")
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
	s.toast.Show(1, "Archivada", "Deshacer")
	uitest.TapMiddle(s.window, s.toast.Box.undo)
	s.window.Canvas().Focus(s.toast.Box.undo)
	uitest.Key(s.toast.Box.undo, fyne.KeyReturn, fyne.KeyEscape)
	if s.undone != 2 || len(s.passed) != 1 {
		t.Errorf("undone %d times, passed on %v", s.undone, s.passed)
	}
	lost := 0
	s.toast.lost = func() { lost++; s.window.Canvas().Focus(s.under) }
	s.toast.Show(2, "Recuperada", "")
	if lost != 1 || s.window.Canvas().Focused() != s.under {
		t.Errorf("the focus is on %T", s.window.Canvas().Focused())
	}
	s.toast.Show(3, "Archivada", "Deshacer")
	s.window.Canvas().Focus(s.toast.Box.undo)
	s.toast.Show(3, "", "")
	if lost != 2 || len(s.timers.Waiting) != 0 {
		t.Errorf("lost the focus %d times; %d timers wait", lost, len(s.timers.Waiting))
	}
}

// TestToastLeavesTheRestAlone: beside it the window takes the mouse as always.
func TestToastLeavesTheRestAlone(t *testing.T) {
	s := newToastStage(t, fyne.NewSize(400, 300))
	pressed := 0
	s.under.Action = func() { pressed++ }
	s.toast.Show(1, "Archivada", "Deshacer")
	uitest.TapMiddle(s.window, s.under)
	if pressed != 1 {
		t.Error("what is under it cannot be pressed")
	}
}

// TestToastGivesWay to what has the focus, and comes back.
func TestToastGivesWay(t *testing.T) {
	s := newToastStage(t, fyne.NewSize(400, 300))
	end, tall := NewButton(ButtonPlain, "", "Al final", nil, nil), NewButton(ButtonPlain, "", "Hasta abajo", nil, nil)
	end.Resize(fyne.NewSize(200, 40))
	end.Move(fyne.NewPos(100, 250))
	tall.Resize(fyne.NewSize(400, 280))
	s.window.SetContent(container.NewStack(container.NewWithoutLayout(s.under, end, tall), s.toast.Object))
	s.window.Resize(fyne.NewSize(400, 301))
	c := s.window.Canvas()
	c.Focus(end)
	s.toast.Show(1, "Archivada", "Deshacer")
	bottom := func() float32 { return s.toast.Box.Position().Y + s.toast.Box.Size().Height }
	if bottom() > 250 {
		t.Errorf("it reaches down to %.0f, over what has the focus", bottom())
	}
	usual := float32(301 - ToastMargin)
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
			s.toast.Show(1, c.text, "Deshacer")
			b := s.toast.Box
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
	s.toast.Show(1, "Archivada", "Deshacer")
	test.ApplyTheme(t, look.New(look.Choice{Mode: look.Dark}))
	if back := test.WidgetRenderer(s.toast.Box).(*toastRenderer).back; back.FillColor != uitest.DarkColor(theme.ColorNameOverlayBackground) {
		t.Errorf("in the dark theme it is %v", back.FillColor)
	}
}
