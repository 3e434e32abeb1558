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

func pages(n int) []string {
	var list []string
	for i := range n {
		list = append(list, fmt.Sprint("list ", i+1))
	}
	return list
}

func TestSyncRequests(t *testing.T) {
	for _, tt := range []struct{ n, first int }{
		{0, 1}, {1, 1}, {29, 1}, {30, 1}, {31, 2}, {60, 2}, {61, 3}, {120, 4},
	} {
		t.Run(fmt.Sprint(tt.n), func(t *testing.T) {
			w := newWorld(tt.n)
			d := newDesk(t, w)
			d.sync()
			if got := w.requests("list"); !slices.Equal(got, pages(tt.first)) {
				t.Errorf("at first: %v", got)
			}
			d.checkUpToDate()
			if n := d.List().Len(); n != tt.n {
				t.Errorf("%d of %d applications are listed", n, tt.n)
			}
			if news := d.news(); len(news) != 0 {
				t.Errorf("what was there at first is news: %v", news)
			}
			d.clock.add(time.Hour)
			d.sync()
			if got := w.requests("list", "timeline", "detail", "offer"); !slices.Equal(got, pages(1)) {
				t.Errorf("nothing has changed: %v", got)
			}
		})
	}
}

// TestSyncFetchesOnce asks for everything once, latest news first.
func TestSyncFetchesOnce(t *testing.T) {
	w := newWorld(33)
	w.later("a-007", tracker.KindCVRead)
	d := newDesk(t, w)
	d.sync()
	var want []string
	for _, id := range append([]string{"a-007"}, descending(32, "a-007")...) {
		want = append(want, "timeline "+id, "detail "+id, "offer "+id)
	}
	if got := w.requests("timeline", "detail", "offer"); !slices.Equal(got, want) {
		t.Errorf("asked for %v", got)
	}
}

// descending are the IDs from a-<from> down to a-000 without one.
func descending(from int, without string) []string {
	var ids []string
	for i := from; i >= 0; i-- {
		if id := fmt.Sprintf("a-%03d", i); id != without {
			ids = append(ids, id)
		}
	}
	return ids
}

func TestSyncReadsAsFarAsNewsGo(t *testing.T) {
	for _, tt := range []struct {
		name    string
		changed int
		pages   int
	}{
		{"one", 1, 1},
		{"all of a page but two", 28, 1},
		// The page ends with what was the newest before: more may be as new as that.
		{"all of a page but one", 29, 2},
		{"a whole page", 30, 2},
		{"over two pages", 31, 2},
		{"two whole pages", 60, 3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(120)
			d := newDesk(t, w)
			d.sync()
			w.requests()
			for i := range tt.changed {
				w.later(fmt.Sprintf("a-%03d", 2*i), tracker.KindCVRead)
			}
			result := d.sync()
			asked := w.requests("list", "timeline", "detail", "offer")
			if got := asked[:tt.pages]; !slices.Equal(got, pages(tt.pages)) || len(asked) != tt.pages+tt.changed {
				t.Errorf("asked for %v", asked)
			}
			d.checkUpToDate()
			if n := len(d.news()); n != tt.changed || result.Changes != n || d.Unseen() != n {
				t.Errorf("%d changes, %d in the result, %d not seen", n, result.Changes, d.Unseen())
			}
		})
	}
}

// TestSyncEqualInstants has many events at one instant, over the border of a page.
func TestSyncEqualInstants(t *testing.T) {
	w := newWorld(100)
	d := newDesk(t, w)
	d.sync()
	w.pass(time.Minute)
	for i := range 20 {
		w.happen(fmt.Sprintf("a-%03d", 10+i), tracker.KindCVRead)
	}
	d.sync()
	// More come at the very same instant. The list puts them between those that are
	// known, so the first page ends with one of these.
	for i := range 20 {
		w.happen(fmt.Sprintf("a-%03d", 40+i), tracker.KindCVRead)
	}
	w.requests()
	d.sync()
	d.checkUpToDate()
	if got := w.requests("list"); !slices.Equal(got, pages(2)) {
		t.Errorf("asked for %v", got)
	}
	// The same at the border: the tail of page 1 is known and of that instant.
	for i := range 10 {
		w.happen(fmt.Sprintf("a-%03d", 60+i), tracker.KindCVRead)
	}
	d.sync()
	d.checkUpToDate()
}

