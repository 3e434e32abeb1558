package api

import (
	"context"
	"fmt"
)

// TimelineParams choose a page of a timeline; the zero value is the first page
// of 30.
type TimelineParams struct {
	Page     int // from 1
	PageSize int // 10, 20 or 30
}

// A TimelinePage is one page of an application's events, newest first.
type TimelinePage struct {
	TotalFound int // of the whole timeline; -1 when not told
	Events     []Event
	Odd        int // members that were not as documented
}

// Timeline reads one page of an application's timeline. It needs the scope
// APPLICATION_TIMELINE.
func (c *Client) Timeline(ctx context.Context, id string, p TimelineParams) (TimelinePage, error) {
	const operation = "timeline"
	query, err := pageQuery(p.Page, p.PageSize)
	if err != nil {
		return TimelinePage{}, fmt.Errorf("%s: %w", operation, err)
	}
	body, err := c.do(ctx, call{
		operation: operation, pattern: "/api/3/application/{id}/timeline", id: id, query: query,
	})
	if err != nil {
		return TimelinePage{}, err
	}
	page, err := decodeTimeline(operation, body)
	if err == nil {
		c.note(ctx, operation, page.Odd, page.events()...)
	}
	return page, err
}

// WholeTimeline reads every event of an application, newest first, each once.
func (c *Client) WholeTimeline(ctx context.Context, id string) ([]Event, error) {
	var events []Event
	for range 2 {
		run := newPass[eventKey]()
		var err error
		if events, err = c.timelinePass(ctx, id, run); err != nil {
			return nil, err
		}
		if !run.moved {
			break
		}
	}
	return events, nil
}

func (c *Client) timelinePass(ctx context.Context, id string, run *pass[eventKey]) ([]Event, error) {
	var events []Event
	for page := 1; ; page++ {
		p, err := c.Timeline(ctx, id, TimelineParams{Page: page})
		if err != nil {
			return nil, err
		}
		before := len(events)
		for _, e := range p.Events {
			if run.fresh(e.key()) {
				events = append(events, e)
			}
		}
		if run.done(page, len(events)-before, len(p.Events), MaxPageSize, p.TotalFound) {
			return events, nil
		}
	}
}

func (p TimelinePage) events() []*Event {
	var all []*Event
	for i := range p.Events {
		all = append(all, &p.Events[i])
	}
	return all
}

func decodeTimeline(operation string, body []byte) (TimelinePage, error) {
	var page TimelinePage
	o, ok := parseObject(body, &page.Odd)
	if !ok {
		return TimelinePage{}, unexpected(operation)
	}
	page.TotalFound = o.number("totalFound", -1)
	rows, ok := parseArray(o.members["events"], maxRows, &page.Odd)
	if !ok && page.TotalFound != 0 {
		return TimelinePage{}, unexpected(operation)
	}
	for _, raw := range rows {
		e, ok := parseObject(raw, &page.Odd)
		if !ok {
			page.Odd++
			continue
		}
		if event := e.asEvent(); !event.empty() {
			page.Events = append(page.Events, event)
		}
	}
	return page, nil
}
