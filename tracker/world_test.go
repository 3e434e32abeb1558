package tracker_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"candidaturas/tracker"
)

// epoch is noon on the first day of the stories told here.
var epoch = time.Date(2026, time.September, 1, 12, 0, 0, 0, time.UTC)

const me = "account-1"

// A world is an InfoJobs with one person's applications, its own clock and a
// record of what it was asked. It is a [tracker.Source].
type world struct {
	mu    sync.Mutex
	now   time.Time
	apps  map[string]*application
	asked []string

	// before is called ahead of each answer, without the lock, with what was asked
	// ("list 1", "timeline a-001"); an error is the answer.
	before func(ctx context.Context, what string) error
	// answered is called when there is an answer, with the application it is about,
	// nil for the list.
	answered func(operation string, a *application)
	// total falsifies the number of applications.
	total func(n int) int
}

// An application is the truth about one.
type application struct {
	id      string
	applied time.Time
	events  []tracker.Event // oldest first
	offer   tracker.Offer
	hidden  bool
}

func newWorld(n int) *world {
	w := &world{now: epoch, apps: map[string]*application{}}
	for range n {
		w.apply()
	}
	return w
}

func (w *world) pass(d time.Duration) { w.now = w.now.Add(d) }

// apply makes a new application a minute later.
func (w *world) apply() string {
	w.pass(time.Minute)
	id := fmt.Sprintf("a-%03d", len(w.apps))
	w.apps[id] = &application{
		id: id, applied: w.now, events: []tracker.Event{{Kind: tracker.KindApplied, At: w.now, Description: "CV recibido"}},
		offer: tracker.Offer{
			ID: "offer-" + id, Title: "Title " + id, Description: "Text of " + id, Applicants: 3, Vacancies: 1, Active: true, UpdatedAt: w.now,
		},
	}
	return id
}

// happen adds an event of now.
func (w *world) happen(id string, kind tracker.EventKind) {
	a := w.apps[id]
	a.events = append(a.events, tracker.Event{Kind: kind, At: w.now, Description: fmt.Sprint("kind ", kind)})
}

// later is happen a minute later.
func (w *world) later(id string, kind tracker.EventKind) {
	w.pass(time.Minute)
	w.happen(id, kind)
}

// edit changes the text of an offer, without any event.
func (w *world) edit(id, text string) {
	w.pass(time.Minute)
	o := &w.apps[id].offer
	o.Description, o.UpdatedAt = text, w.now
}

// listed is what the list tells of an application.
func (a *application) listed() tracker.Application {
	l := tracker.Application{
		ID: a.id, AppliedAt: a.applied,
		Offer: tracker.OfferRef{ID: a.offer.ID, Title: a.offer.Title, Company: "Company of " + a.id, City: "Bilbao"},
	}
	for _, e := range a.events {
		if l.LastEvent == nil || !e.At.Before(l.LastEvent.At) {
			l.LastEvent = &e
		}
		switch e.Kind {
		case tracker.KindApplied:
			l.CVReceived = &e
		case tracker.KindCVRead:
			if l.CVRead == nil {
				l.CVRead = &e
			}
		case tracker.KindContinues:
			l.InProcess = &e
		case tracker.KindAutoRejected, tracker.KindDiscarded, tracker.KindDiscardedByRemoval:
			l.Rejected = true
		case tracker.KindNotPreselected:
			l.Rejected, l.NotPreselected = true, &e
		case tracker.KindReturned:
			l.Rejected, l.NotPreselected = false, nil
		case tracker.KindProcessClosed:
			l.ProcessClosed, l.Closed = true, &e
		case tracker.KindProcessReopened:
			l.ProcessClosed, l.Closed = false, nil
		case tracker.KindOfferRemoved:
			l.OfferRemoved, l.Removed = true, &e
		}
	}
	return l
}

// list is the whole list as it is now.
func (w *world) list() []tracker.Application {
	var all []tracker.Application
	for _, a := range w.apps {
		if !a.hidden {
			all = append(all, a.listed())
		}
	}
	slices.SortFunc(all, func(a, b tracker.Application) int {
		return cmp.Or(b.LastEvent.At.Compare(a.LastEvent.At), cmp.Compare(a.ID, b.ID))
	})
	return all
}

