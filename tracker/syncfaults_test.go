package tracker_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"candidaturas/tracker"
)

func TestR14NoLongerListed(t *testing.T) {
	w := newWorld(61)
	d := newDesk(t, w)
	d.sync()
	w.apps["a-010"].hidden = true
	for i, want := range []struct {
		missing int
		gone    bool
	}{{1, false}, {2, true}, {3, true}} {
		d.clock.add(24 * time.Hour)
		d.sync()
		k := d.kept("a-010")
		if k == nil || k.Missing != want.missing || k.Gone() != want.gone || d.List().Find("a-010").Gone != want.gone {
			t.Errorf("after %d complete passes: %+v", i+1, k)
		}
	}
	if n := d.List().Len(); n != 61 {
		t.Errorf("%d applications are listed", n)
	}
	w.apps["a-010"].hidden = false
	w.later("a-010", tracker.KindCVRead)
	d.sync()
	if k := d.kept("a-010"); k.Missing != 0 || d.List().Find("a-010").Gone {
		t.Errorf("it is back: %+v", k)
	}
}

// TestR14MovedTwice does not count a pass that was never at rest.
func TestR14MovedTwice(t *testing.T) {
	w := newWorld(90)
	d := newDesk(t, w)
	d.sync()
	w.requests()
	w.apps["a-010"].hidden = true
	d.clock.add(24 * time.Hour)
	moves := 0
	w.before = func(_ context.Context, what string) error {
		if what == "list 2" {
			moves++
			w.later(fmt.Sprintf("a-%03d", 20+moves), tracker.KindCVRead)
		}
		return nil
	}
	d.sync()
	// With one met twice, one of the 89 is missing: the page after the last is tried.
	if got := w.requests("list"); !slices.Equal(got, append(pages(4), pages(4)...)) {
		t.Errorf("asked for %v", got)
	}
	if k := d.kept("a-010"); k.Missing != 0 {
		t.Errorf("missing %d", k.Missing)
	}
	if !d.State().FullAt.Equal(d.clock.now()) {
		t.Error("the pass is not good enough for the day")
	}
}

func TestR13Twice(t *testing.T) {
	w := newWorld(45)
	source := &altered{world: w}
	first := tracker.Page{}
	source.page = func(p *tracker.Page) {
		if len(p.Applications) == tracker.PageSize {
			first = *p
			return
		}
		p.Applications = append(slices.Clone(first.Applications[25:]), p.Applications...)
	}
	d := newDesk(t, w)
	d.Tracker = tracker.New(source, d.store, tracker.Options{Now: d.clock.now})
	if _, err := d.Resume(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	d.sync()
	d.checkUpToDate()
	if n := d.List().Len(); n != 45 {
		t.Errorf("%d applications are listed", n)
	}
	if got := w.requests("timeline"); len(got) != 45 {
		t.Errorf("%d timelines", len(got))
	}
}

func TestR15TotalLiesToTheSync(t *testing.T) {
	for _, tt := range []struct {
		name  string
		total int
		lists []string
	}{
		{"too high", 500, slices.Concat(pages(4), pages(4))}, // the last page is empty
		{"none", 0, pages(3)},
		{"too low", 7, pages(3)},
		{"negative", -1, pages(3)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(70)
			w.total = func(int) int { return tt.total }
			d := newDesk(t, w)
			_, err := d.Sync(t.Context(), func(p tracker.Progress) {
				if p.Done > p.Total {
					t.Errorf("progress %+v", p)
				}
			})
			if err != nil {
				t.Fatal(err)
			}
			d.checkUpToDate()
			if got := w.requests("list"); !slices.Equal(got, tt.lists) {
				t.Errorf("asked for %v", got)
			}
		})
	}
}

