package tracker

import (
	"context"
	"fmt"
	"time"
)

// A Phase is what a synchronisation is busy with.
type Phase int

// The phases of a synchronisation, in order.
const (
	PhaseList     Phase = iota // the pages of the list
	PhaseActivity              // timelines, details and offers that are new or changed
)

// Progress says how far a synchronisation has come.
type Progress struct {
	Phase Phase
	Done  int
	Total int
}

// A Result is what a synchronisation found, and what it could not do although it
// went through.
type Result struct {
	// NoActivity says that the permission to read timelines is missing.
	NoActivity bool
	// Failed are the applications of which something could not be read.
	Failed []string
	// Changes is how many changes were found.
	Changes int
}

// Sync brings what is kept of the active account up to date: first the list, as
// far down as something has moved, then timelines, details and offers of what is
// new or has changed, latest news first. After each step it calls report, if there
// is one, from the calling goroutine.
//
// What arrived is kept whatever happens next, cancellation included, and the next
// call goes on from there. One call runs at a time: a second one waits. Errors are
// those of the [Source] and of the [Store], and [ErrNoAccount], also when the
// account was left meanwhile.
func (t *Tracker) Sync(ctx context.Context, report func(Progress)) (Result, error) {
	select {
	case t.syncing <- struct{}{}:
		defer func() { <-t.syncing }()
	case <-ctx.Done():
		return Result{}, fmt.Errorf("waiting for the synchronisation under way: %w", ctx.Err())
	}
	s, err := t.current()
	if err != nil {
		return Result{}, err
	}
	ctx, cancel := s.during(ctx)
	defer cancel()
	if report == nil {
		report = func(Progress) {}
	}
	r := &run{Tracker: t, session: s, report: report, filling: filling{handled: map[string]bool{}}}
	if r.state, err = s.store.State(ctx); err != nil {
		return Result{}, fmt.Errorf("reading how far the synchronisation has come: %w", err)
	}
	err = r.list(ctx)
	if err == nil {
		err = r.fill(ctx)
	}
	return r.result, s.asAccountLeft(err)
}

// A run is one synchronisation under way.
type run struct {
	*Tracker
	session *session
	report  func(Progress)
	state   SyncState
	result  Result

	listedAt time.Time // when the list was last read as far as was needed
	filling  filling
}

// save writes a batch for the run's account and counts its changes. It is not
// stopped by a context that is done: what has arrived is kept. The caller holds editing.
func (r *run) save(ctx context.Context, b Batch) error {
	if err := r.activeAccount.save(ctx, r.session, b); err != nil {
		return err
	}
	r.result.Changes += len(b.Changes)
	return nil
}

// saveState writes the state, and which applications the pass under way has listed.
func (r *run) saveState(ctx context.Context, listed []string) error {
	r.editing.Lock()
	defer r.editing.Unlock()
	state := r.state
	return r.save(ctx, Batch{Listed: listed, Pass: state.Pass, State: &state})
}
