package present

import (
	"time"

	"candidaturas/tracker"
)

// A Detail is the chosen application, ready to be drawn.
type Detail struct {
	Actions
	Title  string
	Place  string // company · city · pay
	Status string
	Icon   Icon
	// Loud is rare and good news, to be seen before all else; empty otherwise.
	Loud  string
	Lines []string // what the status means, and the company's own reasons
	// Live says that InfoJobs still shows that offer.
	Live bool
	// Repeated says that the person had applied for the same before.
	Repeated *Repeated

	Tags   []string
	CanTag bool // the tags have been read, or are about to be

	Tab  Tab
	Tabs []string // their names, in order

	SentAs     string // which CV was sent
	Applicants string // how many people applied, then and now
	Events     []EventLine
	// Activity says why the events may be incomplete, empty when they are not.
	Activity string

	Offer   OfferText
	Note    Note
	Company CompanyText
}

// Actions are what can be done to an application, as it stands.
type Actions struct {
	ID       string
	CanOpen  bool // InfoJobs told which offer it is
	Starred  bool
	Archived bool
	// LetGo says that the person has given it up, CanLetGo that they may, or take it up
	// again.
	LetGo, CanLetGo bool
	Unseen          bool
}

func actionsOf(s *tracker.Summary) Actions {
	letGo := s.Stage == tracker.StageLetGo
	return Actions{
		ID: s.ID, CanOpen: atInfoJobs(s.OfferID), Starred: s.Starred, Archived: s.Archived,
		LetGo: letGo, CanLetGo: letGo || !s.Stage.Ended(), Unseen: s.Unseen,
	}
}

// A Repeated is an earlier application for the same.
type Repeated struct {
	Text string
	ID   string // of the one that it speaks of
}

// A Tab is a part of the detail.
type Tab int

// The tabs, in order.
const (
	TabActivity Tab = iota
	TabOffer
	TabNotes
	TabCompany
	tabs // how many there are
)

// briefDetail is what the list knows, until the store has told the rest.
func briefDetail(w *Words, s *tracker.Summary, now time.Time) *Detail {
	return &Detail{
		Actions: actionsOf(s), Title: titleOf(w, s.Title), Place: placeOf(w, s.Company, s.City),
		Status: statusLine(w, statusOf(s), now), Icon: iconOf(s.Stage),
		Live: atInfoJobs(s.OfferID) && s.Stage != tracker.StageOfferRemoved,
	}
}

// statusOf is what the list knows of it.
func statusOf(s *tracker.Summary) tracker.Status {
	return tracker.Status{Stage: s.Stage, Since: s.Since, Read: s.Read, ReadAt: s.ReadAt}
}

func newDetail(w *Words, k *tracker.Kept, state activityState, now time.Time) *Detail {
	a := &k.Application
	s := k.Status()
	// A timeline that was read may lack what the list has told since.
	if a.TimelineKnown && !k.Fetches.Timeline.IsZero() {
		state = activityKnown
	}
	d := &Detail{
		Actions: Actions{ID: a.ID, CanOpen: atInfoJobs(a.Offer.ID)},
		Title:   titleOf(w, a.Offer.Title),
		Place:   placeOf(w, a.Offer.Company, a.Offer.City),
		Status:  statusLine(w, s, now),
		Icon:    iconOf(s.Stage),
		Loud:    loud(w, a, s),
		Lines:   lines(w, s),
		SentAs:  sentAs(w, a.Detail),
		Events:  timeline(w, a, s, state == activityKnown, now),
	}
	if s.Stage == tracker.StageLetGo {
		d.Lines = append(d.Lines, w.T("meaning.let_go_stage", "Stage", w.T("stage."+stageNames[tracker.Derive(a).Stage])))
	}
	d.Live = d.CanOpen && !offerGone(k)
	if pay := payOf(k); pay != "" {
		d.Place += " · " + pay
	}
	if k.Gone() {
		d.Lines = append(d.Lines, w.T("detail.gone"))
	}
	switch state {
	case activityLoading:
		d.Activity = w.T("detail.loading")
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

// payOf is what the offer pays, "" where it does not say.
func payOf(k *tracker.Kept) string {
	if k.OfferNow == nil {
		return ""
	}
	return k.OfferNow.Offer.Salary
}

// loud is for what is rare and easy to miss in a list: being back in the process,
// or the process being open again, as long as nothing else has come of it.
func loud(w *Words, a *tracker.Application, s tracker.Status) string {
	if s.Stage.Ended() {
		return ""
	}
	if s.Last == tracker.KindReturned {
		return w.T("change.returned")
	}
	for _, e := range tracker.KnownEvents(a) { // newest first
		switch {
		case e.Kind == tracker.KindProcessReopened:
			return w.T("change.reopened")
		case e.Kind == tracker.KindProcessClosed, e.Kind.AboutCandidate():
			return ""
		}
	}
	return ""
}

// lines are what the status means, further sentences about it, and the company's
// reasons word for word.
func lines(w *Words, s tracker.Status) []string {
	lines := []string{w.T("meaning.title") + " " + meaning(w, s)}
	lines = append(lines, further(w, s)...)
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

// further says what else is worth knowing about how it stands.
func further(w *Words, s tracker.Status) []string {
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
