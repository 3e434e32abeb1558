package exchange

import (
	"strings"
	"time"
	"unicode/utf16"

	"candidaturas/tracker"
)

// An Export hands out records one by one until there are no more, or until the
// function it is given returns an error, which it returns: [tracker.Tracker.Export]
// is one.
type Export func(func(tracker.Record) error) error

// moment is how a table writes a time: every spreadsheet takes it for one, in every
// language.
const moment = "2006-01-02 15:04:05"

// A table puts records into cells: strings, whole numbers, times in the zone of the
// person, and nil where there is nothing to say.
type table struct {
	words Words
	zone  *time.Location
}

// row returns the cells of the table of applications.
func (t *table) row(r *tracker.Record) []any {
	columns := Columns()
	values := t.values(r)
	row := make([]any, len(columns))
	for i, c := range columns {
		row[i] = values[c]
	}
	return row
}

func (t *table) values(r *tracker.Record) map[Column]any {
	status := tracker.Derive(&r.Application)
	w := &t.words
	values := map[Column]any{
		Title: cell(r.Offer.Title), Company: cell(r.Offer.Company), City: cell(r.Offer.City),
		Applied: t.time(r.AppliedAt), Status: cell(w.Stages[status.Stage]), Since: t.time(status.Since),
		Read: w.truth(status.Read), ReadAt: t.time(status.ReadAt), News: t.time(tracker.LastNews(&r.Application)),
		Reasons: cell(strings.Join(status.Reasons, "\n")),
		Starred: w.truth(r.Starred), Archived: w.truth(r.Archived), Unseen: w.truth(r.Unseen), Gone: w.truth(r.Gone()),
		Tags: cell(strings.Join(r.Tags, ", ")), Note: cell(r.Note), ID: cell(r.ID), Activity: cell(t.activity(&r.Application)),
	}
	if d := r.Detail; d != nil {
		values[CV], values[Province] = cell(d.CV), cell(d.Province)
		values[Letter] = w.truth(d.HasCoverLetter)
		if d.Applicants >= 0 {
			values[Applicants] = d.Applicants
		}
	}
	if n := r.ApplicantsNow; n != nil { // the detail is read once, the offer again and again
		values[Applicants] = n.Count
	}
	if v := r.OfferNow; v != nil {
		t.offer(values, v)
	}
	return values
}

func (t *table) offer(values map[Column]any, v *tracker.OfferVersion) {
	o := &v.Offer
	values[Salary], values[Link], values[Copied] = cell(o.Salary), cell(o.Link), t.time(v.SeenAt)
	values[OfferText] = cell(strings.TrimSpace(o.Description + "\n\n" + o.Requirements))
	if values[Province] == nil {
		values[Province] = cell(o.Province)
	}
}

func (t *table) activity(a *tracker.Application) string {
	events := tracker.KnownEvents(a)
	lines := make([]string, len(events))
	for i, e := range events {
		lines[i] = t.words.Event(e)
		if !e.At.IsZero() {
			lines[i] = e.At.In(t.zone).Format(moment) + " " + lines[i]
		}
		if len(e.Reasons) > 0 {
			lines[i] += " (" + strings.Join(e.Reasons, "; ") + ")"
		}
	}
	return strings.Join(lines, "\n")
}

// events returns the rows of the table of events.
func (t *table) events(r *tracker.Record) [][]any {
	known := tracker.KnownEvents(&r.Application)
	rows := make([][]any, len(known))
	for i, e := range known {
		rows[i] = []any{
			cell(r.Offer.Title), cell(r.Offer.Company), t.time(e.At), cell(t.words.Event(e)),
			cell(strings.Join(e.Reasons, "\n")), cell(r.ID),
		}
	}
	return rows
}

func (t *table) time(at time.Time) any {
	if at.IsZero() {
		return nil
	}
	return at.In(t.zone)
}

// mostInCell is how long a text in a cell may be, in UTF-16 units: what Excel
// allows.
const mostInCell = 32_767

// cell returns a text as a cell holds it, nil for none.
func cell(s string) any {
	s = printable(s, nil)
	if s == "" {
		return nil
	}
	if len(s) <= mostInCell { // there are never more units than bytes
		return s
	}
	units, cut := 0, 0
	for i, r := range s {
		if units < mostInCell {
			cut = i // up to here there is room for the sign that something is missing
		}
		if units += utf16.RuneLen(r); units > mostInCell {
			return s[:cut] + "…"
		}
	}
	return s
}
