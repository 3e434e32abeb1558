package tracker

import (
	"reflect"
	"slices"
	"testing"
	"time"
)

// day is noon on the n-th day of the stories told here.
func day(n int) time.Time { return time.Date(2026, time.September, 1+n, 12, 0, 0, 0, time.UTC) }

func event(k EventKind, n int) Event { return Event{Kind: k, At: day(n)} }

func ptr(e Event) *Event { return &e }

// story is an application of day 0 with the given timeline, oldest first.
func story(events ...Event) *Application {
	slices.Reverse(events)
	return &Application{ID: "a", AppliedAt: day(0), Timeline: events, TimelineKnown: true}
}

func (a *Application) with(change func(*Application)) *Application {
	change(a)
	return a
}

func rejectedFlag(a *Application) { a.Rejected = true }
func closedFlag(a *Application)   { a.ProcessClosed = true }
func removedFlag(a *Application)  { a.OfferRemoved = true }
func allFlags(a *Application)     { a.Rejected, a.ProcessClosed, a.OfferRemoved = true, true, true }

func TestDeriveStage(t *testing.T) {
	tests := []struct {
		name  string
		app   *Application
		stage Stage
		since time.Time
	}{
		{"nothing known", &Application{}, StageReceived, time.Time{}},
		{"applied", story(event(KindApplied, 0)), StageReceived, day(0)},
		{"no events at all", &Application{AppliedAt: day(0)}, StageReceived, day(0)},
		{"read", story(event(KindApplied, 0), event(KindCVRead, 2)), StageRead, day(2)},
		{"read twice, since the last", story(event(KindCVRead, 2), event(KindCVRead, 5)), StageRead, day(5)},
		{"continues", story(event(KindCVRead, 1), event(KindContinues, 3)), StageInProcess, day(3)},
		{"continues although unread", story(event(KindContinues, 3)), StageInProcess, day(3)},
		{"contacted", story(event(KindContacted, 4)), StageInProcess, day(4)},
		{"test", story(event(KindTest, 4)), StageInProcess, day(4)},
		{"interview", story(event(KindInterviewed, 4), event(KindContinues, 5)), StageInterview, day(4)},
		{"finalist by interview", story(event(KindFinalInterview, 6), event(KindInterviewed, 7)), StageFinalist, day(6)},
		{"finalist by offer", story(event(KindFinalOffer, 6)), StageFinalist, day(6)},

		{"removed", story(event(KindFinalOffer, 6), event(KindOfferRemoved, 7)).with(removedFlag), StageOfferRemoved, day(7)},
		{"removed without an event", story().with(removedFlag), StageOfferRemoved, time.Time{}},
		{"removed by an event alone", story(event(KindOfferRemoved, 7)), StageReceived, day(0)},
		{"closed", story(event(KindProcessClosed, 7)).with(closedFlag), StageClosed, day(7)},
		{"closed and removed", story(event(KindProcessClosed, 7), event(KindOfferRemoved, 8)).with(closedFlag).with(removedFlag), StageClosed, day(7)},
		{"closed by an event alone", story(event(KindCVRead, 1), event(KindProcessClosed, 7)), StageRead, day(1)},
		{"closed without an event", story(event(KindCVRead, 1)).with(closedFlag), StageClosed, time.Time{}},
		{"reopened later", story(event(KindProcessClosed, 7), event(KindProcessReopened, 8)).with(closedFlag), StageReceived, day(0)},
		{"reopened before", story(event(KindProcessReopened, 6), event(KindProcessClosed, 7)).with(closedFlag), StageClosed, day(7)},
		{"reopened at the same instant", story(event(KindProcessClosed, 7), event(KindProcessReopened, 7)).with(closedFlag), StageClosed, day(7)},
		{"reopened and still removed", story(event(KindProcessClosed, 7), event(KindProcessReopened, 8)).with(closedFlag).with(removedFlag), StageOfferRemoved, time.Time{}},
		{"reopening takes back no rejection", story(event(KindDiscarded, 6), event(KindProcessReopened, 8)).with(rejectedFlag), StageRejected, day(6)},

		{"rejected", story(event(KindDiscarded, 5)).with(rejectedFlag), StageRejected, day(5)},
		{"rejected automatically", story(event(KindAutoRejected, 1)).with(rejectedFlag), StageRejected, day(1)},
		{"rejected by removal", story(event(KindDiscardedByRemoval, 9)).with(rejectedFlag).with(removedFlag), StageRejected, day(9)},
		{"rejected and closed", story(event(KindDiscarded, 5), event(KindProcessClosed, 7)).with(rejectedFlag).with(closedFlag), StageRejected, day(5)},
		{"rejected without an event", story(event(KindInterviewed, 5)).with(rejectedFlag), StageRejected, time.Time{}},
		{"rejected by an event alone", story(event(KindContinues, 3), event(KindDiscarded, 5)), StageInProcess, day(3)},
		{"returned, the flag lags behind", story(event(KindDiscarded, 5), event(KindReturned, 6)).with(rejectedFlag), StageInProcess, day(6)},
		{"returned, the flag follows", story(event(KindDiscarded, 5), event(KindReturned, 6)), StageInProcess, day(6)},
		{"returned and rejected again", story(event(KindDiscarded, 5), event(KindReturned, 6), event(KindDiscarded, 8)).with(rejectedFlag), StageRejected, day(8)},
		{"returned at the same instant", story(event(KindDiscarded, 5), event(KindReturned, 5)).with(rejectedFlag), StageRejected, day(5)},
		{"returned to a process that closed", story(event(KindDiscarded, 5), event(KindReturned, 6)).with(rejectedFlag).with(closedFlag), StageClosed, time.Time{}},
		{"returned after an interview", story(event(KindInterviewed, 4), event(KindDiscarded, 5), event(KindReturned, 6)), StageInterview, day(4)},

		{"not preselected by the field", story().with(func(a *Application) { a.NotPreselected = ptr(event(KindUnknown, 3)) }), StageNotPreselected, day(3)},
		{"not preselected by the field and the flag", story().with(rejectedFlag).with(func(a *Application) { a.NotPreselected = ptr(event(KindNotPreselected, 3)) }), StageNotPreselected, day(3)},
		{"not preselected by the event and the flag", story(event(KindNotPreselected, 3)).with(rejectedFlag), StageNotPreselected, day(3)},
		{"not preselected by the event alone", story(event(KindNotPreselected, 3)), StageReceived, day(0)},
		{"not preselected, then discarded", story(event(KindNotPreselected, 3), event(KindDiscarded, 4)).with(rejectedFlag), StageRejected, day(4)},
		{"not preselected, then returned", story(event(KindReturned, 5)).with(func(a *Application) { a.NotPreselected = ptr(event(KindNotPreselected, 3)) }), StageInProcess, day(5)},

		{"declined", story(event(KindFinalOffer, 5), event(KindDeclined, 6)).with(allFlags), StageDeclined, day(6)},
		{"hired", story(event(KindDeclined, 6), event(KindHired, 9)).with(allFlags), StageHired, day(9)},

		{"an unknown kind", story(event(KindCVRead, 2), event(99, 3)), StageRead, day(2)},
		{"no kind", story(event(KindUnknown, 3)), StageReceived, day(0)},
		{"others' CVs", story(event(KindOthersRead, 3), event(KindOthersManaged, 4)), StageReceived, day(0)},
		{"about the offer and of no stage", story(event(KindOfferModified, 3), event(KindMessage, 4), event(KindCVDeleted, 5), event(KindCVExported, 6)), StageReceived, day(0)},
		{"a date missing", story(Event{Kind: KindCVRead}), StageRead, time.Time{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := Derive(tt.app)
			if s.Stage != tt.stage || !s.Since.Equal(tt.since) {
				t.Errorf("stage %d since %v, want %d since %v", s.Stage, s.Since, tt.stage, tt.since)
			}
		})
	}
}

