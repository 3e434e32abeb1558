package tracker

import (
	"maps"
	"slices"
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"
)

func madrid(t interface {
	Helper()
	Fatal(args ...any)
},
) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Madrid")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func TestNoticeKindOf(t *testing.T) {
	for _, tt := range []struct {
		kind  ChangeKind
		event EventKind
		want  NoticeKind // "" for none
	}{
		{ChangeNew, KindApplied, ""},
		{ChangeRead, KindCVRead, NoticeRead},
		{ChangeMoved, KindContinues, NoticeInProcess},
		{ChangeMoved, KindContacted, NoticeInProcess},
		{ChangeMoved, KindTest, NoticeInProcess},
		{ChangeMoved, KindUnknown, NoticeInProcess},
		{ChangeMoved, KindInterviewed, NoticeInterview},
		{ChangeMoved, KindFinalInterview, NoticeFinalist},
		{ChangeMoved, KindFinalOffer, NoticeFinalist},
		{ChangeMoved, KindHired, NoticeHired},
		{ChangeRejected, KindAutoRejected, NoticeRejected},
		{ChangeRejected, KindDiscarded, NoticeRejected},
		{ChangeRejected, KindDiscardedByRemoval, NoticeRejected},
		{ChangeRejected, KindNotPreselected, NoticeRejected},
		{ChangeRejected, KindUnknown, NoticeRejected}, // of the flag alone
		{ChangeClosed, KindProcessClosed, NoticeClosed},
		{ChangeClosed, KindUnknown, NoticeClosed},
		{ChangeReopened, KindProcessReopened, NoticeReopened},
		{ChangeReturned, KindReturned, NoticeReturned},
		{ChangeOfferRemoved, KindOfferRemoved, NoticeOfferRemoved},
		{ChangeOfferRemoved, KindUnknown, NoticeOfferRemoved},
		{ChangeOfferEdited, KindUnknown, ""},
		{ChangeOthersRead, KindOthersRead, NoticeOthersRead},
		{ChangeEvent, KindMessage, NoticeMessage},
		{ChangeEvent, KindCVDeleted, ""},
		{ChangeEvent, KindCVExported, ""},
		{ChangeEvent, KindDeclined, ""},
		{ChangeEvent, KindUnknown, ""},
		{ChangeEvent, 77, ""},
		{0, KindCVRead, ""},
		{99, KindMessage, ""},
	} {
		got, ok := NoticeKindOf(Change{Kind: tt.kind, Event: tt.event})
		if ok != (tt.want != "") || ok && got != tt.want {
			t.Errorf("change %d, event %d: %q %v, want %q", tt.kind, tt.event, got, ok, tt.want)
		}
	}
}

// TestNoticesOfEveryEvent: whatever event InfoJobs tells, what the desktop says of
// it can be chosen and put in order.
func TestNoticesOfEveryEvent(t *testing.T) {
	for kind := KindApplied; kind.Known(); kind++ {
		of, ok := NoticeKindOf(Change{Kind: kindOfChange(kind), Event: kind})
		if !ok {
			continue
		}
		if !slices.Contains(NoticeKinds(), of.Choice()) || !slices.Contains(NoticeOrder(), of) {
			t.Errorf("event %d is told as %q, which cannot be chosen", kind, of)
		}
	}
	for _, k := range NoticeKinds() {
		if k.Choice() != k || !slices.Contains(NoticeOrder(), k) {
			t.Errorf("%q goes with %q", k, k.Choice())
		}
	}
	if n := len(NoticeOrder()); n != len(NoticeKinds())+2 {
		t.Errorf("%d kinds in order", n)
	}
}

func read(id int64, application string, at time.Time) Change {
	return Change{ID: id, Application: application, Kind: ChangeRead, Event: KindCVRead, At: at, FoundAt: at}
}

// always tells of all that is usual, at any hour.
func always() NoticePolicy { return NoticePolicy{Kinds: UsualNotices()} }

func quiet(from, to int) NoticePolicy {
	p := always()
	p.QuietFrom, p.QuietTo = from, to
	return p
}

