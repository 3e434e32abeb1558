package api

import (
	"net/http"
	"strings"
)

// A challenge is what a 401 asks for. The scheme tells a problem of the app
// from one of the person's session.
type challenge int

const (
	challengeNone  challenge = iota
	challengeApp             // Basic: the app's keys
	challengeUser            // OAuth2: the person's token
	challengeScope           // OAuth2, and the token is not enough
)

func parseChallenge(h http.Header) challenge {
	found := challengeNone
	for _, value := range h.Values("WWW-Authenticate") {
		for part := range strings.SplitSeq(value, ",") {
			scheme, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(part)), " ")
			switch scheme {
			case "basic":
				found = max(found, challengeApp)
			case "oauth2", "oauth", "bearer":
				found = max(found, challengeUser)
			}
		}
		if found == challengeUser && strings.Contains(strings.ToLower(value), "insufficient_scope") {
			found = challengeScope
		}
	}
	return found
}
