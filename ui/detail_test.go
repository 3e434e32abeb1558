package ui

import (
	"strings"
	"testing"

	"candidaturas/ui/present"
	"candidaturas/ui/present/presenttest"
	"candidaturas/ui/uitest"

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
	uitest.Key(s.window.applications.list, fyne.KeyF6)
	if s.window.focused() != s.window.applications.detail.pane {
		t.Errorf("F6 leads to %T", s.window.focused())
	}
	s.choose("a2")
	if got := buttons(); len(got) != 2 {
		t.Errorf("shown: %q", got)
	}
}

// TestDetailOfARemovedOffer leads to what is kept, not to a page that is gone.
func TestDetailOfARemovedOffer(t *testing.T) {
	s := newStage(t, normal).offers().signedIn().choose("a9")
	v := s.window.applications.detail
	if v.actions.open.Visible() || v.actions.copy.Visible() || !v.actions.kept.Visible() {
		t.Error("it leads to InfoJobs")
	}
	settleLayout(s, fyne.NewSize(1080, 300))
	s.window.focus(v.actions.kept)
	uitest.Key(v.actions.kept, fyne.KeyReturn)
	if v.shown.Tab != present.TabOffer || s.window.focused() != v.pane || !inView(v.pane.Scroll, v.tabs) {
		t.Errorf("tab %d, the focus is on %T, %v from the top", v.shown.Tab, s.window.focused(), v.pane.Scroll.Offset.Y)
	}
	s.choose("a1")
	if !v.actions.open.Visible() || !v.actions.copy.Visible() || v.actions.kept.Visible() {
		t.Error("it does not lead to InfoJobs")
	}
}
