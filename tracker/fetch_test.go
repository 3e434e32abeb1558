package tracker_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"candidaturas/tracker"
)

func TestFetch(t *testing.T) {
	w := newWorld(2)
	w.before = func(_ context.Context, what string) error {
		if !strings.HasPrefix(what, "list") {
			return fmt.Errorf("no: %w", tracker.ErrNotFound)
		}
		return nil
	}
	d := newDesk(t, w)
	d.sync()
	w.requests()
	if err := d.Fetch(t.Context(), "a-000"); !errors.Is(err, tracker.ErrNotFound) {
		t.Errorf("error %v", err)
	}
	if got := w.requests("timeline", "detail", "offer"); !slices.Equal(got, []string{"timeline a-000", "detail a-000", "offer a-000"}) {
		t.Errorf("asked for %v although it failed within a day", got)
	}
	w.before = nil
	for range 2 {
		if err := d.Fetch(t.Context(), "a-000"); err != nil {
			t.Error(err)
		}
	}
	if got := w.requests("timeline", "detail", "offer"); len(got) != 3 {
		t.Errorf("asked for %v", got)
	}
	if k := d.kept("a-000"); !k.TimelineKnown || k.Detail == nil || k.OfferNow == nil {
		t.Errorf("%+v", k)
	}
	if err := d.Fetch(t.Context(), "nobody's"); err != nil || len(w.requests("timeline")) != 0 {
		t.Errorf("one that is not known: %v", err)
	}
	w.before = func(context.Context, string) error { return tracker.ErrScopeMissing }
	if err := d.Fetch(t.Context(), "a-001"); !errors.Is(err, tracker.ErrScopeMissing) {
		t.Errorf("error %v", err)
	}
}

// TestFetchOvertaken has the list tell of a later event while the timeline, which
// lacks it, is on its way.
func TestFetchOvertaken(t *testing.T) {
	w := newWorld(1)
	d := newDesk(t, w)
	d.sync()
	w.later("a-000", tracker.KindCVRead)
	stale := newWorld(1)
	source := &slow{world: w, stale: stale, asked: make(chan struct{}), release: make(chan struct{})}
	d.Tracker = tracker.New(source, d.store, tracker.Options{Now: d.clock.now})
	if _, err := d.Resume(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	// The list is read up to the new event; then its timeline is asked for.
	fetched := make(chan error, 1)
	go func() {
		_, err := d.Sync(context.Background(), nil)
		fetched <- err
	}()
	<-source.asked
	w.later("a-000", tracker.KindInterviewed)
	other := tracker.New(w, d.store, tracker.Options{Now: d.clock.now})
	if _, err := other.Resume(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	w.before = func(_ context.Context, what string) error {
		if !strings.HasPrefix(what, "list") {
			return tracker.ErrOffline
		}
		return nil
	}
	if _, err := other.Sync(t.Context(), nil); !errors.Is(err, tracker.ErrOffline) {
		t.Fatal(err)
	}
	w.before = nil
	close(source.release)
	if err := <-fetched; err != nil {
		t.Fatal(err)
	}
	k := d.kept("a-000")
	if tracker.Derive(&k.Application).Stage != tracker.StageInterview || !k.DueAt.IsZero() {
		t.Errorf("stage %d, due %v", tracker.Derive(&k.Application).Stage, k.DueAt)
	}
	d.restart()
	d.sync()
	d.checkUpToDate()
}

// slow answers with a timeline of before, once it is released.
type slow struct {
	*world
	stale          *world
	once           sync.Once
	asked, release chan struct{}
}

func (s *slow) Timeline(ctx context.Context, id string) ([]tracker.Event, error) {
	s.once.Do(func() { close(s.asked) })
	<-s.release
	return s.stale.Timeline(ctx, id)
}
