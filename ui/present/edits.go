package present

import (
	"context"
	"sync"
	"time"

	"candidaturas/tracker"
)

// edits writes what the person does to their applications, one thing after the
// other and each to its end, also while the app closes: none overtakes another, and
// the last word is the last one said. The methods may be called from any goroutine.
type edits struct {
	loop *loop

	mu      sync.Mutex
	waiting []func(context.Context)
	working bool
}

// add has something done after all that was added before.
func (e *edits) add(do func(context.Context)) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.waiting = append(e.waiting, do)
	if !e.working {
		e.working = true
		e.loop.running.Go(e.work)
	}
}

func (e *edits) work() {
	ctx := context.WithoutCancel(e.loop.ctx)
	for do := e.next(); do != nil; do = e.next() {
		do(ctx)
	}
}

func (e *edits) next() func(context.Context) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.waiting) == 0 {
		e.working = false
		return nil
	}
	do := e.waiting[0]
	e.waiting = e.waiting[1:]
	return do
}

// inTurn does something after all that was added before and waits for it, unless
// ctx is done first.
func (e *edits) inTurn(ctx context.Context, do func(context.Context) error) error {
	done := make(chan error, 1)
	e.add(func(ctx context.Context) { done <- do(ctx) })
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// later is a step that is taken after all that was added before it.
func (e *edits) later(t *tracker.Tracker, do func(context.Context, *tracker.Tracker) error) func(context.Context) error {
	return func(ctx context.Context) error {
		return e.inTurn(ctx, func(ctx context.Context) error { return do(ctx, t) })
	}
}

// settleLimit is how long whoever goes on elsewhere waits for what is being written.
const settleLimit = 5 * time.Second

// settle waits for all that was added before, but not for ever.
func (e *edits) settle(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, settleLimit)
	defer cancel()
	_ = e.inTurn(ctx, func(context.Context) error { return nil }) // it has gone on for long enough then
}
