package ui

import (
	"slices"
	"testing"

	"candidaturas/ui/look"
	"candidaturas/ui/present"
	"candidaturas/ui/uitest"
)

// TestStatusLineIsNotCut in the narrowest window, with the largest text: what matters
// most is whole, and of the other at least half.
func TestStatusLineIsNotCut(t *testing.T) {
	if testing.Short() {
		t.Skip("it goes through screens, as TestScreens does")
	}
	for _, sc := range scenes() {
		if !slices.Contains([]string{"list", "list-search", "list-downloading", "list-cancelled", "list-signing-out", "news"}, sc.name) {
			continue
		}
		for _, lang := range languages(t) {
			for _, text := range []int{100, 200} {
				l := sc.look(lang)
				l.size, l.theme = uitest.Phone, look.New(look.Choice{Mode: look.Light, TextSize: text})
				s := newStage(t, l)
				sc.play(s)
				settleLayout(s, l.size)
				status := s.window.applications.status
				first, second := status.updated, status.counts
				if status.text.CountsFirst {
					first, second = second, first
				}
				if wanted := first.WidthOf(first.Text); first.Text == "" || wanted > first.Size().Width {
					t.Errorf("%s, %s, %d %%: %q wants %.0f of %.0f", sc.name, lang, text, first.Text, wanted, first.Size().Width)
				}
				if wanted := second.WidthOf(second.Text); wanted/2 > second.Size().Width {
					t.Errorf("%s, %s, %d %%: %q wants %.0f of %.0f", sc.name, lang, text, second.Text, wanted, second.Size().Width)
				}
			}
		}
	}
}

// TestStatusLineSaysMoreWhereThereIsRoom, and as soon as there is.
func TestStatusLineSaysMoreWhereThereIsRoom(t *testing.T) {
	l := normal
	l.size, l.theme = uitest.Phone, look.New(look.Choice{Mode: look.Light, TextSize: 150})
	s := newStage(t, l)
	s.search().signedIn()
	settleLayout(s, uitest.Phone)
	status := s.window.applications.status
	if got := status.counts.Text; got != "10 candidaturas" {
		t.Errorf("in a narrow window: %q", got)
	}
	settleLayout(s, normal.size)
	if got := status.counts.Text; got != "10 candidaturas · 7 activas" {
		t.Errorf("in a wide window: %q", got)
	}
	status.set(present.StatusLine{Counts: "11 candidaturas", Updated: "ahora"})
	if status.counts.Text != "11 candidaturas" || status.updated.Text != "ahora" {
		t.Errorf("%q, %q", status.counts.Text, status.updated.Text)
	}
}
