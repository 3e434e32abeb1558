package tracker

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

func listOf(all ...Summary) *List {
	r := newRows()
	r.fill(all)
	return r.snapshot()
}

func idsOf(all []*Summary) []string {
	var ids []string
	for _, s := range all {
		ids = append(ids, s.ID)
	}
	return ids
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "Técnica DE Nóminas": "tecnica de nominas", "PEÑA": "pena", "ſtraße": "straße", "Ⅳ": "iv", "a\u0301": "a", "ABC": "abc",
	} {
		if got := Fold(text); got != want {
			t.Errorf("%q: %q instead of %q", text, got, want)
		}
	}
}

func TestCompanyMemory(t *testing.T) {
	after := func(n, days int) time.Time { return day(n).AddDate(0, 0, days) }
	l := listOf(
		Summary{ID: "a", Company: "Grupo Álamo", AppliedAt: day(0), Read: true, AnsweredAt: after(0, 40)},
		Summary{ID: "b", Company: "GRUPO  ALAMO ", AppliedAt: day(10), Archived: true, AnsweredAt: after(10, 4), Read: true},
		Summary{ID: "c", Company: "grupo alamo", AppliedAt: day(20), Gone: true, Stage: StageClosed},
		Summary{ID: "d", Company: "Grupo Alamo", AppliedAt: day(30)},
		Summary{ID: "undated", Company: "Grupo Alamo", AnsweredAt: day(99)},
		Summary{ID: "other", Company: "Grupo Alamos", AppliedAt: day(1)},
		Summary{ID: "nobody", Company: " "},
		Summary{ID: "nobody too"},
		Summary{ID: "alone", Company: "Sola", AppliedAt: day(5)},
	)
	for _, tt := range []struct {
		id     string
		want   Company
		others []string
	}{
		{"c", Company{
			Total: 5, Read: 2, Unread: 3, Nth: 3, Answered: 3,
			Fastest: 4 * day24,
		}, []string{"d", "b", "a", "undated"}},
		{"undated", Company{
			Total: 5, Read: 2, Unread: 3, Answered: 3,
			Fastest: 4 * day24,
		}, []string{"d", "c", "b", "a"}},
		{"alone", Company{Total: 1, Unread: 1, Nth: 1, Fastest: -1}, nil},
		{"nobody", Company{Fastest: -1}, nil},
		{"unknown", Company{Fastest: -1}, nil},
	} {
		got := CompanyMemory(l, tt.id)
		others := idsOf(got.Others)
		got.Others = nil
		if fmt.Sprint(got) != fmt.Sprint(tt.want) || !slices.Equal(others, tt.others) {
			t.Errorf("%s: %+v and %q, want %+v and %q", tt.id, got, others, tt.want, tt.others)
		}
	}
}

func TestCompanyMemoryIsShort(t *testing.T) {
	var all []Summary
	for i := range 200 {
		all = append(all, Summary{ID: fmt.Sprint(i), Company: "Alba", AppliedAt: day(i)})
	}
	c := CompanyMemory(listOf(all...), "100")
	if c.Total != 200 || c.Nth != 101 || len(c.Others) != mostOthers || c.Others[0].ID != "199" {
		t.Errorf("%+v", c)
	}
}

func TestDuplicates(t *testing.T) {
	l := listOf(
		Summary{ID: "a", OfferID: "1", Company: "Alba", Title: "Técnica", AppliedAt: day(1)},
		Summary{ID: "b", OfferID: "2", Company: "ALBA", Title: "tecnica ", AppliedAt: day(2), Archived: true},
		Summary{ID: "c", OfferID: "1", Company: "otra", Title: "otra", AppliedAt: day(3)},
		Summary{ID: "d", OfferID: "1", Company: "Alba", Title: "Técnica", AppliedAt: day(4)},
		Summary{ID: "e", OfferID: "3", Company: "Alba", Title: "Otra", AppliedAt: day(1)},
		Summary{ID: "f", OfferID: "4", Company: "Nortia", Title: "Técnica", AppliedAt: day(1)},
		Summary{ID: "g", OfferID: "1", Company: "Alba", Title: "Técnica"},
		Summary{ID: "h", AppliedAt: day(1)},
		Summary{ID: "i", AppliedAt: day(2)},
		Summary{ID: "j", Company: "Alba", AppliedAt: day(2)},
		Summary{ID: "k", Company: "Alba", AppliedAt: day(3)},
		Summary{ID: "l", OfferID: "9", AppliedAt: day(5)},
		Summary{ID: "m", OfferID: "9", AppliedAt: day(5)},
	)
	for id, want := range map[string][]string{
		"a": nil, "b": {"a"}, "c": {"a"}, "d": {"c", "b", "a"}, "e": nil, "f": nil, "g": nil, // no date
		"i": nil, "k": nil, "l": nil, "m": {"l"}, "unknown": nil,
	} {
		if got := idsOf(Duplicates(l, id)); !slices.Equal(got, want) {
			t.Errorf("%s: %q instead of %q", id, got, want)
		}
	}
}

func TestOfferHistory(t *testing.T) {
	version := func(seen int, touched time.Time, salary string, deleted bool) OfferVersion {
		return OfferVersion{SeenAt: day(seen), Offer: Offer{Salary: salary, Title: "T", Vacancies: -1, UpdatedAt: touched, Deleted: deleted}}
	}
	versions := []OfferVersion{ // newest first
		version(60, day(50), "", true), // a deleted offer tells no salary, which is no edit
		version(50, day(49), "30", false),
		version(40, day(20), "28", false), // touched when the one before was
		version(30, day(20), "26", false),
		version(20, time.Time{}, "24", false),
		version(10, day(9), "22", false),
	}
	edit := func(at time.Time, before, after string) OfferEdit {
		return OfferEdit{At: at, Edits: []Edit{{Field: FieldSalary, Before: before, After: after}}}
	}
	all := []OfferEdit{edit(day(49), "28", "30"), edit(day(40), "26", "28"), edit(day(20), "24", "26"), edit(day(20), "22", "24")}
	for _, tt := range []struct {
		applied time.Time
		want    []OfferEdit
	}{
		{time.Time{}, all},
		{day(20), all},
		{day(20).Add(time.Millisecond), all[:2]},
		{day(45), all[:1]},
		{day(90), nil},
	} {
		if got := OfferHistory(versions, tt.applied); fmt.Sprint(got) != fmt.Sprint(tt.want) {
			t.Errorf("since %v: %v instead of %v", tt.applied, got, tt.want)
		}
	}
	if got := OfferHistory(nil, day(0)); got != nil {
		t.Errorf("of nothing: %v", got)
	}
	if got := OfferHistory(versions[:1], day(0)); got != nil {
		t.Errorf("of one: %v", got)
	}
}

// BenchmarkCompanyMemory is what opening an application takes in a list of 100,000.
func BenchmarkCompanyMemory(b *testing.B) {
	all := invented(100_000)
	for i := range all {
		all[i].Company = fmt.Sprintf("Compañía %d", i%20_000)
		all[i].Title = fmt.Sprintf("Técnica %d", i%50_000)
	}
	r := newRows()
	r.fill(all)
	l := r.snapshot()
	for b.Loop() {
		if c := CompanyMemory(l, all[5].ID); c.Total != 5 {
			b.Fatal(c)
		}
		Duplicates(l, all[5].ID)
	}
}
