package present

import (
	"fmt"
	"testing"
	"time"

	"candidaturas/tracker"
	"candidaturas/ui/present/presenttest"
)

// BenchmarkRows puts a list together and its first 30 rows into words: what the
// window asks for when the list has changed.
func BenchmarkRows(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			kept := make([]tracker.Kept, n)
			for i := range kept {
				kept[i].Application = *application(fmt.Sprintf("%06d", i), tracker.KindApplied, tracker.KindCVRead)
			}
			list, w := presenttest.ListOf(b, kept...), words(b, "es")
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
