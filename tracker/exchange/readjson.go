package exchange

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"candidaturas/tracker"
)

// A documentReader reads a JSON file from one application to the next.
type documentReader struct {
	dec    *json.Decoder
	budget *limited // of the application that comes next

	format  string
	version int
	seen    bool // the applications have come
}

// readDocument yields what a JSON file holds.
func readDocument(in *bufio.Reader, yield func(tracker.Record, error) bool) {
	if head, _ := in.Peek(len(bom)); string(head) == bom {
		_, _ = in.Discard(len(bom)) // it has just been seen
	}
	d := &documentReader{budget: &limited{&limited{in, maxDocument}, maxRecord}}
	d.dec = json.NewDecoder(d.budget)
	goOn, err := d.read(yield)
	if err != nil && goOn {
		yield(tracker.Record{}, err)
	}
}

// read goes through the members of the document. It returns false when nobody wants
// to know more.
func (d *documentReader) read(yield func(tracker.Record, error) bool) (goOn bool, err error) {
	if _, err := d.dec.Token(); err != nil {
		return true, d.damaged(err)
	}
	for d.dec.More() {
		d.budget.left = maxRecord
		name, err := d.dec.Token()
		if err != nil {
			return true, d.damaged(err)
		}
		switch name {
		case "format":
			err = d.dec.Decode(&d.format)
		case "version":
			err = d.dec.Decode(&d.version)
		case "applications":
			if err := d.check(); err != nil {
				return true, err
			}
			if goOn, err := d.applications(yield); !goOn || err != nil {
				return goOn, err
			}
		default:
			var ignored json.RawMessage
			err = d.dec.Decode(&ignored)
		}
		if err != nil {
			return true, d.damaged(err)
		}
	}
	if _, err := d.dec.Token(); err != nil {
		return true, d.damaged(err)
	}
	if !d.seen {
		return true, ErrFormat
	}
	return true, nil
}

// check reports whether what comes can be understood.
func (d *documentReader) check() error {
	switch {
	case d.format != format || d.version < 1 || d.seen:
		return ErrFormat
	case d.version > version:
		return ErrNewer
	}
	d.seen = true
	return nil
}

func (d *documentReader) applications(yield func(tracker.Record, error) bool) (goOn bool, err error) {
	if start, err := d.dec.Token(); err != nil || start != json.Delim('[') {
		return true, ErrDamaged
	}
	for n := 1; d.dec.More(); n++ {
		d.budget.left = maxRecord
		var data json.RawMessage
		if err := d.dec.Decode(&data); err != nil {
			return true, d.damaged(err)
		}
		var a application
		if json.Unmarshal(data, &a) != nil {
			err = &tracker.RecordError{Line: n, Reason: tracker.BadShape}
		} else {
			err = nil
		}
		var r tracker.Record
		if err == nil {
			r, err = fromFile(&a, n)
		}
		if !yield(r, err) {
			return false, nil
		}
	}
	if _, err := d.dec.Token(); err != nil {
		return true, d.damaged(err)
	}
	return true, nil
}

// damaged leaves out what the package json would repeat of the file.
func (d *documentReader) damaged(err error) error {
	var syntax *json.SyntaxError
	var shape *json.UnmarshalTypeError
	switch {
	case errors.Is(err, ErrTooLarge):
		return ErrTooLarge
	case errors.As(err, &syntax), errors.As(err, &shape), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		if !d.seen && d.format != format {
			return ErrFormat
		}
		return ErrDamaged
	}
	return fmt.Errorf("reading a document: %w", err)
}

// How many of each an application may have.
const (
	maxEvents    = 5000
	maxVersions  = 500
	maxTags      = 100
	maxReasons   = 50
	maxReminders = 100
	maxCounts    = 100
)