// TestDerivePrecedence puts everything into one application and takes it away
// again from the top.
func TestDerivePrecedence(t *testing.T) {
	a := story(
		event(KindCVRead, 1), event(KindContinues, 2), event(KindInterviewed, 3), event(KindFinalOffer, 4),
		event(KindOfferRemoved, 5), event(KindProcessClosed, 6), event(KindDiscarded, 7),
		event(KindDeclined, 8), event(KindHired, 9),
	).with(allFlags)
	drop := func(k EventKind) {
		a.Timeline = slices.DeleteFunc(a.Timeline, func(e Event) bool { return e.Kind == k })
	}
	for _, step := range []struct {
		stage Stage
		take  func()
	}{
		{StageHired, func() { drop(KindHired) }},
		{StageDeclined, func() { drop(KindDeclined) }},
		{StageRejected, func() { a.Rejected = false }},
		{StageClosed, func() { a.ProcessClosed = false }},
		{StageOfferRemoved, func() { a.OfferRemoved = false }},
		{StageFinalist, func() { drop(KindFinalOffer) }},
		{StageInterview, func() { drop(KindInterviewed) }},
		{StageInProcess, func() { drop(KindContinues) }},
		{StageRead, func() { drop(KindCVRead) }},
		{StageReceived, func() {}},
	} {
		if got := Derive(a).Stage; got != step.stage {
			t.Fatalf("stage %d, want %d", got, step.stage)
		}
		step.take()
	}
}

