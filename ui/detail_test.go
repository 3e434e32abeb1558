package ui

import (
	"strings"
	"testing"

	"candidaturas/ui/present/presenttest"

	"fyne.io/fyne/v2"
)

// TestDetailWithoutOffer offers nothing that it cannot do.
func TestDetailWithoutOffer(t *testing.T) {
	s := newStage(t, normal)
	bare, timeline := application("a1", "Técnica", "Nortia", "Bilbao", day)
	bare.Offer.ID = ""
	other, _ := application("a2", "Técnica", "Nortia", "Bilbao", day)
	s.source = presenttest.NewSource(bare, other)
	s.source.SetTimeline("a1", timeline...)
	s.track()
	s.signedIn().choose("a1")
	buttons := func() (found []string) {
		for _, name := range controls(s.window.applications.detail.object) {
			if strings.Contains(name, "InfoJobs") || strings.Contains(name, "enlace") {
				found = append(found, name)
			}
		}
		return found
	}
	if got := buttons(); len(got) != 0 {
		t.Errorf("shown: %q", got)
	}
	s.window.focus(s.window.applications.list)
	key(s.window.applications.list, fyne.KeyF6)
	if s.window.focused() != s.window.applications.detail.pane { // there is still something to read
		t.Errorf("F6 leads to %T", s.window.focused())
	}
	s.choose("a2")
	if got := buttons(); len(got) != 2 {
		t.Errorf("shown: %q", got)
	}
}
