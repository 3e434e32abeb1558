package auth

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"time"

	"candidaturas/api/fault"

	"golang.org/x/oauth2"
)

// usePKCE sends a challenge with each sign-in. InfoJobs does not document it;
// servers ignore parameters that they do not know (RFC 6749, section 3.1).
const usePKCE = true

// tokenTimeout is the most that one call of the token endpoint takes.
const tokenTimeout = 20 * time.Second

// ClientOptions is what a [Client] needs. The zero value is InfoJobs itself,
// without keys.
type ClientOptions struct {
	// WWW replaces https://www.infojobs.net, with a loopback address only.
	WWW  string
	Keys Keys
	// Transport is nil for the system's network. It must follow no redirects by
	// itself.
	Transport http.RoundTripper
	Log       *slog.Logger // nil discards
}

// A Client speaks to InfoJobs' token endpoint. It makes one request a call and
// never repeats one. It is safe for concurrent use.
type Client struct {
	www  *url.URL
	http *http.Client

	mu   sync.RWMutex
	keys Keys
}

// NewClient returns a client. It fails when WWW is not a loopback address.
func NewClient(o ClientOptions) (*Client, error) {
	www, err := fault.ParseBase(o.WWW, defaultWWW)
	if err != nil {
		return nil, fmt.Errorf("making the sign-in client: %w", err)
	}
	if o.Transport == nil {
		o.Transport = fault.NewTransport()
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Client{
		www:  www,
		keys: o.Keys.trimmed(),
		http: &http.Client{
			Transport:     &tokenFix{base: o.Transport, endpoint: www.JoinPath(tokenPath), log: o.Log},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
			Timeout:       tokenTimeout,
		},
	}, nil
}

// WWW returns the base address of InfoJobs' pages, or of what replaces them.
func (c *Client) WWW() string { return c.www.String() }

// Format keeps the keys out of anything printed.
func (c *Client) Format(f fmt.State, _ rune) { printAs(f, "auth.Client") }

// Keys returns the app keys in use.
func (c *Client) Keys() Keys {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.keys
}

// SetKeys replaces the app keys from the next call on. A grant belongs to the
// keys that it was given to.
func (c *Client) SetKeys(k Keys) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.keys = k.trimmed()
}

// CloseIdleConnections closes what is open to the token endpoint and not in use.
func (c *Client) CloseIdleConnections() { c.http.CloseIdleConnections() }

func (c *Client) config(k Keys) *oauth2.Config {
	return &oauth2.Config{
		ClientID:     k.ClientID,
		ClientSecret: k.ClientSecret.Reveal(),
		RedirectURL:  RedirectURI,
		// The library joins scopes with spaces, InfoJobs wants commas.
		Scopes: []string{DefaultScopes().String()},
		Endpoint: oauth2.Endpoint{
			AuthURL:  c.www.JoinPath(authorizePath).String(),
			TokenURL: c.www.JoinPath(tokenPath).String(),
			// Probing the style would spend the code on the first guess.
			AuthStyle: oauth2.AuthStyleInParams,
		},
	}
}

// authorizeURL is where the browser goes.
func (c *Client) authorizeURL(k Keys, state, verifier string) string {
	var options []oauth2.AuthCodeOption
	if usePKCE {
		options = append(options, oauth2.S256ChallengeOption(verifier))
	}
	return c.config(k).AuthCodeURL(state, options...)
}

// exchange trades a verification code for a grant, with exactly one request: a
// code is spent by being sent, whatever the answer. The verifier is the one that
// belongs to the attempt, empty for none. Errors are of type [*Error].
func (c *Client) exchange(ctx context.Context, k Keys, code Secret, verifier string) (Grant, error) {
	const op = "redeeming what was pasted"
	if k.Empty() {
		return Grant{}, &Error{Op: op, Kind: ErrNoKeys}
	}
	var options []oauth2.AuthCodeOption
	if verifier != "" {
		options = append(options, oauth2.VerifierOption(verifier))
	}
	token, err := c.config(k).Exchange(c.context(ctx), code.Reveal(), options...)
	if err != nil {
		return Grant{}, failure(ctx, op, err, ErrCodeRejected)
	}
	g := grantOf(token)
	g.Since = time.Now().UTC().Round(0)
	return g, nil
}

// refresh trades the refresh token of g for a new access token, with exactly one
// request. It returns g brought up to date; what InfoJobs leaves out stays.
// Errors are of type [*Error].
func (c *Client) refresh(ctx context.Context, k Keys, g Grant) (Grant, error) {
	const op = "renewing the session"
	if k.Empty() {
		return Grant{}, &Error{Op: op, Kind: ErrNoKeys}
	}
	if g.Refresh == "" {
		return Grant{}, &Error{Op: op, Kind: fault.ErrSignedOut}
	}
	source := c.config(k).TokenSource(c.context(ctx), &oauth2.Token{RefreshToken: g.Refresh.Reveal()})
	token, err := source.Token()
	if err != nil {
		return Grant{}, failure(ctx, op, err, fault.ErrSignedOut)
	}
	return g.renewed(grantOf(token)), nil
}

func (c *Client) context(ctx context.Context) context.Context {
	return context.WithValue(ctx, oauth2.HTTPClient, c.http)
}

// grantOf drops the monotonic reading of the expiry, which stands still while
// the machine sleeps.
func grantOf(t *oauth2.Token) Grant {
	g := Grant{Access: Secret(t.AccessToken), Refresh: Secret(t.RefreshToken), Expiry: t.Expiry.UTC().Round(0)}
	if scope, ok := t.Extra("scope").(string); ok && scope != "" {
		g.Scopes, g.ScopesKnown = ParseScopes(scope), true
	}
	return g
}

// failure turns an error of the library, which may hold the whole exchange, into
// one that holds nothing. The kind refused is what a plain no means here.
func failure(ctx context.Context, op string, err error, refused error) *Error {
	e := &Error{Op: op, cause: ctx.Err()}
	var answer *oauth2.RetrieveError
	if !errors.As(err, &answer) {
		e.Kind = networkKind(err)
		return e
	}
	e.Status = answer.Response.StatusCode
	e.Wait = fault.RetryAfter(answer.Response.Header, time.Now())
	e.Kind = answerKind(e.Status, answer.ErrorCode, refused)
	if knownCode(answer.ErrorCode) {
		e.Code = answer.ErrorCode
	}
	return e
}
