package widgets

import (
	"fmt"
	"slices"
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

// numbered are n rows whose IDs are their numbers.
type numberedRows struct {
	n, asked int
}

func (r *numberedRows) Len() int        { return r.n }
func (r *numberedRows) ID(i int) string { return fmt.Sprint(i) }
func (r *numberedRows) Index(id string) int {
	i := -1
	if _, err := fmt.Sscan(id, &i); err != nil || i >= r.n {
		return -1
	}
	return i
}

func (r *numberedRows) Cells(i int) []string {
	r.asked++
	return []string{fmt.Sprintf("Puesto %d", i), "Empresa", fmt.Sprint(i * 10), ""}
}

func (r *numberedRows) New(i int) string {
	if i == 1 {
		return "Nuevo"
	}
	return ""
}
func (r *numberedRows) Title(i int) string { return fmt.Sprintf("Puesto %d", i) }

// fewRows are rows by their first cell, which is their ID too.
type fewRows struct{ plainEntries }

func (r fewRows) Cells(i int) []string { return []string{r.plainEntries[i]} }
func (r fewRows) New(int) string       { return "" }
func (r fewRows) Title(i int) string   { return r.plainEntries[i] }

var fourColumns = []TableColumn{
	{Title: "Puesto", Width: 160, Grow: true},
	{Title: "Empresa", Width: 120},
	{Title: "Inscritos", Width: 90, Right: true},
	{Title: "", Width: 30},
}

type tableStage struct {
	t      *testing.T
	window fyne.Window
	table  *Table
	rows   *numberedRows

	chosen, opened, menus []string
	sorted                []int
	passed                []fyne.KeyName
}

func newTableStage(t *testing.T, size fyne.Size, n int) *tableStage {
	t.Helper()
	s := &tableStage{t: t, rows: &numberedRows{n: n}}
	s.window = uitest.Placed(t, size, container.NewVBox())
	s.table = NewTable(uitest.Collect(&s.passed),
		func(id string) { s.chosen = append(s.chosen, id) },
		func(id string) { s.opened = append(s.opened, id) },
		func(column int) { s.sorted = append(s.sorted, column) })
	s.table.OnMenu = func(id string, at fyne.Position) { s.menus = append(s.menus, id) }
	s.window.SetContent(container.NewStack(s.table))
	s.window.Resize(size)
	s.table.Set(fourColumns, s.rows, "", 0, false)
	return s
}

func (s *tableStage) canvas() fyne.Canvas { return s.window.Canvas() }

// row is the widget that draws a row, nil for one that does not show.
func (s *tableStage) row(id string) *TableRow {
	for _, o := range s.table.Content.Seen {
		if r := o.(*TableRow); r.ID == id {
			return r
		}
	}
	return nil
}

// inSight fails unless all of the chosen row shows.
func (s *tableStage) inSight(after string) {
	s.t.Helper()
	i := s.table.Rows.Index(s.table.Selected)
	top := s.table.Top(i) - s.table.Scroll.Offset.Y
	if top < -0.5 || top+s.table.metrics.rowH > s.table.Scroll.Size().Height+0.5 {
		s.t.Errorf("after %s row %d is at %.0f of %.0f", after, i, top, s.table.Scroll.Size().Height)
	}
}

func TestTableDrawsOnlyWhatShows(t *testing.T) {
	s := newTableStage(t, fyne.NewSize(700, 400), 100_000)
	if got := len(s.table.Content.Pool); got > 20 || got < 8 {
		t.Errorf("%d rows were made", got)
	}
	s.rows.asked = 0
	s.table.Set(fourColumns, s.rows, "", 1, true)
	s.table.TypedRune('z')
	if s.rows.asked > 20 {
		t.Errorf("drawing it and looking for a letter asks for the cells of %d rows", s.rows.asked)
	}
}

func TestTableKeys(t *testing.T) {
	s := newTableStage(t, fyne.NewSize(700, 400), 100)
	s.canvas().Focus(s.table)
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyDown, "0"},
		{fyne.KeyUp, "0"},
		{fyne.KeyDown, "1"},
		{fyne.KeyEnd, "99"},
		{fyne.KeyDown, "99"},
		{fyne.KeyHome, "0"},
		{fyne.KeyPageDown, fmt.Sprint(s.table.Content.Page(s.table.metrics.rowH))},
		{fyne.KeyPageUp, "0"},
	} {
		uitest.Key(s.table, step.key)
		if s.table.Selected != step.want {
			t.Errorf("%s leads to %q, want %q", step.key, s.table.Selected, step.want)
		}
		s.inSight(string(step.key))
	}
	uitest.Key(s.table, fyne.KeyReturn, fyne.KeySpace)
	if fmt.Sprint(s.opened) != "[0 0]" {
		t.Errorf("opened: %v", s.opened)
	}
	uitest.Key(s.table, fyne.KeyEscape, fyne.KeyLeft)
	if len(s.passed) != 2 {
		t.Errorf("passed on: %v", s.passed)
	}
	if n := len(s.chosen); n != 6 {
		t.Errorf("told of %d choices: %v", n, s.chosen)
	}
}

