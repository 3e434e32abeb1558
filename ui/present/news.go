package present

import (
	"context"
	"time"

	"candidaturas/tracker"
	"candidaturas/ui/present/task"
)

// News are what «Novedades» shows.
type News struct {
	*base
	storage   *storage
	downloads *Downloads

	changes  []tracker.Change // the last found first
	revision uint64           // of the list, when they were read
	known    bool
	kind     newsKind // that shows
	days     []newsDay
	zone     *time.Location
	selected string
	unfolded map[string]bool
	reading  task.Task
}

func newNews(b *base, s *storage, d *Downloads) *News {
	return &News{base: b, storage: s, downloads: d, unfolded: map[string]bool{}}
}

// reset forgets those of another account.
func (n *News) reset() {
	n.reading.Stop()
	*n = *newNews(n.base, n.storage, n.downloads)
}

// keepUp reads the changes from the store unless they are as new as the list.
func (n *News) keepUp(list *tracker.List) {
	if n.revision == list.Revision() {
		return
	}
	t := n.conn.Tracker()
	n.revision = t.List().Revision()
	task.Start(n.loop, &n.reading, func(ctx context.Context) ([]tracker.Change, error) {
		return t.Changes(ctx, 0, newsLimit)
	}, func(changes []tracker.Change, err error) {
		if err != nil {
			n.log.Warn("reading the changes", "error", err)
			n.storage.fail(err)
		}
		n.changes, n.known, n.days = changes, err == nil, nil
		n.show()
	})
}

// fill puts them into the state.
func (n *News) fill(s *ApplicationsState, now time.Time) {
	s.Rows, s.Selected, s.Empty = n.rows(now), n.selected, n.none(now)
	s.NewsKinds, s.NewsKind = n.kinds()
}

// rows group the changes anew only when there are others.
func (n *News) rows(now time.Time) *Rows {
	if n.days == nil || n.zone != now.Location() {
		n.days, n.zone = newsDays(n.wanted(), n.unfolded, now.Location()), now.Location()
	}
	return newsRows(n.words, n.days, now)
}

// choose chooses a line and returns the application that it is about, "" for a folded
// one.
func (n *News) choose(line string) (application string) {
	n.selected = line
	return n.application(line)
}

// application is what a line is about, "" for a folded one.
func (n *News) application(line string) string {
	item, ok := n.item(line)
	if !ok || item.rejected != nil {
		return ""
	}
	return item.change.Application
}

func (n *News) item(id string) (newsItem, bool) {
	for _, day := range n.days {
		for _, item := range day.items {
			if item.id == id {
				return item, true
			}
		}
	}
	return newsItem{}, false
}

// unfold shows or hides the rejections behind a folded line, and reports whether id
// is such a line.
func (n *News) unfold(id string) bool {
	item, ok := n.item(id)
	if !ok || item.rejected == nil {
		return false
	}
	n.unfolded[id] = !n.unfolded[id]
	n.days = nil
	n.show()
	return true
}

// MarkAllSeen marks every change that is shown as seen.
func (n *News) MarkAllSeen() {
	if n.conn == nil || !n.known || len(n.changes) == 0 {
		return
	}
	t, last := n.conn.Tracker(), n.changes[0].ID
	n.background("marking all as seen", func(ctx context.Context) error { return t.MarkAllSeen(ctx, last) }, n.storage.fail)
}

// name is that of «Novedades», with how many are unseen.
func (n *News) name() string {
	if unseen := n.conn.Tracker().Unseen(); unseen > 0 {
		return n.words.T("news.title_unseen", "Count", n.words.Number(unseen))
	}
	return n.words.T("news.title")
}

// none says when the list was last checked and when it will be.
func (n *News) none(now time.Time) *Empty {
	switch {
	case !n.known, len(n.wanted()) > 0:
		return nil
	case len(n.changes) > 0:
		return &Empty{Text: n.words.T("news.none_of_kind"), Label: n.words.T("news.show_all"), Action: EmptyAllNews}
	}
	text := n.words.T("news.empty")
	if checked := n.checked(); !checked.IsZero() {
		text += " " + n.words.T("news.checked", "When", n.words.At(checked, now))
	}
	if next := n.downloads.checks.announced(now); !next.IsZero() {
		text += " " + n.words.T("news.next", "Time", n.words.Clock(next, now))
	}
	return &Empty{Text: text, Label: n.words.T("list.refresh"), Action: EmptyRefresh}
}
