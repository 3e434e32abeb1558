package present

import (
	"context"
	"log/slog"
	"time"

	"candidaturas/tracker"
	"candidaturas/ui/present/task"
)

// A base is what every part of the main screen stands on.
type base struct {
	loop     *task.Loop
	words    *Words // in the language in use
	platform Platform
	log      *slog.Logger
	subject
	show func() // publishes the state as it is now
}

// mayAsk reports whether there is a session to ask InfoJobs with.
func (b *base) mayAsk() bool { return b.access == accessSession && !b.ending }

// find is an application of the list, nil if it is not there.
func (b *base) find(id string) *tracker.Summary {
	if b.conn == nil || id == "" {
		return nil
	}
	return b.conn.Tracker().List().Find(id)
}

// checked is when the list was last brought up to date, zero for never.
func (b *base) checked() time.Time {
	return b.conn.Tracker().State().CheckedAt
}

// background does something that the person need not wait for, to the end even
// when they go elsewhere. What fails is logged, and handed to failed unless that is
// nil or another connection shows by then.
func (b *base) background(what string, do func(context.Context) error, failed func(error)) {
	conn := b.conn
	b.loop.Running.Go(func() {
		err := do(b.loop.Ctx)
		if err != nil {
			b.log.Warn(what, "error", err)
		}
		b.loop.Post(func() {
			if b.conn != conn {
				return
			}
			if err != nil && failed != nil {
				failed(err)
			}
			b.show()
		})
	})
}
