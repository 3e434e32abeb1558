package auth

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

func TestLateSaveCannotFollowSignOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := &fakeVault{}
		s, _ := testSession(t, v, rotating)
		if err := s.Adopt(t.Context(), expiredGrant(), "acc", true); err != nil {
			t.Fatal(err)
		}
		v.hook(func(_ context.Context, op string) error { // a keyring that cannot be interrupted
			if op == opSet {
				time.Sleep(10 * time.Second)
			}
			return nil
		})
		renewed := make(chan error, 1)
		go func() {
			_, err := s.Token(t.Context(), "")
			renewed <- err
		}()
		time.Sleep(time.Second)
		if err := s.SignOut(t.Context()); err != nil {
			t.Errorf("signing out: %v", err)
		}
		if err := <-renewed; !errors.Is(err, ErrNotSignedIn) {
			t.Errorf("the renewal: %v", err)
		}
		if st := s.Status(); v.value != nil || st.State != SignedOut {
			t.Errorf("left %q, %+v", v.value, st)
		}
	})
}

func TestReplacedGrantIsNotStored(t *testing.T) {
	v := &fakeVault{}
	s, _ := testSession(t, v, rotating)
	gen := s.gen
	if err := s.Adopt(t.Context(), goodGrant(), "acc", true); err != nil {
		t.Fatal(err)
	}
	if err := s.store(t.Context(), gen, expiredGrant()); !errors.Is(err, errSuperseded) || v.saves != 1 {
		t.Errorf("%v, %d saves", err, v.saves)
	}
}

func TestOldGrantIsNotRenewedDuringAdoption(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := &fakeVault{}
		s, net := testSession(t, v, rotating)
		if err := s.Adopt(t.Context(), expiredGrant(), "acc", true); err != nil {
			t.Fatal(err)
		}
		v.hook(func(ctx context.Context, _ string) error { return pause(ctx, 10*time.Second) })
		adopted := make(chan error, 1)
		go func() {
			g := goodGrant()
			g.Access = "CANARY-at-new"
			adopted <- s.Adopt(t.Context(), g, g.Account, true)
		}()
		time.Sleep(time.Second)
		if _, err := s.Token(t.Context(), ""); !errors.Is(err, ErrNotSignedIn) || net.count() != 0 {
			t.Errorf("meanwhile: %v, %d requests", err, net.count())
		}
		if err := <-adopted; err != nil {
			t.Error(err)
		}
		if got, err := s.Token(t.Context(), ""); err != nil || got != "CANARY-at-new" || net.count() != 0 {
			t.Errorf("then: %v, %d requests", err, net.count())
		}
	})
}

func TestLaterSignInWins(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := &fakeVault{}
		v.hook(func(context.Context, string) error { // a keyring that cannot be interrupted
			time.Sleep(10 * time.Second)
			return nil
		})
		s, _ := testSession(t, v, rotating)
		first := make(chan error, 1)
		go func() { first <- s.Adopt(t.Context(), expiredGrant(), "acc", true) }()
		time.Sleep(time.Second)
		g := goodGrant()
		g.Account = "second"
		if err := s.Adopt(t.Context(), g, g.Account, true); err != nil {
			t.Error(err)
		}
		if err := <-first; !errors.Is(err, ErrAttemptCancelled) {
			t.Errorf("the first: %v", err)
		}
		if stored, ok := v.grant(); s.Status().Account != "second" || !ok || stored.Account != "second" {
			t.Errorf("%+v, stored %+v", s.Status(), stored)
		}
	})
}
