package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"candidaturas/api"
	"candidaturas/api/sandbox"
	"candidaturas/auth"
	"candidaturas/tracker"
	"candidaturas/tracker/store"

	"golang.org/x/time/rate"
)

const (
	// samplePerson is the account of whoever signs in.
	samplePerson = "sample-person"
	sampleScopes = "MY_APPLICATIONS,APPLICATION_TIMELINE,CANDIDATE_PROFILE_WITH_EMAIL,CV"
)

// A station is the app without its window: session, client, tracker and store put
// together as [connector] does, but for the clock, the network and who listens.
type station struct {
	*tracker.Tracker
	db      *store.DB
	client  *auth.Client
	session *auth.Session
	source  *api.Client
}

type stationOptions struct {
	dir   string // of the profile
	base  string // address of the simulation
	vault auth.Vault
	wire  http.RoundTripper // nil for the computer's network
	now   func() time.Time  // nil for the computer's clock
	rate  rate.Limit        // 0 for the polite one
	watch func(tracker.Source) tracker.Source
}

// openStation starts the app: with what is kept in the folder and the session that
// is in the vault.
func openStation(ctx context.Context, o stationOptions) (*station, error) {
	keys := auth.Keys{ClientID: sandbox.SampleClientID, ClientSecret: sandbox.SampleClientSecret}
	client, err := auth.NewClient(auth.ClientOptions{WWW: o.base, Keys: keys, Transport: o.wire})
	if err != nil {
		return nil, err
	}
	session := auth.NewSession(client, o.vault, nil)
	reader, err := api.NewClient(session, api.Options{BaseURL: o.base, Transport: o.wire, Rate: o.rate})
	if err != nil {
		return nil, err
	}
	db, report, err := store.Open(ctx, store.Options{Dir: o.dir, Now: o.now})
	if err != nil {
		return nil, err
	}
	s := &station{db: db, client: client, session: session, source: reader}
	if report != (store.RecoveryReport{}) {
		return nil, errors.Join(errors.New("the store is not as it was left"), report.Memory, s.close())
	}
	var source tracker.Source = s.source
	if o.watch != nil {
		source = o.watch(source)
	}
	s.Tracker = tracker.New(source, db, tracker.Options{Now: o.now})
	_, err = s.Resume(ctx, nil)
	if err == nil {
		err = session.Load(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

// signIn trades a code for a session and opens the person's account.
func (s *station) signIn(ctx context.Context, code string) error {
	result, err := auth.NewSignIn(s.client).Begin().Redeem(ctx, code)
	if err != nil {
		return err
	}
	if err := s.session.Adopt(ctx, result.Grant, "account", true); err != nil {
		return err
	}
	return s.Open(ctx, samplePerson, nil)
}

// close is the end of the app.
func (s *station) close() error {
	err := s.session.Close(context.Background())
	s.client.CloseIdleConnections()
	s.source.Close()
	return errors.Join(err, s.db.Close())
}

// bubbleURL is where the simulation is in a bubble.
const bubbleURL = "http://127.0.0.1"

// A pipeNet is a network inside the process. Package synctest knows when nothing
// moves in it, which it cannot know of sockets.
type pipeNet struct {
	conns chan net.Conn
	done  chan struct{}
	stop  func()
	wire  *http.Transport

	mu   sync.Mutex
	down bool
}

// serveBubble serves the simulation until stop is called. It is to be called, and
// stopped, inside of a bubble.
func serveBubble(server *sandbox.Server) *pipeNet {
	n := &pipeNet{conns: make(chan net.Conn), done: make(chan struct{})}
	n.wire = &http.Transport{
		DialContext: n.dial, ResponseHeaderTimeout: 15 * time.Second, IdleConnTimeout: 90 * time.Second, MaxConnsPerHost: 4,
	}
	serving := &http.Server{Handler: server.Handler()}
	var running sync.WaitGroup
	running.Go(func() { _ = serving.Serve(n) })
	n.stop = func() {
		n.wire.CloseIdleConnections()
		_ = serving.Close()
		running.Wait()
	}
	return n
}

func (n *pipeNet) dial(ctx context.Context, network, _ string) (net.Conn, error) {
	if n.offline() {
		return nil, &net.OpError{Op: "dial", Net: network, Err: syscall.ENETUNREACH}
	}
	here, there := net.Pipe()
	select {
	case n.conns <- there:
		return here, nil
	case <-n.done:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (n *pipeNet) offline() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.down
}

// setOffline cuts the network off, or brings it back.
func (n *pipeNet) setOffline(down bool) {
	n.mu.Lock()
	n.down = down
	n.mu.Unlock()
	n.wire.CloseIdleConnections()
}

// Accept implements [net.Listener].
func (n *pipeNet) Accept() (net.Conn, error) {
	select {
	case c := <-n.conns:
		return c, nil
	case <-n.done:
		return nil, net.ErrClosed
	}
}

// Close implements [net.Listener].
func (n *pipeNet) Close() error {
	close(n.done)
	return nil
}

// Addr implements [net.Listener].
func (*pipeNet) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80} }

// inBubble runs f where time passes only when everything waits for it. A panic,
// which is how package rapid ends a test, leaves the bubble.
func inBubble(t *testing.T, f func()) {
	t.Helper()
	var stopped any
	synctest.Test(t, func(*testing.T) {
		defer func() { stopped = recover() }()
		f()
	})
	if stopped == nil {
		return
	}
	if fmt.Sprintf("%T", stopped) == "rapid.invalidData" {
		panic(stopped) // rapid tells this from a failure by where it comes from
	}
	panic(stopped)
}
