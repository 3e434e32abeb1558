package sandbox

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"slices"
	"time"
)

// A grant is what a person allowed once. It outlives its access tokens.
type grant struct {
	account *account
	scopes  []string
	since   time.Time // of the first token; 0 until then

	access    string
	expiresAt time.Time
	refresh   string
}

// A code is a verification code that nobody has used yet.
type code struct {
	grant     *grant
	issued    time.Time
	challenge string // PKCE, empty if none was given
	method    string
}

// A grantDesk keeps codes, tokens and open consent pages. The server's mutex
// guards it.
type grantDesk struct {
	codes     map[string]code
	accesses  map[string]*grant
	refreshes map[string]*grant
	pages     map[string]consentRequest
	agreed    map[string]bool // account key + scopes

	refuseKeys bool
	grantOnly  []string // nil grants what is asked
}

func newGrantDesk() grantDesk {
	return grantDesk{
		codes:     make(map[string]code),
		accesses:  make(map[string]*grant),
		refreshes: make(map[string]*grant),
		pages:     make(map[string]consentRequest),
		agreed:    make(map[string]bool),
	}
}

func (d *grantDesk) issue(a *account, q consentRequest, short bool, now time.Time) string {
	scopes := q.scopes
	if d.grantOnly != nil {
		scopes = slices.DeleteFunc(slices.Clone(scopes), func(s string) bool {
			return !slices.Contains(d.grantOnly, s)
		})
	}
	value := randomUUID()
	if short {
		value = rand.Text()[:6]
	}
	d.codes[value] = code{
		grant:     &grant{account: a, scopes: scopes},
		issued:    now,
		challenge: q.challenge,
		method:    q.method,
	}
	return value
}

// spend takes a code out, so that whatever follows it cannot be used again.
func (d *grantDesk) spend(value string, now time.Time) (code, bool) {
	c, ok := d.codes[value]
	delete(d.codes, value)
	return c, ok && now.Sub(c.issued) < codeLifetime
}

// renew gives the grant a new access token, which kills the previous one.
func (d *grantDesk) renew(g *grant, lifetime time.Duration, rotate bool, now time.Time) {
	if g.since.IsZero() {
		g.since = now
	}
	delete(d.accesses, g.access)
	g.access, g.expiresAt = randomUUID(), now.Add(lifetime)
	d.accesses[g.access] = g
	if g.refresh == "" || rotate {
		delete(d.refreshes, g.refresh)
		g.refresh = randomUUID()
		d.refreshes[g.refresh] = g
	}
}

// access returns the grant of a live access token, nil if it is dead.
func (d *grantDesk) access(token string, now time.Time) *grant {
	g := d.accesses[token]
	if g == nil || !now.Before(g.expiresAt) {
		return nil
	}
	return g
}

func (c code) verifies(verifier string) bool {
	want := c.challenge
	switch c.method {
	case "":
		return true
	case "S256":
		sum := sha256.Sum256([]byte(verifier))
		verifier = base64.RawURLEncoding.EncodeToString(sum[:])
	}
	return subtle.ConstantTimeCompare([]byte(verifier), []byte(want)) == 1
}

// ExpireAccessTokens makes every access token dead; refreshing works.
func (s *Server) ExpireAccessTokens() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.desk.accesses)
}

// RevokeGrant is the person withdrawing the permission: every access and
// refresh token is dead.
func (s *Server) RevokeGrant() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.desk.accesses)
	clear(s.desk.refreshes)
	clear(s.desk.agreed)
}

// ExpireCodes makes the verification codes not yet used worthless.
func (s *Server) ExpireCodes() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.desk.codes)
}

// RefuseKeys makes the server refuse the application's keys, or accept them
// again.
func (s *Server) RefuseKeys(refuse bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.desk.refuseKeys = refuse
}

// GrantOnly limits what later consents grant, whatever was asked; without
// arguments the limit ends.
func (s *Server) GrantOnly(scopes ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.desk.grantOnly = scopes
}

// IssueCode returns a verification code as if the person had agreed on the
// consent page. The scopes are joined by commas. It fails on scopes that
// InfoJobs does not have.
func (s *Server) IssueCode(scopes string) (string, error) {
	list, ok := s.data.parseScopes(scopes)
	if !ok {
		return "", fmt.Errorf("issuing a code: unknown scope in %q", scopes)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.desk.issue(s.accounts[s.current], consentRequest{scopes: list}, s.opts.ShortCodes, s.now()), nil
}

func randomUUID() string {
	var b [16]byte
	// crypto/rand.Read never fails since Go 1.24.
	_, _ = rand.Read(b[:])
	return formatUUID(b)
}

// formatUUID writes b as a version 4 UUID.
func formatUUID(b [16]byte) string {
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
