package present

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"candidaturas/tracker"
)

func (s *stage) wantToast(key string, undo bool) {
	s.t.Helper()
	if got := s.apps.Toast; got.Text != s.word(key) || (got.Undo != "") != undo {
		s.t.Errorf("it is remarked %+v, want %q", got, s.word(key))
	}
}

func TestStar(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"), listed("b"))
		s.list().Marks.ToggleStar(s.chosen()) // nothing is chosen
		s.settle()
		s.open("a")
		s.list().Marks.ToggleStar(s.chosen())
		s.settle()
		if !s.apps.Detail.Starred {
			t.Error("not starred")
		}
		s.wantToast("did.starred", true)
		s.list().Marks.ToggleStar(s.chosen())
		s.list().Marks.ToggleStar(s.chosen()) // both before the list tells of the first
		s.list().Choose("b")
		s.settle()
		if s.apps.Detail.Starred || !s.conn.tracker.List().Find("a").Starred {
			t.Errorf("b %v, a %v", s.apps.Detail.Starred, s.conn.tracker.List().Find("a").Starred)
		}
		for range 3 {
			s.list().Remarks.Undo()
			s.settle()
		}
		if s.conn.tracker.List().Find("a").Starred {
			t.Error("taking three changes back leaves the star")
		}
	})
}

func TestR20MarkThatCannotBeKept(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a")).open("a")
		s.own.fail(nil, errors.Join(tracker.ErrStoreFull))
		s.list().Marks.ToggleStar(s.chosen())
		s.settle()
		if s.apps.Detail.Starred || s.apps.Toast.Text != "" || s.apps.CanUndo {
			t.Errorf("%v, %+v", s.apps.Detail.Starred, s.apps.Toast)
		}
		s.wantBanner(s.word("banner.storage_full"), true)
	})
}

// TestArchive goes on to the next of the list, so that the same key pressed again
// puts that one away.
func TestArchive(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"), listed("b"), listed("c"))
		s.open("b")
		s.list().Marks.ToggleArchive(s.chosen())
		s.settle()
		s.wantToast("did.archived", true)
		if s.apps.Selected != "c" || s.apps.Rows.Index("b") >= 0 {
			t.Errorf("%q is chosen", s.apps.Selected)
		}
		s.list().Marks.ToggleArchive(s.chosen())
		s.settle()
		if s.apps.Selected != "a" {
			t.Errorf("after the last one %q is chosen", s.apps.Selected)
		}
		s.list().Marks.ToggleArchive(s.chosen())
		s.settle()
		if s.apps.Selected != "a" || !s.apps.Detail.Archived || s.apps.Rows.Len() != 0 {
			t.Errorf("after all of them %q is chosen: %+v", s.apps.Selected, s.apps.Detail)
		}
		s.list().Marks.ToggleArchive(s.chosen()) // what is in sight, back from there
		s.settle()
		s.wantToast("did.unarchived", true)
		if s.apps.Detail.Archived || s.apps.Rows.Index("a") < 0 {
			t.Errorf("%+v", s.apps.Detail)
		}
		for range 3 {
			s.list().Remarks.Undo()
			s.settle()
		}
		if s.apps.Selected != "c" || s.apps.Rows.Index("c") < 0 || s.apps.Rows.Index("b") >= 0 {
			t.Errorf("taken back, %q is chosen", s.apps.Selected)
		}
	})
}

