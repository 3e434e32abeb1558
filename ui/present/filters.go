package present

import (
	"strings"

	"candidaturas/tracker"
)

// A FilterState is what the list is narrowed down to and how it is ordered, with
// all there is to choose from.
type FilterState struct {
	// Query is what is searched for. It is to be put into the field when QuerySeq
	// changes: otherwise the field knows better.
	Query    string
	QuerySeq int

	Scopes []Choice
	Scope  string // the name of the chosen one
	Stages []Choice
	Stage  string
	Tags   []Choice
	Tag    string
	Orders []Choice
	Order  string

	Unseen  bool // only what has news
	Starred bool // only what is marked as important
	// Narrowed says that something beside the scope keeps applications out.
	Narrowed bool
	// StagesOn and TagOn say that those narrow the list down.
	StagesOn, TagOn bool
}

// A Choice is one entry of a menu.
type Choice struct {
	Key  string // what to choose it by
	Name string
	On   bool
}

// Filters are what the list is narrowed down to, and whether it is a table.
type Filters struct {
	*base
	tags *tagUses
	// keep has the next start show the list as it is.
	keep func()

	query query
	table bool // the list is shown as one
	seq   int  // of the text that is searched for, as far as it does not come from the field
	cache filterStateCache
}

// A filterStateCache is the state as it was last put into words, and what of.
type filterStateCache struct {
	state FilterState
	of    query
	table bool
	seq   int
	tags  int
	words *Words
}

// Query is what is wanted with the order that shows: a table has no groups.
func (f *Filters) shown() query {
	q := f.query
	if f.table && q.order.By == tracker.ColumnGroup {
		q.order = tracker.Order{By: tracker.ColumnNews, Descending: true}
	}
	return q
}

// grouped reports whether the list shows as it is, under its own headings.
func (f *Filters) grouped() bool { return f.query.plain() && !f.table }

// narrow changes what is wanted. The choice stays where it is.
func (f *Filters) narrow(change func(*query)) {
	if f.conn == nil {
		return
	}
	before := f.query
	change(&f.query)
	if f.query == before {
		return
	}
	f.keep()
	f.show()
}

// remember notes down what holds for the next start too: not what was searched for.
func (f *Filters) remember(v *ViewSettings) {
	q := f.query
	v.Scope, v.Order, v.Table = q.scope, q.order, f.table
	v.Stages, v.Tag, v.Unseen, v.Starred = q.stageNames(), q.tag, q.unseen, q.starred
}

// restore narrows the list down as it was left, before anything else is done with it.
func (f *Filters) restore(v ViewSettings) {
	q := &f.query
	q.tag, q.unseen, q.starred = v.Tag, v.Unseen, v.Starred
	for _, name := range v.Stages {
		if stage, known := stageByName(name); known && (!stage.Ended() || q.scope != tracker.ScopeActive) {
			q.stages |= stageBit(stage)
		}
	}
}

// reset wants everything of another account.
func (f *Filters) reset() {
	f.query = f.query.everything()
	f.seq++
}

// Search narrows the list down to the applications that a text occurs in, as it is
// typed.
func (f *Filters) Search(text string) {
	f.narrow(func(q *query) { q.text = strings.TrimSpace(text) })
}

// SetScope chooses which applications are listed at most, by the key of a choice.
func (f *Filters) SetScope(key string) {
	if scope := tracker.Scope(key); scope.Valid() {
		f.narrow(func(q *query) { q.setScope(scope) })
	}
}

// ToggleStage wants a stage too, or no longer, by the key of a choice.
func (f *Filters) ToggleStage(key string) {
	if stage, ok := stageByName(key); ok {
		f.narrow(func(q *query) { q.toggleStage(stage) })
	}
}

// ToggleTag narrows the list down to a tag, or no longer.
func (f *Filters) ToggleTag(tag string) {
	f.narrow(func(q *query) {
		if q.tag == tag {
			tag = ""
		}
		q.tag = tag
	})
}

// ToggleUnseen narrows the list down to what has news, or no longer.
func (f *Filters) ToggleUnseen() { f.narrow(func(q *query) { q.unseen = !q.unseen }) }

// ToggleStarred narrows the list down to what is marked as important, or no longer.
func (f *Filters) ToggleStarred() { f.narrow(func(q *query) { q.starred = !q.starred }) }

// showFailed narrows the list down to what the last download could not bring up to
// date.
func (f *Filters) showFailed() {
	f.narrow(func(q *query) { *q = query{scope: tracker.ScopeAll, order: q.order, failed: true} })
}

// Clear gives up everything that narrows the list down.
func (f *Filters) Clear() {
	f.narrow(func(q *query) { *q = q.everything() })
	f.seq++
	f.show()
}

// SortBy orders by a column, by the key of a choice: the other way round if it is
// ordered by that already.
func (f *Filters) SortBy(key string) {
	column := tracker.Column(key)
	if !(tracker.Order{By: column}).Valid() {
		return
	}
	now := f.shown().order
	f.narrow(func(q *query) {
		if now.By == column && column != tracker.ColumnGroup {
			q.order = tracker.Order{By: column, Descending: !now.Descending}
			return
		}
		q.order = tracker.Order{By: column, Descending: latestFirst(column)}
	})
}

// ToggleTable shows the list as a table, or no longer.
func (f *Filters) ToggleTable() {
	if f.conn == nil {
		return
	}
	f.table = !f.table
	f.keep()
	f.show()
}

// state puts what is wanted into words, anew only when it is something else.
func (f *Filters) state() FilterState {
	c := filterStateCache{of: f.query, table: f.table, seq: f.seq, tags: f.tags.version, words: f.words}
	last := &f.cache
	if last.of != c.of || last.table != c.table || last.seq != c.seq || last.tags != c.tags || last.words != c.words {
		c.state = f.newState()
		*last = c
	}
	return last.state
}
