package auth

import (
	"context"
	"errors"
	"fmt"
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
	if err := s.Adopt(t.Context(), goodGrant(), "acc", false); err != nil {
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
	if err := s.Adopt(t.Context(), goodGrant(), "acc", false); !errors.Is(err, ErrNotRemoved) {
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

// notRemoved is a session that is not kept, of which the vault holds an older one.
func notRemoved(t *testing.T, v *fakeVault) *Session {
	t.Helper()
	v.put(expiredGrant())
	s, _ := testSession(t, v, rotating)
	v.fail(ErrKeyringLocked)
	if err := s.Adopt(t.Context(), goodGrant(), "acc", false); !errors.Is(err, ErrNotRemoved) {
		t.Fatal(err)
	}
	v.fail(nil)
	return s
}

// once has the first operation of a kind take time.
func (v *fakeVault) once(op string, d time.Duration) {
	slow := true
	v.hook(func(ctx context.Context, what string) error {
		if what == op && slow {
			slow = false
			return pause(ctx, d)
		}
		return nil
	})
}

// TestForgetAfterSigningOut removes what signing out could not.
func TestForgetAfterSigningOut(t *testing.T) {
	v := &fakeVault{}
	s, _ := testSession(t, v, rotating)
	if err := s.Adopt(t.Context(), goodGrant(), "acc", true); err != nil {
		t.Fatal(err)
	}
	v.fail(ErrKeyringLocked)
	if err := s.SignOut(t.Context()); !errors.Is(err, ErrNotRemoved) {
		t.Fatal(err)
	}
	v.fail(nil)
	err := s.Forget(t.Context())
	if st := s.Status(); err != nil || st.State != SignedOut || st.StorageProblem != nil || v.value != nil {
		t.Errorf("%v, %+v, left %q", err, st, v.value)
	}
}

// TestRenewalDoesNotHideWhatIsLeft in the vault of an earlier session.
func TestRenewalDoesNotHideWhatIsLeft(t *testing.T) {
	s := notRemoved(t, &fakeVault{})
	if got, err := s.Token(t.Context(), "CANARY-at-old"); err != nil || got != "CANARY-at-0" {
		t.Fatal(err)
	}
	if st := s.Status(); !errors.Is(st.StorageProblem, ErrNotRemoved) || st.Stored {
		t.Errorf("%+v", st)
	}
}

func TestForgetDuringARenewal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := &fakeVault{}
		s := notRemoved(t, v)
		v.once(opDelete, time.Minute)
		forgot := make(chan error, 1)
		go func() { forgot <- s.Forget(t.Context()) }()
		time.Sleep(time.Second)
		if _, err := s.Token(t.Context(), "CANARY-at-old"); err != nil {
			t.Error(err)
		}
		if err := <-forgot; err != nil {
			t.Error(err)
		}
		if st := s.Status(); v.value != nil || st.State != Active || st.StorageProblem != nil {
			t.Errorf("left %q, %+v", v.value, st)
		}
	})
}

// TestForgetGivesWay to who signs in or wants the session kept, and removes nothing of
// theirs.
func TestForgetGivesWay(t *testing.T) {
	for name, keep := range map[string]func(context.Context, *Session) error{
		"to a sign-in": func(ctx context.Context, s *Session) error {
			start := time.Now()
			err := s.Adopt(ctx, goodGrant(), "acc", true)
			if waited := time.Since(start); waited > 0 {
				return errors.Join(err, fmt.Errorf("held up for %v", waited))
			}
			return err
		},
		"to keeping": func(ctx context.Context, s *Session) error { return s.Keep(ctx) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				v := &fakeVault{}
				s := notRemoved(t, v)
				v.once(opDelete, 10*time.Second)
				forgot := make(chan error, 1)
				go func() { forgot <- s.Forget(t.Context()) }()
				time.Sleep(time.Second)
				if err := keep(t.Context(), s); err != nil {
					t.Error(err)
				}
				if err := <-forgot; err != nil {
					t.Error(err)
				}
				if _, ok := v.grant(); !ok || !s.Status().Stored {
					t.Errorf("kept %v, %+v", ok, s.Status())
				}
			})
		})
	}
}

// TestForgetDuringASignIn leaves what the sign-in stores.
func TestForgetDuringASignIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := &fakeVault{}
		s := notRemoved(t, v)
		v.once(opSet, 10*time.Second)
		adopted := make(chan error, 1)
		go func() { adopted <- s.Adopt(t.Context(), goodGrant(), "acc", true) }()
		time.Sleep(time.Second)
		start := time.Now()
		if err := s.Forget(t.Context()); err != nil || time.Since(start) > 0 {
			t.Errorf("%v after %v", err, time.Since(start))
		}
		if err := <-adopted; err != nil {
			t.Error(err)
		}
		if _, ok := v.grant(); !ok || !s.Status().Stored || s.Status().StorageProblem != nil {
			t.Errorf("kept %v, %+v", ok, s.Status())
		}
	})
}

func TestKeepDuringARenewal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := &fakeVault{}
		s, _ := testSession(t, v, rotating)
		if err := s.Adopt(t.Context(), goodGrant(), "acc", false); err != nil {
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
		if err := s.Adopt(t.Context(), goodGrant(), "acc", false); err != nil {
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
