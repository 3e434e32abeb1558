package tracker

import (
	"context"
	"slices"
	"sort"
)

// A Scope is which applications a list holds at most.
type Scope string

// The scopes.
const (
	ScopeActive   Scope = ""         // neither ended nor archived
	ScopeAll      Scope = "all"      // all that are not archived
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
	of     *List
}

// Index returns where an application is, -1 if it is not wanted. In an order that
// is not by groups it looks through Items.
func (s *Selection) Index(id string) int {
	a := s.of.Find(id)
	if a == nil {
		return -1
	}
	if s.Groups == nil {
		return slices.Index(s.Items, a)
	}
	if i, ok := slices.BinarySearchFunc(s.Items, a, (*Summary).compare); ok {
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
	s := &Selection{Items: l.pick(ctx, &f), of: l}
	if o.By == ColumnGroup {
		s.findGroups()
	} else {
		order(ctx, s.Items, o)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return s, nil
}

// pick returns what a filter wants, in the order of the list, or some of it if ctx
// is done.
func (l *List) pick(ctx context.Context, f *Filter) []*Summary {
	var items []*Summary
	n := 0
	look := func(a *Summary) bool {
		if f.wants(a) {
			items = append(items, a)
		}
		n++
		return n%1024 != 0 || ctx.Err() == nil
	}
	switch {
	case f.Among != nil && len(f.Among)*16 < l.all.Len(): // much fewer than there are
		for id := range f.Among {
			if a := l.Find(id); a != nil && !look(a) {
				break
			}
		}
		if a := l.Find(f.Also); a != nil && !f.Among[f.Also] {
			look(a)
		}
		slices.SortFunc(items, (*Summary).compare)
	case f.Scope == ScopeArchived:
		l.all.Scan(look)
		slices.SortFunc(items, (*Summary).compare)
	case f.Scope == ScopeActive: // what has ended comes last
		l.shown.Scan(func(a *Summary) bool { return !a.Stage.Ended() && look(a) })
	default:
		l.shown.Scan(look)
	}
	return items
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