// fromFile is the opposite of toFile. It takes nothing on trust.
func fromFile(a *application, n int) (tracker.Record, error) {
	if !validID(a.ID) {
		return tracker.Record{}, &tracker.RecordError{Line: n, Reason: tracker.BadID}
	}
	r := tracker.Record{
		Kept: tracker.Kept{
			Application: tracker.Application{
				ID: a.ID, AppliedAt: at(a.Applied), Rejected: a.Rejected, ProcessClosed: a.ProcessClosed, OfferRemoved: a.OfferRemoved,
				Offer:        tracker.OfferRef{ID: a.Offer, Title: line(a.Title), Company: line(a.Company), City: line(a.City)},
				UnreadEvents: max(a.UnreadEvents, -1),
				Timeline:     fromEvents(a.Timeline), TimelineKnown: a.TimelineKnown, Earlier: fromEvents(a.Earlier),
			},
			FirstSeen: at(a.FirstSeen), Baseline: at(a.NewsAfter),
			Fetches: tracker.Fetches{Timeline: at(a.Asked.Timeline), Detail: at(a.Asked.Detail), Offer: at(a.Asked.Offer)},
			Starred: a.Starred, Archived: a.Archived, LetGoAt: at(a.LetGo), Unseen: a.Unseen,
		},
		Note: note(a.Note), Tags: lines(a.Tags, maxTags),
	}
	if a.Gone {
		r.Missing = 2
	}
	for name, e := range listed(&r.Application) {
		if told := a.Listed[name]; told != nil {
			*e = &fromEvents([]event{*told})[0]
		}
	}
	if a.Detail != nil {
		r.Detail = &tracker.Detail{
			CV: line(a.Detail.CV), HasCoverLetter: a.Detail.HasCoverLetter, Province: line(a.Detail.Province),
			Applicants: max(a.Detail.Applicants, -1),
		}
	}
	readOffers(&r, a.Offers)
	for _, n := range a.Counts[:min(len(a.Counts), maxCounts)] {
		if when := at(n.At); n.Count >= 0 && !when.IsZero() && r.Offer.ID != "" {
			r.Counts = append(r.Counts, tracker.ApplicantCount{At: when, Count: n.Count})
		}
	}
	for _, m := range a.Reminders[:min(len(a.Reminders), maxReminders)] {
		if m.Kind < tracker.RemindOther || m.Kind > tracker.RemindInterview {
			m.Kind = tracker.RemindOther
		}
		r.Reminders = append(r.Reminders, tracker.Reminder{Application: r.ID, Kind: m.Kind, Text: text(m.Text), At: at(m.At), Done: m.Done})
	}
	return r, nil
}

// readOffers reads the versions of an offer, which are kept by its ID.
func readOffers(r *tracker.Record, versions []offerVersion) {
	if !validID(r.Offer.ID) {
		r.Offer.ID = ""
		if len(versions) > 0 {
			r.Offer.ID = madeUpID(r.ID)
		}
	}
	for _, v := range versions[:min(len(versions), maxVersions)] {
		o := v.offer
		o.ID = r.Offer.ID
		for _, s := range []*string{&o.Title, &o.Company, &o.City, &o.Province, &o.Contract, &o.Journey, &o.Salary} {
			*s = line(*s)
		}
		o.Description, o.Requirements, o.Link = text(o.Description), text(o.Requirements), link(o.Link)
		o.Applicants, o.Vacancies, o.UpdatedAt = max(o.Applicants, -1), max(o.Vacancies, -1), at(o.UpdatedAt)
		r.Offers = append(r.Offers, tracker.OfferVersion{SeenAt: at(v.SeenAt), Offer: tracker.Offer(o)})
	}
}

func fromEvents(events []event) []tracker.Event {
	var list []tracker.Event
	for _, e := range events[:min(len(events), maxEvents)] {
		e.At, e.Description, e.Reasons = at(e.At), text(e.Description), lines(e.Reasons, maxReasons)
		list = append(list, tracker.Event(e))
	}
	return list
}

// validID reports whether an ID is one that InfoJobs, or this package, may have
// given.
func validID(id string) bool {
	return id != "" && len(id) <= maxID && !strings.ContainsFunc(id, func(r rune) bool { return r <= ' ' || r >= 0x7f })
}

// link returns a web address, or "" for what is none.
func link(s string) string {
	s = line(s)
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || strings.ContainsAny(s, " \\") {
		return ""
	}
	return s
}

// dayOf is the day of a moment, as it is part of a made up ID.
func dayOf(t time.Time) string { return t.Format(time.DateOnly) }
