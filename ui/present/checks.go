package present

import (
	"context"
	"errors"
	"time"

	"candidaturas/tracker"
	"candidaturas/ui/present/task"
)

// checks plans when to bring the list up to date without being asked.
type checks struct {
	*base
	schedule tracker.Schedule
	check    func() // brings it up to date

	last     tracker.Attempt
	next     time.Time // zero for never
	failures int
	waiting  task.Task
}

// plan decides when to check again, if ever, now that a check has ended.
func (c *checks) plan(err error) {
	c.failures++
	if err == nil || errors.Is(err, context.Canceled) {
		c.failures = 0
	}
	c.last = tracker.Attempt{At: c.platform.Now(), Err: err, Failures: c.failures}
	c.next = c.schedule.Next(c.last)
	c.await()
}

// every plans the next check anew when the time between two has changed.
func (c *checks) every(interval time.Duration) {
	c.schedule.Every = interval
	if c.last.At.IsZero() || c.next.IsZero() || c.last.Err != nil {
		return
	}
	c.next = c.schedule.Next(c.last)
	c.await()
	c.show()
}

// await checks at the time that was planned. A computer that sleeps holds its
// timers up: then the clock of the screen finds that it is late.
func (c *checks) await() {
	if c.next.IsZero() {
		return
	}
	wait := c.next.Sub(c.platform.Now())
	task.Start(c.loop, &c.waiting, task.NoValue(func(ctx context.Context) error {
		return task.Sleep(ctx, wait)
	}), func(_ task.Never, err error) {
		if err == nil {
			c.check()
		}
	})
}

// asSoonAsBack has a check that was given up made up for when the screen is back.
func (c *checks) asSoonAsBack() {
	c.plan(context.Canceled)
	c.next = c.last.At
}

// begun says that a check is under way: none is planned.
func (c *checks) begun() {
	c.waiting.Stop()
	c.next = time.Time{}
}

// reset forgets how checks of another account went.
func (c *checks) reset() {
	c.last, c.next, c.failures = tracker.Attempt{}, time.Time{}, 0
}

func (c *checks) checkIfDue() {
	if tracker.Due(c.platform.Now(), c.last, c.next) {
		c.check()
	}
}

// checkOnFocus checks when the person comes back to something old, once there was a
// first check.
func (c *checks) checkOnFocus() {
	if !c.last.At.IsZero() && tracker.DueOnFocus(c.platform.Now(), c.last, c.next) {
		c.check()
	}
}

// announced is when the next check will be, zero if there is none to announce.
func (c *checks) announced(now time.Time) time.Time {
	if !c.next.After(now) {
		return time.Time{}
	}
	return c.next
}
