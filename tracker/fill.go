package tracker

import (
	"context"
	"fmt"
	"slices"
	"time"
)

const (
	// dueAtOnce is how many applications are looked up together of which something
	// is to be fetched.
	dueAtOnce = 10_000
	// listEvery is how long fetching goes on without a look at the list.
	listEvery = 30 * time.Minute
)

// A filling is how far fill has come.
type filling struct {
	done int
	// ahead is how much earlier than due timelines that were put off are fetched.
	ahead time.Duration
	// handled are the applications that it has been at.
	handled map[string]bool
	// granted says that InfoJobs has told a timeline.
	granted bool
}

// fill fetches what is due, latest news first. It goes on past an application that
// InfoJobs will not tell about, and stops at whatever would fail for all the others
// too.
func (r *run) fill(ctx context.Context) error {
	for {
		ids, err := r.due(ctx)
		if err != nil {
			return fmt.Errorf("looking for what is to be fetched: %w", err)
		}
		if len(ids) == 0 && !r.catchUp() {
			r.report(Progress{Phase: PhaseActivity, Done: r.filling.done, Total: r.filling.done})
			return nil
		}
		if err := r.fillThese(ctx, ids); err != nil {
			return err
		}
	}
}

// due returns the applications of which something is due and that were not seen to
// yet.
func (r *run) due(ctx context.Context) ([]string, error) {
	by := r.now().Add(r.filling.ahead)
	ids, err := r.session.store.Due(ctx, by, dueAtOnce)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(ids, func(id string) bool { return r.filling.handled[id] }), nil
}

// catchUp reports whether timelines that were put off when the permission was
// missing can be fetched now, before they are due.
func (r *run) catchUp() bool {
	if r.filling.ahead > 0 || !r.filling.granted || !r.refused.Swap(false) {
		return false
	}
	r.filling.ahead = again
	return true
}

// fillThese stops early when it is time to look at the list.
func (r *run) fillThese(ctx context.Context, ids []string) error {
	total := r.filling.done + len(ids)
	for _, id := range ids {
		if r.now().Sub(r.listedAt) >= listEvery {
			return r.list(ctx)
		}
		r.report(Progress{Phase: PhaseActivity, Done: r.filling.done, Total: total})
		if err := r.fillOne(ctx, id); err != nil {
			return err
		}
		r.filling.done++
	}
	return nil
}

// fillOne fetches what is due of one application. Once a timeline was refused, no
// other is asked for: they are put off, but for the one that was refused, by which
// the next synchronisation finds out whether the permission is there.
func (r *run) fillOne(ctx context.Context, id string) error {
	r.filling.handled[id] = true
	k, err := r.session.application(ctx, id)
	if err != nil || k == nil {
		return err
	}
	now := r.now()
	w := wanted{
		timeline: !timelineDue(k).After(now),
		detail:   !detailDue(k).After(now),
		offer:    !offerDue(k).After(now),
	}
	f := fetched{asked: k}
	if w.timeline && r.result.NoActivity {
		w.timeline, f.putOff = false, now.Add(again)
	}
	err = r.fetch(ctx, r.session, w, &f)
	r.filling.granted = r.filling.granted || f.timelineRead
	if f.refused {
		r.result.NoActivity = true
		r.refused.Store(true)
	}
	if f.failed != nil {
		r.log.Warn("an application could not be read", "error", f.failed)
		r.result.Failed = append(r.result.Failed, id)
	}
	n, keepErr := r.keepFetched(ctx, r.session, &f)
	r.result.Changes += n
	if err != nil {
		return fmt.Errorf("reading an application: %w", err)
	}
	return keepErr
}
