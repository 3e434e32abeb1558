package sandbox

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"candidaturas/tracker"
)

type eventJSON struct {
	TipoID          *int     `json:"tipoId,omitempty"` // not in the detail
	Date            string   `json:"date"`
	Description     string   `json:"description"`
	Initializer     bool     `json:"initializer"`
	Finisher        bool     `json:"finisher"`
	RejectedReasons []string `json:"rejectedReasons"`
}

type applicationJSON struct {
	Code              string     `json:"code"`
	Date              string     `json:"date"`
	Rejected          bool       `json:"rejected"`
	ProcessClosed     bool       `json:"processClosed"`
	OfferRemoved      bool       `json:"offerRemoved"`
	EventsReadPending int        `json:"eventsReadPending"`
	LastEvent         *eventJSON `json:"lastEvent,omitempty"` // list only
	ReceivedEvent     *eventJSON `json:"cvReceivedEvent,omitempty"`
	ReadEvent         *eventJSON `json:"cvReadEvent,omitempty"`
	InProcessEvent    *eventJSON `json:"inProcessEvent,omitempty"`
	ClosedEvent       *eventJSON `json:"processClosedEvent,omitempty"`
	RemovedEvent      *eventJSON `json:"offerRemovedEvent,omitempty"`
	NotPreselected    *eventJSON `json:"notPreselectedCandidateEvent,omitempty"`

	CV             *string      `json:"cv,omitempty"`             // detail only
	HasCoverLetter *bool        `json:"hasCoverLetter,omitempty"` // detail only
	JobOffer       jobOfferJSON `json:"jobOffer"`
}

type jobOfferJSON struct {
	Code         string   `json:"code"`
	Title        string   `json:"title"`
	Company      string   `json:"company"`
	City         string   `json:"city"`
	Province     *idValue `json:"province,omitempty"`     // detail only
	Applications *int     `json:"applications,omitempty"` // detail only
}

type applicationsJSON struct {
	TotalFound              int               `json:"totalFound"`
	HTMLApplicationsEnabled bool              `json:"htmlApplicationsEnabled"`
	Applications            []applicationJSON `json:"applications"`
}

type timelineJSON struct {
	TotalFound int          `json:"totalFound"`
	Events     []*eventJSON `json:"events"`
}

func (s *Server) serveApplications(w http.ResponseWriter, r *http.Request, ac *account) {
	q := r.URL.Query()
	order := q.Get("order")
	if order == "" {
		// The documentation names both as the default.
		order = "application-date"
	}
	if order != "application-date" && order != "last-event" {
		s.writeFailure(w, http.StatusBadRequest, "305", "The order is not valid")
		return
	}
	hide, err := strconv.ParseBool(orDefault(q.Get("hideRejected"), "false"))
	if err != nil {
		s.writeFailure(w, http.StatusBadRequest, "201", "The parameter hideRejected is not valid")
		return
	}
	page, size, ok := s.paging(w, q)
	if !ok {
		return
	}
	s.mu.Lock()
	list := ac.list(listing{byEvent: order == "last-event", hideRejected: hide})
	answer := applicationsJSON{TotalFound: len(list), Applications: []applicationJSON{}}
	for _, a := range slicePage(list, page, size) {
		answer.Applications = append(answer.Applications, a.listed())
	}
	s.mu.Unlock()
	writeJSON(w, http.StatusOK, answer)
}

func (s *Server) serveApplication(w http.ResponseWriter, r *http.Request, ac *account) {
	now := s.now()
	s.mu.Lock()
	a := ac.byID[r.PathValue("id")]
	var answer applicationJSON
	if a != nil {
		answer = a.detailed(s.data.write(a.offer, now).Applicants)
	}
	s.mu.Unlock()
	if a == nil {
		s.writeUnknownApplication(w)
		return
	}
	writeJSON(w, http.StatusOK, answer)
}

