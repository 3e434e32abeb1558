package api

import (
	"context"
	"strings"
)

// A Candidate is the signed-in person. Every field may be empty.
type Candidate struct {
	ID                string
	Key               string // stable account id
	Email             string
	Name              string
	Surname1          string
	Surname2          string
	FullName          string
	City              string
	Province          Value
	HasPhoto          bool
	IsPhotoAccepted   bool
	Photo             string
	PublicProfileLink string
	Odd               int // members that were not as documented
}

// Candidate reads the person's profile. It needs the scope
// CANDIDATE_PROFILE_WITH_EMAIL.
func (c *Client) Candidate(ctx context.Context) (Candidate, error) {
	const operation = "candidate"
	body, err := c.do(ctx, call{operation: operation, pattern: "/api/6/candidate"})
	if err != nil {
		return Candidate{}, err
	}
	who, err := decodeCandidate(operation, body)
	if err == nil {
		c.note(ctx, operation, who.Odd)
	}
	return who, err
}

// DisplayName is the full name, put together from its parts if need be.
func (c Candidate) DisplayName() string {
	if c.FullName != "" {
		return c.FullName
	}
	return strings.Join(strings.Fields(strings.Join([]string{c.Name, c.Surname1, c.Surname2}, " ")), " ")
}

func decodeCandidate(operation string, body []byte) (Candidate, error) {
	var c Candidate
	o, ok := parseObject(body, &c.Odd)
	if !ok {
		return Candidate{}, unexpected(operation)
	}
	c.ID = o.id("id")
	c.Key = o.id("key")
	c.Email = o.text("email")
	c.Name = o.text("name")
	c.Surname1 = o.text("surname1")
	c.Surname2 = o.text("surname2")
	c.FullName = o.text("fullName")
	c.City = o.text("city")
	c.Province = o.value("province")
	c.HasPhoto = o.boolean("hasPhoto")
	c.IsPhotoAccepted = o.boolean("isPhotoAccepted")
	c.Photo = o.link("photo")
	c.PublicProfileLink = o.link("publicProfileLink")
	return c, nil
}
