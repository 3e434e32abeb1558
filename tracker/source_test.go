package tracker

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"
)

// fakeSource answers from functions that a test sets, and keeps count.
type fakeSource struct {
	list     func(ctx context.Context, page int) (Page, error)
	timeline func(ctx context.Context, id string) ([]Event, error)
	detail   func(ctx context.Context, id string) (Detail, error)

	mu        sync.Mutex
	pages     []int
	timelines []string
	details   []string
}

func (s *fakeSource) Applications(ctx context.Context, page int) (Page, error) {
	s.mu.Lock()
	s.pages = append(s.pages, page)
	s.mu.Unlock()
	return s.list(ctx, page)
}

func (s *fakeSource) Timeline(ctx context.Context, id string) ([]Event, error) {
	s.mu.Lock()
	s.timelines = append(s.timelines, id)
	s.mu.Unlock()
	if s.timeline == nil {
		return []Event{event(KindApplied, 0)}, nil
	}
	return s.timeline(ctx, id)
}

func (s *fakeSource) Detail(ctx context.Context, id string) (Detail, error) {
	s.mu.Lock()
	s.details = append(s.details, id)
	s.mu.Unlock()
	if s.detail == nil {
		return Detail{CV: "CV of " + id}, nil
	}
	return s.detail(ctx, id)
}

func (s *fakeSource) Offer(context.Context, string) (Offer, error) { return Offer{}, ErrNotFound }

func (s *fakeSource) Candidate(context.Context) (Candidate, error) { return Candidate{}, ErrNotFound }

// asked returns the pages and timelines asked for since it was last called.
func (s *fakeSource) asked() (pages []int, timelines []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	pages, timelines = s.pages, s.timelines
	s.pages, s.timelines = nil, nil
	return pages, timelines
}

// server is a list of applications as InfoJobs keeps it, last event first.
type server struct{ apps []Application }

func newServer(n int) *server {
	s := &server{}
	for i := range n {
		s.apps = append(s.apps, numbered(i))
	}
	return s
}

// numbered is an application whose news are the older the higher its number.
func numbered(i int) Application {
	e := Event{Kind: KindApplied, At: day(0).Add(-time.Duration(i) * time.Minute)}
	return Application{ID: fmt.Sprintf("app-%03d", i), AppliedAt: e.At, LastEvent: &e}
}

func (s *server) page(_ context.Context, page int) (Page, error) {
	from := min((page-1)*PageSize, len(s.apps))
	to := min(from+PageSize, len(s.apps))
	return Page{Applications: slices.Clone(s.apps[from:to]), Total: len(s.apps)}, nil
}

func (s *server) source() *fakeSource { return &fakeSource{list: s.page} }

// touch brings an application to the top with a new event.
func (s *server) touch(i int, e Event) {
	a := s.apps[i]
	a.LastEvent = &e
	s.apps = slices.Insert(slices.Delete(s.apps, i, i+1), 0, a)
}

func (s *server) ids() []string {
	var ids []string
	for _, a := range s.apps {
		ids = append(ids, a.ID)
	}
	slices.Sort(ids)
	return ids
}

func idsOf(t *Memory) []string {
	var ids []string
	for _, a := range t.Applications() {
		ids = append(ids, a.ID)
	}
	slices.Sort(ids)
	return ids
}

// download fails the test if the download does not go through.
func download(t *testing.T, tr *Memory) (Result, []Progress) {
	t.Helper()
	var steps []Progress
	result, err := tr.Download(t.Context(), func(p Progress) { steps = append(steps, p) })
	if err != nil {
		t.Fatal(err)
	}
	return result, steps
}
