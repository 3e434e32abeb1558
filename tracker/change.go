package tracker

import "time"

// A ChangeKind is what a [Change] is about.
type ChangeKind int

// The kinds of change. The numbers are kept in the store: they never change.
const (
	ChangeNew          ChangeKind = 1  // an application that was not there before
	ChangeRead         ChangeKind = 2  // somebody opened the CV
	ChangeMoved        ChangeKind = 3  // a stage further: Event says which
	ChangeRejected     ChangeKind = 4  // rejected or not shortlisted
	ChangeClosed       ChangeKind = 5  // the process was closed
	ChangeReopened     ChangeKind = 6  // and opened again
	ChangeReturned     ChangeKind = 7  // back from rejected
	ChangeOfferRemoved ChangeKind = 8  // InfoJobs took the offer away
	ChangeOfferEdited  ChangeKind = 9  // the offer says something else: Edits
	ChangeOthersRead   ChangeKind = 10 // other CVs were read while this one was not
	ChangeEvent        ChangeKind = 11 // any other event about the person, or of a kind nobody knows
)

// A Change is one thing that moved since the person last looked.
type Change struct {
	ID          int64 // the store's; later ones are greater
	Application string
	Kind        ChangeKind
	// Event is the kind of event that tells of it, KindUnknown when none does.
	Event EventKind
	// At is when it happened, by InfoJobs' clock; zero when it did not say.
	At time.Time
	// FoundAt is when the app found it, by this computer's clock.
	FoundAt time.Time
	// Text is InfoJobs' own words for an event of a kind nobody knows.
	Text string
	// Read says, of an end, that the CV had been read.
	Read bool
	// Reasons are the company's for a rejection, RejectedAfter how long after
	// applying it came, negative when that is not known.
	Reasons       []string
	RejectedAfter time.Duration
	// Edits are what an edited offer says now, as far as the app keeps it.
	Edits []Edit
	Seen  bool

	// Title and Company are of the application as it is kept now. The store fills
	// them in.
	Title, Company string
}

// A ChangeKey tells a change from all others.
type ChangeKey struct {
	Application string
	Kind        ChangeKind
	Event       EventKind
	At          time.Time
	Text        string
}

// Same returns what two reports of the same change have in common.
func (c Change) Same() ChangeKey {
	return ChangeKey{Application: c.Application, Kind: c.Kind, Event: c.Event, At: c.At, Text: c.Text}
}

// A Field is a part of an offer that may be edited.
type Field int

// The fields. The numbers are kept in the store: they never change.
const (
	FieldTitle        Field = 1
	FieldDescription  Field = 2
	FieldRequirements Field = 3
	FieldSalary       Field = 4
	FieldContract     Field = 5
	FieldJourney      Field = 6
	FieldCity         Field = 7
	FieldVacancies    Field = 8
	FieldCompany      Field = 9
	FieldProvince     Field = 10
)

// An Edit is one field of an offer that says something else than before. Before
// and After are empty where nothing was said.
type Edit struct {
	Field  Field
	Before string
	After  string
}
