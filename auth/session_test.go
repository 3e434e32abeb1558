package auth

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"candidaturas/api/fault"
)

func testSession(t testing.TB, v Vault, do func(int, *http.Request) (*http.Response, error)) (*Session, *script) {
	t.Helper()
	c, s := testClient(t, do)
	session := NewSession(c, v, nil)
	t.Cleanup(func() { closeSession(t, session) })
	return session, s
}

func closeSession(t testing.TB, s *Session) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if err := s.Close(ctx); err != nil {
		t.Errorf("closing: %v", err)
	}
}

// statuses collects what OnChange tells.
func statuses(s *Session) func() []State {
	var mu sync.Mutex
	var all []State
	s.OnChange(func(st Status) {
		mu.Lock()
		defer mu.Unlock()
		all = append(all, st.State)
		s.Status() // would hang if a lock were held
	})
	return func() []State {
		mu.Lock()
		defer mu.Unlock()
		return all
	}
}

func TestLoad(t *testing.T) {
	v := &fakeVault{}
	s, net := testSession(t, v, rotating)
	if err := s.Load(t.Context()); err != nil || s.Status().State != SignedOut {
		t.Errorf("nothing stored: %v, %+v", err, s.Status())
	}
	if _, err := s.Token(t.Context(), ""); !errors.Is(err, ErrNotSignedIn) {
		t.Errorf("token: %v", err)
	}
	v.put(goodGrant())
	if err := s.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	if st := s.Status(); st.State != Active || !st.Stored || st.Account != "acc" {
		t.Errorf("status = %+v", st)
	}
	if got, err := s.Token(t.Context(), ""); err != nil || got != "CANARY-at-old" || net.count() != 0 {
		t.Errorf("%v after %d requests", err, net.count())
	}
	if id, secret, err := s.App(t.Context()); err != nil || id != testKeys.ClientID || secret != testKeys.ClientSecret.Reveal() {
		t.Errorf("app: %v", err)
	}
	noSecret(t, s)
	noSecret(t, s.Status())
}

func TestUnknownItemIsLeftAlone(t *testing.T) {
	v := &fakeVault{value: []byte(`{"v":9,"token":"CANARY"}`)}
	s, _ := testSession(t, v, rotating)
	if err := s.Load(t.Context()); err != nil || s.Status().State != SignedOut {
		t.Errorf("%v, %+v", err, s.Status())
	}
	if string(v.value) != `{"v":9,"token":"CANARY"}` {
		t.Error("the item was changed")
	}
}

func TestR19SlowKeyringAtStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := &fakeVault{}
		v.put(goodGrant())
		v.hook(func(ctx context.Context, _ string) error { return pause(ctx, 20*time.Second) })
		s, _ := testSession(t, v, rotating)
		seen := statuses(s)
		start := time.Now()
		if err := s.Load(t.Context()); !errors.Is(err, ErrKeyringTimeout) || time.Since(start) != startLimit {
			t.Errorf("%v after %v", err, time.Since(start))
		}
		if got := s.Status().State; got != WaitingForKeyring {
			t.Errorf("state = %v", got)
		}
		if _, err := s.Token(t.Context(), ""); !errors.Is(err, ErrNotSignedIn) {
			t.Errorf("token: %v", err)
		}
		time.Sleep(16 * time.Second)
		if got := s.Status(); got.State != Active || !got.Stored {
			t.Errorf("when it answered: %+v", got)
		}
		if all := seen(); len(all) != 2 || all[0] != WaitingForKeyring || all[1] != Active {
			t.Errorf("told %v", all)
		}
	})
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ErrKeyringTimeout
	}
}

func TestR19LateAnswerDoesNotReplaceANewSession(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := &fakeVault{}
		v.put(expiredGrant())
		v.hook(func(_ context.Context, op string) error {
			if op == opGet {
				time.Sleep(20 * time.Second)
			}
			return nil
		})
		s, _ := testSession(t, v, rotating)
		_ = s.Load(t.Context())
		g := goodGrant()
		g.Account = "other"
		if err := s.Adopt(t.Context(), g, g.Account, true); err != nil {
			t.Fatal(err)
		}
		v.put(expiredGrant())
		time.Sleep(time.Minute)
		if st := s.Status(); st.State != Active || st.Account != "other" {
			t.Errorf("status = %+v", st)
		}
	})
}

