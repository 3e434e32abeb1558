package auth

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"candidaturas/api/fault"
)

func adopted(t testing.TB, v Vault, g Grant, do func(int, *http.Request) (*http.Response, error)) (*Session, *script) {
	t.Helper()
	s, net := testSession(t, v, do)
	if err := s.Adopt(context.Background(), g, g.Account, true); err != nil {
		t.Fatal(err)
	}
	return s, net
}

// slowly gives callers the time to gather.
func slowly(do func(int, *http.Request) (*http.Response, error)) func(int, *http.Request) (*http.Response, error) {
	return func(n int, r *http.Request) (*http.Response, error) {
		select {
		case <-time.After(time.Second):
			return do(n, r)
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
	}
}

func fifty(t *testing.T, s *Session, rejected string) map[string]int {
	t.Helper()
	var wg sync.WaitGroup
	var mu sync.Mutex
	results := map[string]int{}
	for range 50 {
		wg.Go(func() {
			token, err := s.Token(t.Context(), rejected)
			if err != nil {
				token = err.Error()
			}
			mu.Lock()
			results[token]++
			mu.Unlock()
		})
	}
	wg.Wait()
	return results
}

func TestR4FiftyRejectedOneRefresh(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := &fakeVault{}
		s, net := adopted(t, v, goodGrant(), slowly(rotating))
		got := fifty(t, s, "CANARY-at-old")
		if got["CANARY-at-0"] != 50 || net.count() != 1 || v.saves != 2 {
			t.Errorf("%v, %d requests, %d saves", got, net.count(), v.saves)
		}
		// One that comes late with the old token costs nothing.
		if token, err := s.Token(t.Context(), "CANARY-at-old"); err != nil || token != "CANARY-at-0" || net.count() != 1 {
			t.Errorf("late: %v, %d requests", err, net.count())
		}
	})
}

func TestR8FiftyCallersOneFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, net := adopted(t, &fakeVault{}, expiredGrant(), slowly(always(503, "")))
		if got := fifty(t, s, ""); len(got) != 1 || net.count() != 1 {
			t.Errorf("%v, %d requests", got, net.count())
		}
		if got := fifty(t, s, ""); len(got) != 1 || net.count() != 1 {
			t.Errorf("at once again: %v, %d requests", got, net.count())
		}
		if s.Status().State != Active {
			t.Error("a failure of InfoJobs' ended the session")
		}
	})
}

func TestR7Backoff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, net := adopted(t, &fakeVault{}, expiredGrant(), always(500, ""))
		for i, seconds := range []int{2, 4, 8, 16, 32, 64, 64} {
			want := time.Duration(seconds) * time.Second
			if _, err := s.Token(t.Context(), ""); !errors.Is(err, fault.ErrUnavailable) || net.count() != i+1 {
				t.Fatalf("%d: %v, %d requests", i, err, net.count())
			}
			time.Sleep(want - time.Nanosecond)
			_, err := s.Token(t.Context(), "")
			var e *Error
			if !errors.As(err, &e) || e.RetryAfter() != time.Nanosecond || net.count() != i+1 {
				t.Fatalf("%d, just before: %v, %d requests", i, err, net.count())
			}
			time.Sleep(time.Nanosecond)
		}
	})
}

func TestR6RetryAfterIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, net := adopted(t, &fakeVault{}, expiredGrant(), func(n int, r *http.Request) (*http.Response, error) {
			if n == 1 {
				return rotating(n, r)
			}
			resp := answerWith(429, "")
			resp.Header.Set("Retry-After", "86400")
			return resp, nil
		})
		_, err := s.Token(t.Context(), "")
		var e *Error
		if !errors.As(err, &e) || e.RetryAfter() != fault.MaxRetryAfter {
			t.Errorf("%v", err)
		}
		time.Sleep(fault.MaxRetryAfter - time.Second)
		if _, err := s.Token(t.Context(), ""); !errors.Is(err, fault.ErrUnavailable) || net.count() != 1 {
			t.Errorf("before: %v, %d requests", err, net.count())
		}
		time.Sleep(time.Second)
		if _, err := s.Token(t.Context(), ""); err != nil || net.count() != 2 {
			t.Errorf("after: %v, %d requests", err, net.count())
		}
	})
}

func TestEarlyRenewalMayFail(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, net := adopted(t, &fakeVault{}, goodGrant(), always(503, ""))
		time.Sleep(time.Until(s.grant.Expiry) - 30*time.Second)
		for range 3 {
			if got, err := s.Token(t.Context(), ""); err != nil || got != "CANARY-at-old" || net.count() != 1 {
				t.Errorf("still good: %v, %d requests", err, net.count())
			}
		}
		if _, err := s.Token(t.Context(), "CANARY-at-old"); !errors.Is(err, fault.ErrUnavailable) {
			t.Errorf("rejected: %v", err)
		}
		time.Sleep(31 * time.Second)
		if _, err := s.Token(t.Context(), ""); !errors.Is(err, fault.ErrUnavailable) {
			t.Errorf("over: %v", err)
		}
	})
}