// TestR15EndlessList gives up a list without an end, once.
func TestR15EndlessList(t *testing.T) {
	n := 0
	source := &endless{asked: &n}
	d := newDesk(t, newWorld(0))
	d.Tracker = tracker.New(source, d.store, tracker.Options{Now: d.clock.now})
	if _, err := d.Resume(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	d.sync()
	if n != 4000 {
		t.Errorf("%d requests", n)
	}
	if d.List().Len() != 4000 {
		t.Errorf("%d applications", d.List().Len())
	}
}

// endless lists one application a page, for ever, and knows no more of any.
type endless struct {
	world
	asked *int
}

func (e *endless) Applications(_ context.Context, page int) (tracker.Page, error) {
	*e.asked++
	at := epoch.Add(-time.Duration(page) * time.Minute)
	a := tracker.Application{ID: fmt.Sprint(page), AppliedAt: at, LastEvent: &tracker.Event{Kind: tracker.KindApplied, At: at}}
	return tracker.Page{Applications: []tracker.Application{a}, Total: 1 << 30}, nil
}

func (*endless) Timeline(context.Context, string) ([]tracker.Event, error) {
	return nil, tracker.ErrNotFound
}

func (*endless) Detail(context.Context, string) (tracker.Detail, error) {
	return tracker.Detail{}, tracker.ErrNotFound
}

// TestR15SamePageAlways gets page 1 whatever it asks for.
func TestR15SamePageAlways(t *testing.T) {
	w := newWorld(30)
	source := &altered{world: w}
	var first *tracker.Page
	source.page = func(p *tracker.Page) {
		if first == nil {
			first = &tracker.Page{Applications: p.Applications}
		}
		p.Applications, p.Total = first.Applications, 90
	}
	d := newDesk(t, w)
	d.Tracker = tracker.New(source, d.store, tracker.Options{Now: d.clock.now})
	if _, err := d.Resume(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	d.sync()
	if got := w.requests("list"); len(got) != 4 { // two rounds: the list seems to move
		t.Errorf("asked for %v", got)
	}
	d.checkUpToDate()
}

// TestR15NeverAtRest has the total move on every page: two rounds are enough.
func TestR15NeverAtRest(t *testing.T) {
	w := newWorld(35)
	calls := 0
	w.total = func(n int) int { calls++; return n + calls }
	d := newDesk(t, w)
	d.sync()
	if calls > 6 {
		t.Errorf("%d requests", calls)
	}
	d.checkUpToDate()
}

// TestR16ClockSetBack freezes neither the daily pass nor what is due.
func TestR16ClockSetBack(t *testing.T) {
	w := newWorld(61)
	d := newDesk(t, w)
	d.sync()
	w.requests()
	d.clock.add(-400 * 24 * time.Hour)
	d.sync()
	if got := w.requests("list"); !slices.Equal(got, pages(3)) {
		t.Errorf("after the clock went back: %v", got)
	}
	if at := d.State().FullAt; !at.Equal(d.clock.now()) {
		t.Errorf("the complete pass is of %v", at)
	}
	d.clock.add(24 * time.Hour)
	d.sync()
	if got := w.requests("offer"); len(got) != 61 {
		t.Errorf("a day later %d of 61 offers of open applications are read again", len(got))
	}
	d.sync()
	if got := w.requests("list", "timeline", "detail", "offer"); !slices.Equal(got, pages(1)) {
		t.Errorf("then: %v", got)
	}
}

func TestSyncScopeMissing(t *testing.T) {
	w := newWorld(40)
	granted := false
	w.before = func(_ context.Context, what string) error {
		if strings.HasPrefix(what, "timeline") && !granted {
			return fmt.Errorf("refused: %w", tracker.ErrScopeMissing)
		}
		return nil
	}
	d := newDesk(t, w)
	if result := d.sync(); !result.NoActivity || len(result.Failed) != 0 {
		t.Errorf("result %+v", result)
	}
	if got := w.requests("timeline"); len(got) != 1 {
		t.Errorf("asked for %v", got)
	}
	if k := d.kept("a-000"); k.Detail == nil || k.OfferNow == nil || k.TimelineKnown {
		t.Errorf("%+v", k)
	}
	if tried, putOff := d.kept("a-039"), d.kept("a-000"); !tried.DueAt.IsZero() || !putOff.DueAt.After(d.clock.now()) {
		t.Errorf("due at %v and %v: one asks next time, the others wait", tried.DueAt, putOff.DueAt)
	}
	if result := d.sync(); !result.NoActivity {
		t.Error("the second time it is not told")
	}
	if got := w.requests("list", "timeline", "detail", "offer"); len(got) != 2 {
		t.Errorf("asked for %v", got)
	}
	granted = true
	if result := d.sync(); result.NoActivity {
		t.Error("it is told although the permission is there")
	}
	if got := w.requests("timeline", "detail", "offer"); len(got) != 40 {
		t.Errorf("once the permission is there %d requests", len(got))
	}
	d.checkUpToDate()
}

// TestSyncFailuresOfOne are noted and wait for a day, or for something to happen.
func TestSyncFailuresOfOne(t *testing.T) {
	for _, broken := range []string{"timeline a-001", "detail a-001", "offer a-001"} {
		for _, err := range []error{tracker.ErrNotFound, tracker.ErrBadAnswer} {
			t.Run(fmt.Sprint(broken, " ", err), func(t *testing.T) {
				w := newWorld(3)
				w.before = func(_ context.Context, what string) error {
					if what == broken {
						return fmt.Errorf("no: %w", err)
					}
					return nil
				}
				d := newDesk(t, w)
				if result := d.sync(); !slices.Equal(result.Failed, []string{"a-001"}) {
					t.Errorf("result %+v", result)
				}
				tries := func() int {
					n := 0
					for _, what := range w.requests("timeline", "detail", "offer") {
						if what == broken {
							n++
						}
					}
					return n
				}
				tries()
				d.clock.add(23 * time.Hour)
				d.sync()
				if n := tries(); n != 0 {
					t.Errorf("tried %d times within a day", n)
				}
				w.later("a-001", tracker.KindCVRead)
				d.sync()
				if n := tries(); n != 1 {
					t.Errorf("tried %d times after it changed", n)
				}
				w.before = nil
				d.clock.add(24 * time.Hour)
				d.sync()
				if n := tries(); n != 1 {
					t.Errorf("tried %d times a day later", n)
				}
				d.checkUpToDate()
			})
		}
	}
}

func TestSyncStopsAtWhatFailsForAll(t *testing.T) {
	for _, want := range []error{
		tracker.ErrOffline, tracker.ErrRateLimited, tracker.ErrSignedOut, tracker.ErrBotWall, tracker.ErrUnavailable,
	} {
		w := newWorld(3)
		w.later("a-001", tracker.KindOfferModified) // which is no news that would come with the offer
		w.before = func(_ context.Context, what string) error {
			if what == "detail a-001" {
				return fmt.Errorf("no: %w", want)
			}
			return nil
		}
		d := newDesk(t, w)
		if _, err := d.Sync(t.Context(), nil); !errors.Is(err, want) {
			t.Errorf("error %v, want %v", err, want)
		}
		if k := d.kept("a-001"); !k.TimelineKnown {
			t.Error("the timeline, which had arrived, is lost")
		}
		w.before = nil
		w.requests()
		d.sync()
		if got := w.requests("timeline", "detail", "offer"); !slices.Equal(got, []string{
			"detail a-001", "offer a-001", "timeline a-000", "detail a-000", "offer a-000",
		}) {
			t.Errorf("then asked for %v", got)
		}
		if news := d.news(); len(news) != 0 {
			t.Errorf("what was there at first is news: %v", news)
		}
	}
}

// TestSyncCancelledAsItArrives keeps an answer that has arrived.
func TestSyncCancelledAsItArrives(t *testing.T) {
	w := newWorld(40)
	d := newDesk(t, w)
	for _, last := range []string{"list", "timeline"} {
		ctx, cancel := context.WithCancel(t.Context())
		w.answered = func(operation string, _ *application) {
			if operation == last {
				cancel()
			}
		}
		if _, err := d.Sync(ctx, nil); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		cancel()
		want := map[string]int{"list": 30, "timeline": 40}[last]
		if n := d.List().Len(); n != want || d.kept("a-039").TimelineKnown != (last == "timeline") {
			t.Errorf("%s: %d applications, the timeline is kept: %v", last, n, d.kept("a-039").TimelineKnown)
		}
	}
}
