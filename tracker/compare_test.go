package tracker

import (
	"cmp"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// told is what a change is about, for tables.
type told struct {
	kind  ChangeKind
	event EventKind
	at    time.Time
}

func toldBy(changes []Change) []told {
	var list []told
	for _, c := range changes {
		list = append(list, told{c.Kind, c.Event, c.At})
	}
	return list
}

func keptOf(a *Application) *Kept { return &Kept{Application: *a} }

func TestCompareKinds(t *testing.T) {
	want := map[EventKind]ChangeKind{
		KindUnknown: ChangeEvent, KindAutoRejected: ChangeRejected, KindCVRead: ChangeRead, KindOfferRemoved: ChangeOfferRemoved,
		KindContinues: ChangeMoved, KindDiscarded: ChangeRejected, KindCVDeleted: ChangeEvent, KindMessage: ChangeEvent,
		KindOthersRead: ChangeOthersRead, KindReturned: ChangeReturned, KindProcessClosed: ChangeClosed,
		KindProcessReopened: ChangeReopened, KindCVExported: ChangeEvent, KindDiscardedByRemoval: ChangeRejected,
		KindInterviewed: ChangeMoved, KindHired: ChangeMoved, KindContacted: ChangeMoved, KindTest: ChangeMoved,
		KindFinalInterview: ChangeMoved, KindFinalOffer: ChangeMoved, KindNotPreselected: ChangeRejected,
		KindDeclined: ChangeEvent, 99: ChangeEvent, -1: ChangeEvent,
	}
	for k := EventKind(-1); k < 100; k++ {
		if k > KindDeclined && k < 99 {
			continue
		}
		e := event(k, 3)
		e.Description = "words"
		got := Compare(keptOf(story()), keptOf(story(e)))
		if want[k] == 0 {
			if len(got) != 0 {
				t.Errorf("kind %d: %+v", k, got)
			}
			continue
		}
		if len(got) != 1 || got[0].Kind != want[k] || got[0].Event != k || !got[0].At.Equal(day(3)) || got[0].Application != "a" {
			t.Errorf("kind %d: %+v", k, got)
			continue
		}
		if (got[0].Text == "words") == k.Known() {
			t.Errorf("kind %d: text %q", k, got[0].Text)
		}
	}
}

func TestCompare(t *testing.T) {
	flag := func(change func(*Application)) *Kept { return keptOf(story().with(change)) }
	baseline := func(k *Kept, n int) *Kept {
		k.Baseline = day(n)
		return k
	}
	fromList := keptOf((&Application{ID: "a", AppliedAt: day(0)}).with(func(a *Application) {
		a.CVRead, a.LastEvent = ptr(event(KindUnknown, 2)), ptr(event(KindInterviewed, 4))
	}))
	for _, tt := range []struct {
		name     string
		old, now *Kept
		want     []told
	}{
		{"made after the first pass", nil, keptOf(story(event(KindApplied, 0))), []told{{ChangeNew, KindApplied, day(0)}}},
		{
			"made after the first pass and moved on", nil, keptOf(story(event(KindApplied, 0), event(KindCVRead, 2), event(KindOthersManaged, 3))),
			[]told{{ChangeNew, KindApplied, day(0)}, {ChangeRead, KindCVRead, day(2)}},
		},
		{"made and at once rejected, by the flag", nil, flag(rejectedFlag), []told{{ChangeNew, KindApplied, day(0)}, {ChangeRejected, 0, time.Time{}}}},
		{"there at first", nil, baseline(keptOf(story(event(KindCVRead, 2)).with(allFlags)), 2), nil},
		{"from the list", keptOf(story()), fromList, []told{{ChangeRead, KindCVRead, day(2)}, {ChangeMoved, KindInterviewed, day(4)}}},
		{"the timeline says what the list has said", fromList, keptOf(story(event(KindCVRead, 2), event(KindInterviewed, 4))), nil},
		{
			"the timeline says more", fromList, keptOf(story(event(KindCVRead, 2), event(KindMessage, 3), event(KindInterviewed, 4))),
			[]told{{ChangeEvent, KindMessage, day(3)}},
		},
		{
			"the timeline tells of what was there at first", baseline(keptOf(story()), 3),
			baseline(keptOf(story(event(KindCVRead, 2), event(KindContinues, 3), event(KindMessage, 4))), 3),
			[]told{{ChangeEvent, KindMessage, day(4)}},
		},
		{"twice", keptOf(story(event(KindCVRead, 2))), keptOf(story(event(KindCVRead, 2), event(KindCVRead, 5))), []told{{ChangeRead, KindCVRead, day(5)}}},
		{"others, unread", keptOf(story()), keptOf(story(event(KindOthersRead, 2), event(KindCVRead, 3))), []told{{ChangeOthersRead, KindOthersRead, day(2)}, {ChangeRead, KindCVRead, day(3)}}},
		{"others, read", keptOf(story()), keptOf(story(event(KindCVRead, 2), event(KindOthersRead, 2))), []told{{ChangeRead, KindCVRead, day(2)}}},
		{"flags", keptOf(story()), flag(allFlags), []told{{ChangeRejected, 0, time.Time{}}, {ChangeClosed, 0, time.Time{}}, {ChangeOfferRemoved, 0, time.Time{}}}},
		{"a flag and its event", keptOf(story()), keptOf(story(event(KindDiscarded, 5)).with(rejectedFlag)), []told{{ChangeRejected, KindDiscarded, day(5)}}},
		{"the event after the flag", flag(rejectedFlag), keptOf(story(event(KindDiscarded, 5)).with(rejectedFlag)), nil},
		{"two events after the flag", flag(closedFlag), keptOf(story(event(KindProcessClosed, 5), event(KindProcessReopened, 6), event(KindProcessClosed, 7)).with(closedFlag)), []told{
			{ChangeReopened, KindProcessReopened, day(6)}, {ChangeClosed, KindProcessClosed, day(7)},
		}},
		{"the flag after its event", keptOf(story(event(KindOfferRemoved, 5))), keptOf(story(event(KindOfferRemoved, 5)).with(removedFlag)), nil},
		{"a flag taken back", flag(closedFlag), keptOf(story()), nil},
		{"a flag that was there at first, and then its event", baseline(flag(rejectedFlag), 3), baseline(keptOf(story(event(KindDiscarded, 2)).with(rejectedFlag)), 3), nil},
		{"rejected again", keptOf(story(event(KindDiscarded, 5), event(KindReturned, 6))), keptOf(story(event(KindDiscarded, 5), event(KindReturned, 6), event(KindAutoRejected, 8)).with(rejectedFlag)), []told{{ChangeRejected, KindAutoRejected, day(8)}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := toldBy(Compare(tt.old, tt.now))
			if !slices.Equal(got, tt.want) {
				t.Errorf("%v, want %v", got, tt.want)
			}
		})
	}
}

func TestCompareEnds(t *testing.T) {
	discarded := event(KindDiscarded, 5)
	discarded.Reasons = []string{"Experience"}
	for _, tt := range []struct {
		name  string
		now   *Application
		read  bool
		after time.Duration
		why   []string
	}{
		{"rejected unread", story(discarded), false, 5 * 24 * time.Hour, discarded.Reasons},
		{"rejected and read", story(event(KindCVRead, 2), discarded), true, 5 * 24 * time.Hour, discarded.Reasons},
		{"read only later", story(discarded, event(KindCVRead, 7)), false, 5 * 24 * time.Hour, discarded.Reasons},
		{"before applying", story(event(KindDiscarded, -1)), false, -1, nil},
		{"by the flag", story(event(KindCVRead, 2)).with(rejectedFlag), true, -1, nil},
		{"closed and read", story(event(KindCVRead, 2), event(KindProcessClosed, 5)), true, 0, nil},
		{"closed unread, by the flag", story().with(closedFlag), false, 0, nil},
		{"told twice, once with reasons", story(discarded).with(func(a *Application) {
			a.Timeline, a.Earlier = []Event{event(KindDiscarded, 5)}, []Event{discarded}
		}), false, 5 * 24 * time.Hour, discarded.Reasons},
	} {
		var end *Change
		for _, c := range Compare(keptOf(story()), keptOf(tt.now)) {
			if c.Kind == ChangeRejected || c.Kind == ChangeClosed {
				end = &c
			}
		}
		if end == nil || end.Read != tt.read || end.RejectedAfter != tt.after || !slices.Equal(end.Reasons, tt.why) {
			t.Errorf("%s: %+v", tt.name, end)
		}
	}
}

func TestCompareSameIsNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := &Kept{Application: *anyApplication(t)}
		if got := Compare(k, k); len(got) != 0 {
			t.Fatalf("%+v", got)
		}
	})
}