// TestDeriveFields uses the events that the list and the detail carry as fields,
// which the detail tells without a kind.
func TestDeriveFields(t *testing.T) {
	tests := []struct {
		name  string
		set   func(*Application)
		stage Stage
		since time.Time
	}{
		{"last event", func(a *Application) { a.LastEvent = ptr(event(KindInterviewed, 3)) }, StageInterview, day(3)},
		{"received", func(a *Application) { a.CVReceived = ptr(event(KindUnknown, 1)) }, StageReceived, day(0)},
		{"read", func(a *Application) { a.CVRead = ptr(event(KindUnknown, 3)) }, StageRead, day(3)},
		{"in process", func(a *Application) { a.InProcess = ptr(event(KindUnknown, 3)) }, StageInProcess, day(3)},
		{"contacted", func(a *Application) { a.InProcess = ptr(event(KindContacted, 3)) }, StageInProcess, day(3)},
		{"a field keeps its own kind", func(a *Application) { a.InProcess = ptr(event(KindInterviewed, 3)) }, StageInterview, day(3)},
		{"a kind unknown to us", func(a *Application) { a.CVRead = ptr(event(77, 3)) }, StageRead, day(3)},
		{"closed", func(a *Application) { a.ProcessClosed, a.Closed = true, ptr(event(KindUnknown, 3)) }, StageClosed, day(3)},
		{"removed", func(a *Application) { a.OfferRemoved, a.Removed = true, ptr(event(KindUnknown, 3)) }, StageOfferRemoved, day(3)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := Derive((&Application{AppliedAt: day(0)}).with(tt.set))
			if s.Stage != tt.stage || !s.Since.Equal(tt.since) {
				t.Errorf("stage %d since %v, want %d since %v", s.Stage, s.Since, tt.stage, tt.since)
			}
		})
	}
}