func TestR17Revoked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := &fakeVault{}
		s, net := adopted(t, v, goodGrant(), slowly(always(401, `{"error":"invalid_grant"}`)))
		seen := statuses(s)
		fifty(t, s, "CANARY-at-old")
		for range 10 {
			if _, err := s.Token(t.Context(), ""); !errors.Is(err, fault.ErrSignedOut) {
				t.Errorf("%v", err)
			}
			time.Sleep(time.Hour)
		}
		if net.count() != 1 || s.Status().State != Expired || len(seen()) != 1 {
			t.Errorf("%d requests, %+v, told %v", net.count(), s.Status(), seen())
		}
		if g, ok := v.grant(); !ok || g.Refresh != "CANARY-rt-old" {
			t.Error("the stored session was touched")
		}
		// Signing in again mends it.
		if err := s.Adopt(t.Context(), goodGrant(), "acc", true); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Token(t.Context(), ""); err != nil {
			t.Errorf("after a new sign-in: %v", err)
		}
	})
}

func TestKeysRefusedIsKeptApart(t *testing.T) {
	v := &fakeVault{}
	s, net := adopted(t, v, expiredGrant(), func(n int, r *http.Request) (*http.Response, error) {
		if n == 0 {
			return answerWith(401, `{"error":"invalid_client"}`), nil
		}
		return rotating(n, r)
	})
	for range 3 {
		if _, err := s.Token(t.Context(), ""); !errors.Is(err, fault.ErrKeysRefused) || errors.Is(err, fault.ErrSignedOut) {
			t.Errorf("%v", err)
		}
	}
	if s.Status().State != KeysRefused || net.count() != 1 {
		t.Errorf("%+v, %d requests", s.Status(), net.count())
	}
	s.client.SetKeys(Keys{"other", "CANARY"})
	if _, err := s.Token(t.Context(), ""); err != nil || s.Status().State != Active {
		t.Errorf("with other keys: %v, %+v", err, s.Status())
	}
}

func TestR3PortalIsNoSignOut(t *testing.T) {
	for status, want := range map[int]error{200: fault.ErrBotWall, 302: fault.ErrPortal, 307: fault.ErrPortal} {
		synctest.Test(t, func(t *testing.T) {
			v := &fakeVault{}
			s, net := adopted(t, v, expiredGrant(), func(n int, r *http.Request) (*http.Response, error) {
				if n == 0 {
					return answerWith(status, "<html>log in to the network"), nil
				}
				return rotating(n, r)
			})
			if _, err := s.Token(t.Context(), ""); !errors.Is(err, want) || s.Status().State != Active {
				t.Errorf("%d: %v, %+v", status, err, s.Status())
			}
			if g, ok := v.grant(); !ok || g.Refresh != "CANARY-rt-old" {
				t.Errorf("%d: what was stored is gone", status)
			}
			time.Sleep(firstPause)
			if _, err := s.Token(t.Context(), ""); err != nil || net.count() != 2 {
				t.Errorf("%d: %v", status, err)
			}
		})
	}
}

// TestR19SlowKeyringHoldsUpForHalfAMinute at most, however long it takes.
func TestR19SlowKeyringHoldsUpForHalfAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := &fakeVault{}
		s, _ := adopted(t, v, expiredGrant(), rotating)
		v.hook(func(ctx context.Context, op string) error {
			if op != opSet {
				return nil
			}
			return pause(ctx, time.Hour)
		})
		start := time.Now()
		got, err := s.Token(t.Context(), "")
		if took := time.Since(start); got != "CANARY-at-0" || err != nil || took != 30*time.Second {
			t.Errorf("%q, %v after %v", got, err, took)
		}
		if st := s.Status(); st.State != Active || st.Stored || !errors.Is(st.StorageProblem, ErrNotStored) {
			t.Errorf("%+v", st)
		}
	})
}

func TestCallerLeavesTheRenewalGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := &fakeVault{}
		s, net := adopted(t, v, expiredGrant(), slowly(rotating))
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		start := time.Now()
		if _, err := s.Token(ctx, ""); !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != 100*time.Millisecond {
			t.Errorf("%v after %v", err, time.Since(start))
		}
		time.Sleep(time.Second)
		if g, ok := v.grant(); !ok || g.Refresh != "CANARY-rt-0" {
			t.Error("the rotated token was not saved")
		}
		if got, err := s.Token(t.Context(), ""); err != nil || got != "CANARY-at-0" || net.count() != 1 {
			t.Errorf("%v, %d requests", err, net.count())
		}
	})
}

