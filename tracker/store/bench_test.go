package store

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The benchmarks work on stores of as many applications as BENCH_SIZES says,
// separated by commas. Stores are made once and left in the folder BENCH_DIR, or in
// build/bench.
func sizes(b *testing.B) []int {
	b.Helper()
	var list []int
	for field := range strings.SplitSeq(cmp.Or(os.Getenv("BENCH_SIZES"), "1000,10000"), ",") {
		n, err := strconv.Atoi(strings.TrimSpace(field))
		if err != nil {
			b.Fatalf("BENCH_SIZES: %v", err)
		}
		list = append(list, n)
	}
	return list
}

// benchDir returns the folder of a store with n applications.
func benchDir(b *testing.B, n int) string {
	b.Helper()
	dir := filepath.Join(cmp.Or(os.Getenv("BENCH_DIR"), filepath.Join("..", "..", "build", "bench")), "store-"+strconv.Itoa(n))
	if _, err := os.Stat(filepath.Join(dir, fileName)); err == nil {
		return dir
	}
	making := dir + ".making"
	if err := os.RemoveAll(making); err != nil {
		b.Fatal(err)
	}
	db := benchOpen(b, making)
	if err := db.SetActive(b.Context(), me); err != nil {
		b.Fatal(err)
	}
	for g := newRealisticGenerator(1); g.made < n; {
		if err := db.Account(me).Save(b.Context(), g.batch(min(300, n-g.made))); err != nil {
			b.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	if err := os.Rename(making, dir); err != nil {
		b.Fatal(err)
	}
	return dir
}

func eachSize(b *testing.B, run func(b *testing.B, dir string, n int)) {
	b.Helper()
	for _, n := range sizes(b) {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			dir := benchDir(b, n)
			b.ResetTimer()
			run(b, dir, n)
		})
	}
}

func benchOpen(b *testing.B, dir string) *DB {
	b.Helper()
	db, report, err := Open(b.Context(), options(dir))
	if err != nil || report != (RecoveryReport{}) {
		b.Fatalf("%+v, %v", report, err)
	}
	b.Cleanup(func() { _ = db.Close() })
	return db
}

// reportQuantiles reports the median and the 95th percentile in milliseconds.
func reportQuantiles(b *testing.B, took []time.Duration) {
	b.Helper()
	slices.Sort(took)
	at := func(q float64) float64 {
		return float64(took[int(q*float64(len(took)-1))]) / float64(time.Millisecond)
	}
	b.ReportMetric(at(0.50), "p50-ms")
	b.ReportMetric(at(0.95), "p95-ms")
	b.ReportMetric(0, "ns/op")
}

// firstScreen is how many rows are asked for first.
const firstScreen = 100

// BenchmarkOpenFirstScreen is from nothing to the rows that are seen first, with
// the counts above them.
func BenchmarkOpenFirstScreen(b *testing.B) {
	eachSize(b, func(b *testing.B, dir string, _ int) {
		var took []time.Duration
		for b.Loop() {
			began := time.Now()
			db, _, err := Open(b.Context(), options(dir))
			if err != nil {
				b.Fatal(err)
			}
			account, err := db.Active(b.Context())
			if err != nil {
				b.Fatal(err)
			}
			list, err := db.Account(account).Summaries(b.Context(), firstScreen)
			if err != nil || len(list) != firstScreen {
				b.Fatal(len(list), err)
			}
			if _, err := db.Account(account).Counts(b.Context()); err != nil {
				b.Fatal(err)
			}
			if _, err := db.Account(account).Unseen(b.Context()); err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Since(began))
			if err := db.Close(); err != nil {
				b.Fatal(err)
			}
		}
		reportQuantiles(b, took)
	})
}

// BenchmarkSummaries reads the whole list.
func BenchmarkSummaries(b *testing.B) {
	eachSize(b, func(b *testing.B, dir string, n int) {
		db := benchOpen(b, dir)
		var took []time.Duration
		for b.Loop() {
			began := time.Now()
			list, err := db.Account(me).Summaries(b.Context(), -1)
			if err != nil || len(list) < n {
				b.Fatal(len(list), err)
			}
			took = append(took, time.Since(began))
		}
		reportQuantiles(b, took)
	})
}

// typed are queries as they grow under the fingers.
var typed = []string{
	"a", "e", "z", "ad", "tr", "ex", "zu", "adm", "tra", "exp", "admi", "trab", "expe", "admin", "traba", "experi", "experiencia",
	"administra", "contable", "camarero", "gestión", "técnica", "trabajo con", "contable excel", "camarero turno noche",
	"administrativo contabilidad", "trabajo e", "jornada completa", `"jornada completa"`, `"atención cliente"`, `"de la" trab`,
	"qqq", "zzzzzz", "administrativo qqqq", "-", "",
}

// BenchmarkSearch is one keystroke each.
func BenchmarkSearch(b *testing.B) {
	eachSize(b, func(b *testing.B, dir string, _ int) {
		db := benchOpen(b, dir)
		var took []time.Duration
		worst, query := time.Duration(0), ""
		for b.Loop() {
			for _, q := range typed {
				began := time.Now()
				if _, _, err := db.Account(me).Search(b.Context(), q, 200); err != nil {
					b.Fatal(err)
				}
				d := time.Since(began)
				if took = append(took, d); d > worst {
					worst, query = d, q
				}
			}
		}
		reportQuantiles(b, took)
		b.Logf("the slowest: %q, %v", query, worst)
	})
}

// BenchmarkSavePage saves a page of the list that is new, with offers and
// timelines.
func BenchmarkSavePage(b *testing.B) {
	eachSize(b, func(b *testing.B, dir string, n int) {
		copied := b.TempDir()
		if err := copyFile(filepath.Join(dir, fileName), filepath.Join(copied, fileName)); err != nil {
			b.Fatal(err)
		}
		db := benchOpen(b, copied)
		g := newRealisticGenerator(2)
		g.made = n
		var took []time.Duration
		for b.Loop() {
			page := g.batch(30)
			began := time.Now()
			if err := db.Account(me).Save(b.Context(), page); err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Since(began))
		}
		reportQuantiles(b, took)
	})
}
