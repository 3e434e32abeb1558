package present

import (
	"time"

	"candidaturas/tracker"
)

// A StatusLine is what the line under the list says: how much there is, and how new
// that is. Either may be empty.
type StatusLine struct {
	Counts  string // "120 candidaturas · 28 activas"
	Updated string // "Actualizado hace 4 min", or what came of the last attempt
	// UpdatedNext says also when that will be next, empty where it is not known.
	UpdatedNext string
	// ShortCounts and ShortUpdated say less, for where there is no room for those.
	ShortCounts, ShortUpdated string
	// CountsFirst says that what is counted goes before how new that is, where there is
	// no room for both.
	CountsFirst bool
}

// listStatus puts together what the line under the list says.
type listStatus struct {
	*base
	results   *results
	downloads *Downloads
}

func (l *listStatus) text(section Section, list *tracker.List, now time.Time) StatusLine {
	looking := section == SectionApplications && l.results.narrowed()
	s := StatusLine{CountsFirst: looking}
	s.Counts, s.ShortCounts = l.counts(looking, list)
	l.tellUpdated(&s, section, now)
	return s
}

// counts says how many applications there are.
func (l *listStatus) counts(looking bool, list *tracker.List) (long, short string) {
	total := list.Len()
	if total == 0 {
		return "", ""
	}
	all := l.words.N("list.total", total)
	both := all + " · " + l.words.N("list.active_count", total-list.GroupLen(tracker.GroupEnded))
	if !looking {
		return both, all
	}
	n, more := l.results.count()
	if !more {
		found := l.words.N("list.matching", n)
		return found + " · " + both, found
	}
	return l.words.T("list.matching_first", "Count", l.words.Number(n)) + " · " + both,
		l.words.T("list.matching_first_short", "Count", l.words.Number(n))
}

// tellUpdated says how new the list is.
func (l *listStatus) tellUpdated(s *StatusLine, section Section, now time.Time) {
	w := l.words
	switch {
	case l.ending:
		s.Updated, s.ShortUpdated = w.T("signout.busy"), w.T("signout.busy")
		return
	case l.downloads.busy():
		s.Updated, s.ShortUpdated = w.T("list.refreshing"), w.T("list.refreshing")
		return
	case l.downloads.cancelled:
		s.Updated, s.ShortUpdated = w.T("list.cancelled"), w.T("list.cancelled_short")
		return
	case l.checked().IsZero():
		return
	}
	ago := w.Ago(l.checked(), now)
	s.Updated, s.ShortUpdated = w.T("list.updated", "When", ago), ago
	if missing := l.missing(); missing != "" {
		s.Updated, s.ShortUpdated = missing+" · "+w.T("list.list_updated", "When", ago), missing
	}
	if next := l.downloads.checks.announced(now); section == SectionNews && !next.IsZero() {
		s.UpdatedNext = s.Updated + " · " + w.T("list.next", "Time", w.Clock(next, now))
	}
}

// missing is what the last download has not brought up to date though the list is,
// empty for nothing.
func (l *listStatus) missing() string {
	switch n := len(l.downloads.result.Failed); {
	case l.downloads.listOnly, l.downloads.result.NoActivity:
		return l.words.T("list.no_activity")
	case n > 0:
		return l.words.N("list.partly", n)
	}
	return ""
}
