package present

import (
	"context"
	"fmt"
	"time"

	"candidaturas/tracker"
)

// searchLimit is how many matches of a search are listed: the latest. Who looks for
// something types more.
const searchLimit = 500

// picked is what of the list the person wants, as it was last picked out.
type picked struct {
	wish  wish
	order tracker.Order // with what a table makes of it
	list  *tracker.List
	sel   *tracker.Selection
	rows  *Rows
	table *Table
	more  bool // a search has found more than are listed
}

// picking is the work on what comes next.
type picking struct {
	now  picked
	task task
	wish wish // of the work under way
	// order goes with it.
	order tracker.Order
}

// pick makes sure that what is wanted is picked out of the list as it is now. While
// the same is being picked out of an earlier one it waits: else nothing would ever
// show during a long download.
func (a *applications) pick(list *tracker.List) {
	p, wanted := &a.picking, a.filters.wish
	order := a.order(wanted)
	switch {
	case p.now.list == list && p.now.wish == wanted && p.now.order == order && !p.task.busy():
		return
	case p.task.busy() && p.wish == wanted && p.order == order:
		return
	}
	p.wish, p.order = wanted, order
	job := pickJob{t: a.conn.Tracker(), list: list, wanted: wanted, order: order, also: a.chosen.id, failed: a.result.Failed}
	start(a.loop, &p.task, job.do, func(next picked, err error) {
		if err != nil {
			a.log.Warn("looking through the list", "error", err)
			a.storeProblem = err
		}
		a.picking.now = next
		a.dress(&a.picking.now)
		a.show()
	})
}

// A pickJob looks for what is wanted, away from the presenters' goroutine.
type pickJob struct {
	t      *tracker.Tracker
	list   *tracker.List
	wanted wish
	order  tracker.Order
	also   string   // the application that is being read
	failed []string // those that the last download could not bring up to date
}

// do returns what it has found: nothing after an error.
func (j pickJob) do(ctx context.Context) (picked, error) {
	none, err := j.list.Select(context.WithoutCancel(ctx), tracker.Filter{Among: map[string]bool{}}, j.order)
	if err != nil {
		return picked{}, fmt.Errorf("looking for nothing: %w", err)
	}
	p := picked{wish: j.wanted, order: j.order, list: j.list, sel: none}
	filter := j.wanted.filter()
	if j.wanted.unseen {
		filter.Also = j.also // what was chosen is seen now, and stays until another is
	}
	if j.wanted.query != "" {
		found, more, err := j.t.Search(ctx, j.wanted.query, searchLimit)
		if err != nil {
			return p, fmt.Errorf("searching: %w", err)
		}
		p.more = more
		filter.Among = make(map[string]bool, len(found))
		for i := range found {
			filter.Among[found[i].ID] = true
		}
	}
	if j.wanted.failed {
		filter.Among = both(filter.Among, setOf(j.failed))
	}
	if j.wanted.tag != "" {
		tagged, err := j.t.Tagged(ctx, j.wanted.tag)
		if err != nil {
			return p, fmt.Errorf("looking for a tag: %w", err)
		}
		filter.Among = both(filter.Among, tagged)
	}
	sel, err := j.list.Select(ctx, filter, j.order)
	if err != nil {
		return p, fmt.Errorf("looking through the list: %w", err)
	}
	p.sel = sel
	return p, nil
}

func setOf(ids []string) map[string]bool {
	set := make(map[string]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return set
}

// both is what two sets have in common; a nil one has everything.
func both(a, b map[string]bool) map[string]bool {
	if a == nil {
		return b
	}
	common := map[string]bool{}
	for id := range a {
		if b[id] {
			common[id] = true
		}
	}
	return common
}

// dress makes rows of what was picked.
func (a *applications) dress(p *picked) {
	now := a.platform.Now()
	p.table = newTable(a.words, p.sel, p.list.Silence(), now)
	if p.order.By == tracker.ColumnGroup {
		p.rows = groupRows(a.words, p.list, p.sel, now)
		return
	}
	p.rows = orderedRows(a.words, p.list, p.sel, a.words.T(columnKeys[p.order.By]), now)
}

// groupRows shows what was picked under the headings of the list.
func groupRows(w *Words, list *tracker.List, sel *tracker.Selection, now time.Time) *Rows {
	var sections []section
	var place [tracker.GroupEnded + 1]int // of a group among the sections, from 1
	silence := list.Silence()
	for g := tracker.GroupMoving; g <= tracker.GroupEnded; g++ {
		items, _ := sel.Group(g)
		if len(items) == 0 {
			continue
		}
		silent := 0
		for _, s := range items {
			if _, is := silence.Days(s, now); is {
				silent++
			}
		}
		sections = append(sections, summarySection(w, heading(w, g, len(items), silent), items, silence))
		place[g] = len(sections)
	}
	return newRows(now, sections, func(id string) (int, int, bool) {
		i := sel.Index(id)
		if i < 0 {
			return 0, 0, false
		}
		g := sel.Items[i].Stage.Group()
		_, first := sel.Group(g)
		return place[g] - 1, i - first, true
	})
}

// orderedRows shows what was picked under one heading that says the order.
func orderedRows(w *Words, list *tracker.List, sel *tracker.Selection, order string, now time.Time) *Rows {
	if len(sel.Items) == 0 {
		return newRows(now, nil, func(string) (int, int, bool) { return 0, 0, false })
	}
	title := fmt.Sprintf("%s · %s", order, w.Number(len(sel.Items)))
	return newRows(now, []section{summarySection(w, title, sel.Items, list.Silence())}, func(id string) (int, int, bool) {
		i := sel.Index(id)
		return 0, i, i >= 0
	})
}

func summarySection(w *Words, heading string, items []*tracker.Summary, silence tracker.Silence) section {
	return section{
		heading: heading,
		length:  len(items),
		id:      func(i int) string { return items[i].ID },
		row:     func(i int, now time.Time) Row { return applicationRow(w, items[i], silence, now) },
		unseen:  func(i int) bool { return items[i].Unseen },
	}
}
