package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
)

// TestRowShowsThatItFolds, and what belongs to it.
func TestRowShowsThatItFolds(t *testing.T) {
	s := newStage(t, normal).news()
	l := s.window.applications.list
	parts := func(title string) *rowRenderer {
		for _, o := range l.content.Seen {
			if r := o.(*row); r.data.Title == title {
				return test.WidgetRenderer(r).(*rowRenderer)
			}
		}
		t.Fatalf("no row %q", title)
		return nil
	}
	sign := func(d *rowRenderer) string {
		if d.fold.Hidden {
			return ""
		}
		_, file, _ := strings.Cut(d.fold.Resource.Name(), "symbols/")
		return file
	}
	settleLayout(s, normal.size)
	title := s.window.words.N("news.rejected", 3)
	if got := sign(parts(title)); got != "expand.svg" {
		t.Errorf("folded, the sign is %q", got)
	}
	s.unfold()
	settleLayout(s, normal.size)
	fold, within, plain := parts(title), parts("Secretaria de dirección"), parts("Dependienta")
	if sign(fold) != "collapse.svg" || sign(within)+sign(plain) != "" {
		t.Errorf("unfolded, the signs are %q, %q and %q", sign(fold), sign(within), sign(plain))
	}
	if within.title.Position().X <= fold.place.Position().X || plain.title.Position().X != fold.place.Position().X {
		t.Errorf("what belongs to it begins at %.0f, it at %.0f, others at %.0f", within.title.Position().X, fold.place.Position().X, plain.title.Position().X)
	}
	if within.title.Position().X != fold.title.Position().X || fold.icon.Visible() || !within.icon.Visible() {
		t.Error("the titles do not stand one under the other, or what only folds has the sign of a status")
	}
	if within.dot.Position().X != plain.dot.Position().X {
		t.Error("the marks of what is unseen do not stand one under the other")
	}
}
