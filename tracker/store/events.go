package store

import (
	"cmp"
	"context"
	"slices"
	"time"

	"candidaturas/tracker"
)

// Who told of an event: bits of events.told.
const (
	byTimeline int64 = 1
	byList     int64 = 2
)

// A toldEvent is an event with who told of it and when it was first seen.
type toldEvent struct {
	tracker.Event
	told   int64
	seenAt time.Time
}

// An eventSet is all that is known to have happened to one application.
type eventSet map[tracker.EventKey]toldEvent

// changed are those that are to be written: new ones, and those of which
// something else is told now.
func (s eventSet) add(events []tracker.Event, told int64, now time.Time) (changed []tracker.EventKey) {
	for _, e := range events {
		e.At = tracker.KeptTime(e.At)
		old, known := s[e.Key()]
		merged := old.merge(e, told)
		if !known {
			merged = toldEvent{Event: e, told: told, seenAt: now}
		}
		if !known || !merged.same(old) {
			s[e.Key()] = merged
			changed = append(changed, e.Key())
		}
	}
	return changed
}

// merge adds what is told of an event that is kept already. The timeline knows
// better than the list whether it is the first or last of its stage. Reasons stay
// as they were first given.
func (t toldEvent) merge(e tracker.Event, told int64) toldEvent {
	if told == byTimeline || t.told == byList {
		t.First, t.Last = e.First, e.Last
	}
	if len(t.Reasons) == 0 {
		t.Reasons = e.Reasons
	}
	t.told |= told
	return t
}

func (t toldEvent) same(other toldEvent) bool {
	return t.told == other.told && t.First == other.First && t.Last == other.Last && slices.Equal(t.Reasons, other.Reasons)
}

// fill sets the timeline and the earlier events of an application whose other
// fields are set, newest first.
func (s eventSet) fill(a *tracker.Application) {
	now := map[tracker.EventKey]bool{}
	for _, e := range tracker.FieldEvents(a) {
		e.At = tracker.KeptTime(e.At)
		now[e.Key()] = true
	}
	a.Timeline, a.Earlier = nil, nil
	for key, e := range s {
		switch {
		case e.told&byTimeline != 0:
			a.Timeline = append(a.Timeline, e.Event)
		case !now[key]:
			a.Earlier = append(a.Earlier, e.Event)
		}
	}
	slices.SortFunc(a.Timeline, newestFirst)
	slices.SortFunc(a.Earlier, newestFirst)
}

func newestFirst(x, y tracker.Event) int {
	return cmp.Or(y.At.Compare(x.At), cmp.Compare(y.Kind, x.Kind), cmp.Compare(x.Description, y.Description))
}

const selectEvents = `
SELECT at, kind, description, told, first, last, reasons, seen_at FROM events WHERE app = ?`

func readEvents(ctx context.Context, c *conn, app int64) (eventSet, error) {
	events, err := all(ctx, c, scanEvent, selectEvents, app)
	if err != nil {
		return nil, err
	}
	set := eventSet{}
	for _, e := range events {
		set[e.Key()] = e
	}
	return set, nil
}

func scanEvent(row scanner) (toldEvent, error) {
	var (
		e          toldEvent
		at, seenAt int64
		reasons    string
	)
	if err := row.Scan(&at, &e.Kind, &e.Description, &e.told, &e.First, &e.Last, &reasons, &seenAt); err != nil {
		return e, err
	}
	var err error
	e.At, e.seenAt = fromMillis(at), fromMillis(seenAt)
	e.Reasons, err = decodeReasons(reasons)
	return e, err
}

const upsertEvent = `
INSERT INTO events (app, at, kind, description, told, first, last, reasons, seen_at, sum)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (app, at, kind, description) DO UPDATE
SET told = excluded.told, first = excluded.first, last = excluded.last, reasons = excluded.reasons, sum = excluded.sum`

func writeEvent(ctx context.Context, c *conn, app int64, e toldEvent) error {
	reasons, err := encodeReasons(e.Reasons)
	if err != nil {
		return err
	}
	_, err = c.exec(ctx, upsertEvent, summed(app, millis(e.At), int64(e.Kind), e.Description,
		e.told, flag(e.First), flag(e.Last), reasons, millis(e.seenAt))...)
	return err
}