func TestR19LockedKeyringAtStart(t *testing.T) {
	s, _ := testSession(t, &fakeVault{err: ErrKeyringLocked}, rotating)
	err := s.Load(t.Context())
	if st := s.Status(); !errors.Is(err, ErrKeyringLocked) || st.State != SignedOut || !errors.Is(st.StorageProblem, ErrKeyringLocked) {
		t.Errorf("%v, %+v", err, st)
	}
}

func TestAdoptStores(t *testing.T) {
	v := &fakeVault{}
	s, _ := testSession(t, v, rotating)
	v.hook(func(context.Context, string) error {
		if s.Status().State == Active {
			t.Error("published before it was stored")
		}
		return nil
	})
	if err := s.Adopt(t.Context(), goodGrant(), "acc", true); err != nil {
		t.Fatal(err)
	}
	if st := s.Status(); st.State != Active || !st.Stored || st.StorageProblem != nil {
		t.Errorf("status = %+v", st)
	}
	if g, ok := v.grant(); !ok || g.Access != "CANARY-at-old" {
		t.Error("it was not stored")
	}
}

func TestAdoptWithoutKeeping(t *testing.T) {
	v := &fakeVault{}
	v.put(expiredGrant())
	s, _ := testSession(t, v, rotating)
	if err := s.Adopt(t.Context(), goodGrant(), "acc", false); err != nil {
		t.Fatal(err)
	}
	if st := s.Status(); st.State != Active || st.Stored || v.value != nil || v.saves != 0 {
		t.Errorf("status = %+v, stored %q after %d saves", st, v.value, v.saves)
	}
	// A renewal stores nothing either.
	if _, err := s.Token(t.Context(), "CANARY-at-old"); err != nil || v.saves != 0 || s.Status().Stored {
		t.Errorf("after a renewal: %v, %d saves", err, v.saves)
	}
	v.fail(ErrNotRemoved)
	if err := s.Adopt(t.Context(), goodGrant(), "acc", false); !errors.Is(err, ErrNotRemoved) || s.Status().State != Active {
		t.Errorf("not removed: %v", err)
	}
}

func TestR19FailedSaveKeepsTheSession(t *testing.T) {
	for _, problem := range []error{ErrKeyringMissing, ErrKeyringLocked, ErrNotStored, ErrKeyringTimeout} {
		v := &fakeVault{err: problem}
		s, net := testSession(t, v, rotating)
		err := s.Adopt(t.Context(), goodGrant(), "acc", true)
		if !errors.Is(err, ErrNotStored) || !errors.Is(err, problem) {
			t.Errorf("%v: %v", problem, err)
		}
		st := s.Status()
		if st.State != Active || st.Stored || !errors.Is(st.StorageProblem, problem) {
			t.Errorf("%v: %+v", problem, st)
		}
		if got, err := s.Token(t.Context(), ""); err != nil || got != "CANARY-at-old" || net.count() != 0 {
			t.Errorf("%v: token: %v", problem, err)
		}
		// The next renewal stores it, once that works.
		v.fail(nil)
		if _, err := s.Token(t.Context(), "CANARY-at-old"); err != nil || !s.Status().Stored || s.Status().StorageProblem != nil {
			t.Errorf("%v: later: %v, %+v", problem, err, s.Status())
		}
	}
}

func TestR19GoOnWithoutStoring(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := &fakeVault{}
		v.hook(func(ctx context.Context, _ string) error { return pause(ctx, time.Hour) })
		s, _ := testSession(t, v, rotating)
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		if err := s.Adopt(ctx, goodGrant(), "acc", true); !errors.Is(err, ErrNotStored) {
			t.Errorf("%v", err)
		}
		if st := s.Status(); st.State != Active || st.Stored || st.StorageProblem == nil {
			t.Errorf("status = %+v", st)
		}
	})
}