func (s *Server) serveTimeline(w http.ResponseWriter, r *http.Request, ac *account) {
	page, size, ok := s.paging(w, r.URL.Query())
	if !ok {
		return
	}
	s.mu.Lock()
	a := ac.byID[r.PathValue("id")]
	var events []Event
	if a != nil {
		events = slices.Clone(a.Events)
	}
	s.mu.Unlock()
	if a == nil {
		s.writeUnknownApplication(w)
		return
	}
	slices.Reverse(events)
	answer := timelineJSON{TotalFound: len(events), Events: []*eventJSON{}}
	for _, e := range slicePage(events, page, size) {
		answer.Events = append(answer.Events, listedEvent(&e))
	}
	writeJSON(w, http.StatusOK, answer)
}

func (s *Server) writeUnknownApplication(w http.ResponseWriter) {
	s.writeFailure(w, http.StatusNotFound, "321", "The application does not exist")
}

// paging reads page and pageSize; if it returns false it has answered.
func (s *Server) paging(w http.ResponseWriter, q url.Values) (page, size int, ok bool) {
	page, err := strconv.Atoi(orDefault(q.Get("page"), "1"))
	if err != nil || page < 1 {
		s.writeFailure(w, http.StatusBadRequest, "306", "The page is not valid")
		return 0, 0, false
	}
	size, err = strconv.Atoi(orDefault(q.Get("pageSize"), "20"))
	if err != nil || size != 10 && size != 20 && size != 30 {
		s.writeFailure(w, http.StatusBadRequest, "310", "The page size is not valid")
		return 0, 0, false
	}
	return page, size, true
}

// slicePage returns one page, empty past the last one.
func slicePage[T any](all []T, page, size int) []T {
	if page > len(all)/size+1 {
		return nil
	}
	first := min((page-1)*size, len(all))
	return all[first:min(first+size, len(all))]
}

func orDefault(value, fallback string) string {
	if value == "" {
		return fallback
	}
	return value
}

func (a *application) listed() applicationJSON {
	out := a.common(listedEvent)
	last := a.last()
	out.LastEvent = listedEvent(&last)
	out.EventsReadPending = a.Unread
	return out
}

func (a *application) detailed(applicants int) applicationJSON {
	out := a.common(detailedEvent)
	out.EventsReadPending = -1
	out.CV, out.HasCoverLetter = &a.CV, &a.CoverLetter
	out.JobOffer.Province, out.JobOffer.Applications = a.province, &applicants
	return out
}

func (a *application) common(event func(*Event) *eventJSON) applicationJSON {
	out := applicationJSON{
		Code:          a.ID,
		Date:          wireDate(a.AppliedAt),
		Rejected:      a.Rejected,
		ProcessClosed: a.ProcessClosed,
		OfferRemoved:  a.OfferRemoved,
		JobOffer: jobOfferJSON{
			Code: a.OfferID, Title: a.offer.title, Company: a.offer.company.Name, City: a.offer.city,
		},
	}
	out.ReceivedEvent = event(a.latest(tracker.KindApplied))
	out.ReadEvent = event(a.latest(tracker.KindCVRead))
	out.InProcessEvent = event(a.latest(tracker.KindContinues))
	out.NotPreselected = event(a.latest(tracker.KindNotPreselected))
	if a.ProcessClosed {
		out.ClosedEvent = event(a.latest(tracker.KindProcessClosed))
	}
	if a.OfferRemoved {
		out.RemovedEvent = event(a.latest(tracker.KindOfferRemoved))
	}
	return out
}

func listedEvent(e *Event) *eventJSON {
	out := detailedEvent(e)
	if out != nil {
		kind := int(e.Kind)
		out.TipoID = &kind
	}
	return out
}

func detailedEvent(e *Event) *eventJSON {
	if e == nil {
		return nil
	}
	return &eventJSON{
		Date:            wireDate(e.At),
		Description:     e.Description,
		Initializer:     e.First,
		Finisher:        e.Last,
		RejectedReasons: append([]string{}, e.Reasons...),
	}
}