// anyHistory is events of one application, oldest first, no two at one instant.
func anyHistory(t *rapid.T) []Event {
	var events []Event
	for i := range rapid.IntRange(1, 8).Draw(t, "events") {
		kind := EventKind(rapid.IntRange(1, 26).Draw(t, "kind"))
		events = append(events, Event{Kind: kind, At: day(i + 1), Description: "words"})
	}
	return events
}

// shown is what the list tells once these events have happened.
func shown(events []Event) Application {
	a := Application{ID: "a", AppliedAt: day(0)}
	for _, e := range events {
		a.LastEvent = &e
		switch e.Kind {
		case KindCVRead:
			if a.CVRead == nil {
				a.CVRead = &e
			}
		case KindAutoRejected, KindDiscarded, KindDiscardedByRemoval:
			a.Rejected = true
		case KindNotPreselected:
			a.Rejected, a.NotPreselected = true, &e
		case KindReturned:
			a.Rejected, a.NotPreselected = false, nil
		case KindProcessClosed:
			a.ProcessClosed = true
		case KindProcessReopened:
			a.ProcessClosed = false
		case KindOfferRemoved:
			a.OfferRemoved = true
		}
	}
	return a
}

// sameNews counts changes by kind: what a flag told first has no date.
func sameNews(changes []Change) []told {
	list := toldBy(changes)
	for i := range list {
		if slices.Contains(flagged, list[i].kind) {
			list[i].event, list[i].at = 0, time.Time{}
		}
	}
	slices.SortFunc(list, func(a, b told) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), a.at.Compare(b.at), cmp.Compare(a.event, b.event))
	})
	return list
}

