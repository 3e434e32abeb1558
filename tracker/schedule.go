package tracker

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"
)

const (
	// usualEvery is how often InfoJobs is asked in the background; the person may
	// choose from minEvery to maxEvery.
	usualEvery = 30 * time.Minute
	minEvery   = 15 * time.Minute
	maxEvery   = 6 * time.Hour
	// spread is how much sooner or later than that, as a part of it, so that not
	// everybody asks at the full hour.
	spread = 0.1
	// freshOnFocus is how old what is shown may be when the person comes back to it.
	freshOnFocus = 10 * time.Minute

	// The wait after failures doubles from the first to the last.
	minBackOff = time.Minute
	maxBackOff = time.Hour
	// rateLimitCap is the longest that a request to wait is taken at its word.
	rateLimitCap = 15 * time.Minute
	// wallWait is how long InfoJobs is left alone, at least, after it has answered
	// with a web page.
	wallWait = 30 * time.Minute

	// clockSlack is how far a clock may be put back without being taken for wrong.
	clockSlack = time.Minute
)

// A Schedule says when InfoJobs is asked in the background. It goes by the wall
// clock, which goes on while the computer sleeps. The zero value is ready to use.
type Schedule struct {
	// Every is the time between two checks: 15 minutes to 6 hours, 30 minutes for 0.
	Every time.Duration
	// Rand returns a random number from 0 up to 1; nil for that of the package
	// math/rand/v2.
	Rand func() float64
}

// An Attempt is one synchronisation that has come to its end.
type Attempt struct {
	At       time.Time // when it ended, by this computer's clock
	Err      error     // nil if it went through
	Failures int       // how many in a row, up to this one, have failed
}

// Next returns when the next check is due after an attempt. It is zero if the
// attempt failed for a reason that waiting does not mend. It is to be asked for
// once an attempt: the times that it returns for the same one differ.
func (s Schedule) Next(a Attempt) time.Time {
	if a.Err == nil || errors.Is(a.Err, context.Canceled) {
		return a.At.Add(s.interval())
	}
	wait := backOff(a)
	if wait == 0 {
		return time.Time{}
	}
	return a.At.Add(wait)
}

func (s Schedule) interval() time.Duration {
	every := s.Every
	if every == 0 {
		every = usualEvery
	}
	every = min(max(every, minEvery), maxEvery)
	random := s.Rand
	if random == nil {
		random = rand.Float64
	}
	return every + time.Duration((2*random()-1)*spread*float64(every))
}

// backOff is how long to wait after a failure, 0 to leave it to the person. How
// long InfoJobs asked to wait goes before our own idea.
func backOff(a Attempt) time.Duration {
	wait := min(minBackOff<<min(max(a.Failures-1, 0), 6), maxBackOff)
	var hint RetryHinter
	if errors.As(a.Err, &hint) && hint.RetryAfter() > 0 {
		wait = max(hint.RetryAfter(), minBackOff)
	}
	switch {
	case errors.Is(a.Err, ErrBotWall):
		return max(wait, wallWait)
	case errors.Is(a.Err, ErrRateLimited):
		return min(wait, rateLimitCap)
	case errors.Is(a.Err, ErrOffline), errors.Is(a.Err, ErrUnavailable), errors.Is(a.Err, ErrPortal):
		return wait
	}
	return 0
}

// Due reports whether the check that Next announced after an attempt is due. If
// the clock was put back behind the attempt, the check is due: what was announced
// may be far away. After a sleep it is due once, like any other that is late.
func Due(now time.Time, a Attempt, next time.Time) bool {
	if next.IsZero() {
		return false
	}
	return !now.Before(next) || now.Before(a.At.Add(-clockSlack))
}

// DueOnFocus reports whether InfoJobs is to be asked because the person has come
// back to the app: when the last check is older than 10 minutes. After a failure
// it waits for the check that Next announced.
func DueOnFocus(now time.Time, a Attempt, next time.Time) bool {
	if a.Err != nil && !errors.Is(a.Err, context.Canceled) {
		return Due(now, a, next)
	}
	return now.Sub(a.At) > freshOnFocus || now.Before(a.At.Add(-clockSlack))
}
