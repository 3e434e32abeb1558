package tracker

import (
	"context"
	"time"
)

// A round is one reading of the list from its top.
type round struct {
	// full says that it reads the whole list, for the complete pass under way.
	full bool
	// seen are the applications it has met; above is how many more, further up, the
	// pass had met before it was interrupted.
	seen  map[string]bool
	above int
	// rows are how many rows its pages held, odd how many of them tell of nothing.
	rows, odd int

	total  int       // what the first page tells
	newest time.Time // the latest last event
	fresh  int       // applications that are not known or made since the last check
	made   int       // those made since the last check
	again  int       // those that the pass under way has met before this round
	moved  bool      // the list is not any more what it was at the first page

	short   bool // the last page was not full
	settled bool // nothing below the last page can have changed
	ended   bool // there is nothing below the last page
	cut     bool // although InfoJobs says that the list holds more
	endless bool // the list was given up
}

func newRound() *round { return &round{seen: map[string]bool{}} }

// over reports whether the round has read what it is to read.
func (rd *round) over() bool {
	return rd.ended || rd.endless || rd.settled && !rd.full
}

// pages reads on from a page until the round is over. It returns the last page
// that was read.
func (r *run) pages(ctx context.Context, rd *round, page int) (last int, err error) {
	for ; !rd.over(); page++ {
		if page > maxPages {
			rd.endless = true
			break
		}
		if err := r.page(ctx, rd, page); err != nil {
			return 0, err
		}
	}
	return page - 1, nil
}

// page reads one page and keeps what it tells.
func (r *run) page(ctx context.Context, rd *round, page int) error {
	p, err := r.source.Applications(ctx, page)
	if err != nil {
		return err
	}
	if page == 1 {
		rd.total = p.Total
	}
	rd.moved = rd.moved || p.Total != rd.total
	before := len(rd.seen)
	if err := r.takePage(ctx, rd, page, p); err != nil {
		return err
	}
	rows := len(p.Applications) + p.Odd
	rd.rows, rd.odd = rd.rows+rows, rd.odd+p.Odd
	met := rd.above + len(rd.seen) + rd.odd
	rd.short = rows < PageSize
	rd.ended = len(rd.seen) == before || met == p.Total || met > p.Total && rd.short
	// Rows that were met twice have pushed others out of sight, which is not the same.
	rd.cut = rd.ended && rd.above+rd.rows < p.Total
	rd.moved = rd.moved || rd.cut
	total := met
	if rd.full {
		total = max(p.Total, met)
	}
	r.report(Progress{Phase: PhaseList, Done: met, Total: total})
	return nil
}

// takePage keeps a page in one piece: what it tells of applications, what that
// changes, and how far the pass has come.
func (r *run) takePage(ctx context.Context, rd *round, page int, p Page) error {
	r.editing.Lock()
	defer r.editing.Unlock()
	ids := make([]string, len(p.Applications))
	for i := range p.Applications {
		ids[i] = p.Applications[i].ID
	}
	kept, err := r.session.store.Kept(context.WithoutCancel(ctx), ids)
	if err != nil {
		return err
	}
	b := Batch{Pass: r.state.Pass}
	for i := range p.Applications {
		fresh := &p.Applications[i]
		if rd.seen[fresh.ID] {
			rd.moved, rd.settled = true, false
			continue
		}
		rd.seen[fresh.ID] = true
		old := kept[fresh.ID]
		rd.count(old, fresh, &r.state)
		changed := r.take(&b, old, *fresh)
		rd.settled = !changed && lastEventAt(fresh).Before(r.state.HighWater)
	}
	if rd.full {
		r.turnPage(rd, page)
		state := r.state
		b.State = &state
	}
	if len(b.Applications)+len(b.Listed) == 0 && b.State == nil {
		return nil
	}
	return r.save(ctx, b)
}

// count takes note of one application that the round has met.
func (rd *round) count(old *Kept, fresh *Application, state *SyncState) {
	if at := lastEventAt(fresh); at.After(rd.newest) {
		rd.newest = at
	}
	made := fresh.AppliedAt.After(state.HighWater)
	if made {
		rd.made++
	}
	if made || old == nil {
		rd.fresh++
	}
	if old != nil && old.Pass == state.Pass {
		rd.again++
	}
}

// take adds to a batch what the list tells of one application, and reports whether
// that is anything new.
func (r *run) take(b *Batch, old *Kept, fresh Application) (changed bool) {
	now := r.now()
	var k Kept
	if old == nil {
		k, changed = firstSeen(fresh, now, r.state.wasThere(&fresh)), true
	} else {
		k, changed = mergeListing(old, fresh, now)
	}
	underWay := r.state.PassPage > 0
	switch {
	case !changed && underWay:
		b.Listed = append(b.Listed, k.ID)
	case changed:
		delete(r.filling.handled, k.ID)
		if underWay || old == nil {
			k.Pass = r.state.Pass
		}
		k.DueAt = due(&k, time.Time{})
		b.Applications = append(b.Applications, k)
		b.Changes = append(b.Changes, found(Compare(old, &k), now)...)
	}
	return changed
}

// found dates changes.
func found(changes []Change, now time.Time) []Change {
	for i := range changes {
		changes[i].FoundAt = now
	}
	return changes
}

// turnPage takes note that the pass under way has read a page. Once its first page
// is kept, what was newest then is old: the pass will come past everything below.
// If the list has moved, the pass is not to be gone on with but read again.
func (r *run) turnPage(rd *round, page int) {
	if page == 1 {
		r.state.PassTotal, r.state.HighWater = rd.total, rd.newest
	}
	r.state.PassPage = page + 1
	if rd.moved {
		r.state.PassPage = 1
	}
}
