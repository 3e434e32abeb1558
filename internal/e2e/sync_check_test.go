package e2e

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"candidaturas/api/sandbox"
	"candidaturas/internal/e2e/station"
	"candidaturas/tracker"

	"pgregory.net/rapid"
)

func (m *syncModel) changes(t *rapid.T) []tracker.Change {
	changes, err := m.Changes(context.Background(), 0, 1_000_000)
	if err != nil {
		t.Fatal(err)
	}
	return changes
}

func (m *syncModel) kept(t *rapid.T) map[string]*tracker.Kept {
	kept, err := m.DB.Account(station.SamplePerson).Kept(context.Background(), slices.Collect(maps.Keys(m.witness.apps)))
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

// listedNow is what the simulation has, by ID.
func (m *syncModel) listedNow() map[string]sandbox.Application {
	listed := map[string]sandbox.Application{}
	for _, a := range m.server.Applications() {
		listed[a.ID] = a
	}
	return listed
}

// always checks what is true at any time.
func (m *syncModel) always(t *rapid.T) {
	kept, listed := m.kept(t), m.listedNow()
	m.checkList(t, kept)
	m.checkUnseen(t)
	told := m.told(t)
	for id, a := range m.witness.apps {
		k := kept[id]
		if k == nil {
			t.Fatalf("%s was shown and is not kept", id)
		}
		if err := keepsShown(k, a); err != nil {
			t.Fatalf("%s: %v", id, err)
		}
		m.checkGone(t, k)
		now, there := listed[id]
		if !there {
			now = m.removed[id].was
		}
		if err := noMore(told[id], implied(a, now.Events)); err != nil {
			t.Fatalf("%s: %v", id, err)
		}
	}
}

// checkList compares the list in memory with the store.
func (m *syncModel) checkList(t *rapid.T, kept map[string]*tracker.Kept) {
	all, err := m.DB.Account(station.SamplePerson).Summaries(context.Background(), -1)
	if err != nil {
		t.Fatal(err)
	}
	list := m.List()
	var shown []tracker.Summary
	for g := tracker.GroupMoving; g <= tracker.GroupEnded; g++ {
		for i := range list.GroupLen(g) {
			shown = append(shown, *list.At(g, i))
		}
	}
	if !slices.Equal(shown, all) {
		t.Fatalf("the list shows\n%v\nwhat is kept is\n%v", shown, all)
	}
	if len(all) != len(m.witness.apps) {
		t.Fatalf("%d applications are kept, %d were shown", len(all), len(m.witness.apps))
	}
	for _, s := range all {
		if k := kept[s.ID]; k == nil || s != tracker.Summarize(k) {
			t.Fatalf("the list shows %+v of %+v", s, k)
		}
	}
}

func (m *syncModel) checkUnseen(t *rapid.T) {
	unseen := 0
	for _, c := range m.changes(t) {
		if c.ID <= m.marked && !c.Seen {
			t.Fatalf("it was marked as seen: %+v", c)
		}
		if c.Seen {
			continue
		}
		unseen++
		if !m.List().Find(c.Application).Unseen {
			t.Fatalf("%s has a change that was not seen", c.Application)
		}
	}
	if got := m.Unseen(); got != unseen {
		t.Fatalf("%d are unseen, want %d", got, unseen)
	}
}

// keepsShown compares what is kept with what was shown, which was kept before
// anything else was asked for.
func keepsShown(k *tracker.Kept, a *shownApp) error {
	row := a.row
	if k.Rejected != row.Rejected || k.ProcessClosed != row.ProcessClosed || k.OfferRemoved != row.OfferRemoved {
		return fmt.Errorf("flags %v %v %v are not those last shown", k.Rejected, k.ProcessClosed, k.OfferRemoved)
	}
	if k.LastEvent == nil || k.LastEvent.Key() != row.LastEvent.Key() {
		return fmt.Errorf("last event %v, shown was %v", k.LastEvent, row.LastEvent)
	}
	timeline := map[tracker.EventKey]bool{}
	for _, e := range k.Timeline {
		timeline[e.Key()] = true
	}
	for key := range a.events {
		if !timeline[key] {
			return fmt.Errorf("the timeline lacks %v", key)
		}
	}
	if len(a.detail) > 0 && (k.Detail == nil || *k.Detail != a.detail[len(a.detail)-1]) {
		return fmt.Errorf("detail %v, shown was %v", k.Detail, a.detail)
	}
	if n := len(a.offers); n > 0 && (k.OfferNow == nil || !saysTheSame(k.OfferNow.Offer, a.offers[n-1])) {
		return fmt.Errorf("the offer is not the one last shown: %v", k.OfferNow)
	}
	return nil
}

// checkGone has an application be gone only if two complete passes have lacked it,
// and certainly if two in quiet have.
func (m *syncModel) checkGone(t *rapid.T, k *tracker.Kept) {
	r, removed := m.removed[k.ID]
	switch {
	case k.Gone() && !removed:
		t.Fatalf("%s is listed and taken for gone", k.ID)
	case k.Gone() && m.passes-r.passes < 2:
		t.Fatalf("%s is taken for gone after %d passes", k.ID, m.passes-r.passes)
	case !k.Gone() && removed && r.quiet >= 2:
		t.Fatalf("%s is not taken for gone after %d passes", k.ID, r.quiet)
	}
}

// told is how often each piece of news was told, by application.
func (m *syncModel) told(t *rapid.T) map[string]map[newsKey]int {
	told := map[string]map[newsKey]int{}
	for _, c := range m.changes(t) {
		if told[c.Application] == nil {
			told[c.Application] = map[newsKey]int{}
		}
		told[c.Application][keyOf(c)]++
	}
	return told
}

// noMore reports news that are not implied, or told more often.
func noMore(told, implied map[newsKey]int) error {
	for key, n := range told {
		if n > implied[key] {
			return fmt.Errorf("%+v was told %d times, want at most %d", key, n, implied[key])
		}
	}
	return nil
}

// checkAll compares everything with the simulation after a synchronisation that
// went through in quiet.
func (m *syncModel) checkAll(t *rapid.T) {
	m.always(t)
	kept, told := m.kept(t), m.told(t)
	for _, now := range m.server.Applications() {
		a, k := m.witness.apps[now.ID], kept[now.ID]
		if a == nil || k == nil {
			t.Fatalf("%s is not known", now.ID)
		}
		if err := m.compare(k, a, &now); err != nil {
			t.Fatalf("%s: %v", now.ID, err)
		}
		if a.failed[sandbox.OpTimeline] {
			continue // what is to be told is not known yet
		}
		if want := implied(a, now.Events); !maps.Equal(told[now.ID], want) && len(told[now.ID])+len(want) > 0 {
			t.Fatalf("%s: told %v, want %v", now.ID, told[now.ID], want)
		}
	}
	for id, r := range m.removed {
		if a := m.witness.apps[id]; a != nil {
			want := implied(a, seenEvents(r.was.Events, a))
			if !a.row.OfferRemoved { // the list has not told of it, and no event may have
				delete(want, newsKey{kind: tracker.ChangeOfferRemoved})
			}
			if err := noMore(want, told[id]); err != nil {
				t.Fatalf("%s, which was removed, was not told of: %v", id, err)
			}
		}
	}
}

// seenEvents are those that a timeline has told of.
func seenEvents(events []sandbox.Event, a *shownApp) []sandbox.Event {
	return slices.DeleteFunc(slices.Clone(events), func(e sandbox.Event) bool { return !a.events[keyOfEvent(e)] })
}

func keyOfEvent(e sandbox.Event) tracker.EventKey {
	return tracker.EventKey{At: e.At, Kind: e.Kind, Description: strings.TrimSpace(e.Description)}
}

// compare compares what is kept of an application with what the simulation has.
func (m *syncModel) compare(k *tracker.Kept, a *shownApp, now *sandbox.Application) error {
	switch {
	case k.Offer != (tracker.OfferRef{ID: now.OfferID, Title: now.Title, Company: now.Company, City: now.City}):
		return fmt.Errorf("offer %+v", k.Offer)
	case !k.AppliedAt.Equal(now.AppliedAt):
		return fmt.Errorf("applied at %v, want %v", k.AppliedAt, now.AppliedAt)
	case k.Rejected != now.Rejected || k.ProcessClosed != now.ProcessClosed || k.OfferRemoved != now.OfferRemoved:
		return fmt.Errorf("flags %v %v %v", k.Rejected, k.ProcessClosed, k.OfferRemoved)
	case !a.failed[sandbox.OpApplication] && (k.Detail == nil || k.Detail.CV != now.CV || k.Detail.HasCoverLetter != now.CoverLetter):
		return fmt.Errorf("detail %+v", k.Detail)
	case !a.failed[sandbox.OpOffer] && k.OfferNow == nil:
		return fmt.Errorf("no offer")
	case a.failed[sandbox.OpTimeline]:
		return nil
	}
	got, want := map[tracker.EventKey]tracker.Event{}, map[tracker.EventKey]tracker.Event{}
	for _, e := range k.Timeline {
		got[e.Key()] = e
	}
	for _, e := range now.Events {
		key := keyOfEvent(e)
		want[key] = tracker.Event{Kind: e.Kind, At: e.At, Description: key.Description, First: e.First, Last: e.Last, Reasons: e.Reasons}
	}
	if !k.TimelineKnown || len(k.Timeline) != len(want) || !maps.EqualFunc(got, want, sameEvent) {
		return fmt.Errorf("timeline %v, want %v", got, want)
	}
	return nil
}

func sameEvent(a, b tracker.Event) bool {
	return a.Key() == b.Key() && a.First == b.First && a.Last == b.Last && slices.Equal(a.Reasons, b.Reasons)
}

// checkOffers compares the versions of every offer with those that were shown, and
// the newest of those that are open with what they say now.
func (m *syncModel) checkOffers(t *rapid.T) {
	kept := m.kept(t)
	for id, a := range m.witness.apps {
		versions, err := m.OfferVersions(context.Background(), a.row.Offer.ID)
		if err != nil {
			t.Fatal(err)
		}
		slices.Reverse(versions)
		if len(versions) != len(a.offers) {
			t.Fatalf("%s: %d versions of the offer, %d were shown", id, len(versions), len(a.offers))
		}
		for i, v := range versions {
			if v.Offer != a.offers[i] {
				t.Fatalf("%s: version %d says %+v, shown was %+v", id, i, v.Offer, a.offers[i])
			}
		}
		m.checkOpenOffer(t, kept[id])
	}
}

func (m *syncModel) checkOpenOffer(t *rapid.T, k *tracker.Kept) {
	if _, removed := m.removed[k.ID]; removed || tracker.Derive(&k.Application).Stage.Ended() {
		return
	}
	now, err := m.Source.Offer(context.Background(), k.Offer.ID)
	if err != nil {
		t.Fatal(err)
	}
	if !saysTheSame(k.OfferNow.Offer, now) {
		t.Fatalf("%s: the offer says %+v, kept is %+v", k.ID, now, k.OfferNow.Offer)
	}
}