func TestSyncNews(t *testing.T) {
	w := newWorld(5)
	d := newDesk(t, w)
	d.sync()
	w.later("a-001", tracker.KindCVRead)
	w.later("a-001", tracker.KindOthersRead) // no news: this CV has been read
	w.later("a-002", tracker.KindOthersRead)
	w.later("a-003", tracker.KindDiscarded)
	id := w.apply()
	w.later(id, tracker.KindInterviewed)
	d.sync()
	want := []string{"a-001 2 3", "a-002 10 10", "a-003 4 6", id + " 1 1", id + " 3 17"}
	got := d.news()
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("changes %v, want %v", got, want)
	}
	for _, id := range []string{"a-001", "a-002", "a-003", id} {
		if !d.List().Find(id).Unseen {
			t.Errorf("%s is not shown as unseen", id)
		}
	}
	if d.List().Find("a-004").Unseen {
		t.Error("a-004 is shown as unseen")
	}
}

// TestSyncUnreadAtFirst shows what InfoJobs counts as unread as such, at first
// sight, but not as news.
func TestSyncUnreadAtFirst(t *testing.T) {
	w := newWorld(2)
	source := &altered{world: w, page: func(p *tracker.Page) { p.Applications[0].UnreadEvents = 2 }}
	d := newDesk(t, w)
	d.Tracker = tracker.New(source, d.store, tracker.Options{Now: d.clock.now})
	if _, err := d.Resume(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	d.sync()
	if l := d.List(); !l.Find("a-001").Unseen || l.Find("a-000").Unseen || d.Unseen() != 0 {
		t.Errorf("unseen: %v, %v, %d changes", l.Find("a-001").Unseen, l.Find("a-000").Unseen, d.Unseen())
	}
}

// altered is a world that falsifies its pages.
type altered struct {
	*world
	page func(*tracker.Page)
}

func (a *altered) Applications(ctx context.Context, page int) (tracker.Page, error) {
	p, err := a.world.Applications(ctx, page)
	if err == nil {
		a.page(&p)
	}
	return p, err
}

func TestSyncPassOnceADay(t *testing.T) {
	w := newWorld(61)
	d := newDesk(t, w)
	d.sync()
	for range 3 {
		w.requests()
		d.clock.add(23*time.Hour + 59*time.Minute)
		d.sync()
		if got := w.requests("list"); !slices.Equal(got, pages(1)) {
			t.Errorf("less than a day later: %v", got)
		}
		d.clock.add(time.Minute)
		d.sync()
		if got := w.requests("list"); !slices.Equal(got, pages(3)) {
			t.Errorf("a day later: %v", got)
		}
	}
}

// TestSyncMoreThanKnown reads the whole list when there is more than news explain,
// from where the check ended, and not again for the same reason.
func TestSyncMoreThanKnown(t *testing.T) {
	w := newWorld(100)
	w.apps["a-003"].hidden = true
	d := newDesk(t, w)
	d.sync()
	w.apps["a-003"].hidden = false
	w.requests()
	d.sync()
	if got := w.requests("list"); !slices.Equal(got, pages(4)) {
		t.Errorf("asked for %v", got)
	}
	d.checkUpToDate()

	w.total = func(n int) int { return n + 7 }
	whole := slices.Concat(pages(5), pages(5)) // the page after the last is empty
	for i, want := range [][]string{whole, whole, pages(1), pages(1)} {
		d.sync()
		if got := w.requests("list"); !slices.Equal(got, want) {
			t.Errorf("%d: asked for %v", i, got)
		}
	}
	for i := range 40 {
		w.later(fmt.Sprintf("a-%03d", i), tracker.KindCVRead)
		w.apply()
	}
	d.sync()
	if got := w.requests("list"); !slices.Equal(got, pages(3)) {
		t.Errorf("40 new ones and 40 that have changed: %v", got)
	}
	d.checkUpToDate()
}

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

// TestSyncChangedWithoutNews reads on below an application that is not what it was
// although nothing has happened to it since.
func TestSyncChangedWithoutNews(t *testing.T) {
	w := newWorld(70)
	d := newDesk(t, w)
	d.sync()
	w.requests()
	for _, id := range []string{"a-040", "a-039"} { // the last of page 1, the first of page 2
		w.apps[id].offer.Title = "another"
	}
	d.sync()
	if got := w.requests("list"); !slices.Equal(got, pages(2)) {
		t.Errorf("asked for %v", got)
	}
	if got := d.kept("a-039").Offer.Title; got != "another" {
		t.Errorf("title %q", got)
	}
}

func TestSyncProgress(t *testing.T) {
	d := newDesk(t, newWorld(61))
	var steps []tracker.Progress
	if _, err := d.Sync(t.Context(), func(p tracker.Progress) { steps = append(steps, p) }); err != nil {
		t.Fatal(err)
	}
	want := []tracker.Progress{{Done: 30, Total: 61}, {Done: 60, Total: 61}, {Done: 61, Total: 61}}
	for i := range 62 {
		want = append(want, tracker.Progress{Phase: tracker.PhaseActivity, Done: i, Total: 61})
	}
	if !slices.Equal(steps, want) {
		t.Errorf("progress %v", steps)
	}
}

// TestSyncListBetween looks at the list when fetching takes long.
func TestSyncListBetween(t *testing.T) {
	w := newWorld(40)
	d := newDesk(t, w)
	w.before = func(_ context.Context, what string) error {
		if strings.HasPrefix(what, "timeline") {
			d.clock.add(time.Minute)
		}
		if what == "timeline a-025" {
			w.later("a-039", tracker.KindInterviewed)
		}
		return nil
	}
	d.sync()
	if got := w.requests("list"); !slices.Equal(got, append(pages(2), pages(1)...)) {
		t.Errorf("asked for %v", got)
	}
	d.checkUpToDate()
	if got := d.news(); !slices.Equal(got, []string{"a-039 3 17"}) {
		t.Errorf("changes %v", got)
	}
}

func TestSyncOfferEdited(t *testing.T) {
	w := newWorld(3)
	d := newDesk(t, w)
	d.sync()

	w.edit("a-000", "another text")
	w.happen("a-000", tracker.KindOfferModified)
	w.later("a-001", tracker.KindOfferModified) // of what the app does not keep
	d.sync()
	want := []string{"a-001 9 9", "a-000 9 9"}
	if got := d.news(); !slices.Equal(got, want) {
		t.Fatalf("changes %v, want %v", got, want)
	}
	changes, err := d.Changes(t.Context(), 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	if edits := changes[0].Edits; len(edits) != 1 || edits[0] != (tracker.Edit{Field: tracker.FieldDescription, Before: "Text of a-000", After: "another text"}) {
		t.Errorf("edits %+v", edits)
	}
	versions, err := d.OfferVersions(t.Context(), "offer-a-000")
	if err != nil || len(versions) != 2 || versions[0].Offer.Description != "another text" {
		t.Errorf("versions %+v, error %v", versions, err)
	}

	w.edit("a-002", "without an event")
	d.sync()
	if got := d.news(); !slices.Equal(got, want) {
		t.Errorf("offers are read too often: changes %v", got)
	}
	d.clock.add(24 * time.Hour)
	d.sync()
	if got := d.news(); !slices.Equal(got, append(want, "a-002 9 0")) {
		t.Errorf("changes %v", got)
	}
	for range 3 {
		d.clock.add(24 * time.Hour)
		d.sync()
	}
	if got := d.news(); len(got) != 3 {
		t.Errorf("told again: %v", got)
	}
}

// TestSyncOffersOfTheEnded are read when they end and no more after that.
func TestSyncOffersOfTheEnded(t *testing.T) {
	w := newWorld(2)
	d := newDesk(t, w)
	d.sync()
	w.later("a-000", tracker.KindProcessClosed)
	w.requests()
	d.sync()
	if got := w.requests("offer"); !slices.Equal(got, []string{"offer a-000"}) {
		t.Errorf("asked for %v", got)
	}
	d.clock.add(25 * time.Hour)
	d.sync()
	if got := w.requests("offer"); !slices.Equal(got, []string{"offer a-001"}) {
		t.Errorf("asked for %v", got)
	}
}