func digest(hour int) NoticePolicy {
	p := always()
	p.Digest, p.DigestAt = true, hour
	return p
}

// a clock of the wall in Madrid.
func wall(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, madrid(t))
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestPlan(t *testing.T) {
	noon := wall(t, "2026-10-07 12:00")
	for name, tt := range map[string]struct {
		now     time.Time
		policy  NoticePolicy
		told    int64
		changes []Change
		counts  map[NoticeKind]int // nil for nothing now
		upTo    int64
		next    time.Time
	}{
		"nothing":        {now: noon, policy: always()},
		"one":            {now: noon, policy: always(), changes: []Change{read(7, "a", noon)}, counts: map[NoticeKind]int{NoticeRead: 1}, upTo: 7},
		"no kind chosen": {now: noon, changes: []Change{read(7, "a", noon)}},
		"another kind chosen": {
			now: noon, policy: NoticePolicy{Kinds: map[NoticeKind]bool{NoticeRejected: true, NoticeRead: false}},
			changes: []Change{read(7, "a", noon), {ID: 8, Application: "a", Kind: ChangeRejected, FoundAt: noon}},
			counts:  map[NoticeKind]int{NoticeRejected: 1}, upTo: 8,
		},
		"told already":        {now: noon, policy: always(), told: 7, changes: []Change{read(7, "a", noon), read(6, "b", noon)}},
		"one of two is new":   {now: noon, policy: always(), told: 6, changes: []Change{read(7, "a", noon), read(6, "b", noon)}, counts: map[NoticeKind]int{NoticeRead: 1}, upTo: 7},
		"seen":                {now: noon, policy: always(), changes: []Change{{ID: 7, Kind: ChangeRead, FoundAt: noon, Seen: true}}},
		"applications once":   {now: noon, policy: always(), changes: []Change{read(9, "a", noon), read(8, "b", noon), read(7, "a", noon.Add(-time.Hour))}, counts: map[NoticeKind]int{NoticeRead: 2}, upTo: 9},
		"in any order":        {now: noon, policy: always(), changes: []Change{read(7, "a", noon), read(9, "b", noon)}, counts: map[NoticeKind]int{NoticeRead: 2}, upTo: 9},
		"by what happened":    {now: noon, policy: always(), changes: []Change{{ID: 7, Kind: ChangeRead, At: noon.Add(-49 * time.Hour), FoundAt: noon}}},
		"just young enough":   {now: noon, policy: always(), changes: []Change{{ID: 7, Kind: ChangeRead, At: noon.Add(-48 * time.Hour), FoundAt: noon}}, counts: map[NoticeKind]int{NoticeRead: 1}, upTo: 7},
		"by when it was seen": {now: noon, policy: always(), changes: []Change{{ID: 7, Kind: ChangeRead, FoundAt: noon.Add(-49 * time.Hour)}}},
		"found late":          {now: noon, policy: always(), changes: []Change{{ID: 7, Kind: ChangeRead, At: noon.Add(-time.Hour), FoundAt: noon.Add(-72 * time.Hour)}}, counts: map[NoticeKind]int{NoticeRead: 1}, upTo: 7},
		"ahead of the clock":  {now: noon, policy: always(), changes: []Change{read(7, "a", noon.Add(3*time.Hour))}, counts: map[NoticeKind]int{NoticeRead: 1}, upTo: 7},
		"kinds apart": {
			now: noon, policy: always(), changes: []Change{
				read(7, "a", noon),
				{ID: 8, Application: "a", Kind: ChangeMoved, Event: KindHired, At: noon},
				{ID: 9, Application: "b", Kind: ChangeMoved, Event: KindFinalOffer, At: noon},
				{ID: 10, Application: "c", Kind: ChangeReopened, At: noon},
				{ID: 11, Application: "d", Kind: ChangeClosed, At: noon},
			},
			counts: map[NoticeKind]int{NoticeRead: 1, NoticeHired: 1, NoticeFinalist: 1, NoticeReopened: 1}, upTo: 10,
		},

		"quiet":            {now: wall(t, "2026-10-07 22:30"), policy: quiet(21, 9), changes: []Change{read(7, "a", noon)}, next: wall(t, "2026-10-08 09:00")},
		"quiet begins":     {now: wall(t, "2026-10-07 21:00"), policy: quiet(21, 9), changes: []Change{read(7, "a", noon)}, next: wall(t, "2026-10-08 09:00")},
		"quiet has ended":  {now: wall(t, "2026-10-07 09:00"), policy: quiet(21, 9), changes: []Change{read(7, "a", wall(t, "2026-10-06 22:00"))}, counts: map[NoticeKind]int{NoticeRead: 1}, upTo: 7},
		"after midnight":   {now: wall(t, "2026-10-08 03:20"), policy: quiet(21, 9), changes: []Change{read(7, "a", noon)}, next: wall(t, "2026-10-08 09:00")},
		"quiet by day":     {now: noon, policy: quiet(9, 14), changes: []Change{read(7, "a", noon)}, next: wall(t, "2026-10-07 14:00")},
		"quiet all but":    {now: noon, policy: quiet(12, 11), changes: []Change{read(7, "a", noon)}, next: wall(t, "2026-10-08 11:00")},
		"never quiet":      {now: noon, policy: quiet(12, 12), changes: []Change{read(7, "a", noon)}, counts: map[NoticeKind]int{NoticeRead: 1}, upTo: 7},
		"too old by then":  {now: wall(t, "2026-10-07 22:30"), policy: quiet(21, 9), changes: []Change{read(7, "a", wall(t, "2026-10-06 08:59"))}},
		"old enough to go": {now: wall(t, "2026-10-07 22:30"), policy: quiet(21, 9), changes: []Change{read(7, "a", wall(t, "2026-10-06 09:00"))}, next: wall(t, "2026-10-08 09:00")},
		"clock goes on":    {now: wall(t, "2026-03-29 01:30"), policy: quiet(21, 2), changes: []Change{read(7, "a", wall(t, "2026-03-28 22:00"))}, next: wall(t, "2026-03-29 03:00")},
		"clock goes back":  {now: wall(t, "2026-10-25 01:30"), policy: quiet(21, 3), changes: []Change{read(7, "a", wall(t, "2026-10-24 22:00"))}, next: wall(t, "2026-10-25 03:00")},

		"paused":            {now: noon, policy: paused(always(), noon.Add(time.Hour)), changes: []Change{read(7, "a", noon)}, next: noon.Add(time.Hour)},
		"no longer paused":  {now: noon, policy: paused(always(), noon), changes: []Change{read(7, "a", noon)}, counts: map[NoticeKind]int{NoticeRead: 1}, upTo: 7},
		"paused into quiet": {now: wall(t, "2026-10-07 20:30"), policy: paused(quiet(21, 9), wall(t, "2026-10-07 21:30")), changes: []Change{read(7, "a", noon)}, next: wall(t, "2026-10-08 09:00")},

		"digest later":     {now: noon, policy: digest(19), changes: []Change{read(7, "a", noon)}, next: wall(t, "2026-10-07 19:00")},
		"digest now":       {now: wall(t, "2026-10-07 19:00"), policy: digest(19), changes: []Change{read(7, "a", noon), read(8, "b", noon)}, counts: map[NoticeKind]int{NoticeRead: 2}, upTo: 8},
		"digest was today": {now: wall(t, "2026-10-07 19:30"), policy: digest(19), changes: []Change{read(7, "a", wall(t, "2026-10-07 19:20"))}, next: wall(t, "2026-10-08 19:00")},
		"digest was missed": {
			now: wall(t, "2026-10-07 10:00"), policy: digest(19),
			changes: []Change{read(7, "a", wall(t, "2026-10-06 18:00")), read(8, "b", wall(t, "2026-10-06 20:00"))},
			counts:  map[NoticeKind]int{NoticeRead: 1}, upTo: 7, next: wall(t, "2026-10-07 19:00"),
		},
		"digest in quiet":      {now: noon, policy: NoticePolicy{Kinds: UsualNotices(), QuietFrom: 21, QuietTo: 9, Digest: true, DigestAt: 23}, changes: []Change{read(7, "a", noon)}, next: wall(t, "2026-10-08 09:00")},
		"digest of older IDs":  {now: wall(t, "2026-10-07 19:30"), policy: digest(19), changes: []Change{read(7, "a", wall(t, "2026-10-07 19:20")), read(8, "b", noon)}, counts: map[NoticeKind]int{NoticeRead: 2}, upTo: 8},
		"digest, clock back":   {now: noon, policy: digest(19), changes: []Change{read(7, "a", noon.Add(30*time.Hour))}, next: wall(t, "2026-10-07 19:00")},
		"digest at no hour":    {now: wall(t, "2026-03-29 01:00"), policy: digest(2), changes: []Change{read(7, "a", wall(t, "2026-03-28 22:00"))}, next: wall(t, "2026-03-29 03:00")},
		"digest at two hours":  {now: wall(t, "2026-10-25 00:30"), policy: digest(2), changes: []Change{read(7, "a", wall(t, "2026-10-24 22:00"))}, next: wall(t, "2026-10-25 02:00")},
		"digest too late":      {now: noon, policy: digest(19), changes: []Change{{ID: 7, Kind: ChangeRead, At: wall(t, "2026-10-05 18:00"), FoundAt: noon}}},
		"some now, some later": {now: wall(t, "2026-10-07 19:00"), policy: digest(19), changes: []Change{read(7, "a", noon), read(9, "b", wall(t, "2026-10-07 19:00").Add(time.Second))}, counts: map[NoticeKind]int{NoticeRead: 2}, upTo: 9},
	} {
		t.Run(name, func(t *testing.T) {
			n, next := Plan(tt.now, tt.policy, tt.told, tt.changes)
			total := 0
			for _, count := range tt.counts {
				total += count
			}
			if !maps.Equal(n.Counts, tt.counts) || n.Total != total || n.UpTo != tt.upTo {
				t.Errorf("%+v, want %v up to %d", n, tt.counts, tt.upTo)
			}
			if !next.Equal(tt.next) {
				t.Errorf("next %v, want %v", next, tt.next)
			}
		})
	}
}

