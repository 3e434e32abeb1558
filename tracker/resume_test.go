package tracker_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"candidaturas/tracker"
)

// cutAt has the world fail at the n-th request from now on, counted from 0, in the
// way that fail does.
func (w *world) cutAt(n int, fail func() error) {
	w.before = func(context.Context, string) error {
		n--
		if n == -1 {
			return fail()
		}
		return nil
	}
}

// resumed is how many applications there are where the first synchronisation stops.
const resumed = 65

// TestResumeAtEveryRequest stops the first synchronisation at every request, by a
// failure, a cancellation or the end of the app, and lets the next one complete it.
func TestResumeAtEveryRequest(t *testing.T) {
	const lists, all = 3, 3 + 3*resumed
	for stop := range all {
		if stop >= lists+4 && stop < all-1 {
			continue // one application is like the other
		}
		for _, how := range []string{"offline", "cancelled", "restarted"} {
			t.Run(fmt.Sprint(how, " at ", stop), func(t *testing.T) {
				w := newWorld(resumed)
				d := newDesk(t, w)
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				want := tracker.ErrOffline
				w.cutAt(stop, func() error {
					if how == "cancelled" {
						cancel()
						want = context.Canceled
						return ctx.Err()
					}
					return tracker.ErrOffline
				})
				if _, err := d.Sync(ctx, nil); !errors.Is(err, want) {
					t.Fatalf("error %v, want %v", err, want)
				}
				if kept, want := d.List().Len(), min(30*stop, resumed); kept != want {
					t.Errorf("%d applications are kept, want %d", kept, want)
				}
				w.before = nil
				w.requests()
				if how == "restarted" {
					d.restart()
				}
				d.sync()
				checkResumed(t, d, stop, lists)
			})
		}
	}
}

func checkResumed(t *testing.T, d *desk, stop, lists int) {
	t.Helper()
	asked := d.world.requests("list", "timeline", "detail", "offer")
	wantLists := pages(lists) // the pass from its start, or with its last page once more
	switch {
	case stop > lists-1:
		wantLists = pages(1)
	case stop > 1:
		wantLists = append(pages(1), pages(lists)[stop-1:]...)
	}
	got := slices.DeleteFunc(slices.Clone(asked), func(what string) bool { return !strings.HasPrefix(what, "list") })
	if !slices.Equal(got, wantLists) {
		t.Errorf("asked for %v, want %v", got, wantLists)
	}
	if fetches, want := len(asked)-len(got), 3*resumed-max(stop-lists, 0); fetches != want {
		t.Errorf("%d single requests, want %d", fetches, want)
	}
	d.checkUpToDate()
	if news := d.news(); len(news) != 0 || !d.State().BaselineDone {
		t.Errorf("baseline %v, changes %v", d.State().BaselineDone, news)
	}
}

// TestResumeAfterNews has things happen between a stop in a pass and its going on.
func TestResumeAfterNews(t *testing.T) {
	for name, tt := range map[string]struct {
		happens func(w *world)
		lists   []string
	}{
		"nothing":      {func(*world) {}, []string{"list 1", "list 3", "list 4", "list 5"}},
		"a new one":    {func(w *world) { w.apply() }, []string{"list 1", "list 3", "list 4", "list 5"}},
		"news above":   {func(w *world) { w.later("a-110", tracker.KindCVRead) }, []string{"list 1", "list 3", "list 4", "list 5"}},
		"news below":   {func(w *world) { w.later("a-002", tracker.KindCVRead) }, []string{"list 1", "list 3", "list 4", "list 5"}},
		"many new":     {func(w *world) { applyMany(w, 25) }, []string{"list 1", "list 3", "list 4", "list 5"}},
		"very many":    {func(w *world) { applyMany(w, 70) }, []string{"list 1", "list 2", "list 3", "list 4", "list 5", "list 6", "list 7"}},
		"one less":     {func(w *world) { w.apps["a-110"].hidden = true }, []string{"list 1", "list 1", "list 2", "list 3", "list 4", "list 5"}},
		"a day passes": {nil, pages(5)},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(125)
			d := newDesk(t, w)
			w.cutAt(3, func() error { return tracker.ErrOffline })
			if _, err := d.Sync(t.Context(), nil); !errors.Is(err, tracker.ErrOffline) {
				t.Fatal(err)
			}
			w.before = nil
			w.requests()
			if tt.happens == nil {
				d.clock.add(24 * time.Hour)
			} else {
				tt.happens(w)
			}
			d.sync()
			if got := w.requests("list"); !slices.Equal(got, tt.lists) {
				t.Errorf("asked for %v, want %v", got, tt.lists)
			}
			d.checkUpToDate()
		})
	}
}

