package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"candidaturas/api/fault"

	"golang.org/x/time/rate"
)

// An Authorizer supplies the two halves of the Authorization header. Its
// methods are called concurrently and end when their context does.
type Authorizer interface {
	// App returns the client id and secret, which authenticate the app.
	App(ctx context.Context) (clientID, clientSecret string, err error)
	// Token returns an access token of the person. rejected is the token that
	// InfoJobs has just refused, so that another one is wanted, or "".
	Token(ctx context.Context, rejected string) (string, error)
}

// Options are the choices of [NewClient]; the zero value is the real service.
type Options struct {
	// BaseURL replaces https://api.infojobs.net. Only loopback addresses are
	// accepted.
	BaseURL string
	// Transport carries the requests; nil is a copy of the default transport
	// with time and size limits. Redirects are not its business.
	Transport http.RoundTripper
	// Log gets one line a request, and what was not as documented, at
	// the level of information; nil discards them.
	Log *slog.Logger
	// UserAgent is the header of that name; "" is "Candidaturas".
	UserAgent string
	// Rate is how many requests a second leave at most; 0 is 4,
	// rate.Inf lifts the limit.
	Rate rate.Limit
	// Burst is how many requests may leave at once, 0 is 4.
	Burst int
	// Once sends each request a single time, for somebody who waits for the answer.
	Once bool
}

const (
	productionURL = "https://api.infojobs.net"

	// totalTimeout bounds one request from its first byte to the last of the
	// answer.
	totalTimeout = 30 * time.Second

	defaultRate  = 4
	defaultBurst = 4
)

// A Client reads InfoJobs' API. It keeps a polite rate and waits as long as
// InfoJobs asks to, for all its callers together. It is safe for concurrent use.
type Client struct {
	base      *url.URL
	wire      http.RoundTripper
	log       *slog.Logger
	userAgent string
	private   *http.Client // app and person
	public    *http.Client // app alone
	pace      *pace
	tries     uint // of each request
	kinds     *unknownKinds
}

// NewClient returns a client that gets its credentials from auth. It fails
// when o.BaseURL is not a loopback address.
func NewClient(auth Authorizer, o Options) (*Client, error) {
	if auth == nil {
		return nil, errors.New("api: no authorizer")
	}
	base, err := fault.ParseBase(o.BaseURL, productionURL)
	if err != nil {
		return nil, fmt.Errorf("making the API client: %w", err)
	}
	c := &Client{base: base, wire: o.Transport, log: o.Log, userAgent: o.UserAgent, tries: maxTries, kinds: &unknownKinds{}}
	if o.Once {
		c.tries = 1
	}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	if c.userAgent == "" {
		c.userAgent = "Candidaturas"
	}
	if c.wire == nil {
		c.wire = fault.NewTransport()
	}
	if o.Rate <= 0 {
		o.Rate = defaultRate
	}
	if o.Burst <= 0 {
		o.Burst = defaultBurst
	}
	c.pace = newPace(o.Rate, o.Burst)
	return c.As(auth), nil
}

// As returns a client that gets its credentials from auth and shares all else with
// c: the connections, the rate, and the wait that InfoJobs asked for.
func (c *Client) As(auth Authorizer) *Client {
	other := *c
	other.private = newHTTPClient(&transport{base: c.base, wire: c.wire, auth: auth, person: true})
	other.public = newHTTPClient(&transport{base: c.base, wire: c.wire, auth: auth})
	return &other
}

// Close closes idle connections. The client stays usable.
func (c *Client) Close() {
	c.private.CloseIdleConnections()
	c.public.CloseIdleConnections()
}

func newHTTPClient(t *transport) *http.Client {
	return &http.Client{
		Transport: t,
		Timeout:   totalTimeout,
		CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse
		},
	}
}
