package present

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"candidaturas/tracker"
)

// filterStage is a list of applications that differ in what filters look at.
func filterStage(s *stage) *stage {
	apps := []tracker.Application{listed("a"), listed("b"), listed("c"), listed("d")}
	apps[0].Offer.Title, apps[0].Offer.Company = "Técnica de laboratorio", "Nortia"
	apps[1].Offer.Title, apps[1].Offer.Company = "Administrativo", "Alba"
	apps[1].CVRead = &tracker.Event{Kind: tracker.KindCVRead, At: time.Now().Add(-30 * time.Minute)}
	apps[2].Offer.Title, apps[2].Offer.Company = "Camarera", "Ópalo"
	apps[2].Rejected = true
	apps[3].Offer.Title, apps[3].Offer.Company = "Zapatero", "Miramar"
	return s.signedIn(apps...)
}

func (s *stage) listedIDs() []string {
	var ids []string
	if s.apps.Table != nil {
		for i := range s.apps.Table.Len() {
			ids = append(ids, s.apps.Table.ID(i))
		}
		return ids
	}
	for i := range s.apps.Rows.Len() {
		if id := s.apps.Rows.ID(i); id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

func (s *stage) wantIDs(what string, want ...string) {
	s.t.Helper()
	got := s.listedIDs()
	slices.Sort(got)
	if !slices.Equal(got, want) {
		s.t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func TestSearchAsItIsTyped(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		filterStage(s)
		s.list().Choose("d")
		s.settle()
		for _, tt := range []struct {
			typed string
			want  []string
		}{{"t", []string{"a"}}, {"tecn", []string{"a"}}, {"TÉCNICA nor", []string{"a"}}, {"a", []string{"b"}}} {
			s.list().Filters.Search(tt.typed)
			s.settle()
			want := slices.Clone(tt.want)
			slices.Sort(want)
			s.wantIDs(tt.typed, want...)
		}
		if s.apps.Selected != "d" || s.apps.Detail == nil {
			t.Error("the choice got lost")
		}
		if !strings.HasPrefix(s.apps.Status.Counts, "1 coincide") {
			t.Errorf("counts %q", s.apps.Status.Counts)
		}
		s.list().Filters.Search("nada de esto")
		s.settle()
		if e := s.apps.Empty; e == nil || e.Text != s.word("list.no_match", "Query", "nada de esto") || e.Action != EmptyClearFilters {
			t.Errorf("empty: %+v", e)
		}
		seq := s.apps.Filters.QuerySeq
		s.list().DoEmpty(EmptyClearFilters)
		s.settle()
		s.wantIDs("cleared", "a", "b", "d")
		if s.apps.Filters.QuerySeq == seq || s.apps.Filters.Query != "" {
			t.Error("the field keeps what was typed")
		}
	})
}

func TestFilters(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		filterStage(s)
		s.wantIDs("active", "a", "b", "d")
		s.list().Filters.SetScope("all")
		s.settle()
		s.wantIDs("all", "a", "b", "c", "d")
		s.list().Filters.ToggleStage("read")
		s.settle()
		s.wantIDs("read", "b")
		if f := s.apps.Filters; f.Stage != s.word("stage.read") || !f.StagesOn || !f.Narrowed {
			t.Errorf("%+v", f)
		}
		s.list().Filters.ToggleStage("rejected")
		s.settle()
		s.wantIDs("read or rejected", "b", "c")
		s.list().Filters.SetScope("")
		s.settle()
		s.wantIDs("what has ended is not active", "b")
		s.list().Filters.Clear()
		s.list().Filters.ToggleStage("rejected")
		s.settle()
		s.wantIDs("rejected ones are in the scope of all", "c")
		s.list().Filters.Clear()
		s.list().Filters.ToggleStarred()
		s.settle()
		if e := s.apps.Empty; e == nil || e.Text != s.word("list.no_match_filters") {
			t.Errorf("empty: %+v", e)
		}
		s.list().Choose("a")
		s.list().Marks.ToggleStar(s.chosen())
		s.settle()
		s.wantIDs("starred", "a")
		s.list().Filters.Clear()
		s.list().Filters.SetScope("archived")
		s.settle()
		if e := s.apps.Empty; e == nil || e.Text != s.word("list.none_archived") {
			t.Errorf("empty: %+v", e)
		}
	})
}

