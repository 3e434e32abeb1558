package present

import (
	"context"
	"fmt"
	"io"
)

// A PageOpener writes a page into a file, opens it in the browser and returns where it
// is. It may block; it is called off the presenters' goroutine.
type PageOpener func(ctx context.Context, write func(io.Writer) error) (path string, err error)

// openSummary opens everything that shows as a page that a screen reader can read.
func (a *applications) openSummary(open PageOpener) {
	if a.conn == nil || open == nil || a.summary.busy() {
		return
	}
	t, words, now, sample := a.conn.Tracker(), a.words, a.platform.Now(), a.conn.Sample()
	a.say(a.words.T("summary.opening"))
	a.show()
	start(a.loop, &a.summary, func(ctx context.Context) (string, error) {
		changes, err := t.Changes(ctx, 0, newsLimit)
		if err != nil {
			return "", fmt.Errorf("reading the changes: %w", err)
		}
		return open(ctx, func(w io.Writer) error { return WriteSummary(w, words, t.List(), changes, now, sample) })
	}, func(path string, err error) {
		if err != nil {
			a.log.Error("opening the summary", "error", err)
			a.say(a.words.T("summary.failed") + " " + fileProblem(a.words, err))
		} else {
			a.say(a.words.T("summary.opened", "Path", path))
		}
		a.show()
	})
}

// OpenSummary opens everything that shows as a page that a screen reader can read.
func (s *Shell) OpenSummary() { s.apps.openSummary(s.opts.OpenPage) }
