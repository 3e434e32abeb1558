package tracker

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func anyListed(t *rapid.T) Summary {
	s := anySummary(t)
	text := func(label string) string {
		return rapid.SampledFrom([]string{"", "alba", "Álava", "ALBA", "nube", "ñu", "zeta"}).Draw(t, label)
	}
	s.Title, s.Company, s.City, s.CV = text("title"), text("company"), text("city"), text("cv")
	s.Applicants = rapid.IntRange(-1, 3).Draw(t, "applicants")
	if n := rapid.IntRange(0, 5).Draw(t, "read"); n > 0 {
		s.Read, s.ReadAt = true, day(n)
	}
	if rapid.IntRange(0, 5).Draw(t, "undated") == 0 {
		s.AppliedAt, s.AnsweredAt = time.Time{}, time.Time{}
	}
	return s
}

// dictionary is the order of the texts of anyListed.
var dictionary = map[string]int{"Álava": 1, "alba": 2, "ALBA": 2, "nube": 3, "ñu": 4, "zeta": 5}

// rank says what a column shows, as a number, and whether it is known.
func rank(a *Summary, by Column) (n int64, known bool) {
	of := func(t time.Time) (int64, bool) { return t.Unix(), !t.IsZero() }
	text := func(s string) (int64, bool) { return int64(dictionary[s]), s != "" }
	switch by {
	case ColumnTitle:
		return text(a.Title)
	case ColumnCompany:
		return text(a.Company)
	case ColumnCity:
		return text(a.City)
	case ColumnCV:
		return text(a.CV)
	case ColumnStage:
		return int64(a.Stage), true
	case ColumnRead:
		return of(a.ReadAt)
	case ColumnApplied:
		return of(a.AppliedAt)
	case ColumnNews:
		return of(a.NewsAt)
	case ColumnSilence:
		n, known = of(a.NewsAt)
		return -n, known && !a.Stage.Ended()
	}
	return int64(a.Applicants), a.Applicants >= 0
}

// TestSelectModel compares selections with what a look at each application says, and
// a sort that is easy to believe.
func TestSelectModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := newRows()
		model := map[string]Summary{}
		for range rapid.IntRange(0, 40).Draw(t, "applications") {
			s := anyListed(t)
			model[s.ID] = s
		}
		all := modelList(model)
		r.fill(slices.Clone(all))
		l := r.snapshot()
		f, o := anyFilter(t, all), Order{
			By:         rapid.SampledFrom(append(Columns(), ColumnGroup)).Draw(t, "by"),
			Descending: rapid.Bool().Draw(t, "descending"),
		}
		if !f.Scope.Valid() || !o.Valid() {
			t.Fatal("not valid")
		}
		want := slices.DeleteFunc(slices.Clone(all), func(s Summary) bool { return !modelWants(f, s) })
		if o.By != ColumnGroup {
			slices.SortStableFunc(want, func(a, b Summary) int { return modelOrder(&a, &b, o) })
		}
		got, err := l.Select(context.Background(), f, o)
		if err != nil {
			t.Fatal(err)
		}
		checkSelection(t, got, want, all, o)
	})
}

func anyFilter(t *rapid.T, all []Summary) Filter {
	f := Filter{
		Scope:  rapid.SampledFrom([]Scope{ScopeActive, ScopeAll, ScopeArchived}).Draw(t, "scope"),
		Unseen: rapid.IntRange(0, 3).Draw(t, "unseen") == 0, Starred: rapid.IntRange(0, 3).Draw(t, "starred") == 0,
	}
	if rapid.IntRange(0, 3).Draw(t, "some stages") == 0 {
		f.Stages = []Stage{StageRead, StageRejected, StageInProcess}
	}
	if rapid.IntRange(0, 1).Draw(t, "among") == 0 {
		f.Among = map[string]bool{"nobody's": true}
		for range rapid.IntRange(0, 1+len(all)).Draw(t, "found") { // few of many, or nearly all
			f.Among[fmt.Sprint(rapid.IntRange(0, 40).Draw(t, "id"))] = true
		}
	}
	return f
}

func modelWants(f Filter, s Summary) bool {
	switch f.Scope {
	case ScopeActive:
		if s.Archived || s.Stage.Ended() {
			return false
		}
	case ScopeAll:
		if s.Archived {
			return false
		}
	case ScopeArchived:
		if !s.Archived {
			return false
		}
	}
	if f.Unseen && !s.Unseen || f.Starred && !s.Starred {
		return false
	}
	if len(f.Stages) > 0 && !slices.Contains(f.Stages, s.Stage) {
		return false
	}
	return f.Among == nil || f.Among[s.ID]
}

