package ui

import (
	"slices"
	"testing"

	"candidaturas/tracker"

	"fyne.io/fyne/v2"
)

// TestBannerAppearsInSight in the lowest of windows, with the largest text: from its
// first line on, and as much of it as there is room for.
func TestBannerAppearsInSight(t *testing.T) {
	for _, sc := range scenes() {
		if !slices.Contains([]string{"banner-offline", "banner-expired", "banner-storage-restored", "banner-partial"}, sc.name) {
			continue
		}
		t.Run(sc.name, func(t *testing.T) {
			l := sc.look("es")
			l.size, l.theme = phone, NewFixedTheme(l.variant)
			l.theme.text = 2
			s := newStage(t, l)
			sc.play(s)
			settleLayout(s, phone)
			v := s.window.applications
			at, in := placeIn(v.topArea.Content, v.banners.box.Objects[0])
			if !in || at.Y < v.topArea.Offset.Y || at.Y+4*lineHeight() > v.topArea.Offset.Y+v.topArea.Size().Height {
				t.Errorf("it begins at %.0f, and one sees from %.0f to %.0f", at.Y, v.topArea.Offset.Y, v.topArea.Offset.Y+v.topArea.Size().Height)
			}
			if least := scaled(30); v.list.Size().Height < least || v.listArea.Objects[0].Size().Height < least {
				t.Errorf("the list is %.0f high, what narrows it down %.0f", v.list.Size().Height, v.listArea.Objects[0].Size().Height)
			}
		})
	}
}

// TestBannerLeavesTheReaderAlone when nothing but the time in its text has changed.
func TestBannerLeavesTheReaderAlone(t *testing.T) {
	l := normal
	l.size, l.theme = phone, NewFixedTheme(l.variant)
	l.theme.text = 2
	s := newStage(t, l)
	failing(tracker.ErrOffline)(s)
	settleLayout(s, phone)
	v := s.window.applications
	v.topArea.ScrollToOffset(fyne.Position{})
	again := slices.Clone(v.banners.shown)
	again[0].Text += " Otra hora."
	if v.banners.set(again) {
		t.Error("it counts as another one")
	}
	again = slices.Clone(again)
	again[0].Label = "Otra cosa"
	if !v.banners.set(again) {
		t.Error("another one does not count as such")
	}
}
