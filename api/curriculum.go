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
	const operation = "CVs"
	body, err := c.do(ctx, call{operation: operation, pattern: "/api/2/curriculum"})
	if err != nil {
		return nil, err
	}
	cvs, odd, err := decodeCVs(operation, body)
	if err == nil {
		c.note(ctx, operation, odd)
	}
	return cvs, err
}

// decodeCVs also returns how many members were not as documented.
func decodeCVs(operation string, body []byte) (cvs []CV, odd int, err error) {
	err = eachObject(operation, body, maxRows, &odd, func(o object) {
		cvs = append(cvs, CV{
			ID:              o.number("id", 0),
			Code:            o.id("code"),
			Name:            o.text("name"),
			Principal:       o.boolean("principal"),
			Completed:       o.boolean("completed"),
			IncompleteSteps: o.labels("incompleteSteps"),
		})
	})
	return cvs, odd, err
}
