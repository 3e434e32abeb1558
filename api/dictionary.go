package api

import (
	"context"
	"net/url"
	"strconv"
)

// maxEntries is above the number of cities, the longest dictionary.
const maxEntries = 20_000

// An Entry is an element of a dictionary.
type Entry struct {
	ID     int
	Key    string // for parameters and comparisons
	Value  string // for people, in Spanish
	Parent int    // the element of another dictionary that this one belongs to; 0 for none
}

// Dictionary reads the dictionary id, such as "timeline-event" or "province",
// or only what belongs to the element parent, unless it is 0. It is public.
func (c *Client) Dictionary(ctx context.Context, id string, parent int) ([]Entry, error) {
	const operation = "dictionary"
	query := url.Values{}
	if parent != 0 {
		query.Set("parent", strconv.Itoa(parent))
	}
	body, err := c.do(ctx, call{
		operation: operation, pattern: "/api/1/dictionary/{id}", id: id, query: query, public: true,
	})
	if err != nil {
		return nil, err
	}
	entries, odd, err := decodeDictionary(operation, body)
	if err == nil {
		c.note(ctx, operation, odd)
	}
	return entries, err
}

// decodeDictionary also returns how many members were not as documented.
func decodeDictionary(operation string, body []byte) (entries []Entry, odd int, err error) {
	err = eachObject(operation, body, maxEntries, &odd, func(o object) {
		entries = append(entries, Entry{
			ID:     o.number("id", 0),
			Key:    o.text("key"),
			Value:  o.text("value"),
			Parent: o.number("parent", o.number("parentId", 0)),
		})
	})
	return entries, odd, err
}
