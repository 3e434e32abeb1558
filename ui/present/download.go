package present

import (
	"context"
	"errors"
	"time"

	"candidaturas/tracker"
)

// refresh downloads what is new. While a download runs it does nothing.
func (a *applications) refresh() {
	if a.conn == nil || a.download.busy() || a.signingOut {
		return
	}
	if !a.conn.HasKeys() {
		a.show() // the banner says what is missing
		return
	}
	a.retry.stop()
	a.problem, a.nextTry, a.cancelled, a.note = nil, time.Time{}, false, ""
	a.progress, a.unshown = &tracker.Progress{}, false
	a.show()
	t := a.conn.Tracker
	start(a.loop, &a.download, func(ctx context.Context) (tracker.Result, error) {
		return t.Download(ctx, a.reporter(ctx))
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
	a.show()
}

func (a *applications) downloaded(result tracker.Result, err error) {
	a.pace.stop()
	a.progress = nil
	a.result, a.problem = result, err
	if err == nil {
		a.updated, a.failures = a.platform.Now(), 0
		a.show()
		return
	}
	a.log.Warn("downloading", "error", err)
	a.planRetry(err)
	a.show()
}

// planRetry decides when to try again by itself, if time alone can help.
func (a *applications) planRetry(err error) {
	wait := retryWait(err, a.failures)
	a.failures++
	if wait == 0 {
		return
	}
	a.nextTry = a.platform.Now().Add(wait)
	a.awaitRetry()
}

func (a *applications) awaitRetry() {
	wait := a.nextTry.Sub(a.platform.Now())
	start(a.loop, &a.retry, noValue(func(ctx context.Context) error {
		return sleep(ctx, wait)
	}), func(_ never, err error) {
		if err == nil {
			a.refresh()
		}
	})
}

// retryWait is how long to wait after the n-th failure in a row, 0 to leave it
// to the person. How long InfoJobs asked to wait goes before our own idea, but a
// web page in place of data asks to be left alone for longer.
func retryWait(err error, n int) time.Duration {
	wait := min(time.Minute<<min(n, 6), time.Hour)
	var hint tracker.RetryHinter
	if errors.As(err, &hint) && hint.RetryAfter() > 0 {
		wait = max(hint.RetryAfter(), time.Minute)
	}
	switch {
	case errors.Is(err, tracker.ErrBotWall):
		return max(wait, 30*time.Minute)
	case errors.Is(err, tracker.ErrOffline), errors.Is(err, tracker.ErrUnavailable),
		errors.Is(err, tracker.ErrRateLimited), errors.Is(err, tracker.ErrPortal):
		return wait
	}
	return 0
}