func TestDeriveReading(t *testing.T) {
	tests := []struct {
		name   string
		app    *Application
		read   bool
		readAt time.Time
		others bool
	}{
		{"unread", story(event(KindApplied, 0)), false, time.Time{}, false},
		{"read first on", story(event(KindCVRead, 2), event(KindCVRead, 5)), true, day(2), false},
		{"read with no date", story(Event{Kind: KindCVRead}), true, time.Time{}, false},
		{"moving says nothing of reading", story(event(KindInterviewed, 5)), false, time.Time{}, false},
		{"others read", story(event(KindOthersRead, 2)), false, time.Time{}, true},
		{"others managed", story(event(KindOthersManaged, 2)), false, time.Time{}, true},
		{"others read before applying", story(event(KindOthersRead, -2)), false, time.Time{}, false},
		{"others read, then this one", story(event(KindOthersRead, 2), event(KindCVRead, 3)), true, day(3), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := Derive(tt.app)
			if s.Read != tt.read || !s.ReadAt.Equal(tt.readAt) || s.OthersRead != tt.others {
				t.Errorf("read %v at %v, others read %v", s.Read, s.ReadAt, s.OthersRead)
			}
		})
	}
}

func TestDeriveReasons(t *testing.T) {
	because := func(k EventKind, n int, reasons ...string) Event {
		return Event{Kind: k, At: day(n), Reasons: reasons}
	}
	tests := []struct {
		name string
		app  *Application
		want []string
	}{
		{"none", story(event(KindDiscarded, 5)).with(rejectedFlag), nil},
		{"several, word for word", story(because(KindDiscarded, 5, "Idiomas ", "Distancia")).with(rejectedFlag), []string{"Idiomas ", "Distancia"}},
		{"the latest", story(because(KindAutoRejected, 1, "old"), because(KindDiscarded, 5, "new")).with(rejectedFlag), []string{"new"}},
		{"the latest that gives any", story(because(KindAutoRejected, 1, "old"), event(KindDiscarded, 5)).with(rejectedFlag), []string{"old"}},
		{"not preselected", story(because(KindNotPreselected, 1, "x")).with(rejectedFlag), []string{"x"}},
		{"not rejected", story(because(KindDiscarded, 1, "x")), nil},
		{"closed", story(because(KindDiscarded, 1, "x")).with(closedFlag), nil},
		{"of another event", story(because(KindMessage, 1, "x"), event(KindDiscarded, 2)).with(rejectedFlag), nil},
		{"of the last event", story().with(rejectedFlag).with(func(a *Application) { a.LastEvent = ptr(because(KindDiscarded, 2, "x")) }), []string{"x"}},
		{"of a rejection that was taken back", story(because(KindDiscarded, 1, "old"), event(KindReturned, 2), event(KindDiscarded, 3)).with(rejectedFlag), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Derive(tt.app).Reasons; !slices.Equal(got, tt.want) {
				t.Errorf("reasons %q, want %q", got, tt.want)
			}
		})
	}
}

func TestDeriveInstantRejection(t *testing.T) {
	after := func(d time.Duration) *Application {
		return story(Event{Kind: KindAutoRejected, At: day(0).Add(d)}).with(rejectedFlag)
	}
	tests := []struct {
		name    string
		app     *Application
		after   time.Duration
		instant bool
	}{
		{"8 seconds", after(8 * time.Second), 8 * time.Second, true},
		{"the limit", after(InstantRejection), InstantRejection, true},
		{"over the limit", after(InstantRejection + time.Second), InstantRejection + time.Second, false},
		{"a month", after(30 * 24 * time.Hour), 30 * 24 * time.Hour, false},
		{"the same second", after(0), 0, true},
		{"before applying", after(-time.Second), -1, false},
		{"not preselected", story(Event{Kind: KindNotPreselected, At: day(0).Add(time.Minute)}).with(rejectedFlag), time.Minute, true},
		{"read in between", story(Event{Kind: KindCVRead, At: day(0).Add(time.Second)}, Event{Kind: KindDiscarded, At: day(0).Add(time.Minute)}).with(rejectedFlag), time.Minute, false},
		{"no date of applying", after(time.Minute).with(func(a *Application) { a.AppliedAt = time.Time{} }), -1, false},
		{"no date of the rejection", story().with(rejectedFlag), -1, false},
		{"closed soon", story(Event{Kind: KindProcessClosed, At: day(0).Add(time.Minute)}).with(closedFlag), 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := Derive(tt.app)
			if s.RejectedAfter != tt.after || s.Instant() != tt.instant {
				t.Errorf("rejected after %v, instant %v", s.RejectedAfter, s.Instant())
			}
		})
	}
}

