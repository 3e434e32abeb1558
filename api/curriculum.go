package api

import "context"

// A CV is one of the person's CVs, without its content.
type CV struct {
	ID              int
	Code            string
	Name            string
	Principal       bool
	Completed       bool
	IncompleteSteps []string
}

// CVs reads the list of the person's CVs. It needs the scope CV.
func (c *Client) CVs(ctx context.Context) ([]CV, error) {
	return read(ctx, c, call{operation: "CVs", pattern: "/api/2/curriculum"}, decodeCVs)
}

func decodeCVs(body []byte, odd *int) (cvs []CV, ok bool) {
	rows, ok := parseArray(body, maxRows, odd)
	for _, raw := range rows {
		o, ok := parseObject(raw, odd)
		if !ok {
			*odd++
			continue
		}
		cvs = append(cvs, CV{
			ID:              o.number("id", 0),
			Code:            o.id("code"),
			Name:            o.text("name"),
			Principal:       o.boolean("principal"),
			Completed:       o.boolean("completed"),
			IncompleteSteps: o.labels("incompleteSteps"),
		})
	}
	return cvs, ok
}
