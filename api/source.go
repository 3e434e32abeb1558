package api

import (
	"context"
	"errors"
	"slices"
	"strings"

	"candidaturas/api/fault"
	"candidaturas/tracker"
)

// A Source gives package tracker what a [Client] reads. It is safe for
// concurrent use.
type Source struct{ client *Client }

var _ tracker.Source = (*Source)(nil)

// NewSource returns a Source that reads through c.
func NewSource(c *Client) *Source { return &Source{client: c} }

// Close closes the client's idle connections.
func (s *Source) Close() { s.client.Close() }

// meanings pairs what packages fault and tracker call the same thing: tracker,
// which does not know InfoJobs' API, has sentinels of its own.
var meanings = []struct{ fault, tracker error }{
	{fault.ErrOffline, tracker.ErrOffline},
	{fault.ErrInsecure, tracker.ErrInsecure},
	{fault.ErrPortal, tracker.ErrPortal},
	{fault.ErrBotWall, tracker.ErrBotWall},
	{fault.ErrUnavailable, tracker.ErrUnavailable},
	{fault.ErrRateLimited, tracker.ErrRateLimited},
	{fault.ErrSignedOut, tracker.ErrSignedOut},
	{fault.ErrKeysRefused, tracker.ErrKeysRefused},
	{fault.ErrScopeMissing, tracker.ErrScopeMissing},
	{fault.ErrNotFound, tracker.ErrNotFound},
	{fault.ErrBadAnswer, tracker.ErrBadAnswer},
}

// A sourceError is an error of the client that tracker can match, too.
type sourceError struct{ err, meaning error }

func (e *sourceError) Error() string   { return e.err.Error() }
func (e *sourceError) Unwrap() []error { return []error{e.err, e.meaning} }

// forTracker leaves alone what tracker has no word for, such as a context's end.
func forTracker(err error) error {
	for _, m := range meanings {
		if errors.Is(err, m.fault) {
			return &sourceError{err, m.tracker}
		}
	}
	return err
}

// Applications reads one page of the list.
func (s *Source) Applications(ctx context.Context, page int) (tracker.Page, error) {
	p, err := s.client.Applications(ctx, ApplicationsParams{
		Page: page, PageSize: tracker.PageSize, Order: OrderLastEvent,
	})
	if err != nil {
		return tracker.Page{}, forTracker(err)
	}
	out := tracker.Page{
		Applications: make([]tracker.Application, 0, len(p.Applications)),
		Odd:          p.Rows - len(p.Applications),
		Total:        total(p, page),
	}
	for _, a := range p.Applications {
		out.Applications = append(out.Applications, toApplication(a))
	}
	return out, nil
}

// total puts one together when InfoJobs tells none: a full page means that
// there is more.
func total(p ApplicationList, page int) int {
	if p.TotalFound >= 0 {
		return p.TotalFound
	}
	n := (page-1)*tracker.PageSize + p.Rows
	if p.Rows >= tracker.PageSize {
		n++
	}
	return n
}

// Detail reads what only the single application tells.
func (s *Source) Detail(ctx context.Context, applicationID string) (tracker.Detail, error) {
	d, err := s.client.Application(ctx, applicationID)
	if err != nil {
		return tracker.Detail{}, forTracker(err)
	}
	return tracker.Detail{
		CV:             d.CV,
		HasCoverLetter: d.HasCoverLetter,
		Province:       d.JobOffer.Province.Value,
		Applicants:     d.JobOffer.Applications,
	}, nil
}

// Timeline reads every event of an application, newest first.
func (s *Source) Timeline(ctx context.Context, applicationID string) ([]tracker.Event, error) {
	events, err := s.client.WholeTimeline(ctx, applicationID)
	if err != nil {
		return nil, forTracker(err)
	}
	out := make([]tracker.Event, 0, len(events))
	for _, e := range events {
		out = append(out, *toEvent(&e))
	}
	// A timeline that moved while it was read may have been put together out of
	// order.
	slices.SortStableFunc(out, func(a, b tracker.Event) int { return b.At.Compare(a.At) })
	return out, nil
}