func TestFilterByTag(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		filterStage(s)
		s.list().Choose("b")
		s.settle()
		s.list().Tags.Add(s.chosen(), "Urgente")
		s.settle()
		if f := s.apps.Filters; len(f.Tags) != 1 || f.Tags[0].Key != "Urgente" {
			t.Fatalf("tags %+v", f.Tags)
		}
		s.list().Filters.ToggleTag("Urgente")
		s.settle()
		s.wantIDs("tagged", "b")
		s.list().Filters.Search("zapatero")
		s.settle()
		s.wantIDs("tagged and found")
		s.list().Filters.Search("")
		s.list().Filters.ToggleTag("Urgente")
		s.settle()
		s.wantIDs("no tag", "a", "b", "d")
	})
}

// TestUnseenFilterKeepsWhatIsBeingRead: else it would go away under the eyes of
// who chooses it.
func TestUnseenFilterKeepsWhatIsBeingRead(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		filterStage(s)
		for _, id := range []string{"a", "b"} {
			if err := s.conn.tracker.MarkSeen(context.Background(), id, false); err != nil {
				t.Fatal(err)
			}
		}
		s.list().Filters.ToggleUnseen()
		s.settle()
		s.wantIDs("unseen", "a", "b")
		s.list().Choose("a")
		s.settle()
		s.wantIDs("being read", "a", "b")
		s.list().Choose("b")
		s.settle()
		s.wantIDs("the next", "b")
	})
}

func TestOrders(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		filterStage(s)
		s.list().Filters.SortBy("company")
		s.settle()
		if got := s.listedIDs(); !slices.Equal(got, []string{"b", "d", "a"}) {
			t.Errorf("by company: %v", got)
		}
		if heading, _ := s.apps.Rows.Heading(0); heading != "Empresa · 3" {
			t.Errorf("heading %q", heading)
		}
		s.list().Filters.SortBy("company")
		s.settle()
		if got := s.listedIDs(); !slices.Equal(got, []string{"a", "d", "b"}) {
			t.Errorf("the other way round: %v", got)
		}
		s.list().Filters.SortBy("read")
		s.settle()
		if got := s.listedIDs(); got[0] != "b" || !s.apps.Order.Descending {
			t.Errorf("by reading: %v", got)
		}
		s.list().Filters.SortBy("")
		s.settle()
		if heading, _ := s.apps.Rows.Heading(0); heading != "CV leído · 1" {
			t.Errorf("back to groups: %q", heading)
		}
	})
}

func TestTable(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		filterStage(s)
		s.list().Filters.ToggleTable()
		s.settle()
		if s.apps.Table == nil || s.apps.Rows != nil || s.apps.Order != (tracker.Order{By: tracker.ColumnNews, Descending: true}) {
			t.Fatalf("table %v, order %+v", s.apps.Table, s.apps.Order)
		}
		if len(s.apps.Columns) != len(s.apps.Table.Cells(0)) {
			t.Errorf("%d columns, %d cells", len(s.apps.Columns), len(s.apps.Table.Cells(0)))
		}
		s.list().Filters.SortBy("title")
		s.settle()
		if got := s.listedIDs(); !slices.Equal(got, []string{"b", "a", "d"}) {
			t.Errorf("by title: %v", got)
		}
		cells := s.apps.Table.Cells(0)
		if cells[0] != "Administrativo" || cells[3] != s.word("stage.read") || cells[7] != "0" {
			t.Errorf("cells %q", cells)
		}
		table := s.apps.Table
		for i := range table.Len() {
			if cell := table.Cells(i)[0]; cell != table.Title(i) || (table.New(i) == s.word("list.new")) != table.Strong(i) {
				t.Errorf("row %d says %q, and is %q", i, cell, table.New(i))
			}
		}
		if got := s.apps.Table.Title(0); got != "Administrativo" {
			t.Errorf("found by %q", got)
		}
		s.list().Filters.ToggleTable()
		s.settle()
		if s.apps.Table != nil || s.apps.Rows == nil {
			t.Error("still a table")
		}
	})
}

