package tracker

import (
	"reflect"
	"slices"
	"testing"
	"time"
)

// recordOf is a record of an application that InfoJobs has listed.
func recordOf(change func(*Record)) *Record {
	r := &Record{
		Kept: Kept{Application: *story(event(KindApplied, 0), event(KindCVRead, 3)), FirstSeen: day(1), Pass: 4, Baseline: day(0)},
		Note: "mine", Tags: []string{"near"},
		Offers: []OfferVersion{{SeenAt: day(1), Offer: Offer{ID: "o", Title: "T", Description: "A", Applicants: -1, Vacancies: -1}}},
	}
	r.Offer = OfferRef{ID: "o", Title: "T", Company: "C"}
	r.Detail, r.Fetches = &Detail{CV: "CV", Applicants: 3}, Fetches{Timeline: day(4), Detail: day(4), Offer: day(4)}
	change(r)
	r.deriveFields(day(90))
	return r
}

func nothing(*Record) {}

// TestMergeTheSameIsNothing for every way in which a file may tell less.
func TestMergeTheSameIsNothing(t *testing.T) {
	old := recordOf(nothing)
	for name, change := range map[string]func(*Record){
		"all of it":              nothing,
		"nothing":                func(r *Record) { *r = Record{Kept: Kept{Application: Application{ID: r.ID}}} },
		"no own":                 func(r *Record) { r.Note, r.Tags = "", nil },
		"a part of the note":     func(r *Record) { r.Note = " in " },
		"a tag in another case":  func(r *Record) { r.Tags = []string{"NEAR ", ""} },
		"other flags":            func(r *Record) { r.Rejected, r.ProcessClosed, r.OfferRemoved = true, true, true },
		"other words":            func(r *Record) { r.Offer.Title, r.Offer.Company = "X", "Y" },
		"another detail":         func(r *Record) { r.Detail = &Detail{CV: "other", Applicants: 99, HasCoverLetter: true} },
		"not starred or unseen":  func(r *Record) { r.Starred, r.Archived, r.Unseen = false, false, true },
		"another time":           func(r *Record) { r.AppliedAt, r.FirstSeen = day(5), day(9) },
		"the offer a day later":  func(r *Record) { r.Offers[0].SeenAt = day(2) },
		"the offer a day before": func(r *Record) { r.Offers[0].SeenAt = day(0) },
		"another offer":          func(r *Record) { r.Offer.ID, r.Offers[0].Offer.Description = "p", "B" },
		"a table": func(r *Record) {
			r.Guessed, r.Rejected, r.Earlier = true, true, []Event{event(KindCVRead, 5), event(KindDiscarded, 9)}
			r.Offers[0].Offer.Description = "all of it"
		},
	} {
		in := recordOf(change)
		r, changed := merge(old, *in, day(90))
		if changed || !reflect.DeepEqual(r, *old) {
			t.Errorf("%s: changed %v\n%+v\nwas\n%+v", name, changed, r, *old)
		}
	}
}

