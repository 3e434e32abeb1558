package auth

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	_ "time/tzdata" // the time zones, wherever the test runs

	"candidaturas/api/fault"
)

func TestR16EarlyRenewal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, net := adopted(t, &fakeVault{}, goodGrant(), rotating)
		time.Sleep(time.Until(s.grant.Expiry) - early - time.Second)
		if _, err := s.Token(t.Context(), ""); err != nil || net.count() != 0 {
			t.Errorf("61 s before: %v, %d requests", err, net.count())
		}
		time.Sleep(time.Second)
		if got, err := s.Token(t.Context(), ""); err != nil || got != "CANARY-at-0" || net.count() != 1 {
			t.Errorf("60 s before: %v, %d requests", err, net.count())
		}
		// Half a day each, for a week.
		for n := 1; n <= 14; n++ {
			time.Sleep(12 * time.Hour)
			if _, err := s.Token(t.Context(), ""); err != nil || net.count() != n+1 {
				t.Fatalf("%v, %d requests, want %d", err, net.count(), n+1)
			}
		}
	})
}

func TestR16RejectionWinsOverTheClock(t *testing.T) {
	g := goodGrant()
	g.Expiry = time.Now().Add(36 * time.Hour) // the clock went back a day
	s, net := adopted(t, &fakeVault{}, g, rotating)
	if got, err := s.Token(t.Context(), "CANARY-at-old"); err != nil || got != "CANARY-at-0" || net.count() != 1 {
		t.Errorf("%v, %d requests", err, net.count())
	}
	if left := time.Until(s.grant.Expiry); left > 12*time.Hour {
		t.Errorf("expires in %v", left)
	}
}

func TestR16ClockAhead(t *testing.T) {
	g := goodGrant()
	g.Expiry = time.Now().Add(-24 * time.Hour) // the clock went ahead a day
	s, net := adopted(t, &fakeVault{}, g, rotating)
	for range 3 {
		if got, err := s.Token(t.Context(), ""); err != nil || got != "CANARY-at-0" || net.count() != 1 {
			t.Errorf("%v, %d requests", err, net.count())
		}
	}
}

// TestR16ExpiryByLocalReceipt reckons from when the answer came, not from what
// the server's clock says.
func TestR16ExpiryByLocalReceipt(t *testing.T) {
	for _, skew := range []time.Duration{-24 * time.Hour, 0, 24 * time.Hour} {
		synctest.Test(t, func(t *testing.T) {
			s, _ := adopted(t, &fakeVault{}, expiredGrant(), slowly(func(n int, r *http.Request) (*http.Response, error) {
				resp, err := rotating(n, r)
				resp.Header.Set("Date", time.Now().Add(skew).UTC().Format(http.TimeFormat))
				return resp, err
			}))
			if _, err := s.Token(t.Context(), ""); err != nil {
				t.Fatal(err)
			}
			if left := time.Until(s.grant.Expiry); left != 43199*time.Second {
				t.Errorf("server's clock %v ahead: expires in %v", skew, left)
			}
		})
	}
}

