package present

import (
	"fmt"
	"testing"
	"time"

	"candidaturas/tracker"
	"candidaturas/ui/present/presenttest"
)

// TestR32TwentyThousand: the first screen of a long list is there before the rest
// is read, and what a list costs is what is looked at, not its length. How long it
// all takes is measured by make bench.
func TestR32TwentyThousand(t *testing.T) {
	if testing.Short() {
		t.Skip("under the race detector it takes minutes")
	}
	const n = 20_000
	kinds := []tracker.EventKind{tracker.KindApplied, tracker.KindCVRead, tracker.KindContinues, tracker.KindDiscarded}
	kept := make([]tracker.Kept, n)
	for i := range kept {
		kept[i].Application = *application(fmt.Sprintf("%05d", i), kinds[i%len(kinds)])
		kept[i].AppliedAt = kept[i].AppliedAt.Add(-time.Duration(i) * time.Minute)
	}
	db := presenttest.NewStore(t)
	if err := db.Account(account).Save(t.Context(), tracker.Batch{Applications: kept}); err != nil {
		t.Fatal(err)
	}
	tr := tracker.New(nil, db, tracker.Options{})
	w, first := words(t, "es"), 0
	err := tr.Open(t.Context(), account, func() {
		rows := applicationRows(w, tr.List(), false, now)
		first = rows.Len()
		if heading, _ := rows.Heading(0); heading != "En marcha · 5000" || rows.Row(1).Title == "" {
			t.Errorf("the first screen begins with %q", heading)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if first < 50 || first > 1000 {
		t.Errorf("%d rows before the rest was read", first)
	}
	list := tr.List()
	rows := applicationRows(w, list, true, now)
	if rows.Len() != n+4 || !list.Complete() {
		t.Fatalf("%d entries", rows.Len())
	}
	for _, i := range []int{1, 4999, 10_003, n + 3} {
		if id := rows.ID(i); rows.Index(id) != i || rows.Row(i).ID != id {
			t.Errorf("%q is at %d and at %d", id, i, rows.Index(id))
		}
	}
	// A refresh costs the same for twenty thousand as for twenty.
	few := presenttest.ListOf(t, kept[:20]...)
	cost := func(l *tracker.List) float64 {
		return testing.AllocsPerRun(20, func() { applicationRows(w, l, true, now) })
	}
	if many, few := cost(list), cost(few); many > few+20 {
		t.Errorf("a refresh allocates %v times for %d rows and %v for 20", many, n, few)
	}
	found, more, err := tr.Search(t.Context(), "tecnica nortia", 50)
	if err != nil || len(found) != 50 || !more {
		t.Errorf("a search found %d, more %v, %v", len(found), more, err)
	}
}