func modelOrder(a, b *Summary, o Order) int {
	x, xKnown := rank(a, o.By)
	y, yKnown := rank(b, o.By)
	switch {
	case xKnown && yKnown && o.Descending:
		return cmp.Compare(y, x)
	case xKnown && yKnown:
		return cmp.Compare(x, y)
	case xKnown:
		return -1
	case yKnown:
		return 1
	}
	return 0
}

func checkSelection(t *rapid.T, s *Selection, want, all []Summary, o Order) {
	var got []Summary
	for i, a := range s.Items {
		got = append(got, *a)
		if s.Index(a.ID) != i {
			t.Fatalf("Index(%s) = %d, want %d", a.ID, s.Index(a.ID), i)
		}
	}
	if !slices.Equal(got, want) {
		t.Fatalf("%+v\ninstead of\n%+v", got, want)
	}
	for _, a := range all {
		if !slices.Contains(want, a) && s.Index(a.ID) != -1 {
			t.Fatalf("%s is not wanted and has an index", a.ID)
		}
	}
	if s.Index("nobody's") != -1 {
		t.Fatal("what is not there has an index")
	}
	if (s.Groups != nil) != (o.By == ColumnGroup) {
		t.Fatalf("groups %v", s.Groups)
	}
	if s.Groups == nil {
		return
	}
	n := 0
	for g := GroupMoving; g <= GroupEnded; g++ {
		items, first := s.Group(g)
		if first != n {
			t.Fatalf("group %d begins at %d, want %d", g, first, n)
		}
		for _, a := range items {
			if a.Stage.Group() != g {
				t.Fatalf("%s is in group %d", a.ID, g)
			}
		}
		n += len(items)
	}
	if n != len(s.Items) {
		t.Fatalf("%d of %d are in groups", n, len(s.Items))
	}
}

// TestSelectAccents: what differs in case alone is alike; accents count when the
// letters do not differ.
func TestSelectAccents(t *testing.T) {
	r := newRows()
	var all []Summary
	for i, title := range []string{"Ñandú", "zorro", "nieve", "oso", "Árbol", "arbol", "ARBOL", "árbol", "", "Arce", "Administración 2"} {
		// The later, the earlier in the list.
		all = append(all, Summary{ID: fmt.Sprint(i), Title: title, AppliedAt: day(0), NewsAt: day(i)})
	}
	r.fill(all)
	for descending, want := range map[bool][]string{
		false: {"Administración 2", "ARBOL", "arbol", "árbol", "Árbol", "Arce", "nieve", "Ñandú", "oso", "zorro", ""},
		true:  {"zorro", "oso", "Ñandú", "nieve", "Arce", "árbol", "Árbol", "ARBOL", "arbol", "Administración 2", ""},
	} {
		s, err := r.snapshot().Select(t.Context(), Filter{}, Order{ColumnTitle, descending})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, a := range s.Items {
			got = append(got, a.Title)
		}
		if !slices.Equal(got, want) {
			t.Errorf("descending %v: %q instead of %q", descending, got, want)
		}
	}
}

// TestSelectCancelled: whatever it is busy with, it says so.
func TestSelectCancelled(t *testing.T) {
	r := newRows()
	r.fill(invented(5000))
	l := r.snapshot()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	all := map[string]bool{}
	for a := range l.All() {
		all[a.ID] = true
	}
	for _, f := range []Filter{{}, {Scope: ScopeAll}, {Scope: ScopeArchived}, {Scope: ScopeAll, Among: all}, {Among: map[string]bool{"a": true}}} {
		for _, by := range append(Columns(), ColumnGroup) {
			if s, err := l.Select(ctx, f, Order{By: by}); s != nil || !errors.Is(err, context.Canceled) {
				t.Errorf("%q by %q: %v, %v", f.Scope, by, s, err)
			}
		}
	}
}

// TestSelectIncomplete: of a list that is still being read it is what is there.
func TestSelectIncomplete(t *testing.T) {
	r := newRows()
	r.fill(invented(30))
	r.complete, r.counts = false, map[Group]int{GroupSent: 900}
	l := r.snapshot()
	s, err := l.Select(t.Context(), Filter{Scope: ScopeAll}, Order{})
	if err != nil || len(s.Items) != 30 || s.Groups[groups] != 30 {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestNoSuchScopeOrColumn(t *testing.T) {
	if Scope("x").Valid() || (Order{By: "x"}).Valid() {
		t.Error("there is one")
	}
}
