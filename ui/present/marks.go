package present

import (
	"context"
	"time"

	"candidaturas/tracker"
	"candidaturas/ui/present/task"
)

// A marking is something the person did to one application, done.
type marking struct {
	text string // that says so, empty when there was nothing to do
	undo func(context.Context, *tracker.Tracker) error
	then func() // what follows from it, on the presenters' goroutine; may be nil
}

// Marks are what the person marks applications as.
type Marks struct {
	*base
	storage *storage
	remarks *Remarks
	edits   *task.Edits
	list    chosenList
}

// A chosenList is where the chosen application is.
type chosenList interface {
	chosenID() string
	// nextTo is the application after one, "" if the list does not show it.
	nextTo(id string) string
	chooseApplication(id string)
}

// mark does something to an application as it is when its turn comes: who presses a
// key twice in a row does and undoes.
func (m *Marks) mark(what, id string, do func(context.Context, *tracker.Tracker, *tracker.Summary) (marking, error)) {
	if m.find(id) == nil {
		return
	}
	conn, t := m.conn, m.conn.Tracker()
	m.edits.Add(func(ctx context.Context) {
		var done marking
		var err error
		if s := t.List().Find(id); s != nil {
			done, err = do(ctx, t, s)
		}
		m.loop.Post(func() {
			if m.conn == conn {
				m.marked(what, done, err)
			}
		})
	})
}

// marked shows what became of it.
func (m *Marks) marked(what string, done marking, err error) {
	if err != nil {
		m.log.Warn(what, "error", err)
		m.storage.fail(err)
		m.show()
		return
	}
	if done.text != "" {
		m.remarks.did(done.text, m.edits.Later(m.conn.Tracker(), done.undo))
	}
	if done.then != nil {
		done.then()
	}
	m.show()
}

// ToggleStar marks an application as important, or no longer.
func (m *Marks) ToggleStar(id string) {
	w := m.words
	m.mark("marking an application as important", id, func(ctx context.Context, t *tracker.Tracker, s *tracker.Summary) (marking, error) {
		on, text := !s.Starred, w.T("did.starred")
		if !on {
			text = w.T("did.unstarred")
		}
		return marking{text: text, undo: func(ctx context.Context, t *tracker.Tracker) error { return t.SetStarred(ctx, s.ID, !on) }},
			t.SetStarred(ctx, s.ID, on)
	})
}

// ToggleLetGo gives an application up unless it has ended, or counts on it again.
func (m *Marks) ToggleLetGo(id string) {
	w, now := m.words, m.platform.Now()
	m.mark("giving an application up", id, func(ctx context.Context, t *tracker.Tracker, s *tracker.Summary) (marking, error) {
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

// ToggleArchive puts an application away, or back. Of the chosen one it goes on to
// the next of the list that it leaves: pressed again, it is that one's turn.
func (m *Marks) ToggleArchive(id string) {
	w, conn, next := m.words, m.conn, ""
	if id == m.list.chosenID() {
		next = m.list.nextTo(id)
	}
	goOn := func(from, to string) {
		if m.conn == conn && next != "" && m.list.chosenID() == from {
			m.list.chooseApplication(to)
		}
	}
	m.mark("archiving an application", id, func(ctx context.Context, t *tracker.Tracker, s *tracker.Summary) (marking, error) {
		away, text := !s.Archived, w.T("did.archived")
		if !away {
			text = w.T("did.unarchived")
		}
		undo := func(ctx context.Context, t *tracker.Tracker) error {
			err := t.SetArchived(ctx, s.ID, !away)
			if err == nil {
				m.loop.Post(func() { goOn(next, s.ID) })
			}
			return err
		}
		return marking{text: text, undo: undo, then: func() { goOn(s.ID, next) }}, t.SetArchived(ctx, s.ID, away)
	})
}

// ToggleSeen marks an application and its changes as not seen, or as seen.
func (m *Marks) ToggleSeen(id string) {
	w := m.words
	m.mark("marking an application as seen", id, func(ctx context.Context, t *tracker.Tracker, s *tracker.Summary) (marking, error) {
		seen, text := s.Unseen, w.T("did.seen")
		if !seen {
			text = w.T("did.unseen")
		}
		return marking{text: text, undo: func(ctx context.Context, t *tracker.Tracker) error { return t.MarkSeen(ctx, s.ID, !seen) }},
			t.MarkSeen(ctx, s.ID, seen)
	})
}
