package present

import (
	"time"

	"candidaturas/tracker"
	"candidaturas/ui/present/task"
)

// results are the applications that the filters leave, ready to be shown.
type results struct {
	*base
	storage *storage
	filters *Filters
	failed  func() []string // what the last download could not bring up to date
	chosen  func() string

	whole  wholeList
	found  found
	search searching
}

// A wholeList is the list as it was last put together, and what of.
type wholeList struct {
	list  *tracker.List
	all   bool
	words *Words
	rows  *Rows
}

// found is what a query has found, and in which list.
type found struct {
	query query
	list  *tracker.List
	sel   *tracker.Selection
	rows  *Rows
	table *Table
	more  bool // a search has found more than are listed
}

// searching is the work on what comes next.
type searching struct {
	task  task.Task
	query query // of the work under way
}

// fill puts them into the state.
func (r *results) fill(s *ApplicationsState, list *tracker.List, now time.Time) {
	if r.filters.grouped() {
		r.search.task.Stop()
		s.Rows = r.grouped(list, now).at(now)
		return
	}
	r.find(list)
	f := &r.found
	switch {
	case f.sel == nil: // the first look is under way
	case r.filters.table:
		s.Table, s.Columns = f.table.at(now), tableColumns(r.words)
	default:
		s.Rows = f.rows.at(now)
	}
}

// grouped puts the list together anew only when there is something new in it.
func (r *results) grouped(list *tracker.List, now time.Time) *Rows {
	w, all := &r.whole, r.filters.query.scope == tracker.ScopeAll
	if w.rows == nil || w.list != list || w.all != all || w.words != r.words {
		*w = wholeList{list: list, all: all, words: r.words, rows: applicationRows(r.words, list, all, now)}
	}
	return w.rows
}

// find makes sure that what is wanted is looked for in the list as it is now. While
// the same is being looked for in an earlier one it waits: else nothing would ever
// show during a long download.
func (r *results) find(list *tracker.List) {
	s, wanted := &r.search, r.filters.shown()
	switch {
	case r.found.list == list && r.found.query == wanted && !s.task.Busy():
		return
	case s.task.Busy() && s.query == wanted:
		return
	}
	s.query = wanted
	job := search{t: r.conn.Tracker(), list: list, query: wanted, also: r.chosen(), failed: r.failed()}
	task.Start(r.loop, &s.task, job.do, func(next found, err error) {
		if err != nil {
			r.log.Warn("looking through the list", "error", err)
			r.storage.fail(err)
		}
		r.found = next
		r.buildRows()
		r.show()
	})
}

// buildRows makes rows of what was found.
func (r *results) buildRows() {
	f, now := &r.found, r.platform.Now()
	f.table = newTable(r.words, f.sel, f.list.Silence(), now)
	if f.query.order.By == tracker.ColumnGroup {
		f.rows = groupRows(r.words, f.list, f.sel, now)
		return
	}
	f.rows = orderedRows(r.words, f.list, f.sel, r.words.T(columnKeys[f.query.order.By]), now)
}

// relabel puts them into other words.
func (r *results) relabel() {
	if r.found.sel != nil {
		r.buildRows()
	}
}

// reset forgets those of another account.
func (r *results) reset() {
	r.stop()
	r.whole, r.found = wholeList{}, found{}
}

func (r *results) stop() { r.search.task.Stop() }

// narrowed reports whether the list is narrowed down, and to what is known.
func (r *results) narrowed() bool { return r.filters.query.narrowed() && r.found.sel != nil }

// count is how many were found, and whether there are more.
func (r *results) count() (n int, more bool) { return len(r.found.sel.Items), r.found.more }

// none says why nothing shows, nil if something does or the first look is under way.
func (r *results) none(s *ApplicationsState, list *tracker.List, first, downloading bool) *Empty {
	f := &r.found
	switch {
	case r.filters.grouped() && s.Rows.Len() > 0, !r.filters.grouped() && (f.sel == nil || len(f.sel.Items) > 0):
		return nil
	case r.filters.grouped():
		return emptyList(r.words, list, first, downloading)
	case f.query.text != "":
		return r.clearable(r.words.T("list.no_match", "Query", f.query.text))
	case f.query.narrowed():
		return r.clearable(r.words.T("list.no_match_filters"))
	case f.query.scope == tracker.ScopeArchived:
		return &Empty{Text: r.words.T("list.none_archived")}
	}
	return emptyList(r.words, list, first, downloading)
}

func (r *results) clearable(text string) *Empty {
	return &Empty{Text: text, Label: r.words.T("filter.clear"), Action: EmptyClearFilters}
}

// emptyList says why an account has nothing to show.
func emptyList(w *Words, list *tracker.List, first, downloading bool) *Empty {
	total := list.Len()
	switch {
	case !list.Complete():
		return &Empty{Text: w.T("list.none_yet")}
	case downloading && (first || total == 0), first && total == 0:
		return &Empty{Text: w.T("list.none_yet")}
	case total > 0:
		return &Empty{Text: w.T("list.none_active"), Label: w.T("list.none_active_action"), Action: EmptyShowAll}
	}
	return &Empty{Text: w.T("list.empty"), Label: w.T("list.empty_action"), Action: EmptyOpenInfoJobs}
}

// entries are what the list shows, one under the other.
type entries interface {
	Len() int
	ID(i int) string // "" for a heading
	Index(id string) int
	NextUnseen(from string) string
}

func (r *results) entries() entries {
	switch {
	case r.filters.table:
		return r.found.table
	case r.filters.query.plain():
		return r.whole.rows
	}
	return r.found.rows
}

// nextUnseen is the first after one, going round, that the person has not seen; "" if
// there is none.
func (r *results) nextUnseen(from string) string {
	if r.filters.grouped() {
		return r.grouped(r.conn.Tracker().List(), r.platform.Now()).NextUnseen(from)
	}
	return r.entries().NextUnseen(from)
}

// next is the application after one in the list, or before it if it is the last;
// "" if the list does not show it.
func (r *results) next(id string) string {
	rows := r.entries()
	at := rows.Index(id)
	if at < 0 {
		return ""
	}
	for i := at + 1; i < rows.Len(); i++ {
		if other := rows.ID(i); other != "" {
			return other
		}
	}
	for i := at - 1; i >= 0; i-- {
		if other := rows.ID(i); other != "" {
			return other
		}
	}
	return ""
}
