package store

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
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

func anyTime(t *rapid.T, label string) time.Time {
	if n := rapid.IntRange(-5, 60).Draw(t, label); n >= 0 {
		return day(n).Add(time.Duration(n) * time.Millisecond)
	}
	return time.Time{}
}

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

func anyEvent(t *rapid.T) tracker.Event {
	e := tracker.Event{
		Kind: tracker.EventKind(rapid.IntRange(0, 26).Draw(t, "kind")), At: anyTime(t, "at"),
		Description: rapid.SampledFrom([]string{"", "CV leído", "Otra cosa"}).Draw(t, "description"),
		First:       rapid.Bool().Draw(t, "first"), Last: rapid.Bool().Draw(t, "last"),
	}
	if rapid.Bool().Draw(t, "has reasons") {
		e.Reasons = []string{rapid.SampledFrom([]string{"Experiencia", "«Idiomas»"}).Draw(t, "reason")}
	}
	return e
}

func anyField(t *rapid.T, label string) *tracker.Event {
	if !rapid.Bool().Draw(t, label) {
		return nil
	}
	e := anyEvent(t)
	return &e
}

func anyKept(t *rapid.T) tracker.Kept {
	k := tracker.Kept{
		Application: tracker.Application{
			ID: rapid.SampledFrom(someIDs).Draw(t, "id"), AppliedAt: anyTime(t, "applied"),
			Offer: tracker.OfferRef{
				ID: rapid.SampledFrom([]string{"", "o1", "o2"}).Draw(t, "offer"), Title: rapid.String().Draw(t, "title"),
				Company: "Alba", City: rapid.SampledFrom([]string{"", "Getxo"}).Draw(t, "city"),
			},
			Rejected: rapid.Bool().Draw(t, "rejected"), ProcessClosed: rapid.Bool().Draw(t, "closed"),
			OfferRemoved: rapid.Bool().Draw(t, "removed"), UnreadEvents: rapid.IntRange(-1, 3).Draw(t, "unread"),
			LastEvent: anyField(t, "last event"), CVReceived: anyField(t, "received"), CVRead: anyField(t, "read"),
			InProcess: anyField(t, "in process"), Closed: anyField(t, "process closed"), Removed: anyField(t, "offer removed"),
			NotPreselected: anyField(t, "not preselected"), TimelineKnown: rapid.Bool().Draw(t, "known"),
		},
		FirstSeen: anyTime(t, "first seen"), Baseline: anyTime(t, "baseline"),
		Pass: rapid.Int64Range(0, 3).Draw(t, "pass"), Missing: rapid.IntRange(0, 3).Draw(t, "missing"), DueAt: anyTime(t, "due"),
		Fetches: tracker.Fetches{Timeline: anyTime(t, "timeline at"), Detail: anyTime(t, "detail at"), Offer: anyTime(t, "offer at")},
		Unseen:  rapid.Bool().Draw(t, "unseen"), Starred: rapid.Bool().Draw(t, "starred"), Archived: rapid.Bool().Draw(t, "archived"),
	}
	if k.TimelineKnown {
		for range rapid.IntRange(0, 4).Draw(t, "events") {
			k.Timeline = append(k.Timeline, anyEvent(t))
		}
	}
	for range rapid.IntRange(0, 2).Draw(t, "earlier") {
		k.Earlier = append(k.Earlier, anyEvent(t))
	}
	if rapid.Bool().Draw(t, "has detail") {
		k.Detail = &tracker.Detail{CV: "CV general", HasCoverLetter: true, Province: "Bizkaia", Applicants: rapid.IntRange(-1, 9).Draw(t, "applicants")}
	}
	return k
}

func anyState(t *rapid.T) tracker.SyncState {
	return tracker.SyncState{
		BaselineDone: rapid.Bool().Draw(t, "done"), HighWater: anyTime(t, "high water"), CheckedAt: anyTime(t, "checked"),
		FullAt: anyTime(t, "full"), Total: rapid.IntRange(0, 9).Draw(t, "total"), Pass: rapid.Int64Range(0, 3).Draw(t, "pass"),
		PassPage: rapid.IntRange(0, 3).Draw(t, "page"), PassTotal: rapid.IntRange(0, 3).Draw(t, "pass total"), PassStarted: anyTime(t, "started"),
		BaselineAt: anyTime(t, "baseline"), PassAgainAt: anyTime(t, "again"),
		CutRows: rapid.IntRange(0, 9).Draw(t, "cut rows"), CutSince: anyTime(t, "cut"),
	}
}

