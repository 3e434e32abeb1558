package e2e

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"candidaturas/api/sandbox"
)

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
