package store

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"candidaturas/tracker"

	"pgregory.net/rapid"
)

// A modelEvent is an event and who told of it.
type modelEvent struct {
	tracker.Event
	timeline bool
}

type modelApplication struct {
	kept   tracker.Kept // without timeline and earlier events
	events map[tracker.EventKey]modelEvent
}

// A model does in maps what a store must do.
type model struct {
	apps     map[string]*modelApplication
	versions map[string][]tracker.OfferVersion   // newest first
	counts   map[string][]tracker.ApplicantCount // the last first
	changes  []tracker.Change                    // the last found last
	state    tracker.SyncState
	tags     map[string]map[string]string // by application, by what counts as the same
	told     int64
}

func newModel() *model {
	return &model{apps: map[string]*modelApplication{}, versions: map[string][]tracker.OfferVersion{}, counts: map[string][]tracker.ApplicantCount{}, tags: map[string]map[string]string{}}
}

func (m *model) save(b tracker.Batch) {
	for _, o := range b.Offers {
		m.count(o)
		if o.NewVersion {
			v := tracker.OfferVersion{SeenAt: o.At, Offer: o.Offer}
			m.versions[o.ID] = append([]tracker.OfferVersion{v}, m.versions[o.ID]...)
			slices.SortStableFunc(m.versions[o.ID], func(x, y tracker.OfferVersion) int { return y.SeenAt.Compare(x.SeenAt) })
		}
	}
	for _, k := range b.Applications {
		m.put(k)
	}
	for _, id := range b.Listed {
		if a := m.apps[id]; a != nil {
			a.kept.Pass = b.Pass
		}
	}
	for _, ch := range b.Changes {
		if !slices.ContainsFunc(m.changes, func(other tracker.Change) bool { return other.Same() == ch.Same() }) {
			ch.ID = int64(len(m.changes) + 1)
			m.changes = append(m.changes, ch)
			m.apps[ch.Application].kept.Unseen = true
		}
	}
	if b.State != nil {
		m.state = *b.State
	}
}

// count keeps the first count of a moment.
func (m *model) count(o tracker.OfferSample) {
	counts := m.counts[o.ID]
	if o.Offer.Applicants < 0 || slices.ContainsFunc(counts, func(n tracker.ApplicantCount) bool { return n.At.Equal(o.At) }) {
		return
	}
	counts = append(counts, tracker.ApplicantCount{At: o.At, Count: o.Offer.Applicants})
	slices.SortFunc(counts, func(x, y tracker.ApplicantCount) int { return y.At.Compare(x.At) })
	m.counts[o.ID] = counts
}

func (m *model) put(k tracker.Kept) {
	a := m.apps[k.ID]
	if a == nil {
		a = &modelApplication{events: map[tracker.EventKey]modelEvent{}}
		m.apps[k.ID] = a
	} else {
		k.Unseen = k.Unseen || a.kept.Unseen
		k.TimelineKnown = k.TimelineKnown || a.kept.TimelineKnown
		k.Detail = cmp.Or(k.Detail, a.kept.Detail)
	}
	k.Starred, k.Archived, k.LetGoAt = a.kept.Starred, a.kept.Archived, a.kept.LetGoAt
	for _, e := range slices.Concat(tracker.FieldEvents(&k.Application), k.Earlier) {
		a.tell(e, false)
	}
	for _, e := range k.Timeline {
		a.tell(e, true)
	}
	k.Timeline, k.Earlier, k.OfferNow, k.ApplicantsNow = nil, nil, nil, nil
	a.kept = k
}

func (a *modelApplication) tell(e tracker.Event, timeline bool) {
	old, known := a.events[e.Key()]
	if known && len(old.Reasons) > 0 {
		e.Reasons = old.Reasons
	}
	if known && old.timeline && !timeline {
		e.First, e.Last = old.First, old.Last
	}
	a.events[e.Key()] = modelEvent{e, timeline || old.timeline}
}

