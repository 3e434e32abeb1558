package present

import (
	"context"
	"sync"
	"time"
)

// A Dispatcher runs functions, in order, on the goroutine that the presenters
// live on. It may be called from any goroutine and does not wait.
type Dispatcher func(func())

// A loop starts slow work off the presenters' goroutine and brings its result
// back. Closing it cancels the work and waits for it; results that come later
// are dropped.
type loop struct {
	dispatch Dispatcher
	ctx      context.Context
	cancel   context.CancelFunc
	running  sync.WaitGroup
	seq      uint64 // of the last piece of work
}

func newLoop(dispatch Dispatcher) *loop {
	ctx, cancel := context.WithCancel(context.Background())
	return &loop{dispatch: dispatch, ctx: ctx, cancel: cancel}
}

// close waits no longer than closeLimit for work that does not heed its context.
func (l *loop) close() {
	l.cancel()
	done := make(chan struct{})
	go func() {
		l.running.Wait()
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

// post runs f on the presenters' goroutine unless the loop has closed by then.
func (l *loop) post(f func()) {
	l.dispatch(func() {
		if l.ctx.Err() == nil {
			f()
		}
	})
}

// A task is a place for one piece of work at a time: starting another cancels
// the one before, whose result is then dropped.
type task struct {
	seq    uint64 // of the work under way, 0 for none
	cancel context.CancelFunc
}

// stop cancels the work, if any, and drops its result.
func (t *task) stop() {
	t.seq = 0
	if t.cancel != nil {
		t.cancel()
		t.cancel = nil
	}
}

// interrupt cancels the work but waits for its result.
func (t *task) interrupt() {
	if t.cancel != nil {
		t.cancel()
	}
}

func (t *task) busy() bool { return t.cancel != nil }

// start runs work on a goroutine of its own and then done on the presenters'
// goroutine, unless t was stopped or started again meanwhile.
func start[T any](l *loop, t *task, work func(context.Context) (T, error), done func(T, error)) {
	t.stop()
	ctx, cancel := context.WithCancel(l.ctx)
	l.seq++ // no other work ever has it, also when the place was made anew
	seq := l.seq
	t.seq, t.cancel = seq, cancel
	l.running.Go(func() {
		value, err := work(ctx)
		l.post(func() {
			if t.seq != seq {
				return
			}
			t.stop()
			done(value, err)
		})
		cancel()
	})
}

// never is the value of work that has none.
type never struct{}

func noValue(work func(context.Context) error) func(context.Context) (never, error) {
	return func(ctx context.Context) (never, error) { return never{}, work(ctx) }
}

// sleep waits for d or until ctx is done, whose error it then returns.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