func paused(p NoticePolicy, until time.Time) NoticePolicy {
	p.Paused = until
	return p
}

// TestPlanInAnyZone: a time of the year at which a clock is changed by half an
// hour, and one that skips midnight.
func TestPlanInAnyZone(t *testing.T) {
	for name, hours := range map[string][]int{"Australia/Lord_Howe": {2, 3}, "America/Havana": {0, 1}, "Africa/Cairo": {0, 23}, "Pacific/Apia": {9, 21}} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		for now := time.Date(2026, 1, 1, 0, 17, 0, 0, zone); now.Year() == 2026; now = now.Add(53 * time.Minute) {
			for _, hour := range hours {
				if at := digestFrom(now, hour); at.Before(now) || at.Sub(now) > 26*time.Hour {
					t.Fatalf("%v: the digest at %d is at %v", now, hour, at)
				}
				p := quiet(hour, (hour+9)%24)
				if at := p.allowed(now); at.Before(now) || p.quiet(at) || at.Sub(now) > 11*time.Hour {
					t.Fatalf("%v: quiet from %d until %v", now, hour, at)
				}
			}
		}
	}
}

func anyPolicy(t *rapid.T) NoticePolicy {
	hour := rapid.IntRange(0, 23)
	p := NoticePolicy{
		Kinds: map[NoticeKind]bool{}, QuietFrom: hour.Draw(t, "quiet from"), QuietTo: hour.Draw(t, "quiet to"),
		Digest: rapid.Bool().Draw(t, "digest"), DigestAt: hour.Draw(t, "digest at"),
	}
	for _, k := range NoticeKinds() {
		p.Kinds[k] = rapid.IntRange(0, 3).Draw(t, string(k)) > 0
	}
	return p
}

