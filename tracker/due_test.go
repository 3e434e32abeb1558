package tracker

import (
	"testing"
	"time"
)

func TestDueTime(t *testing.T) {
	known := func(change func(*Kept)) *Kept {
		k := &Kept{
			Application: *story(event(KindApplied, 0)), Fetches: Fetches{Timeline: day(1), Detail: day(1), Offer: day(1)},
			OfferNow: &OfferVersion{},
		}
		k.Offer.ID, k.Detail = "o", &Detail{}
		change(k)
		return k
	}
	var atOnce time.Time
	for _, tt := range []struct {
		name string
		k    *Kept
		want time.Time
	}{
		{"nothing known", &Kept{}, atOnce},
		{"everything known, open", known(func(*Kept) {}), day(2)},
		{"the timeline out of date", known(func(k *Kept) { k.Fetches.Timeline = time.Time{} }), atOnce},
		{"the timeline failed", known(func(k *Kept) { k.TimelineKnown, k.Fetches.Offer = false, day(5) }), day(2)},
		{"no detail", known(func(k *Kept) { k.Detail, k.Fetches.Detail = nil, time.Time{} }), atOnce},
		{"the detail failed", known(func(k *Kept) { k.Detail, k.Fetches.Offer = nil, day(5) }), day(2)},
		{"no offer", known(func(k *Kept) { k.OfferNow, k.Fetches.Offer = nil, time.Time{} }), atOnce},
		{"the offer failed", known(func(k *Kept) { k.OfferNow = nil }), day(2)},
		{"the offer failed of one that has ended", known(func(k *Kept) { k.OfferNow, k.Rejected = nil, true }), day(2)},
		{"an offer to look at again", known(func(k *Kept) { k.Fetches.Offer = time.Time{} }), atOnce},
		{"an offer that is not known", known(func(k *Kept) { k.Offer.ID, k.OfferNow = "", nil }), never},
		{"ended", known(func(k *Kept) { k.Rejected = true }), never},
		{"ended, and the offer to look at once more", known(func(k *Kept) { k.Rejected, k.Fetches.Offer = true, time.Time{} }), atOnce},
		{"old news", known(func(k *Kept) { k.Fetches.Offer = day(61) }), day(68)},
		{"not so old news", known(func(k *Kept) { k.Fetches.Offer = day(60) }), day(61)},
	} {
		if got := due(tt.k, time.Time{}); !got.Equal(tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
	putOff := known(func(k *Kept) { k.Fetches.Timeline, k.Fetches.Offer = time.Time{}, day(5) })
	if got := due(putOff, day(3)); !got.Equal(day(3)) {
		t.Errorf("put off: %v", got)
	}
	putOff.Detail, putOff.Fetches.Detail = nil, time.Time{}
	if got := due(putOff, day(3)); !got.IsZero() {
		t.Errorf("a timeline put off and no detail: %v", got)
	}
}

func TestMeet(t *testing.T) {
	a := Application{ID: "a", AppliedAt: day(0), UnreadEvents: 2, CVRead: ptr(event(KindCVRead, 4)), LastEvent: ptr(event(KindMessage, 3))}
	first := firstSeen(a, day(90), true)
	if !first.Baseline.Equal(day(4)) || !first.Unseen || !first.FirstSeen.Equal(day(90)) {
		t.Errorf("there at first: %+v", first)
	}
	later := firstSeen(a, day(90), false)
	if !later.Baseline.IsZero() || later.Unseen {
		t.Errorf("made later: %+v", later)
	}
	if k := firstSeen(Application{ID: "a", AppliedAt: day(0), UnreadEvents: -1}, day(90), true); !k.Baseline.Equal(day(0)) || k.Unseen {
		t.Errorf("no event: %+v", k)
	}
}

func TestTakeInKeeps(t *testing.T) {
	old := &Kept{Application: *story(event(KindApplied, 0)), Baseline: day(1), Starred: true, Missing: 2, Pass: 7}
	old.Offer = OfferRef{ID: "o", Title: "T", Company: "C", City: "B"}
	old.LastEvent, old.CVRead = ptr(event(KindMessage, 3)), ptr(event(KindCVRead, 2))
	old.Detail = &Detail{CV: "mine"}

	k, changed := mergeListing(old, Application{ID: "a", Offer: OfferRef{Title: "T2"}, LastEvent: ptr(event(KindContinues, 4))}, day(90))
	if !changed || k.Missing != 0 || !k.Starred || k.Pass != 7 || !k.Baseline.Equal(day(1)) || k.Detail == nil || len(k.Timeline) != 1 {
		t.Errorf("changed %v: %+v", changed, k)
	}
	if k.Offer != (OfferRef{ID: "o", Title: "T2", Company: "C", City: "B"}) || !k.AppliedAt.Equal(day(0)) {
		t.Errorf("what is blank now was lost: %+v", k.Offer)
	}
	if got := kindsOf(KnownEvents(&k.Application)); len(got) != 4 {
		t.Errorf("events %v, want the four that were ever told", got)
	}
}

func TestTakeInChanged(t *testing.T) {
	tried := Fetches{Timeline: day(50), Detail: day(50), Offer: day(50)}
	for _, tt := range []struct {
		name    string
		change  func(*Application)
		changed bool
		want    Fetches // what of them is forgotten
	}{
		{"nothing", func(*Application) {}, false, tried},
		{"unread on InfoJobs' pages", func(a *Application) { a.UnreadEvents = 9 }, false, tried},
		{"the city", func(a *Application) { a.Offer.City = "x" }, true, tried},
		{"a field", func(a *Application) { a.InProcess = ptr(event(KindContinues, 1)) }, true, tried},
		{"an event", func(a *Application) { a.LastEvent = ptr(event(KindMessage, 9)) }, true, Fetches{Detail: day(50), Offer: day(50)}},
		{"an event about the offer", func(a *Application) { a.LastEvent = ptr(event(KindOfferModified, 9)) }, true, Fetches{Detail: day(50)}},
		{"a flag", closedFlag, true, Fetches{Timeline: day(50), Detail: day(50)}},
	} {
		old := &Kept{Application: *story(event(KindApplied, 0)), Fetches: tried, OfferNow: &OfferVersion{}}
		old.LastEvent, old.Detail = ptr(event(KindApplied, 0)), &Detail{}
		fresh := old.Application
		tt.change(&fresh)
		k, changed := mergeListing(old, fresh, day(90))
		if changed != tt.changed || k.Fetches != tt.want {
			t.Errorf("%s: changed %v, fetches %+v", tt.name, changed, k.Fetches)
		}
	}
}

// TestTakeInForgetsFailures has what could not be read be tried again at once when
// something has happened.
func TestTakeInForgetsFailures(t *testing.T) {
	old := &Kept{Application: Application{ID: "a", Offer: OfferRef{ID: "o"}}, Fetches: Fetches{Timeline: day(50), Detail: day(50), Offer: day(50)}}
	fresh := old.Application
	fresh.LastEvent = ptr(event(KindMessage, 9))
	if k, _ := mergeListing(old, fresh, day(90)); k.Fetches != (Fetches{}) {
		t.Errorf("%+v", k.Fetches)
	}
}

// TestR16TakeInMends brings times of a clock that was ahead down to now.
func TestR16TakeInMends(t *testing.T) {
	old := &Kept{Application: *story(), Fetches: Fetches{Timeline: day(5), Detail: day(500), Offer: day(500)}, OfferNow: &OfferVersion{}}
	k, changed := mergeListing(old, old.Application, day(90))
	if want := (Fetches{Timeline: day(5), Detail: day(90), Offer: day(90)}); !changed || k.Fetches != want {
		t.Errorf("changed %v, fetches %+v", changed, k.Fetches)
	}
}

func TestWithTimeline(t *testing.T) {
	k := Kept{Application: *story(event(KindApplied, 0), event(KindMessage, 2))}
	k.LastEvent = ptr(event(KindContinues, 3))
	k.Earlier = []Event{event(KindCVRead, 1), event(KindTest, 1)}
	next := k.withTimeline(k.LastEvent, []Event{event(KindContinues, 3), event(KindCVRead, 1), event(KindApplied, 0)}, day(90))
	if got := kindsOf(next.Timeline); len(got) != 4 || got[0] != KindContinues || got[1] != KindMessage {
		t.Errorf("timeline %v", got)
	}
	if len(next.Earlier) != 1 || next.Earlier[0].Kind != KindTest || !next.Fetches.Timeline.Equal(day(90)) {
		t.Errorf("earlier %v, read %v", next.Earlier, next.Fetches.Timeline)
	}
	if len(k.Timeline) != 2 || len(k.Earlier) != 2 {
		t.Error("what was kept before has changed")
	}
	overtaken := k.withTimeline(ptr(event(KindMessage, 2)), nil, day(90))
	if !overtaken.Fetches.Timeline.IsZero() {
		t.Error("a timeline that lacks the last event is up to date")
	}
}