// TestListIsAsItWasLeft in the next run, but for what was searched for. What is chosen
// there has not been looked at yet.
func TestListIsAsItWasLeft(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		filterStage(s)
		s.list().Filters.SetScope("all")
		s.list().Filters.SortBy("city")
		s.list().Filters.ToggleTable()
		s.list().Filters.ToggleStage("read")
		s.list().Filters.ToggleStage("rejected")
		s.list().Filters.ToggleTag("lab")
		s.list().Filters.ToggleUnseen()
		s.list().Filters.ToggleStarred()
		s.list().Filters.Search("algo")
		s.list().Choose("b")
		s.settle()
		wanted := s.shell.apps.Filters.query
		wanted.text = ""
		s.shell.KeepWindow(900, 700)
		s.shell.Close()
		if err := s.conn.tracker.MarkSeen(t.Context(), "b", false); err != nil {
			t.Fatal(err)
		}

		again := s.nextRun(s.shell.Settings())
		defer again.Close()
		if w := again.apps.Filters.query; w != wanted || !again.apps.Filters.table {
			t.Errorf("%+v, want %+v", w, wanted)
		}
		if id := again.apps.Chosen.id; id != "b" || again.apps.Chosen.kept == nil {
			t.Errorf("%q is chosen", id)
		}
		if !s.conn.tracker.List().Find("b").Unseen {
			t.Error("it counts as seen")
		}
	})
}

// TestListIsNotAsAnotherLeftIt: who signs out leaves nothing of what they looked at.
func TestListIsNotAsAnotherLeftIt(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		filterStage(s)
		s.list().Filters.ToggleTag("lab")
		s.list().Filters.ToggleUnseen()
		s.list().Choose("b")
		s.settle()
		s.shell.KeepWindow(900, 700)
		s.shell.SignOut(false)
		s.settle()
		if v := s.shell.Settings().View; v.Tag != "" || v.Unseen || v.Chosen != "" {
			t.Errorf("%+v", v)
		}
	})
}

// TestChosenBeforeIsGone: the application that was chosen may not be there any more,
// and the settings may be another version's.
func TestChosenBeforeIsGone(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		filterStage(s)
		kept := DefaultSettings()
		kept.View.Chosen, kept.View.Stages = "nobody", []string{"read", "promoted"}
		again := s.nextRun(kept)
		defer again.Close()
		if again.apps.Chosen.id != "" || again.apps.Chosen.fromLastRun != "" {
			t.Errorf("%+v is chosen", again.apps.Chosen)
		}
		if got := again.Settings().View.Stages; !slices.Equal(got, []string{"read"}) {
			t.Errorf("stages %q", got)
		}
	})
}

// nextRun is one with the same data.
func (s *stage) nextRun(kept Settings) *Shell {
	s.t.Helper()
	s.conn = s.connection(false)
	shell := NewShell(Options{
		Words: words(s.t, "es"), View: s, Dispatch: s.queue.Dispatch, Settings: keptSettings{kept},
		Platform: Platform{Now: time.Now}, Open: func(context.Context, bool) (Connection, error) { return s.conn, nil },
	})
	shell.Start()
	s.settle()
	s.pass(firstFrame)
	return shell
}

type keptSettings struct{ Settings }

func (k keptSettings) Load() (Settings, error) { return k.Settings, nil }
func (keptSettings) Save(Settings) error       { return nil }

func TestNextUnseen(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		filterStage(s)
		for _, id := range []string{"a", "d"} {
			if err := s.conn.tracker.MarkSeen(context.Background(), id, false); err != nil {
				t.Fatal(err)
			}
		}
		for _, table := range []bool{false, true} {
			if table {
				s.list().Filters.ToggleTable()
				s.settle()
			}
			var got []string
			for range 2 {
				s.list().NextUnseen()
				s.settle()
				got = append(got, s.apps.Selected)
			}
			slices.Sort(got)
			if !slices.Equal(got, []string{"a", "d"}) {
				t.Errorf("table %v: %v", table, got)
			}
			s.list().NextUnseen()
			s.settle()
			if s.apps.Toast.Text != s.word("news.no_more") {
				t.Errorf("toast %+v", s.apps.Toast)
			}
			for _, id := range []string{"a", "d"} {
				if err := s.conn.tracker.MarkSeen(context.Background(), id, false); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}
