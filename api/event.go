package api

// An Event is one thing that happened to an application. InfoJobs gives events
// no identifier.
type Event struct {
	TipoID          int // the kind; 0 when not told or not a number
	Date            Time
	Description     string // in Spanish
	Initializer     bool   // first of its stage
	Finisher        bool   // last of its stage
	RejectedReasons []string
}

// event returns nil when the event has not happened.
func (o object) event(key string) *Event {
	if !o.has(key) {
		return nil
	}
	inner, ok := o.object(key)
	if !ok {
		*o.odd++
		return nil
	}
	e := inner.asEvent()
	if e.empty() {
		return nil
	}
	return &e
}

func (o object) asEvent() Event {
	return Event{
		TipoID:          o.number("tipoId", 0),
		Date:            o.date("date"),
		Description:     o.text("description"),
		Initializer:     o.boolean("initializer"),
		Finisher:        o.boolean("finisher"),
		RejectedReasons: o.labels("rejectedReasons"),
	}
}

func (e Event) empty() bool {
	return e.TipoID == 0 && e.Date.IsZero() && e.Description == ""
}

// An eventKey tells an event from the others of its application.
type eventKey struct {
	nanoseconds int64
	tipoID      int
	description string
}

func (e Event) key() eventKey {
	return eventKey{e.Date.UnixNano(), e.TipoID, e.Description}
}
