package tracker

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func anySummary(t *rapid.T) Summary {
	s := Summary{
		ID:        fmt.Sprint(rapid.IntRange(0, 40).Draw(t, "id")),
		Stage:     Stage(rapid.IntRange(int(StageReceived), int(LastStage)).Draw(t, "stage")),
		AppliedAt: day(0),
		Archived:  rapid.IntRange(0, 4).Draw(t, "archived") == 0,
		Starred:   rapid.Bool().Draw(t, "starred"),
		Unseen:    rapid.Bool().Draw(t, "unseen"),
	}
	if n := rapid.IntRange(0, 60).Draw(t, "news"); n > 0 {
		s.NewsAt = day(n)
	}
	if n := rapid.IntRange(-2, 60).Draw(t, "answered"); n > 0 {
		s.AnsweredAt = day(n)
	}
	return s
}

// TestListModel compares lists with sorted slices, also after they were followed
// by others.
func TestListModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := newRows()
		model := map[string]Summary{}
		type moment struct {
			list  *List
			model []Summary
		}
		var moments []moment
		for range rapid.IntRange(0, 12).Draw(t, "steps") {
			var batch []Summary
			for range rapid.IntRange(0, 9).Draw(t, "changed") {
				s := anySummary(t)
				model[s.ID] = s
				batch = append(batch, s)
			}
			if rapid.IntRange(0, 5).Draw(t, "anew") == 0 {
				batch = modelList(model)
				r.fill(slices.Clone(batch))
			} else {
				r.set(batch)
			}
			moments = append(moments, moment{r.snapshot(), modelList(model)})
		}
		for i, m := range moments {
			checkList(t, m.list, m.model)
			if i > 0 && m.list.Revision() <= moments[i-1].list.Revision() {
				t.Fatal("a later list has no greater revision")
			}
		}
	})
}

func modelList(model map[string]Summary) []Summary {
	var all []Summary
	for _, s := range model {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b Summary) int {
		return cmp.Or(cmp.Compare(a.Stage.Group(), b.Stage.Group()), b.NewsAt.Compare(a.NewsAt), cmp.Compare(a.ID, b.ID))
	})
	return all
}

func checkList(t *rapid.T, l *List, model []Summary) {
	var answers []time.Duration
	var byGroup [groups][]Summary
	for _, s := range model {
		if got := l.Find(s.ID); got == nil || *got != s {
			t.Fatalf("Find(%s) = %+v, want %+v", s.ID, got, s)
		}
		if !s.AnsweredAt.IsZero() {
			answers = append(answers, s.AnsweredAt.Sub(s.AppliedAt))
		}
		if s.Archived {
			if _, _, ok := l.Index(s.ID); ok {
				t.Fatalf("%s is archived and shown", s.ID)
			}
			continue
		}
		byGroup[s.Stage.Group()] = append(byGroup[s.Stage.Group()], s)
	}
	n := 0
	for g, want := range byGroup {
		n += len(want)
		checkGroup(t, l, Group(g), want)
	}
	if !l.Complete() || l.Len() != n || l.Find("nobody's") != nil {
		t.Fatalf("complete %v, %d shown, want %d", l.Complete(), l.Len(), n)
	}
	if got, want := l.Silence(), NewSilence(answers, 0); got != want {
		t.Fatalf("silence %+v, want %+v", got, want)
	}
	all := slices.Collect(l.All())
	if len(all) != len(model) || !slices.IsSortedFunc(all, func(a, b *Summary) int { return cmp.Compare(a.ID, b.ID) }) {
		t.Fatalf("All() gives %d, want %d", len(all), len(model))
	}
}

func checkGroup(t *rapid.T, l *List, g Group, want []Summary) {
	silent := 0
	for i, s := range want {
		if got := l.At(g, i); got == nil || *got != s {
			t.Fatalf("At(%d, %d) = %+v, want %+v", g, i, got, s)
		}
		if gotGroup, gotAt, ok := l.Index(s.ID); gotGroup != g || gotAt != i || !ok {
			t.Fatalf("Index(%s) = %d, %d, %v, want %d, %d", s.ID, gotGroup, gotAt, ok, g, i)
		}
		if _, is := l.Silence().Days(&s, day(61)); is {
			silent++
		}
	}
	if l.GroupLen(g) != len(want) || l.At(g, len(want)) != nil || l.At(g, -1) != nil {
		t.Fatalf("group %d: %d, want %d", g, l.GroupLen(g), len(want))
	}
	if got := l.SilentLen(g, day(61)); got != silent {
		t.Fatalf("group %d: %d silent, want %d", g, got, silent)
	}
}

func TestListNoGroup(t *testing.T) {
	l := newRows().snapshot()
	if l.GroupLen(-1) != 0 || l.GroupLen(GroupEnded+1) != 0 || l.At(-1, 0) != nil || l.At(GroupEnded+1, 0) != nil {
		t.Error("there is something in a group that there is not")
	}
	if l.Len() != 0 || !l.Complete() || l.Find("") != nil {
		t.Error("an empty list is not empty")
	}
	if _, _, ok := l.Index(""); ok {
		t.Error("an empty list has an index")
	}
}

// TestListRefreshIsCheap counts what a change of one row allocates: it must not
// grow with the list.
func TestListRefreshIsCheap(t *testing.T) {
	cost := func(n int) float64 {
		r := newRows()
		all := make([]Summary, n)
		for i := range all {
			all[i] = Summary{ID: fmt.Sprintf("%06d", i), AppliedAt: day(0), NewsAt: day(0).Add(time.Duration(n-i) * time.Second)}
		}
		r.fill(all)
		i := 0
		return testing.AllocsPerRun(50, func() {
			i++
			r.set([]Summary{{ID: fmt.Sprintf("%06d", i*7%n), AppliedAt: day(0), NewsAt: day(i)}})
			r.snapshot()
		})
	}
	few, many := cost(1000), cost(100_000)
	if many > 3*few {
		t.Errorf("%v allocations with 100,000 rows, %v with 1,000", many, few)
	}
}

// TestSummarizeApplicants: what the offer told last counts, then the detail.
func TestSummarizeApplicants(t *testing.T) {
	detail := func(n int) *Detail { return &Detail{CV: "CV general", Applicants: n} }
	for _, tt := range []struct {
		name string
		kept Kept
		cv   string
		want int
	}{
		{"nothing", Kept{}, "", -1},
		{"a detail that does not tell", Kept{Application: Application{Detail: detail(-1)}}, "CV general", -1},
		{"a detail", Kept{Application: Application{Detail: detail(0)}}, "CV general", 0},
		{"the offer", Kept{ApplicantsNow: &ApplicantCount{Count: 3}}, "", 3},
		{"both", Kept{Application: Application{Detail: detail(9)}, ApplicantsNow: &ApplicantCount{Count: 3}}, "CV general", 3},
	} {
		if s := Summarize(&tt.kept); s.CV != tt.cv || s.Applicants != tt.want {
			t.Errorf("%s: %q, %d", tt.name, s.CV, s.Applicants)
		}
	}
}
