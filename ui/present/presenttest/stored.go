package presenttest

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"candidaturas/tracker"
	"candidaturas/tracker/store"
)

// EachStored runs a benchmark with as many applications as BENCH_SIZES says, one
// after the other. The stores are in BENCH_DIR, or in dir; the benchmarks of the
// package store make them. InfoJobs does not answer, so that they stay as they are.
func EachStored(b *testing.B, dir string, run func(b *testing.B, t *tracker.Tracker)) {
	b.Helper()
	dir = cmp.Or(os.Getenv("BENCH_DIR"), dir)
	for size := range strings.SplitSeq(cmp.Or(os.Getenv("BENCH_SIZES"), "1000,10000"), ",") {
		b.Run(size, func(b *testing.B) {
			run(b, storedTracker(b, filepath.Join(dir, "store-"+size)))
		})
	}
}

func storedTracker(b *testing.B, dir string) *tracker.Tracker {
	b.Helper()
	if _, err := os.Stat(filepath.Join(dir, "candidaturas.db")); err != nil { //nolint:gosec // whoever runs the benchmarks says where
		b.Skipf("go test -bench OpenFirstScreen ./tracker/store makes what is missing: %v", err)
	}
	db, report, err := store.Open(context.Background(), store.Options{Dir: dir})
	if err != nil || report != (store.RecoveryReport{}) {
		b.Fatal(report, err)
	}
	b.Cleanup(func() { _ = db.Close() })
	source := NewSource()
	source.Fail(tracker.ErrOffline, tracker.ErrOffline)
	t := tracker.New(source, db, tracker.Options{})
	if account, err := t.Resume(context.Background(), nil); account != Account || err != nil {
		b.Fatal(account, err)
	}
	return t
}