func TestTableWithoutRows(t *testing.T) {
	s := newTableStage(t, fyne.NewSize(700, 400), 0)
	s.canvas().Focus(s.table)
	uitest.Key(s.table, fyne.KeyDown, fyne.KeyEnd, fyne.KeyReturn, desktop.KeyMenu)
	s.table.TypedRune('p')
	s.table.Set(fourColumns, nil, "", -1, false)
	uitest.Key(s.table, fyne.KeyDown)
	if len(s.chosen)+len(s.opened)+len(s.menus) != 0 {
		t.Errorf("chosen %v, opened %v", s.chosen, s.opened)
	}
	fresh := NewTable(nil, nil, nil, nil)
	test.NewTempWindow(t, fresh)
	uitest.Key(fresh, fyne.KeyDown, fyne.KeyReturn, fyne.KeyF5)
	uitest.Key(fresh.head, fyne.KeyRight, fyne.KeyReturn)
	if got := fresh.AccessibilityLabel() + fresh.head.AccessibilityLabel(); got != "" {
		t.Errorf("an empty table is called %q", got)
	}
}

func TestTableLetters(t *testing.T) {
	s := newTableStage(t, fyne.NewSize(700, 400), 1)
	rows := fewRows{plainEntries{"Administrativo", "Técnica", "Ánima", "Teleoperador"}}
	s.table.Set(fourColumns, rows, "", -1, false)
	clock := time.Now()
	s.table.typed.now = func() time.Time { return clock }
	for _, step := range []struct{ letters, want string }{
		{"t", "Técnica"}, {"tel", "Teleoperador"}, {"a", "Administrativo"}, {"an", "Ánima"}, {"z", "Ánima"},
	} {
		clock = clock.Add(2 * time.Second)
		for _, r := range step.letters {
			s.table.TypedRune(r)
		}
		if s.table.Selected != step.want {
			t.Errorf("%q leads to %q, want %q", step.letters, s.table.Selected, step.want)
		}
	}
}

func TestTableMouse(t *testing.T) {
	s := newTableStage(t, fyne.NewSize(700, 400), 50)
	uitest.TapMiddle(s.window, s.row("3"))
	if fmt.Sprint(s.chosen, s.opened) != "[3] [3]" || s.canvas().Focused() != s.table {
		t.Errorf("chosen %v, opened %v, the focus is on %T", s.chosen, s.opened, s.canvas().Focused())
	}
	s.row("5").TappedSecondary(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(9, 9)})
	if s.table.Selected != "3" || fmt.Sprint(s.menus) != "[5]" || len(s.opened) != 1 {
		t.Errorf("the right button chooses %q and opens the menus of %v", s.table.Selected, s.menus)
	}
	uitest.Key(s.table, desktop.KeyMenu)
	if fmt.Sprint(s.menus) != "[5 3]" {
		t.Errorf("the menu key opens the menus of %v", s.menus)
	}
	r := s.row("7")
	test.MoveMouse(s.canvas(), fyne.CurrentApp().Driver().AbsolutePositionForObject(r).AddXY(30, 10))
	if !r.Hovered {
		t.Error("the mouse over it does not show")
	}
	test.Scroll(s.canvas(), fyne.NewPos(100, 200), 0, -300)
	if s.row("0") != nil || s.table.Scroll.Offset.Y == 0 {
		t.Error("the wheel does not scroll it")
	}
}

