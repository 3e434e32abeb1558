package widgets

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"candidaturas/ui/look"
	"candidaturas/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// menuStage is a window with a button that opens a menu.
type menuStage struct {
	window fyne.Window
	button *MenuButton
	chosen []string
	passed []fyne.KeyName
}

// entry is one that notes its own choice.
func (s *menuStage) entry(label string) MenuEntry {
	return MenuEntry{Label: label, Action: func() { s.chosen = append(s.chosen, label) }}
}

func newMenuStage(t *testing.T, size fyne.Size, entries func(s *menuStage) []MenuEntry) *menuStage {
	t.Helper()
	s := &menuStage{}
	s.button = NewMenuButton(ButtonPlain, SymbolMenu, "Menú", uitest.Collect(&s.passed), func() []MenuEntry { return entries(s) })
	s.window = uitest.Placed(t, size, container.NewVBox(container.NewHBox(s.button)))
	return s
}

func offerEntries(s *menuStage) []MenuEntry {
	disabled, ticked := s.entry("Archivar"), s.entry("Etiquetas…")
	disabled.Disabled, ticked.Checked = true, true
	open := s.entry("Abrir en InfoJobs")
	open.Shortcut = "Ctrl+O"
	return []MenuEntry{open, s.entry("Copiar enlace"), {Separator: true}, disabled, ticked, s.entry("Índice")}
}

func (s *menuStage) canvas() fyne.Canvas { return s.window.Canvas() }
func (s *menuStage) menu() *Menu         { return s.button.Open }

func TestMenuKeys(t *testing.T) {
	s := newMenuStage(t, fyne.NewSize(400, 400), offerEntries)
	s.canvas().Focus(s.button)
	uitest.Key(s.button, fyne.KeyReturn)
	m := s.menu()
	if m == nil || s.canvas().Focused() != m {
		t.Fatalf("Enter opens nothing: the focus is on %T", s.canvas().Focused())
	}
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{
		{"", "Etiquetas…"}, // the ticked one
		{fyne.KeyDown, "Índice"},
		{fyne.KeyDown, "Abrir en InfoJobs"}, // round
		{fyne.KeyDown, "Copiar enlace"},
		{fyne.KeyDown, "Etiquetas…"}, // past the line and the disabled one
		{fyne.KeyUp, "Copiar enlace"},
		{fyne.KeyHome, "Abrir en InfoJobs"},
		{fyne.KeyUp, "Índice"},
		{fyne.KeyPageUp, "Abrir en InfoJobs"},
		{fyne.KeyEnd, "Índice"},
	} {
		if step.key != "" {
			uitest.Key(m, step.key)
		}
		if got := m.Entries[m.current].Label; got != step.want {
			t.Errorf("%s leads to %q, want %q", step.key, got, step.want)
		}
	}
	for range 3 {
		s.canvas().FocusNext()
		s.canvas().FocusPrevious()
	}
	if s.canvas().Focused() != m {
		t.Error("Tab leads out of the menu")
	}
	uitest.Key(m, fyne.KeyReturn)
	if fmt.Sprint(s.chosen) != "[Índice]" || m.isOpen() {
		t.Errorf("Enter chose %v, open: %t", s.chosen, m.isOpen())
	}
	if s.canvas().Focused() != s.button {
		t.Errorf("the focus is not back but on %T", s.canvas().Focused())
	}
}

func TestMenuEscape(t *testing.T) {
	s := newMenuStage(t, fyne.NewSize(400, 400), offerEntries)
	s.canvas().Focus(s.button)
	uitest.Key(s.button, fyne.KeyDown)
	uitest.Key(s.menu(), fyne.KeyEscape)
	if len(s.canvas().Overlays().List()) != 0 || s.canvas().Focused() != s.button || len(s.chosen) != 0 {
		t.Errorf("after Esc the focus is on %T, chosen: %v", s.canvas().Focused(), s.chosen)
	}
	s.menu().Close() // once more does no harm
	if len(s.passed) != 0 {
		t.Errorf("the window got %v", s.passed)
	}
}

