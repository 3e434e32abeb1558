package desktop

import (
	"sync"
	"time"
)

// turn is for how long functions run on the window's goroutine before it gets to draw
// and to look at the keys.
const turn = 8 * time.Millisecond

// A Dispatcher runs functions on the window's goroutine, in order, and all that have
// come together in one turn. The toolkit's queue gives one function a turn and may
// draw after it: where drawing is slow, as without a graphics card, functions would
// come faster than they run, and what shows would fall behind by seconds.
type Dispatcher struct {
	Do func(func()) // the toolkit's

	mu      sync.Mutex
	waiting []func()
	asked   bool // for a turn that has not ended yet
}

// Dispatch is a present.Dispatcher.
func (d *Dispatcher) Dispatch(f func()) {
	d.mu.Lock()
	d.waiting = append(d.waiting, f)
	ask := !d.asked
	d.asked = true
	d.mu.Unlock()
	if ask {
		d.Do(d.run)
	}
}

// run is one turn.
func (d *Dispatcher) run() {
	for began := time.Now(); ; {
		f := d.next()
		if f == nil {
			return
		}
		f()
		if time.Since(began) > turn && d.more() {
			d.Do(d.run)
			return
		}
	}
}

// next is the first function that waits. The turn ends where there is none.
func (d *Dispatcher) next() func() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.waiting) == 0 {
		d.asked = false
		return nil
	}
	f := d.waiting[0]
	d.waiting[0] = nil
	d.waiting = d.waiting[1:]
	return f
}

// more reports whether others wait, for which another turn is wanted; where none do,
// the turn ends.
func (d *Dispatcher) more() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked = len(d.waiting) > 0
	return d.asked
}
