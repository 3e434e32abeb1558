package tracker_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"candidaturas/tracker"
)

// A machine is an InfoJobs where anything may happen, an app that synchronises now
// and then, and a record of what the person must have been told.
type machine struct {
	*desk
	// known are the applications that a synchronisation has come past; counted how
	// many of each one's events are old for it.
	known   map[string]bool
	counted map[string]int
	told    map[string]int
	offers  map[string]*offerRecord
	// failed says that the last synchronisation did not go through.
	failed bool
}

// An offerRecord is what the app has seen of an offer and of its being edited.
type offerRecord struct {
	sampled   bool
	text      string
	updatedAt time.Time // of the last text that was new
	old       int       // how many of the application's events were there at first
	timeline  int       // how many the last timeline told
	settled   int       // how many of them the last sample came after
}

func newMachine(t fataler, n int) *machine {
	w := newWorld(n)
	m := &machine{desk: newDesk(t, w), known: map[string]bool{}, counted: map[string]int{}, told: map[string]int{}, offers: map[string]*offerRecord{}}
	w.answered = m.answered
	return m
}

func (m *machine) offer(id string) *offerRecord {
	if m.offers[id] == nil {
		m.offers[id] = &offerRecord{}
	}
	return m.offers[id]
}

// answered expects an edited offer to be told of when it is sampled: with the
// event, if a timeline has told of one, or else if the text is another.
func (m *machine) answered(operation string, a *application) {
	if operation == "list" {
		return
	}
	r := m.offer(a.id)
	if operation == "timeline" {
		r.timeline = len(a.events)
		return
	}
	same := r.text == a.offer.Description
	var edited *tracker.Event
	for i := max(r.settled, r.old); i < r.timeline; i++ {
		if a.events[i].Kind == tracker.KindOfferModified {
			edited = &a.events[i]
		}
	}
	switch {
	case !r.sampled:
	case edited != nil && (!same || edited.At.After(r.updatedAt)):
		m.told[piece(a.id, tracker.ChangeOfferEdited, tracker.KindOfferModified)]++
	case !same:
		m.told[piece(a.id, tracker.ChangeOfferEdited, 0)]++
	}
	if !same {
		r.updatedAt = a.offer.UpdatedAt
	}
	r.sampled, r.text, r.settled = true, a.offer.Description, r.timeline
}

// kindsOfNews is what each kind of event is told as, by the definitions that
// people read; 0 is nothing.
var kindsOfNews = map[tracker.EventKind]tracker.ChangeKind{
	1: 0, 2: tracker.ChangeRejected, 3: tracker.ChangeRead, 4: tracker.ChangeOfferRemoved, 5: tracker.ChangeMoved,
	6: tracker.ChangeRejected, 7: tracker.ChangeEvent, 8: tracker.ChangeEvent, 9: 0, 10: tracker.ChangeOthersRead, 11: 0,
	12: tracker.ChangeReturned, 13: tracker.ChangeClosed, 14: tracker.ChangeReopened, 15: tracker.ChangeEvent,
	16: tracker.ChangeRejected, 17: tracker.ChangeMoved, 18: tracker.ChangeMoved, 19: tracker.ChangeMoved,
	20: tracker.ChangeMoved, 21: tracker.ChangeMoved, 22: tracker.ChangeMoved, 23: tracker.ChangeRejected,
	24: tracker.ChangeEvent, 77: tracker.ChangeEvent,
}

// piece is a piece of news. An end that a flag tells of first has no event.
func piece(id string, kind tracker.ChangeKind, event tracker.EventKind) string {
	switch kind {
	case tracker.ChangeRejected, tracker.ChangeClosed, tracker.ChangeOfferRemoved:
		event = 0
	}
	return fmt.Sprint(id, " ", int(kind), " ", int(event))
}

// expect takes note of what a synchronisation that goes through now must tell.
func (m *machine) expect() {
	first := len(m.known) == 0 && !m.State().BaselineDone
	for _, a := range m.world.apps {
		if a.hidden {
			continue
		}
		if !m.known[a.id] && !first {
			m.told[piece(a.id, tracker.ChangeNew, tracker.KindApplied)]++
		}
		m.expectOf(a, !m.known[a.id] && first)
		m.known[a.id] = true
		m.counted[a.id] = len(a.events)
	}
}

func (m *machine) expectOf(a *application, baseline bool) {
	if baseline {
		m.offer(a.id).old = len(a.events)
	}
	read := false
	for i, e := range a.events {
		kind := kindsOfNews[e.Kind]
		if kind == tracker.ChangeOthersRead && read {
			kind = 0
		}
		if i >= m.counted[a.id] && !baseline && kind != 0 {
			m.told[piece(a.id, kind, e.Kind)]++
		}
		read = read || e.Kind == tracker.KindCVRead
	}
}

// check compares what was told with what must have been, each as often.
func (m *machine) check(t *rapid.T) {
	if err := m.upToDate(); err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, n := range m.news() {
		var id string
		var kind, event int
		if _, err := fmt.Sscan(n, &id, &kind, &event); err != nil {
			t.Fatal(err)
		}
		got[piece(id, tracker.ChangeKind(kind), tracker.EventKind(event))]++
	}
	for n := range m.told {
		if got[n] != m.told[n] {
			t.Fatalf("%q was told %d times, want %d", n, got[n], m.told[n])
		}
	}
	if len(got) != len(m.told) {
		t.Fatalf("told %v, want %v", got, m.told)
	}
	if n := len(m.news()); m.Unseen() > n {
		t.Fatalf("%d of %d are unseen", m.Unseen(), n)
	}
}

