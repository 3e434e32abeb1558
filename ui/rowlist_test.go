package ui

import (
	"fmt"
	"testing"

	"candidaturas/tracker"
	"candidaturas/ui/look"
	"candidaturas/ui/present/presenttest"
	"candidaturas/ui/uitest"

	"fyne.io/fyne/v2"
)

// many returns a list of n applications in the given stage.
func many(n int, events ...tracker.Event) []tracker.Application {
	apps := make([]tracker.Application, 0, n)
	for i := range n {
		a, _ := application(fmt.Sprintf("id%05d", i), fmt.Sprintf("Puesto %d", i), "Empresa", "Madrid", day, events...)
		apps = append(apps, a)
	}
	return apps
}

// listed shows n applications under two headings.
func listed(t *testing.T, n int) (*stage, *rowList) {
	t.Helper()
	s := newStage(t, normal)
	apps := append(many(n/2, event(tracker.KindContinues, 0)), many(n, nil...)[n/2:]...)
	s.source = presenttest.NewSource(apps...)
	s.track()
	s.signedIn()
	settleLayout(s, normal.size)
	return s, s.window.applications.list
}

func TestRowListDrawsOnlyWhatShows(t *testing.T) {
	_, l := listed(t, 500)
	if got := len(l.content.Pool); got > 20 {
		t.Errorf("%d rows were made for a window that shows about nine", got)
	}
	if l.content.MinSize().Height < 500*l.metrics.rowH {
		t.Errorf("the list is %.0f high", l.content.MinSize().Height)
	}
}

func TestRowListKeys(t *testing.T) {
	s, l := listed(t, 100)
	at := func() int { return l.rows.Index(l.selected) }
	s.window.focus(l)
	uitest.Key(l, fyne.KeyDown)
	if at() != 1 { // 0 is the heading
		t.Fatalf("Down chose entry %d", at())
	}
	uitest.Key(l, fyne.KeyUp)
	if at() != 1 || l.scroll.Offset.Y != 0 {
		t.Errorf("Up at the top: entry %d at %.0f", at(), l.scroll.Offset.Y)
	}
	uitest.Key(l, fyne.KeyEnd)
	if at() != l.rows.Len()-1 {
		t.Errorf("End chose entry %d of %d", at(), l.rows.Len())
	}
	if bottom := l.scroll.Offset.Y + l.scroll.Size().Height; bottom+9 < l.content.MinSize().Height {
		t.Errorf("End shows down to %.0f of %.0f", bottom, l.content.MinSize().Height)
	}
	uitest.Key(l, fyne.KeyPageUp)
	if at() >= l.rows.Len()-2 {
		t.Errorf("a page up chose entry %d of %d", at(), l.rows.Len())
	}
	uitest.Key(l, fyne.KeyHome)
	if at() != 1 || l.scroll.Offset.Y != 0 {
		t.Errorf("Home: entry %d at %.0f", at(), l.scroll.Offset.Y)
	}
	for range 60 { // past the second heading
		uitest.Key(l, fyne.KeyDown)
	}
	if at() != 62 {
		t.Errorf("60 times Down chose entry %d, want 62", at())
	}
	uitest.Key(l, fyne.KeyPageDown)
	for i := l.content.At(l.scroll.Offset.Y); i <= at(); i++ {
		if i == at() && l.top(i+1) > l.scroll.Offset.Y+l.scroll.Size().Height+1 {
			t.Error("the chosen entry is not in sight")
		}
	}
}

// TestRowListKeepsTheChosenInView where it gets less room or larger text, but not from
// who has scrolled elsewhere.
func TestRowListKeepsTheChosenInView(t *testing.T) {
	s, l := listed(t, 100)
	inSight := func(after string) {
		t.Helper()
		i := l.rows.Index(l.selected)
		if top, bottom := l.top(i)-l.scroll.Offset.Y, l.top(i+1)-l.scroll.Offset.Y; top < -1 || bottom > l.scroll.Size().Height+1 {
			t.Errorf("after %s the chosen row is from %.0f to %.0f of %.0f", after, top, bottom, l.scroll.Size().Height)
		}
	}
	s.window.focus(l)
	for range 6 {
		uitest.Key(l, fyne.KeyDown)
	}
	settleLayout(s, uitest.Tablet)
	inSight("a smaller window")
	s.app.Settings().Theme().(*look.Theme).Set(look.Choice{Mode: look.Light, TextSize: 200})
	restyleAll(s.app)
	settleLayout(s, uitest.Tablet)
	inSight("larger text")
	l.scroll.ScrollToOffset(fyne.NewPos(0, 3000))
	settleLayout(s, uitest.Phone)
	if at := l.scroll.Offset.Y; at != 3000 {
		t.Errorf("who has scrolled on to 3000 is thrown back to %.0f", at)
	}
}

// TestRowListKeepsTheChoice: the chosen application stays chosen when it moves.
func TestRowListKeepsTheChoice(t *testing.T) {
	s := newStage(t, normal).search().signedIn()
	l := s.window.applications.list
	s.choose("a2")
	before := l.rows.Index("a2")
	s.window.list().Filters.SetScope("all")
	if l.selected != "a2" || l.rows.Index("a2") != before {
		t.Errorf("showing all changed the choice to %q", l.selected)
	}
	fresh, _ := application("new", "Puesto nuevo", "Empresa", "Madrid", 0, event(tracker.KindContinues, 0))
	a2, _ := application("a2", "Administrativo contable", "Grupo Alba", "Getxo", 12*day, event(tracker.KindContinues, 26*60))
	s.source.SetApplications(fresh, a2)
	s.window.list().Downloads.Refresh()
	s.settle()
	if l.selected != "a2" || s.window.applications.detail.shown.ID != "a2" {
		t.Errorf("after a refresh %q is chosen", l.selected)
	}
}