// TestTableKeepsTheChoice whatever the order becomes, and when there are others.
func TestTableKeepsTheChoice(t *testing.T) {
	s := newTableStage(t, fyne.NewSize(700, 300), 1)
	list := plainEntries{}
	for i := range 60 {
		list = append(list, fmt.Sprintf("fila %02d", i))
	}
	s.table.Set(fourColumns, fewRows{list}, "fila 02", 0, false)
	turned := slices.Clone(list)
	slices.Reverse(turned)
	s.table.Set(fourColumns, fewRows{turned}, "fila 02", 0, true)
	if s.table.Selected != "fila 02" || len(s.chosen) != 0 {
		t.Errorf("another order chooses %q and tells of %v", s.table.Selected, s.chosen)
	}
	s.table.FocusGained()
	s.inSight("the focus")
	if r := s.row("fila 02"); r == nil || !r.Selected || !r.Ringed {
		t.Error("the chosen row does not look like it")
	}
	s.table.FocusLost()
	if s.row("fila 02").Ringed {
		t.Error("without the focus it keeps its ring")
	}
	s.table.Set(fourColumns, fewRows{turned}, "fila 59", 0, true)
	s.inSight("another choice")
	s.table.Set(fourColumns, fewRows{list[:3]}, "fila 59", 0, true)
	uitest.Key(s.table, fyne.KeyDown)
	if s.table.Selected != "fila 00" {
		t.Errorf("after the chosen one has gone Down leads to %q", s.table.Selected)
	}
}

// TestTableKeepsTheChosenInView where it gets less room or larger text, but not from who
// has scrolled elsewhere.
func TestTableKeepsTheChosenInView(t *testing.T) {
	s := newTableStage(t, fyne.NewSize(700, 400), 100)
	for range 9 {
		uitest.Key(s.table, fyne.KeyDown)
	}
	s.window.Resize(fyne.NewSize(700, 200))
	s.inSight("a lower window")
	test.ApplyTheme(t, uitest.At200())
	s.inSight("larger text")
	s.table.Scroll.ScrollToOffset(fyne.NewPos(0, 2000))
	s.window.Resize(fyne.NewSize(700, 150))
	if at := s.table.Scroll.Offset.Y; at != 2000 {
		t.Errorf("who has scrolled on to 2000 is thrown back to %.0f", at)
	}
}

// TestTableMarksTheUnseen with a dot before the cells, which say what they always say.
func TestTableMarksTheUnseen(t *testing.T) {
	s := newTableStage(t, fyne.NewSize(700, 400), 3)
	for id, want := range map[string]bool{"0": false, "1": true} {
		r := test.WidgetRenderer(s.row(id)).(*tableRowRenderer)
		if r.dot.Visible() != want || r.texts[0].Text != "Puesto "+id {
			t.Errorf("row %s is marked: %v, and says %q", id, r.dot.Visible(), r.texts[0].Text)
		}
		if end := r.dot.Position().X + r.dot.Size().Width; end >= r.texts[0].Position().X || r.dot.Position().X < 4+4 {
			t.Errorf("the mark is at %.0f", r.dot.Position().X)
		}
	}
	want := "Nuevo: Puesto: Puesto 1, Empresa: Empresa, Inscritos: 10"
	if got := s.row("1").AccessibilityLabel(); got != want {
		t.Errorf("an unseen row is called %q", got)
	}
	s.table.Set(fourColumns, s.rows, "1", 0, false)
	if got := s.table.AccessibilityLabel(); got != want {
		t.Errorf("with an unseen row chosen the table is called %q", got)
	}
}

