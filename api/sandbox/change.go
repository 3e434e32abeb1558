package sandbox

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"candidaturas/tracker"
)

// ErrUnknown is returned when a test names an application, offer or person that
// the server does not have.
var ErrUnknown = errors.New("the sandbox does not have it")

// AddApplication makes the person apply for one more offer and returns the
// application. Fields of a that are empty are invented; of its events only the
// application itself is made. A company that is not among the samples is added.
func (s *Server) AddApplication(a Application) Application {
	now := s.now()
	s.mu.Lock()
	defer s.mu.Unlock()
	ac := s.accounts[s.current]
	if a.AppliedAt.IsZero() {
		a.AppliedAt = now
	}
	made := s.data.inventAt(s.life.rng, ac, a.AppliedAt.UTC().Truncate(time.Millisecond))
	made.Unread = a.Unread
	o := made.offer
	if a.ID != "" {
		made.ID = a.ID
	}
	if a.OfferID != "" {
		made.OfferID, o.id = a.OfferID, a.OfferID
	}
	if a.Title != "" {
		o.title = a.Title
	}
	if a.Company != "" && a.Company != o.company.Name {
		renamed := *o.company
		renamed.Name = a.Company
		o.company = &renamed
	}
	if a.City != "" {
		o.city, o.province = a.City, s.data.province(a.City)
		made.province = o.province
	}
	if a.CV != "" {
		made.CV, made.CoverLetter = a.CV, a.CoverLetter
	}
	ac.insert(made)
	return made.copy()
}

// AddEvent makes something happen to an application, now unless e says when.
// What e leaves empty is written as InfoJobs would.
func (s *Server) AddEvent(applicationID string, e Event) error {
	now := s.now()
	s.mu.Lock()
	defer s.mu.Unlock()
	ac := s.accounts[s.current]
	a := ac.byID[applicationID]
	if a == nil {
		return fmt.Errorf("adding an event to application %s: %w", applicationID, ErrUnknown)
	}
	if e.At.IsZero() {
		e.At = now
	}
	if e.Description == "" {
		usual := s.data.event(s.life.rng, step{Kind: e.Kind}, e.At)
		e.Description, e.First, e.Last = usual.Description, usual.First, usual.Last
	}
	e.At = e.At.UTC().Truncate(time.Millisecond)
	a.add(e, ac.visited)
	ac.changed()
	return nil
}

// RemoveApplication makes InfoJobs no longer know an application.
func (s *Server) RemoveApplication(id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ac := s.accounts[s.current]
	if ac.byID[id] == nil {
		return fmt.Errorf("removing application %s: %w", id, ErrUnknown)
	}
	delete(ac.byID, id)
	ac.apps = slices.DeleteFunc(ac.apps, func(a *application) bool { return a.ID == id })
	ac.changed()
	return nil
}

// RemoveOffer makes the company remove an offer, which those who applied see as
// an event.
func (s *Server) RemoveOffer(id string) error {
	now := s.now()
	s.mu.Lock()
	defer s.mu.Unlock()
	ac := s.accounts[s.current]
	o := ac.offers[id]
	if o == nil {
		return fmt.Errorf("removing offer %s: %w", id, ErrUnknown)
	}
	o.deleted, o.updated = true, now
	for _, a := range ac.apps {
		if a.offer == o {
			a.add(s.data.event(s.life.rng, step{Kind: tracker.KindOfferRemoved}, now), ac.visited)
		}
	}
	ac.changed()
	return nil
}

// EditOffer changes an offer's text without any event, as companies do. The edit
// runs at every later reading of the offer, so it must depend on nothing else.
func (s *Server) EditOffer(id string, edit func(*Offer)) error {
	now := s.now()
	s.mu.Lock()
	defer s.mu.Unlock()
	o := s.accounts[s.current].offers[id]
	if o == nil {
		return fmt.Errorf("editing offer %s: %w", id, ErrUnknown)
	}
	o.edits = append(o.edits, edit)
	o.title, o.updated = s.data.write(o, now).Title, now
	return nil
}

// MarkRead is the person looking at InfoJobs' own pages: nothing is pending.
func (s *Server) MarkRead() {
	now := s.now()
	s.mu.Lock()
	defer s.mu.Unlock()
	ac := s.accounts[s.current]
	ac.visited = now
	for _, a := range ac.apps {
		a.Unread = 0
	}
}

// Applications returns what the server knows, newest event first.
func (s *Server) Applications() []Application {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := s.accounts[s.current].list(listing{byEvent: true})
	all := make([]Application, 0, len(list))
	for _, a := range list {
		all = append(all, a.copy())
	}
	return all
}

// A Person is somebody who can sign in.
type Person struct{ Key, FullName, Email string }

// People returns who can sign in; the first one is signed in at the start.
func (s *Server) People() []Person {
	var people []Person
	for _, p := range s.data.People {
		people = append(people, Person{Key: p.Key, FullName: p.fullName(), Email: p.Email})
	}
	return people
}

// SignIn changes who is signed in in the browser, by key. Tokens given before
// stay with the person who granted them; the other methods of [Server] that
// change or read applications follow the browser.
func (s *Server) SignIn(key string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.accounts, func(ac *account) bool { return strings.EqualFold(ac.person.Key, key) })
	if i < 0 {
		return fmt.Errorf("signing in: %w", ErrUnknown)
	}
	s.current = i
	return nil
}
