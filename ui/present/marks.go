package present

import (
	"context"
	"time"

	"candidaturas/tracker"
)

// A marking is something the person did to one application, done.
type marking struct {
	text string // that says so, empty when there was nothing to do
	undo func(context.Context, *tracker.Tracker) error
	then func() // what follows from it, on the presenters' goroutine; may be nil
}

// mark does something to an application as it is when its turn comes: who presses a
// key twice in a row does and undoes.
func (a *applications) mark(what, id string, do func(context.Context, *tracker.Tracker, *tracker.Summary) (marking, error)) {
	if a.conn == nil || a.conn.Tracker().List().Find(id) == nil {
		return
	}
	conn, t := a.conn, a.conn.Tracker()
	a.edits.add(func(ctx context.Context) {
		var m marking
		var err error
		if s := t.List().Find(id); s != nil {
			m, err = do(ctx, t, s)
		}
		a.loop.post(func() {
			if a.conn == conn {
				a.marked(what, m, err)
			}
		})
	})
}

// marked shows what became of it.
func (a *applications) marked(what string, m marking, err error) {
	if err != nil {
		a.log.Warn(what, "error", err)
		a.failedToKeep(err)
		return
	}
	if m.text != "" {
		a.did(m.text, a.inTurn(m.undo))
	}
	if m.then != nil {
		m.then()
	}
	a.show()
}

// inTurn is a step back, taken after whatever else is being written.
func (a *applications) inTurn(undo func(context.Context, *tracker.Tracker) error) func(context.Context) error {
	t := a.conn.Tracker()
	return func(ctx context.Context) error {
		return a.edits.inTurn(ctx, func(ctx context.Context) error { return undo(ctx, t) })
	}
}

// toggleStar marks an application as important, or no longer.
func (a *applications) toggleStar(id string) {
	w := a.words
	a.mark("marking an application as important", id, func(ctx context.Context, t *tracker.Tracker, s *tracker.Summary) (marking, error) {
		on, text := !s.Starred, w.T("did.starred")
		if !on {
			text = w.T("did.unstarred")
		}
		return marking{text: text, undo: func(ctx context.Context, t *tracker.Tracker) error { return t.SetStarred(ctx, s.ID, !on) }},
			t.SetStarred(ctx, s.ID, on)
	})
}

// toggleLetGo gives an application up unless it has ended, or counts on it again.
func (a *applications) toggleLetGo(id string) {
	w, now := a.words, a.platform.Now()
	a.mark("giving an application up", id, func(ctx context.Context, t *tracker.Tracker, s *tracker.Summary) (marking, error) {
		at, before, text := now, time.Time{}, w.T("did.let_go")
		switch {
		case s.Stage == tracker.StageLetGo:
			at, before, text = time.Time{}, s.Since, w.T("did.taken_up")
		case s.Stage.Ended():
			return marking{}, nil
		}
		return marking{text: text, undo: func(ctx context.Context, t *tracker.Tracker) error { return t.SetLetGo(ctx, s.ID, before) }},
			t.SetLetGo(ctx, s.ID, at)
	})
}

// toggleArchive puts an application away, or back. Of the chosen one it goes on to
// the next of the list that it leaves: pressed again, it is that one's turn.
func (a *applications) toggleArchive(id string) {
	w, conn, next := a.words, a.conn, ""
	if id == a.chosen.id {
		next = a.next(id)
	}
	goOn := func(from, to string) {
		if a.conn == conn && next != "" && a.chosen.id == from {
			a.chooseApplication(to)
		}
	}
	a.mark("archiving an application", id, func(ctx context.Context, t *tracker.Tracker, s *tracker.Summary) (marking, error) {
		away, text := !s.Archived, w.T("did.archived")
		if !away {
			text = w.T("did.unarchived")
		}
		undo := func(ctx context.Context, t *tracker.Tracker) error {
			err := t.SetArchived(ctx, s.ID, !away)
			if err == nil {
				a.loop.post(func() { goOn(next, s.ID) })
			}
			return err
		}
		return marking{text: text, undo: undo, then: func() { goOn(s.ID, next) }}, t.SetArchived(ctx, s.ID, away)
	})
}

// entries are what the list shows, one under the other.
type entries interface {
	Len() int
	ID(i int) string // "" for a heading
	Index(id string) int
}

func (a *applications) shownEntries() entries {
	switch {
	case a.table:
		return a.picking.now.table
	case a.filters.wish.plain():
		return a.listed.rows
	}
	return a.picking.now.rows
}

// next is the application after one in the list, or before it if it is the last;
// "" if the list does not show it.
func (a *applications) next(id string) string {
	rows := a.shownEntries()
	at := rows.Index(id)
	if a.section != SectionApplications || at < 0 {
		return ""
	}
	for i := at + 1; i < rows.Len(); i++ {
		if other := rows.ID(i); other != "" {
			return other
		}
	}
	for i := at - 1; i >= 0; i-- {
		if other := rows.ID(i); other != "" {
			return other
		}
	}
	return ""
}

// toggleSeen marks an application and its changes as not seen, or as seen.
func (a *applications) toggleSeen(id string) {
	w := a.words
	a.mark("marking an application as seen", id, func(ctx context.Context, t *tracker.Tracker, s *tracker.Summary) (marking, error) {
		seen, text := s.Unseen, w.T("did.seen")
		if !seen {
			text = w.T("did.unseen")
		}
		return marking{text: text, undo: func(ctx context.Context, t *tracker.Tracker) error { return t.MarkSeen(ctx, s.ID, !seen) }},
			t.MarkSeen(ctx, s.ID, seen)
	})
}