func anyChange(t *rapid.T, ids []string) tracker.Change {
	ch := tracker.Change{
		Application: rapid.SampledFrom(ids).Draw(t, "application"),
		Kind:        tracker.ChangeKind(rapid.IntRange(1, 3).Draw(t, "change")),
		Event:       tracker.EventKind(rapid.IntRange(0, 1).Draw(t, "event")), At: anyTime(t, "at"), FoundAt: anyTime(t, "found"),
		Text: rapid.SampledFrom([]string{"", "Texto"}).Draw(t, "text"), Read: rapid.Bool().Draw(t, "read"),
		RejectedAfter: time.Duration(rapid.Int64().Draw(t, "after")),
	}
	if rapid.Bool().Draw(t, "more") {
		ch.Reasons = []string{"Experiencia"}
		ch.Edits = []tracker.Edit{{Field: tracker.FieldSalary, Before: "", After: "24.000 €"}}
	}
	return ch
}

func (m *model) anyBatch(t *rapid.T) tracker.Batch {
	b := tracker.Batch{Pass: rapid.Int64Range(0, 3).Draw(t, "batch pass")}
	for range rapid.IntRange(0, 3).Draw(t, "applications") {
		b.Applications = append(b.Applications, anyKept(t))
	}
	for range rapid.IntRange(0, 2).Draw(t, "offers") {
		b.Offers = append(b.Offers, tracker.OfferSample{
			ID: rapid.SampledFrom([]string{"o1", "o2"}).Draw(t, "offer"), At: anyTime(t, "at"),
			NewVersion: rapid.Bool().Draw(t, "new"),
			// No two say the same: then there would be one version.
			Offer: tracker.Offer{
				ID: "o", Description: rapid.StringN(20, 40, -1).Draw(t, "text"), UpdatedAt: anyTime(t, "updated"),
				Applicants: rapid.IntRange(-1, 9).Draw(t, "applicants"),
			},
		})
	}
	if rapid.Bool().Draw(t, "listed") {
		b.Listed = []string{rapid.SampledFrom(someIDs).Draw(t, "id")}
	}
	there := slices.Collect(maps.Keys(m.apps))
	for i := range b.Applications {
		there = append(there, b.Applications[i].ID)
	}
	slices.Sort(there)
	for range rapid.IntRange(0, min(3, len(there))).Draw(t, "changes") {
		b.Changes = append(b.Changes, anyChange(t, there))
	}
	if rapid.Bool().Draw(t, "state") {
		state := anyState(t)
		b.State = &state
	}
	return b
}

func sorted(ids []string) []string {
	slices.Sort(ids)
	return ids
}