func (w *world) ask(ctx context.Context, what string) error {
	w.mu.Lock()
	w.asked = append(w.asked, what)
	before := w.before
	w.mu.Unlock()
	if before != nil {
		if err := before(ctx, what); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func (w *world) Applications(ctx context.Context, page int) (tracker.Page, error) {
	if err := w.ask(ctx, fmt.Sprint("list ", page)); err != nil {
		return tracker.Page{}, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	all := w.list()
	from := min((page-1)*tracker.PageSize, len(all))
	p := tracker.Page{Applications: all[from:min(from+tracker.PageSize, len(all))], Total: len(all)}
	if w.total != nil {
		p.Total = w.total(len(all))
	}
	w.tell("list", nil)
	return p, nil
}

func (w *world) Timeline(ctx context.Context, id string) ([]tracker.Event, error) {
	if err := w.ask(ctx, "timeline "+id); err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.tell("timeline", w.apps[id])
	events := slices.Clone(w.apps[id].events)
	slices.Reverse(events)
	return events, nil
}

func (w *world) Detail(ctx context.Context, id string) (tracker.Detail, error) {
	if err := w.ask(ctx, "detail "+id); err != nil {
		return tracker.Detail{}, err
	}
	return tracker.Detail{CV: "CV of " + id, Applicants: 3}, nil
}

func (w *world) Offer(ctx context.Context, offerID string) (tracker.Offer, error) {
	if err := w.ask(ctx, "offer "+strings.TrimPrefix(offerID, "offer-")); err != nil {
		return tracker.Offer{}, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	a := w.apps[strings.TrimPrefix(offerID, "offer-")]
	w.tell("offer", a)
	return a.offer, nil
}

func (w *world) tell(operation string, a *application) {
	if w.answered != nil {
		w.answered(operation, a)
	}
}

func (w *world) Candidate(context.Context) (tracker.Candidate, error) {
	return tracker.Candidate{Key: me}, nil
}

// requests returns what was asked since it was last called, as far as it begins
// with one of these words.
func (w *world) requests(words ...string) []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	asked := slices.DeleteFunc(w.asked, func(what string) bool {
		word, _, _ := strings.Cut(what, " ")
		return !slices.Contains(words, word)
	})
	w.asked = nil
	return asked
}

// A desk is a tracker with a store, a world to read and a clock of its own.
type desk struct {
	*tracker.Tracker
	t     fataler
	world *world
	store tracker.Store
	clock *clock
}

// A clock is this computer's. It may be set to anything.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// A fataler is a [testing.T] or a [rapid.T].
type fataler interface {
	Helper()
	Error(args ...any)
	Fatal(args ...any)
	Cleanup(f func())
}

// newDesk is one with an open account. The computer's clock is a day and more
// ahead.
func newDesk(t fataler, w *world) *desk {
	t.Helper()
	c := &clock{at: epoch.Add(31 * time.Hour)}
	d := &desk{t: t, world: w, store: openStore(t, c), clock: c}
	d.restart()
	if err := d.Open(context.Background(), me, nil); err != nil {
		t.Fatal(err)
	}
	return d
}

// restart is what the end of the app and its next start do.
func (d *desk) restart() {
	d.t.Helper()
	d.Tracker = tracker.New(d.world, d.store, tracker.Options{Now: d.clock.now})
	if _, err := d.Resume(context.Background(), nil); err != nil {
		d.t.Fatal(err)
	}
}

// sync fails the test if the synchronisation does not go through.
func (d *desk) sync() tracker.Result {
	d.t.Helper()
	result, err := d.Sync(context.Background(), nil)
	if err != nil {
		d.t.Fatal(err)
	}
	return result
}

func (d *desk) kept(id string) *tracker.Kept {
	d.t.Helper()
	k, err := d.Application(context.Background(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	return k
}

// news are all changes, oldest first, as "a-001 2 3": application, kind of change,
// kind of event.
func (d *desk) news() []string {
	d.t.Helper()
	changes, err := d.Changes(context.Background(), 0, 100_000)
	if err != nil {
		d.t.Fatal(err)
	}
	slices.Reverse(changes)
	var news []string
	for _, c := range changes {
		news = append(news, fmt.Sprint(c.Application, " ", int(c.Kind), " ", int(c.Event)))
	}
	return news
}

// upToDate reports how what is kept differs from what the world shows.
func (d *desk) upToDate() error {
	for _, want := range d.world.list() {
		k := d.kept(want.ID)
		switch {
		case k == nil:
			return fmt.Errorf("%s is not known", want.ID)
		case k.LastEvent == nil || k.LastEvent.Key() != want.LastEvent.Key():
			return fmt.Errorf("%s: last event %v, want %v", want.ID, k.LastEvent, want.LastEvent)
		case k.Rejected != want.Rejected || k.ProcessClosed != want.ProcessClosed || k.OfferRemoved != want.OfferRemoved:
			return fmt.Errorf("%s: the flags differ", want.ID)
		case !k.TimelineKnown || len(k.Timeline) != len(d.world.apps[want.ID].events):
			return fmt.Errorf("%s: %d events, want %d", want.ID, len(k.Timeline), len(d.world.apps[want.ID].events))
		case k.Detail == nil || k.OfferNow == nil:
			return fmt.Errorf("%s: detail or offer missing", want.ID)
		}
		shown := d.List().Find(want.ID)
		if shown == nil || *shown != tracker.Summarize(k) {
			return fmt.Errorf("%s: the list shows %+v, want %+v", want.ID, shown, tracker.Summarize(k))
		}
	}
	return nil
}

func (d *desk) checkUpToDate() {
	d.t.Helper()
	if err := d.upToDate(); err != nil {
		d.t.Error(err)
	}
}
