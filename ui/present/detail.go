package present

import (
	"fmt"
	"strings"
	"time"

	"candidaturas/tracker"
)

// A Detail is the chosen application, ready to be drawn.
type Detail struct {
	ID      string
	Title   string
	Place   string
	Status  string
	Icon    Icon
	Lines   []string // what the status means, and the company's own reasons
	CanOpen bool     // InfoJobs told which offer it is
	SentAs  string   // which CV was sent
	Events  []EventLine
	// Activity says why the events may be incomplete, empty when they are not.
	Activity string
	// Loading says that the rest is on its way.
	Loading bool
	// Offer is what the offer says, nil when it was never read.
	Offer *OfferText
}

// An EventLine is one event of the timeline.
type EventLine struct {
	When string
	Text string // of several lines when there are reasons
	// Strong marks what concerns the person.
	Strong bool
}

// activityState is what is known about the timeline of the chosen application.
type activityState int

const (
	activityKnown activityState = iota
	activityLoading
	activityFailed
	activityForbidden
)

// briefDetail is what the list knows, until the store has told the rest.
func briefDetail(w *Words, s *tracker.Summary, now time.Time) *Detail {
	status := tracker.Status{Stage: s.Stage, Since: s.Since, Read: s.Read, ReadAt: s.ReadAt}
	return &Detail{
		ID: s.ID, Title: titleOf(w, s.Title), Place: placeOf(w, s.Company, s.City),
		Status: statusLine(w, status, now), Icon: iconOf(s.Stage), CanOpen: s.OfferID != "",
	}
}

func newDetail(w *Words, k *tracker.Kept, state activityState, now time.Time) *Detail {
	a := &k.Application
	s := tracker.Derive(a)
	d := &Detail{
		ID:      a.ID,
		Title:   titleOf(w, a.Offer.Title),
		Place:   placeOf(w, a.Offer.Company, a.Offer.City),
		Status:  statusLine(w, s, now),
		Icon:    iconOf(s.Stage),
		Lines:   lines(w, s),
		CanOpen: a.Offer.ID != "",
		SentAs:  sentAs(w, a.Detail),
		Events:  eventLines(w, a, now),
		Offer:   newOfferText(w, k, now),
	}
	if k.Gone() {
		d.Lines = append(d.Lines, w.T("detail.gone"))
	}
	// A timeline that was read may lack what the list has told since.
	if a.TimelineKnown && !k.Fetches.Timeline.IsZero() {
		state = activityKnown
	}
	switch state {
	case activityLoading:
		d.Loading, d.Activity = true, w.T("detail.loading")
	case activityFailed:
		d.Activity = w.T("detail.activity_failed")
	case activityForbidden:
		d.Activity = w.T("detail.activity_missing")
	case activityKnown:
		if len(d.Events) == 0 {
			d.Activity = w.T("detail.no_activity")
		}
	}
	return d
}

// lines are what the status means, further sentences about it, and the company's
// reasons word for word.
func lines(w *Words, s tracker.Status) []string {
	lines := []string{w.T("meaning.title") + " " + meaning(w, s)}
	lines = append(lines, notes(w, s)...)
	if len(s.Reasons) > 0 {
		lines = append(lines, w.T("meaning.reasons")+":")
		lines = append(lines, bullets(s.Reasons)...)
	}
	return lines
}

// meaning of an application in process depends on what put it there.
func meaning(w *Words, s tracker.Status) string {
	switch s.Last {
	case tracker.KindContacted:
		return w.T("meaning.contacted")
	case tracker.KindTest:
		return w.T("meaning.test")
	case tracker.KindReturned:
		return w.T("meaning.returned")
	}
	return w.T("meaning." + stageNames[s.Stage])
}

// silenceLine says for how long there has been no news, and what the person's own
// applications say about that, when it is long.
func silenceLine(w *Words, silence tracker.Silence, s *tracker.Summary, now time.Time) string {
	days, silent := silence.Days(s, now)
	if !silent {
		return ""
	}
	line := w.N("meaning.silence", days)
	if median := int(silence.Median / (24 * time.Hour)); silence.Own && median > 0 {
		line += " " + w.N("meaning.silence_why", median)
	}
	return line
}

func bullets(reasons []string) []string {
	lines := make([]string, 0, len(reasons))
	for _, r := range reasons {
		lines = append(lines, "• "+r)
	}
	return lines
}

func notes(w *Words, s tracker.Status) []string {
	var notes []string
	if s.OthersRead && !s.Stage.Ended() {
		notes = append(notes, w.T("meaning.others_read"))
	}
	if s.Instant() {
		if s.RejectedAfter < 2*time.Minute {
			notes = append(notes, w.N("meaning.instant", max(1, int(s.RejectedAfter/time.Second))))
		} else {
			notes = append(notes, w.N("meaning.instant_minutes", int(s.RejectedAfter/time.Minute)))
		}
	}
	return notes
}

// sentAs says what was sent, and how many people the offer has.
func sentAs(w *Words, d *tracker.Detail) string {
	if d == nil {
		return ""
	}
	var parts []string
	switch {
	case d.CV != "" && d.HasCoverLetter:
		parts = append(parts, w.T("detail.sent_with_letter", "CV", d.CV))
	case d.CV != "":
		parts = append(parts, w.T("detail.sent_with", "CV", d.CV))
	}
	if d.Applicants > 0 {
		parts = append(parts, w.N("detail.applicants", d.Applicants))
	}
	return strings.Join(parts, " · ")
}

// eventLines are the timeline, or the events that the list tells when the
// timeline is not known, newest first.
func eventLines(w *Words, a *tracker.Application, now time.Time) []EventLine {
	events := tracker.KnownEvents(a)
	lines := make([]EventLine, 0, len(events))
	for _, e := range events {
		lines = append(lines, EventLine{
			When:   w.Moment(e.At, now),
			Text:   strings.Join(append([]string{eventText(w, e)}, bullets(e.Reasons)...), "\n"),
			Strong: e.Kind.AboutCandidate() || !e.Kind.Known(),
		})
	}
	return lines
}

// eventText uses our words for the kinds we know and InfoJobs' own for the rest.
func eventText(w *Words, e tracker.Event) string {
	switch {
	case e.Kind.Known():
		return w.T(fmt.Sprintf("event.%d", e.Kind))
	case e.Description != "":
		return e.Description
	}
	return w.T("event.unknown")
}
