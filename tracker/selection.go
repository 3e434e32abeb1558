package tracker

import (
	"cmp"
	"context"
	"slices"
	"sort"
	"strings"
	"time"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// A Scope is which applications a list holds at most.
type Scope string

// The scopes.
const (
	ScopeActive   Scope = "" // neither ended nor archived
	ScopeAll      Scope = "all"
	ScopeArchived Scope = "archived" // those alone
)

// Valid reports whether it is one of the scopes.
func (s Scope) Valid() bool { return s == ScopeActive || s == ScopeAll || s == ScopeArchived }

// holds reports whether a list of this scope holds an application.
func (s Scope) holds(a *Summary) bool {
	switch s {
	case ScopeArchived:
		return a.Archived
	case ScopeAll:
		return !a.Archived
	}
	return !a.Archived && !a.Stage.Ended()
}

// A Filter says which applications of a list are wanted. The zero value wants the
// active ones.
type Filter struct {
	Scope Scope
	// Stages are the stages that are wanted, all if there are none.
	Stages []Stage
	// Unseen and Starred want those alone that are.
	Unseen  bool
	Starred bool
	// Also is wanted whatever the rest says, but for the scope.
	Also string
	// Among wants those alone that are in it, all if it is nil: what a search or a
	// tag has found.
	Among map[string]bool
}

func (f *Filter) wants(a *Summary) bool {
	if !f.Scope.holds(a) {
		return false
	}
	return a.ID == f.Also || (!f.Unseen || a.Unseen) && (!f.Starred || a.Starred) &&
		(len(f.Stages) == 0 || slices.Contains(f.Stages, a.Stage)) && (f.Among == nil || f.Among[a.ID])
}

// A Column is what a list may be ordered by.
type Column string

// The columns. The first one is the order of the list itself: by groups.
const (
	ColumnGroup      Column = ""
	ColumnTitle      Column = "title"
	ColumnCompany    Column = "company"
	ColumnCity       Column = "city"
	ColumnStage      Column = "stage"
	ColumnRead       Column = "read"
	ColumnApplied    Column = "applied"
	ColumnNews       Column = "news"
	ColumnSilence    Column = "silence"
	ColumnApplicants Column = "applicants"
	ColumnCV         Column = "cv"
)

// Columns lists the columns of a table in order.
func Columns() []Column {
	return []Column{
		ColumnTitle, ColumnCompany, ColumnCity, ColumnStage, ColumnRead, ColumnApplied, ColumnNews, ColumnSilence,
		ColumnApplicants, ColumnCV,
	}
}

// An Order is how a list is ordered. The zero value is by groups, see
// [Summary.Before].
type Order struct {
	By         Column `json:"by"`
	Descending bool   `json:"descending"`
}

// Valid reports whether there is such a column.
func (o Order) Valid() bool { return o.By == ColumnGroup || slices.Contains(Columns(), o.By) }

// A Selection is the part of a list that a filter wants, in some order. It never
// changes.
type Selection struct {
	// Groups are where the groups begin in Items and where the last one ends, if
	// the order is by groups; nil otherwise.
	Groups []int
	Items  []*Summary
	places map[string]int
}

// Index returns where an application is, -1 if it is not wanted.
func (s *Selection) Index(id string) int {
	if i, ok := s.places[id]; ok {
		return i
	}
	return -1
}

// Group returns the items of a group, and where the first of them is. The order
// must be by groups.
func (s *Selection) Group(g Group) (items []*Summary, first int) {
	return s.Items[s.Groups[g]:s.Groups[g+1]], s.Groups[g]
}

// Select picks what a filter wants out of a list. It takes time in proportion to
// the list's length, and with an order other than by groups somewhat more: not for
// the goroutine of a window. The error is that of ctx.
func (l *List) Select(ctx context.Context, f Filter, o Order) (*Selection, error) {
	s := &Selection{}
	n := 0
	pick := func(a *Summary) bool {
		if f.wants(a) {
			s.Items = append(s.Items, a)
		}
		n++
		return n%1024 != 0 || ctx.Err() == nil
	}
	switch {
	case f.Among != nil && len(f.Among)*16 < l.all.Len(): // much fewer than there are
		for id := range f.Among {
			if a := l.Find(id); a != nil {
				pick(a)
			}
		}
		if a := l.Find(f.Also); a != nil && !f.Among[f.Also] {
			pick(a)
		}
		slices.SortFunc(s.Items, (*Summary).compare)
	case f.Scope == ScopeArchived:
		l.all.Scan(pick)
		slices.SortFunc(s.Items, (*Summary).compare)
	default:
		l.shown.Scan(pick)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if o.By == ColumnGroup {
		s.findGroups()
	} else {
		order(s.Items, o)
	}
	s.places = make(map[string]int, len(s.Items))
	for i, a := range s.Items {
		s.places[a.ID] = i
	}
	return s, ctx.Err()
}

func (s *Selection) findGroups() {
	s.Groups = make([]int, groups+1)
	for g := range groups {
		s.Groups[g+1] = sort.Search(len(s.Items), func(i int) bool { return int(s.Items[i].Stage.Group()) > g })
	}
}

// compare is the order of Before.
func (s *Summary) compare(other *Summary) int {
	switch {
	case s.Before(other):
		return -1
	case other.Before(s):
		return 1
	}
	return 0
}

// order sorts by a column. What is not known comes last whatever the direction, and
// what is alike stays in the order of the list.
func order(items []*Summary, o Order) {
	compare, known := comparison(items, o.By)
	slices.SortStableFunc(items, func(a, b *Summary) int {
		if ka, kb := known(a), known(b); !ka || !kb {
			return cmp.Compare(flag(kb), flag(ka))
		}
		if o.Descending {
			return compare(b, a)
		}
		return compare(a, b)
	})
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// comparison is how a column compares, and for which applications it is known.
func comparison(items []*Summary, by Column) (compare func(a, b *Summary) int, known func(*Summary) bool) {
	times := func(of func(*Summary) time.Time) (func(a, b *Summary) int, func(*Summary) bool) {
		return func(a, b *Summary) int { return of(a).Compare(of(b)) }, func(a *Summary) bool { return !of(a).IsZero() }
	}
	switch by {
	case ColumnCompany:
		return texts(items, func(a *Summary) string { return a.Company })
	case ColumnCity:
		return texts(items, func(a *Summary) string { return a.City })
	case ColumnCV:
		return texts(items, func(a *Summary) string { return a.CV })
	case ColumnStage:
		return func(a, b *Summary) int { return cmp.Compare(a.Stage, b.Stage) }, func(*Summary) bool { return true }
	case ColumnRead:
		return times(func(a *Summary) time.Time { return a.ReadAt })
	case ColumnApplied:
		return times(func(a *Summary) time.Time { return a.AppliedAt })
	case ColumnNews:
		return times(func(a *Summary) time.Time { return a.NewsAt })
	case ColumnSilence: // the longest silence is of the oldest news
		compare, known := times(func(a *Summary) time.Time { return a.NewsAt })
		return func(a, b *Summary) int { return compare(b, a) },
			func(a *Summary) bool { return known(a) && !a.Stage.Ended() }
	case ColumnApplicants:
		return func(a, b *Summary) int { return cmp.Compare(a.Applicants, b.Applicants) },
			func(a *Summary) bool { return a.Applicants >= 0 }
	}
	return texts(items, func(a *Summary) string { return a.Title })
}

// texts compares as a Spanish dictionary does: accents and case come last. The keys
// are worked out once a text.
func texts(items []*Summary, of func(*Summary) string) (compare func(a, b *Summary) int, known func(*Summary) bool) {
	c := collate.New(language.Spanish, collate.IgnoreCase)
	var buffer collate.Buffer
	keys := make(map[string]string, len(items))
	for _, a := range items {
		text := of(a)
		if _, ok := keys[text]; !ok {
			keys[text] = string(c.KeyFromString(&buffer, text))
			buffer.Reset()
		}
	}
	return func(a, b *Summary) int { return strings.Compare(keys[of(a)], keys[of(b)]) },
		func(a *Summary) bool { return of(a) != "" }
}