// TestCompareInSteps tells of a history in steps, by the list and by the timeline
// in turns, and all at once: that is the same news, each once.
func TestCompareInSteps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := anyHistory(t)
		before := rapid.IntRange(0, len(events)).Draw(t, "there at first")
		first := firstSeen(shown(events[:before]), day(90), rapid.Bool().Draw(t, "baseline"))

		first = first.withTimeline(first.LastEvent, newestFirst(events[:before]), day(90))
		var news []Change
		k := first
		for at := before; at < len(events); {
			at = rapid.IntRange(at+1, len(events)).Draw(t, "up to")
			next, _ := mergeListing(&k, shown(events[:at]), day(91))
			news = append(news, Compare(&k, &next)...)
			k = next
			// A flag that is taken back before its event was told of is forgotten.
			flag := slices.ContainsFunc(facts(&k), Change.undated)
			if flag || rapid.Bool().Draw(t, "timeline") || at == len(events) {
				next := k.withTimeline(k.LastEvent, newestFirst(events[:at]), day(91))
				news = append(news, Compare(&k, &next)...)
				k = next
			}
		}
		atOnce, _ := mergeListing(&first, shown(events), day(91))
		atOnce = atOnce.withTimeline(atOnce.LastEvent, newestFirst(events), day(91))
		if got, want := sameNews(news), sameNews(Compare(&first, &atOnce)); !slices.Equal(got, want) {
			t.Fatalf("in steps %v, at once %v", got, want)
		}
		for _, c := range news {
			if !c.At.IsZero() && !c.At.After(first.Baseline) {
				t.Fatalf("%+v was there at first", c)
			}
		}
	})
}

