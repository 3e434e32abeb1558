package present

import (
	"context"
	"fmt"

	"candidaturas/tracker"
)

// searchLimit is how many matches of a search are listed: the latest. Who looks for
// something types more.
const searchLimit = 500

// A search looks for what a query wants, away from the presenters' goroutine.
type search struct {
	t      *tracker.Tracker
	list   *tracker.List
	query  query
	also   string   // the application that is being read
	failed []string // those that the last download could not bring up to date
}

// do returns what it has found: nothing after an error.
func (j search) do(ctx context.Context) (found, error) {
	none, err := j.list.Select(context.WithoutCancel(ctx), tracker.Filter{Among: map[string]bool{}}, j.query.order)
	if err != nil {
		return found{}, fmt.Errorf("looking for nothing: %w", err)
	}
	f := found{query: j.query, list: j.list, sel: none}
	filter := j.query.filter()
	if j.query.unseen {
		filter.Also = j.also // what was chosen is seen now, and stays until another is
	}
	if j.query.text != "" {
		matches, more, err := j.t.Search(ctx, j.query.text, searchLimit)
		if err != nil {
			return f, fmt.Errorf("searching: %w", err)
		}
		f.more = more
		filter.Among = make(map[string]bool, len(matches))
		for i := range matches {
			filter.Among[matches[i].ID] = true
		}
	}
	if j.query.failed {
		filter.Among = both(filter.Among, setOf(j.failed))
	}
	if j.query.tag != "" {
		tagged, err := j.t.Tagged(ctx, j.query.tag)
		if err != nil {
			return f, fmt.Errorf("looking for a tag: %w", err)
		}
		filter.Among = both(filter.Among, tagged)
	}
	sel, err := j.list.Select(ctx, filter, j.query.order)
	if err != nil {
		return f, fmt.Errorf("looking through the list: %w", err)
	}
	f.sel = sel
	return f, nil
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