func TestTableHeadings(t *testing.T) {
	s := newTableStage(t, fyne.NewSize(700, 400), 50)
	s.canvas().Focus(s.table)
	s.canvas().FocusNext()
	head := s.table.head
	if s.canvas().Focused() != head {
		t.Fatalf("Tab leads to %T", s.canvas().Focused())
	}
	s.canvas().FocusNext()
	if s.canvas().Focused() != s.table {
		t.Errorf("the headings are more than one stop: %T", s.canvas().Focused())
	}
	s.canvas().FocusPrevious()
	uitest.Key(head, fyne.KeyReturn, fyne.KeyRight, fyne.KeySpace, fyne.KeyEnd, fyne.KeyRight, fyne.KeyReturn, fyne.KeyHome, fyne.KeyLeft, fyne.KeyReturn)
	if fmt.Sprint(s.sorted) != "[0 1 3 0]" {
		t.Errorf("ordered by %v", s.sorted)
	}
	uitest.Key(head, fyne.KeyEscape)
	if len(s.passed) != 1 {
		t.Errorf("passed on: %v", s.passed)
	}
	uitest.Key(head, fyne.KeyDown)
	if s.canvas().Focused() != s.table {
		t.Errorf("Down leads to %T", s.canvas().Focused())
	}
	uitest.TapMiddle(s.window, head.cells[2])
	if s.sorted[len(s.sorted)-1] != 2 || s.canvas().Focused() != head || head.active != 2 {
		t.Errorf("a tap orders by %v; the focus is on %T", s.sorted, s.canvas().Focused())
	}
}

func TestTableTellsTheOrder(t *testing.T) {
	s := newTableStage(t, fyne.NewSize(700, 400), 50)
	head := s.table.head
	mark := func(i int) string {
		r := test.WidgetRenderer(head.cells[i]).(*tableHeadingRenderer)
		if r.mark.Hidden {
			return ""
		}
		_, file, _ := strings.Cut(r.mark.Resource.Name(), "symbols/")
		return file
	}
	if mark(0) != "sort-up.svg" || mark(1) != "" || head.cells[0].AccessibilityLabel() != "Puesto ↑" {
		t.Errorf("the marks are %q and %q, the name %q", mark(0), mark(1), head.cells[0].AccessibilityLabel())
	}
	s.table.Set(fourColumns, s.rows, "", 1, true)
	if mark(0) != "" || mark(1) != "sort-down.svg" || head.cells[1].AccessibilityLabel() != "Empresa ↓" {
		t.Errorf("the marks are %q and %q, the name %q", mark(0), mark(1), head.cells[1].AccessibilityLabel())
	}
	s.table.Set(fourColumns, s.rows, "", -1, false)
	if mark(0)+mark(1) != "" {
		t.Error("a mark stays")
	}
}

// TestTableColumns: those that grow take what is left, and headings stand over
// their cells.
func TestTableColumns(t *testing.T) {
	s := newTableStage(t, fyne.NewSize(900, 400), 50)
	widths := func() (w []float32) {
		for i := range fourColumns {
			w = append(w, s.table.lefts[i+1]-s.table.lefts[i])
		}
		return w
	}
	inset := s.table.metrics.inset
	if got, want := fmt.Sprint(widths()), fmt.Sprint([]float32{900 - 2*inset - s.table.metrics.gutter - 240, 120, 90, 30}); got != want {
		t.Errorf("the columns are %s wide, want %s", got, want)
	}
	right := func(text *canvas.Text) float32 {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(text).X + text.MinSize().Width
	}
	number := test.WidgetRenderer(s.row("4")).(*tableRowRenderer).texts[2]
	heading := test.WidgetRenderer(s.table.head.cells[2]).(*tableHeadingRenderer).text
	if diff := right(number) - right(heading); diff > 1 || diff < -1 {
		t.Errorf("a number ends at %.0f, its heading at %.0f", right(number), right(heading))
	}
	if style := test.WidgetRenderer(s.row("1")).(*tableRowRenderer).texts[0].TextStyle; !style.Bold {
		t.Error("what is unseen is not bold")
	}
	if got := s.row("4").AccessibilityLabel(); got != "Puesto: Puesto 4, Empresa: Empresa, Inscritos: 40" {
		t.Errorf("a row is called %q", got)
	}
	s.table.Set(fourColumns[:2], s.rows, "4", -1, false)
	if len(s.table.head.cells) != 2 || len(uitest.Texts(s.row("4"))) != 2 {
		t.Errorf("with two columns a row says %q", uitest.Texts(s.row("4")))
	}
	if got := s.table.AccessibilityLabel(); got != "Puesto: Puesto 4, Empresa: Empresa" {
		t.Errorf("the table is called %q", got)
	}
}

