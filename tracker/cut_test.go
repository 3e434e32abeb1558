package tracker_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"candidaturas/tracker"
)

// A cutList is a world of which the list is empty from a page on, although its
// total says more.
type cutList struct {
	*world
	from int // 0 for a list that is whole
}

func (c *cutList) Applications(ctx context.Context, page int) (tracker.Page, error) {
	p, err := c.world.Applications(ctx, page)
	if c.from > 0 && page >= c.from {
		p.Applications = nil
	}
	return p, err
}

// reading has the desk read another source.
func (d *desk) reading(source tracker.Source) *desk {
	d.t.Helper()
	d.Tracker = tracker.New(source, d.store, tracker.Options{Now: d.clock.now})
	if _, err := d.Resume(context.Background(), nil); err != nil {
		d.t.Fatal(err)
	}
	return d
}

// TestR15CutAtFirst: the baseline has not come to its end while a part of the list
// is not told. It is asked for again by the next synchronisation, then once a day.
func TestR15CutAtFirst(t *testing.T) {
	w := newWorld(90)
	source := &cutList{world: w, from: 2}
	d := newDesk(t, w).reading(source)
	twice := slices.Concat(pages(2), pages(2))
	for i, want := range [][]string{twice, twice, pages(1), pages(1)} {
		d.sync()
		if got := w.requests("list"); !slices.Equal(got, want) {
			t.Errorf("%d: asked for %v, want %v", i, got, want)
		}
		if s := d.State(); s.BaselineDone || !s.FullAt.IsZero() || !s.CheckedAt.Equal(d.clock.now()) || d.List().Len() != 30 {
			t.Errorf("%d: %d applications, state %+v", i, d.List().Len(), s)
		}
		d.clock.add(time.Hour)
	}
	source.from = 0
	d.clock.add(24 * time.Hour)
	d.sync()
	if got := w.requests("list"); !slices.Equal(got, pages(3)) || !d.State().BaselineDone || !d.State().PassAgainAt.IsZero() {
		t.Errorf("asked for %v, state %+v", got, d.State())
	}
	d.checkUpToDate()
	if news := d.news(); len(news) != 0 {
		t.Errorf("what was there at first is news: %v", news)
	}
}

// TestR15TotalIsTooHigh for good: when a day later the list still ends where it did,
// it is whole, and the baseline is over. Nobody is taken for gone on that ground.
func TestR15TotalIsTooHigh(t *testing.T) {
	w := newWorld(90)
	source := &cutList{world: w, from: 3}
	d := newDesk(t, w).reading(source)
	for day := range 5 {
		d.sync()
		if s := d.State(); s.BaselineDone != (day > 0) || d.List().Len() != 60 {
			t.Errorf("day %d: %d applications, state %+v", day, d.List().Len(), s)
		}
		d.clock.add(25 * time.Hour)
	}
	if news := d.news(); len(news) != 0 {
		t.Errorf("news: %v", news)
	}
	source.from = 0 // so it was not whole after all
	d.clock.add(25 * time.Hour)
	d.sync()
	d.checkUpToDate()
	if news := d.news(); len(news) != 0 || d.State().CutRows != 0 {
		t.Errorf("what was there at first is news: %v, state %+v", news, d.State())
	}
}

// TestR15CutOnce reads on as if nothing had been, when the second look is good.
func TestR15CutOnce(t *testing.T) {
	w := newWorld(90)
	source := &cutList{world: w, from: 2}
	d := newDesk(t, w).reading(source)
	w.before = func(context.Context, string) error {
		if len(w.asked) == 3 { // the second round begins
			source.from = 0
		}
		return nil
	}
	d.sync()
	d.checkUpToDate()
	if s := d.State(); !s.BaselineDone || !s.FullAt.Equal(d.clock.now()) || !s.PassAgainAt.IsZero() {
		t.Errorf("state %+v", s)
	}
}

