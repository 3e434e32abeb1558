package api

import (
	"context"

	"candidaturas/tracker"
)

// Detail reads what only the single application tells. It needs the scope
// MY_APPLICATIONS.
func (c *Client) Detail(ctx context.Context, applicationID string) (tracker.Detail, error) {
	return read(ctx, c, call{operation: "application", pattern: "/api/1/application/{id}", id: applicationID}, decodeDetail)
}

func decodeDetail(body []byte, odd *int) (tracker.Detail, bool) {
	o, ok := parseObject(body, odd)
	if !ok || !o.has("code") && !o.has("jobOffer") {
		return tracker.Detail{}, false
	}
	d := tracker.Detail{CV: o.text("cv"), HasCoverLetter: o.boolean("hasCoverLetter"), Applicants: -1}
	offer, ok := o.object("jobOffer")
	if !ok {
		*odd++
		return d, true
	}
	d.Province = offer.value("province")
	d.Applicants = max(offer.number("applications", -1), -1)
	return d, true
}
