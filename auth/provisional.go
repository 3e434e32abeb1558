package auth

import (
	"context"
	"fmt"

	"candidaturas/api/fault"
)

// Provisional authorizes calls with a grant that is not the session yet: for
// asking InfoJobs whose account it is before anything is stored. It renews
// nothing. It is safe for concurrent use.
type Provisional struct {
	client *Client
	access Secret
}

// NewProvisional returns an authorizer for g.
func NewProvisional(c *Client, g Grant) *Provisional { return &Provisional{c, g.Access} }

// Format keeps the token out of anything printed.
func (p *Provisional) Format(f fmt.State, _ rune) { printAs(f, "auth.Provisional") }

// App returns what the app authenticates itself with, or ErrNoKeys.
func (p *Provisional) App(context.Context) (id, secret string, err error) { return appKeys(p.client) }

// Token returns the grant's token, and fault.ErrSignedOut to who was refused with it.
func (p *Provisional) Token(_ context.Context, rejected string) (string, error) {
	if p.access == "" || rejected == p.access.Reveal() {
		return "", fault.ErrSignedOut
	}
	return p.access.Reveal(), nil
}
