package present

import (
	"fmt"
	"time"

	"candidaturas/tracker"
)

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
