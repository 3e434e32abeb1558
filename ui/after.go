package ui

import "time"

// An after calls f on the goroutine that draws once d has passed, unless it is
// cancelled there before.
type after func(d time.Duration, f func()) (cancel func())

// afterOn waits with a timer and comes back through dispatch.
func afterOn(dispatch func(func())) after {
	return func(d time.Duration, f func()) func() {
		cancelled := false // read and written on the goroutine that draws alone
		timer := time.AfterFunc(d, func() {
			dispatch(func() {
				if !cancelled {
					f()
				}
			})
		})
		return func() {
			cancelled = true
			timer.Stop()
		}
	}
}
