package tracker

import (
	"fmt"
	"testing"
	"time"
)

// BenchmarkListRefresh takes one changed application into a list, takes a snapshot
// and reads the first rows of it, as many as a window shows.
func BenchmarkListRefresh(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			r := newRows()
			r.fill(invented(n))
			r.snapshot()
			now := day(0)
			for i := 0; b.Loop(); i++ {
				now = now.Add(time.Second)
				s := inventedSummary(i * 7919 % n) // all over the list
				s.NewsAt = now
				r.set([]Summary{s})
				if rows := firstRows(r.snapshot()); rows != 30 {
					b.Fatal(rows, " rows")
				}
			}
		})
	}
}

// firstRows reads the first rows of a list, group after group, and returns how
// many there are.
func firstRows(l *List) (n int) {
	for g := GroupMoving; g <= GroupEnded && n < 30; g++ {
		for i := 0; n < 30 && l.At(g, i) != nil; i++ {
			n++
		}
	}
	return n
}

func invented(n int) []Summary {
	list := make([]Summary, n)
	for i := range list {
		list[i] = inventedSummary(i)
	}
	return list
}

// inventedSummary is of an application that has come as far as the others before
// and after it, and was answered or not.
func inventedSummary(i int) Summary {
	s := Summary{
		ID: fmt.Sprintf("%08x", i*2654435761%(1<<32)), Title: "Title", Company: "Company", City: "City",
		AppliedAt: day(0).Add(-time.Duration(i) * time.Minute), Stage: StageReceived + Stage(i%int(StageHired)),
	}
	s.NewsAt = s.AppliedAt.Add(time.Duration(i%97) * time.Hour)
	if i%3 == 0 {
		s.AnsweredAt = s.NewsAt
	}
	return s
}

// BenchmarkSelect picks out of a list and orders: what happens at a click on a
// filter or on the head of a column.
func BenchmarkSelect(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		r := newRows()
		all := invented(n)
		for i := range all {
			all[i].Title = fmt.Sprintf("Técnica de nóminas número %d", i*7919%n)
			all[i].Company = fmt.Sprintf("Empresa %d", i*31%(n/10))
		}
		r.fill(all)
		l := r.snapshot()
		few := map[string]bool{}
		for i := range 200 {
			few[all[i*(n/200)].ID] = true
		}
		for _, bench := range []struct {
			name string
			f    Filter
			o    Order
		}{
			{"active", Filter{}, Order{}},
			{"all", Filter{Scope: ScopeAll}, Order{}},
			{"found", Filter{Scope: ScopeAll, Among: few}, Order{}},
			{"found by title", Filter{Scope: ScopeAll, Among: few}, Order{By: ColumnTitle}},
			{"by title", Filter{Scope: ScopeAll}, Order{By: ColumnTitle}},
			{"by company", Filter{Scope: ScopeAll}, Order{By: ColumnCompany, Descending: true}},
			{"by applied", Filter{Scope: ScopeAll}, Order{By: ColumnApplied}},
			{"by silence", Filter{Scope: ScopeAll}, Order{By: ColumnSilence, Descending: true}},
		} {
			b.Run(fmt.Sprintf("%d/%s", n, bench.name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if s, err := l.Select(b.Context(), bench.f, bench.o); err != nil || len(s.Items) == 0 {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
