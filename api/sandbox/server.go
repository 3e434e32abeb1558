package sandbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"
)

// What a server accepts unless [Options] say otherwise. InfoJobs' own keys look
// like these: 32 hexadecimal digits, and a secret that needs URL encoding.
const (
	SampleClientID     = "5a6e0db5c0de4f5a9b1c5a6e0db5c0de"
	SampleClientSecret = "sample+secret/for=the&sandbox+only/not+a+real+one=="
)

// RedirectURI is InfoJobs' page for desktop applications. Both steps of the
// sign-in compare it byte for byte.
const RedirectURI = "http://www.infojobs.net/core/oauth2vc/index.xhtml"

// The paths of the sign-in, under [Server.URL].
const (
	AuthorizePath = "/api/oauth/user-authorize/index.xhtml"
	CodePath      = "/core/oauth2vc/index.xhtml"
	TokenPath     = "/oauth/authorize" //nolint:gosec // InfoJobs' name for the token endpoint
)

const (
	defaultApplications = 120
	defaultLifetime     = 43199 * time.Second
	defaultLivePace     = 45 * time.Second
	codeLifetime        = 10 * time.Minute
	refreshLifetime     = 30 * 24 * time.Hour
)

// ErrNotLoopback is returned when a server is asked to listen where another
// machine could reach it.
var ErrNotLoopback = errors.New("the sandbox listens on loopback only")

// A StateEcho is how the authorize page gives the state back.
type StateEcho int

// InfoJobs echoes the state; whether it encodes it is not known.
const (
	StateEncoded   StateEcho = iota // URL-encoded
	StateUnescaped                  // as it came, unencoded
	StateDropped                    // not at all
)

// A ScopeStyle is how the token answer lists what was granted.
type ScopeStyle int

// Every one of these has been seen or documented.
const (
	ScopeSpaces ScopeStyle = iota
	ScopeCommas
	ScopeAbsent
)

// Options choose how a [Server] behaves. The zero value is the sample data of
// about 120 applications and InfoJobs' usual behaviour.
type Options struct {
	// Seed makes other sample data; the same seed at the same time makes the
	// same data.
	Seed uint64
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// Born is the moment that the year of sample data leads up to; zero is now.
	// What would have happened from then to now has happened. Servers with the
	// same seed and Born tell the same story, whenever they start.
	Born time.Time
	// Applications is how many the person has; 0 is 120, negative is none.
	Applications int
	// ClientID and ClientSecret are the only keys accepted; empty ones are
	// SampleClientID and SampleClientSecret.
	ClientID, ClientSecret string
	// Lifetime of an access token; 0 is twelve hours.
	Lifetime time.Duration
	// RotateRefresh gives a new refresh token with every refresh.
	RotateRefresh bool
	// OmitRefresh leaves refresh_token out of the answer to a refresh.
	OmitRefresh bool
	// RefreshNeedsRedirect refuses a refresh without redirect_uri.
	RefreshNeedsRedirect bool
	// ShortCodes gives codes of six characters in place of UUIDs.
	ShortCodes bool
	// State and Scope choose between the known ways to answer.
	State StateEcho
	Scope ScopeStyle
	// RememberConsent skips the consent page when the person has agreed to the
	// same scopes before.
	RememberConsent bool
	// Living makes new events appear from Start to Close, one every LivePace;
	// a LivePace of 0 is 45 seconds.
	Living   bool
	LivePace time.Duration
	// Hosts are accepted in the Host header besides the server's own address,
	// for tests that hand requests to Handler without a socket.
	Hosts []string
	// Log gets one line a request, without query or body; nil discards.
	Log *slog.Logger
}

// A Server is an InfoJobs of its own. It is safe for concurrent use.
type Server struct {
	opts    Options
	handler http.Handler
	data    *sampleData

	mu       sync.Mutex // guards what follows
	listener net.Listener
	http     *http.Server
	stop     context.CancelFunc
	running  sync.WaitGroup

	accounts []*account
	current  int // the account that the browser is signed in to
	life     *life

	desk grantDesk

	faults   []*armedFault
	requests []*Request
	counts   map[Op]int
}

// New returns a server with its sample data, not yet listening.
func New(o Options) *Server {
	o = o.withDefaults()
	s := &Server{
		opts:   o,
		data:   loadSampleData(),
		counts: make(map[Op]int),
	}
	s.desk = newGrantDesk()
	now := s.now()
	born := o.Born.UTC().Truncate(time.Millisecond)
	if o.Born.IsZero() {
		born = now
	}
	for i, p := range s.data.People {
		n := o.Applications
		if i > 0 {
			n = min(n, p.Applications)
		}
		s.accounts = append(s.accounts, s.data.newAccount(p, o.Seed+uint64(i), n, born, now))
	}
	s.life = newLife(o.Seed)
	s.handler = s.routes()
	return s
}

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	switch {
	case o.Applications == 0:
		o.Applications = defaultApplications
	case o.Applications < 0:
		o.Applications = 0
	}
	if o.ClientID == "" {
		o.ClientID = SampleClientID
	}
	if o.ClientSecret == "" {
		o.ClientSecret = SampleClientSecret
	}
	if o.Lifetime == 0 {
		o.Lifetime = defaultLifetime
	}
	if o.LivePace == 0 {
		o.LivePace = defaultLivePace
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// Handler returns the whole server as a handler, for use without a socket.
func (s *Server) Handler() http.Handler { return s.handler }

// Start listens on a free port of 127.0.0.1.
func (s *Server) Start() error { return s.StartAt("127.0.0.1:0") }

// StartAt listens on addr, an address and port. It returns [ErrNotLoopback]
// unless the address is a literal loopback address.
func (s *Server) StartAt(addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("sandbox address: %w", err)
	}
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return fmt.Errorf("listening on %q: %w", addr, ErrNotLoopback)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.listener != nil {
		return errors.New("the sandbox is already listening")
	}
	ctx, stop := context.WithCancel(context.Background())
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		stop()
		return fmt.Errorf("starting the sandbox: %w", err)
	}
	s.listener, s.stop = l, stop
	s.http = &http.Server{
		Handler:           s.handler,
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ReadHeaderTimeout: 10 * time.Second,
		ErrorLog:          slog.NewLogLogger(s.opts.Log.Handler(), slog.LevelDebug),
	}
	server := s.http
	s.running.Go(func() { s.serve(server, l) })
	if s.opts.Living {
		s.running.Go(func() { s.live(ctx) })
	}
	return nil
}

func (s *Server) serve(server *http.Server, l net.Listener) {
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		s.opts.Log.Error("sandbox stopped serving", "err", err)
	}
}

// URL returns the base address for both of InfoJobs' hosts, without a final
// slash. It is empty while the server is not listening.
func (s *Server) URL() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.listener == nil {
		return ""
	}
	return "http://" + s.listener.Addr().String()
}

// Close stops listening, cuts open connections and waits for the server's own
// goroutines. What the server knows remains, so that tests may look at it.
func (s *Server) Close() error {
	s.mu.Lock()
	server, stop := s.http, s.stop
	s.listener, s.http, s.stop = nil, nil, nil
	s.mu.Unlock()
	if server == nil {
		return nil
	}
	stop()
	err := server.Close()
	s.running.Wait()
	if err != nil {
		return fmt.Errorf("closing the sandbox: %w", err)
	}
	return nil
}

// now has the precision of InfoJobs' dates.
func (s *Server) now() time.Time { return s.opts.Now().UTC().Truncate(time.Millisecond) }
