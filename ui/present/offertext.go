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
	// Edits are what of it has changed since the person applied, the last first.
	Edits []string
	Facts []string // pay, contract, working day and vacancies, each with its name
	// Parts are its texts, each under its heading.
	Parts []OfferPart
	// Cut says that a text goes on: copied, it is whole.
	Cut string
}

// An OfferPart is a text of an offer.
type OfferPart struct{ Heading, Text string }

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
	removed := k.OfferRemoved
	if v := k.OfferNow; v != nil {
		removed = removed || v.Offer.Deleted
		o.Facts = offerFacts(w, v.Offer)
		for _, part := range offerParts(w, v.Offer) {
			text, cut := clipText(part.Text)
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

// clipText shortens a monstrous text between two words.
func clipText(text string) (clipped string, cut bool) {
	if len(text) <= longestText { // bytes: no more characters than that
		return text, false
	}
	n := 0
	for i := range text {
		if n++; n > longestText {
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

// offerEdits say what of an offer has changed since the person applied, the last
// first.
func offerEdits(w *Words, edits []tracker.OfferEdit, now time.Time) []string {
	var lines []string
	for _, at := range edits {
		for _, e := range at.Edits {
			lines = append(lines, offerEdit(w, w.Date(at.At, now), e))
		}
	}
	return lines
}

// offerEdit says from what to what, unless that is a text of several lines.
func offerEdit(w *Words, date string, e tracker.Edit) string {
	field := w.T(fieldKeys[e.Field])
	short := func(s string) bool { return len(s) <= 120 && !strings.Contains(s, "\n") }
	long := e.Field == tracker.FieldDescription || e.Field == tracker.FieldRequirements || !short(e.Before) || !short(e.After)
	switch {
	case long && e.Before == "":
		return w.T("offer.edit_new", "Date", date, "Field", field)
	case long && e.After == "":
		return w.T("offer.edit_gone", "Date", date, "Field", field)
	case long:
		return w.T("offer.edit_text", "Date", date, "Field", field)
	case e.Before == "":
		return w.T("offer.edit_added", "Date", date, "Field", field, "After", e.After)
	case e.After == "":
		return w.T("offer.edit_removed", "Date", date, "Field", field, "Before", e.Before)
	}
	return w.T("offer.edit", "Date", date, "Field", field, "Before", e.Before, "After", e.After)
}
