package present

import (
	"strings"
	"time"

	"candidaturas/tracker"
)

// An OfferText is an offer as it was kept, ready to be read.
type OfferText struct {
	// Copy says from when it is, where InfoJobs shows the offer no more.
	Copy  string
	Facts string // pay, contract, working day and vacancies
	// Parts are its texts, each under its heading.
	Parts []OfferPart
}

// An OfferPart is a text of an offer.
type OfferPart struct{ Heading, Text string }

// newOfferText is nil when there is nothing to read.
func newOfferText(w *Words, k *tracker.Kept, now time.Time) *OfferText {
	v := k.OfferNow
	if v == nil {
		return nil
	}
	o := &OfferText{Facts: offerFacts(w, v.Offer)}
	if k.OfferRemoved || v.Offer.Deleted {
		o.Copy = w.T("offer.copy", "Date", w.Date(v.SeenAt, now))
	}
	for _, part := range []OfferPart{
		{w.T("offer.description"), v.Offer.Description},
		{w.T("offer.requirements"), v.Offer.Requirements},
	} {
		if part.Text = strings.TrimSpace(part.Text); part.Text != "" {
			o.Parts = append(o.Parts, part)
		}
	}
	if o.Facts == "" && len(o.Parts) == 0 {
		return nil
	}
	return o
}

func offerFacts(w *Words, o tracker.Offer) string {
	var facts []string
	for _, fact := range []string{o.Salary, o.Contract, o.Journey} {
		if fact != "" {
			facts = append(facts, fact)
		}
	}
	if o.Vacancies > 0 {
		facts = append(facts, w.N("offer.vacancies", o.Vacancies))
	}
	return strings.Join(facts, " · ")
}
