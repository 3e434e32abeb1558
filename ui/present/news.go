package present

import (
	"context"
	"time"

	"candidaturas/tracker"
)

// news is what «Novedades» shows.
type news struct {
	changes  []tracker.Change // the last found first
	revision uint64           // of the list, when they were read
	read     bool
	kind     newsKind // that shows
	days     []newsDay
	zone     *time.Location
	selected string
	unfolded map[string]bool

	reading task
}

func newNews() news { return news{unfolded: map[string]bool{}} }

// readNews reads the changes from the store.
func (a *applications) readNews() {
	t := a.conn.Tracker()
	a.news.revision = t.List().Revision()
	start(a.loop, &a.news.reading, func(ctx context.Context) ([]tracker.Change, error) {
		return t.Changes(ctx, 0, newsLimit)
	}, func(changes []tracker.Change, err error) {
		if err != nil {
			a.log.Warn("reading the changes", "error", err)
			a.storeProblem = err
		}
		a.news.changes, a.news.read, a.news.days = changes, err == nil, nil
		a.show()
	})
}

// newsRows groups the changes anew only when there are others.
func (a *applications) newsRows(now time.Time) *Rows {
	n := &a.news
	if n.days == nil || n.zone != now.Location() {
		n.days, n.zone = newsDays(n.wanted(), n.unfolded, now.Location()), now.Location()
	}
	return newsRows(a.words, n.days, now)
}

// chooseNews shows the application that a change is about, or folds the
// rejections of a day in or out.
func (a *applications) chooseNews(id string) {
	a.news.selected = id
	item, ok := a.newsItem(id)
	if !ok {
		a.show()
		return
	}
	if item.rejected == nil {
		a.chooseApplication(item.change.Application)
	}
	a.show()
}

func (a *applications) newsItem(id string) (newsItem, bool) {
	for _, day := range a.news.days {
		for _, item := range day.items {
			if item.id == id {
				return item, true
			}
		}
	}
	return newsItem{}, false
}

// unfold shows or hides the rejections behind a folded line, and reports whether
// it is one.
func (a *applications) unfold(id string) bool {
	item, ok := a.newsItem(id)
	if !ok || item.rejected == nil || a.section != SectionNews {
		return false
	}
	a.news.unfolded[id] = !a.news.unfolded[id]
	a.news.days = nil
	a.show()
	return true
}

// markAll marks every change that is shown as seen.
func (a *applications) markAll() {
	if a.conn == nil || !a.news.read || len(a.news.changes) == 0 {
		return
	}
	t, last := a.conn.Tracker(), a.news.changes[0].ID
	a.background("marking all as seen", func(ctx context.Context) error { return t.MarkAllSeen(ctx, last) })
}

func (a *applications) newsName() string {
	if n := a.conn.Tracker().Unseen(); n > 0 {
		return a.words.T("news.title_unseen", "Count", a.words.Number(n))
	}
	return a.words.T("news.title")
}

// newsEmpty says when the list was last checked and when it will be.
func (a *applications) newsEmpty(now time.Time) *Empty {
	switch {
	case !a.news.read, len(a.news.wanted()) > 0:
		return nil
	case len(a.news.changes) > 0:
		return &Empty{Text: a.words.T("news.none_of_kind"), Label: a.words.T("news.show_all"), Action: EmptyAllNews}
	}
	text := a.words.T("news.empty")
	if checked := a.checked(); !checked.IsZero() {
		text += " " + a.words.T("news.checked", "When", a.words.At(checked, now))
	}
	if next := a.nextCheck(now); !next.IsZero() {
		text += " " + a.words.T("news.next", "Time", a.words.Clock(next, now))
	}
	return &Empty{Text: text, Label: a.words.T("list.refresh"), Action: EmptyRefresh}
}