// TestLetGo: what the person has given up is among what has ended, says whose word that
// is, and is back as soon as something happens.
func TestLetGo(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		a, over := listed("a"), listed("over")
		over.Rejected = true
		s.signedIn(a, over).open("a")
		if !s.apps.Detail.CanLetGo || s.apps.Detail.LetGo {
			t.Fatalf("%+v", s.apps.Detail)
		}
		s.list().Marks.ToggleLetGo(s.chosen())
		s.settle()
		s.wantToast("did.let_go", true)
		d := s.apps.Detail
		if !d.LetGo || !d.CanLetGo || d.Status != "Dada por terminada · CV sin leer" || !slices.Contains(d.Lines, "En InfoJobs sigue en «CV recibido».") {
			t.Errorf("%+v", d)
		}
		if s.apps.Status.Counts != "2 candidaturas · 0 activas" {
			t.Errorf("%q", s.apps.Status.Counts)
		}
		s.list().Marks.ToggleLetGo(s.chosen())
		s.settle()
		s.wantToast("did.taken_up", true)
		if s.apps.Detail.LetGo || s.apps.Detail.Status != "CV recibido · CV sin leer" {
			t.Errorf("%+v", s.apps.Detail)
		}
		s.list().Remarks.Undo()
		s.settle()
		if !s.apps.Detail.LetGo {
			t.Error("it cannot be taken back")
		}
		s.pass(time.Hour)
		a.CVRead = &tracker.Event{Kind: tracker.KindCVRead, At: time.Now()}
		s.source.SetApplications(a, over)
		s.list().Downloads.Refresh()
		s.settle()
		if d := s.apps.Detail; d.LetGo || !strings.HasPrefix(d.Status, "CV leído") || s.apps.Status.Counts != "2 candidaturas · 1 activa" {
			t.Errorf("%q, %+v", s.apps.Status.Counts, d)
		}

		s.open("over")
		before := s.apps.Toast
		s.list().Marks.ToggleLetGo(s.chosen()) // it has ended without them
		s.settle()
		if s.apps.Detail.CanLetGo || s.apps.Toast != before {
			t.Errorf("%+v, %+v", s.apps.Detail, s.apps.Toast)
		}
	})
}

func TestSeen(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		a := listed("a")
		a.UnreadEvents = 1
		s.signedIn(a).open("a")
		if s.apps.Detail.Unseen {
			t.Fatal("looking at it does not mark it as seen")
		}
		s.list().Marks.ToggleSeen(s.chosen())
		s.settle()
		if !s.apps.Detail.Unseen || s.apps.Rows.Row(s.apps.Rows.Index("a")).New == "" {
			t.Errorf("%+v", s.apps.Detail)
		}
		s.wantToast("did.unseen", true)
		s.list().Remarks.Undo()
		s.settle()
		if s.apps.Detail.Unseen {
			t.Error("not taken back")
		}
		s.list().Marks.ToggleSeen(s.chosen())
		s.list().Marks.ToggleSeen(s.chosen())
		s.settle()
		s.wantToast("did.seen", true)
		if s.apps.Detail.Unseen {
			t.Error("still not seen")
		}
	})
}

// TestMarksOfAnother application leave the chosen one where it is, and what is unseen
// unseen; taken back, too.
func TestMarksOfAnother(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		b := listed("b")
		b.UnreadEvents = 1
		s.signedIn(listed("a"), b, listed("c")).open("a")
		asked := len(s.counting.details) + len(s.counting.timelines)
		for name, mark := range map[string]func(string){
			"star": s.list().Marks.ToggleStar, "let go": s.list().Marks.ToggleLetGo, "archive": s.list().Marks.ToggleArchive,
		} {
			for _, id := range []string{"b", "c"} {
				mark(id)
				s.settle()
				if s.chosen() != "a" || !s.conn.Tracker().List().Find("b").Unseen {
					t.Errorf("%s of %s: %q is chosen, unseen %v", name, id, s.chosen(), s.conn.Tracker().List().Find("b").Unseen)
				}
				s.list().Remarks.Undo()
				s.settle()
				if s.chosen() != "a" {
					t.Errorf("%s of %s taken back: %q is chosen", name, id, s.chosen())
				}
			}
		}
		if now := len(s.counting.details) + len(s.counting.timelines); now != asked {
			t.Errorf("InfoJobs was asked for %d more", now-asked)
		}
	})
}