// TestR14CutIsNotGone: what is below the cut is not missing, however often.
func TestR14CutIsNotGone(t *testing.T) {
	w := newWorld(90)
	source := &cutList{world: w}
	d := newDesk(t, w).reading(source)
	d.sync()
	w.requests()
	full := d.State().FullAt
	source.from = 2
	for i := range 5 {
		d.clock.add(24 * time.Hour)
		d.sync()
		if got, want := w.requests("list"), slices.Concat(pages(2), pages(2)); !slices.Equal(got, want) {
			t.Errorf("day %d: asked for %v", i, got)
		}
		if s := d.State(); !s.FullAt.Equal(full) || !s.CheckedAt.Equal(d.clock.now()) {
			t.Errorf("day %d: state %+v", i, s)
		}
	}
	for id := range w.apps {
		if k := d.kept(id); k.Missing != 0 {
			t.Fatalf("%s is missing", id)
		}
	}
	d.clock.add(-400 * 24 * time.Hour) // R16: what was put off is not for ever
	source.from = 0
	w.apps["a-010"].hidden = true
	d.sync()
	if k := d.kept("a-010"); k.Missing != 1 || !d.State().FullAt.Equal(d.clock.now()) {
		t.Errorf("missing %d, state %+v", k.Missing, d.State())
	}
	if news := d.news(); len(news) != 0 {
		t.Errorf("changes %v", news)
	}
}

// TestR15EmptyFirstPage: a check that is told nothing at all takes nothing from it
// but that it has to look again.
func TestR15EmptyFirstPage(t *testing.T) {
	w := newWorld(40)
	source := &cutList{world: w}
	d := newDesk(t, w).reading(source)
	d.sync()
	high := d.State().HighWater
	source.from = 1
	d.sync()
	if s := d.State(); !s.HighWater.Equal(high) || s.PassAgainAt.IsZero() {
		t.Errorf("state %+v", s)
	}
	source.from = 0
	w.requests()
	d.sync()
	if got := w.requests("list"); !slices.Equal(got, pages(2)) || !d.State().PassAgainAt.IsZero() {
		t.Errorf("asked for %v, state %+v", got, d.State())
	}
}

// An oddList is a world of which every list page has a row without an ID.
type oddList struct{ *world }

func (o oddList) Applications(ctx context.Context, page int) (tracker.Page, error) {
	p, err := o.world.Applications(ctx, page)
	if len(p.Applications) > 0 {
		p.Applications, p.Odd = p.Applications[1:], 1
	}
	return p, err
}

// TestR15OddRows: rows that nothing can be made of are no reason to look for more.
func TestR15OddRows(t *testing.T) {
	w := newWorld(70)
	d := newDesk(t, w).reading(oddList{w})
	d.sync()
	if got := w.requests("list"); !slices.Equal(got, pages(3)) || !d.State().BaselineDone || d.List().Len() != 67 {
		t.Errorf("asked for %v, %d applications, state %+v", got, d.List().Len(), d.State())
	}
}

// TestR14MetLate: an application of before the first complete pass is not news when
// it is met after it; one that was made since is, and so is what happens then.
func TestR14MetLate(t *testing.T) {
	w := newWorld(70)
	for _, id := range []string{"a-003", "a-040"} {
		w.later(id, tracker.KindCVRead)
		w.apps[id].hidden = true
	}
	w.later("a-050", tracker.KindCVRead)
	d := newDesk(t, w)
	d.sync()
	for _, id := range []string{"a-003", "a-040"} {
		w.apps[id].hidden = false
	}
	made := w.apply()
	d.sync()
	if got, want := d.news(), []string{made + " 1 1"}; !slices.Equal(got, want) {
		t.Errorf("changes %v, want %v", got, want)
	}
	w.later("a-003", tracker.KindInterviewed)
	d.clock.add(24 * time.Hour)
	d.sync()
	if got, want := d.news(), []string{made + " 1 1", "a-003 3 17"}; !slices.Equal(got, want) {
		t.Errorf("changes %v, want %v", got, want)
	}
	d.checkUpToDate()
}

// TestR14SlippedPast loses an application in a first pass that is never at rest. It
// is not news when it is found.
func TestR14SlippedPast(t *testing.T) {
	w := newWorld(90)
	d := newDesk(t, w)
	w.before = func(_ context.Context, what string) error {
		if what == "list 1" || what == "list 2" { // what page 2 would begin with moves up to page 1
			w.apps["a-089"].hidden = what == "list 2"
		}
		return nil
	}
	d.sync()
	w.before = nil
	if d.kept("a-059") != nil || !d.State().BaselineDone {
		t.Fatalf("nothing has slipped past, state %+v", d.State())
	}
	w.apps["a-089"].hidden = false
	d.clock.add(24 * time.Hour)
	d.sync()
	d.checkUpToDate()
	if news := d.news(); len(news) != 0 {
		t.Errorf("changes %v", news)
	}
}
