package store

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"candidaturas/tracker"
)

// TestR27Kill9 kills a process that saves, again and again.
func TestR27Kill9(t *testing.T) {
	if os.Getenv("STORE_KILL") != "" {
		saveForEver(t, ".")
	}
	rounds := 40
	if testing.Short() {
		rounds = 6
	}
	dir := t.TempDir()
	g := newGenerator(11)
	for range rounds {
		acknowledged := killedAfter(t, "TestR27Kill9", dir, time.Duration(g.r.IntN(120_000))*time.Microsecond)
		db := open(t, dir)
		if err := db.Verify(t.Context()); err != nil {
			t.Fatal(err)
		}
		checkPairs(t, db, acknowledged)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// saveForEver saves pairs: each has a number, which is printed once it is saved.
func saveForEver(t *testing.T, dir string) {
	db, report, err := Open(context.Background(), options(dir))
	if err != nil || report != (RecoveryReport{}) {
		t.Fatal(report, err)
	}
	list, err := db.Account(me).Summaries(context.Background(), -1)
	if err != nil {
		t.Fatal(err)
	}
	for n := len(list) / 2; ; n++ {
		if err := db.Account(me).Save(context.Background(), pair(n)); err != nil {
			t.Fatal(err)
		}
		fmt.Printf("saved %d\n", n)
	}
}

// pair is two applications, their offers and a change each.
func pair(n int) tracker.Batch {
	var b tracker.Batch
	for _, half := range []string{"left", "right"} {
		k := application(fmt.Sprintf("%s-%d", half, n), n)
		k.LastEvent = &tracker.Event{Kind: tracker.KindCVRead, At: day(n)}
		b.Applications = append(b.Applications, k)
		b.Offers = append(b.Offers, tracker.OfferSample{ID: k.Offer.ID, At: day(n), NewVersion: true, Offer: tracker.Offer{Description: strings.Repeat("texto ", 300)}})
		b.Changes = append(b.Changes, tracker.Change{Application: k.ID, Kind: tracker.ChangeNew})
	}
	return b
}

// killedAfter lets a child save for so long after its first, in a test of that name,
// and returns the last number that it acknowledged.
func killedAfter(t *testing.T, test, dir string, d time.Duration) int {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^"+test+"$")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "STORE_KILL=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	last, lines := -1, 0
	timer := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
	for {
		var n int
		if _, err := fmt.Fscanf(out, "saved %d\n", &n); err != nil {
			break
		}
		if last, lines = n, lines+1; lines == 1 {
			timer.Reset(d)
		}
	}
	timer.Stop()
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	if lines == 0 {
		t.Fatal("the child saved nothing")
	}
	return last
}

func checkPairs(t *testing.T, db *DB, acknowledged int) {
	t.Helper()
	r := mustReadAll(t, db)
	if len(r.List)%2 != 0 || len(r.List)/2 <= acknowledged || len(r.Changes) != len(r.List) {
		t.Fatalf("%d applications and %d changes after %d pairs", len(r.List), len(r.Changes), acknowledged+1)
	}
	for n := range len(r.List) / 2 {
		for _, half := range []string{"left", "right"} {
			k := r.Kept[fmt.Sprintf("%s-%d", half, n)]
			if k == nil || k.OfferNow == nil || k.LastEvent == nil {
				t.Fatalf("pair %d is torn", n)
			}
		}
	}
	if got := search(t, db, "nominas"); len(got) != len(r.List) {
		t.Fatalf("%d of %d are found", len(got), len(r.List))
	}
}
