package present

import (
	"testing"
	"time"

	"candidaturas/tracker"
	"candidaturas/ui/present/presenttest"
)

// BenchmarkRows puts a list together and its first 30 rows into words: what the
// window asks for when the list has changed.
func BenchmarkRows(b *testing.B) {
	presenttest.EachStored(b, "../../build/bench", func(b *testing.B, t *tracker.Tracker) {
		list, w := t.List(), words(b, "es")
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
