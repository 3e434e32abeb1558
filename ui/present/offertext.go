package present

import (
	"strings"
	"time"

	"candidaturas/tracker"
)

// An OfferText is an offer as it was kept, ready to be read.
type OfferText struct {
	// Copy says from when it is, where InfoJobs shows the offer no more.
	Copy string
	// Missing is why there is nothing to read, empty when there is.
	Missing string
	// Changes are what is another since the person applied, Edited whether some of it
	// is what the offer says.
	Changes []OfferChange
	Edited  bool
	Facts   []string // pay, contract, working day and vacancies, each with its name
	// Parts are its texts, each under its heading.
	Parts []OfferPart
	// Cut says that a text goes on: copied, it is whole.
	Cut string
}

// An OfferPart is a text of an offer.
type OfferPart struct{ Heading, Text string }

// An OfferChange is what a part of an offer is now and what it was, the last first:
// the first text is the one that holds.
type OfferChange struct {
	Name  string
	Texts []EventLine
}

// longestText is how much of a text is shown, in characters: many times what anybody
// writes into an offer.
const longestText = 100_000

// newOfferText is what is kept of an offer. What of the state of fetching it is
// told when there is nothing.
func newOfferText(w *Words, k *tracker.Kept, state activityState, now time.Time) OfferText {
	var o OfferText
	if k.Offer.ID == "" && k.OfferNow == nil {
		o.Missing = w.T("offer.unnamed")
		return o
	}
	removed := offerGone(k)
	if v := k.OfferNow; v != nil {
		o.Facts = offerFacts(w, v.Offer)
		for _, part := range offerParts(w, v.Offer) {
			text, cut := clipText(part.Text, longestText)
			if cut {
				o.Cut = w.T("offer.cut")
			}
			o.Parts = append(o.Parts, OfferPart{part.Heading, text})
		}
	}
	switch {
	case removed && len(o.Parts) > 0:
		o.Copy = w.T("offer.copy", "Date", w.Date(k.OfferNow.SeenAt, now))
	case removed:
		o.Missing = w.T("offer.too_late")
	case len(o.Parts) > 0 || len(o.Facts) > 0:
	case k.OfferNow != nil:
		o.Missing = w.T("offer.says_nothing")
	case state == activityLoading:
		o.Missing = w.T("offer.loading")
	default:
		o.Missing = w.T("offer.not_read")
	}
	return o
}

// offerGone reports whether InfoJobs shows an application's offer no more.
func offerGone(k *tracker.Kept) bool {
	return k.OfferRemoved || k.OfferNow != nil && k.OfferNow.Offer.Deleted
}

// offerParts are the texts of an offer that say something.
func offerParts(w *Words, o tracker.Offer) []OfferPart {
	var parts []OfferPart
	for _, part := range []OfferPart{
		{w.T("offer.description"), o.Description},
		{w.T("offer.requirements"), o.Requirements},
	} {
		if part.Text = strings.TrimSpace(part.Text); part.Text != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

func offerFacts(w *Words, o tracker.Offer) []string {
	var facts []string
	for _, fact := range []struct{ key, text string }{
		{"offer.salary", o.Salary}, {"offer.contract", o.Contract}, {"offer.journey", o.Journey},
	} {
		if fact.text != "" {
			facts = append(facts, offerFact(w.T(fact.key, "Text", fact.text), fact.text))
		}
	}
	if o.Vacancies > 0 {
		facts = append(facts, w.T("offer.vacancies_fact", "Count", w.Number(o.Vacancies)))
	}
	return facts
}

// offerFact leaves out what a fact is about where InfoJobs' words begin with it:
// "Jornada: Jornada completa" says it twice.
func offerFact(told, text string) string {
	name, _, _ := strings.Cut(told, ":")
	if len(text) >= len(name) && strings.EqualFold(text[:len(name)], name) {
		return text
	}
	return told
}

// clipText shortens a text that is longer than so many characters between two words.
func clipText(text string, longest int) (clipped string, cut bool) {
	if len(text) <= longest { // bytes: no more characters than that
		return text, false
	}
	n := 0
	for i := range text {
		if n++; n > longest {
			text = text[:i]
			if end := strings.LastIndexAny(text, " \n"); end > len(text)/2 {
				text = text[:end]
			}
			return strings.TrimSpace(text) + "…", true
		}
	}
	return text, false
}

// wholeOffer is all that is kept of an offer, to be copied.
func wholeOffer(w *Words, k *tracker.Kept) string {
	if k == nil || k.OfferNow == nil {
		return ""
	}
	o := k.OfferNow.Offer
	var b strings.Builder
	b.WriteString(titleOf(w, k.Offer.Title) + "\n" + placeOf(w, k.Offer.Company, k.Offer.City) + "\n")
	for _, fact := range offerFacts(w, o) {
		b.WriteString(fact + "\n")
	}
	for _, part := range offerParts(w, o) {
		b.WriteString("\n" + part.Heading + "\n" + part.Text + "\n")
	}
	return b.String()
}
