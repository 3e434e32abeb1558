package present

import (
	"errors"
	"testing"
	"time"

	"candidaturas/tracker"
)

// hinted is an error of the given kind that knows how long to wait.
type hinted struct {
	kind error
	wait time.Duration
}

func (hinted) Error() string               { return "hinted" }
func (h hinted) Unwrap() error             { return h.kind }
func (h hinted) RetryAfter() time.Duration { return h.wait }

func TestAutomaticRetry(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.source.Fail(tracker.ErrUnavailable, nil)
		s.signedIn(listed("a"))
		lists := 1
		for _, wait := range []time.Duration{time.Minute, 2 * time.Minute, 4 * time.Minute} {
			at := time.Now().Add(wait).Format("15:04")
			if s.banners() != "InfoJobs no responde. Lo intentaremos de nuevo a las "+at+"." {
				t.Errorf("%q, want %s", s.banners(), at)
			}
			s.pass(wait - time.Second)
			if s.lists() != lists {
				t.Fatalf("%d requests before %v", s.lists(), wait)
			}
			s.pass(time.Second)
			lists++
			if s.lists() != lists {
				t.Fatalf("%d requests after %v", s.lists(), wait)
			}
		}
		s.source.Fail(nil, nil)
		s.pass(8 * time.Minute)
		if len(s.apps.Banners) != 0 || s.apps.Rows.Index("a") < 0 {
			t.Errorf("%q", s.banners())
		}
		lists++
		s.pass(29 * time.Minute)
		if s.lists() != lists {
			t.Errorf("%d requests although all is well", s.lists()-lists)
		}
		s.pass(time.Minute)
		lists++
		if s.lists() != lists {
			t.Errorf("%d requests in half an hour", s.lists()-lists+1)
		}
		s.source.Fail(tracker.ErrUnavailable, nil)
		s.list().Downloads.Refresh()
		s.settle()
		s.pass(time.Minute)
		if s.lists() != lists+2 {
			t.Error("the wait did not begin anew")
		}
	})
}

func TestNoAutomaticRetry(t *testing.T) {
	for _, err := range []error{
		tracker.ErrInsecure, tracker.ErrSignedOut, tracker.ErrKeysRefused, tracker.ErrBadAnswer, errors.New("another"),
	} {
		onStage(t, func(t *testing.T, s *stage) {
			s.source.Fail(err, nil)
			s.signedIn(listed("a"))
			s.pass(24 * time.Hour)
			if s.lists() != 1 {
				t.Errorf("%v: %d requests", err, s.lists())
			}
			if len(s.apps.Banners) != 1 {
				t.Errorf("%v: %q", err, s.banners())
			}
		})
	}
}

func TestR3BotWallIsLeftAlone(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.source.Fail(hinted{tracker.ErrBotWall, time.Second}, nil)
		s.signedIn(listed("a"))
		s.pass(30*time.Minute - time.Second)
		if s.lists() != 1 {
			t.Errorf("%d requests", s.lists())
		}
		s.pass(time.Second)
		if s.lists() != 2 {
			t.Errorf("%d requests", s.lists())
		}
	})
}

// TestRetryByHand takes the place of the one that was planned.
func TestRetryByHand(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.source.Fail(tracker.ErrUnavailable, nil)
		s.signedIn(listed("a"))
		s.source.Fail(nil, nil)
		s.shell.DoBanner(BannerRetry)
		s.pass(20 * time.Minute)
		if s.lists() != 2 || len(s.apps.Banners) != 0 {
			t.Errorf("%d requests, %q", s.lists(), s.banners())
		}
	})
}

// TestCancelledRetry must not promise another at a time that nobody set.
func TestCancelledRetry(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.source.Fail(tracker.ErrUnavailable, nil)
		s.signedIn(listed("a"))
		release := s.source.Hold()
		s.shell.DoBanner(BannerRetry)
		s.settle()
		s.list().Downloads.Cancel()
		s.settle()
		if len(s.apps.Banners) != 0 || s.apps.Status.Updated != s.word("list.cancelled") {
			t.Errorf("%q, %q", s.banners(), s.apps.Status.Updated)
		}
		release()
		lists := s.lists()
		s.pass(20 * time.Minute)
		if s.lists() != lists {
			t.Error("it went on by itself")
		}
	})
}

// TestRetrySurvivesTheSignIn keeps what the banner promises.
func TestRetrySurvivesTheSignIn(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.source.Fail(hinted{tracker.ErrUnavailable, 10 * time.Minute}, nil)
		s.signedIn(listed("a"))
		promised := s.banners()
		s.shell.Connect()
		s.pass(time.Minute)
		s.shell.SignIn().Cancel()
		s.settle()
		if s.banners() != promised || promised == "" {
			t.Errorf("%q, before %q", s.banners(), promised)
		}
		s.pass(9*time.Minute - time.Second)
		if s.lists() != 1 {
			t.Errorf("%d requests", s.lists())
		}
		s.pass(time.Second)
		if s.lists() != 2 {
			t.Errorf("%d requests", s.lists())
		}
	})
}

func TestNoRetryDuringTheSignIn(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.source.Fail(tracker.ErrOffline, nil)
		s.signedIn(listed("a"))
		s.shell.Connect()
		s.pass(5 * time.Minute)
		if s.lists() != 1 {
			t.Errorf("%d requests", s.lists())
		}
		s.wantStep(StepCode)
	})
}
