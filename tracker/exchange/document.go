package exchange

import (
	"time"

	"candidaturas/tracker"
)

// The form of a JSON file. Fields are only ever added; what means something else than
// before needs a new version.
const (
	format  = "candidaturas"
	version = 1
)

// An application is a record as the file holds it. What is derived from the rest,
// status to news, is for other programs and not read back.
type application struct {
	ID      string    `json:"id"`
	Title   string    `json:"title,omitempty"`
	Company string    `json:"company,omitempty"`
	City    string    `json:"city,omitempty"`
	Offer   string    `json:"offer,omitempty"` // InfoJobs' code for it
	Applied time.Time `json:"applied,omitzero"`

	Status string    `json:"status"`
	Since  time.Time `json:"since,omitzero"`
	Read   bool      `json:"read"`
	ReadAt time.Time `json:"readAt,omitzero"`
	News   time.Time `json:"news,omitzero"`

	Rejected      bool `json:"rejected,omitempty"`
	ProcessClosed bool `json:"processClosed,omitempty"`
	OfferRemoved  bool `json:"offerRemoved,omitempty"`
	UnreadEvents  int  `json:"unreadEvents"` // -1 if InfoJobs does not know

	// Timeline is every event as InfoJobs told it, newest first, complete as of when
	// it was asked for if TimelineKnown is set. Listed are those that the list tells,
	// Earlier those that only the list ever told and tells no more.
	Timeline      []event           `json:"timeline,omitempty"`
	TimelineKnown bool              `json:"timelineKnown,omitempty"`
	Listed        map[string]*event `json:"listed,omitempty"`
	Earlier       []event           `json:"earlier,omitempty"`

	Detail *detail        `json:"detail,omitempty"`
	Offers []offerVersion `json:"offers,omitempty"` // newest first
	// Counts are how many people had applied when that was first and last told.
	Counts []count `json:"counts,omitempty"`

	Note      string     `json:"note,omitempty"`
	Tags      []string   `json:"tags,omitempty"`
	Reminders []reminder `json:"reminders,omitempty"`
	Starred   bool       `json:"starred,omitempty"`
	Archived  bool       `json:"archived,omitempty"`
	LetGo     time.Time  `json:"letGo,omitzero"` // the person gave it up
	Unseen    bool       `json:"unseen,omitempty"`
	Gone      bool       `json:"gone,omitempty"` // InfoJobs no longer lists it

	FirstSeen time.Time `json:"firstSeen,omitzero"`
	NewsAfter time.Time `json:"newsAfter,omitzero"` // what happened before was no news
	Asked     asked     `json:"asked,omitzero"`
}

// asked is when InfoJobs was last asked for what only single operations tell.
type asked struct {
	Timeline time.Time `json:"timeline,omitzero"`
	Detail   time.Time `json:"detail,omitzero"`
	Offer    time.Time `json:"offer,omitzero"`
}

type event struct {
	Kind        tracker.EventKind `json:"kind"` // InfoJobs' number, 0 if it told none
	At          time.Time         `json:"at,omitzero"`
	Description string            `json:"description,omitempty"`
	First       bool              `json:"first,omitempty"`
	Last        bool              `json:"last,omitempty"`
	Reasons     []string          `json:"reasons,omitempty"`
}

type detail struct {
	CV             string `json:"cv,omitempty"`
	HasCoverLetter bool   `json:"coverLetter,omitempty"`
	Province       string `json:"province,omitempty"`
	Applicants     int    `json:"applicants"` // -1 if not told
}

type offerVersion struct {
	SeenAt time.Time `json:"seenAt,omitzero"`
	offer
}

type offer struct {
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
	Applicants   int       `json:"applicants"` // -1 if not told
	Vacancies    int       `json:"vacancies"`  // -1 if not told
	Active       bool      `json:"active,omitempty"`
	Deleted      bool      `json:"deleted,omitempty"`
	UpdatedAt    time.Time `json:"updatedAt,omitzero"`
}

type count struct {
	At    time.Time `json:"at,omitzero"`
	Count int       `json:"count"`
}

type reminder struct {
	Kind tracker.ReminderKind `json:"kind"` // 1 call, 2 write, 3 interview, 0 something else
	Text string               `json:"text,omitempty"`
	At   time.Time            `json:"at,omitzero"`
	Done bool                 `json:"done,omitempty"`
}

// stages are the names of the stages in files. They never change.
var stages = map[tracker.Stage]string{
	tracker.StageReceived:       "received",
	tracker.StageRead:           "read",
	tracker.StageInProcess:      "in_process",
	tracker.StageInterview:      "interview",
	tracker.StageFinalist:       "finalist",
	tracker.StageOfferRemoved:   "offer_removed",
	tracker.StageClosed:         "closed",
	tracker.StageNotPreselected: "not_preselected",
	tracker.StageRejected:       "rejected",
	tracker.StageDeclined:       "declined",
	tracker.StageHired:          "hired",
}

// listed names the events that the list tells as fields.
func listed(a *tracker.Application) map[string]**tracker.Event {
	return map[string]**tracker.Event{
		"last": &a.LastEvent, "received": &a.CVReceived, "read": &a.CVRead, "inProcess": &a.InProcess,
		"closed": &a.Closed, "removed": &a.Removed, "notPreselected": &a.NotPreselected,
	}
}

// toFile returns a record as the file holds it.
func toFile(r *tracker.Record) application {
	status := tracker.Derive(&r.Application)
	a := application{
		ID: r.ID, Title: r.Offer.Title, Company: r.Offer.Company, City: r.Offer.City, Offer: r.Offer.ID, Applied: at(r.AppliedAt),
		Status: stages[status.Stage], Since: at(status.Since), Read: status.Read, ReadAt: at(status.ReadAt), News: at(tracker.LastNews(&r.Application)),
		Rejected: r.Rejected, ProcessClosed: r.ProcessClosed, OfferRemoved: r.OfferRemoved, UnreadEvents: r.UnreadEvents,
		Timeline: toEvents(r.Timeline), TimelineKnown: r.TimelineKnown, Earlier: toEvents(r.Earlier), Listed: map[string]*event{},
		Note: r.Note, Tags: r.Tags, Starred: r.Starred, Archived: r.Archived, LetGo: at(r.LetGoAt), Unseen: r.Unseen, Gone: r.Gone(),
		FirstSeen: at(r.FirstSeen), NewsAfter: at(r.Baseline),
		Asked: asked{at(r.Fetches.Timeline), at(r.Fetches.Detail), at(r.Fetches.Offer)},
	}
	for name, e := range listed(&r.Application) {
		if *e != nil {
			a.Listed[name] = &toEvents([]tracker.Event{**e})[0]
		}
	}
	if r.Detail != nil {
		d := detail(*r.Detail)
		a.Detail = &d
	}
	for _, v := range r.Offers {
		o := offer(v.Offer)
		o.UpdatedAt = at(o.UpdatedAt)
		a.Offers = append(a.Offers, offerVersion{at(v.SeenAt), o})
	}
	for _, n := range r.Counts {
		a.Counts = append(a.Counts, count{at(n.At), n.Count})
	}
	for _, m := range r.Reminders {
		a.Reminders = append(a.Reminders, reminder{m.Kind, m.Text, at(m.At), m.Done})
	}
	return a
}

// at returns a time that JSON can write.
func at(t time.Time) time.Time { return tracker.KeptTime(t) }

func toEvents(events []tracker.Event) []event {
	list := make([]event, len(events))
	for i, e := range events {
		list[i] = event(e)
		list[i].At = at(e.At)
	}
	return list
}
