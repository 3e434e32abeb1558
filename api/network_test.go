package api

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/time/rate"

	"candidaturas/api/fault"
)

// Answers of a name server, by their number in the protocol.
const (
	serverFailure = 2
	noSuchName    = 3
	refusesToTell = 5
)

// TestR2NameServer has a real name server fail in the way a resolver meets it. No
// request leaves, nobody is asked to sign in, and the error names the cause.
func TestR2NameServer(t *testing.T) {
	for name, code := range map[string]uint16{"no such name": noSuchName, "failure": serverFailure, "refused": refusesToTell} {
		t.Run(name, func(t *testing.T) {
			server, asked := nameServer(t, code)
			wire := fault.NewTransport()
			wire.Proxy = nil
			wire.DialContext = (&net.Dialer{Resolver: resolverAt(server)}).DialContext
			auth := newFakeAuth("old", "new")
			c := newTestClient(t, wire, auth)
			defer c.Close()
			err := candidate(t.Context(), c)
			wantErr(t, err, fault.ErrOffline)
			var dns *net.DNSError
			if !errors.As(err, &dns) || asked.Load() == 0 {
				t.Fatalf("the name server was asked %d times: %v", asked.Load(), err)
			}
			if errors.Is(err, fault.ErrSignedOut) || len(auth.rejected) != 0 {
				t.Errorf("taken for the end of the session: %v", err)
			}
			if text := err.Error(); !strings.Contains(text, "host name") || strings.Contains(text, "token") {
				t.Errorf("it says %q", text)
			}
		})
	}
	t.Run("none", func(t *testing.T) {
		conn := listenUDP(t)
		server := conn.LocalAddr().String()
		_ = conn.Close() // nobody there any more
		wire := fault.NewTransport()
		wire.Proxy = nil
		wire.DialContext = (&net.Dialer{Resolver: resolverAt(server)}).DialContext
		wantErr(t, candidate(t.Context(), newTestClient(t, wire, nil)), fault.ErrOffline)
	})
}

func resolverAt(server string) *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", server)
	}}
}

func listenUDP(t *testing.T) net.PacketConn {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return conn
}

// nameServer answers every question with the same failure.
func nameServer(t *testing.T, code uint16) (address string, asked *atomic.Int32) {
	t.Helper()
	conn := listenUDP(t)
	asked = new(atomic.Int32)
	done := make(chan struct{})
	go func() {
		defer close(done)
		message := make([]byte, 512)
		for {
			n, from, err := conn.ReadFrom(message)
			if err != nil {
				return // closed
			}
			asked.Add(1)
			// The question comes back as an answer: flags, and no further records.
			binary.BigEndian.PutUint16(message[2:], 0x8180|code)
			clear(message[6:12])
			_, _ = conn.WriteTo(questionOnly(message[:n]), from)
		}
	}()
	t.Cleanup(func() { _ = conn.Close(); <-done })
	return conn.LocalAddr().String(), asked
}

// questionOnly cuts off what follows the question: its name, which ends with an
// empty label, its type and its class.
func questionOnly(message []byte) []byte {
	end := 12
	for message[end] != 0 {
		end += int(message[end]) + 1
	}
	return message[:end+5]
}

// TestR3T7UnknownCertificate is a network, or somebody in it, that answers for
// InfoJobs with a certificate of its own. TestR3CaptivePortal has the other shapes.
func TestR3T7UnknownCertificate(t *testing.T) {
	var reached atomic.Int32
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	defer s.Close()
	auth := newFakeAuth("old", "new")
	c, err := NewClient(auth, Options{BaseURL: s.URL, Rate: rate.Inf})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	err = candidate(t.Context(), c)
	wantErr(t, err, fault.ErrInsecure)
	var te *TLSError
	if !errors.As(err, &te) {
		t.Errorf("error %T", err)
	}
	if reached.Load() != 0 || len(auth.rejected) != 0 || errors.Is(err, fault.ErrSignedOut) {
		t.Errorf("%d requests, %d refreshes: %v", reached.Load(), len(auth.rejected), err)
	}
}
