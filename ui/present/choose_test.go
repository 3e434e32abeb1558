package present

import (
	"errors"
	"testing"

	"candidaturas/tracker"
)

func TestChoose(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		a := listed("a")
		a.UnreadEvents = 1
		s.source.SetDetail("a", tracker.Detail{CV: "CV ventas"})
		s.signedIn(a, listed("b"))
		if s.apps.Rows.Row(s.apps.Rows.Index("a")).New == "" {
			t.Error("news are not marked")
		}
		release := s.source.Hold()
		s.list().Choose("a")
		if s.apps.Selected != "a" || s.apps.Detail == nil || s.apps.Detail.SentAs != "" {
			t.Errorf("%+v", s.apps.Detail)
		}
		release()
		s.settle()
		if s.apps.Detail.SentAs != "Enviado con: «CV ventas»" || s.loading() {
			t.Errorf("%+v", s.apps.Detail)
		}
		if s.apps.Rows.Row(s.apps.Rows.Index("a")).New != "" {
			t.Error("it is still marked as new")
		}
		s.list().Choose("")
		if s.apps.Detail != nil || s.apps.Selected != "" {
			t.Errorf("%+v", s.apps.Detail)
		}
		s.list().Choose("nobody's")
		s.settle()
		if s.apps.Detail != nil {
			t.Errorf("%+v", s.apps.Detail)
		}
	})
}

// TestChooseLoadsOnce reads the timeline that a download could not, once.
func TestChooseLoadsOnce(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.source.Fail(nil, tracker.ErrNotFound)
		s.signedIn(listed("a"), listed("b"))
		s.wantBanner("No se han podido actualizar 2 candidaturas.", true)
		s.source.Fail(nil, nil)
		for range 3 {
			s.list().Choose("a")
			s.settle()
			s.list().Choose("b")
			s.settle()
		}
		for _, id := range []string{"a", "b"} {
			if n := s.counting.timelines[id]; n != 2 {
				t.Errorf("%d timelines of %s, want one that failed and one", n, id)
			}
			if n := s.counting.details[id]; n != 1 {
				t.Errorf("%d details of %s", n, id)
			}
		}
	})
}

func TestStaleDetail(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.source.SetDetail("a", tracker.Detail{CV: "CV a"})
		s.source.SetDetail("b", tracker.Detail{CV: "CV b"})
		s.source.Fail(nil, tracker.ErrNotFound)
		s.signedIn(listed("a"), listed("b"))
		s.source.Fail(nil, nil)
		release := s.source.Hold()
		s.list().Choose("a")
		s.settle()
		if !s.loading() {
			t.Errorf("%+v", s.apps.Detail)
		}
		s.list().Choose("b")
		s.settle()
		if s.apps.Detail.ID != "b" || !s.loading() {
			t.Errorf("%+v", s.apps.Detail)
		}
		release()
		s.settle()
		if s.apps.Detail.ID != "b" || s.loading() || s.apps.Detail.SentAs != "Enviado con: «CV b»" {
			t.Errorf("%+v", s.apps.Detail)
		}
		s.list().Choose("a")
		s.settle()
		if s.loading() || s.apps.Detail.SentAs != "Enviado con: «CV a»" {
			t.Errorf("%+v", s.apps.Detail)
		}
	})
}

func TestDetailFails(t *testing.T) {
	for _, tt := range []struct {
		err    error
		key    string
		sentAs string // what another operation tells, if it makes sense to ask
	}{
		{tracker.ErrScopeMissing, "detail.activity_missing", "Enviado con: «CV a»"},
		{tracker.ErrOffline, "detail.activity_failed", ""},
		{errors.New("another"), "detail.activity_failed", ""},
	} {
		onStage(t, func(t *testing.T, s *stage) {
			s.source.Fail(nil, tt.err)
			s.source.SetDetail("a", tracker.Detail{CV: "CV a"})
			s.signedIn(listed("a"))
			s.list().Choose("a")
			s.settle()
			d := s.apps.Detail
			if s.loading() || d.Activity != s.word(tt.key) || d.SentAs != tt.sentAs || len(d.Events) != 1 {
				t.Errorf("%v: %+v", tt.err, d)
			}
			asked := s.counting.timelines["a"]
			s.list().Choose("a")
			s.settle()
			if s.counting.timelines["a"] != asked {
				t.Errorf("%v: asked again although nothing else was chosen", tt.err)
			}
		})
	}
}

// TestDetailAfterTheSignIn must not say that it is loading when nothing is.
func TestDetailAfterTheSignIn(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.source.Fail(nil, tracker.ErrNotFound)
		s.signedIn(listed("a"))
		release := s.source.Hold()
		s.list().Choose("a")
		s.settle()
		s.shell.Connect()
		s.settle()
		s.shell.SignIn().Cancel()
		s.settle()
		if !s.loading() {
			t.Error("it is not asked for again")
		}
		release()
		s.settle()
		if s.loading() || s.apps.Detail.Activity != s.word("detail.activity_failed") {
			t.Errorf("%+v", s.apps.Detail)
		}
	})
}
