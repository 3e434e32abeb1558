package auth

import (
	"slices"
	"strings"
)

// The permissions the app asks for. InfoJobs has no read-only variant of the
// first, which also permits applying and hiding; the app does neither.
const (
	ScopeApplications = "MY_APPLICATIONS"
	ScopeTimeline     = "APPLICATION_TIMELINE"
	ScopeProfile      = "CANDIDATE_PROFILE_WITH_EMAIL"
	ScopeCV           = "CV"
)

// DefaultScopes returns what a sign-in asks for.
func DefaultScopes() Scopes {
	return ParseScopes(strings.Join([]string{ScopeApplications, ScopeTimeline, ScopeProfile, ScopeCV}, ","))
}

// Scopes is a set of permissions, in upper case and without duplicates. Their
// order means nothing.
type Scopes []string

// ParseScopes reads names separated by commas, white space or both, in any
// order and case.
func ParseScopes(s string) Scopes {
	names := strings.FieldsFunc(strings.ToUpper(s), func(r rune) bool {
		return r < '0' || r > 'Z' && r != '_' || r > '9' && r < 'A'
	})
	var scopes Scopes
	for _, name := range names {
		if !scopes.Has(name) {
			scopes = append(scopes, name)
		}
	}
	return scopes
}

// Has reports whether the set holds the permission.
func (s Scopes) Has(name string) bool { return slices.Contains(s, name) }

// String returns the names joined by commas, the way InfoJobs reads them.
func (s Scopes) String() string { return strings.Join(s, ",") }
