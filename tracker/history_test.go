package tracker

import (
	"slices"
	"testing"
	"time"
)

func kindsOf(events []Event) []EventKind {
	var kinds []EventKind
	for _, e := range events {
		kinds = append(kinds, e.Kind)
	}
	return kinds
}

func TestKnownEvents(t *testing.T) {
	message := func(text string) Event { return Event{Kind: KindMessage, At: day(2), Description: text} }
	tests := []struct {
		name string
		app  *Application
		want []EventKind
	}{
		{"nothing", &Application{}, nil},
		{"the timeline, once it is known, and nothing else", story(event(KindApplied, 0), event(KindCVRead, 1)).with(func(a *Application) {
			a.LastEvent = ptr(event(KindCVRead, 1))
			a.LastEvent.Description = "in other words"
			a.CVReceived = ptr(event(KindApplied, -1))
		}), []EventKind{KindCVRead, KindApplied}},
		{"unless the list tells of something later", story(event(KindApplied, 0), event(KindCVRead, 1)).with(func(a *Application) {
			a.LastEvent = ptr(event(KindContinues, 2))
		}), []EventKind{KindContinues, KindCVRead, KindApplied}},
		{"the list, newest first", &Application{
			CVReceived: ptr(event(KindApplied, 0)), CVRead: ptr(event(KindUnknown, 1)), LastEvent: ptr(event(KindOthersRead, 3)),
			InProcess: ptr(event(KindContinues, 2)),
		}, []EventKind{KindOthersRead, KindContinues, KindCVRead, KindApplied}},
		{"the last event is told once", &Application{CVRead: ptr(event(KindCVRead, 1)), LastEvent: ptr(event(KindCVRead, 1))}, []EventKind{KindCVRead}},
		{"one instant, two kinds", &Application{CVRead: ptr(event(KindCVRead, 1)), LastEvent: ptr(event(KindContinues, 1))}, []EventKind{KindContinues, KindCVRead}},
		{"a timeline that is out of date and what the list tells", &Application{
			Timeline: []Event{event(KindCVRead, 1), event(KindApplied, 0)}, CVRead: ptr(event(KindCVRead, 1)), LastEvent: ptr(event(KindMessage, 4)),
		}, []EventKind{KindMessage, KindCVRead, KindApplied}},
		{"two messages at one instant", &Application{
			Timeline: []Event{message("one"), message("two")}, LastEvent: ptr(message("two")),
		}, []EventKind{KindMessage, KindMessage}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := kindsOf(KnownEvents(tt.app)); !slices.Equal(got, tt.want) {
				t.Errorf("kinds %v, want %v", got, tt.want)
			}
		})
	}
}

func TestLastNews(t *testing.T) {
	tests := []struct {
		name string
		app  *Application
		want time.Time
	}{
		{"nothing", &Application{}, time.Time{}},
		{"applied", story(event(KindApplied, 0)), day(0)},
		{"read", story(event(KindCVRead, 2)), day(2)},
		{"others' CVs are no news", story(event(KindCVRead, 2), event(KindOthersManaged, 5), event(KindOthersRead, 6)), day(2)},
		{"nor is what happens to the offer", story(event(KindOfferModified, 3), event(KindProcessClosed, 4), event(KindOfferRemoved, 5)), day(0)},
		{"a kind unknown to us neither", story(event(99, 3)), day(0)},
		{"a message is", story(event(KindMessage, 3)), day(3)},
		{"from the list", &Application{AppliedAt: day(0), CVRead: ptr(event(KindUnknown, 4))}, day(4)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := LastNews(tt.app); !got.Equal(tt.want) {
				t.Errorf("%v, want %v", got, tt.want)
			}
		})
	}
}

func TestEventKey(t *testing.T) {
	e := Event{Kind: KindMessage, At: day(1), Description: "Hola"}
	same := e
	same.Reasons, same.First, same.Last = []string{"x"}, true, true
	if same.Key() != e.Key() {
		t.Error("what does not tell events apart is part of the key")
	}
	for _, change := range []func(*Event){
		func(e *Event) { e.Kind = KindCVRead },
		func(e *Event) { e.At = day(2) },
		func(e *Event) { e.Description = "Adiós" },
	} {
		other := e
		change(&other)
		if other.Key() == e.Key() {
			t.Errorf("%+v has the key of another event", other)
		}
	}
}
