package api

import "candidaturas/tracker"

// eventAt returns nil when the event has not happened.
func (o object) eventAt(key string) *tracker.Event {
	if !o.has(key) {
		return nil
	}
	inner, ok := o.object(key)
	if !ok {
		*o.odd++
		return nil
	}
	if e := inner.event(); happened(e) {
		return &e
	}
	return nil
}

func (o object) event() tracker.Event {
	return tracker.Event{
		Kind:        tracker.EventKind(o.number("tipoId", int(tracker.KindUnknown))),
		At:          o.date("date"),
		Description: o.text("description"),
		First:       o.boolean("initializer"),
		Last:        o.boolean("finisher"),
		Reasons:     o.labels("rejectedReasons"),
	}
}

// happened reports whether an answer says anything of the event.
func happened(e tracker.Event) bool { return e.Key() != tracker.EventKey{} }
