package task

import (
	"context"
	"sync"
	"time"

	"candidaturas/tracker"
)

// Edits writes what the person does to their applications, one thing after the
// other and each to its end, also while the app closes: none overtakes another, and
// the last word is the last one said. The methods may be called from any goroutine.
type Edits struct {
	Loop *Loop

	mu      sync.Mutex
	waiting []func(context.Context)
	working bool
}

// Add has something done after all that was added before.
func (e *Edits) Add(do func(context.Context)) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.waiting = append(e.waiting, do)
	if !e.working {
		e.working = true
		e.Loop.Running.Go(e.work)
	}
}

func (e *Edits) work() {
	ctx := context.WithoutCancel(e.Loop.Ctx)
	for do := e.next(); do != nil; do = e.next() {
		do(ctx)
	}
}

func (e *Edits) next() func(context.Context) {
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
func (e *Edits) inTurn(ctx context.Context, do func(context.Context) error) error {
	done := make(chan error, 1)
	e.Add(func(ctx context.Context) { done <- do(ctx) })
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Later is a step that is taken after all that was added before it.
func (e *Edits) Later(t *tracker.Tracker, do func(context.Context, *tracker.Tracker) error) func(context.Context) error {
	return func(ctx context.Context) error {
		return e.inTurn(ctx, func(ctx context.Context) error { return do(ctx, t) })
	}
}

// settleLimit is how long whoever goes on elsewhere waits for what is being written.
const settleLimit = 5 * time.Second

// Settle waits for all that was added before, but not for ever.
func (e *Edits) Settle(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, settleLimit)
	defer cancel()
	_ = e.inTurn(ctx, func(context.Context) error { return nil }) // it has gone on for long enough then
}
