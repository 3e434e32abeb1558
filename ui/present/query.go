package present

import (
	"candidaturas/tracker"
)

// A query says which applications are wanted, and in which order. Two that are equal
// want the same.
type query struct {
	scope           tracker.Scope
	stages          uint32 // a bit for each stage, none for all
	unseen, starred bool
	failed          bool // only what could not be brought up to date
	text, tag       string
	order           tracker.Order
}

// narrowed reports whether it keeps out more than the scope does.
func (q query) narrowed() bool {
	return q.stages != 0 || q.unseen || q.starred || q.failed || q.text != "" || q.tag != ""
}

// plain reports whether the list holds what is wanted in its own order.
func (q query) plain() bool {
	return !q.narrowed() && q.order.By == tracker.ColumnGroup && q.scope != tracker.ScopeArchived
}

// everything is all that the scope holds, in the same order.
func (q query) everything() query { return query{scope: q.scope, order: q.order} }

func stageBit(s tracker.Stage) uint32 { return 1 << uint(s) } //nolint:gosec // a dozen stages

func (q query) wants(s tracker.Stage) bool { return q.stages&stageBit(s) != 0 }

// filter is what the list itself can tell.
func (q query) filter() tracker.Filter {
	f := tracker.Filter{Scope: q.scope, Unseen: q.unseen, Starred: q.starred}
	for s := tracker.StageReceived; s <= tracker.LastStage; s++ {
		if q.wants(s) {
			f.Stages = append(f.Stages, s)
		}
	}
	return f
}

// stageNames are the names of the stages that are wanted, nil for all.
func (q query) stageNames() (names []string) {
	for s := tracker.StageReceived; s <= tracker.LastStage; s++ {
		if q.wants(s) {
			names = append(names, stageNames[s])
		}
	}
	return names
}

// toggleStage wants a stage too, or no longer. Which are wanted is in the scope:
// those that have ended are in that of all.
func (q *query) toggleStage(stage tracker.Stage) {
	q.stages ^= stageBit(stage)
	if stage.Ended() && q.wants(stage) && q.scope == tracker.ScopeActive {
		q.scope = tracker.ScopeAll
	}
}

// setScope also gives up stages that the scope does not hold.
func (q *query) setScope(scope tracker.Scope) {
	q.scope = scope
	if scope != tracker.ScopeActive {
		return
	}
	for s := tracker.StageReceived; s <= tracker.LastStage; s++ {
		if s.Ended() {
			q.stages &^= stageBit(s)
		}
	}
}

// latestFirst reports whether a column's greatest come first to begin with.
func latestFirst(c tracker.Column) bool {
	switch c {
	case tracker.ColumnRead, tracker.ColumnApplied, tracker.ColumnNews, tracker.ColumnSilence:
		return true
	}
	return false
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
