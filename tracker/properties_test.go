package tracker

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func anyEvent(t *rapid.T, label string) Event {
	e := Event{Kind: EventKind(rapid.IntRange(-1, 27).Draw(t, label+" kind"))}
	if minutes := rapid.IntRange(-1000, 10_000).Draw(t, label+" minute"); minutes != 0 { // 0: no date
		e.At = day(0).Add(time.Duration(minutes) * time.Minute)
	}
	if rapid.Bool().Draw(t, label+" gives reasons") {
		e.Reasons = []string{label}
	}
	return e
}

func anyApplication(t *rapid.T) *Application {
	a := &Application{
		ID: "a", Rejected: rapid.Bool().Draw(t, "rejected"), ProcessClosed: rapid.Bool().Draw(t, "closed"),
		OfferRemoved: rapid.Bool().Draw(t, "removed"), TimelineKnown: rapid.Bool().Draw(t, "known"),
	}
	if rapid.Bool().Draw(t, "dated") {
		a.AppliedAt = day(0)
	}
	for _, field := range []struct {
		name string
		to   **Event
	}{
		{"last", &a.LastEvent},
		{"received", &a.CVReceived},
		{"read", &a.CVRead},
		{"in process", &a.InProcess},
		{"process closed", &a.Closed},
		{"offer removed", &a.Removed},
		{"not preselected", &a.NotPreselected},
	} {
		if rapid.Bool().Draw(t, "has "+field.name) {
			*field.to = ptr(anyEvent(t, field.name))
		}
	}
	for range rapid.IntRange(0, 8).Draw(t, "events") {
		a.Timeline = append(a.Timeline, anyEvent(t, "event"))
	}
	return a
}

func TestDeriveAlwaysMakesSense(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anyApplication(t)
		s := Derive(a)
		if s.Stage < StageReceived || s.Stage > StageHired {
			t.Fatalf("stage %d", s.Stage)
		}
		if s.Stage.Ended() != (s.Stage.Group() == GroupEnded) {
			t.Fatalf("stage %d is in group %d", s.Stage, s.Stage.Group())
		}
		for stage, flag := range map[Stage]bool{
			StageRejected: a.Rejected, StageClosed: a.ProcessClosed, StageOfferRemoved: a.OfferRemoved,
			StageNotPreselected: a.Rejected || a.NotPreselected != nil,
		} {
			if s.Stage == stage && !flag {
				t.Fatalf("stage %d although no flag says so", stage)
			}
		}
		if s.Stage == StageRead && !s.Read {
			t.Fatal("the stage says read and the status unread")
		}
		if s.Read && s.OthersRead || !s.Read && !s.ReadAt.IsZero() {
			t.Fatalf("contradicts itself: %+v", s)
		}
		rejected := s.Stage == StageRejected || s.Stage == StageNotPreselected
		if !rejected && (s.Reasons != nil || s.RejectedAfter != 0) {
			t.Fatalf("reasons of no rejection: %+v", s)
		}
		if s.RejectedAfter < -1 || s.Instant() && (s.Read || !rejected) {
			t.Fatalf("instant: %+v", s)
		}
		if LastNews(a).Before(a.AppliedAt) {
			t.Fatal("the last news are older than the application")
		}
	})
}

func TestDeriveIgnoresOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anyApplication(t)
		for i := range a.Timeline { // two rejections of one instant would tie for the reasons
			a.Timeline[i].Reasons = nil
		}
		other := *a
		other.Timeline = slices.Clone(a.Timeline)
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)) //nolint:gosec // an order, no secret
		r.Shuffle(len(other.Timeline), func(i, j int) {
			other.Timeline[i], other.Timeline[j] = other.Timeline[j], other.Timeline[i]
		})
		if x, y := Derive(a), Derive(&other); !reflect.DeepEqual(x, y) {
			t.Fatalf("%+v\nin another order %+v", x, y)
		}
		if x, y := LastNews(a), LastNews(&other); !x.Equal(y) {
			t.Fatalf("last news %v, in another order %v", x, y)
		}
	})
}

// TestDeriveIsMonotone adds events that bring an application forward.
func TestDeriveIsMonotone(t *testing.T) {
	forward := map[EventKind]Stage{
		KindCVRead: StageRead, KindContinues: StageInProcess, KindContacted: StageInProcess, KindTest: StageInProcess,
		KindInterviewed: StageInterview, KindFinalInterview: StageFinalist, KindFinalOffer: StageFinalist,
		KindDeclined: StageDeclined, KindHired: StageHired,
	}
	rapid.Check(t, func(t *rapid.T) {
		a := anyApplication(t)
		before := Derive(a).Stage
		e := anyEvent(t, "new")
		e.Kind = rapid.SampledFrom([]EventKind{
			KindCVRead, KindContinues, KindContacted, KindTest, KindInterviewed, KindFinalInterview,
			KindFinalOffer, KindDeclined, KindHired,
		}).Draw(t, "forward")
		a.Timeline = append(a.Timeline, e)
		if after := Derive(a).Stage; after != max(before, forward[e.Kind]) {
			t.Fatalf("kind %d leads from stage %d to %d", e.Kind, before, after)
		}
	})
}

func TestKnownEventsLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anyApplication(t)
		got := KnownEvents(a)
		if a.TimelineKnown && (a.LastEvent == nil || tells(a.Timeline, *a.LastEvent)) {
			if !reflect.DeepEqual(got, a.Timeline) {
				t.Fatalf("%v", got)
			}
			return
		}
		keys := map[EventKey]int{}
		for _, e := range got {
			keys[e.Key()]++
		}
		for _, e := range newHistory(a).events {
			if keys[e.Key()] != 1 {
				t.Fatalf("%v is told %d times", e, keys[e.Key()])
			}
		}
		if !slices.IsSortedFunc(got, func(x, y Event) int { return y.At.Compare(x.At) }) {
			t.Fatalf("not newest first: %v", got)
		}
	})
}
