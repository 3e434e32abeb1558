package ui

import (
	"context"
	"slices"
	"sync/atomic"
	"testing"

	"candidaturas/tracker"
	"candidaturas/ui/present"
	"candidaturas/ui/present/presenttest"
	"candidaturas/ui/uitest"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// chosenID is the application whose detail shows, "" for none.
func (s *stage) chosenID() string {
	if d := s.window.applications.detail.shown; d != nil {
		return d.ID
	}
	return ""
}

// asked counts what InfoJobs is asked for of single applications.
type asked struct {
	*presenttest.Source
	n atomic.Int64
}

func (a *asked) Detail(ctx context.Context, id string) (tracker.Detail, error) {
	a.n.Add(1)
	return a.Source.Detail(ctx, id)
}

func (a *asked) Timeline(ctx context.Context, id string) ([]tracker.Event, error) {
	a.n.Add(1)
	return a.Source.Timeline(ctx, id)
}

func (a *asked) Offer(ctx context.Context, id string) (tracker.Offer, error) {
	a.n.Add(1)
	return a.Source.Offer(ctx, id)
}

// rowMenuStage has a2 chosen, and a3 with news, of which nobody has asked for all.
func rowMenuStage(t *testing.T, table bool) (*stage, *asked) {
	s := newStage(t, normal).search()
	source := &asked{Source: s.source}
	s.conn.tracker = presenttest.NewTracker(t, source, s.clock)
	s.source.Fail(nil, tracker.ErrOffline)
	s.signedIn()
	s.source.Fail(nil, nil)
	s.choose("a2")
	if table {
		s.asTable()
	}
	source.n.Store(0)
	return s, source
}

// rowOf is the row that shows an application.
func (s *stage) rowOf(id string) fyne.SecondaryTappable {
	s.t.Helper()
	v := s.window.applications
	if v.isTable {
		for _, o := range v.table.Content.Seen {
			if r := o.(*widgets.TableRow); r.ID == id {
				return r
			}
		}
	}
	for _, o := range v.list.content.Seen {
		if r := o.(*row); r.data.ID == id && !v.isTable {
			return r
		}
	}
	s.t.Fatalf("no row shows %q", id)
	return nil
}

// menuOf opens the menu of a row with the mouse.
func (s *stage) menuOf(id string) *widgets.Menu {
	s.t.Helper()
	s.rowOf(id).TappedSecondary(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(100, 200)})
	m, ok := s.canvas().Overlays().Top().(*widgets.Menu)
	if !ok {
		s.t.Fatal("it has no menu")
	}
	return m
}

// rowMenuCommands are those that act on the row and nothing else, with what tells that
// they have.
func rowMenuCommands() map[string]func(*stage, *tracker.Summary) bool {
	return map[string]func(*stage, *tracker.Summary) bool{
		"detail.open":      func(s *stage, _ *tracker.Summary) bool { return slices.Equal(s.opened, []string{offerOfA3}) },
		"detail.copy_link": func(s *stage, _ *tracker.Summary) bool { return s.clipboard == offerOfA3 },
		"menu.star":        func(_ *stage, a *tracker.Summary) bool { return a.Starred },
		"menu.let_go":      func(_ *stage, a *tracker.Summary) bool { return a.Stage == tracker.StageLetGo },
		"menu.archive":     func(_ *stage, a *tracker.Summary) bool { return a.Archived },
		"menu.seen":        func(_ *stage, a *tracker.Summary) bool { return !a.Unseen },
	}
}

const offerOfA3 = "https://www.infojobs.net/of-i0fa3"

