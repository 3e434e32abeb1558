package tracker

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
)

func TestDownloadProgress(t *testing.T) {
	_, steps := download(t, NewMemory(newServer(61).source()))
	want := []Progress{{PhaseList, 30, 61}, {PhaseList, 60, 61}, {PhaseList, 61, 61}}
	for i := range 62 {
		want = append(want, Progress{PhaseActivity, i, 61})
	}
	if !slices.Equal(steps, want) {
		t.Errorf("progress %v", steps)
	}
}

func TestDownloadProgressOfNothing(t *testing.T) {
	_, steps := download(t, NewMemory(newServer(0).source()))
	if want := []Progress{{PhaseList, 0, 0}, {PhaseActivity, 0, 0}}; !slices.Equal(steps, want) {
		t.Errorf("progress %v", steps)
	}
}

// TestDownloadNewestFirst reads the timelines in the order of the list.
func TestDownloadNewestFirst(t *testing.T) {
	s := newServer(40)
	s.touch(35, event(KindContinues, 1))
	source := s.source()
	tr := NewMemory(source)
	download(t, tr)
	_, timelines := source.asked()
	var order []string
	for _, a := range s.apps {
		order = append(order, a.ID)
	}
	if !slices.Equal(timelines, order) {
		t.Errorf("timelines of %v", timelines)
	}
}

func TestDownloadOnlyWhatChanged(t *testing.T) {
	s := newServer(40)
	source := s.source()
	tr := NewMemory(source)
	download(t, tr)
	if err := tr.LoadDetail(t.Context(), "app-020"); err != nil {
		t.Fatal(err)
	}
	source.asked()

	s.touch(20, event(KindCVRead, 1))
	source.timeline = func(context.Context, string) ([]Event, error) {
		return []Event{event(KindCVRead, 1), event(KindApplied, 0)}, nil
	}
	download(t, tr)
	if _, timelines := source.asked(); !slices.Equal(timelines, []string{"app-020"}) {
		t.Errorf("timelines of %v", timelines)
	}
	a := tr.Application("app-020")
	if !a.TimelineKnown || len(a.Timeline) != 2 || a.Detail == nil || a.Detail.CV != "CV of app-020" {
		t.Errorf("%+v", a)
	}
}

// TestMergeKeeps what is known of an application until its new timeline is read.
func TestMergeKeeps(t *testing.T) {
	s := newServer(1)
	source := s.source()
	tr := NewMemory(source)
	download(t, tr)
	s.touch(0, event(KindCVRead, 1))
	source.timeline = func(context.Context, string) ([]Event, error) { return nil, ErrOffline }
	if _, err := tr.Download(t.Context(), nil); !errors.Is(err, ErrOffline) {
		t.Fatalf("error %v", err)
	}
	a := tr.Application("app-000")
	if a.TimelineKnown || len(a.Timeline) != 1 {
		t.Errorf("timeline known %v, with %d events", a.TimelineKnown, len(a.Timeline))
	}
	if events := KnownEvents(a); len(events) != 2 || events[0].Kind != KindCVRead {
		t.Errorf("known events %v", events)
	}
}

func TestDownloadListFails(t *testing.T) {
	s := newServer(70)
	source := s.source()
	source.list = func(ctx context.Context, page int) (Page, error) {
		if page == 2 {
			return Page{}, fmt.Errorf("dialling: %w", ErrOffline)
		}
		return s.page(ctx, page)
	}
	tr := NewMemory(source)
	result, err := tr.Download(t.Context(), nil)
	if !errors.Is(err, ErrOffline) || result.NoActivity || result.Failed != nil {
		t.Errorf("result %+v, error %v", result, err)
	}
	if len(tr.Applications()) != 30 {
		t.Errorf("%d applications are kept, want the first page", len(tr.Applications()))
	}
	if pages, timelines := source.asked(); len(pages) != 2 || len(timelines) != 0 {
		t.Errorf("pages %v, %d timelines", pages, len(timelines))
	}
}

func TestDownloadActivityFails(t *testing.T) {
	failing := func(id string, err error) func(context.Context, string) ([]Event, error) {
		return func(_ context.Context, asked string) ([]Event, error) {
			if asked == id {
				return nil, fmt.Errorf("asking: %w", err)
			}
			return nil, nil
		}
	}
	tests := []struct {
		err        error
		asked      int
		failed     []string
		noActivity bool
		stops      bool
	}{
		{ErrNotFound, 5, []string{"app-002"}, false, false},
		{ErrBadAnswer, 5, []string{"app-002"}, false, false},
		{ErrScopeMissing, 3, nil, true, false},
		{ErrOffline, 3, nil, false, true},
		{ErrInsecure, 3, nil, false, true},
		{ErrPortal, 3, nil, false, true},
		{ErrBotWall, 3, nil, false, true},
		{ErrUnavailable, 3, nil, false, true},
		{ErrRateLimited, 3, nil, false, true},
		{ErrSignedOut, 3, nil, false, true},
		{ErrKeysRefused, 3, nil, false, true},
		{errors.New("something else"), 3, nil, false, true},
	}
	for _, tt := range tests {
		t.Run(tt.err.Error(), func(t *testing.T) {
			source := newServer(5).source()
			source.timeline = failing("app-002", tt.err)
			tr := NewMemory(source)
			result, err := tr.Download(t.Context(), nil)
			if tt.stops != (err != nil) || tt.stops && !errors.Is(err, tt.err) {
				t.Errorf("error %v", err)
			}
			if result.NoActivity != tt.noActivity || !slices.Equal(result.Failed, tt.failed) {
				t.Errorf("result %+v", result)
			}
			if _, timelines := source.asked(); len(timelines) != tt.asked {
				t.Errorf("timelines of %v", timelines)
			}
			if len(tr.Applications()) != 5 || !tr.Application("app-001").TimelineKnown || tr.Application("app-002").TimelineKnown {
				t.Error("what arrived is not kept, or what did not is taken for known")
			}

			source.timeline = nil
			download(t, tr)
			if _, timelines := source.asked(); len(timelines) != 5-2-max(0, tt.asked-3) {
				t.Errorf("the second time: timelines of %v", timelines)
			}
		})
	}
}

