package tracker

import (
	"testing"
	"time"
)

// TestFirstAnswerKinds goes by what a person calls an answer: something about
// them, by the company.
func TestFirstAnswerKinds(t *testing.T) {
	no := map[EventKind]bool{
		KindUnknown: true, KindApplied: true, KindOfferRemoved: true, KindCVDeleted: true, KindOfferModified: true,
		KindOthersRead: true, KindOthersManaged: true, KindProcessClosed: true, KindProcessReopened: true,
		KindCVExported: true, KindDeclined: true,
	}
	for _, k := range kinds {
		got := FirstAnswer(story(event(KindApplied, 0), event(k.kind, 3)))
		if got.IsZero() != no[k.kind] || !got.IsZero() && !got.Equal(day(3)) {
			t.Errorf("kind %d: %v", k.number, got)
		}
	}
	if got := FirstAnswer(story(event(99, 3))); !got.IsZero() {
		t.Errorf("a kind nobody knows: %v", got)
	}
}

func TestFirstAnswer(t *testing.T) {
	for _, tt := range []struct {
		name string
		app  *Application
		want time.Time
	}{
		{"none", story(), time.Time{}},
		{"the first of several", story(event(KindCVRead, 4), event(KindContinues, 5), event(KindCVRead, 7)), day(4)},
		{"of another kind", story(event(KindOthersRead, 1), event(KindMessage, 2), event(KindCVRead, 4)), day(2)},
		{"from the list", &Application{CVRead: ptr(event(KindUnknown, 3))}, day(3)},
		{"one without a date", story(event(KindCVRead, 5), Event{Kind: KindCVRead}, event(KindCVRead, 9)), day(5)},
		{"only without a date", story(Event{Kind: KindCVRead}), time.Time{}},
	} {
		if got := FirstAnswer(tt.app); !got.Equal(tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}
