package present

import (
	"fmt"
	"strings"
	"time"

	"candidaturas/tracker"
)

// An EventLine is one event of the timeline, or the time between two.
type EventLine struct {
	When string
	Text string // of several lines when there are reasons
	// Strong marks what concerns the person.
	Strong bool
	// Gap says that it is no event: for so long there was none.
	Gap bool
}

// longGap is how long without any event is worth saying.
const longGap = 7 * 24 * time.Hour

// timeline is what is known to have happened, newest first, and how long nothing
// did. Of a timeline that lacks events nobody knows that.
func timeline(w *Words, a *tracker.Application, s tracker.Status, whole bool, now time.Time) []EventLine {
	events := tracker.KnownEvents(a)
	lines := make([]EventLine, 0, len(events))
	later := now
	if s.Stage.Ended() {
		later = time.Time{}
	}
	for _, e := range events {
		if gap := later.Sub(e.At); whole && !later.IsZero() && !e.At.IsZero() && gap >= longGap {
			lines = append(lines, EventLine{Text: w.N("detail.gap", int(gap/(24*time.Hour))), Gap: true})
		}
		later = e.At
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

// sentAs says which CV was sent, "" where InfoJobs does not.
func sentAs(w *Words, d *tracker.Detail) string {
	switch {
	case d == nil || d.CV == "":
		return ""
	case d.HasCoverLetter:
		return w.T("detail.sent_with_letter", "CV", d.CV)
	}
	return w.T("detail.sent_with", "CV", d.CV)
}

// applicants says how many people have applied to the offer: when the app first
// looked and when it last did, if that is not the same.
func applicants(w *Words, d *tracker.Detail, c applicantCounts, now time.Time) string {
	switch {
	case c.changed():
		return w.N("detail.applicants_grown", c.last.Count,
			"Then", w.Number(c.first.Count), "Date", w.Date(c.first.At, now), "Last", w.Date(c.last.At, now))
	case c.last != nil && c.last.Count > 0:
		return w.N("detail.applicants", c.last.Count)
	case d != nil && d.Applicants > 0:
		return w.N("detail.applicants", d.Applicants)
	}
	return ""
}

// applicantCounts is how many people had applied to an offer at first and at last, nil where
// nobody knows.
type applicantCounts struct{ first, last *tracker.ApplicantCount }

func (c applicantCounts) changed() bool {
	return c.first != nil && c.last != nil && c.first.Count != c.last.Count
}
