package widgets

import "time"

// An AfterFunc calls f on the goroutine that draws once d has passed, unless it is
// cancelled there before.
type AfterFunc func(d time.Duration, f func()) (cancel func())

// AfterFuncOn waits with a timer and comes back through dispatch.
func AfterFuncOn(dispatch func(func())) AfterFunc {
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
