package api

import (
	"context"
)

// An ApplicationDetail is what InfoJobs tells about a single application. Its
// events come without their kind.
type ApplicationDetail struct {
	Application
	CV             string // name of the CV that was sent
	HasCoverLetter bool
	Odd            int // members that were not as documented
}

// Application reads one application. It needs the scope MY_APPLICATIONS.
func (c *Client) Application(ctx context.Context, id string) (ApplicationDetail, error) {
	const operation = "application"
	body, err := c.do(ctx, call{
		operation: operation, pattern: "/api/1/application/{id}", id: id,
	})
	if err != nil {
		return ApplicationDetail{}, err
	}
	d, err := decodeApplication(operation, body)
	if err == nil {
		c.note(ctx, operation, d.Odd, d.events()...)
	}
	return d, err
}

func decodeApplication(operation string, body []byte) (ApplicationDetail, error) {
	var d ApplicationDetail
	o, ok := parseObject(body, &d.Odd)
	if !ok || !o.has("code") && !o.has("jobOffer") {
		return ApplicationDetail{}, unexpected(operation)
	}
	d.Application = o.asApplication()
	d.CV = o.text("cv")
	d.HasCoverLetter = o.boolean("hasCoverLetter")
	return d, nil
}
