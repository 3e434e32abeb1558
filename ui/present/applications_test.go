package present

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"candidaturas/auth"
	"candidaturas/tracker"
)

func TestProgress(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		release := s.source.Hold()
		s.signedIn(listed("a"), listed("b"))
		p := s.apps.Progress
		if p == nil || p.Text != "Descargando tus candidaturas…" || p.Fraction >= 0 || s.apps.Status.Updated != "Actualizando…" {
			t.Errorf("%+v, %q", p, s.apps.Status.Updated)
		}
		if s.apps.Empty == nil || s.apps.Empty.Text != s.word("list.none_yet") {
			t.Errorf("%+v", s.apps.Empty)
		}
		var seen []Progress
		publish := s.shell.apps.publish
		s.shell.apps.publish = func(a ApplicationsState) {
			if a.Progress != nil {
				seen = append(seen, *a.Progress)
			}
			publish(a)
		}
		s.counting.takes = time.Second
		release()
		for range 4 {
			s.pass(500 * time.Millisecond)
		}
		want := []Progress{
			{"Descargando tus candidaturas… 2 de 2", 1},
			{"Descargando la actividad… 0 de 2", 0},
			{"Descargando la actividad… 1 de 2", 0.5},
		}
		if len(seen) != len(want) {
			t.Fatalf("%+v", seen)
		}
		for i := range want {
			if seen[i] != want[i] {
				t.Errorf("%+v, want %+v", seen[i], want[i])
			}
		}
	})
}

// TestUpdatedInPart does not say that all is up to date when only the list is.
func TestUpdatedInPart(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want string
	}{
		{tracker.ErrNotFound, "2 a medias · lista actualizada hace un momento"},
		{tracker.ErrScopeMissing, "Falta la actividad · lista actualizada hace un momento"},
		{tracker.ErrOffline, "Falta la actividad · lista actualizada hace un momento"},
	} {
		onStage(t, func(t *testing.T, s *stage) {
			s.source.SetApplications(listed("a"), listed("b"))
			s.source.Fail(nil, tt.err)
			s.session.Set(active)
			s.start()
			s.settle()
			if s.apps.Status.Updated != tt.want {
				t.Errorf("%v: %q", tt.err, s.apps.Status.Updated)
			}
			s.source.Fail(tracker.ErrOffline, nil)
			s.pass(3 * time.Hour)
			s.list().Downloads.Refresh()
			s.settle()
			if !strings.HasPrefix(s.apps.Status.Updated, "Actualizado hace ") {
				t.Errorf("%v: once all but the list was read: %q", tt.err, s.apps.Status.Updated)
			}
		})
	}
}

func TestRefresh(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"))
		release := s.source.Hold()
		s.list().Downloads.Refresh()
		s.settle()
		s.list().Downloads.Refresh()
		s.list().Downloads.Refresh()
		s.settle()
		release()
		s.settle()
		if s.counting.pages != 2 {
			t.Errorf("%d list requests", s.counting.pages)
		}
	})
}

func TestCancelDownload(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"))
		s.list().Downloads.Cancel() // nothing to cancel
		if s.apps.Status.Updated == s.word("list.cancelled") {
			t.Error("cancelled what was not there")
		}
		release := s.source.Hold()
		s.list().Downloads.Refresh()
		s.settle()
		s.list().Downloads.Cancel()
		if s.apps.Progress != nil || s.apps.Status.Updated != s.word("list.cancelled") || s.apps.Rows.Index("a") < 0 {
			t.Errorf("%+v", s.apps)
		}
		release()
		s.settle()
		if len(s.apps.Banners) != 0 || s.apps.Status.Updated != s.word("list.cancelled") {
			t.Errorf("%q, %q", s.banners(), s.apps.Status.Updated)
		}
		// A new one may begin before the old one has quite ended.
		release = s.source.Hold()
		s.list().Downloads.Refresh()
		s.list().Downloads.Cancel()
		s.list().Downloads.Refresh()
		release()
		s.settle()
		if len(s.apps.Banners) != 0 || s.apps.Status.Updated != "Actualizado hace un momento" {
			t.Errorf("%q, %q", s.banners(), s.apps.Status.Updated)
		}
	})
}

// TestCancelDropsLateProgress has progress on its way when the person cancels.
func TestCancelDropsLateProgress(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.counting.takes = time.Second
		s.signedIn(listed("a"), listed("b"), listed("c"))
		time.Sleep(time.Second)
		synctest.Wait()
		s.list().Downloads.Cancel()
		s.settle()
		if s.apps.Progress != nil || s.apps.Status.Updated != s.word("list.cancelled") {
			t.Errorf("%+v, %q", s.apps.Progress, s.apps.Status.Updated)
		}
	})
}

// TestDownloadGivenUpForTheSignIn goes on on the way back.
func TestDownloadGivenUpForTheSignIn(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		release := s.source.Hold()
		s.signedIn(listed("a"))
		s.shell.Connect()
		s.settle()
		release()
		s.shell.SignIn().Cancel()
		s.settle()
		if s.apps.Progress != nil || s.apps.Status.Updated != "Actualizado hace un momento" || s.apps.Rows.Index("a") < 0 {
			t.Errorf("%+v, %q", s.apps.Progress, s.apps.Status.Updated)
		}
	})
}

