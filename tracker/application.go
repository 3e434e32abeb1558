package tracker

import "time"

// An Application is one job application (candidatura) as InfoJobs tells it.
// All times are UTC; a nil event has not happened.
type Application struct {
	ID        string // InfoJobs' code, a UUID in practice
	AppliedAt time.Time
	Offer     OfferRef

	// Flags of the list. They come before anything the events say.
	Rejected      bool
	ProcessClosed bool
	OfferRemoved  bool

	// UnreadEvents is what InfoJobs counts as not yet seen on its own pages;
	// -1 when it does not know.
	UnreadEvents int

	LastEvent      *Event // list only
	CVReceived     *Event
	CVRead         *Event
	InProcess      *Event
	Closed         *Event
	Removed        *Event
	NotPreselected *Event

	// Timeline is every event, newest first, as of when it was read. It is only
	// meaningful when TimelineKnown says that it was.
	Timeline      []Event
	TimelineKnown bool

	// Earlier are events that only the list ever told and that it tells no more.
	Earlier []Event

	// Detail is what the single-application operation adds, nil until read.
	Detail *Detail
}

// An OfferRef is what an application carries about its offer.
type OfferRef struct {
	ID      string // InfoJobs' code, 30 hexadecimal digits in practice
	Title   string
	Company string
	City    string
}

// Detail is what InfoJobs tells only when asked for one application.
type Detail struct {
	CV             string // name of the CV that was sent
	HasCoverLetter bool
	Province       string
	Applicants     int // -1 when not told
}

// An Event is one thing that happened to an application. Events have no ID at
// InfoJobs: see [Event.Key].
type Event struct {
	Kind        EventKind
	At          time.Time
	Description string // InfoJobs' own words, in Spanish, trimmed
	First       bool   // first of its stage ("initializer")
	Last        bool   // last of its stage ("finisher")
	Reasons     []string
}

// An EventKey identifies an event within one application.
type EventKey struct {
	At          time.Time
	Kind        EventKind
	Description string
}

// Key returns what tells the event from the others of the same application:
// two events may share an instant, and one kind may recur.
func (e Event) Key() EventKey {
	return EventKey{At: e.At, Kind: e.Kind, Description: e.Description}
}

// An Offer is a job advertisement as InfoJobs shows it to anybody.
type Offer struct {
	ID           string
	Title        string
	Company      string
	City         string
	Province     string
	Link         string // as InfoJobs wrote it; check it before opening
	Description  string // plain text with newlines
	Requirements string
	Contract     string
	Journey      string
	Salary       string // in InfoJobs' words, empty when not shown
	Applicants   int    // -1 when not told
	Vacancies    int    // -1 when not told
	Active       bool
	Deleted      bool
	UpdatedAt    time.Time
}

// A Candidate is the person InfoJobs says is signed in. Only Key is needed to
// tell people apart; every other field may be empty.
type Candidate struct {
	Key   string // stable account id
	Name  string // as the person writes it, surname included
	Email string
}

// A Page is one page of the list of applications, last event first.
type Page struct {
	Applications []Application
	Odd          int // how many more rows it held, of which nothing can be kept
	Total        int // what InfoJobs says the whole list holds
}

// PageSize is how many applications a [Source] returns a page: the most that
// InfoJobs allows.
const PageSize = 30