// TestPlanProperties lets time go by, with changes that come in and a person who
// looks now and then. Nothing is told twice, or while it is quiet or paused, or when
// it is too old, or unasked; and if the app asks again when it was told to, all else
// is told.
func TestPlanProperties(t *testing.T) {
	zone := madrid(t)
	rapid.Check(t, func(t *rapid.T) {
		p := anyPolicy(t)
		// Around the days at which the clock is changed.
		start := rapid.SampledFrom([]time.Time{
			time.Date(2026, 3, 27, 18, 0, 0, 0, zone), time.Date(2026, 10, 23, 18, 0, 0, 0, zone),
		}).Draw(t, "start")
		now, until := start, start.Add(72*time.Hour)
		var told int64
		var changes []Change
		tellings := map[int64]int{}
		for now.Before(until) {
			switch rapid.IntRange(0, 9).Draw(t, "what happens") {
			case 0:
				p.Paused = now.Add(time.Hour)
			case 1:
				for i := range changes {
					changes[i].Seen = true
				}
			case 2, 3, 4, 5:
				changes = append(changes, anyNews(t, int64(len(changes)+1), now))
			}
			n, next := Plan(now, p, told, changes)
			checkNotice(t, now, p, told, changes, n)
			for _, c := range changes {
				if kind, _ := NoticeKindOf(c); told < c.ID && c.ID <= n.UpTo && n.Counts[kind] > 0 && !c.Seen && fresh(c, now) {
					tellings[c.ID]++
				}
			}
			told = max(told, n.UpTo)
			if !next.IsZero() && !next.After(now) {
				t.Fatalf("at %v it wants to be asked again at %v", now, next)
			}
			later := now.Add(time.Duration(rapid.IntRange(1, 500).Draw(t, "minutes")) * time.Minute)
			if !next.IsZero() && next.Before(later) {
				later = next
			}
			now = later
		}
		for id, times := range tellings {
			if times > 1 {
				t.Fatalf("change %d was told %d times", id, times)
			}
		}
	})
}