func TestR9RenewalIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, _ := adopted(t, &fakeVault{}, expiredGrant(), func(_ int, r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		})
		start := time.Now()
		if _, err := s.Token(t.Context(), ""); !errors.Is(err, fault.ErrUnavailable) || time.Since(start) > refreshLimit {
			t.Errorf("%v after %v", err, time.Since(start))
		}
		// Who asks during the pause is not told of a deadline that was not theirs.
		if _, err := s.Token(t.Context(), ""); !errors.Is(err, fault.ErrUnavailable) || errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("during the pause: %v", err)
		}
	})
}

func TestR9SlowKeyringCountsToo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := &fakeVault{}
		s, _ := adopted(t, v, expiredGrant(), func(_ int, r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		})
		v.hook(func(ctx context.Context, _ string) error { return pause(ctx, time.Hour) })
		start := time.Now()
		_, err := s.Token(t.Context(), "")
		if took := time.Since(start); !errors.Is(err, fault.ErrUnavailable) || took > refreshLimit {
			t.Errorf("%v after %v", err, took)
		}
		if _, err := s.Token(t.Context(), ""); errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("during the pause: %v", err)
		}
	})
}

func TestR18StoredBeforePublished(t *testing.T) {
	v := &fakeVault{}
	s, _ := adopted(t, v, expiredGrant(), rotating)
	v.hook(func(_ context.Context, op string) error {
		if op == opSet && s.present() != "CANARY-at-old" {
			t.Error("published before it was stored")
		}
		return nil
	})
	if _, err := s.Token(t.Context(), ""); err != nil || s.present() != "CANARY-at-0" {
		t.Errorf("%v", err)
	}
}

func (s *Session) present() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.grant.Access.Reveal()
}

func TestR19RenewedButNotStored(t *testing.T) {
	v := &fakeVault{}
	s, net := adopted(t, v, expiredGrant(), rotating)
	v.fail(ErrKeyringLocked)
	if got, err := s.Token(t.Context(), ""); err != nil || got != "CANARY-at-0" {
		t.Errorf("%v", err)
	}
	if st := s.Status(); st.State != Active || st.Stored || !errors.Is(st.StorageProblem, ErrKeyringLocked) {
		t.Errorf("status = %+v", st)
	}
	// What is stored is older than what is in memory now, and must not replace it.
	v.fail(nil)
	if got, err := s.Token(t.Context(), "CANARY-at-0"); err != nil || got != "CANARY-at-1" || net.count() != 2 {
		t.Errorf("%v, %d requests", err, net.count())
	}
	if form, err := url.ParseQuery(net.forms[1]); err != nil || form.Get("refresh_token") != "CANARY-rt-0" {
		t.Error("the second renewal used an old token")
	}
}

func TestOldStoredGrantDoesNotReplaceAnUnstoredOne(t *testing.T) {
	v := &fakeVault{}
	s, net := testSession(t, v, always(401, `{"error":"invalid_grant"}`))
	if err := s.Adopt(t.Context(), expiredGrant(), "acc", false); err != nil {
		t.Fatal(err)
	}
	other := goodGrant()
	other.Access = "CANARY-at-other"
	v.put(other)
	if got, err := s.Token(t.Context(), ""); !errors.Is(err, fault.ErrSignedOut) || got != "" || net.count() != 1 {
		t.Errorf("%q, %v, %d requests", got, err, net.count())
	}
}

func TestNoRefreshToken(t *testing.T) {
	g := expiredGrant()
	g.Refresh = ""
	s, net := adopted(t, &fakeVault{}, g, rotating)
	if _, err := s.Token(t.Context(), ""); !errors.Is(err, fault.ErrSignedOut) || s.Status().State != Expired || net.count() != 0 {
		t.Errorf("%v, %+v, %d requests", err, s.Status(), net.count())
	}
}

func TestR29CloseWaitsForARotation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := &fakeVault{}
		c, _ := testClient(t, slowly(rotating))
		s := NewSession(c, v, nil)
		if err := s.Adopt(t.Context(), expiredGrant(), "acc", true); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			time.Sleep(100 * time.Millisecond)
			cancel()
		}()
		_, _ = s.Token(ctx, "")
		wait, done := context.WithTimeout(t.Context(), 2*time.Second)
		defer done()
		if err := s.Close(wait); err != nil {
			t.Error(err)
		}
		if g, ok := v.grant(); !ok || g.Refresh != "CANARY-rt-0" {
			t.Error("the rotated token was lost")
		}
	})
}