// TestMergeAdds what a file knows and nobody else does.
func TestMergeAdds(t *testing.T) {
	for _, tt := range []struct {
		name   string
		old    func(*Record)
		in     func(*Record)
		differ func(*Record) bool
	}{
		{"a note", nothing, func(r *Record) { r.Note = "theirs" }, func(r *Record) bool { return r.Note == "mine\n\ntheirs" }},
		{"a note to none", func(r *Record) { r.Note = "" }, nothing, func(r *Record) bool { return r.Note == "mine" }},
		{"a longer note", nothing, func(r *Record) { r.Note = "mine\nand more" }, func(r *Record) bool { return r.Note == "mine\nand more" }},
		{"a tag", nothing, func(r *Record) { r.Tags = []string{"far"} }, func(r *Record) bool { return slices.Equal(r.Tags, []string{"near", "far"}) }},
		{"a star", nothing, func(r *Record) { r.Starred = true }, func(r *Record) bool { return r.Starred && !r.Archived }},
		{"the archive", nothing, func(r *Record) { r.Archived = true }, func(r *Record) bool { return r.Archived }},
		{
			"a reminder", nothing, func(r *Record) { r.Reminders = []Reminder{{ID: 7, Application: "z", Text: "x", At: day(99)}} },
			func(r *Record) bool {
				return reflect.DeepEqual(r.Reminders, []Reminder{{Application: r.ID, Text: "x", At: day(99)}})
			},
		},
		{
			"an event", nothing, func(r *Record) { r.Timeline = append(r.Timeline, event(KindMessage, 2)) },
			func(r *Record) bool {
				return slices.Equal(kindsOf(r.Timeline), []EventKind{KindCVRead, KindMessage, KindApplied})
			},
		},
		{
			"an event where no timeline is known", func(r *Record) { r.Timeline, r.TimelineKnown, r.CVRead = nil, false, ptr(event(KindCVRead, 3)) },
			func(r *Record) { r.Timeline, r.TimelineKnown, r.Earlier = nil, false, []Event{event(KindMessage, 2)} },
			func(r *Record) bool {
				return !r.TimelineKnown && slices.Equal(kindsOf(r.Earlier), []EventKind{KindMessage})
			},
		},
		{
			"a timeline", func(r *Record) { r.Timeline, r.TimelineKnown, r.Fetches.Timeline = nil, false, time.Time{} }, nothing,
			func(r *Record) bool {
				return r.TimelineKnown && len(r.Timeline) == 2 && r.Fetches.Timeline.Equal(day(4))
			},
		},
		{
			"a timeline that is out of date", func(r *Record) {
				r.Timeline, r.TimelineKnown, r.LastEvent = nil, false, ptr(event(KindContinues, 8))
			}, nothing,
			func(r *Record) bool { return r.TimelineKnown && r.Fetches.Timeline.IsZero() && r.DueAt.IsZero() },
		},
		{
			"a detail", func(r *Record) { r.Detail, r.Fetches.Detail = nil, time.Time{} }, nothing,
			func(r *Record) bool { return r.Detail.CV == "CV" && r.Fetches.Detail.Equal(day(4)) },
		},
		{
			"a part of the detail", func(r *Record) { r.Detail = &Detail{Applicants: -1} }, func(r *Record) { r.Detail.Province = "Bizkaia" },
			func(r *Record) bool { return *r.Detail == Detail{CV: "CV", Province: "Bizkaia", Applicants: 3} },
		},
		{
			"blanks", func(r *Record) { r.Offer, r.AppliedAt, r.Offers = OfferRef{}, time.Time{}, nil }, nothing,
			func(r *Record) bool {
				return r.Offer == OfferRef{ID: "o", Title: "T", Company: "C"} && r.AppliedAt.Equal(day(0)) && len(r.Offers) == 1 && r.OfferNow != nil
			},
		},
		{
			"an older version", nothing, func(r *Record) {
				r.Offers[0] = OfferVersion{SeenAt: day(0), Offer: Offer{ID: "o", Title: "T", Description: "0"}}
			},
			func(r *Record) bool { return len(r.Offers) == 2 && r.OfferNow.Offer.Description == "A" },
		},
		{
			"a newer version, of a clock that is ahead", nothing, func(r *Record) {
				r.Offers = []OfferVersion{{SeenAt: day(900), Offer: Offer{ID: "o", Title: "T", Description: "B"}}}
			},
			func(r *Record) bool { return r.OfferNow.Offer.Description == "B" && r.OfferNow.SeenAt.Equal(day(90)) },
		},
		{
			"the text of a table where there is none", func(r *Record) { r.Offers = nil }, func(r *Record) { r.Guessed = true },
			func(r *Record) bool { return len(r.Offers) == 1 && !r.Guessed },
		},
		{
			"what InfoJobs has not told here yet", func(r *Record) { r.Pass = 0 },
			func(r *Record) {
				r.Rejected, r.LastEvent = true, ptr(event(KindDiscarded, 9))
				r.Timeline = append([]Event{event(KindDiscarded, 9)}, r.Timeline...)
			},
			func(r *Record) bool {
				return r.Rejected && len(r.Timeline) == 3 && r.Baseline.Equal(day(9)) && r.Fetches.Timeline.Equal(day(4))
			},
		},
		{
			"what is older than what another file has told", func(r *Record) { r.Pass, r.Rejected, r.LastEvent = 0, true, ptr(event(KindDiscarded, 9)) },
			func(r *Record) { r.Tags = []string{"far"} },
			func(r *Record) bool { return r.Rejected && r.LastEvent.Kind == KindDiscarded },
		},
	} {
		old := recordOf(tt.old)
		before := *old
		r, changed := merge(old, *recordOf(tt.in), day(90))
		if !changed || !tt.differ(&r) {
			t.Errorf("%s: changed %v: %+v", tt.name, changed, r)
		}
		if !reflect.DeepEqual(*old, before) {
			t.Errorf("%s: what was kept has been written to", tt.name)
		}
		if again, changed := merge(&r, *recordOf(tt.in), day(90)); changed || !reflect.DeepEqual(again, r) {
			t.Errorf("%s: the same once more changes it: %+v", tt.name, again)
		}
	}
}