// TestR16R26ExpiryIsByTheWallClock: the monotonic one stands still while the
// computer sleeps. In a bubble there is no monotonic clock to see.
func TestR16R26ExpiryIsByTheWallClock(t *testing.T) {
	s, _ := adopted(t, &fakeVault{}, expiredGrant(), rotating)
	if _, err := s.Token(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	if text := s.grant.Expiry.String(); strings.Contains(text, " m=") || !strings.HasSuffix(text, "UTC") {
		t.Errorf("expires at %s", text)
	}
}

// TestR16PauseIsNotByTheWallClock: if that jumps back a day while the app waits
// to try again, the wait stays what it was.
func TestR16PauseIsNotByTheWallClock(t *testing.T) {
	var b backoff
	b.add(fault.ErrUnavailable)
	if !strings.Contains(b.until.String(), " m=") {
		t.Errorf("the end of the pause has no monotonic reading: %v", b.until)
	}
}

// TestR16JumpBack finds a session that was stored while the clock was a day
// ahead. It looks good for a day too long; InfoJobs' word puts an end to that,
// with one request, and what is stored then is right again.
func TestR16JumpBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := &fakeVault{}
		g := goodGrant()
		g.Expiry = g.Expiry.Add(24 * time.Hour)
		v.put(g)
		s, net := testSession(t, v, rotating)
		if err := s.Load(t.Context()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(13 * time.Hour) // the token is dead by now
		got, err := s.Token(t.Context(), "")
		if err != nil || got != "CANARY-at-old" || net.count() != 0 {
			t.Fatalf("%v, %d requests", err, net.count())
		}
		for range 2 { // the second comes late
			if fresh, err := s.Token(t.Context(), got); err != nil || fresh != "CANARY-at-0" || net.count() != 1 {
				t.Errorf("refused: %v, %d requests", err, net.count())
			}
		}
		stored, ok := v.grant()
		if left := time.Until(stored.Expiry); !ok || left < 43198*time.Second || left > 43199*time.Second {
			t.Errorf("stored: expires in %v", left)
		}
	})
}

// TestR16SummerTime keeps a session over the hour that is missing in Spain's
// spring and the one that comes twice in its autumn, and over a restart.
func TestR16SummerTime(t *testing.T) {
	madrid, err := time.LoadLocation("Europe/Madrid")
	if err != nil {
		t.Fatal(err)
	}
	local := time.Local
	time.Local = madrid
	t.Cleanup(func() { time.Local = local })
	for _, change := range []time.Time{
		time.Date(2000, 3, 26, 1, 0, 0, 0, time.UTC),
		time.Date(2000, 10, 29, 1, 0, 0, 0, time.UTC),
	} {
		synctest.Test(t, func(t *testing.T) {
			time.Sleep(time.Until(change.Add(-6 * time.Hour)))
			v := &fakeVault{}
			before, _ := adopted(t, v, expiredGrant(), rotating)
			if _, err := before.Token(t.Context(), ""); err != nil {
				t.Fatal(err)
			}
			_, offset := time.Now().Zone()
			s, net := testSession(t, v, rotating)
			if err := s.Load(t.Context()); err != nil {
				t.Fatal(err)
			}
			time.Sleep(43199*time.Second - early - time.Second)
			if _, later := time.Now().Zone(); later == offset {
				t.Fatal("the clocks did not change")
			}
			if _, err := s.Token(t.Context(), ""); err != nil || net.count() != 0 {
				t.Errorf("%v: a second before its time: %v, %d requests", change, err, net.count())
			}
			time.Sleep(time.Second)
			if _, err := s.Token(t.Context(), ""); err != nil || net.count() != 1 {
				t.Errorf("%v: in time: %v, %d requests", change, err, net.count())
			}
		})
	}
}

// TestR16RetryAfterByTheServersClock: a date to wait for is one of the clock that
// the answer came from.
func TestR16RetryAfterByTheServersClock(t *testing.T) {
	for _, skew := range []time.Duration{-24 * time.Hour, 0, 24 * time.Hour} {
		synctest.Test(t, func(t *testing.T) {
			s, _ := adopted(t, &fakeVault{}, expiredGrant(), func(int, *http.Request) (*http.Response, error) {
				theirs := time.Now().Add(skew).UTC()
				header := http.Header{}
				header.Set("Date", theirs.Format(http.TimeFormat))
				header.Set("Retry-After", theirs.Add(5*time.Minute).Format(http.TimeFormat))
				body := io.NopCloser(strings.NewReader("{}"))
				return &http.Response{StatusCode: http.StatusServiceUnavailable, Header: header, Body: body}, nil
			})
			_, err := s.Token(t.Context(), "")
			var failure *Error
			if !errors.As(err, &failure) || failure.Wait != 5*time.Minute {
				t.Errorf("server's clock %v ahead: %v", skew, err)
			}
		})
	}
}
