package present

import (
	"context"
	"time"

	"candidaturas/tracker"
)

// refresh brings the list up to date. While that is under way it does nothing.
func (a *applications) refresh() {
	if a.conn == nil || a.access != accessSession || a.ending || a.download.busy() {
		return
	}
	if !a.conn.HasKeys() {
		a.show() // the banner says what is missing
		return
	}
	a.retry.stop()
	a.problem, a.listOnly, a.storeProblem, a.nextTry, a.cancelled = nil, false, nil, time.Time{}, false
	a.progress, a.unshown, a.checkedBefore = &tracker.Progress{}, false, a.checked()
	a.show()
	t := a.conn.Tracker()
	start(a.loop, &a.download, func(ctx context.Context) (tracker.Result, error) {
		if !t.List().Complete() { // reading it has failed before
			if err := t.Open(ctx, t.Account(), nil); err != nil {
				return tracker.Result{}, err
			}
		}
		return t.Sync(ctx, a.reporter(ctx))
	}, a.downloaded)
}

// reporter passes progress on, unless the download was given up meanwhile.
func (a *applications) reporter(ctx context.Context) func(tracker.Progress) {
	return func(p tracker.Progress) {
		a.loop.post(func() {
			if ctx.Err() == nil {
				a.progressed(p)
			}
		})
	}
}

// progressPause is the least time between two reports that are shown.
const progressPause = 100 * time.Millisecond

// progressed shows the first report at once, and what comes then at a pace that
// can be seen.
func (a *applications) progressed(p tracker.Progress) {
	a.progress, a.unshown = &p, true
	if !a.pace.busy() {
		a.showProgress()
	}
}

func (a *applications) showProgress() {
	if !a.unshown {
		return
	}
	a.unshown = false
	a.show()
	start(a.loop, &a.pace, noValue(func(ctx context.Context) error {
		return sleep(ctx, progressPause)
	}), func(_ never, err error) {
		if err == nil {
			a.showProgress()
		}
	})
}

// cancelDownload keeps what has arrived.
func (a *applications) cancelDownload() {
	if !a.download.busy() {
		return
	}
	a.download.stop()
	a.pace.stop()
	a.progress, a.cancelled = nil, true
	a.planNext(context.Canceled)
	a.show()
}

func (a *applications) downloaded(result tracker.Result, err error) {
	a.pace.stop()
	a.listOnly = err != nil && a.checked().After(a.checkedBefore)
	a.progress = nil
	a.result, a.problem = result, err
	if err != nil {
		a.log.Warn("downloading", "error", err)
	}
	if err != nil && !a.conn.Tracker().List().Complete() { // not InfoJobs' fault
		a.problem, a.storeProblem = nil, err
	}
	a.planNext(err)
	a.show()
	a.hooks.synchronized()
}
