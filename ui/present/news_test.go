package present

import (
	"testing"
	"time"

	"candidaturas/auth"
	"candidaturas/tracker"
)

// happen has something happen to an application of the list, and brings the list
// up to date.
func (s *stage) happen(id string, kinds ...tracker.EventKind) {
	s.t.Helper()
	k, err := s.conn.tracker.Application(s.t.Context(), id)
	if err != nil || k == nil {
		s.t.Fatalf("%v, %v", k, err)
	}
	a, timeline := k.Application, k.Timeline
	for i, kind := range kinds {
		e := tracker.Event{Kind: kind, At: time.Now().Add(time.Duration(i) * time.Second)}
		timeline = append([]tracker.Event{e}, timeline...)
		a.LastEvent = &e
		a.Rejected = a.Rejected || kind == tracker.KindDiscarded
	}
	s.source.Add(a, timeline...)
	s.list().Downloads.Refresh()
	s.settle()
}

func TestNews(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"), listed("b"))
		if s.apps.News != "Novedades" || s.apps.CanMark {
			t.Errorf("at first: %q, can mark %v", s.apps.News, s.apps.CanMark)
		}
		s.pass(time.Minute)
		s.happen("a", tracker.KindInterviewed)
		if s.apps.News != "Novedades · 1" || !s.apps.CanMark || s.apps.Rows.Row(s.apps.Rows.Index("a")).New == "" {
			t.Errorf("%q, %+v", s.apps.News, s.apps.Rows.Row(s.apps.Rows.Index("a")))
		}
		s.list().ShowSection(SectionNews)
		s.settle()
		if got := s.apps.Rows.Row(1); got.Status != "Entrevista" || got.Title != "Oferta a" || got.New == "" {
			t.Fatalf("%+v", got)
		}
		if s.apps.Empty != nil || s.apps.Selected != "" {
			t.Errorf("%+v, %q is chosen", s.apps.Empty, s.apps.Selected)
		}
		id := s.apps.Rows.ID(1)
		s.list().Choose(id)
		s.settle()
		if s.apps.Selected != id || s.apps.Detail == nil || s.apps.Detail.ID != "a" {
			t.Errorf("%q is chosen, %+v", s.apps.Selected, s.apps.Detail)
		}
		// What is looked at is seen, and stays in the list.
		if s.apps.News != "Novedades" || s.apps.Rows.Row(1).New != "" || s.apps.CanMark {
			t.Errorf("%q, %+v", s.apps.News, s.apps.Rows.Row(1))
		}
		s.list().ShowSection(SectionApplications)
		if s.apps.Selected != "a" || s.apps.Rows.Index("a") < 0 {
			t.Errorf("back in the list %q is chosen", s.apps.Selected)
		}
		// Something else happens to what is chosen: looking at it is seeing it.
		s.pass(time.Minute)
		s.happen("a", tracker.KindFinalInterview)
		s.list().ShowSection(SectionNews)
		s.settle()
		if s.apps.News != "Novedades · 1" {
			t.Fatalf("%q", s.apps.News)
		}
		s.list().Choose(s.apps.Rows.ID(1))
		s.settle()
		if s.apps.News != "Novedades" {
			t.Errorf("what was chosen already is still unseen: %q", s.apps.News)
		}
	})
}

func TestMarkAllSeen(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"), listed("b"))
		s.pass(time.Minute)
		s.happen("a", tracker.KindCVRead, tracker.KindContinues)
		s.happen("b", tracker.KindCVRead)
		s.list().News.MarkAllSeen() // nothing was read yet, so nothing was shown
		s.settle()
		if s.apps.News != "Novedades · 3" {
			t.Errorf("%q", s.apps.News)
		}
		s.list().ShowSection(SectionNews)
		s.settle()
		s.list().News.MarkAllSeen()
		s.settle()
		if s.apps.News != "Novedades" || s.apps.CanMark || s.apps.Rows.Row(1).New != "" {
			t.Errorf("%q, %+v", s.apps.News, s.apps.Rows.Row(1))
		}
		s.list().ShowSection(SectionApplications)
		for _, id := range []string{"a", "b"} {
			if s.apps.Rows.Row(s.apps.Rows.Index(id)).New != "" {
				t.Errorf("%s is still new", id)
			}
		}
	})
}

