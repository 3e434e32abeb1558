package tracker_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"candidaturas/tracker"
)

// anyInstant is any time, the odd ones often.
func anyInstant(t *rapid.T, label string) time.Time {
	odd := []time.Time{
		{},
		time.Unix(0, 0), time.Unix(0, 1), time.Unix(0, -1), time.UnixMilli(1),
		time.Date(-3, 5, 1, 0, 0, 0, 0, time.UTC), time.Date(1, 12, 31, 23, 59, 59, 999_999_999, time.UTC),
		time.Date(2, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 23, 59, 59, 999_999_999, time.UTC),
		time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(10_000, 1, 1, 0, 30, 0, 0, time.FixedZone("", 3600)),
	}
	at := rapid.SampledFrom(append(odd, epoch)).Draw(t, label)
	return at.Add(time.Duration(rapid.Int64Range(-2e9, 2e9).Draw(t, label+" moved by")))
}

// TestKeptTimeStays: what was kept is kept as it is, and differs by less than a
// millisecond.
func TestKeptTimeStays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := anyInstant(t, "at")
		kept := tracker.KeptTime(at)
		if again := tracker.KeptTime(kept); again != kept || kept.Location() != time.UTC {
			t.Fatalf("%v is kept as %v and then %v", at, kept, again)
		}
		if off := at.Sub(kept); !kept.IsZero() && (off < 0 || off >= time.Millisecond) {
			t.Fatalf("%v is kept as %v", at, kept)
		}
	})
}

// TestKeptTimesAreNoNews: whatever the times, an application that InfoJobs tells of
// in the same way again has not changed.
func TestKeptTimesAreNoNews(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(2)
		a := w.apps["a-000"]
		a.applied = anyInstant(t, "applied")
		for i, kind := range []tracker.EventKind{tracker.KindCVRead, tracker.KindContinues, tracker.KindProcessClosed} {
			w.happen(a.id, kind)
			a.events[i].At = anyInstant(t, "event")
		}
		d := newDesk(t, w)
		d.sync()
		news := d.news()
		w.requests()
		d.restart()
		d.sync()
		if got := w.requests("timeline", "detail", "offer"); len(got) != 0 {
			t.Fatalf("asked for %v although nothing has changed", got)
		}
		if got := d.news(); !slices.Equal(got, news) {
			t.Fatalf("changes %v, before %v", got, news)
		}
	})
}
