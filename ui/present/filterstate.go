package present

import "candidaturas/tracker"

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

// newState puts what is wanted into words.
func (f *Filters) newState() FilterState {
	q := f.shown()
	s := FilterState{
		Query: q.text, QuerySeq: f.seq, Unseen: q.unseen, Starred: q.starred,
		Narrowed: q.narrowed(), StagesOn: q.stages != 0, TagOn: q.tag != "",
	}
	s.Scopes, s.Scope = scopeChoices(f.words, q.scope)
	s.Stages, s.Stage = stageChoices(f.words, q)
	s.Tags, s.Tag = tagChoices(f.words, f.tags.uses, q.tag)
	s.Orders, s.Order = orderChoices(f.words, q.order, f.table)
	return s
}

func scopeChoices(w *Words, now tracker.Scope) (choices []Choice, name string) {
	for _, s := range scopes {
		c := Choice{Key: string(s), Name: w.T(scopeKeys[s]), On: s == now}
		if c.On {
			name = c.Name
		}
		choices = append(choices, c)
	}
	return choices, name
}

// stageChoices lists the stages, and names those that are wanted: one by its name,
// several by their number.
func stageChoices(w *Words, q query) (choices []Choice, name string) {
	name = w.T("filter.stage")
	n := 0
	for s := tracker.StageReceived; s <= tracker.LastStage; s++ {
		c := Choice{Key: stageNames[s], Name: w.T("stage." + stageNames[s]), On: q.wants(s)}
		if c.On {
			if name = c.Name; n > 0 {
				name = w.T("filter.stages", "Count", n+1)
			}
			n++
		}
		choices = append(choices, c)
	}
	return choices, name
}

func tagChoices(w *Words, uses []tracker.TagUse, now string) (choices []Choice, name string) {
	name = w.T("filter.tag")
	for _, t := range uses {
		choices = append(choices, Choice{Key: t.Tag, Name: t.Tag + " · " + w.Number(t.Count), On: t.Tag == now})
	}
	if now != "" {
		name = now
	}
	return choices, name
}

func orderChoices(w *Words, now tracker.Order, table bool) (choices []Choice, name string) {
	columns := tracker.Columns()
	if !table {
		columns = append([]tracker.Column{tracker.ColumnGroup}, columns...)
	}
	for _, c := range columns {
		choice := Choice{Key: string(c), Name: w.T(columnKeys[c]), On: c == now.By}
		if choice.On {
			name = choice.Name
		}
		choices = append(choices, choice)
	}
	return choices, name
}