func TestUnfold(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"), listed("b"))
		s.pass(time.Minute)
		s.happen("a", tracker.KindDiscarded)
		s.happen("b", tracker.KindDiscarded)
		s.list().ShowSection(SectionNews)
		s.settle()
		if n := s.apps.Rows.Len(); n != 2 {
			t.Fatalf("%q", lineUp(s.apps.Rows))
		}
		fold := s.apps.Rows.ID(1)
		s.list().Choose(fold)
		s.settle()
		if s.apps.Detail != nil || s.apps.Selected != fold {
			t.Errorf("choosing a folded line chose %+v", s.apps.Detail)
		}
		if !s.list().Unfold(fold) || s.apps.Rows.Len() != 4 || s.list().Unfold(s.apps.Rows.ID(2)) {
			t.Errorf("%q", lineUp(s.apps.Rows))
		}
		if !s.list().Unfold(fold) || s.apps.Rows.Len() != 2 {
			t.Errorf("folded again: %q", lineUp(s.apps.Rows))
		}
		s.list().ShowSection(SectionApplications)
		if s.list().Unfold(fold) {
			t.Error("it is unfolded where it does not show")
		}
	})
}

func TestNewsEmpty(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"))
		checked := time.Now()
		s.pass(5 * time.Minute)
		s.list().ShowSection(SectionNews)
		s.settle()
		want := "No hay novedades. Última comprobación: hoy a las " + checked.Format("15:04") + ". Próxima: " + checked.Add(30*time.Minute).Format("15:04") + "."
		if s.apps.Empty == nil || s.apps.Empty.Text != want || s.apps.Rows.Len() != 0 {
			t.Fatalf("%+v, want %q", s.apps.Empty, want)
		}
		lists := s.lists()
		s.list().DoEmpty(s.apps.Empty.Action)
		s.settle()
		if s.lists() != lists+1 {
			t.Errorf("%d requests", s.lists()-lists)
		}
	})
}

// TestFirstDownloadIsNoNews: what was there before the app is not told.
func TestFirstDownloadIsNoNews(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		a := listed("a")
		a.UnreadEvents = 2
		s.signedIn(a, listed("b"))
		s.list().ShowSection(SectionNews)
		s.settle()
		if s.apps.Rows.Len() != 0 || s.apps.News != "Novedades" {
			t.Errorf("%q, %q", lineUp(s.apps.Rows), s.apps.News)
		}
	})
}

// TestChosenFollowsTheSync: what a check brings shows in the detail that is open.
func TestChosenFollowsTheSync(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"), listed("b"))
		s.list().Choose("a")
		s.pass(time.Minute)
		before := len(s.apps.Detail.Events)
		s.happen("a", tracker.KindInterviewed)
		if len(s.apps.Detail.Events) != before+1 || s.apps.Detail.Status != "Entrevista · CV sin leer" {
			t.Errorf("%+v", s.apps.Detail)
		}
	})
}

func TestCheckOnFocus(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.shell.Focused() // nothing is open yet
		s.signedIn(listed("a"))
		lists := s.lists()
		s.pass(9 * time.Minute)
		s.shell.Focused()
		s.settle()
		if s.lists() != lists {
			t.Error("asked again although nine minutes are not old")
		}
		s.pass(2 * time.Minute)
		s.shell.Focused()
		s.settle()
		if s.lists() != lists+1 {
			t.Errorf("%d requests on coming back after eleven minutes", s.lists()-lists)
		}
		s.pass(20 * time.Minute)
		s.session.Set(auth.Status{State: auth.Active, Account: account})
		s.shell.Connect()
		s.settle()
		s.shell.Focused()
		s.settle()
		if s.lists() != lists+1 {
			t.Error("asked during the sign-in")
		}
	})
}