// TestMenuActionMayOpenAModal: the focus then starts in it, and comes back to where
// the menu was opened.
func TestMenuActionMayOpenAModal(t *testing.T) {
	var m *Modal
	s := newMenuStage(t, fyne.NewSize(600, 400), func(s *menuStage) []MenuEntry {
		return []MenuEntry{{Label: "Preguntar…", Action: func() {
			m = ShowModal(s.canvas(), ModalSpec{Title: "¿Seguro?", Body: NewParagraph("Sí o no."), No: "No", Yes: "Sí", Accept: func(m *Modal) { m.Close() }})
		}}}
	})
	s.canvas().Focus(s.button)
	uitest.Key(s.button, fyne.KeyDown, fyne.KeyDown) // once is enough
	uitest.Key(s.menu(), fyne.KeyReturn)
	if m == nil || s.canvas().Focused() != m.No {
		t.Fatalf("the focus is on %T", s.canvas().Focused())
	}
	uitest.Key(m.No, fyne.KeyEscape)
	if s.canvas().Focused() != s.button {
		t.Errorf("the focus is not back but on %T", s.canvas().Focused())
	}
}

// TestMenuOverAModal gives the focus back to the modal, and goes with it.
func TestMenuOverAModal(t *testing.T) {
	var b *MenuButton
	w := uitest.Placed(t, fyne.NewSize(600, 400), container.NewVBox())
	b = NewMenuButton(ButtonPlain, "", "Elige", nil, func() []MenuEntry { return []MenuEntry{{Label: "Uno"}} })
	m := ShowModal(w.Canvas(), ModalSpec{Title: "Preguntas", Body: b, No: "Cerrar", First: b})
	uitest.Key(b, fyne.KeyDown)
	uitest.Key(b.Open, fyne.KeyReturn)
	if w.Canvas().Focused() != b || len(w.Canvas().Overlays().List()) != 1 {
		t.Errorf("the focus is on %T over %d overlays", w.Canvas().Focused(), len(w.Canvas().Overlays().List()))
	}
	uitest.Key(b, fyne.KeyDown)
	m.Close()
	b.Open.Close()
	if n := len(w.Canvas().Overlays().List()); n != 0 {
		t.Errorf("%d overlays are left", n)
	}
}

func TestMenuLetters(t *testing.T) {
	s := newMenuStage(t, fyne.NewSize(400, 400), func(s *menuStage) []MenuEntry {
		return []MenuEntry{s.entry("Activas"), s.entry("Archivar"), s.entry("Índice"), s.entry("«Industria»"), {Label: "Inactiva", Disabled: true}}
	})
	uitest.Key(s.button, fyne.KeyDown)
	m := s.menu()
	clock := time.Now()
	m.typed.now = func() time.Time { return clock }
	for _, step := range []struct {
		letters string
		pause   time.Duration
		want    string
	}{
		{"a", 0, "Archivar"}, // from the first, which holds
		{"a", 0, "Activas"},  // again: round
		{"i", 2 * time.Second, "Índice"},
		{"ndu", 0, "«Industria»"},
		{"x", 2 * time.Second, "«Industria»"}, // nothing begins with it
		{"IND", 2 * time.Second, "Índice"},
		{" ", 2 * time.Second, "Índice"},
	} {
		clock = clock.Add(step.pause)
		for _, r := range step.letters {
			m.TypedRune(r)
		}
		if got := m.Entries[m.current].Label; got != step.want {
			t.Errorf("%q leads to %q, want %q", step.letters, got, step.want)
		}
	}
}

