package ui

import (
	"testing"

	"candidaturas/ui/present"
	"candidaturas/ui/uitest"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// newPanes are a list, a divider and a detail in a window of this size.
func newPanes(t *testing.T, size fyne.Size, rows bool) (m *masterDetail, o []fyne.CanvasObject, layOut func(fyne.Size)) {
	t.Helper()
	test.NewTempApp(t)
	m = &masterDetail{}
	m.divider = widgets.NewDivider("", nil, m.move, func() {})
	m.setRows(rows)
	o = []fyne.CanvasObject{canvas.NewRectangle(nil), m.divider, canvas.NewRectangle(nil)}
	layOut = func(size fyne.Size) { m.Layout(o, size) }
	layOut(size)
	return m, o, layOut
}

// TestPanesKeepTheirLeast, however far the divider is moved and whatever is kept.
func TestPanesKeepTheirLeast(t *testing.T) {
	for _, rows := range []bool{false, true} {
		for _, size := range []fyne.Size{{Width: 641, Height: 480}, {Width: 1080, Height: 720}, {Width: 1920, Height: 1080}} {
			m, o, layOut := newPanes(t, size, rows)
			length := func(i int) float32 {
				if rows {
					return o[i].Size().Height
				}
				return o[i].Size().Width
			}
			least := float32(leastPane)
			if rows {
				least = leastRows
			}
			least = min(least, m.length()/2) - widgets.DividerGrip
			check := func(what string) {
				t.Helper()
				layOut(size)
				if length(0) < least || length(2) < least {
					t.Errorf("%v, rows %v, %s: %.0f and %.0f", size, rows, what, length(0), length(2))
				}
				if sum := length(0) + length(1) + length(2); sum != m.length() {
					t.Errorf("%v, rows %v, %s: %.1f of %.1f", size, rows, what, sum, m.length())
				}
			}
			check("at first")
			m.move(5000)
			check("moved far")
			m.move(-5000)
			check("moved back")
			for _, part := range []float32{0.2, 0.8} {
				m.part = part
				check("kept")
			}
		}
	}
}

func TestPanesSideBySideStackedOrRows(t *testing.T) {
	m, o, layOut := newPanes(t, fyne.NewSize(1080, 720), false)
	var narrow []bool
	m.onNarrow = func(n bool) { narrow = append(narrow, n) }
	if m.stacked() || o[2].Position().X <= o[0].Size().Width || o[0].Size().Height != 720 {
		t.Errorf("side by side: %v, %v", o[0].Size(), o[2].Position())
	}
	layOut(fyne.NewSize(stackBelow-1, 720))
	if !m.stacked() || o[1].Visible() || o[2].Visible() || o[0].Size().Width != stackBelow-1 {
		t.Error("no room for both, and both show")
	}
	m.detail = true
	layOut(fyne.NewSize(360, 480))
	if o[0].Visible() || !o[2].Visible() || o[2].Size() != fyne.NewSize(360, 480) {
		t.Error("the detail does not show alone")
	}
	layOut(fyne.NewSize(1080, 720))
	if len(narrow) != 2 || !narrow[0] || narrow[1] || !o[0].Visible() || !o[1].Visible() {
		t.Errorf("told %v", narrow)
	}

	m, o, layOut = newPanes(t, fyne.NewSize(1080, 720), true)
	if o[2].Position().Y <= o[0].Size().Height || o[0].Size().Width != 1080 || m.divider.Upright {
		t.Errorf("the table is not above the detail: %v, %v", o[0].Size(), o[2].Position())
	}
	layOut(fyne.NewSize(1080, stackLowerThan-1))
	if !m.stacked() {
		t.Error("too low for both, and both show")
	}
}

// TestTableAloneUntilARowIsChosen: there is nothing to show under it before, and the
// focus goes nowhere that cannot be seen.
func TestTableAloneUntilARowIsChosen(t *testing.T) {
	s := newStage(t, normal).search().signedIn().asTable()
	settleLayout(s, normal.size)
	v := s.window.applications
	alone := func() bool { return !v.detail.object.Visible() && !v.divider.Visible() }
	if !alone() || v.panes.Objects[0].Size() != v.panes.Size() {
		t.Fatalf("with nothing chosen the table has %v of %v", v.panes.Objects[0].Size(), v.panes.Size())
	}
	s.window.focus(v.table)
	v.otherPane()
	if s.window.focused() != v.table {
		t.Errorf("the other pane is %T", s.window.focused())
	}
	uitest.Key(v.table, fyne.KeyEnd)
	settleLayout(s, normal.size)
	last := v.table.Rows.Index(v.table.Selected)
	if alone() || s.window.focused() != v.table || !v.table.Content.Shows(v.table.Top(last), v.table.Top(last+1)) {
		t.Errorf("the detail shows: %v; the focus is on %T; the table is at %.0f", !alone(), s.window.focused(), v.table.Scroll.Offset.Y)
	}
	for _, beside := range []fyne.Focusable{v.divider, v.detail.pane} {
		s.window.list().Choose("a1")
		s.window.focus(beside)
		s.window.list().Choose("")
		if !alone() || s.window.focused() != v.table {
			t.Errorf("with the choice gone from under %T the table is alone: %v, the focus on %T", beside, alone(), s.window.focused())
		}
	}
	settleLayout(s, uitest.Phone)
	s.window.focus(v.table)
	v.otherPane()
	settleLayout(s, normal.size)
	if !alone() || s.window.focused() != v.table {
		t.Errorf("widened, the table is alone: %v, the focus on %T", alone(), s.window.focused())
	}
}

// TestDividerMoves with the keys and with the mouse, and where it was left is kept.
func TestDividerMoves(t *testing.T) {
	s := newStage(t, normal).search().signedIn()
	settleLayout(s, normal.size)
	v := s.window.applications
	list := func() float32 { return v.listArea.Size().Width }
	before := list()
	s.window.focus(v.divider)
	uitest.Key(v.divider, fyne.KeyRight)
	if got := list() - before; got < widgets.DividerStep-1 || got > widgets.DividerStep+1 {
		t.Errorf("Right moves it by %.1f", got)
	}
	uitest.Key(v.divider, fyne.KeyLeft, fyne.KeyLeft)
	if list() >= before {
		t.Error("Left does not move it back")
	}
	uitest.Key(v.divider, fyne.KeyUp, fyne.KeyDown)
	s.window.focus(v.divider)
	before = list()
	v.divider.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(100, 40)})
	if got := list() - before; got < 99 || got > 101 {
		t.Errorf("dragging moves it by %.1f", got)
	}
	v.divider.DragEnd()
	want := v.split.part
	s.window.presenter.Close()
	if s.choices.settings == nil || s.choices.settings.View.Split != want {
		t.Fatalf("kept %+v", s.choices.settings)
	}
	next := s.restarted(t)
	if got := next.window.applications.split.part; got != want {
		t.Errorf("after a restart %.2f, want %.2f", got, want)
	}
}

