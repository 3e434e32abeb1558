package tracker

import "time"

// A Stage is how far an application has come, in the order of the person's
// interest: of the stages that hold, the highest is shown.
type Stage int

// The stages, lowest precedence first.
const (
	StageReceived Stage = iota // InfoJobs delivered the CV
	StageRead                  // somebody opened it
	StageInProcess
	StageInterview
	StageFinalist
	StageOfferRemoved
	StageClosed
	StageNotPreselected
	StageRejected
	StageDeclined // the candidate declined
	StageHired
	// StageLetGo is the person's own word, not InfoJobs': [Derive] never tells it, and
	// [Kept.Status] only of what has not ended otherwise.
	StageLetGo

	// LastStage is the greatest.
	LastStage = StageLetGo
)

// Ended reports whether nothing more is to be expected in this stage.
func (s Stage) Ended() bool { return s >= StageOfferRemoved }

// A Status is the honest answer to "what happened to my application?": how far
// it came, and whether anybody read the CV.
type Status struct {
	Stage Stage
	// Since is when the stage was reached, zero when InfoJobs told no date.
	Since time.Time
	// Read says that InfoJobs told of somebody opening the CV, at ReadAt.
	Read   bool
	ReadAt time.Time
	// Reasons are the company's reasons for a rejection, as it wrote them.
	Reasons []string
	// RejectedAfter is how long after applying a rejection came, negative when that
	// is not known. It is 0 for what is not rejected.
	RejectedAfter time.Duration
	// OthersRead says that the company read or sorted other people's CVs after
	// this one arrived and has not read this one.
	OthersRead bool
	// Last is the latest of the events that put the application in process. It is
	// KindUnknown in every other stage.
	Last EventKind
}

// InstantRejection is the longest time between applying and a rejection that
// only an automatic filter explains.
const InstantRejection = 10 * time.Minute

// Instant reports whether the rejection came so soon that nobody can have read
// the application.
func (s Status) Instant() bool {
	rejected := s.Stage == StageRejected || s.Stage == StageNotPreselected
	return rejected && s.RejectedAfter >= 0 && s.RejectedAfter <= InstantRejection && !s.Read
}

// Derive works out the status. InfoJobs' flags come before its events: an
// application is rejected or closed only when the flag says so, and a later
// event that takes it back wins over a flag that has not caught up.
func Derive(a *Application) Status {
	h := newHistory(a)
	s := Status{Read: h.has(KindCVRead), ReadAt: h.first(KindCVRead)}
	s.Stage, s.Since = stage(a, h)
	if s.Stage == StageInProcess {
		s.Last = h.latestKind(moving...)
	}
	s.OthersRead = !s.Read && h.latest(KindOthersRead, KindOthersManaged).After(a.AppliedAt)
	if s.Stage == StageRejected || s.Stage == StageNotPreselected {
		s.Reasons = h.reasons()
		s.RejectedAfter = -1
		if !s.Since.Before(a.AppliedAt) && !s.Since.IsZero() && !a.AppliedAt.IsZero() {
			s.RejectedAfter = s.Since.Sub(a.AppliedAt)
		}
	}
	return s
}

// rejections are the kinds of event that end an application against the
// person's wish.
var rejections = []EventKind{KindAutoRejected, KindDiscarded, KindDiscardedByRemoval, KindNotPreselected}

// moving are the kinds of event that put an application in process.
var moving = []EventKind{KindContinues, KindContacted, KindTest, KindReturned}

// rules are tried from the highest precedence down; the first that holds wins.
var rules = []struct {
	stage Stage
	holds func(*Application, history) (time.Time, bool)
}{
	{StageHired, happened(KindHired)},
	{StageDeclined, happened(KindDeclined)},
	{StageRejected, rejected},
	{StageNotPreselected, notPreselected},
	{StageClosed, closed},
	{StageOfferRemoved, removed},
	{StageFinalist, happened(KindFinalInterview, KindFinalOffer)},
	{StageInterview, happened(KindInterviewed)},
	{StageInProcess, happened(moving...)},
	{StageRead, happened(KindCVRead)},
}

func stage(a *Application, h history) (Stage, time.Time) {
	for _, r := range rules {
		if since, ok := r.holds(a, h); ok {
			return r.stage, since
		}
	}
	return StageReceived, a.AppliedAt
}

func happened(kinds ...EventKind) func(*Application, history) (time.Time, bool) {
	return func(_ *Application, h history) (time.Time, bool) {
		return h.latest(kinds...), h.has(kinds...)
	}
}

func rejected(a *Application, h history) (time.Time, bool) {
	if !a.Rejected {
		return time.Time{}, false
	}
	at := h.latest(rejections...)
	if h.latest(KindReturned).After(at) {
		return time.Time{}, false
	}
	// Not being shortlisted has words of its own.
	if h.has(KindNotPreselected) && h.latest(KindNotPreselected).Equal(at) {
		return time.Time{}, false
	}
	return at, true
}

// notPreselected trusts the field of the list, which InfoJobs fills itself, but
// not an event of that kind in the timeline alone.
func notPreselected(a *Application, h history) (time.Time, bool) {
	if a.NotPreselected == nil && (!a.Rejected || !h.has(KindNotPreselected)) {
		return time.Time{}, false
	}
	at := h.latest(KindNotPreselected)
	return at, !h.latest(KindReturned).After(at)
}

func closed(a *Application, h history) (time.Time, bool) {
	at := h.latest(KindProcessClosed)
	return at, a.ProcessClosed && !h.latest(KindProcessReopened).After(at)
}

func removed(a *Application, h history) (time.Time, bool) {
	return h.latest(KindOfferRemoved), a.OfferRemoved
}

// LastNews is when something about the person last happened, or when they
// applied if nothing has.
func LastNews(a *Application) time.Time {
	last := a.AppliedAt
	for _, e := range newHistory(a).events {
		if e.Kind.AboutCandidate() && e.At.After(last) {
			last = e.At
		}
	}
	return last
}

// A Group is a heading of the list.
type Group int

// The groups, in the order of the list.
const (
	GroupMoving Group = iota // in process, interview, finalist
	GroupRead
	GroupSent
	GroupEnded
)

// Group says under which heading an application of this stage is listed.
func (s Stage) Group() Group {
	switch {
	case s.Ended():
		return GroupEnded
	case s >= StageInProcess:
		return GroupMoving
	case s == StageRead:
		return GroupRead
	}
	return GroupSent
}