func anyNews(t *rapid.T, id int64, now time.Time) Change {
	c := Change{
		ID: id, Application: rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "application"),
		Kind: ChangeKind(rapid.IntRange(1, 12).Draw(t, "kind")), Event: EventKind(rapid.IntRange(0, 25).Draw(t, "event")),
		FoundAt: now.UTC(),
	}
	if rapid.Bool().Draw(t, "dated") {
		c.At = now.Add(-time.Duration(rapid.IntRange(-60, 50*60).Draw(t, "age")) * time.Minute).UTC()
	}
	return c
}

// checkNotice works out anew what may be told at a time, and whether that is what
// is told.
func checkNotice(t *rapid.T, now time.Time, p NoticePolicy, told int64, changes []Change, n Notice) {
	silent := now.Before(p.Paused)
	for h := p.QuietFrom; h != p.QuietTo; h = (h + 1) % 24 {
		silent = silent || now.Hour() == h
	}
	applications := map[NoticeKind]map[string]bool{}
	last := int64(0)
	for _, c := range changes {
		when := c.At
		if when.IsZero() {
			when = c.FoundAt
		}
		kind, ok := NoticeKindOf(c)
		if !ok || !p.Kinds[kind.Choice()] || c.Seen || c.ID <= told || now.Sub(when) > 48*time.Hour {
			continue
		}
		if p.Digest && c.ID > n.UpTo { // it may wait
			continue
		}
		if applications[kind] == nil {
			applications[kind] = map[string]bool{}
		}
		applications[kind][c.Application] = true
		last = c.ID
	}
	if silent {
		if n.Total != 0 || n.UpTo != 0 {
			t.Fatalf("at %v, in silence, it tells %+v", now, n)
		}
		return
	}
	total := 0
	for kind, of := range applications {
		if n.Counts[kind] != len(of) {
			t.Fatalf("at %v it tells of %d %s, want %d", now, n.Counts[kind], kind, len(of))
		}
		total += len(of)
	}
	if n.Total != total || n.UpTo != last {
		t.Fatalf("at %v it tells %+v, want %d up to %d", now, n, total, last)
	}
}
