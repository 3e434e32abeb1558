package sandbox

import (
	"slices"
	"strings"
	"time"

	"candidaturas/tracker"
)

// An Application is what the server knows of one application: the truth that a
// client's copy can be compared with. Times are UTC.
type Application struct {
	ID, OfferID          string
	Title, Company, City string
	AppliedAt            time.Time

	Rejected, ProcessClosed, OfferRemoved bool

	Unread      int // events that the person has not seen on InfoJobs' own pages
	CV          string
	CoverLetter bool
	Events      []Event // oldest first; the first one is the application itself
}

// An Event is one thing that happened to an application.
type Event struct {
	Kind        tracker.EventKind
	At          time.Time
	Description string // as InfoJobs writes it: it may end in a blank
	First       bool   // first of its stage
	Last        bool   // last of its stage
	Reasons     []string
}

// An application is an Application with what is needed to go on with it.
type application struct {
	Application
	offer    *offer
	province *idValue
	plan     []step // what would happen next
}

// An offer is what makes up an offer's text; the text itself is written when it
// is asked for.
type offer struct {
	id       string
	company  *company
	role     *role
	title    string
	suffix   *suffix // nil for none
	city     string
	province *idValue
	seed     uint64
	created  time.Time
	updated  time.Time
	closed   bool
	deleted  bool
	edits    []func(*Offer)
}

// An account is a person and what they applied for.
type account struct {
	person  person
	apps    []*application
	byID    map[string]*application
	offers  map[string]*offer
	sorted  map[listing][]*application
	visited time.Time // when the person last looked at InfoJobs' own pages
}

// A listing is one way to list the applications.
type listing struct {
	byEvent      bool
	hideRejected bool
}

// add puts an event in its place and draws the consequences for the flags.
func (a *application) add(e Event, visited time.Time) {
	i := len(a.Events)
	for i > 0 && a.Events[i-1].At.After(e.At) {
		i--
	}
	a.Events = slices.Insert(a.Events, i, e)
	a.Rejected, a.ProcessClosed, a.OfferRemoved = false, false, false
	for _, e := range a.Events {
		a.flag(e.Kind)
	}
	if e.Kind != tracker.KindApplied && e.At.After(visited) {
		a.Unread++
	}
	switch e.Kind {
	case tracker.KindOfferRemoved, tracker.KindDiscardedByRemoval:
		a.offer.deleted, a.offer.updated = true, e.At
	case tracker.KindOfferModified:
		a.offer.updated = e.At
	case tracker.KindProcessClosed:
		a.offer.closed = true
	case tracker.KindProcessReopened:
		a.offer.closed = false
	}
}

func (a *application) flag(k tracker.EventKind) {
	switch k {
	case tracker.KindAutoRejected, tracker.KindDiscarded, tracker.KindNotPreselected:
		a.Rejected = true
	case tracker.KindDiscardedByRemoval:
		a.Rejected, a.OfferRemoved = true, true
	case tracker.KindReturned:
		a.Rejected = false
	case tracker.KindOfferRemoved:
		a.OfferRemoved = true
	case tracker.KindProcessClosed:
		a.ProcessClosed = true
	case tracker.KindProcessReopened:
		a.ProcessClosed = false
	}
}

func (a *application) last() Event { return a.Events[len(a.Events)-1] }

// latest returns the newest event of a kind, nil if it has not happened.
func (a *application) latest(k tracker.EventKind) *Event {
	for i := len(a.Events) - 1; i >= 0; i-- {
		if a.Events[i].Kind == k {
			return &a.Events[i]
		}
	}
	return nil
}

func (a *application) copy() Application {
	c := a.Application
	c.Title, c.Company, c.City = a.offer.title, a.offer.company.Name, a.offer.city
	c.Events = slices.Clone(a.Events)
	return c
}

func (ac *account) insert(a *application) {
	ac.apps = append(ac.apps, a)
	ac.byID[a.ID] = a
	ac.offers[a.OfferID] = a.offer
	ac.changed()
}

// changed forgets the sorted lists.
func (ac *account) changed() { clear(ac.sorted) }

// list returns the applications newest first. The caller must not change it.
func (ac *account) list(l listing) []*application {
	if known, ok := ac.sorted[l]; ok {
		return known
	}
	list := slices.Clone(ac.apps)
	if l.hideRejected {
		list = slices.DeleteFunc(list, func(a *application) bool { return a.Rejected })
	}
	at := func(a *application) time.Time { return a.AppliedAt }
	if l.byEvent {
		at = func(a *application) time.Time { return a.last().At }
	}
	slices.SortFunc(list, func(a, b *application) int {
		if c := at(b).Compare(at(a)); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	ac.sorted[l] = list
	return list
}
