package tracker

import (
	"slices"
	"strconv"
)

// CompareOffers returns which parts of an offer say something else than its newest
// version, nil if old is nil. How many people applied, when InfoJobs last touched
// it and whether it is still up are not parts of what it says. What a deleted offer
// leaves blank has not been edited.
func CompareOffers(old *OfferVersion, now Offer) []Edit {
	if old == nil {
		return nil
	}
	before := parts(&old.Offer)
	var edits []Edit
	for i, after := range parts(&now) {
		if after.text == before[i].text || after.text == "" && now.Deleted {
			continue
		}
		edits = append(edits, Edit{Field: after.field, Before: before[i].text, After: after.text})
	}
	return edits
}

type part struct {
	field Field
	text  string
}

func parts(o *Offer) []part {
	vacancies := ""
	if o.Vacancies >= 0 {
		vacancies = strconv.Itoa(o.Vacancies)
	}
	return []part{
		{FieldTitle, o.Title},
		{FieldCompany, o.Company},
		{FieldCity, o.City},
		{FieldProvince, o.Province},
		{FieldSalary, o.Salary},
		{FieldContract, o.Contract},
		{FieldJourney, o.Journey},
		{FieldVacancies, vacancies},
		{FieldRequirements, o.Requirements},
		{FieldDescription, o.Description},
	}
}

// sampled returns the change that a new sample of an application's offer is, given
// the events of its being edited that are new along with the sample. If the text is
// the same, an event that is not later than the newest version is not news: that
// version was.
func sampled(k *Kept, sample OfferSample, edits []Edit, edited []Event) (Change, bool) {
	c := Change{Application: k.ID, Kind: ChangeOfferEdited, Edits: edits}
	edited = slices.DeleteFunc(slices.Clone(edited), func(e Event) bool {
		return len(edits) == 0 && !e.At.After(k.OfferNow.Offer.UpdatedAt)
	})
	if len(edited) > 0 {
		c.Event, c.At = KindOfferModified, KeptTime(history{edited}.latest(KindOfferModified))
		return c, true
	}
	// Two edits that InfoJobs gives no date must not look like one.
	c.At = KeptTime(sample.Offer.UpdatedAt)
	if c.At.IsZero() {
		c.At = KeptTime(sample.At)
	}
	return c, len(edits) > 0
}

// keepBlanks fills in what a deleted offer no longer says.
func (o *Offer) keepBlanks(old *Offer) {
	if !o.Deleted {
		return
	}
	fillIfEmpty(&o.Title, old.Title)
	fillIfEmpty(&o.Company, old.Company)
	fillIfEmpty(&o.City, old.City)
	fillIfEmpty(&o.Province, old.Province)
	fillIfEmpty(&o.Link, old.Link)
	fillIfEmpty(&o.Description, old.Description)
	fillIfEmpty(&o.Requirements, old.Requirements)
	fillIfEmpty(&o.Contract, old.Contract)
	fillIfEmpty(&o.Journey, old.Journey)
	fillIfEmpty(&o.Salary, old.Salary)
	if o.Vacancies < 0 {
		o.Vacancies = old.Vacancies
	}
}
