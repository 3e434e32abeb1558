package present

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"candidaturas/tracker"
	"candidaturas/tracker/store"
)

// BenchmarkRows puts a list together and its first 30 rows into words: what the
// window asks for when the list has changed. BENCH_SIZES says of how many
// applications; the stores in BENCH_DIR are those of the benchmarks of the package
// store.
func BenchmarkRows(b *testing.B) {
	for size := range strings.SplitSeq(cmp.Or(os.Getenv("BENCH_SIZES"), "1000,10000"), ",") {
		b.Run(size, func(b *testing.B) {
			dir := filepath.Join(cmp.Or(os.Getenv("BENCH_DIR"), filepath.Join("..", "..", "build", "bench")), "store-"+size)
			list, w := storedList(b, dir), words(b, "es")
			for i := 0; b.Loop(); i++ {
				rows := applicationRows(w, list, true, now.Add(time.Duration(i)*time.Second))
				for row := range 30 {
					if _, heading := rows.Heading(row); !heading {
						rows.Row(row)
					}
				}
			}
		})
	}
}

func storedList(b *testing.B, dir string) *tracker.List {
	b.Helper()
	if _, err := os.Stat(filepath.Join(dir, "candidaturas.db")); err != nil {
		b.Skipf("go test -bench OpenFirstScreen ./tracker/store makes what is missing: %v", err)
	}
	db, report, err := store.Open(b.Context(), store.Options{Dir: dir})
	if err != nil || report != (store.Report{}) {
		b.Fatal(report, err)
	}
	defer db.Close()
	t := tracker.New(nil, db, tracker.Options{})
	if account, err := t.Resume(b.Context(), nil); account == "" || err != nil {
		b.Fatal(account, err)
	}
	return t.List()
}
