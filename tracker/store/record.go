package store

import (
	"encoding/json"
	"fmt"
	"time"

	"candidaturas/tracker"
)

// The types here are the form in which things that are only read whole are kept,
// as JSON. Those that are converted must have the fields of the tracker's: a new
// one there does not compile until it is named here.

type eventRecord struct {
	Kind        tracker.EventKind `json:"kind,omitempty"`
	At          time.Time         `json:"at,omitzero"`
	Description string            `json:"description,omitempty"`
	First       bool              `json:"first,omitempty"`
	Last        bool              `json:"last,omitempty"`
	Reasons     []string          `json:"reasons,omitempty"`
}

type detailRecord struct {
	CV             string `json:"cv,omitempty"`
	HasCoverLetter bool   `json:"hasCoverLetter,omitempty"`
	Province       string `json:"province,omitempty"`
	Applicants     int    `json:"applicants"`
}

type offerRecord struct {
	ID           string    `json:"id"`
	Title        string    `json:"title,omitempty"`
	Company      string    `json:"company,omitempty"`
	City         string    `json:"city,omitempty"`
	Province     string    `json:"province,omitempty"`
	Link         string    `json:"link,omitempty"`
	Description  string    `json:"description,omitempty"`
	Requirements string    `json:"requirements,omitempty"`
	Contract     string    `json:"contract,omitempty"`
	Journey      string    `json:"journey,omitempty"`
	Salary       string    `json:"salary,omitempty"`
	Applicants   int       `json:"applicants"`
	Vacancies    int       `json:"vacancies"`
	Active       bool      `json:"active,omitempty"`
	Deleted      bool      `json:"deleted,omitempty"`
	UpdatedAt    time.Time `json:"updatedAt,omitzero"`
}

type stateRecord struct {
	BaselineDone bool      `json:"baselineDone,omitempty"`
	BaselineAt   time.Time `json:"baselineAt,omitzero"`
	HighWater    time.Time `json:"highWater,omitzero"`
	CheckedAt    time.Time `json:"checkedAt,omitzero"`
	FullAt       time.Time `json:"fullAt,omitzero"`
	Total        int       `json:"total,omitempty"`
	Pass         int64     `json:"pass,omitempty"`
	PassPage     int       `json:"passPage,omitempty"`
	PassTotal    int       `json:"passTotal,omitempty"`
	PassStarted  time.Time `json:"passStarted,omitzero"`
	PassAgainAt  time.Time `json:"passAgainAt,omitzero"`
	CutRows      int       `json:"cutRows,omitempty"`
	CutSince     time.Time `json:"cutSince,omitzero"`
}

// A body is what is kept of an application apart from what the list shows, its
// events and the person's marks.
type body struct {
	Rejected       bool          `json:"rejected,omitempty"`
	ProcessClosed  bool          `json:"processClosed,omitempty"`
	OfferRemoved   bool          `json:"offerRemoved,omitempty"`
	UnreadEvents   int           `json:"unreadEvents"`
	LastEvent      *eventRecord  `json:"lastEvent,omitempty"`
	CVReceived     *eventRecord  `json:"cvReceived,omitempty"`
	CVRead         *eventRecord  `json:"cvRead,omitempty"`
	InProcess      *eventRecord  `json:"inProcess,omitempty"`
	Closed         *eventRecord  `json:"closed,omitempty"`
	Removed        *eventRecord  `json:"removed,omitempty"`
	NotPreselected *eventRecord  `json:"notPreselected,omitempty"`
	TimelineKnown  bool          `json:"timelineKnown,omitempty"`
	Detail         *detailRecord `json:"detail,omitempty"`
	FirstSeen      time.Time     `json:"firstSeen,omitzero"`
	Baseline       time.Time     `json:"baseline,omitzero"`
	TimelineAt     time.Time     `json:"timelineAt,omitzero"`
	DetailAt       time.Time     `json:"detailAt,omitzero"`
	OfferAt        time.Time     `json:"offerAt,omitzero"`
}

