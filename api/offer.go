package api

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"candidaturas/tracker"
)

// Offer reads an offer. It is public. InfoJobs goes on answering for one that it
// has removed: then Active is false and Deleted true.
func (c *Client) Offer(ctx context.Context, id string) (tracker.Offer, error) {
	offer, err := read(ctx, c, call{operation: "offer", pattern: "/api/7/offer/{id}", id: id, public: true}, decodeOffer)
	if err == nil && offer.ID == "" {
		offer.ID = id
	}
	return offer, err
}

func decodeOffer(body []byte, odd *int) (tracker.Offer, bool) {
	o, ok := parseObject(body, odd)
	if !ok || !o.has("id") && !o.has("title") {
		return tracker.Offer{}, false
	}
	offer := tracker.Offer{
		ID:           o.id("id"),
		Title:        o.text("title"),
		City:         o.text("city"),
		Province:     o.value("province"),
		Link:         o.link("link"),
		Description:  o.longText("description"),
		Requirements: joinTexts("\n\n", o.longText("minRequirements"), o.longText("desiredRequirements")),
		Contract:     joinTexts(", ", o.value("contractType"), o.text("contractDuration")),
		Journey:      o.value("journey"),
		Salary:       o.salary(),
		Applicants:   max(o.number("applications", -1), -1),
		Vacancies:    max(o.number("vacancies", -1), -1),
		Active:       o.boolean("active"),
		Deleted:      o.boolean("deleted"),
		UpdatedAt:    o.date("updateDate"),
	}
	if company, ok := o.object("profile"); ok {
		offer.Company = company.text("name")
	}
	return offer, true
}

// salary is InfoJobs' own description, or its amounts and their period.
func (o object) salary() string {
	if !o.boolean("showPay") {
		return ""
	}
	if s := o.text("salaryDescription"); s != "" {
		return s
	}
	least, leastPeriod := o.pay("minPay")
	most, mostPeriod := o.pay("maxPay")
	amounts := joinTexts(" – ", least, most)
	if amounts == "" {
		return ""
	}
	return joinTexts(" ", amounts, cmp.Or(mostPeriod, leastPeriod))
}

// pay returns one end of a salary range, such as "27.000 €" and "Bruto/año".
func (o object) pay(key string) (amount, period string) {
	if !o.has(key) {
		return "", ""
	}
	p, ok := o.object(key)
	if !ok {
		*o.odd++
		return "", ""
	}
	return p.text("amountValue"), p.text("periodValue")
}

// joinTexts leaves out the empty ones and repetitions of the one before.
func joinTexts(separator string, texts ...string) string {
	texts = slices.DeleteFunc(slices.Compact(texts), func(s string) bool { return s == "" })
	return strings.Join(texts, separator)
}