func TestSignOut(t *testing.T) {
	v := &fakeVault{}
	s, net := testSession(t, v, rotating)
	if err := s.Adopt(t.Context(), goodGrant(), "acc", true); err != nil {
		t.Fatal(err)
	}
	v.hook(func(context.Context, string) error {
		if _, err := s.Token(t.Context(), ""); !errors.Is(err, ErrNotSignedIn) {
			t.Errorf("while removing: %v", err)
		}
		return nil
	})
	if err := s.SignOut(t.Context()); err != nil || v.value != nil {
		t.Errorf("%v, left %q", err, v.value)
	}
	if st := s.Status(); st.State != SignedOut || st.Stored || st.Account != "" || net.count() != 0 {
		t.Errorf("status = %+v", st)
	}
	noSecret(t, s.grant)
	if s.grant.Access != "" || s.grant.Refresh != "" {
		t.Error("the tokens are still in memory")
	}
}

func TestR19SignOutUnconfirmed(t *testing.T) {
	for _, problem := range []error{ErrNotRemoved, ErrKeyringTimeout, ErrKeyringMissing} {
		v := &fakeVault{}
		s, _ := testSession(t, v, rotating)
		if err := s.Adopt(t.Context(), goodGrant(), "acc", true); err != nil {
			t.Fatal(err)
		}
		v.fail(problem)
		if err := s.SignOut(t.Context()); !errors.Is(err, ErrNotRemoved) {
			t.Errorf("%v: %v", problem, err)
		}
		if st := s.Status(); st.State != SignedOut || !errors.Is(st.StorageProblem, ErrNotRemoved) {
			t.Errorf("%v: %+v", problem, st)
		}
	}
	// Where there is no keyring and nothing was stored, nothing can be left.
	s, _ := testSession(t, &fakeVault{err: ErrKeyringMissing}, rotating)
	_ = s.Adopt(t.Context(), goodGrant(), "acc", true)
	if err := s.SignOut(t.Context()); err != nil {
		t.Errorf("without a keyring: %v", err)
	}
}

func TestMemoryVaultIsNotStored(t *testing.T) {
	s, _ := testSession(t, NewMemoryVault(), rotating)
	if err := s.Adopt(t.Context(), goodGrant(), "acc", true); err != nil {
		t.Fatal(err)
	}
	if st := s.Status(); st.State != Active || st.Stored || st.StorageProblem != nil {
		t.Errorf("status = %+v", st)
	}
}

func TestClosedSession(t *testing.T) {
	c, _ := testClient(t, rotating)
	s := NewSession(c, &fakeVault{}, nil)
	closeSession(t, s)
	_, err := s.Token(t.Context(), "")
	for _, err := range []error{err, s.Load(t.Context()), s.Adopt(t.Context(), goodGrant(), "acc", true), s.SignOut(t.Context())} {
		if !errors.Is(err, ErrClosed) {
			t.Errorf("%v", err)
		}
	}
}

func TestR29CloseDoesNotWaitForAPrompt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := &fakeVault{}
		v.hook(func(ctx context.Context, _ string) error { return pause(ctx, time.Hour) })
		c, _ := testClient(t, rotating)
		s := NewSession(c, v, nil)
		_ = s.Load(t.Context())
		start := time.Now()
		closeSession(t, s)
		if took := time.Since(start); took != 0 {
			t.Errorf("took %v", took)
		}
	})
}

func TestT9Provisional(t *testing.T) {
	c, s := testClient(t, rotating)
	v := &fakeVault{}
	session := NewSession(c, v, nil)
	defer closeSession(t, session)
	p := NewProvisional(c, goodGrant())
	if got, err := p.Token(t.Context(), ""); err != nil || got != "CANARY-at-old" {
		t.Errorf("token: %v", err)
	}
	if _, err := p.Token(t.Context(), "CANARY-at-old"); !errors.Is(err, fault.ErrSignedOut) {
		t.Errorf("rejected: %v", err)
	}
	if id, _, err := p.App(t.Context()); err != nil || id != testKeys.ClientID {
		t.Errorf("app: %v", err)
	}
	if s.count() != 0 || v.saves != 0 || session.Status().State != SignedOut {
		t.Error("asking whose account it is changed something")
	}
	noSecret(t, p)
}