func TestDeriveLast(t *testing.T) {
	undated := Event{Kind: KindTest}
	for name, tt := range map[string]struct {
		app  *Application
		want EventKind
	}{
		"continues":                 {story(event(KindContinues, 1)), KindContinues},
		"contacted later":           {story(event(KindContinues, 1), event(KindContacted, 2)), KindContacted},
		"contacted earlier":         {story(event(KindContacted, 1), event(KindContinues, 2)), KindContinues},
		"test":                      {story(event(KindContacted, 1), event(KindTest, 2), event(KindCVRead, 3)), KindTest},
		"returned":                  {story(event(KindContinues, 1), event(KindDiscarded, 2), event(KindReturned, 3)), KindReturned},
		"returned and went on":      {story(event(KindReturned, 3), event(KindContinues, 4)), KindContinues},
		"no date":                   {story(undated), KindTest},
		"the list alone":            {(&Application{}).with(func(a *Application) { a.InProcess = &Event{At: day(1)} }), KindContinues},
		"in process before the end": {story(event(KindContinues, 1)).with(rejectedFlag), KindUnknown},
		"read":                      {story(event(KindCVRead, 1)), KindUnknown},
	} {
		if got := Derive(tt.app).Last; got != tt.want {
			t.Errorf("%s: %d, want %d", name, got, tt.want)
		}
	}
}

// TestStatusOfWhatWasLetGo: the person's word holds until something happens to them, and
// never against what InfoJobs says of the end.
func TestStatusOfWhatWasLetGo(t *testing.T) {
	for _, tt := range []struct {
		name string
		app  *Application
		at   time.Time
		want Stage
	}{
		{"never", story(event(KindCVRead, 2)), time.Time{}, StageRead},
		{"after the last news", story(event(KindCVRead, 2)), day(40), StageLetGo},
		{"at the last news", story(event(KindCVRead, 2)), day(2), StageLetGo},
		{"before news", story(event(KindCVRead, 2), event(KindInterviewed, 41)), day(40), StageInterview},
		{"before news of others", story(event(KindCVRead, 2), event(KindOthersRead, 41)), day(40), StageLetGo},
		{"before a rejection", story(event(KindDiscarded, 41)).with(rejectedFlag), day(40), StageRejected},
		{"after a rejection", story(event(KindDiscarded, 3)).with(rejectedFlag), day(40), StageRejected},
		{"the offer is removed", story(event(KindCVRead, 2)).with(removedFlag), day(40), StageOfferRemoved},
	} {
		k := Kept{Application: *tt.app, LetGoAt: tt.at}
		got := k.Status()
		if got.Stage != tt.want {
			t.Errorf("%s: stage %d, want %d", tt.name, got.Stage, tt.want)
		}
		if got.Stage == StageLetGo && (!got.Since.Equal(tt.at) || !got.Stage.Ended() || got.Stage.Group() != GroupEnded || got.Read != Derive(tt.app).Read) {
			t.Errorf("%s: %+v", tt.name, got)
		}
		if s := Summarize(&k); s.Stage != got.Stage {
			t.Errorf("%s: listed in stage %d", tt.name, s.Stage)
		}
	}
}

func TestDeriveLeavesTheApplicationAlone(t *testing.T) {
	a := story(event(KindApplied, 0), event(KindCVRead, 1)).with(func(a *Application) { a.LastEvent = ptr(event(KindContinues, 2)) })
	a.Timeline = append(make([]Event, 0, 16), a.Timeline...)
	before := slices.Clone(a.Timeline[:cap(a.Timeline)])
	Derive(a)
	if !reflect.DeepEqual(a.Timeline[:cap(a.Timeline)], before) {
		t.Error("the array under the timeline was written to")
	}
}
