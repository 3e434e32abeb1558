package tracker

import "testing"

// kinds is the table of InfoJobs' kinds of event, as far as it is known.
var kinds = []struct {
	kind   EventKind
	number int
	about  bool // the candidate, rather than the offer or other people
}{
	{KindUnknown, 0, false},
	{KindApplied, 1, false},
	{KindAutoRejected, 2, true},
	{KindCVRead, 3, true},
	{KindOfferRemoved, 4, false},
	{KindContinues, 5, true},
	{KindDiscarded, 6, true},
	{KindCVDeleted, 7, true},
	{KindMessage, 8, true},
	{KindOfferModified, 9, false},
	{KindOthersRead, 10, false},
	{KindOthersManaged, 11, false},
	{KindReturned, 12, true},
	{KindProcessClosed, 13, false},
	{KindProcessReopened, 14, false},
	{KindCVExported, 15, true},
	{KindDiscardedByRemoval, 16, true},
	{KindInterviewed, 17, true},
	{KindHired, 18, true},
	{KindContacted, 19, true},
	{KindTest, 20, true},
	{KindFinalInterview, 21, true},
	{KindFinalOffer, 22, true},
	{KindNotPreselected, 23, true},
	{KindDeclined, 24, true},
}

func TestKinds(t *testing.T) {
	for _, k := range kinds {
		if int(k.kind) != k.number {
			t.Errorf("kind %d has the number %d", k.number, k.kind)
		}
		if got := k.kind.AboutCandidate(); got != k.about {
			t.Errorf("kind %d: AboutCandidate() = %v", k.number, got)
		}
		if got := k.kind.Known(); got != (k.number != 0) {
			t.Errorf("kind %d: Known() = %v", k.number, got)
		}
	}
}

func TestUnknownKinds(t *testing.T) {
	for _, k := range []EventKind{-1, 0, 25, 1000} {
		if k.Known() || k.AboutCandidate() {
			t.Errorf("kind %d: Known() = %v, AboutCandidate() = %v", k, k.Known(), k.AboutCandidate())
		}
	}
}

// TestEndingKinds goes by the flags, which InfoJobs sets along with the events.
func TestEndingKinds(t *testing.T) {
	ends := map[EventKind]Stage{
		KindAutoRejected: StageRejected, KindOfferRemoved: StageOfferRemoved, KindDiscarded: StageRejected,
		KindProcessClosed: StageClosed, KindDiscardedByRemoval: StageRejected, KindHired: StageHired,
		KindNotPreselected: StageNotPreselected, KindDeclined: StageDeclined,
	}
	for _, k := range kinds {
		a := &Application{AppliedAt: day(0), Timeline: []Event{event(k.kind, 1)}}
		switch ends[k.kind] {
		case StageRejected, StageNotPreselected:
			a.Rejected = true
		case StageClosed:
			a.ProcessClosed = true
		case StageOfferRemoved:
			a.OfferRemoved = true
		}
		stage := Derive(a).Stage
		if want, ok := ends[k.kind]; ok && stage != want {
			t.Errorf("kind %d leads to stage %d, want %d", k.number, stage, want)
		} else if stage.Ended() != ok {
			t.Errorf("kind %d: ended %v", k.number, stage.Ended())
		}
	}
}

func TestGroups(t *testing.T) {
	for stage, want := range map[Stage]Group{
		StageReceived: GroupSent, StageRead: GroupRead,
		StageInProcess: GroupMoving, StageInterview: GroupMoving, StageFinalist: GroupMoving,
		StageOfferRemoved: GroupEnded, StageClosed: GroupEnded, StageNotPreselected: GroupEnded,
		StageRejected: GroupEnded, StageDeclined: GroupEnded, StageHired: GroupEnded,
	} {
		if got := stage.Group(); got != want {
			t.Errorf("stage %d is in group %d, want %d", stage, got, want)
		}
		if stage.Ended() != (want == GroupEnded) {
			t.Errorf("stage %d: ended %v in group %d", stage, stage.Ended(), want)
		}
	}
}
