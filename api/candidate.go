package api

import (
	"cmp"
	"context"
	"strings"

	"candidaturas/tracker"
)

// Candidate reads the signed-in person. A profile without any identifier is an
// error, as nobody could be told from anybody else by it. It needs the scope
// CANDIDATE_PROFILE_WITH_EMAIL.
func (c *Client) Candidate(ctx context.Context) (tracker.Candidate, error) {
	return read(ctx, c, call{operation: "candidate", pattern: "/api/6/candidate"}, decodeCandidate)
}

func decodeCandidate(body []byte, odd *int) (tracker.Candidate, bool) {
	o, ok := parseObject(body, odd)
	if !ok {
		return tracker.Candidate{}, false
	}
	who := tracker.Candidate{
		Key:   cmp.Or(o.id("key"), o.id("id")),
		Name:  cmp.Or(o.text("fullName"), o.nameOfParts()),
		Email: o.text("email"),
	}
	return who, who.Key != ""
}

func (o object) nameOfParts() string {
	parts := o.text("name") + " " + o.text("surname1") + " " + o.text("surname2")
	return strings.Join(strings.Fields(parts), " ")
}
