package tracker

import (
	"cmp"
	"slices"
	"time"
)

// A history is everything known to have happened to one application, from the
// timeline and from the events that the list and the detail carry as fields.
type history struct{ events []Event }

func newHistory(a *Application) history {
	return history{slices.Concat(a.Timeline, a.Earlier, FieldEvents(a))}
}

// FieldEvents returns the events that the list and the detail tell as fields. Those
// that come without a kind, as the detail tells them, get that of their field:
// outside of it nothing else would say what they are.
func FieldEvents(a *Application) []Event {
	var events []Event
	for _, f := range []struct {
		event *Event
		kind  EventKind
	}{
		{a.LastEvent, KindUnknown},
		{a.CVReceived, KindApplied},
		{a.CVRead, KindCVRead},
		{a.InProcess, KindContinues},
		{a.Closed, KindProcessClosed},
		{a.Removed, KindOfferRemoved},
		{a.NotPreselected, KindNotPreselected},
	} {
		if f.event == nil {
			continue
		}
		e := *f.event
		if !e.Kind.Known() && f.kind != KindUnknown {
			e.Kind = f.kind
		}
		events = append(events, e)
	}
	return events
}

func (h history) has(kinds ...EventKind) bool {
	return slices.ContainsFunc(h.events, func(e Event) bool { return slices.Contains(kinds, e.Kind) })
}

// latest is the zero time when no such event is known.
func (h history) latest(kinds ...EventKind) time.Time {
	var at time.Time
	for _, e := range h.events {
		if slices.Contains(kinds, e.Kind) && e.At.After(at) {
			at = e.At
		}
	}
	return at
}

// latestKind is the kind of the latest of these events, KindUnknown when none is
// known.
func (h history) latestKind(kinds ...EventKind) EventKind {
	last := Event{}
	for _, e := range h.events {
		if slices.Contains(kinds, e.Kind) && (last.Kind == KindUnknown || e.At.After(last.At)) {
			last = e
		}
	}
	return last.Kind
}

// first is the zero time when no such event with a date is known.
func (h history) first(kind EventKind) time.Time {
	var at time.Time
	for _, e := range h.events {
		if e.Kind == kind && !e.At.IsZero() && (at.IsZero() || e.At.Before(at)) {
			at = e.At
		}
	}
	return at
}

// reasons are those of the latest rejection that gives any and that was not
// taken back.
func (h history) reasons() []string {
	at := h.latest(KindReturned)
	var reasons []string
	for _, e := range h.events {
		if slices.Contains(rejections, e.Kind) && len(e.Reasons) > 0 && !e.At.Before(at) {
			at, reasons = e.At, e.Reasons
		}
	}
	return reasons
}

// KnownEvents returns what is known to have happened, newest first: the timeline
// once it was read, and what the list tells until then and while the list tells of
// something later.
func KnownEvents(a *Application) []Event {
	if a.TimelineKnown && (a.LastEvent == nil || tells(a.Timeline, *a.LastEvent)) {
		return a.Timeline
	}
	events := newHistory(a).events
	slices.SortStableFunc(events, func(x, y Event) int {
		return cmp.Or(y.At.Compare(x.At), cmp.Compare(y.Kind, x.Kind), cmp.Compare(x.Description, y.Description))
	})
	// The last event is often one of those that have a field of their own.
	return slices.CompactFunc(events, func(x, y Event) bool {
		return x.Kind == y.Kind && x.At.Equal(y.At) && x.Description == y.Description
	})
}

func tells(events []Event, e Event) bool {
	return slices.ContainsFunc(events, func(other Event) bool { return other.Kind == e.Kind && other.At.Equal(e.At) })
}