// TestResumeAfterMove starts a pass again that was stopped after the list had moved
// under it: something may have slipped past.
func TestResumeAfterMove(t *testing.T) {
	w := newWorld(125)
	d := newDesk(t, w)
	w.before = func(_ context.Context, what string) error {
		switch what {
		case "list 2":
			w.later("a-002", tracker.KindCVRead)
		case "list 4":
			return tracker.ErrOffline
		}
		return nil
	}
	if _, err := d.Sync(t.Context(), nil); !errors.Is(err, tracker.ErrOffline) {
		t.Fatal(err)
	}
	w.before = nil
	w.requests()
	d.sync()
	if got := w.requests("list"); !slices.Equal(got, pages(5)) {
		t.Errorf("asked for %v", got)
	}
	d.checkUpToDate()
}

// TestResumeOnUnknownGround starts a pass again when the page that it had read last
// holds nothing it has met, although the total fits.
func TestResumeOnUnknownGround(t *testing.T) {
	w := newWorld(185)
	oldest, read := descending(59, ""), descending(154, "")[:60]
	for _, id := range oldest {
		w.apps[id].hidden = true
	}
	d := newDesk(t, w)
	w.cutAt(3, func() error { return tracker.ErrOffline })
	if _, err := d.Sync(t.Context(), nil); !errors.Is(err, tracker.ErrOffline) {
		t.Fatal(err)
	}
	w.before = nil
	w.requests()
	for i := range 60 {
		w.apps[oldest[i]].hidden, w.apps[read[i]].hidden = false, true
	}
	d.sync()
	if got := w.requests("list"); !slices.Equal(got, append([]string{"list 1", "list 3"}, pages(5)...)) {
		t.Errorf("asked for %v", got)
	}
	d.checkUpToDate()
}

func applyMany(w *world, n int) {
	for range n {
		w.apply()
	}
}

// TestResumeLosesNothing stops again and again at random requests while things
// happen.
func TestResumeLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(rapid.IntRange(0, 130).Draw(t, "applications"))
		d := newDesk(t, w)
		for range rapid.IntRange(1, 6).Draw(t, "stops") {
			w.cutAt(rapid.IntRange(0, 8).Draw(t, "at"), func() error { return tracker.ErrOffline })
			_, _ = d.Sync(context.Background(), nil)
			w.before = nil
			if rapid.Bool().Draw(t, "restart") {
				d.restart()
			}
			for range rapid.IntRange(0, 40).Draw(t, "happens") {
				if len(w.apps) == 0 || rapid.IntRange(0, 3).Draw(t, "what") == 0 {
					w.apply()
				} else {
					w.later(anyID(t, w), rapid.SampledFrom(harmless).Draw(t, "kind"))
				}
			}
		}
		d.sync()
		if err := d.upToDate(); err != nil {
			t.Fatal(err)
		}
		w.requests()
		d.sync()
		if got := w.requests("list", "timeline", "detail", "offer"); !slices.Equal(got, pages(1)) && len(got) > 2 {
			t.Fatalf("although nothing has changed: %v", got)
		}
	})
}

var harmless = []tracker.EventKind{tracker.KindCVRead, tracker.KindContinues, tracker.KindOthersRead, tracker.KindMessage}

func anyID(t *rapid.T, w *world) string {
	return fmt.Sprintf("a-%03d", rapid.IntRange(0, len(w.apps)-1).Draw(t, "which"))
}
