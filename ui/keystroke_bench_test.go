package ui

import (
	"slices"
	"testing"
	"time"

	"candidaturas/auth"
	"candidaturas/tracker"
	"candidaturas/ui/present/presenttest"
)

// typed is what a person types, letter by letter: frequent words, rare ones,
// several, and some that are not there.
var typed = []string{"experiencia", "administrativo contable", "camarero turno noche", "zugaviña", "Bilbao", "xyz qqq", "de la empresa"}

// beginnings are the texts in the field. A space at the end changes nothing.
func beginnings() (all []string) {
	for _, text := range typed {
		for i := range text + " " {
			if i > 0 && text[i-1] != ' ' {
				all = append(all, text[:i])
			}
		}
	}
	return all
}

// BenchmarkKeystrokeToList is from a letter in the search field to the rows that it
// leaves, laid out in the window: searching, picking out, words and widgets, all but
// the graphics card's part.
func BenchmarkKeystrokeToList(b *testing.B) {
	presenttest.EachStored(b, "../build/bench", func(b *testing.B, t *tracker.Tracker) {
		s := newStage(b, normal)
		s.now, s.conn.tracker = time.Now(), t
		s.session.Set(auth.Status{State: auth.Active, Stored: true, Account: presenttest.Account})
		s.start().settle()
		list, field := s.window.applications.list, s.window.applications.filters.field
		var took []time.Duration
		for b.Loop() {
			for _, text := range beginnings() {
				began := time.Now()
				field.SetText(text)
				before := list.rows // they stay until it is known what is found
				s.until("what is found", func() bool { return list.rows != before })
				took = append(took, time.Since(began))
			}
		}
		slices.Sort(took)
		at := func(q float64) float64 { return float64(took[int(q*float64(len(took)-1))]) / float64(time.Millisecond) }
		b.ReportMetric(at(0.50), "p50-ms")
		b.ReportMetric(at(0.95), "p95-ms")
		b.ReportMetric(0, "ns/op")
	})
}