// TestAgainstModel does anything in any order and compares all that can be read.
// Another account, in the same store, must never be seen.
func TestAgainstModel(t *testing.T) {
	db := inMemory(t)
	ctx := t.Context()
	var accounts int
	rapid.Check(t, func(t *rapid.T) {
		accounts++
		key := fmt.Sprint("account-", accounts)
		m := newModel()
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		equal := func(what string, got, want any) {
			t.Helper()
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("%s:\n%+v\ninstead of\n%+v", what, got, want)
			}
		}
		one := func(t *rapid.T) string {
			if len(m.apps) == 0 {
				t.Skip("nothing is there yet")
			}
			return rapid.SampledFrom(slices.Sorted(maps.Keys(m.apps))).Draw(t, "id")
		}
		t.Repeat(map[string]func(*rapid.T){
			"save": func(t *rapid.T) {
				b := m.anyBatch(t)
				must(db.Account(key).Save(ctx, b))
				m.save(b)
			},
			"finish a pass": func(t *rapid.T) {
				pass, state := rapid.Int64Range(0, 3).Draw(t, "pass"), anyState(t)
				got, err := db.Account(key).FinishPass(ctx, pass, state)
				must(err)
				equal("changed by a pass", sorted(got), m.finishPass(pass, state))
			},
			"star": func(t *rapid.T) {
				id, on := one(t), rapid.Bool().Draw(t, "on")
				must(db.Account(key).SetStarred(ctx, id, on))
				m.apps[id].kept.Starred = on
			},
			"let go": func(t *rapid.T) {
				id, at := one(t), rapid.SampledFrom([]time.Time{{}, day(3), day(300)}).Draw(t, "at")
				must(db.Account(key).SetLetGo(ctx, id, at))
				m.apps[id].kept.LetGoAt = at
			},
			"archive": func(t *rapid.T) {
				id, on := one(t), rapid.Bool().Draw(t, "on")
				must(db.Account(key).SetArchived(ctx, id, on))
				m.apps[id].kept.Archived = on
			},
			"mark one": func(t *rapid.T) {
				id, seen := one(t), rapid.Bool().Draw(t, "seen")
				must(db.Account(key).MarkSeen(ctx, id, seen))
				m.markSeen(id, seen)
			},
			"mark all": func(t *rapid.T) {
				upTo := rapid.Int64Range(0, int64(len(m.changes))).Draw(t, "up to")
				var first int64
				if all, err := db.Account(key).Changes(ctx, 0, -1); err != nil {
					t.Fatal(err)
				} else if len(all) > 0 {
					first = all[len(all)-1].ID
				}
				got, err := db.Account(key).MarkAllSeen(ctx, first-1+upTo)
				must(err)
				equal("no longer unseen", sorted(got), m.markAllSeen(upTo))
			},
			"tag": func(t *rapid.T) {
				id := one(t)
				tags := rapid.SliceOfN(rapid.SampledFrom(someTags), 0, 3).Draw(t, "tags")
				must(db.Account(key).SetTags(ctx, id, tags))
				m.setTags(id, tags)
			},
			"tell": func(t *rapid.T) {
				upTo := rapid.Int64Range(-1, 50).Draw(t, "up to")
				must(db.Account(key).SetLastNotified(ctx, upTo))
				m.told = max(m.told, upTo)
			},
			"": func(t *rapid.T) {
				m.checkTags(t, db, key)
				told, err := db.Account(key).LastNotified(ctx)
				must(err)
				equal("told", told, m.told)
				got, err := db.Account(key).Kept(ctx, append([]string{"unknown"}, someIDs...))
				must(err)
				want := map[string]*tracker.Kept{}
				for id := range m.apps {
					want[id] = m.whole(id)
				}
				equal("kept", got, want)
				list, err := db.Account(key).Summaries(ctx, -1)
				must(err)
				equal("list", list, m.summaries())
				state, err := db.Account(key).State(ctx)
				must(err)
				equal("state", state, m.state)
				by, limit := anyTime(t, "by"), rapid.IntRange(0, 5).Draw(t, "limit")
				due, err := db.Account(key).Due(ctx, by, limit)
				must(err)
				equal("due", due, m.due(by, limit))
				changes, err := db.Account(key).Changes(ctx, 0, -1)
				must(err)
				equal("changes", numbered(changes), m.newestChanges(0, len(m.changes)))
				unseen, err := db.Account(key).Unseen(ctx)
				must(err)
				for _, ch := range m.changes {
					if !ch.Seen {
						unseen--
					}
				}
				equal("unseen", unseen, 0)
				for _, id := range []string{"o1", "o2"} {
					versions, err := db.Account(key).OfferVersions(ctx, id)
					must(err)
					equal("versions", versions, m.versions[id])
					first, last, err := db.Account(key).OfferSamples(ctx, id)
					must(err)
					if counts := m.counts[id]; len(counts) > 0 {
						equal("the first count", first, &counts[len(counts)-1])
						equal("the last count", last, &counts[0])
					} else if first != nil || last != nil {
						t.Fatalf("counts %v and %v", first, last)
					}
				}
			},
		})
	})
}

// numbered numbers changes from 1: the accounts of a store share its numbers.
func numbered(list []tracker.Change) []tracker.Change {
	for i := range list {
		list[i].ID = int64(len(list) - i)
	}
	return list
}
