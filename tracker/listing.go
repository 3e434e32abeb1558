package tracker

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"
)

const (
	// maxPages ends a list that has no end: 120,000 applications.
	maxPages = 4000
	// passEvery is how often the whole list is read.
	passEvery = 24 * time.Hour
)

// list brings the list up to date: from its top down to where nothing can have
// changed, or all of it if a complete pass is due. If the list moves meanwhile, an
// application may have slipped past: then it reads once more from the top.
func (r *run) list(ctx context.Context) error {
	rd, err := r.firstRound(ctx)
	if err == nil && rd.moved {
		if rd.full {
			rd, err = r.pass(ctx)
		} else {
			rd, err = r.check(ctx)
		}
	}
	if err == nil {
		err = r.finish(ctx, rd)
	}
	if err != nil {
		return fmt.Errorf("reading the list of applications: %w", err)
	}
	r.listedAt = r.now()
	return nil
}

// firstRound goes on with a pass that was interrupted, starts one that is due, or
// else looks at what is new.
func (r *run) firstRound(ctx context.Context) (*round, error) {
	now := r.now()
	switch {
	case r.state.PassPage > 1 && within(passEvery, r.state.PassStarted, now):
		return r.resume(ctx)
	case r.state.PassPage > 0, passDue(&r.state, now):
		return r.pass(ctx)
	}
	return r.check(ctx)
}

// passDue reports whether the whole list is to be read, going by the last time that
// this was done or tried.
func passDue(s *SyncState, now time.Time) bool {
	if at := s.PassAgainAt; !at.IsZero() {
		return !at.After(now) || at.Sub(now) > passEvery // or of a clock that was wrong
	}
	return !within(passEvery, s.FullAt, now)
}

// within reports whether at is less than d before now. What is yet to come is of a
// clock that was wrong and does not count.
func within(d time.Duration, at, now time.Time) bool {
	return !at.After(now) && now.Sub(at) < d
}

// pass starts a complete pass.
func (r *run) pass(ctx context.Context) (*round, error) {
	r.startPass(1)
	rd := newRound()
	rd.full = true
	_, err := r.pages(ctx, rd, 1)
	return rd, err
}

func (r *run) startPass(page int) {
	r.state.Pass++
	r.state.PassPage, r.state.PassStarted = page, r.now()
}

// check reads down to where nothing can have changed. If InfoJobs lists more than
// that explains, the check becomes a complete pass and goes on.
func (r *run) check(ctx context.Context) (*round, error) {
	rd := newRound()
	last, err := r.pages(ctx, rd, 1)
	if err != nil || rd.ended || rd.total <= r.state.Total+rd.fresh {
		return rd, err
	}
	r.startPass(last + 1)
	r.state.PassTotal, r.state.HighWater = rd.total, rd.newest
	rd.full = true
	if err := r.saveState(ctx, slices.Collect(maps.Keys(rd.seen))); err != nil {
		return nil, err
	}
	_, err = r.pages(ctx, rd, last+1)
	return rd, err
}

// resume goes on with the pass under way. First it looks at what has come on top
// since, then it goes back to the last page that the pass had read. If that holds
// nothing the pass has met, or the total does not fit, too much has moved.
func (r *run) resume(ctx context.Context) (*round, error) {
	overlap := r.state.PassPage - 1
	top := newRound()
	last, err := r.pages(ctx, top, 1)
	if err != nil {
		return nil, err
	}
	if top.moved || top.total != r.state.PassTotal+top.made {
		return r.pass(ctx)
	}
	r.state.PassTotal, r.state.HighWater = top.total, top.newest
	if err := r.saveState(ctx, nil); err != nil {
		return nil, err
	}
	if last >= overlap {
		top.full = true
		_, err = r.pages(ctx, top, last+1)
		return top, err
	}
	rd := newRound()
	rd.full, rd.total, rd.newest, rd.above = true, top.total, top.newest, (overlap-1)*PageSize
	if err := r.page(ctx, rd, overlap); err != nil {
		return nil, err
	}
	if rd.again == 0 || rd.short && !rd.ended {
		return r.pass(ctx)
	}
	_, err = r.pages(ctx, rd, overlap+1)
	return rd, err
}

// finish keeps that the list was read as far as was needed.
func (r *run) finish(ctx context.Context, rd *round) error {
	r.editing.Lock()
	defer r.editing.Unlock()
	now := r.now()
	r.state.CheckedAt = now
	switch {
	case rd.cut && !r.totalLies(rd, now):
		r.cutShort(rd, now)
	case rd.full:
		r.complete(rd, now)
		if !rd.moved && !rd.endless {
			return r.finishPass(context.WithoutCancel(ctx))
		}
		// Good enough for the list, but what was not met may still be there.
	default:
		r.state.HighWater = rd.newest
		// What InfoJobs lists less is seen to by the next pass. Until then a total
		// that goes up and down is no reason for one.
		r.state.Total = max(r.state.Total, rd.total)
	}
	state := r.state
	return r.save(ctx, Batch{State: &state})
}

// complete takes note that the whole list was read.
func (r *run) complete(rd *round, now time.Time) {
	r.state.HighWater, r.state.Total, r.state.FullAt = rd.newest, rd.total, now
	r.state.PassPage, r.state.PassTotal, r.state.PassStarted, r.state.PassAgainAt = 0, 0, time.Time{}, time.Time{}
	if !rd.cut {
		r.state.CutRows, r.state.CutSince = 0, time.Time{}
	}
	if !r.state.BaselineDone {
		r.state.BaselineDone, r.state.BaselineAt = true, rd.newest
	}
}

// cutShort takes note that the list ended early each time it was read. The next
// synchronisation reads it whole again. If that is no better, the total may be what
// is wrong, and once a day is enough.
func (r *run) cutShort(rd *round, now time.Time) {
	r.state.Total = max(r.state.Total, rd.total)
	switch {
	case r.state.PassAgainAt.IsZero():
		r.state.PassAgainAt = now
	case rd.full:
		r.state.PassAgainAt = now.Add(passEvery)
	}
	if rd.full {
		r.state.PassPage, r.state.PassTotal, r.state.PassStarted = 0, 0, time.Time{}
	}
}

// totalLies reports whether the first complete pass has ended with as many rows for
// so long that the list must be whole, and InfoJobs count something that it does not
// list: otherwise nothing would ever be news. It takes note of when that began.
func (r *run) totalLies(rd *round, now time.Time) bool {
	rows := rd.above + rd.rows
	if !rd.full || r.state.BaselineDone {
		return false
	}
	if r.state.CutRows != rows || r.state.CutSince.IsZero() || r.state.CutSince.After(now) {
		r.state.CutRows, r.state.CutSince = rows, now
		return false
	}
	return now.Sub(r.state.CutSince) >= passEvery
}

// finishPass also counts who was not met. The caller holds editing.
func (r *run) finishPass(ctx context.Context) error {
	if r.session.over() {
		return ErrNoAccount
	}
	ids, err := r.session.store.FinishPass(ctx, r.state.Pass, r.state)
	if err != nil {
		return err
	}
	r.setState(r.session, r.state)
	return r.refresh(ctx, r.session, ids, false)
}