// TestDividerOfATable moves up and down.
func TestDividerOfATable(t *testing.T) {
	s := newStage(t, normal).search().signedIn()
	s.window.list().Filters.ToggleTable()
	s.until("the table", func() bool { return s.window.applications.isTable })
	s.window.list().Choose("a1")
	settleLayout(s, normal.size)
	v := s.window.applications
	before := v.listArea.Size().Height
	uitest.Key(v.divider, fyne.KeyDown)
	if got := v.listArea.Size().Height - before; got < widgets.DividerStep-1 || got > widgets.DividerStep+1 {
		t.Errorf("Down moves it by %.1f", got)
	}
	v.divider.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(40, -widgets.DividerStep)})
	if got := v.listArea.Size().Height - before; got < -1 || got > 1 {
		t.Errorf("dragged back: off by %.1f", got)
	}
}

// TestMenuIsTheCommands, but for what is for the keys alone.
func TestMenuIsTheCommands(t *testing.T) {
	s := newStage(t, normal).search().signedIn()
	entries := s.window.menuEntries()
	byLabel := map[string]widgets.MenuEntry{}
	for i, e := range entries {
		byLabel[e.Label] = e
		if e.Separator && (i == 0 || i == len(entries)-1 || entries[i+1].Separator) {
			t.Errorf("a line at %d separates nothing", i)
		}
	}
	for _, c := range everyCommand(s.window) {
		e, there := byLabel[s.window.words.T(c.name)]
		if there == c.hidden {
			t.Errorf("%q is in the menu: %v", c.name, there)
			continue
		}
		if there && (e.Disabled == c.available() || e.Shortcut != chordText(s.window.words, c.chord)) {
			t.Errorf("%q: %+v", c.name, e)
		}
	}
	section := func() (applications, news bool) {
		for _, e := range s.window.menuEntries() {
			switch e.Label {
			case s.window.words.T("section.applications"):
				applications = e.Checked
			case s.window.words.T("news.title"):
				news = e.Checked
			}
		}
		return applications, news
	}
	if a, n := section(); !a || n {
		t.Error("the list is not ticked, or the news are")
	}
	s.window.list().ShowSection(present.SectionNews)
	if a, n := section(); a || !n {
		t.Error("the news are not ticked, or the list is")
	}
}

// TestMenuOpensByItsKey where there is one, and leaves the focus on its button.
func TestMenuOpensByItsKey(t *testing.T) {
	s := newStage(t, normal).search().signedIn()
	s.deliver(chord{fyne.KeyF10, 0})
	m, ok := s.window.focused().(*widgets.Menu)
	if !ok {
		t.Fatalf("F10 leads to %T", s.window.focused())
	}
	uitest.Key(m, fyne.KeyEscape)
	if s.window.focused() != s.window.applications.menu {
		t.Errorf("Esc leads to %T", s.window.focused())
	}
}

// TestMainMenuOfMac has every menu and leaves out what the toolkit adds.
func TestMainMenuOfMac(t *testing.T) {
	s := newStage(t, normal).start()
	bar := s.window.mainMenu()
	if len(bar.Items) != len(s.window.commands()) {
		t.Errorf("%d menus", len(bar.Items))
	}
	for _, m := range bar.Items {
		for _, item := range m.Items {
			if item.Label == s.window.words.T("toolkit.quit") {
				t.Error("two ways to quit")
			}
		}
	}
}

func TestNarrowWindowStacks(t *testing.T) {
	l := normal
	l.size = uitest.Phone
	s := newStage(t, l).search().signedIn()
	v := s.window.applications
	settleLayout(s, uitest.Phone)
	if v.detail.object.Visible() || !v.list.Visible() {
		t.Fatal("a narrow window shows both panes")
	}
	s.window.focus(v.list)
	uitest.Key(v.list, fyne.KeyDown, fyne.KeyReturn)
	if !v.detail.object.Visible() || !v.detail.back.Visible() {
		t.Fatal("Enter does not lead to the detail")
	}
	if s.window.focused() != v.detail.back {
		t.Errorf("the focus is on %T", s.window.focused())
	}
	uitest.Key(v.detail.back, fyne.KeyEscape)
	if v.detail.object.Visible() || s.window.focused() != v.list {
		t.Error("Esc does not lead back to the list")
	}
	settleLayout(s, normal.size)
	if !v.detail.object.Visible() || v.detail.back.Visible() {
		t.Error("a wide window does not show both panes, or offers a way back")
	}
}