func TestShowAllAndEmpty(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		ended := listed("a")
		ended.Rejected = true
		s.signedIn(ended)
		if e := s.apps.Empty; e == nil || e.Action != EmptyShowAll || e.Text != s.word("list.none_active") {
			t.Fatalf("%+v", e)
		}
		if s.apps.Status.Counts != "1 candidatura · 0 activas" {
			t.Errorf("%q", s.apps.Status.Counts)
		}
		s.list().DoEmpty(EmptyShowAll)
		if s.shell.apps.Filters.query.scope != tracker.ScopeAll || s.apps.Empty != nil || s.apps.Rows.Index("a") < 0 {
			t.Errorf("%+v", s.apps)
		}
		s.list().Filters.SetScope("")
		if (s.shell.apps.Filters.query.scope == tracker.ScopeAll) || s.apps.Rows.Index("a") >= 0 {
			t.Errorf("%+v", s.apps)
		}
		shown := s.shown
		s.list().Filters.SetScope("")
		s.list().DoEmpty(EmptyNothing)
		if s.shown != shown {
			t.Error("nothing changed and yet a state was published")
		}
	})
}

// TestNotYetEmpty knows only ended ones so far: that is no reason to say that
// none is active.
func TestNotYetEmpty(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		ended := listed("a")
		ended.Rejected = true
		s.counting.takes = time.Second
		var during []*Empty
		publish := s.shell.apps.publish
		s.shell.apps.publish = func(a ApplicationsState) {
			if a.Progress != nil && s.conn.tracker.State().CheckedAt.IsZero() {
				during = append(during, a.Empty)
			}
			publish(a)
		}
		s.signedIn(ended)
		s.pass(time.Minute)
		for _, e := range during {
			if e == nil || e.Text != s.word("list.none_yet") {
				t.Errorf("%+v", e)
			}
		}
		if len(during) == 0 || s.apps.Empty.Action != EmptyShowAll {
			t.Errorf("%d states while downloading, then %+v", len(during), s.apps.Empty)
		}
	})
}

func TestNoApplications(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn()
		if e := s.apps.Empty; e == nil || e.Text != s.word("list.empty") || e.Action != EmptyOpenInfoJobs || s.apps.Status.Counts != "" {
			t.Fatalf("%+v", e)
		}
		s.list().DoEmpty(EmptyOpenInfoJobs)
		if len(s.urls) != 1 || s.urls[0] != s.conn.homeURL {
			t.Errorf("opened %q", s.urls)
		}
	})
}

func TestR1OfflineAtStart(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.source.Fail(tracker.ErrOffline, nil)
		s.signedIn(listed("a"))
		s.wantScreen(ScreenApplications)
		s.wantBanner("Sin conexión.", true)
		if e := s.apps.Empty; e == nil || e.Text != s.word("list.none_yet") || s.apps.Status.Updated != "" {
			t.Errorf("%+v, %q", e, s.apps.Status.Updated)
		}
	})
}

func TestOfferLinks(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.list().Offers.Open(s.chosen()) // nothing is open yet
		s.list().Offers.CopyLink(s.chosen())
		s.signedIn(listed("a"))
		s.list().Offers.Open(s.chosen())
		s.list().Offers.CopyLink(s.chosen())
		if len(s.urls) != 0 || s.clipboard != "" {
			t.Error("a link of no application")
		}
		s.list().Choose("a")
		s.settle()
		s.list().Offers.Open(s.chosen())
		if len(s.urls) != 1 || s.urls[0] != realWWW+"/of-i0fa" || s.apps.Toast.Text != "" {
			t.Errorf("opened %q, note %q", s.urls, s.apps.Toast.Text)
		}
		s.list().Offers.CopyLink(s.chosen())
		if s.clipboard != realWWW+"/of-i0fa" || s.apps.Toast.Text != s.word("link.copied") {
			t.Errorf("clipboard %q, note %q", s.clipboard, s.apps.Toast.Text)
		}
		s.clipboard = ""
		s.urlErr = errors.New("no browser")
		s.list().Offers.Open(s.chosen())
		if s.clipboard != realWWW+"/of-i0fa" || s.apps.Toast.Text != s.word("link.failed") {
			t.Errorf("clipboard %q, note %q", s.clipboard, s.apps.Toast.Text)
		}
	})
}

func TestT2ForeignOfferIsRefused(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.conn.offerURL = func(string) string { return "file:///etc/passwd" }
		s.signedIn(listed("a"))
		s.list().Choose("a")
		s.settle()
		s.list().Offers.Open(s.chosen())
		if len(s.urls) != 0 || s.clipboard != "" || s.apps.Toast.Text != s.word("link.refused") {
			t.Errorf("opened %q, clipboard %q, note %q", s.urls, s.clipboard, s.apps.Toast.Text)
		}
	})
}

// TestR4ExpiredLater shows the banner at once and keeps the list.
func TestR4ExpiredLater(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"))
		s.session.Set(auth.Status{State: auth.Expired, Account: account})
		s.settle()
		s.wantScreen(ScreenApplications)
		s.wantBanner("ha caducado", true)
		if s.apps.Rows.Index("a") < 0 {
			t.Error("the list is gone")
		}
	})
}

func TestTimesStayTrue(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"))
		row := func() string { return s.apps.Rows.Row(s.apps.Rows.Index("a")).When }
		if row() != "hace 1 h" {
			t.Errorf("%q", row())
		}
		s.pass(time.Hour)
		s.pass(time.Hour)
		if row() != "hace 3 h" {
			t.Errorf("%q", row())
		}
	})
}
