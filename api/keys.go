package api

import "context"

// CheckKeys asks for something that is for everybody who has app keys: a
// dictionary. Its content is of no use here.
func (c *Client) CheckKeys(ctx context.Context) error {
	r := call{operation: "dictionary", pattern: "/api/1/dictionary/{id}", id: "timeline-event", public: true}
	_, err := read(ctx, c, r, func(body []byte, odd *int) (struct{}, bool) {
		_, ok := parseArray(body, maxRows, odd)
		return struct{}{}, ok
	})
	return err
}
