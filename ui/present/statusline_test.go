package present

import "testing"

// TestListStatus says how much there is and how new that is, and less where there is no
// room for that: what the person looks for goes before how new the list is.
func TestListStatus(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"), listed("b"))
		want := StatusLine{
			Counts: "2 candidaturas · 2 activas", ShortCounts: "2 candidaturas",
			Updated: "Actualizado hace un momento", ShortUpdated: "hace un momento",
		}
		if s.apps.Status != want {
			t.Errorf("%+v\nwant %+v", s.apps.Status, want)
		}
		s.list().ShowSection(SectionNews)
		if got := s.apps.Status; got.UpdatedNext <= want.Updated || got.Updated != want.Updated {
			t.Errorf("in «Novedades» %+v", got)
		}
		s.list().ShowSection(SectionApplications)
		s.list().Filters.Search("a")
		s.settle()
		got := s.apps.Status
		if got.Counts != "1 coincide · 2 candidaturas · 2 activas" || got.ShortCounts != "1 coincide" || !got.CountsFirst {
			t.Errorf("of a search %+v", got)
		}
	})
}
