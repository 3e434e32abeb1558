package api

import (
	"context"
	"slices"

	"candidaturas/tracker"
)

// maxPages ends a timeline that never ends.
const maxPages = 200

// Timeline reads every event of an application, newest first, each once. It needs
// the scope APPLICATION_TIMELINE.
func (c *Client) Timeline(ctx context.Context, applicationID string) ([]tracker.Event, error) {
	var events []tracker.Event
	for range 2 {
		run := &pass{seen: map[tracker.EventKey]bool{}}
		for page := 1; !run.done; page++ {
			p, err := c.timelinePage(ctx, applicationID, page)
			if err != nil {
				return nil, err
			}
			run.take(page, p)
		}
		events = run.events
		if !run.moved {
			break
		}
	}
	// A timeline that moved while it was read may have been put together out of
	// order.
	slices.SortStableFunc(events, func(a, b tracker.Event) int { return b.At.Compare(a.At) })
	return events, nil
}

// A timelinePage is one page of an application's events, newest first.
type timelinePage struct {
	total  int // of the whole timeline; -1 when not told
	events []tracker.Event
}

func (c *Client) timelinePage(ctx context.Context, applicationID string, page int) (timelinePage, error) {
	p, err := read(ctx, c, call{
		operation: "timeline", pattern: "/api/3/application/{id}/timeline", id: applicationID, query: pageQuery(page),
	}, decodeTimeline)
	for i := range p.events {
		c.logUnknownKinds(ctx, &p.events[i])
	}
	return p, err
}

func decodeTimeline(body []byte, odd *int) (timelinePage, bool) {
	o, ok := parseObject(body, odd)
	if !ok {
		return timelinePage{}, false
	}
	page := timelinePage{total: o.number("totalFound", -1)}
	rows, ok := parseArray(o.members["events"], maxRows, odd)
	if !ok && page.total != 0 {
		return timelinePage{}, false
	}
	for _, raw := range rows {
		row, ok := parseObject(raw, odd)
		if !ok {
			*odd++
			continue
		}
		if e := row.event(); happened(e) {
			page.events = append(page.events, e)
		}
	}
	return page, true
}

// A pass is one run through the pages of a timeline. Pages shift while they are
// read, when events come and go, so it goes by what was seen and not by counts.
type pass struct {
	events []tracker.Event
	seen   map[tracker.EventKey]bool
	first  int // total told by the first page
	// moved says that the timeline changed between its first page and its last:
	// what enters or leaves it changes its total, and what enters at the top pushes
	// the end of one page into the next.
	moved bool
	done  bool // there is no further page
}

// take adds what no page before held, and decides whether the page is the last.
func (r *pass) take(page int, p timelinePage) {
	before := len(r.events)
	for _, e := range p.events {
		if r.seen[e.Key()] {
			r.moved = true
			continue
		}
		r.seen[e.Key()] = true
		r.events = append(r.events, e)
	}
	if page == 1 {
		r.first = p.total
	}
	r.moved = r.moved || p.total != r.first
	n := len(r.events)
	// More than the total means that the total cannot be trusted.
	r.done = n == before || n == p.total || n > p.total && len(p.events) < tracker.PageSize
	if page >= maxPages {
		r.done, r.moved = true, false // going through it once more would not end either
	}
}
