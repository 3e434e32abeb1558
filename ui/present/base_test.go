package present

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"candidaturas/tracker"
)

// forgetfulStore cannot remember an account once it is open.
type forgetfulStore struct {
	tracker.Store
	opened atomic.Bool
}

func (f *forgetfulStore) SetActive(ctx context.Context, account string) error {
	if f.opened.Swap(true) {
		return tracker.ErrStoreFull
	}
	return f.Store.SetActive(ctx, account)
}

// TestOnlyDataThatAreNotKeptAreTold: what else fails beside is for the log.
func TestOnlyDataThatAreNotKeptAreTold(t *testing.T) {
	failing := func() error { return errors.New("no such file") }
	for name, prepare := range map[string]func(*stage){
		"forgetting a crash": func(s *stage) {
			s.shell.apps.banners.crash = Crash{Text: "panic: something", Dismiss: failing}
			s.signedIn(listed("a"))
			s.shell.DoBanner(BannerDismissCrash)
		},
		"forgetting a recovery": func(s *stage) {
			s.conn.storage = Storage{Recovery: tracker.Recovery{Damaged: "candidaturas.db.corrupt-1"}, Dismiss: failing}
			s.signedIn(listed("a"))
			s.shell.DoBanner(BannerDismissStorage)
		},
		"remembering the account": func(s *stage) {
			s.own.Store = &forgetfulStore{Store: s.own.Store}
			s.signedIn(listed("a"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			onStage(t, func(t *testing.T, s *stage) {
				prepare(s)
				s.settle()
				if len(s.apps.Banners) != 0 || s.shell.apps.storage.problem != nil {
					t.Errorf("%+v", s.apps.Banners)
				}
			})
		})
	}
}

// TestMarkAllSeenThatIsNotKept is told: it is data.
func TestMarkAllSeenThatIsNotKept(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"))
		s.shell.apps.background("marking all as seen", func(context.Context) error { return tracker.ErrStoreFull }, s.shell.apps.storage.fail)
		s.settle()
		s.wantBanner(s.word("banner.storage_full"), true)
		s.list().Downloads.Refresh()
		s.settle()
		for _, err := range []error{context.Canceled, tracker.ErrNoAccount} {
			s.shell.apps.background("marking all as seen", func(context.Context) error { return err }, s.shell.apps.storage.fail)
			s.settle()
			if len(s.apps.Banners) != 0 {
				t.Errorf("%v: %+v", err, s.apps.Banners)
			}
		}
	})
}
