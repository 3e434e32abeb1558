// Package presenttest helps to test what stands on package present: a dispatcher
// without a window, and stand-ins for the session and for InfoJobs.
package presenttest

import (
	"context"
	"sync"
	"testing"
	"time"

	"candidaturas/auth"
	"candidaturas/tracker"
)

// A Queue is a dispatcher whose functions run when the test says so, on its
// goroutine.
type Queue struct{ funcs chan func() }

// NewQueue returns an empty queue.
func NewQueue() *Queue { return &Queue{make(chan func(), 10_000)} }

// Dispatch puts f in the queue.
func (q *Queue) Dispatch(f func()) { q.funcs <- f }

// Until runs what is dispatched until done reports true, and fails the test if
// that takes too long.
func (q *Queue) Until(t testing.TB, what string, done func() bool) {
	t.Helper()
	limit := time.After(30 * time.Second)
	for !done() {
		select {
		case f := <-q.funcs:
			f()
		case <-limit:
			t.Fatalf("waited too long for %s", what)
		}
	}
}

// Drain runs what has been dispatched so far.
func (q *Queue) Drain() {
	for {
		select {
		case f := <-q.funcs:
			f()
		default:
			return
		}
	}
}

// Session is a session without InfoJobs or a keyring.
type Session struct {
	mu       sync.Mutex
	status   auth.Status
	listener func(auth.Status)

	LoadErr  error
	AdoptErr error
	// AdoptBlock, if set, holds Adopt up until it is closed or the wait ends.
	AdoptBlock chan struct{}
	SignOutErr error
	Kept       bool
}

// NewSession returns a session in the given state.
func NewSession(status auth.Status) *Session { return &Session{status: status} }

// Set changes the status and tells the listener.
func (s *Session) Set(status auth.Status) {
	s.mu.Lock()
	s.status = status
	f := s.listener
	s.mu.Unlock()
	if f != nil {
		f(status)
	}
}

// Load returns LoadErr, as reading the session from the keyring would.
func (s *Session) Load(context.Context) error { return s.LoadErr }

// Adopt takes the account's grant on, and then fails with AdoptErr if that is set.
func (s *Session) Adopt(ctx context.Context, _ auth.Grant, account string, keep bool) error {
	status := auth.Status{State: auth.Active, Account: account, Stored: keep && s.AdoptErr == nil}
	if keep {
		status.StorageProblem = s.AdoptErr
	}
	s.Kept = keep
	s.Set(status)
	if s.AdoptBlock != nil {
		select {
		case <-s.AdoptBlock:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return s.AdoptErr
}

// Keep clears the storage problem.
func (s *Session) Keep(context.Context) error {
	status := s.Status()
	status.StorageProblem, status.Stored = nil, true
	s.Set(status)
	return nil
}

// Forget clears the storage problem.
func (s *Session) Forget(context.Context) error {
	status := s.Status()
	status.StorageProblem = nil
	s.Set(status)
	return nil
}

// SignOut ends the session and returns SignOutErr.
func (s *Session) SignOut(context.Context) error {
	s.Set(auth.Status{})
	return s.SignOutErr
}

// Status returns the status.
func (s *Session) Status() auth.Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.status
}

// OnChange keeps one listener.
func (s *Session) OnChange(f func(auth.Status)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.listener = f
}

// Source is an InfoJobs in memory.
type Source struct {
	mu        sync.Mutex
	apps      []tracker.Application
	timelines map[string][]tracker.Event
	details   map[string]tracker.Detail
	offers    map[string]tracker.Offer
	listErr   error
	timeErr   error
	block     chan struct{}
	timeBlock chan struct{} // of timelines
	Lists     int           // calls of Applications
}

// NewSource returns a source of these applications, in the order of the list.
func NewSource(apps ...tracker.Application) *Source {
	return &Source{
		apps: apps, timelines: map[string][]tracker.Event{}, details: map[string]tracker.Detail{},
		offers: map[string]tracker.Offer{},
	}
}

// SetApplications replaces the list.
func (s *Source) SetApplications(apps ...tracker.Application) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.apps = apps
}