// A changeRecord is what is kept of a change apart from what tells it from others.
type changeRecord struct {
	FoundAt       time.Time     `json:"foundAt,omitzero"`
	Read          bool          `json:"read,omitempty"`
	Reasons       []string      `json:"reasons,omitempty"`
	RejectedAfter time.Duration `json:"rejectedAfter,omitempty"` // nanoseconds
	Edits         []editRecord  `json:"edits,omitempty"`
}

type editRecord struct {
	Field  tracker.Field `json:"field"`
	Before string        `json:"before,omitempty"`
	After  string        `json:"after,omitempty"`
}

// encode cannot fail for the types above.
func encode(v any) (string, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("encoding a %T: %w", v, err)
	}
	return string(b), nil
}

// decode fails only for what something else than encode has written.
func decode(text string, v any) error {
	if err := json.Unmarshal([]byte(text), v); err != nil {
		// The error of the package shows a part of the text.
		return fmt.Errorf("%w: a %T cannot be decoded", tracker.ErrStoreDamaged, v)
	}
	return nil
}

func recordEvent(e *tracker.Event) *eventRecord {
	if e == nil {
		return nil
	}
	r := eventRecord(*e)
	r.At = tracker.KeptTime(r.At)
	return &r
}

func (r *eventRecord) event() *tracker.Event {
	if r == nil {
		return nil
	}
	e := tracker.Event(*r)
	return &e
}

func recordOffer(o tracker.Offer) offerRecord {
	r := offerRecord(o)
	r.UpdatedAt = tracker.KeptTime(r.UpdatedAt)
	return r
}

func recordState(s tracker.SyncState) stateRecord {
	r := stateRecord(s)
	for _, t := range []*time.Time{&r.BaselineAt, &r.HighWater, &r.CheckedAt, &r.FullAt, &r.PassStarted, &r.PassAgainAt, &r.CutSince} {
		*t = tracker.KeptTime(*t)
	}
	return r
}

func recordBody(k *tracker.Kept) body {
	b := body{
		Rejected: k.Rejected, ProcessClosed: k.ProcessClosed, OfferRemoved: k.OfferRemoved, UnreadEvents: k.UnreadEvents,
		LastEvent: recordEvent(k.LastEvent), CVReceived: recordEvent(k.CVReceived), CVRead: recordEvent(k.CVRead),
		InProcess: recordEvent(k.InProcess), Closed: recordEvent(k.Closed), Removed: recordEvent(k.Removed),
		NotPreselected: recordEvent(k.NotPreselected), TimelineKnown: k.TimelineKnown,
		FirstSeen: tracker.KeptTime(k.FirstSeen), Baseline: tracker.KeptTime(k.Baseline),
		TimelineAt: tracker.KeptTime(k.Fetches.Timeline), DetailAt: tracker.KeptTime(k.Fetches.Detail), OfferAt: tracker.KeptTime(k.Fetches.Offer),
	}
	if k.Detail != nil {
		d := detailRecord(*k.Detail)
		b.Detail = &d
	}
	return b
}

// fill sets in k what recordBody took from it.
func (b *body) fill(k *tracker.Kept) {
	k.Rejected, k.ProcessClosed, k.OfferRemoved, k.UnreadEvents = b.Rejected, b.ProcessClosed, b.OfferRemoved, b.UnreadEvents
	k.LastEvent, k.CVReceived, k.CVRead = b.LastEvent.event(), b.CVReceived.event(), b.CVRead.event()
	k.InProcess, k.Closed, k.Removed = b.InProcess.event(), b.Closed.event(), b.Removed.event()
	k.NotPreselected, k.TimelineKnown = b.NotPreselected.event(), b.TimelineKnown
	if b.Detail != nil {
		d := tracker.Detail(*b.Detail)
		k.Detail = &d
	}
	k.FirstSeen, k.Baseline = b.FirstSeen, b.Baseline
	k.Fetches = tracker.Fetches{Timeline: b.TimelineAt, Detail: b.DetailAt, Offer: b.OfferAt}
}

// encodeReasons keeps the reasons of an event: nothing for none.
func encodeReasons(reasons []string) (string, error) {
	if len(reasons) == 0 {
		return "", nil
	}
	return encode(reasons)
}

func decodeReasons(text string) ([]string, error) {
	if text == "" {
		return nil, nil
	}
	var reasons []string
	return reasons, decode(text, &reasons)
}