func TestMenuMouse(t *testing.T) {
	s := newMenuStage(t, fyne.NewSize(400, 400), offerEntries)
	test.Tap(s.button)
	m := s.menu()
	if m == nil || !m.isOpen() {
		t.Fatal("a tap opens nothing")
	}
	uitest.TapMiddle(s.window, m.rows[3])
	uitest.TapMiddle(s.window, m.rows[2])
	if !m.isOpen() || len(s.chosen) != 0 {
		t.Error("a disabled entry or a line closes it")
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(m.rows[1]).AddXY(9, 9)
	test.MoveMouse(s.canvas(), at)
	if m.current != 1 {
		t.Errorf("under the mouse is entry %d", m.current)
	}
	uitest.Key(m, fyne.KeyDown)
	test.MoveMouse(s.canvas(), at.AddXY(1, 0))
	if m.current != 1 {
		t.Error("the mouse does not take it back from the keys")
	}
	uitest.TapMiddle(s.window, m.rows[1])
	if fmt.Sprint(s.chosen) != "[Copiar enlace]" || m.isOpen() || s.canvas().Focused() != s.button {
		t.Errorf("a tap chose %v; the focus is on %T", s.chosen, s.canvas().Focused())
	}
	test.Tap(s.button)
	test.TapCanvas(s.canvas(), fyne.NewPos(390, 390))
	if s.menu().isOpen() || len(s.chosen) != 1 {
		t.Error("a tap beside the menu does not just close it")
	}
	test.Tap(s.button)
	s.menu().TappedSecondary(nil)
	if s.menu().isOpen() {
		t.Error("the right button beside the menu does not close it")
	}
}

// TestMenuAtTheMouse opens where the right button was pressed, and gives the focus
// back to what had it.
func TestMenuAtTheMouse(t *testing.T) {
	s := newMenuStage(t, fyne.NewSize(400, 400), offerEntries)
	s.canvas().Focus(s.button)
	m := ShowMenuAt(s.canvas(), fyne.NewPos(120, 90), offerEntries(s))
	if at := m.scroll.Position(); at != fyne.NewPos(120, 90) {
		t.Errorf("it opens at %v", at)
	}
	uitest.Key(m, fyne.KeyHome, fyne.KeyReturn)
	if fmt.Sprint(s.chosen) != "[Abrir en InfoJobs]" || s.canvas().Focused() != s.button {
		t.Errorf("chosen: %v; the focus is on %T", s.chosen, s.canvas().Focused())
	}
}

func TestMenuStaysInTheWindow(t *testing.T) {
	const margin = menuMargin
	window := fyne.NewSize(360, 480)
	button := fyne.NewSize(100, 40)
	for name, c := range map[string]struct {
		at           fyne.Position
		beside, want fyne.Size
		place        fyne.Position
		size         fyne.Size
	}{
		"under":         {fyne.NewPos(20, 10), button, fyne.NewSize(150, 200), fyne.NewPos(20, 50), fyne.NewSize(150, 200)},
		"as wide":       {fyne.NewPos(20, 10), button, fyne.NewSize(50, 200), fyne.NewPos(20, 50), fyne.NewSize(100, 200)},
		"over":          {fyne.NewPos(20, 400), button, fyne.NewSize(150, 200), fyne.NewPos(20, 200), fyne.NewSize(150, 200)},
		"to the left":   {fyne.NewPos(300, 10), button, fyne.NewSize(150, 200), fyne.NewPos(360-margin-150, 50), fyne.NewSize(150, 200)},
		"too wide":      {fyne.NewPos(20, 10), button, fyne.NewSize(900, 200), fyne.NewPos(margin, 50), fyne.NewSize(360-2*margin, 200)},
		"too high":      {fyne.NewPos(20, 10), button, fyne.NewSize(150, 900), fyne.NewPos(20, 50), fyne.NewSize(150, 480-margin-50)},
		"too high over": {fyne.NewPos(20, 430), button, fyne.NewSize(150, 900), fyne.NewPos(20, margin), fyne.NewSize(150, 430-margin)},
		"at the mouse":  {fyne.NewPos(200, 300), fyne.Size{}, fyne.NewSize(150, 100), fyne.NewPos(200, 300), fyne.NewSize(150, 100)},
		"moved up":      {fyne.NewPos(200, 300), fyne.Size{}, fyne.NewSize(150, 400), fyne.NewPos(200, 480-margin-400), fyne.NewSize(150, 400)},
		"at the edge":   {fyne.NewPos(359, 479), fyne.Size{}, fyne.NewSize(900, 900), fyne.NewPos(margin, margin), fyne.NewSize(360-2*margin, 480-2*margin)},
	} {
		t.Run(name, func(t *testing.T) {
			place, size := placeMenu(c.at, c.beside, c.want, window)
			if place != c.place || size != c.size {
				t.Errorf("at %v with %v, want %v with %v", place, size, c.place, c.size)
			}
		})
	}
}

// TestMenuScrolls in the smallest window with the largest text.
func TestMenuScrolls(t *testing.T) {
	long := strings.Repeat("Una entrada muy larga ", 5)
	s := newMenuStage(t, uitest.Phone, func(s *menuStage) []MenuEntry {
		var entries []MenuEntry
		for i := range 30 {
			entries = append(entries, s.entry(fmt.Sprintf("%d %s", i, long)))
		}
		entries[0].Shortcut = "Ctrl+Mayús+C"
		return entries
	})
	test.ApplyTheme(t, uitest.At200())
	uitest.Key(s.button, fyne.KeyDown)
	m := s.menu()
	at, size := m.scroll.Position(), m.scroll.Size()
	if at.X < 0 || at.Y < 0 || at.X+size.Width > uitest.Phone.Width || at.Y+size.Height > uitest.Phone.Height {
		t.Errorf("it lies at %v with %v", at, size)
	}
	for _, k := range []fyne.KeyName{fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyDown, fyne.KeyHome} {
		uitest.Key(m, k)
		r := m.rows[m.current]
		top := r.Position().Y - m.scroll.Offset.Y
		if top < 0 || top+r.Size().Height > size.Height {
			t.Errorf("%s leads to entry %d, which is at %.0f of %.0f", k, m.current, top, size.Height)
		}
	}
	uitest.Within(t, m.rows[0])
	uitest.Within(t, m.rows[1])
	if got := uitest.Texts(m.rows[0]); len(got) < 2 || strings.Join(got, " ") != strings.TrimSpace(m.Entries[0].Label) {
		t.Errorf("the first entry says %q", got)
	}
	if h := m.rows[0].Size().Height; h < test.WidgetRenderer(m.rows[0]).(*menuRowRenderer).label.size().Height {
		t.Errorf("the first entry is %.0f high, less than its text", h)
	}
	test.Scroll(s.canvas(), at.AddXY(50, 50), 0, -200)
	if m.scroll.Offset.Y == 0 {
		t.Error("the wheel does not scroll it")
	}
}

func TestMenuShortcuts(t *testing.T) {
	s := newMenuStage(t, fyne.NewSize(400, 400), offerEntries)
	var got []string
	var handler fyne.ShortcutHandler
	handler.AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyO, Modifier: fyne.KeyModifierControl}, func(fyne.Shortcut) {
		got = append(got, "open")
	})
	field := NewEntry(nil, &handler)
	s.window.SetContent(container.NewVBox(field, s.button))
	s.canvas().Focus(field)
	m := ShowMenuAt(s.canvas(), fyne.Position{}, offerEntries(s))
	m.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyDown, Modifier: fyne.KeyModifierAlt})
	if !m.isOpen() {
		t.Error("what opened it closes it")
	}
	m.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyO, Modifier: fyne.KeyModifierControl})
	if m.isOpen() || len(got) != 1 {
		t.Errorf("the shortcut it shows does %v; open: %t", got, m.isOpen())
	}
}

