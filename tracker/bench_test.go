package tracker_test

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"candidaturas/tracker"
	"candidaturas/tracker/store"
)

// The benchmarks in this file read stores that those of the package store make:
// BENCH_SIZES says with how many applications, BENCH_DIR where they are.
func eachStore(b *testing.B, run func(b *testing.B, dir string)) {
	b.Helper()
	for size := range strings.SplitSeq(cmp.Or(os.Getenv("BENCH_SIZES"), "1000,10000"), ",") {
		b.Run(size, func(b *testing.B) {
			if _, err := strconv.Atoi(size); err != nil {
				b.Fatal("BENCH_SIZES: ", err)
			}
			dir := filepath.Join(cmp.Or(os.Getenv("BENCH_DIR"), filepath.Join("..", "build", "bench")), "store-"+size)
			if _, err := os.Stat(filepath.Join(dir, "candidaturas.db")); err != nil {
				b.Skipf("go test -bench OpenFirstScreen ./tracker/store makes what is missing: %v", err)
			}
			run(b, dir)
		})
	}
}

// resume opens the store and the account that is active in it, and calls first.
func resume(b *testing.B, dir string, first func(*tracker.Tracker)) (*tracker.Tracker, *store.DB) {
	b.Helper()
	db, report, err := store.Open(b.Context(), store.Options{Dir: dir})
	if err != nil || report != (store.RecoveryReport{}) {
		b.Fatal(report, err)
	}
	t := tracker.New(nil, db, tracker.Options{})
	if account, err := t.Resume(b.Context(), func() { first(t) }); account == "" || err != nil {
		b.Fatal(account, err)
	}
	return t, db
}

// BenchmarkResume is from nothing to the rows that are seen first. It waits for
// the rest of the list before it begins again, and reports when that was there.
func BenchmarkResume(b *testing.B) {
	eachStore(b, func(b *testing.B, dir string) {
		var firsts, alls []time.Duration
		for b.Loop() {
			began := time.Now()
			_, db := resume(b, dir, func(t *tracker.Tracker) {
				if rows := readFirst(t.List()); rows != 30 {
					b.Fatal(rows, " rows")
				}
				firsts = append(firsts, time.Since(began))
			})
			alls = append(alls, time.Since(began))
			if err := db.Close(); err != nil {
				b.Fatal(err)
			}
		}
		reportQuantiles(b, firsts)
		b.ReportMetric(quantile(alls, 0.5), "whole-ms")
	})
}

// readFirst reads the first rows and returns how many there are.
func readFirst(l *tracker.List) (n int) {
	for g := tracker.GroupMoving; g <= tracker.GroupEnded; g++ {
		for i := 0; n < 30 && l.At(g, i) != nil; i++ {
			n++
		}
	}
	return n
}

// typed is what a person types, letter by letter: frequent words, rare ones,
// several, and some that are not there.
var typed = []string{
	"experiencia", "administrativo contable", "camarero turno noche", "técnico de mantenimiento", "zugaviña", "Bilbao",
	"atención al cliente inglés", "trabajo en equipo", "xyz qqq", "de la empresa",
}

// BenchmarkKeystroke is what each key of a search for words costs.
func BenchmarkKeystroke(b *testing.B) {
	eachStore(b, func(b *testing.B, dir string) {
		var queries []string
		for _, text := range typed {
			for i := range text + " " {
				queries = append(queries, text[:i])
			}
		}
		search(b, dir, queries)
	})
}

// BenchmarkPhrase is what a search for words that must stand together costs, which
// nearly all applications have and few in that order.
func BenchmarkPhrase(b *testing.B) {
	eachStore(b, func(b *testing.B, dir string) {
		search(b, dir, []string{`"atención al cliente"`, `"atención al cliente" i`, `"trabajo en equipo"`, `"de la empresa"`})
	})
}

func search(b *testing.B, dir string, queries []string) {
	b.Helper()
	t, db := resume(b, dir, func(*tracker.Tracker) {})
	defer db.Close()
	var took []time.Duration
	for b.Loop() {
		for _, query := range queries {
			began := time.Now()
			if _, _, err := t.Search(b.Context(), query, 200); err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Since(began))
		}
	}
	reportQuantiles(b, took)
}

// reportQuantiles reports milliseconds in place of the mean.
func reportQuantiles(b *testing.B, took []time.Duration) {
	b.Helper()
	b.ReportMetric(quantile(took, 0.50), "p50-ms")
	b.ReportMetric(quantile(took, 0.95), "p95-ms")
	b.ReportMetric(0, "ns/op")
}

func quantile(took []time.Duration, q float64) float64 {
	slices.Sort(took)
	return took[int(q*float64(len(took)-1))].Seconds() * 1000
}
