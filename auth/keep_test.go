package auth

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

func TestKeep(t *testing.T) {
	v := &fakeVault{}
	s, _ := testSession(t, v, rotating)
	if err := s.Keep(t.Context()); !errors.Is(err, ErrNotSignedIn) {
		t.Errorf("signed out: %v", err)
	}
	if err := s.Adopt(t.Context(), goodGrant(), false); err != nil {
		t.Fatal(err)
	}
	v.fail(ErrKeyringLocked)
	if err := s.Keep(t.Context()); !errors.Is(err, ErrNotStored) || !errors.Is(s.Status().StorageProblem, ErrKeyringLocked) {
		t.Errorf("locked: %v, %+v", err, s.Status())
	}
	v.fail(nil)
	if err := s.Keep(t.Context()); err != nil || !s.Status().Stored || s.Status().StorageProblem != nil {
		t.Errorf("%v, %+v", err, s.Status())
	}
	if g, ok := v.grant(); !ok || g.Access != "CANARY-at-old" {
		t.Error("it was not stored")
	}
	if _, err := s.Token(t.Context(), "CANARY-at-old"); err != nil {
		t.Fatal(err)
	}
	if g, ok := v.grant(); !ok || g.Access != "CANARY-at-0" {
		t.Error("the renewal was not stored")
	}
}

// TestForget removes what could not be removed before, and nothing that is kept.
func TestForget(t *testing.T) {
	v := &fakeVault{}
	v.put(expiredGrant())
	s, _ := testSession(t, v, rotating)
	v.fail(ErrKeyringLocked)
	if err := s.Adopt(t.Context(), goodGrant(), false); !errors.Is(err, ErrNotRemoved) {
		t.Fatal(err)
	}
	if err := s.Forget(t.Context()); !errors.Is(err, ErrNotRemoved) || !errors.Is(s.Status().StorageProblem, ErrKeyringLocked) {
		t.Errorf("locked: %v, %+v", err, s.Status())
	}
	v.fail(nil)
	if err := s.Forget(t.Context()); err != nil || s.Status().State != Active || s.Status().StorageProblem != nil {
		t.Errorf("%v, %+v", err, s.Status())
	}
	if _, ok := v.grant(); ok {
		t.Error("it is still there")
	}
	if err := s.Keep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.Forget(t.Context()); err != nil || !s.Status().Stored {
		t.Errorf("of a kept session: %v, %+v", err, s.Status())
	}
	if _, ok := v.grant(); !ok {
		t.Error("what is kept was removed")
	}
}

func TestKeepDuringARenewal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := &fakeVault{}
		s, _ := testSession(t, v, rotating)
		if err := s.Adopt(t.Context(), goodGrant(), false); err != nil {
			t.Fatal(err)
		}
		slow := true
		v.hook(func(ctx context.Context, op string) error {
			if op == opSet && slow {
				slow = false
				return pause(ctx, time.Minute)
			}
			return nil
		})
		kept := make(chan error, 1)
		go func() { kept <- s.Keep(t.Context()) }()
		time.Sleep(time.Second)
		if _, err := s.Token(t.Context(), "CANARY-at-old"); err != nil {
			t.Error(err)
		}
		if err := <-kept; err != nil {
			t.Error(err)
		}
		if g, ok := v.grant(); !ok || g.Access != "CANARY-at-0" || !s.Status().Stored {
			t.Errorf("%+v, stored %v", s.Status(), ok)
		}
	})
}

func TestKeepDoesNotHoldUpSigningOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := &fakeVault{}
		s, _ := testSession(t, v, rotating)
		if err := s.Adopt(t.Context(), goodGrant(), false); err != nil {
			t.Fatal(err)
		}
		v.hook(func(ctx context.Context, op string) error {
			if op == opSet {
				return pause(ctx, time.Hour)
			}
			return nil
		})
		kept := make(chan error, 1)
		go func() { kept <- s.Keep(t.Context()) }()
		time.Sleep(time.Second)
		start := time.Now()
		if err := s.SignOut(t.Context()); err != nil || time.Since(start) != 0 {
			t.Errorf("%v after %v", err, time.Since(start))
		}
		if err := <-kept; !errors.Is(err, ErrNotSignedIn) || v.value != nil {
			t.Errorf("%v, left %q", err, v.value)
		}
	})
}