func TestMenuIsAccessible(t *testing.T) {
	s := newMenuStage(t, fyne.NewSize(400, 400), offerEntries)
	uitest.Key(s.button, fyne.KeyDown)
	m := s.menu()
	if got := m.rows[0].AccessibilityLabel(); got != "Abrir en InfoJobs, Ctrl+O" {
		t.Errorf("an entry with a shortcut is %q", got)
	}
	if got := m.AccessibilityLabel(); got != "✓ Etiquetas…" {
		t.Errorf("the menu on a ticked entry is %q", got)
	}
	if m.rows[0].AccessibilityRole() != fyne.AccessibleRoleButton || m.AccessibilityRole() != fyne.AccessibleRoleContainer {
		t.Error("the roles are others")
	}
}

func TestMenuFollowsTheTheme(t *testing.T) {
	s := newMenuStage(t, fyne.NewSize(400, 400), offerEntries)
	uitest.Key(s.button, fyne.KeyDown)
	m := s.menu()
	back := test.WidgetRenderer(m).(*menuRenderer).back
	high := m.rows[0].Size().Height
	test.ApplyTheme(t, look.New(look.Choice{Mode: look.Dark}))
	if back.FillColor != uitest.DarkColor(theme.ColorNameMenuBackground) {
		t.Errorf("in the dark theme it is %v", back.FillColor)
	}
	var label *canvas.Text
	uitest.WalkVisible(m.rows[0], func(o fyne.CanvasObject) {
		if text, ok := o.(*canvas.Text); ok && label == nil {
			label = text
		}
	})
	if label.Color != uitest.DarkColor(theme.ColorNameForeground) {
		t.Errorf("its text is %v", label.Color)
	}
	test.ApplyTheme(t, uitest.At200())
	if now := m.rows[0].Size().Height; now <= high*1.4 {
		t.Errorf("with large text an entry is %.0f high after %.0f", now, high)
	}
}