func newestFirst(events []Event) []Event {
	events = slices.Clone(events)
	slices.Reverse(events)
	return events
}

func TestCompareOffers(t *testing.T) {
	old := Offer{
		ID: "o", Title: "T", Company: "C", City: "B", Province: "P", Link: "L", Description: "D", Requirements: "R",
		Contract: "K", Journey: "J", Salary: "S", Applicants: 3, Vacancies: 2, Active: true, UpdatedAt: day(0),
	}
	version := &OfferVersion{SeenAt: day(0), Offer: old}
	for _, tt := range []struct {
		name   string
		change func(*Offer)
		want   []Edit
	}{
		{"nothing", func(*Offer) {}, nil},
		{"no part of what it says", func(o *Offer) {
			o.Applicants, o.UpdatedAt, o.Active, o.Deleted, o.Link = 90, day(3), false, true, "other"
		}, nil},
		{"title", func(o *Offer) { o.Title = "x" }, []Edit{{FieldTitle, "T", "x"}}},
		{"company", func(o *Offer) { o.Company = "x" }, []Edit{{FieldCompany, "C", "x"}}},
		{"city", func(o *Offer) { o.City = "x" }, []Edit{{FieldCity, "B", "x"}}},
		{"province", func(o *Offer) { o.Province = "x" }, []Edit{{FieldProvince, "P", "x"}}},
		{"description", func(o *Offer) { o.Description = "x" }, []Edit{{FieldDescription, "D", "x"}}},
		{"requirements", func(o *Offer) { o.Requirements = "x" }, []Edit{{FieldRequirements, "R", "x"}}},
		{"contract", func(o *Offer) { o.Contract = "x" }, []Edit{{FieldContract, "K", "x"}}},
		{"journey", func(o *Offer) { o.Journey = "x" }, []Edit{{FieldJourney, "J", "x"}}},
		{"salary, no longer shown", func(o *Offer) { o.Salary = "" }, []Edit{{FieldSalary, "S", ""}}},
		{"vacancies", func(o *Offer) { o.Vacancies = 5 }, []Edit{{FieldVacancies, "2", "5"}}},
		{"vacancies, not told any more", func(o *Offer) { o.Vacancies = -1 }, []Edit{{FieldVacancies, "2", ""}}},
		{"two", func(o *Offer) { o.Salary, o.Title = "x", "y" }, []Edit{{FieldTitle, "T", "y"}, {FieldSalary, "S", "x"}}},
		{"deleted and left blank", func(o *Offer) { *o = Offer{ID: "o", Title: "x", Deleted: true, Vacancies: -1} }, []Edit{{FieldTitle, "T", "x"}}},
	} {
		now := old
		tt.change(&now)
		if got := CompareOffers(version, now); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
	if got := CompareOffers(nil, old); got != nil {
		t.Errorf("the first: %+v", got)
	}
}

// TestDeletedOfferKeepsItsText keeps the copy that people need most.
func TestDeletedOfferKeepsItsText(t *testing.T) {
	old := Offer{
		ID: "o", Title: "T", Company: "C", City: "B", Province: "P", Link: "L", Description: "D", Requirements: "R",
		Contract: "K", Journey: "J", Salary: "S", Vacancies: 2, Active: true,
	}
	k := &Kept{Application: Application{ID: "a", Offer: OfferRef{ID: "o"}}, OfferNow: &OfferVersion{SeenAt: day(0), Offer: old}}
	deleted := Offer{ID: "o", Title: "new", Deleted: true, Vacancies: -1}
	f := fetched{asked: k, offer: &deleted, tried: Fetches{Offer: day(3)}}
	b := f.batch(k)
	want := old
	want.Title, want.Active, want.Deleted = "new", false, true
	if len(b.Offers) != 1 || !b.Offers[0].NewVersion || b.Offers[0].Offer != want {
		t.Errorf("%+v", b.Offers)
	}
}

// TestR16LastCountStaysTheLast: a sample that comes after another is later than it,
// also when the clock was put back.
func TestR16LastCountStaysTheLast(t *testing.T) {
	version := &OfferVersion{SeenAt: day(5), Offer: Offer{Applicants: 3}}
	for _, tt := range []struct {
		name  string
		now   *OfferVersion
		count *ApplicantCount
		at    time.Time
		want  time.Time
	}{
		{"the first", nil, nil, day(1), day(1)},
		{"later", version, &ApplicantCount{At: day(9), Count: 3}, day(10), day(10)},
		{"before the count", version, &ApplicantCount{At: day(9), Count: 3}, day(6), day(9).Add(time.Millisecond)},
		{"before the version", version, nil, day(1), day(5).Add(time.Millisecond)},
	} {
		k := &Kept{Application: Application{ID: "a", Offer: OfferRef{ID: "o"}}, OfferNow: tt.now, ApplicantsNow: tt.count}
		f := fetched{asked: k, offer: &Offer{ID: "o", Applicants: 7}, tried: Fetches{Offer: tt.at}}
		b := f.batch(k)
		want := ApplicantCount{At: tt.want, Count: 7}
		if got := b.Applications[0].ApplicantsNow; got == nil || *got != want || !b.Offers[0].At.Equal(tt.want) {
			t.Errorf("%s: %+v, sample of %v", tt.name, got, b.Offers[0].At)
		}
	}
}

// TestSampled says what a sample of an offer is news of, given an event that tells
// of its being edited.
func TestSampled(t *testing.T) {
	edits := []Edit{{Field: FieldTitle, Before: "T", After: "x"}}
	event9 := []Event{event(KindOfferModified, 5)}
	for _, tt := range []struct {
		name    string
		version time.Time // when InfoJobs last touched the newest version
		edits   []Edit
		events  []Event
		want    []told
	}{
		{"nothing", day(0), nil, nil, nil},
		{"edited without an event", day(0), edits, nil, []told{{ChangeOfferEdited, 0, day(6)}}},
		{"edited with an event", day(0), edits, event9, []told{{ChangeOfferEdited, KindOfferModified, day(5)}}},
		{"of what is not kept", day(0), nil, event9, []told{{ChangeOfferEdited, KindOfferModified, day(5)}}},
		{"the version has it already", day(5), nil, event9, nil},
	} {
		k := &Kept{OfferNow: &OfferVersion{Offer: Offer{UpdatedAt: tt.version}}}
		c, ok := sampled(k, OfferSample{At: day(90), Offer: Offer{UpdatedAt: day(6)}}, tt.edits, tt.events)
		var got []told
		if ok {
			got = toldBy([]Change{c})
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// TestOfferOvertaken reads an offer again when something happened while it came.
func TestOfferOvertaken(t *testing.T) {
	asked := &Kept{Application: *story(event(KindApplied, 0))}
	asked.Offer.ID, asked.LastEvent = "o", ptr(event(KindApplied, 0))
	now := *asked
	now.LastEvent = ptr(event(KindOfferModified, 5))
	f := fetched{asked: asked, offer: &Offer{ID: "o"}, tried: Fetches{Offer: day(9)}}
	if k := f.batch(&now).Applications[0]; !k.Fetches.Offer.IsZero() {
		t.Errorf("read at %v", k.Fetches.Offer)
	}
	if k := f.batch(asked).Applications[0]; !k.Fetches.Offer.Equal(day(9)) {
		t.Errorf("not overtaken: read at %v", k.Fetches.Offer)
	}
}
