package present

import (
	"context"
	"errors"
	"time"

	"candidaturas/tracker"
	"candidaturas/ui/present/task"
)

// Progress is a download under way.
type Progress struct {
	Text string
	// Fraction is 0 to 1, negative while the total is unknown.
	Fraction float64
}

// Downloads bring the list up to date, and tell how that went.
type Downloads struct {
	*base
	storage *storage
	checks  *checks
	ended   func() // a download was

	running  task.Task
	pace     task.Task // between two reports that are shown
	progress *tracker.Progress
	unshown  bool // the progress has been reported and not shown
	before   time.Time
	outcome
}

// An outcome is what came of the last download.
type outcome struct {
	result  tracker.Result
	problem error
	// listOnly says that the problem came after the list had been read.
	listOnly  bool
	cancelled bool
}

func newDownloads(b *base, s *storage, schedule tracker.Schedule, ended func()) *Downloads {
	d := &Downloads{base: b, storage: s, ended: ended}
	d.checks = &checks{base: b, schedule: schedule, check: d.Refresh}
	return d
}

// Refresh brings the list up to date. While that is under way it does nothing.
func (d *Downloads) Refresh() {
	if d.conn == nil || !d.mayAsk() || d.running.Busy() {
		return
	}
	if !d.conn.HasKeys() {
		d.show() // the banner says what is missing
		return
	}
	d.checks.begun()
	d.outcome, d.storage.problem = outcome{result: d.result}, nil
	d.progress, d.unshown, d.before = &tracker.Progress{}, false, d.checked()
	d.show()
	t := d.conn.Tracker()
	task.Start(d.loop, &d.running, func(ctx context.Context) (tracker.Result, error) {
		if !t.List().Complete() { // reading it has failed before
			if err := t.Open(ctx, t.Account(), nil); err != nil {
				return tracker.Result{}, err
			}
		}
		return t.Sync(ctx, d.reporter(ctx))
	}, d.downloaded)
}

// reporter passes progress on, unless the download was given up meanwhile.
func (d *Downloads) reporter(ctx context.Context) func(tracker.Progress) {
	return func(p tracker.Progress) {
		d.loop.Post(func() {
			if ctx.Err() == nil {
				d.progressed(p)
			}
		})
	}
}

// progressPause is the least time between two reports that are shown.
const progressPause = 100 * time.Millisecond

// progressed shows the first report at once, and what comes then at a pace that
// can be seen.
func (d *Downloads) progressed(p tracker.Progress) {
	d.progress, d.unshown = &p, true
	if !d.pace.Busy() {
		d.showProgress()
	}
}

func (d *Downloads) showProgress() {
	if !d.unshown {
		return
	}
	d.unshown = false
	d.show()
	task.Start(d.loop, &d.pace, task.NoValue(func(ctx context.Context) error {
		return task.Sleep(ctx, progressPause)
	}), func(_ task.Never, err error) {
		if err == nil {
			d.showProgress()
		}
	})
}

// Cancel stops the download under way and keeps what has arrived.
func (d *Downloads) Cancel() {
	if !d.running.Busy() {
		return
	}
	d.running.Stop()
	d.pace.Stop()
	d.progress, d.cancelled = nil, true
	d.checks.plan(context.Canceled)
	d.show()
}

func (d *Downloads) downloaded(result tracker.Result, err error) {
	d.pace.Stop()
	d.listOnly = err != nil && d.checked().After(d.before)
	d.progress = nil
	d.result, d.problem = result, err
	if err != nil {
		d.log.Warn("downloading", "error", err)
	}
	if err != nil && !d.conn.Tracker().List().Complete() { // not InfoJobs' fault
		d.problem = nil
		d.storage.fail(err)
	}
	d.checks.plan(err)
	d.show()
	d.ended()
}

// leave stops all of it. A download goes on as soon as the screen is back.
func (d *Downloads) leave() {
	if d.running.Busy() {
		d.cancelled = true
		d.checks.asSoonAsBack()
	}
	d.running.Stop()
	d.pace.Stop()
	d.checks.waiting.Stop()
	d.progress = nil
}

// reset forgets the downloads of another account.
func (d *Downloads) reset() {
	d.progress, d.outcome = nil, outcome{}
	d.checks.reset()
}

// renewed forgets what a session before could not do: it says nothing about this one.
func (d *Downloads) renewed() {
	d.result, d.checks.failures = tracker.Result{}, 0
}

// failed are the applications that the last one could not bring up to date.
func (d *Downloads) failed() []string { return d.result.Failed }

func (d *Downloads) busy() bool { return d.progress != nil }

// leftAlone reports whether InfoJobs has asked for some peace, until the next check.
func (d *Downloads) leftAlone() bool {
	asked := errors.Is(d.problem, tracker.ErrBotWall) || errors.Is(d.problem, tracker.ErrRateLimited)
	return asked && d.checks.next.After(d.platform.Now())
}

// state is the download under way, nil for none.
func (d *Downloads) state() *Progress {
	p := d.progress
	switch {
	case p == nil:
		return nil
	case p.Total == 0:
		return &Progress{Text: d.words.T("list.downloading_start"), Fraction: -1}
	}
	key := "list.downloading"
	if p.Phase == tracker.PhaseActivity {
		key = "list.activity"
	}
	return &Progress{
		Text:     d.words.T(key, "Done", d.words.Number(p.Done), "Total", d.words.Number(p.Total)),
		Fraction: float64(p.Done) / float64(p.Total),
	}
}
