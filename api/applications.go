package api

import (
	"context"
	"net/url"
	"strconv"

	"candidaturas/tracker"
)

// Applications reads one page of the list, counted from 1 and ordered by last
// event, newest first. It needs the scope MY_APPLICATIONS.
func (c *Client) Applications(ctx context.Context, page int) (tracker.Page, error) {
	query := pageQuery(page)
	query.Set("order", "last-event") // InfoJobs contradicts itself on the default
	query.Set("hideRejected", "false")
	list, err := read(ctx, c, call{operation: "applications", pattern: "/api/5/application", query: query}, decodeApplications)
	if err != nil {
		return tracker.Page{}, err
	}
	if list.Total < 0 {
		list.Total = totalSoFar(page, len(list.Applications)+list.Odd)
	}
	for _, a := range list.Applications {
		c.logUnknownKinds(ctx, a.LastEvent, a.CVReceived, a.CVRead, a.InProcess, a.Closed, a.Removed, a.NotPreselected)
	}
	return list, nil
}

// totalSoFar stands for a total that InfoJobs does not tell: a full page means
// that there is more.
func totalSoFar(page, rows int) int {
	n := (page-1)*tracker.PageSize + rows
	if rows >= tracker.PageSize {
		n++
	}
	return n
}

// pageQuery writes the parameters that all lists share.
func pageQuery(page int) url.Values {
	return url.Values{"page": {strconv.Itoa(page)}, "pageSize": {strconv.Itoa(tracker.PageSize)}}
}

// decodeApplications leaves the total at -1 when InfoJobs does not tell it.
func decodeApplications(body []byte, odd *int) (tracker.Page, bool) {
	o, ok := parseObject(body, odd)
	if !ok {
		return tracker.Page{}, false
	}
	page := tracker.Page{Total: o.number("totalFound", -1)}
	rows, ok := parseArray(o.members["applications"], maxRows, odd)
	if !ok && page.Total != 0 {
		return tracker.Page{}, false
	}
	for _, raw := range rows {
		a, ok := parseObject(raw, odd)
		if !ok {
			*odd++
			page.Odd++
			continue
		}
		row := a.application()
		if row.ID == "" {
			*odd++ // nothing could ever be said about it again
			page.Odd++
			continue
		}
		page.Applications = append(page.Applications, row)
	}
	return page, true
}

func (o object) application() tracker.Application {
	a := tracker.Application{
		ID:             o.id("code"),
		AppliedAt:      o.date("date"),
		Rejected:       o.boolean("rejected"),
		ProcessClosed:  o.boolean("processClosed"),
		OfferRemoved:   o.boolean("offerRemoved"),
		UnreadEvents:   max(o.number("eventsReadPending", o.number("eventsReadpending", -1)), -1),
		LastEvent:      o.eventAt("lastEvent"),
		CVReceived:     o.eventAt("cvReceivedEvent"),
		CVRead:         o.eventAt("cvReadEvent"),
		InProcess:      o.eventAt("inProcessEvent"),
		Closed:         o.eventAt("processClosedEvent"),
		Removed:        o.eventAt("offerRemovedEvent"),
		NotPreselected: o.eventAt("notPreselectedCandidateEvent"),
	}
	offer, ok := o.object("jobOffer")
	if !ok {
		*o.odd++
		return a
	}
	a.Offer = tracker.OfferRef{
		ID:      offer.id("code"),
		Title:   offer.text("title"),
		Company: offer.text("company"),
		City:    offer.text("city"),
	}
	return a
}
