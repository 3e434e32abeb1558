package tracker

import (
	"context"
	"errors"
	"fmt"
)

// maxMemoryPages ends a list whose total keeps moving or lies.
const maxMemoryPages = 200

// Download brings the list up to date and then the timeline of every
// application that is new or has moved, newest first. After each step it calls
// report, if there is one, from the calling goroutine. What arrived is kept
// whatever happens next, cancellation included. A second download waits for the
// first, which may be one that was cancelled and is just ending.
func (t *Memory) Download(ctx context.Context, report func(Progress)) (Result, error) {
	select {
	case t.downloading <- struct{}{}:
		defer func() { <-t.downloading }()
	case <-ctx.Done():
		return Result{}, fmt.Errorf("waiting for the download under way: %w", ctx.Err())
	}
	if report == nil {
		report = func(Progress) {}
	}
	if err := t.downloadList(ctx, report); err != nil {
		return Result{}, fmt.Errorf("downloading the list of applications: %w", err)
	}
	return t.downloadActivity(ctx, report)
}

// downloadList reads all pages. If the list moves meanwhile an application may
// have slipped past: then it reads them once more.
func (t *Memory) downloadList(ctx context.Context, report func(Progress)) error {
	_, era := t.known("")
	for range 2 {
		moved, err := t.downloadPages(ctx, era, report)
		if err != nil {
			return err
		}
		if !moved {
			return nil
		}
	}
	return nil
}

// downloadPages reports whether the list moved between its first page and its
// last. What enters or leaves it changes its total; what only goes up to the top,
// as every news does, pushes the end of one page into the next.
func (t *Memory) downloadPages(ctx context.Context, era uint64, report func(Progress)) (moved bool, err error) {
	seen := map[string]bool{}
	first := 0
	for page := 1; page <= maxMemoryPages; page++ {
		p, err := t.source.Applications(ctx, page)
		if err != nil {
			return false, err
		}
		if page == 1 {
			first = p.Total
		}
		moved = moved || p.Total != first
		before := len(seen)
		for _, a := range p.Applications {
			if seen[a.ID] {
				moved = true
				continue
			}
			seen[a.ID] = true
			t.merge(era, a)
		}
		report(Progress{Phase: PhaseList, Done: len(seen), Total: max(p.Total, len(seen))})
		if len(seen) == before || len(seen) == p.Total || len(seen) > p.Total && len(p.Applications) < PageSize {
			return moved, nil
		}
	}
	return false, nil
}

// downloadActivity goes on past an application that InfoJobs will not tell
// about, and stops at whatever would fail for all the others too.
func (t *Memory) downloadActivity(ctx context.Context, report func(Progress)) (Result, error) {
	var result Result
	var wanted []string
	for _, a := range t.Applications() {
		if !a.TimelineKnown {
			wanted = append(wanted, a.ID)
		}
	}
	for i, id := range wanted {
		report(Progress{Phase: PhaseActivity, Done: i, Total: len(wanted)})
		err := t.LoadActivity(ctx, id)
		switch {
		case err == nil:
		case errors.Is(err, ErrScopeMissing):
			result.NoActivity = true
			return result, nil
		case errors.Is(err, ErrNotFound), errors.Is(err, ErrBadAnswer):
			result.Failed = append(result.Failed, id)
		default:
			return result, err
		}
	}
	report(Progress{Phase: PhaseActivity, Done: len(wanted), Total: len(wanted)})
	return result, nil
}

// LoadActivity reads the timeline of one application unless it is known.
func (t *Memory) LoadActivity(ctx context.Context, id string) error {
	before, era := t.known(id)
	if before == nil || before.TimelineKnown {
		return nil
	}
	events, err := t.source.Timeline(ctx, id)
	if err != nil {
		return fmt.Errorf("reading the timeline of an application: %w", err)
	}
	t.update(era, id, func(a *Application) {
		a.Timeline = events
		// A page of the list that came in meanwhile may tell of a later event.
		a.TimelineKnown = sameEvent(a.LastEvent, before.LastEvent)
	})
	return nil
}

// LoadDetail reads what only the single-application operation tells, unless it
// is known.
func (t *Memory) LoadDetail(ctx context.Context, id string) error {
	before, era := t.known(id)
	if before == nil || before.Detail != nil {
		return nil
	}
	d, err := t.source.Detail(ctx, id)
	if err != nil {
		return fmt.Errorf("reading the detail of an application: %w", err)
	}
	t.update(era, id, func(a *Application) { a.Detail = &d })
	return nil
}