// anything does one thing to the world.
func (m *machine) anything(t *rapid.T) {
	w := m.world
	if !rapid.Bool().Draw(t, "at the same instant") {
		w.pass(time.Duration(rapid.IntRange(1, 300).Draw(t, "minutes")) * time.Minute)
	}
	if len(w.apps) == 0 || rapid.IntRange(0, 9).Draw(t, "apply") == 0 {
		w.apply()
		return
	}
	a := w.apps[anyID(t, w)]
	if last := a.events[len(a.events)-1]; !last.At.Before(w.now) {
		w.pass(time.Minute)
	}
	kind := rapid.SampledFrom(anyKind).Draw(t, "kind")
	if m.failed && (kind == tracker.KindReturned || kind == tracker.KindProcessReopened) {
		// A flag that was seen and is taken back before its event is, is told twice.
		kind = tracker.KindMessage
	}
	if kind == tracker.KindOfferModified && rapid.Bool().Draw(t, "of a part that is kept") {
		a.offer.Description, a.offer.UpdatedAt = fmt.Sprint("text of ", w.now), w.now
	}
	w.happen(a.id, kind)
}

var anyKind = []tracker.EventKind{1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 77}

// TestMachine lets anything happen to the world and anything go wrong. After every
// synchronisation that goes through, what is kept is what the world shows, and
// what was told is what has happened, each once.
func TestMachine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := newMachine(t, rapid.SampledFrom([]int{0, 1, 5, 29, 30, 31, 62}).Draw(t, "applications"))
		t.Repeat(map[string]func(*rapid.T){
			"things happen": func(t *rapid.T) {
				for range rapid.IntRange(1, 12).Draw(t, "things") {
					m.anything(t)
				}
			},
			"synchronise": func(t *rapid.T) {
				if !m.State().BaselineDone {
					// What comes before the end of the first one is no news.
					m.known = map[string]bool{}
				}
				m.expect()
				m.sync()
				m.failed = false
				m.check(t)
			},
			"fail": func(t *rapid.T) {
				if !m.State().BaselineDone {
					t.Skip("the first one goes through")
				}
				m.world.cutAt(rapid.IntRange(0, 12).Draw(t, "at"), func() error { return tracker.ErrOffline })
				_, err := m.Sync(context.Background(), nil)
				m.world.before, m.failed = nil, err != nil
				if err != nil && !errors.Is(err, tracker.ErrOffline) {
					t.Fatal(err)
				}
				if err == nil {
					m.expect()
					m.check(t)
				}
			},
			"restart":     func(*rapid.T) { m.restart() },
			"time passes": func(t *rapid.T) { m.clock.add(time.Duration(rapid.IntRange(0, 30).Draw(t, "hours")) * time.Hour) },
			"look at one": func(t *rapid.T) {
				if len(m.world.apps) == 0 || !m.State().BaselineDone {
					t.Skip("there is none")
				}
				if err := m.Fetch(context.Background(), anyID(t, m.world)); err != nil {
					t.Fatal(err)
				}
			},
			"look at all": func(t *rapid.T) {
				changes, err := m.Changes(context.Background(), 0, 1)
				if err != nil {
					t.Fatal(err)
				}
				if len(changes) > 0 {
					if err := m.MarkAllSeen(context.Background(), changes[0].ID); err != nil || m.Unseen() != 0 {
						t.Fatalf("%d unseen, error %v", m.Unseen(), err)
					}
				}
			},
		})
	})
}

// TestR14MovesWhileRead changes the list at random while it is read. What was
// there all the time is not lost, and the next synchronisation catches up.
func TestR14MovesWhileRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(rapid.IntRange(0, 130).Draw(t, "applications"))
		d := newDesk(t, w)
		passed := rapid.Bool().Draw(t, "known before")
		if passed {
			d.sync()
			d.clock.add(time.Duration(rapid.IntRange(0, 48).Draw(t, "hours")) * time.Hour)
		}
		throughout := map[string]bool{}
		for id := range w.apps {
			throughout[id] = true
		}
		change := func() {
			switch op := rapid.SampledFrom([]string{"apply", "hide", "happen"}).Draw(t, "op"); {
			case op == "apply" || len(w.apps) == 0:
				w.apply()
			case op == "hide":
				id := anyID(t, w)
				w.apps[id].hidden = true
				delete(throughout, id)
			default:
				w.later(anyID(t, w), rapid.SampledFrom(harmless).Draw(t, "kind"))
			}
		}
		lists, rounds := 0, 0
		w.before = func(_ context.Context, what string) error {
			if what == "list 1" {
				rounds++
			}
			if rounds > 1 || !slices.Contains(pages(9), what) {
				return nil // InfoJobs comes to rest after the first round
			}
			lists++
			for range rapid.IntRange(0, 3).Draw(t, "changes") {
				change()
			}
			return nil
		}
		d.sync()
		for id := range throughout {
			if d.kept(id) == nil {
				t.Fatalf("%s was there all the time and is lost", id)
			}
		}
		w.before = nil
		// What was hidden from view for a moment has to wait for the next pass.
		d.clock.add(24 * time.Hour)
		d.sync()
		if err := d.upToDate(); err != nil {
			t.Fatal(err)
		}
		w.requests()
		d.sync()
		if got := w.requests("timeline", "detail", "offer"); len(got) != 0 {
			t.Fatalf("although nothing has changed: %v", got)
		}
	})
}
