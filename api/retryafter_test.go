package api

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"candidaturas/api/fault"
	"candidaturas/tracker"
)

func TestR6RetryAfter(t *testing.T) {
	start := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC) // of every bubble
	date := func(d time.Duration) string { return start.Add(d).Format(http.TimeFormat) }
	tests := []struct {
		name, header, date string
		min, max           time.Duration // of the wait within the call
		told               time.Duration // or what the error tells
	}{
		{"seconds", "7", "", 7 * time.Second, 7 * time.Second, 0},
		{"date", date(9 * time.Second), "", 9 * time.Second, 9 * time.Second, 0},
		{"date by the server's clock", date(time.Hour + 9*time.Second), date(time.Hour), 9 * time.Second, 9 * time.Second, 0},
		{"limit of sleeping", "20", "", 20 * time.Second, 20 * time.Second, 0},
		{"zero", "0", "", time.Second, 4 * time.Second, 0},
		{"negative", "-30", "", time.Second, 4 * time.Second, 0},
		{"past date", date(-time.Hour), "", time.Second, 4 * time.Second, 0},
		{"rubbish", "mañana", "", time.Second, 4 * time.Second, 0},
		{"not a number", "NaN", "", time.Second, 4 * time.Second, 0},
		{"absent", "", "", time.Second, 4 * time.Second, 0},
		{"a minute", "60", "", 0, 0, time.Minute},
		{"a day", "86400", "", 0, 0, 15 * time.Minute},
		{"distant date", date(48 * time.Hour), "", 0, 0, 15 * time.Minute},
		{"overflow", "99999999999999999999", "", 0, 0, 15 * time.Minute},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				wire := failFirst(t, 1, func() (*http.Response, error) {
					r := response(429, `{"error":"429"}`)
					if tt.header != "" {
						r.Header.Set("Retry-After", tt.header)
					}
					if tt.date != "" {
						r.Header.Set("Date", tt.date)
					}
					return r, nil
				})
				begin := time.Now()
				err := candidate(t.Context(), newTestClient(t, wire, nil))
				waited := time.Since(begin)
				if tt.told == 0 {
					if err != nil || wire.count() != 2 || waited < tt.min || waited > tt.max {
						t.Fatalf("%d requests in %v: %v", wire.count(), waited, err)
					}
					return
				}
				wantErr(t, err, fault.ErrRateLimited)
				var hint tracker.RetryHinter
				if !errors.As(err, &hint) || hint.RetryAfter() != tt.told {
					t.Fatalf("told to wait %v, want %v", hint.RetryAfter(), tt.told)
				}
				if waited != 0 || wire.count() != 1 {
					t.Fatalf("%d requests in %v, want 1 at once", wire.count(), waited)
				}
			})
		})
	}
}

