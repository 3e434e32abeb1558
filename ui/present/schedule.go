package present

import (
	"context"
	"errors"
	"time"

	"candidaturas/tracker"
)

// planNext decides when to check again by itself, if ever.
func (a *applications) planNext(err error) {
	a.failures++
	if err == nil || errors.Is(err, context.Canceled) {
		a.failures = 0
	}
	a.last = tracker.Attempt{At: a.platform.Now(), Err: err, Failures: a.failures}
	a.nextTry = a.schedule.Next(a.last)
	a.awaitNext()
}

// checkEvery plans the next check anew when the time between two has changed.
func (a *applications) checkEvery(every time.Duration) {
	a.schedule.Every = every
	if a.last.At.IsZero() || a.nextTry.IsZero() || a.last.Err != nil {
		return
	}
	a.nextTry = a.schedule.Next(a.last)
	a.awaitNext()
	a.show()
}

// awaitNext checks at the time that was planned. A computer that sleeps holds its
// timers up: then the clock of the screen finds that it is late.
func (a *applications) awaitNext() {
	if a.nextTry.IsZero() {
		return
	}
	wait := a.nextTry.Sub(a.platform.Now())
	start(a.loop, &a.retry, noValue(func(ctx context.Context) error {
		return sleep(ctx, wait)
	}), func(_ never, err error) {
		if err == nil {
			a.refresh()
		}
	})
}

func (a *applications) checkIfDue() {
	if tracker.Due(a.platform.Now(), a.last, a.nextTry) {
		a.refresh()
	}
}

// focused checks when the person comes back to something old.
func (a *applications) focused() {
	if a.conn == nil || !a.clock.busy() || a.last.At.IsZero() {
		return // another screen shows, or the first check is still to come
	}
	if tracker.DueOnFocus(a.platform.Now(), a.last, a.nextTry) {
		a.refresh()
	}
}

// nextCheck is when the next check will be, zero if there is none to announce.
func (a *applications) nextCheck(now time.Time) time.Time {
	if !a.nextTry.After(now) {
		return time.Time{}
	}
	return a.nextTry
}