// TestTableScrollsSideways in the smallest window with the largest text: with the
// keys of the rows, and with the focus of the headings, which stay over their
// cells.
func TestTableScrollsSideways(t *testing.T) {
	s := newTableStage(t, uitest.Phone, 50)
	test.ApplyTheme(t, uitest.At200())
	if got, want := s.table.lefts[1]-s.table.lefts[0], float32(320); got != want {
		t.Errorf("at 200 %% the first column is %.0f wide, want %.0f", got, want)
	}
	together := func(after string) {
		t.Helper()
		d := fyne.CurrentApp().Driver()
		cell := test.WidgetRenderer(s.row("0")).(*tableRowRenderer).texts[1]
		heading := s.table.head.cells[1]
		a, b := d.AbsolutePositionForObject(cell).X, d.AbsolutePositionForObject(heading).X+s.table.metrics.padX
		if a-b > 1 || b-a > 1 {
			t.Errorf("after %s the cell is at %.0f, its heading at %.0f", after, a, b)
		}
	}
	uitest.Key(s.table, fyne.KeyRight)
	if s.table.Scroll.Offset.X == 0 || len(s.passed) != 0 {
		t.Error("Right does not scroll it")
	}
	together("Right")
	uitest.Key(s.table, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight)
	if end := s.table.Scroll.Offset.X + s.table.Scroll.Size().Width; end != s.table.Content.Size().Width {
		t.Errorf("Right scrolls to %.0f of %.0f", end, s.table.Content.Size().Width)
	}
	s.canvas().Focus(s.table.head)
	if s.table.Scroll.Offset.X != 0 {
		t.Errorf("the first heading has the focus at %.0f", s.table.Scroll.Offset.X)
	}
	together("the focus of the headings")
	uitest.Key(s.table.head, fyne.KeyEnd)
	last := s.table.lefts[len(s.table.lefts)-1]
	if end := s.table.Scroll.Offset.X + s.table.Scroll.Size().Width; end < last-1 {
		t.Errorf("the last heading ends at %.0f, what shows at %.0f", last, end)
	}
	together("End")
	s.window.Resize(fyne.NewSize(1200, 480))
	if s.table.Scroll.Offset.X != 0 {
		t.Error("a wide window stays scrolled")
	}
	together("widening")
}

func TestTableShortens(t *testing.T) {
	s := newTableStage(t, fyne.NewSize(460, 300), 1)
	long := strings.Repeat("muy largo ", 20)
	columns := slices.Clone(fourColumns)
	columns[1].Title = long
	s.table.Set(columns, fewRows{plainEntries{long}}, "", 1, false)
	r := s.row(long)
	uitest.Within(t, r)
	if got := uitest.Texts(r); !strings.HasSuffix(got[0], "…") {
		t.Errorf("a row says %q", got)
	}
	uitest.Within(t, s.table.head.cells[1])
	if got := uitest.Texts(s.table.head.cells[1]); !strings.HasSuffix(got[0], "…") {
		t.Errorf("a heading says %q", got)
	}
}

func TestTableFollowsTheTheme(t *testing.T) {
	s := newTableStage(t, fyne.NewSize(700, 400), 50)
	s.table.Set(fourColumns, s.rows, "1", 0, false)
	test.ApplyTheme(t, look.New(look.Choice{Mode: look.Dark}))
	r := test.WidgetRenderer(s.row("1")).(*tableRowRenderer)
	if r.texts[0].Color != uitest.DarkColor(theme.ColorNameForeground) || r.ground.back.FillColor != uitest.DarkColor(look.ColorSelected) {
		t.Error("a row keeps the colours of the light theme")
	}
	heading := test.WidgetRenderer(s.table.head.cells[1]).(*tableHeadingRenderer)
	if heading.text.Color != uitest.DarkColor(look.ColorMuted) {
		t.Error("a heading keeps the colours of the light theme")
	}
	before := s.table.metrics.rowH
	test.ApplyTheme(t, uitest.At200())
	if now := s.row("1").Size().Height; now < before*1.4 {
		t.Errorf("with large text a row is %.0f high after %.0f", now, before)
	}
}