// TestRowMenu: what the menu of a row does, it does to that row. The choice stays, what
// is unseen stays so, and InfoJobs is asked for nothing.
func TestRowMenu(t *testing.T) {
	for _, table := range []bool{false, true} {
		for name, done := range rowMenuCommands() {
			t.Run(name, func(t *testing.T) {
				s, source := rowMenuStage(t, table)
				find := func() *tracker.Summary { return s.conn.Tracker().List().Find("a3") }
				m := s.menuOf("a3")
				at := slices.IndexFunc(s.window.applicationCommands(s.window.chosen()), func(c command) bool { return c.name == name })
				if s.chosenID() != "a2" || !find().Unseen {
					t.Fatalf("its menu chooses %q", s.chosenID())
				}
				m.Choose(at)
				s.until(name, func() bool { return done(s, find()) })
				if s.chosenID() != "a2" || name != "menu.seen" && !find().Unseen || source.n.Load() != 0 {
					t.Errorf("%q is chosen, unseen %v, InfoJobs was asked %d times", s.chosenID(), find().Unseen, source.n.Load())
				}
			})
		}
	}
}

// TestRowMenuShows: what leads to a field of the detail chooses the row, and then asks.
func TestRowMenuShows(t *testing.T) {
	for _, name := range []string{"menu.note", "menu.tags"} {
		s, source := rowMenuStage(t, false)
		at := slices.IndexFunc(s.window.applicationCommands(s.window.chosen()), func(c command) bool { return c.name == name })
		s.menuOf("a3").Choose(at)
		s.until(name, func() bool { return s.chosenID() == "a3" && source.n.Load() > 0 })
	}
}

// TestRowMenuTellsOfTheRow whatever is chosen.
func TestRowMenuTellsOfTheRow(t *testing.T) {
	s, _ := rowMenuStage(t, false)
	s.window.list().Marks.ToggleStar("a2")
	s.until("the star", func() bool { return s.window.applications.detail.shown.Starred })
	labels := func(m *widgets.Menu) (all []string) {
		for _, e := range m.Entries {
			all = append(all, e.Label)
		}
		m.Close()
		return all
	}
	w := s.window.words
	if got := labels(s.menuOf("a2")); !slices.Contains(got, w.T("detail.unstar")) || !slices.Contains(got, w.T("detail.mark_unseen")) {
		t.Errorf("of a2: %q", got)
	}
	if got := labels(s.menuOf("a3")); !slices.Contains(got, w.T("detail.star")) || !slices.Contains(got, w.T("detail.mark_seen")) {
		t.Errorf("of a3: %q", got)
	}
}

// TestRowMenuKey opens the menu of the chosen row, in a list and in a table.
func TestRowMenuKey(t *testing.T) {
	for _, table := range []bool{false, true} {
		s, source := rowMenuStage(t, table)
		list := s.window.applications.current()
		s.window.focus(list)
		uitest.Key(list, desktop.KeyMenu)
		m, ok := s.canvas().Overlays().Top().(*widgets.Menu)
		if !ok {
			t.Fatal("the key opens no menu")
		}
		at := slices.IndexFunc(m.Entries, func(e widgets.MenuEntry) bool { return e.Label == s.window.words.T("detail.star") })
		m.Choose(at)
		s.until("the star", func() bool { return s.conn.Tracker().List().Find("a2").Starred })
		if s.chosenID() != "a2" || source.n.Load() != 0 {
			t.Errorf("%q is chosen, InfoJobs was asked %d times", s.chosenID(), source.n.Load())
		}
	}
}

// TestRowMenuOfNews is that of the application that a change is about; a folded line
// has none.
func TestRowMenuOfNews(t *testing.T) {
	s := newStage(t, normal).search().signedIn().choose("a2").showNews()
	rows := s.window.applications.list.rows
	for i := range rows.Len() {
		id := rows.ID(i)
		if id == "" {
			continue
		}
		actions, ok := s.window.list().Actions(id)
		if folds := rows.Row(i).Fold != present.FoldNone; ok == folds || ok && s.conn.Tracker().List().Find(actions.ID) == nil {
			t.Errorf("%q: %+v, %v", id, actions, ok)
		}
	}
	if s.chosenID() != "a2" {
		t.Errorf("%q is chosen", s.chosenID())
	}
}