func TestDownloadCancelled(t *testing.T) {
	t.Run("in the list", func(t *testing.T) {
		s := newServer(90)
		ctx, cancel := context.WithCancel(t.Context())
		source := s.source()
		source.list = func(ctx context.Context, page int) (Page, error) {
			if page == 3 {
				cancel()
				return Page{}, ctx.Err()
			}
			return s.page(ctx, page)
		}
		tr := NewMemory(source)
		if _, err := tr.Download(ctx, nil); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		if len(tr.Applications()) != 60 {
			t.Errorf("%d applications are kept, want 60", len(tr.Applications()))
		}
	})
	t.Run("in the activity", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		source := newServer(5).source()
		source.timeline = func(ctx context.Context, id string) ([]Event, error) {
			if id == "app-003" {
				cancel()
			}
			return nil, ctx.Err()
		}
		tr := NewMemory(source)
		if _, err := tr.Download(ctx, nil); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		if _, timelines := source.asked(); len(tr.Applications()) != 5 || !tr.Application("app-002").TimelineKnown || len(timelines) != 4 {
			t.Errorf("%d applications, timelines %v", len(tr.Applications()), timelines)
		}
	})
}

// TestDownloadWaits has a second download wait for one that is just ending.
func TestDownloadWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(1)
		release := make(chan struct{})
		source := s.source()
		source.list = func(ctx context.Context, page int) (Page, error) {
			<-release
			return s.page(ctx, page)
		}
		tr := NewMemory(source)
		done := make(chan error)
		for range 2 {
			go func() {
				_, err := tr.Download(t.Context(), nil)
				done <- err
			}()
		}
		synctest.Wait()
		if pages, _ := source.asked(); len(pages) != 1 {
			t.Errorf("%d requests at a time", len(pages))
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := tr.Download(ctx, nil); !errors.Is(err, context.Canceled) {
			t.Errorf("one that does not want to wait: %v", err)
		}
		close(release)
		for range 2 {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
		if pages, timelines := source.asked(); len(pages) != 1 || len(timelines) != 1 {
			t.Errorf("then pages %v and timelines %v", pages, timelines)
		}
	})
}

// TestT9Clear drops what was asked for before, whoever asked.
func TestT9Clear(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(3)
		source := s.source()
		tr := NewMemory(source)
		download(t, tr)
		s.touch(0, event(KindCVRead, 1))

		release := make(chan struct{})
		source.list = func(ctx context.Context, page int) (Page, error) {
			<-release
			return s.page(ctx, page)
		}
		source.detail = func(context.Context, string) (Detail, error) {
			<-release
			return Detail{CV: "of the one before"}, nil
		}
		done := make(chan error, 2)
		go func() { _, err := tr.Download(t.Context(), nil); done <- err }()
		go func() { done <- tr.LoadDetail(t.Context(), "app-001") }()
		synctest.Wait()
		tr.Clear()
		close(release)
		for range 2 {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
		if len(tr.Applications()) != 0 {
			t.Errorf("%v came in after Clear", idsOf(tr))
		}

		source.list = s.page
		download(t, tr)
		if len(tr.Applications()) != 3 {
			t.Errorf("%d applications after the next download", len(tr.Applications()))
		}
	})
}

// TestT9ClearSameApplication has the account after Clear know the same
// application before the old answers come.
func TestT9ClearSameApplication(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(1)
		source := s.source()
		source.timeline = func(context.Context, string) ([]Event, error) { return nil, ErrNotFound }
		tr := NewMemory(source)
		download(t, tr)
		release := make(chan struct{})
		source.timeline = func(context.Context, string) ([]Event, error) {
			<-release
			return []Event{event(KindHired, 1)}, nil
		}
		source.detail = func(context.Context, string) (Detail, error) {
			<-release
			return Detail{CV: "of the one before"}, nil
		}
		go func() { _ = tr.LoadActivity(t.Context(), "app-000") }()
		go func() { _ = tr.LoadDetail(t.Context(), "app-000") }()
		synctest.Wait()
		tr.Clear()
		source.timeline = func(context.Context, string) ([]Event, error) { return nil, ErrNotFound }
		download(t, tr)
		close(release)
		synctest.Wait()
		if a := tr.Application("app-000"); a.TimelineKnown || len(a.Timeline) > 0 || a.Detail != nil {
			t.Errorf("answers to the account before are kept: %+v", a)
		}
	})
}