func (m *model) whole(id string) *tracker.Kept {
	a := m.apps[id]
	if a == nil {
		return nil
	}
	k := a.kept
	told := map[tracker.EventKey]bool{}
	for _, e := range tracker.FieldEvents(&k.Application) {
		told[e.Key()] = true
	}
	events := slices.SortedFunc(maps.Values(a.events), func(x, y modelEvent) int {
		return cmp.Or(y.At.Compare(x.At), cmp.Compare(y.Kind, x.Kind), strings.Compare(x.Description, y.Description))
	})
	for _, e := range events {
		if e.timeline {
			k.Timeline = append(k.Timeline, e.Event)
		} else if !told[e.Key()] {
			k.Earlier = append(k.Earlier, e.Event)
		}
	}
	if versions := m.versions[k.Offer.ID]; len(versions) > 0 {
		k.OfferNow = &versions[0]
	}
	if counts := m.counts[k.Offer.ID]; len(counts) > 0 {
		k.ApplicantsNow = &counts[0]
	}
	return &k
}

func (m *model) summaries() []tracker.Summary {
	var list []tracker.Summary
	for id := range m.apps {
		list = append(list, tracker.Summarize(m.whole(id)))
	}
	slices.SortFunc(list, func(x, y tracker.Summary) int {
		if x.Before(&y) {
			return -1
		}
		return 1
	})
	return list
}

func (m *model) due(by time.Time, limit int) []string {
	list := m.summaries()
	slices.SortFunc(list, func(x, y tracker.Summary) int {
		return cmp.Or(y.NewsAt.Compare(x.NewsAt), strings.Compare(x.ID, y.ID))
	})
	var due []string
	for _, s := range list {
		if !m.apps[s.ID].kept.DueAt.After(by) && len(due) < limit {
			due = append(due, s.ID)
		}
	}
	return due
}

func (m *model) finishPass(pass int64, state tracker.SyncState) []string {
	var changed []string
	for id, a := range m.apps {
		switch {
		case a.kept.Pass != pass:
			a.kept.Missing++
		case a.kept.Missing > 0:
			a.kept.Missing = 0
		default:
			continue
		}
		changed = append(changed, id)
	}
	m.state = state
	slices.Sort(changed)
	return changed
}

// newestChanges is what the store returns as Changes.
func (m *model) newestChanges(after int64, limit int) []tracker.Change {
	var list []tracker.Change
	for _, ch := range slices.Backward(m.changes) {
		if (after == 0 || ch.ID < after) && len(list) < limit {
			ch.Title, ch.Company = m.apps[ch.Application].kept.Offer.Title, m.apps[ch.Application].kept.Offer.Company
			list = append(list, ch)
		}
	}
	return list
}

func (m *model) markSeen(id string, seen bool) {
	m.apps[id].kept.Unseen = !seen
	for i := range m.changes {
		if m.changes[i].Application == id {
			m.changes[i].Seen = seen
		}
	}
}

func (m *model) markAllSeen(upTo int64) []string {
	later := map[string]bool{}
	for i := range m.changes {
		ch := &m.changes[i]
		ch.Seen = ch.Seen || ch.ID <= upTo
		later[ch.Application] = later[ch.Application] || !ch.Seen
	}
	var changed []string
	for id, a := range m.apps {
		if a.kept.Unseen && !later[id] {
			a.kept.Unseen = false
			changed = append(changed, id)
		}
	}
	slices.Sort(changed)
	return changed
}

var someIDs = []string{"a", "b", "c", "d"}

// TestMillis: the tracker and the store agree on what a time is after it was kept.
func TestMillis(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(-1<<38, 1<<39).Draw(t, "seconds"), rapid.Int64Range(0, 1e9-1).Draw(t, "nanoseconds"))
		if rapid.Bool().Draw(t, "in the first seconds of 1970") {
			at = time.Unix(0, rapid.Int64Range(-2e6, 2e6).Draw(t, "nanoseconds"))
		}
		if got, want := fromMillis(millis(at)), tracker.KeptTime(at); got != want {
			t.Fatalf("%v is kept as %v, want %v", at, got, want)
		}
	})
}
