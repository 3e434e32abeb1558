package present

import (
	"context"
	"fmt"
	"io"

	"candidaturas/ui/present/task"
)

// A PageOpener writes a page into a file, opens it in the browser and returns where it
// is. It may block; it is called off the presenters' goroutine.
type PageOpener func(ctx context.Context, write func(io.Writer) error) (path string, err error)

// A SummaryPage is everything that shows as a page that a screen reader can read.
type SummaryPage struct {
	*base
	remarks *Remarks
	open    PageOpener // nil where that cannot be done
	writing task.Task
}

// Open writes the page and opens it.
func (p *SummaryPage) Open() {
	if p.conn == nil || p.open == nil || p.writing.Busy() {
		return
	}
	t, words, now, sample := p.conn.Tracker(), p.words, p.platform.Now(), p.conn.Sample()
	p.remarks.say(p.words.T("summary.opening"))
	p.show()
	task.Start(p.loop, &p.writing, func(ctx context.Context) (string, error) {
		changes, err := t.Changes(ctx, 0, newsLimit)
		if err != nil {
			return "", fmt.Errorf("reading the changes: %w", err)
		}
		return p.open(ctx, func(w io.Writer) error { return WriteSummary(w, words, t.List(), changes, now, sample) })
	}, func(path string, err error) {
		if err != nil {
			p.log.Error("opening the summary", "error", err)
			p.remarks.say(p.words.T("summary.failed") + " " + fileProblem(p.words, err))
		} else {
			p.remarks.say(p.words.T("summary.opened", "Path", path))
		}
		p.show()
	})
}