func TestR6OthersWaitToo(t *testing.T) {
	t.Run("a long wait fails them at once", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			wire := failFirst(t, 1, func() (*http.Response, error) {
				return response(429, "{}", "Retry-After", "120"), nil
			})
			c := newTestClient(t, wire, nil)
			wantErr(t, candidate(t.Context(), c), fault.ErrRateLimited)
			time.Sleep(30 * time.Second)
			_, err := c.Offer(t.Context(), "abc")
			var e *Error
			if !errors.As(err, &e) || e.Operation != "offer" || e.Status != 429 || e.RetryAfter() != 90*time.Second {
				t.Fatalf("error %v", err)
			}
			if wire.count() != 1 {
				t.Fatalf("%d requests, want 1", wire.count())
			}
			// When little is left it is slept through.
			time.Sleep(80 * time.Second)
			begin := time.Now()
			if err := candidate(t.Context(), c); err != nil || time.Since(begin) != 10*time.Second {
				t.Fatalf("after %v: %v", time.Since(begin), err)
			}
		})
	})
	t.Run("just above what is slept through", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			wire := always(func() *http.Response { return response(429, "{}", "Retry-After", "25") })
			c := newTestClient(t, wire, nil)
			begin := time.Now()
			wantErr(t, candidate(t.Context(), c), fault.ErrRateLimited)
			wantErr(t, candidate(t.Context(), c), fault.ErrRateLimited)
			if time.Since(begin) != 0 || wire.count() != 1 {
				t.Errorf("%d requests in %v", wire.count(), time.Since(begin))
			}
		})
	})
	t.Run("when InfoJobs names no time", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			wire := failFirst(t, 1, func() (*http.Response, error) { return response(429, "{}"), nil })
			c := newTestClient(t, wire, nil)
			done := make(chan error)
			go func() { done <- candidate(t.Context(), c) }()
			synctest.Wait()
			begin := time.Now()
			if err := candidate(t.Context(), c); err != nil || time.Since(begin) < time.Second {
				t.Errorf("left after %v: %v", time.Since(begin), err)
			}
			if err := <-done; err != nil {
				t.Error(err)
			}
		})
	})
	t.Run("even those whose turn has come", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			wire := always(func() *http.Response {
				time.Sleep(500 * time.Millisecond)
				return response(429, "{}", "Retry-After", "60")
			})
			c, err := NewClient(newFakeAuth(), Options{Transport: wire, Rate: 1, Burst: 1})
			if err != nil {
				t.Fatal(err)
			}
			done := make(chan error, 2)
			for range 2 {
				go func() { done <- candidate(t.Context(), c) }()
				synctest.Wait()
			}
			wantErr(t, <-done, fault.ErrRateLimited)
			wantErr(t, <-done, fault.ErrRateLimited)
			if wire.count() != 1 {
				t.Errorf("%d requests, want 1", wire.count())
			}
		})
	})
	t.Run("also after a web page", func(t *testing.T) {
		wire := always(func() *http.Response {
			return response(429, "<html>", "Content-Type", "text/html", "Retry-After", "120")
		})
		c := newTestClient(t, wire, nil)
		for range 3 {
			err := candidate(t.Context(), c)
			wantErr(t, err, fault.ErrBotWall)
			var hint tracker.RetryHinter
			if !errors.As(err, &hint) || hint.RetryAfter() <= time.Minute || hint.RetryAfter() > 2*time.Minute {
				t.Errorf("told to wait %v", hint.RetryAfter())
			}
		}
		if wire.count() != 1 {
			t.Errorf("%d requests, want 1", wire.count())
		}
	})
	t.Run("a short wait delays them", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			begin := time.Now()
			var after []time.Duration
			wire := &fakeWire{}
			wire.answer = func(n int, _ *http.Request) (*http.Response, error) {
				if n == 1 {
					return response(503, "{}", "Retry-After", "10"), nil
				}
				wire.mu.Lock()
				after = append(after, time.Since(begin))
				wire.mu.Unlock()
				return response(200, fixture(t, "candidate.json")), nil
			}
			c := newTestClient(t, wire, nil)
			done := make(chan error, 3)
			go func() { done <- candidate(t.Context(), c) }()
			synctest.Wait()
			for range 2 {
				go func() { done <- candidate(t.Context(), c) }()
			}
			for range 3 {
				if err := <-done; err != nil {
					t.Error(err)
				}
			}
			for _, d := range after {
				if d != 10*time.Second {
					t.Errorf("a request left after %v", d)
				}
			}
		})
	})
	t.Run("until the caller gives up", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			wire := always(func() *http.Response { return response(429, "{}", "Retry-After", "10") })
			c := newTestClient(t, wire, nil)
			ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
			defer cancel()
			begin := time.Now()
			wantErr(t, candidate(ctx, c), context.DeadlineExceeded)
			wantErr(t, candidate(ctx, c), context.DeadlineExceeded)
			if time.Since(begin) != 3*time.Second || wire.count() != 1 {
				t.Errorf("%d requests in %v", wire.count(), time.Since(begin))
			}
		})
	})
}