// Offer reads an offer, removed or not.
func (s *Source) Offer(ctx context.Context, offerID string) (tracker.Offer, error) {
	f, err := s.client.Offer(ctx, offerID)
	if err != nil {
		return tracker.Offer{}, forTracker(err)
	}
	o := toOffer(f)
	if o.ID == "" {
		o.ID = offerID
	}
	return o, nil
}

// Candidate reads the signed-in person. A profile without any identifier is an
// error, as nobody could be told from anybody else by it.
func (s *Source) Candidate(ctx context.Context) (tracker.Candidate, error) {
	c, err := s.client.Candidate(ctx)
	if err != nil {
		return tracker.Candidate{}, forTracker(err)
	}
	key := c.Key
	if key == "" {
		key = c.ID
	}
	if key == "" {
		return tracker.Candidate{}, forTracker(unexpected("candidate"))
	}
	return tracker.Candidate{Key: key, Name: c.DisplayName(), Email: c.Email}, nil
}

func toApplication(a Application) tracker.Application {
	return tracker.Application{
		ID:        a.Code,
		AppliedAt: a.Date.Time,
		Offer: tracker.OfferRef{
			ID:      a.JobOffer.Code,
			Title:   a.JobOffer.Title,
			Company: a.JobOffer.Company,
			City:    a.JobOffer.City,
		},
		Rejected:       a.Rejected,
		ProcessClosed:  a.ProcessClosed,
		OfferRemoved:   a.OfferRemoved,
		UnreadEvents:   a.EventsReadPending,
		LastEvent:      toEvent(a.LastEvent),
		CVReceived:     toEvent(a.CVReceivedEvent),
		CVRead:         toEvent(a.CVReadEvent),
		InProcess:      toEvent(a.InProcessEvent),
		Closed:         toEvent(a.ProcessClosedEvent),
		Removed:        toEvent(a.OfferRemovedEvent),
		NotPreselected: toEvent(a.NotPreselectedCandidateEvent),
	}
}

func toEvent(e *Event) *tracker.Event {
	if e == nil {
		return nil
	}
	return &tracker.Event{
		Kind:        tracker.EventKind(e.TipoID),
		At:          e.Date.Time,
		Description: e.Description,
		First:       e.Initializer,
		Last:        e.Finisher,
		Reasons:     e.RejectedReasons,
	}
}

func toOffer(f Offer) tracker.Offer {
	return tracker.Offer{
		ID:           f.ID,
		Title:        f.Title,
		Company:      f.Profile.Name,
		City:         f.City,
		Province:     f.Province.Value,
		Link:         f.Link,
		Description:  f.Description,
		Requirements: joinTexts("\n\n", f.MinRequirements, f.DesiredRequirements),
		Contract:     joinTexts(", ", f.ContractType.Value, f.ContractDuration),
		Journey:      f.Journey.Value,
		Salary:       salary(f),
		Applicants:   f.Applications,
		Vacancies:    f.Vacancies,
		Active:       f.Active,
		Deleted:      f.Deleted,
		UpdatedAt:    f.UpdateDate.Time,
	}
}

// salary is InfoJobs' own description, or its amounts and their period.
func salary(f Offer) string {
	if !f.ShowPay {
		return ""
	}
	if f.SalaryDescription != "" {
		return f.SalaryDescription
	}
	amounts := joinTexts(" – ", f.MinPay.AmountValue, f.MaxPay.AmountValue)
	if amounts == "" {
		return ""
	}
	period := f.MaxPay.PeriodValue
	if period == "" {
		period = f.MinPay.PeriodValue
	}
	return joinTexts(" ", amounts, period)
}

// joinTexts leaves out the empty ones and repetitions of the one before.
func joinTexts(separator string, texts ...string) string {
	texts = slices.DeleteFunc(slices.Compact(texts), func(s string) bool { return s == "" })
	return strings.Join(texts, separator)
}