// Add adds an application, or replaces it, and what happened to it, newest first.
func (s *Source) Add(a tracker.Application, timeline ...tracker.Event) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.timelines[a.ID] = timeline
	for i := range s.apps {
		if s.apps[i].ID == a.ID {
			s.apps[i] = a
			return
		}
	}
	s.apps = append(s.apps, a)
}

// Fail makes the list or the timelines fail; nil makes them work.
func (s *Source) Fail(list, timelines error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.listErr, s.timeErr = list, timelines
}

// Hold stops all answers from now on, until the returned function is called.
func (s *Source) Hold() (release func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	block := make(chan struct{})
	s.block = block
	return func() {
		s.mu.Lock()
		s.block = nil
		s.mu.Unlock()
		close(block)
	}
}

// HoldTimelines stops timelines alone, until the returned function is called.
func (s *Source) HoldTimelines() (release func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	block := make(chan struct{})
	s.timeBlock = block
	return func() {
		s.mu.Lock()
		s.timeBlock = nil
		s.mu.Unlock()
		close(block)
	}
}

// SetTimeline sets what happened to an application, newest first.
func (s *Source) SetTimeline(id string, events ...tracker.Event) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.timelines[id] = events
}

// SetOffer sets what an offer says.
func (s *Source) SetOffer(o tracker.Offer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.offers[o.ID] = o
}

// SetDetail sets what the single-application operation tells.
func (s *Source) SetDetail(id string, d tracker.Detail) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.details[id] = d
}

func (s *Source) wait(ctx context.Context) error {
	s.mu.Lock()
	block := s.block
	s.mu.Unlock()
	return await(ctx, block)
}

func await(ctx context.Context, block chan struct{}) error {
	if block == nil {
		return ctx.Err()
	}
	select {
	case <-block:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Listed returns how often the list was asked for since ForgetLists, while it may be
// asked for.
func (s *Source) Listed() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Lists
}

// ForgetLists starts to count anew.
func (s *Source) ForgetLists() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Lists = 0
}

// Applications returns one page.
func (s *Source) Applications(ctx context.Context, page int) (tracker.Page, error) {
	if err := s.wait(ctx); err != nil {
		return tracker.Page{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Lists++
	if s.listErr != nil {
		return tracker.Page{}, s.listErr
	}
	from := min((page-1)*tracker.PageSize, len(s.apps))
	to := min(from+tracker.PageSize, len(s.apps))
	return tracker.Page{Applications: append([]tracker.Application(nil), s.apps[from:to]...), Total: len(s.apps)}, nil
}

// Detail returns what was set.
func (s *Source) Detail(ctx context.Context, id string) (tracker.Detail, error) {
	if err := s.wait(ctx); err != nil {
		return tracker.Detail{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.details[id], nil
}

// Timeline returns what was set.
func (s *Source) Timeline(ctx context.Context, id string) ([]tracker.Event, error) {
	if err := s.wait(ctx); err != nil {
		return nil, err
	}
	s.mu.Lock()
	block := s.timeBlock
	s.mu.Unlock()
	if err := await(ctx, block); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.timelines[id], s.timeErr
}

// Offer returns what was set, or what the applications tell of the offer.
func (s *Source) Offer(ctx context.Context, id string) (tracker.Offer, error) {
	if err := s.wait(ctx); err != nil {
		return tracker.Offer{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if o, ok := s.offers[id]; ok {
		return o, nil
	}
	for _, a := range s.apps {
		if o := a.Offer; o.ID == id {
			return tracker.Offer{
				ID: id, Title: o.Title, Company: o.Company, City: o.City,
				Applicants: -1, Vacancies: -1, Active: !a.OfferRemoved, Deleted: a.OfferRemoved,
			}, nil
		}
	}
	return tracker.Offer{}, tracker.ErrNotFound
}

// Candidate returns an invented person.
func (s *Source) Candidate(context.Context) (tracker.Candidate, error) {
	return tracker.Candidate{Key: "account-1", Name: "Lucía Romero Vidal", Email: "lucia.romero@example.com"}, nil
}
