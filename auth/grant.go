package auth

import (
	"encoding/json"
	"fmt"
	"time"

	"candidaturas/api/fault"
)

// A Grant is what InfoJobs gave for a sign-in.
type Grant struct {
	Access  Secret
	Refresh Secret    // empty when InfoJobs gave none
	Expiry  time.Time // of Access: wall clock, UTC, reckoned from when the answer came
	Since   time.Time // when the person signed in, UTC

	Scopes      Scopes
	ScopesKnown bool // InfoJobs said which scopes it granted

	Account string // InfoJobs' stable id of the person, set by [Session.Adopt]
}

// renewed returns the grant after a refresh. InfoJobs may leave out what stays
// as it was.
func (g Grant) renewed(fresh Grant) Grant {
	g.Access, g.Expiry = fresh.Access, fresh.Expiry
	if fresh.Refresh != "" {
		g.Refresh = fresh.Refresh
	}
	if fresh.ScopesKnown {
		g.Scopes, g.ScopesKnown = fresh.Scopes, true
	}
	return g
}

// usable reports whether the access token will be good for at least early.
func (g Grant) usable(early time.Duration) bool {
	return g.Access != "" && time.Now().Add(early).Before(g.Expiry)
}

const (
	itemSession    = "session"
	sessionVersion = 1
)

// A storedGrant is the item in the keyring. It holds the moment of expiry: a
// lifetime would start anew each time that it is read.
type storedGrant struct {
	Version int    `json:"v"`
	Access  string `json:"at"`
	Refresh string `json:"rt,omitempty"`
	Expiry  int64  `json:"exp"` // seconds since 1970
	Since   int64  `json:"since,omitempty"`
	Scope   string `json:"scope,omitempty"`
	Account string `json:"account,omitempty"`
}

func encodeGrant(g Grant) ([]byte, error) {
	s := storedGrant{
		Version: sessionVersion,
		Access:  g.Access.Reveal(),
		Refresh: g.Refresh.Reveal(),
		Expiry:  g.Expiry.Unix(),
		Account: g.Account,
	}
	if !g.Since.IsZero() {
		s.Since = g.Since.Unix()
	}
	if g.ScopesKnown {
		s.Scope = g.Scopes.String()
	}
	b, err := json.Marshal(s)
	if err != nil {
		return nil, fmt.Errorf("encoding the session: %w", err)
	}
	return b, nil
}

// decodeGrant reports false for what this version cannot use.
func decodeGrant(b []byte) (Grant, bool) {
	var s storedGrant
	if json.Unmarshal(b, &s) != nil || s.Version != sessionVersion {
		return Grant{}, false
	}
	if !fault.ValidToken(s.Access) || s.Refresh != "" && !fault.ValidToken(s.Refresh) {
		return Grant{}, false
	}
	g := Grant{
		Access:      Secret(s.Access),
		Refresh:     Secret(s.Refresh),
		Expiry:      time.Unix(s.Expiry, 0).UTC(),
		Scopes:      ParseScopes(s.Scope),
		ScopesKnown: s.Scope != "",
		Account:     s.Account,
	}
	if s.Since != 0 {
		g.Since = time.Unix(s.Since, 0).UTC()
	}
	return g, true
}