func TestAdopt(t *testing.T) {
	r := firstImported(*recordOf(nothing), day(90))
	if r.Pass != 0 || !r.FirstSeen.Equal(day(1)) || !r.Baseline.Equal(day(3)) || r.OfferNow == nil || !r.DueAt.Equal(day(5)) {
		t.Errorf("%+v", r)
	}
	later := firstImported(*recordOf(func(r *Record) {
		r.FirstSeen, r.Fetches.Offer, r.Timeline = day(99), day(99), []Event{event(KindMessage, 99)}
	}), day(90))
	if !later.FirstSeen.Equal(day(90)) || !later.Fetches.Offer.Equal(day(90)) || !later.Baseline.Equal(day(90)) {
		t.Errorf("times to come: %+v", later)
	}
	guessed := firstImported(*recordOf(func(r *Record) { r.Guessed = true }), day(90))
	if !guessed.Baseline.Equal(day(90)) {
		t.Errorf("what a table does not tell would be news: %v", guessed.Baseline)
	}
	bare := firstImported(Record{Kept: Kept{Application: Application{ID: "a"}, Fetches: Fetches{Timeline: day(1), Detail: day(1), Offer: day(1)}}}, day(90))
	if bare.Fetches != (Fetches{}) || !bare.DueAt.IsZero() {
		t.Errorf("what is not known is not asked for: %+v", bare.Fetches)
	}
}

// TestImportedAreNeverDue: InfoJobs knows nothing of them.
func TestImportedAreNeverDue(t *testing.T) {
	r := firstImported(Record{
		Kept:    Kept{Application: Application{ID: ImportedPrefix + "1", AppliedAt: day(1), CVRead: ptr(event(KindCVRead, 4)), Earlier: []Event{event(KindApplied, 1)}}, Missing: 2},
		Guessed: true,
	}, day(90))
	if !r.DueAt.Equal(never) || r.Gone() {
		t.Errorf("due %v, gone %v", r.DueAt, r.Gone())
	}
	if got := kindsOf(KnownEvents(&r.Application)); !slices.Equal(got, []EventKind{KindCVRead, KindApplied}) || !r.TimelineKnown {
		t.Errorf("events %v", got)
	}
	// The next file knows more.
	next := Record{Kept: Kept{Application: Application{ID: r.ID, Rejected: true, Earlier: []Event{event(KindDiscarded, 8)}}}, Guessed: true}
	more, changed := merge(&r, next, day(91))
	if s := Derive(&more.Application); !changed || s.Stage != StageRejected || !s.Since.Equal(day(8)) || !s.Read || !more.DueAt.Equal(never) {
		t.Errorf("changed %v, status %+v", changed, s)
	}
	if _, changed := merge(&more, next, day(92)); changed {
		t.Error("the same once more changes it")
	}

	offer := known(func(k *Kept) { k.Offer.ID, k.OfferNow, k.Fetches.Offer = ImportedPrefix+"2", nil, time.Time{} })
	if got := due(offer, time.Time{}); !got.Equal(never) {
		t.Errorf("an offer that only a file has told of is due: %v", got)
	}
}

func known(change func(*Kept)) *Kept {
	r := recordOf(func(*Record) {})
	change(&r.Kept)
	return &r.Kept
}

func TestAddCounts(t *testing.T) {
	n := func(at, count int) ApplicantCount { return ApplicantCount{At: day(at), Count: count} }
	old := []ApplicantCount{n(3, 10), n(8, 20)}
	got := addCounts(old, []ApplicantCount{n(3, 10), n(5, 15), n(8, 20), n(1, 2), n(9, 21), n(95, 99), n(2, -1)}, day(90))
	if want := []ApplicantCount{n(1, 2), n(3, 10), n(8, 20), n(9, 21)}; !reflect.DeepEqual(got, want) || len(old) != 2 {
		t.Errorf("%+v", got)
	}
}

func TestAddVersions(t *testing.T) {
	v := func(n int, text string) OfferVersion {
		return OfferVersion{SeenAt: day(n), Offer: Offer{ID: "o", Description: text}}
	}
	for _, tt := range []struct {
		name            string
		old, more, want []OfferVersion
	}{
		{"the same", []OfferVersion{v(3, "b"), v(1, "a")}, []OfferVersion{v(3, "b"), v(1, "a")}, []OfferVersion{v(3, "b"), v(1, "a")}},
		{"between", []OfferVersion{v(3, "b"), v(1, "a")}, []OfferVersion{v(2, "c")}, []OfferVersion{v(3, "b"), v(2, "c"), v(1, "a")}},
		{"back to what it was", []OfferVersion{v(3, "b"), v(1, "a")}, []OfferVersion{v(5, "a")}, []OfferVersion{v(5, "a"), v(3, "b"), v(1, "a")}},
		{"seen again", []OfferVersion{v(3, "b"), v(1, "a")}, []OfferVersion{v(5, "b"), v(2, "a")}, []OfferVersion{v(3, "b"), v(1, "a")}},
		{"to none", nil, []OfferVersion{v(3, "b"), v(1, "a")}, []OfferVersion{v(3, "b"), v(1, "a")}},
	} {
		if got := addVersions(tt.old, tt.more, day(90)); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: %+v", tt.name, got)
		}
	}
}
