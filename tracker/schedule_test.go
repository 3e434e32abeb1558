package tracker

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// waitError asks to wait.
type waitError struct {
	error
	wait time.Duration
}

func (e waitError) RetryAfter() time.Duration { return e.wait }
func (e waitError) Unwrap() error             { return e.error }

func middle() float64 { return 0.5 }

func TestScheduleInterval(t *testing.T) {
	at := day(0)
	for _, tt := range []struct {
		every  time.Duration
		random float64
		want   time.Duration
	}{
		{0, 0.5, 30 * time.Minute},
		{0, 0, 27 * time.Minute},
		{time.Hour, 0.75, 63 * time.Minute},
		{time.Minute, 0.5, 15 * time.Minute},
		{24 * time.Hour, 0.5, 6 * time.Hour},
	} {
		s := Schedule{Every: tt.every, Rand: func() float64 { return tt.random }}
		for _, err := range []error{nil, context.Canceled} {
			if got := s.Next(Attempt{At: at, Err: err}).Sub(at); got != tt.want {
				t.Errorf("every %v at random %v: %v, want %v", tt.every, tt.random, got, tt.want)
			}
		}
	}
	for range 100 {
		if got := (Schedule{}).Next(Attempt{At: at}).Sub(at); got < 27*time.Minute || got > 33*time.Minute {
			t.Fatalf("%v", got)
		}
	}
}

func TestR7BackOff(t *testing.T) {
	at := day(0)
	want := []time.Duration{1, 1, 2, 4, 8, 16, 32, 60, 60}
	for _, err := range []error{ErrOffline, ErrUnavailable, ErrPortal} {
		for failures, minutes := range want {
			a := Attempt{At: at, Err: fmt.Errorf("listing: %w", err), Failures: failures}
			if got := (Schedule{}).Next(a).Sub(at); got != minutes*time.Minute {
				t.Errorf("%v, %d failures: %v", err, failures, got)
			}
		}
	}
	if got := (Schedule{}).Next(Attempt{At: at, Err: ErrRateLimited, Failures: 40}).Sub(at); got != 15*time.Minute {
		t.Errorf("a limit without a hint, for the 40th time: %v", got)
	}
}

func TestR6RetryAfter(t *testing.T) {
	at := day(0)
	for _, tt := range []struct {
		err  error
		hint time.Duration
		want time.Duration
	}{
		{ErrRateLimited, 0, time.Minute},
		{ErrRateLimited, -time.Hour, time.Minute},
		{ErrRateLimited, time.Second, time.Minute},
		{ErrRateLimited, 5 * time.Minute, 5 * time.Minute},
		{ErrRateLimited, 86400 * time.Second, 15 * time.Minute},
		{ErrUnavailable, 2 * time.Hour, 2 * time.Hour},
		{ErrBotWall, 0, 30 * time.Minute},
		{ErrBotWall, time.Minute, 30 * time.Minute},
		{ErrBotWall, 45 * time.Minute, 45 * time.Minute},
	} {
		a := Attempt{At: at, Err: fmt.Errorf("listing: %w", waitError{tt.err, tt.hint}), Failures: 1}
		if got := (Schedule{}).Next(a).Sub(at); got != tt.want {
			t.Errorf("%v with %v: %v, want %v", tt.err, tt.hint, got, tt.want)
		}
	}
}

func TestScheduleNoUse(t *testing.T) {
	for _, err := range []error{
		ErrSignedOut, ErrKeysRefused, ErrScopeMissing, ErrInsecure, ErrNotFound, ErrBadAnswer, ErrStoreFull,
		ErrNoAccount, errors.New("anything else"),
	} {
		next := (Schedule{}).Next(Attempt{At: day(0), Err: waitError{err, time.Hour}})
		if !next.IsZero() {
			t.Errorf("%v: %v", err, next)
		}
		if Due(day(10), Attempt{At: day(0), Err: err}, next) || DueOnFocus(day(10), Attempt{At: day(0), Err: err}, next) {
			t.Errorf("%v: a check is due", err)
		}
	}
}

func TestDueOnFocus(t *testing.T) {
	at := day(0)
	for _, tt := range []struct {
		name string
		err  error
		ago  time.Duration
		want bool
	}{
		{"just now", nil, 0, false},
		{"ten minutes ago", nil, 10 * time.Minute, false},
		{"longer ago", nil, 10*time.Minute + 1, true},
		{"the clock was put back", nil, -time.Hour, true},
		{"cancelled", context.Canceled, 11 * time.Minute, true},
		{"failed, not yet", ErrBotWall, 29 * time.Minute, false},
		{"failed, now", ErrBotWall, 30 * time.Minute, true},
	} {
		a := Attempt{At: at, Err: tt.err}
		if got := DueOnFocus(at.Add(tt.ago), a, (Schedule{Rand: middle}).Next(a)); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

// TestR26 lets the clock jump at random, as sleep and people do, and looks at it
// every minute: checks follow one another neither too soon nor too late.
func TestR26(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Schedule{Rand: func() float64 { return rapid.Float64Range(0, 0.999).Draw(t, "random") }}
		now := day(0)
		a := Attempt{At: now}
		next := s.Next(a)
		awake := time.Duration(0) // since the last check, by a clock that does not jump
		jumped := false
		for range rapid.IntRange(1, 200).Draw(t, "minutes") {
			if rapid.IntRange(0, 19).Draw(t, "jump") == 0 {
				now = now.Add(time.Duration(rapid.IntRange(-3000, 3000).Draw(t, "by")) * time.Minute)
				jumped = true
			}
			now, awake = now.Add(time.Minute), awake+time.Minute
			if !Due(now, a, next) {
				if awake > 34*time.Minute && !jumped {
					t.Fatalf("nothing for %v", awake)
				}
				continue
			}
			if awake < 27*time.Minute && !jumped {
				t.Fatalf("again after %v", awake)
			}
			a = Attempt{At: now}
			next, awake, jumped = s.Next(a), 0, false
			if Due(now, a, next) {
				t.Fatal("due again at once")
			}
		}
	})
}

func TestR26Jumps(t *testing.T) {
	a := Attempt{At: day(10)}
	next := (Schedule{Rand: middle}).Next(a)
	for _, tt := range []struct {
		name string
		now  time.Time
		want bool
	}{
		{"before", next.Add(-1), false},
		{"on time", next, true},
		{"after a sleep of days", next.AddDate(0, 0, 3), true},
		{"put back by a year", day(10).AddDate(-1, 0, 0), true},
		{"put back a little", day(10).Add(-time.Minute), false},
		{"put back more", day(10).Add(-time.Minute - 1), true},
	} {
		if got := Due(tt.now, a, next); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}
