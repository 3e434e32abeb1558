package present

import (
	"slices"
	"time"

	"candidaturas/tracker"
)

// A StatusLine is what the line under the list says: how much there is, and how new
// that is. Either may be empty.
type StatusLine struct {
	Counts  string // "120 candidaturas · 28 activas"
	Updated string // "Actualizado hace 4 min", or what came of the last attempt
}

// statusLines are that line for less and less room. What says least goes first, and
// in the end one of the two: a count that the person has just asked for stays.
func (a *applications) statusLines(list *tracker.List, now time.Time) []StatusLine {
	counts, updated := a.counts(list), a.updatedText(now)
	lines := []StatusLine{{counts[0], updated[0]}}
	c, u := 0, 0
	for c < len(counts)-1 || u < len(updated)-1 {
		if c < len(counts)-1 {
			c++
			lines = append(lines, StatusLine{counts[c], updated[u]})
		}
		if u < len(updated)-1 {
			u++
			lines = append(lines, StatusLine{counts[c], updated[u]})
		}
	}
	if a.looking() {
		for _, text := range counts {
			lines = append(lines, StatusLine{Counts: text})
		}
		return lines
	}
	for _, text := range updated {
		lines = append(lines, StatusLine{Updated: text})
	}
	return lines
}

// looking reports whether the list is narrowed down, and to what is known.
func (a *applications) looking() bool {
	return a.section == SectionApplications && a.filters.wish.narrowed() && a.picking.now.sel != nil
}

// counts says how many applications there are, the longest text first.
func (a *applications) counts(list *tracker.List) []string {
	total := list.Len()
	if total == 0 {
		return []string{""}
	}
	all := a.words.N("list.total", total)
	active := a.words.N("list.active_count", total-list.GroupLen(tracker.GroupEnded))
	if !a.looking() {
		return []string{all + " · " + active, all}
	}
	p := &a.picking.now
	n := len(p.sel.Items)
	if !p.more {
		found := a.words.N("list.matching", n)
		return []string{found + " · " + all + " · " + active, found + " · " + all, found}
	}
	found := a.words.T("list.matching_first", "Count", a.words.Number(n))
	return []string{
		found + " · " + all + " · " + active, found + " · " + all, found,
		a.words.T("list.matching_first_short", "Count", a.words.Number(n)),
	}
}

// checked is when the list was last brought up to date, zero for never.
func (a *applications) checked() time.Time { return a.conn.Tracker().State().CheckedAt }

// updatedText says how new the list is, the longest text first.
func (a *applications) updatedText(now time.Time) []string {
	switch {
	case a.ending:
		return []string{a.words.T("signout.busy")}
	case a.progress != nil:
		return []string{a.words.T("list.refreshing")}
	case a.cancelled:
		return []string{a.words.T("list.cancelled"), a.words.T("list.cancelled_short")}
	case a.checked().IsZero():
		return []string{""}
	}
	short := a.words.Ago(a.checked(), now)
	updated := a.words.T("list.updated", "When", short)
	if missing := a.missing(); missing != "" {
		updated, short = missing+" · "+a.words.T("list.list_updated", "When", short), missing
	}
	texts := []string{updated, short}
	if next := a.nextCheck(now); a.section == SectionNews && !next.IsZero() {
		texts = slices.Insert(texts, 0, updated+" · "+a.words.T("list.next", "Time", a.words.Clock(next, now)))
	}
	return texts
}

// missing is what the last download has not brought up to date though the list is,
// empty for nothing.
func (a *applications) missing() string {
	switch n := len(a.result.Failed); {
	case a.listOnly, a.result.NoActivity:
		return a.words.T("list.no_activity")
	case n > 0:
		return a.words.N("list.partly", n)
	}
	return ""
}
