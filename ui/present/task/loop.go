// Package task runs slow work beside the window's goroutine and brings its result back,
// in order, by a dispatcher. It knows nothing of what the work is.
package task

import (
	"context"
	"sync"
	"time"
)

// A Dispatcher runs functions, in order, on the goroutine that the presenters
// live on. It may be called from any goroutine and does not wait.
type Dispatcher func(func())

// A Loop starts slow work off the presenters' goroutine and brings its result
// back. Closing it cancels the work and waits for it; results that come later
// are dropped.
type Loop struct {
	dispatch Dispatcher
	// Ctx is done when the loop closes, Running the work that Close waits for.
	Ctx     context.Context
	Running sync.WaitGroup
	cancel  context.CancelFunc
	seq     uint64 // of the last piece of work
}

// NewLoop returns a loop whose results come back through dispatch.
func NewLoop(dispatch Dispatcher) *Loop {
	ctx, cancel := context.WithCancel(context.Background())
	return &Loop{dispatch: dispatch, Ctx: ctx, cancel: cancel}
}

// Close waits no longer than closeLimit for work that does not heed its context.
func (l *Loop) Close() {
	l.cancel()
	done := make(chan struct{})
	go func() {
		l.Running.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(closeLimit):
	}
}

// closeLimit and the time that a connection takes to close keep quitting within
// two seconds.
const closeLimit = 700 * time.Millisecond

// Post runs f on the presenters' goroutine unless the loop has closed by then.
func (l *Loop) Post(f func()) {
	l.dispatch(func() {
		if l.Ctx.Err() == nil {
			f()
		}
	})
}

// A Task is a place for one piece of work at a time: starting another cancels
// the one before, whose result is then dropped.
type Task struct {
	seq    uint64 // of the work under way, 0 for none
	cancel context.CancelFunc
}

// Stop cancels the work, if any, and drops its result.
func (t *Task) Stop() {
	t.seq = 0
	if t.cancel != nil {
		t.cancel()
		t.cancel = nil
	}
}

// Interrupt cancels the work but waits for its result.
func (t *Task) Interrupt() {
	if t.cancel != nil {
		t.cancel()
	}
}

// Busy reports whether work is under way.
func (t *Task) Busy() bool { return t.cancel != nil }

// Start runs work on a goroutine of its own and then done on the presenters'
// goroutine, unless t was stopped or started again meanwhile.
func Start[T any](l *Loop, t *Task, work func(context.Context) (T, error), done func(T, error)) {
	t.Stop()
	ctx, cancel := context.WithCancel(l.Ctx)
	l.seq++ // no other work ever has it, also when the place was made anew
	seq := l.seq
	t.seq, t.cancel = seq, cancel
	l.Running.Go(func() {
		value, err := work(ctx)
		l.Post(func() {
			if t.seq != seq {
				return
			}
			t.Stop()
			done(value, err)
		})
		cancel()
	})
}

// Never is the value of work that has none.
type Never struct{}

// NoValue is work that has none.
func NoValue(work func(context.Context) error) func(context.Context) (Never, error) {
	return func(ctx context.Context) (Never, error) { return Never{}, work(ctx) }
}

// Sleep waits for d or until ctx is done, whose error it then returns.
func Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
