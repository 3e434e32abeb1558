package api

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"strconv"
)

// An Order is how the list of applications is sorted; both are newest first.
type Order string

// The orders that InfoJobs knows.
const (
	OrderLastEvent       Order = "last-event"
	OrderApplicationDate Order = "application-date"
)

// ApplicationsParams choose a page of the list; the zero value is the first
// page of 30, by last event.
type ApplicationsParams struct {
	HideRejected bool
	Page         int // from 1
	PageSize     int // 10, 20 or 30
	Order        Order
}

// An ApplicationList is one page of the person's applications.
type ApplicationList struct {
	TotalFound              int // of the whole list; -1 when not told
	HTMLApplicationsEnabled bool
	Applications            []Application
	Rows                    int // what the page holds, with those that are left out for want of a code
	Odd                     int // members that were not as documented
}

// An Application is one row of the list. A nil event has not happened.
type Application struct {
	Code                         string
	Date                         Time
	Rejected                     bool
	ProcessClosed                bool
	OfferRemoved                 bool
	EventsReadPending            int    // -1 when InfoJobs does not know
	LastEvent                    *Event // not in the answer for one application
	CVReceivedEvent              *Event
	CVReadEvent                  *Event
	InProcessEvent               *Event
	ProcessClosedEvent           *Event
	OfferRemovedEvent            *Event
	NotPreselectedCandidateEvent *Event
	JobOffer                     JobOffer
}

// A JobOffer is what an application tells about its offer.
type JobOffer struct {
	Code    string
	Title   string
	Company string
	City    string
	LogoURL string
	// These two come with a single application only.
	Province     Value
	Applications int // how many people applied; -1 when not told
}

// Applications reads one page of the list. It needs the scope MY_APPLICATIONS.
func (c *Client) Applications(ctx context.Context, p ApplicationsParams) (ApplicationList, error) {
	const operation = "applications"
	query, err := pageQuery(p.Page, p.PageSize)
	if err != nil {
		return ApplicationList{}, fmt.Errorf("%s: %w", operation, err)
	}
	// InfoJobs contradicts itself on the default.
	if p.Order == "" {
		p.Order = OrderLastEvent
	}
	query.Set("order", string(p.Order))
	query.Set("hideRejected", strconv.FormatBool(p.HideRejected))
	body, err := c.do(ctx, call{
		operation: operation, pattern: "/api/5/application", query: query,
	})
	if err != nil {
		return ApplicationList{}, err
	}
	page, err := decodeApplications(operation, body)
	if err == nil {
		c.note(ctx, operation, page.Odd, page.events()...)
	}
	return page, err
}

// AllApplications reads page after page from the first, whatever p.Page says,
// and yields each with only those rows that no page before held. If the list
// moves meanwhile it goes through all of it once more, so that a row may come
// twice: keep the later one. It ends after the first error.
func (c *Client) AllApplications(ctx context.Context, p ApplicationsParams) iter.Seq2[ApplicationList, error] {
	return func(yield func(ApplicationList, error) bool) {
		for range 2 {
			run := newPass[string]()
			if !c.applicationsPass(ctx, p, run, yield) || !run.moved {
				return
			}
		}
	}
}

// applicationsPass reports whether it came to the end of the list.
func (c *Client) applicationsPass(ctx context.Context, p ApplicationsParams, run *pass[string],
	yield func(ApplicationList, error) bool,
) bool {
	for p.Page = 1; ; p.Page++ {
		page, err := c.Applications(ctx, p)
		if err != nil {
			yield(ApplicationList{}, err)
			return false
		}
		rows := page.Applications
		page.Applications = nil
		for _, a := range rows {
			if run.fresh(a.Code) {
				page.Applications = append(page.Applications, a)
			}
		}
		if !yield(page, nil) {
			return false
		}
		if run.done(p.Page, len(page.Applications), len(rows), cmp.Or(p.PageSize, MaxPageSize), page.TotalFound) {
			return true
		}
	}
}

// events returns those that the rows hold, nil for each that has not happened.
func (l ApplicationList) events() []*Event {
	var all []*Event
	for _, a := range l.Applications {
		all = append(all, a.events()...)
	}
	return all
}

func (a Application) events() []*Event {
	return []*Event{
		a.LastEvent, a.CVReceivedEvent, a.CVReadEvent, a.InProcessEvent, a.ProcessClosedEvent, a.OfferRemovedEvent,
		a.NotPreselectedCandidateEvent,
	}
}

func decodeApplications(operation string, body []byte) (ApplicationList, error) {
	var page ApplicationList
	o, ok := parseObject(body, &page.Odd)
	if !ok {
		return ApplicationList{}, unexpected(operation)
	}
	page.TotalFound = o.number("totalFound", -1)
	page.HTMLApplicationsEnabled = o.boolean("htmlApplicationsEnabled")
	rows, ok := parseArray(o.members["applications"], maxRows, &page.Odd)
	if !ok && page.TotalFound != 0 {
		return ApplicationList{}, unexpected(operation)
	}
	page.Rows = len(rows)
	for _, raw := range rows {
		a, ok := parseObject(raw, &page.Odd)
		if !ok {
			page.Odd++
			continue
		}
		row := a.asApplication()
		if row.Code == "" {
			page.Odd++ // nothing could ever be said about it again
			continue
		}
		page.Applications = append(page.Applications, row)
	}
	return page, nil
}

func (o object) asApplication() Application {
	a := Application{
		Code:                         o.id("code"),
		Date:                         o.date("date"),
		Rejected:                     o.boolean("rejected"),
		ProcessClosed:                o.boolean("processClosed"),
		OfferRemoved:                 o.boolean("offerRemoved"),
		EventsReadPending:            max(o.number("eventsReadPending", o.number("eventsReadpending", -1)), -1),
		LastEvent:                    o.event("lastEvent"),
		CVReceivedEvent:              o.event("cvReceivedEvent"),
		CVReadEvent:                  o.event("cvReadEvent"),
		InProcessEvent:               o.event("inProcessEvent"),
		ProcessClosedEvent:           o.event("processClosedEvent"),
		OfferRemovedEvent:            o.event("offerRemovedEvent"),
		NotPreselectedCandidateEvent: o.event("notPreselectedCandidateEvent"),
		JobOffer:                     JobOffer{Applications: -1},
	}
	if offer, ok := o.object("jobOffer"); ok {
		a.JobOffer = offer.asJobOffer()
	} else {
		*o.odd++
	}
	return a
}

func (o object) asJobOffer() JobOffer {
	return JobOffer{
		Code:         o.id("code"),
		Title:        o.text("title"),
		Company:      o.text("company"),
		City:         o.text("city"),
		LogoURL:      o.link("logoUrl"),
		Province:     o.value("province"),
		Applications: max(o.number("applications", -1), -1),
	}
}

// unexpected is the error of valid JSON that is not what the operation answers.
func unexpected(operation string) error {
	return &BodyError{Operation: operation, Reason: "not what the operation answers"}
}
