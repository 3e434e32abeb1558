package present

import (
	"context"
	"slices"
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

// filters is what the person has narrowed the list down to.
type filters struct {
	wish     wish
	querySeq int
	tags     []tracker.TagUse // there are
	tagsRead bool             // or about to be
	tagging  task
	told     toldFilters
}

// toldFilters are the filters as they were last put into words, and what of.
type toldFilters struct {
	state FilterState
	of    wish
	table bool
	seq   int
	done  bool
}

// A wish is which applications are wanted, and in which order. Two that are equal
// want the same.
type wish struct {
	scope           tracker.Scope
	stages          uint32 // a bit for each stage, none for all
	unseen, starred bool
	failed          bool // only what could not be brought up to date
	query, tag      string
	order           tracker.Order
}

// narrowed reports whether it keeps out more than the scope does.
func (w wish) narrowed() bool {
	return w.stages != 0 || w.unseen || w.starred || w.failed || w.query != "" || w.tag != ""
}

// plain reports whether the list holds what is wanted in its own order.
func (w wish) plain() bool {
	return !w.narrowed() && w.order.By == tracker.ColumnGroup && w.scope != tracker.ScopeArchived
}

func stageBit(s tracker.Stage) uint32 { return 1 << uint(s) } //nolint:gosec // a dozen stages

func (w wish) filter() tracker.Filter {
	f := tracker.Filter{Scope: w.scope, Unseen: w.unseen, Starred: w.starred}
	for s := tracker.StageReceived; s <= tracker.LastStage; s++ {
		if w.stages&stageBit(s) != 0 {
			f.Stages = append(f.Stages, s)
		}
	}
	return f
}

// narrow changes what is wanted. The choice stays where it is.
func (a *applications) narrow(change func(*wish)) {
	if a.conn == nil {
		return
	}
	before := a.filters.wish
	change(&a.filters.wish)
	if a.filters.wish == before {
		return
	}
	a.rememberList()
	a.show()
}

// rememberList keeps what holds for the next start too: not what was searched for.
func (a *applications) rememberList() {
	w := a.filters.wish
	a.keepView(func(v *ViewSettings) {
		v.Scope, v.Order, v.Table = w.scope, w.order, a.table
		v.Stages, v.Tag, v.Unseen, v.Starred = stagesOf(w), w.tag, w.unseen, w.starred
		v.Chosen = a.chosen.id
	})
}

// stagesOf are the names of the stages that are wanted, nil for all.
func stagesOf(w wish) (names []string) {
	for s := tracker.StageReceived; s <= tracker.LastStage; s++ {
		if w.stages&stageBit(s) != 0 {
			names = append(names, stageNames[s])
		}
	}
	return names
}

// restore shows the list as it was left, before anything else is done with it.
func (a *applications) restore(v ViewSettings) {
	w := &a.filters.wish
	w.tag, w.unseen, w.starred = v.Tag, v.Unseen, v.Starred
	for _, name := range v.Stages {
		if stage, known := stageByName(name); known && (!stage.Ended() || w.scope != tracker.ScopeActive) {
			w.stages |= stageBit(stage)
		}
	}
	a.chosen.before = v.Chosen
	a.show()
}

// rechoose shows the application that was chosen in the run before, as soon as the
// list has it. That nobody has looked at it yet stays true.
func (a *applications) rechoose(list *tracker.List) {
	id := a.chosen.before
	if id == "" || list.Find(id) == nil && !list.Complete() {
		return
	}
	a.chosen.before = ""
	if list.Find(id) != nil && a.chosen.id == "" {
		a.chosen.another(id)
		a.readChosen()
	}
}

// showFailed narrows the list down to what the last download could not bring up to
// date.
func (a *applications) showFailed() {
	a.setSection(SectionApplications)
	a.narrow(func(w *wish) { *w = wish{scope: tracker.ScopeAll, order: w.order, failed: true} })
}

// clearFilters wants everything that the scope holds.
func (a *applications) clearFilters() {
	a.narrow(func(w *wish) { *w = wish{scope: w.scope, order: w.order} })
	a.filters.querySeq++
	a.show()
}

// search narrows the list down to what a text occurs in.
func (a *applications) search(text string) {
	a.narrow(func(w *wish) { w.query = strings.TrimSpace(text) })
}

// toggleStage wants a stage too, or no longer. Which are wanted is in the scope:
// those that have ended are in that of all.
func (a *applications) toggleStage(stage tracker.Stage) {
	a.narrow(func(w *wish) {
		w.stages ^= stageBit(stage)
		if stage.Ended() && w.stages&stageBit(stage) != 0 && w.scope == tracker.ScopeActive {
			w.scope = tracker.ScopeAll
		}
	})
}

// setScope also gives up stages that the scope does not hold.
func (a *applications) setScope(scope tracker.Scope) {
	a.narrow(func(w *wish) {
		w.scope = scope
		if scope != tracker.ScopeActive {
			return
		}
		for s := tracker.StageReceived; s <= tracker.LastStage; s++ {
			if s.Ended() {
				w.stages &^= stageBit(s)
			}
		}
	})
}

// sortBy orders by a column, the other way round if it is that already.
func (a *applications) sortBy(column tracker.Column) {
	a.narrow(func(w *wish) {
		if a.order(*w).By == column && column != tracker.ColumnGroup {
			w.order = tracker.Order{By: column, Descending: !a.order(*w).Descending}
			return
		}
		w.order = tracker.Order{By: column, Descending: latestFirst(column)}
	})
}

// latestFirst reports whether a column's greatest come first to begin with.
func latestFirst(c tracker.Column) bool {
	switch c {
	case tracker.ColumnRead, tracker.ColumnApplied, tracker.ColumnNews, tracker.ColumnSilence:
		return true
	}
	return false
}

// order is the one that shows: a table has no groups.
func (a *applications) order(w wish) tracker.Order {
	if a.table && w.order.By == tracker.ColumnGroup {
		return tracker.Order{By: tracker.ColumnNews, Descending: true}
	}
	return w.order
}

// readTags reads which tags there are: at first, and whenever some are changed.
func (a *applications) readTags() {
	t := a.conn.Tracker()
	a.filters.tagsRead = true
	start(a.loop, &a.filters.tagging, func(ctx context.Context) ([]tracker.TagUse, error) {
		return t.TagUses(ctx)
	}, func(tags []tracker.TagUse, err error) {
		if err != nil {
			a.log.Warn("reading the tags", "error", err)
			return
		}
		if slices.Equal(a.filters.tags, tags) {
			return
		}
		a.filters.tags, a.filters.told = tags, toldFilters{}
		a.show()
	})
}

// scopeKeys and columnKeys are the words for what there is to choose from.
var (
	scopes    = []tracker.Scope{tracker.ScopeActive, tracker.ScopeAll, tracker.ScopeArchived}
	scopeKeys = map[tracker.Scope]string{
		tracker.ScopeActive: "list.active", tracker.ScopeAll: "list.all", tracker.ScopeArchived: "list.archived",
	}
	columnKeys = map[tracker.Column]string{
		tracker.ColumnGroup: "order.group", tracker.ColumnTitle: "column.title", tracker.ColumnCompany: "column.company",
		tracker.ColumnCity: "column.city", tracker.ColumnStage: "column.stage", tracker.ColumnRead: "column.read",
		tracker.ColumnApplied: "column.applied", tracker.ColumnNews: "column.news", tracker.ColumnSilence: "column.silence",
		tracker.ColumnApplicants: "column.applicants", tracker.ColumnCV: "column.cv",
	}
)

// filterState puts what is wanted into words, anew only when it is something else.
func (a *applications) filterState() FilterState {
	told := toldFilters{of: a.filters.wish, table: a.table, seq: a.filters.querySeq, done: true}
	last := &a.filters.told
	if !last.done || last.of != told.of || last.table != told.table || last.seq != told.seq {
		told.state = a.tellFilters()
		*last = told
	}
	return last.state
}

func (a *applications) tellFilters() FilterState {
	w, f := a.filters.wish, FilterState{}
	f.Query, f.QuerySeq = w.query, a.filters.querySeq
	f.Unseen, f.Starred, f.Narrowed, f.StagesOn, f.TagOn = w.unseen, w.starred, w.narrowed(), w.stages != 0, w.tag != ""
	for _, s := range scopes {
		c := Choice{Key: string(s), Name: a.words.T(scopeKeys[s]), On: s == w.scope}
		if c.On {
			f.Scope = c.Name
		}
		f.Scopes = append(f.Scopes, c)
	}
	f.Stages, f.Stage = a.stageChoices(w)
	f.Tags, f.Tag = a.tagChoices(w)
	f.Orders, f.Order = a.orderChoices(a.order(w))
	return f
}

// stageChoices lists the stages, and names those that are wanted: one by its name,
// several by their number.
func (a *applications) stageChoices(w wish) (choices []Choice, name string) {
	name = a.words.T("filter.stage")
	n := 0
	for s := tracker.StageReceived; s <= tracker.LastStage; s++ {
		c := Choice{Key: stageNames[s], Name: a.words.T("stage." + stageNames[s]), On: w.stages&stageBit(s) != 0}
		if c.On {
			if name = c.Name; n > 0 {
				name = a.words.T("filter.stages", "Count", n+1)
			}
			n++
		}
		choices = append(choices, c)
	}
	return choices, name
}

func (a *applications) tagChoices(w wish) (choices []Choice, name string) {
	name = a.words.T("filter.tag")
	for _, t := range a.filters.tags {
		choices = append(choices, Choice{Key: t.Tag, Name: t.Tag + " · " + a.words.Number(t.Count), On: t.Tag == w.tag})
	}
	if w.tag != "" {
		name = w.tag
	}
	return choices, name
}

func (a *applications) orderChoices(now tracker.Order) (choices []Choice, name string) {
	columns := tracker.Columns()
	if !a.table {
		columns = append([]tracker.Column{tracker.ColumnGroup}, columns...)
	}
	for _, c := range columns {
		choice := Choice{Key: string(c), Name: a.words.T(columnKeys[c]), On: c == now.By}
		if choice.On {
			name = choice.Name
		}
		choices = append(choices, choice)
	}
	return choices, name
}

// stageByName is the inverse of stageNames.
func stageByName(name string) (tracker.Stage, bool) {
	for s, n := range stageNames {
		if n == name {
			return s, true
		}
	}
	return 0, false
}

// What the view tells of the filters: the person did this.

// Search narrows the list down to the applications that a text occurs in, as it is
// typed.
func (s *Shell) Search(text string) { s.apps.search(text) }

// SetScope chooses which applications are listed at most, by the key of a choice.
func (s *Shell) SetScope(key string) {
	if scope := tracker.Scope(key); scope.Valid() {
		s.apps.setScope(scope)
	}
}

// ToggleStage wants a stage too, or no longer, by the key of a choice.
func (s *Shell) ToggleStage(key string) {
	if stage, ok := stageByName(key); ok {
		s.apps.toggleStage(stage)
	}
}

// ToggleTag narrows the list down to a tag, or no longer.
func (s *Shell) ToggleTag(tag string) {
	s.apps.narrow(func(w *wish) {
		if w.tag == tag {
			tag = ""
		}
		w.tag = tag
	})
}

// ToggleUnseen narrows the list down to what has news, or no longer.
func (s *Shell) ToggleUnseen() { s.apps.narrow(func(w *wish) { w.unseen = !w.unseen }) }

// ToggleStarredOnly narrows the list down to what is marked as important, or no
// longer.
func (s *Shell) ToggleStarredOnly() { s.apps.narrow(func(w *wish) { w.starred = !w.starred }) }

// ClearFilters gives up everything that narrows the list down.
func (s *Shell) ClearFilters() { s.apps.clearFilters() }

// SortBy orders by a column, by the key of a choice: the other way round if it is
// ordered by that already.
func (s *Shell) SortBy(key string) {
	if o := (tracker.Order{By: tracker.Column(key)}); o.Valid() {
		s.apps.sortBy(o.By)
	}
}

// ToggleTable shows the list as a table, or no longer.
func (s *Shell) ToggleTable() { s.apps.toggleTable() }
