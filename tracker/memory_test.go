package tracker

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
)

func TestApplicationsOrder(t *testing.T) {
	s := &server{apps: []Application{
		{ID: "d", AppliedAt: day(1)},
		{ID: "a", AppliedAt: day(1)},
		{ID: "c", AppliedAt: day(0), LastEvent: ptr(event(KindOthersRead, 9))},
		{ID: "b", AppliedAt: day(0), LastEvent: ptr(event(KindCVRead, 5))},
		{ID: "undated"},
	}}
	tr := NewMemory(s.source())
	download(t, tr)
	var got []string
	for _, a := range tr.Applications() {
		got = append(got, a.ID)
	}
	if want := []string{"b", "a", "d", "c", "undated"}; !slices.Equal(got, want) {
		t.Errorf("order %v, want %v", got, want)
	}
}

func TestTrackerKnowsNothingAtFirst(t *testing.T) {
	tr := NewMemory(newServer(3).source())
	if len(tr.Applications()) != 0 || tr.Application("app-000") != nil {
		t.Error("it knows applications before any download")
	}
}

// TestRevision moves with every change and with nothing else.
func TestRevision(t *testing.T) {
	s := newServer(2)
	tr := NewMemory(s.source())
	last := tr.Revision()
	step := func(what string, changes bool, do func()) {
		t.Helper()
		do()
		if got := tr.Revision(); (got != last) != changes {
			t.Errorf("%s: from revision %d to %d", what, last, got)
		}
		last = tr.Revision()
	}
	step("a download", true, func() { download(t, tr) })
	step("reading", false, func() { tr.Applications(); tr.Application("app-000") })
	step("a detail", true, func() { _ = tr.LoadDetail(t.Context(), "app-000") })
	step("a detail that is known", false, func() { _ = tr.LoadDetail(t.Context(), "app-000") })
	step("a timeline that is known", false, func() { _ = tr.LoadActivity(t.Context(), "app-000") })
	step("clearing", true, tr.Clear)
}

func TestLoadActivity(t *testing.T) {
	s := newServer(2)
	source := s.source()
	source.timeline = func(context.Context, string) ([]Event, error) { return nil, ErrNotFound }
	tr := NewMemory(source)
	download(t, tr)
	source.asked()

	if err := tr.LoadActivity(t.Context(), "app-000"); !errors.Is(err, ErrNotFound) {
		t.Errorf("error %v", err)
	}
	before := tr.Application("app-000")
	source.timeline = nil
	for range 2 {
		if err := tr.LoadActivity(t.Context(), "app-000"); err != nil {
			t.Error(err)
		}
	}
	if _, timelines := source.asked(); len(timelines) != 2 {
		t.Errorf("%d requests, want one that failed and one", len(timelines))
	}
	if before.TimelineKnown {
		t.Error("an application that was handed out has changed")
	}
	if !tr.Application("app-000").TimelineKnown {
		t.Error("the timeline is not kept")
	}
	if err := tr.LoadActivity(t.Context(), "nobody's"); err != nil {
		t.Error(err)
	}
	if _, timelines := source.asked(); len(timelines) != 0 {
		t.Error("an application that is not known was asked for")
	}
}

// TestLoadActivityOvertaken has the list tell of a later event while the
// timeline is read, which then lacks it.
func TestLoadActivityOvertaken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(1)
		source := s.source()
		source.timeline = func(context.Context, string) ([]Event, error) { return nil, ErrNotFound }
		tr := NewMemory(source)
		download(t, tr)

		release := make(chan struct{})
		source.timeline = func(context.Context, string) ([]Event, error) {
			<-release
			return []Event{event(KindApplied, 0)}, nil
		}
		done := make(chan error)
		go func() { done <- tr.LoadActivity(t.Context(), "app-000") }()
		synctest.Wait()

		s.touch(0, event(KindCVRead, 1))
		source.timeline = func(context.Context, string) ([]Event, error) { return nil, ErrNotFound }
		download(t, tr)
		close(release)
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		a := tr.Application("app-000")
		if a.TimelineKnown || len(a.Timeline) != 1 {
			t.Errorf("timeline known %v with %d events", a.TimelineKnown, len(a.Timeline))
		}
		if !Derive(a).Read {
			t.Error("the later event is lost")
		}
	})
}

func TestLoadDetail(t *testing.T) {
	source := newServer(1).source()
	source.detail = func(context.Context, string) (Detail, error) { return Detail{}, ErrUnavailable }
	tr := NewMemory(source)
	download(t, tr)
	if err := tr.LoadDetail(t.Context(), "app-000"); !errors.Is(err, ErrUnavailable) || tr.Application("app-000").Detail != nil {
		t.Errorf("error %v", err)
	}
	source.detail = nil
	for range 2 {
		if err := tr.LoadDetail(t.Context(), "app-000"); err != nil {
			t.Error(err)
		}
	}
	if len(source.details) != 2 {
		t.Errorf("%d requests, want one that failed and one", len(source.details))
	}
	if d := tr.Application("app-000").Detail; d == nil || d.CV != "CV of app-000" {
		t.Errorf("detail %+v", d)
	}
	if err := tr.LoadDetail(t.Context(), "nobody's"); err != nil || len(source.details) != 2 {
		t.Errorf("error %v, %d requests", err, len(source.details))
	}
}

// TestRaces is for the race detector.
func TestRaces(t *testing.T) {
	s := newServer(45)
	tr := NewMemory(s.source())
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := range 45 {
				id := numbered(i).ID
				_ = tr.LoadActivity(t.Context(), id)
				_ = tr.LoadDetail(t.Context(), id)
				if a := tr.Application(id); a != nil {
					Derive(a)
				}
				tr.Applications()
			}
		})
	}
	wg.Go(func() {
		if _, err := tr.Download(t.Context(), nil); err != nil {
			t.Error(err)
		}
	})
	wg.Wait()
	for _, a := range tr.Applications() {
		if !a.TimelineKnown {
			t.Errorf("the timeline of %s is not known", a.ID)
		}
	}
	if len(tr.Applications()) != 45 {
		t.Errorf("%d applications", len(tr.Applications()))
	}
}

func TestSameEvent(t *testing.T) {
	a, b := event(KindCVRead, 1), event(KindCVRead, 1)
	later := event(KindCVRead, 2)
	for _, tt := range []struct {
		a, b *Event
		want bool
	}{
		{nil, nil, true}, {&a, nil, false}, {nil, &a, false}, {&a, &b, true}, {&a, &later, false},
	} {
		if got := sameEvent(tt.a, tt.b); got != tt.want {
			t.Errorf("sameEvent(%v, %v) = %v", tt.a, tt.b, got)
		}
	}
}
