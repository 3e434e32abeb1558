package present

import (
	"slices"
	"testing"
)

// TestStatusLines say less and less: what the person looks for, or how new the list
// is, in the end.
func TestStatusLines(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"), listed("b"))
		want := []StatusLine{
			{"2 candidaturas · 2 activas", "Actualizado hace un momento"},
			{"2 candidaturas", "Actualizado hace un momento"},
			{"2 candidaturas", "hace un momento"},
			{"", "Actualizado hace un momento"},
			{"", "hace un momento"},
		}
		if !slices.Equal(s.apps.Status, want) {
			t.Errorf("%q\nwant %q", s.apps.Status, want)
		}
		s.shell.ShowSection(SectionNews)
		if got := s.apps.Status; got[0].Updated <= want[0].Updated || got[2] != want[1] {
			t.Errorf("in «Novedades» %q", got)
		}
		s.shell.ShowSection(SectionApplications)
		s.shell.Search("a")
		s.settle()
		got := s.apps.Status
		last := got[len(got)-1]
		if got[0].Counts != "1 coincide · 2 candidaturas · 2 activas" || last != (StatusLine{Counts: "1 coincide"}) {
			t.Errorf("of a search %q", got)
		}
	})
}
