package api

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/time/rate"

	"candidaturas/api/fault"
	"candidaturas/tracker"
)

func candidate(ctx context.Context, c *Client) error { return second(c.Candidate(ctx)) }

// failFirst answers with fail until the given number of requests has failed.
func failFirst(t *testing.T, failures int, fail func() (*http.Response, error)) *fakeWire {
	return &fakeWire{answer: func(n int, _ *http.Request) (*http.Response, error) {
		if n <= failures {
			return fail()
		}
		return response(200, fixture(t, "candidate.json")), nil
	}}
}

func TestR7Backoff(t *testing.T) {
	for _, status := range []int{429, 503} {
		for failures, want := range map[int]int{1: 2, 3: 4, 9: 4} {
			t.Run(fmt.Sprint(status, " ", failures), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					wire := failFirst(t, failures, func() (*http.Response, error) { return response(status, "{}"), nil })
					begin := time.Now()
					err := candidate(t.Context(), newTestClient(t, wire, nil))
					if (err != nil) != (failures > 3) || wire.count() != want {
						t.Fatalf("%d requests: %v", wire.count(), err)
					}
					waits := time.Duration(want - 1)
					if d := time.Since(begin); d < waits*time.Second || d > waits*maxSleep {
						t.Fatalf("%d waits in %v", waits, d)
					}
				})
			})
		}
	}
}

func TestR7Jitter(t *testing.T) {
	ceilings := []time.Duration{4, 8, 16, 32, 60, 60, 60}
	highest := make([]time.Duration, len(ceilings))
	for range 300 {
		p := retryPlan{}
		for i, ceiling := range ceilings {
			d := p.jitter()
			if d < time.Second || d > ceiling*time.Second {
				t.Fatalf("wait %d is %v", i, d)
			}
			highest[i] = max(highest[i], d)
		}
	}
	for i, ceiling := range ceilings {
		if highest[i] < ceiling*time.Second/2 {
			t.Errorf("wait %d never came near its ceiling: %v", i, highest[i])
		}
	}
}

func TestR8TransientStatuses(t *testing.T) {
	for status, want := range map[int]int{
		500: 4, 502: 4, 503: 4, 504: 4, 429: 4,
		501: 1, 505: 1, 400: 1, 403: 1, 404: 1, 409: 1, 410: 1,
	} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				wire := always(func() *http.Response { return response(status, `{"error_description":"x"}`) })
				if candidate(t.Context(), newTestClient(t, wire, nil)) == nil {
					t.Fatal("no error")
				}
				if wire.count() != want {
					t.Errorf("%d requests, want %d", wire.count(), want)
				}
			})
		})
	}
}

func TestMissingOperationIsNotRetried(t *testing.T) {
	wire := always(func() *http.Response { return response(503, `{"error":"1"}`) })
	err := candidate(t.Context(), newTestClient(t, wire, nil))
	wantErr(t, err, fault.ErrBadAnswer)
	if errors.Is(err, fault.ErrUnavailable) || wire.count() != 1 {
		t.Errorf("%d requests: %v", wire.count(), err)
	}
}

// A disabled operation is left alone for hours, whatever the header says, and the
// others go on.
func TestR6DisabledOperation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		wire := &fakeWire{answer: func(n int, _ *http.Request) (*http.Response, error) {
			if n == 1 {
				return response(503, `{"error":"116"}`, "Retry-After", "600"), nil
			}
			return response(200, fixture(t, "offer.json")), nil
		}}
		c := newTestClient(t, wire, nil)
		err := candidate(t.Context(), c)
		wantErr(t, err, fault.ErrUnavailable)
		var hint tracker.RetryHinter
		if !errors.As(err, &hint) || hint.RetryAfter() < 2*time.Hour || wire.count() != 1 {
			t.Errorf("%d requests: %v", wire.count(), err)
		}
		begin := time.Now()
		if _, err := c.Offer(t.Context(), "abc"); err != nil || time.Since(begin) != 0 {
			t.Errorf("another operation: %v after %v", err, time.Since(begin))
		}
	})
}

type timeoutError struct{}

func (timeoutError) Error() string { return "timeout awaiting response headers" }
func (timeoutError) Timeout() bool { return true }

// No connection is told at once, a broken one is tried again.
func TestR1R2NetworkErrors(t *testing.T) {
	tests := []struct {
		name     string
		err      error
		want     error
		requests int
	}{
		{"R1 refused", &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}, fault.ErrOffline, 1},
		{"R1 unreachable", &net.OpError{Op: "dial", Err: syscall.ENETUNREACH}, fault.ErrOffline, 1},
		{"R1 proxy", &net.OpError{Op: "proxyconnect", Err: errors.New("refused")}, fault.ErrOffline, 1},
		{"R1 dial timeout", &net.OpError{Op: "dial", Err: timeoutError{}}, fault.ErrOffline, 1},
		{"R2 no such host", &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "api.infojobs.net", IsNotFound: true}}, fault.ErrOffline, 1},
		{"R2 name server silent", &net.DNSError{Err: "timeout", IsTimeout: true}, fault.ErrOffline, 1},
		{"R9 headers late", timeoutError{}, fault.ErrUnavailable, 4},
		{"reset", &net.OpError{Op: "read", Err: syscall.ECONNRESET}, fault.ErrOffline, 4},
		{"closed", io.EOF, fault.ErrOffline, 4},
		{"T7 unknown authority", &tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}}, fault.ErrInsecure, 1},
		{"T7 wrong host", x509.HostnameError{Certificate: &x509.Certificate{}, Host: "x"}, fault.ErrInsecure, 1},
		{"T7 expired", x509.CertificateInvalidError{Reason: x509.Expired}, fault.ErrInsecure, 1},
		{"T7 not TLS", tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"}, fault.ErrInsecure, 1},
		{"T7 plain HTTP", http.ErrSchemeMismatch, fault.ErrInsecure, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				wire := failing(tt.err)
				begin := time.Now()
				err := candidate(t.Context(), newTestClient(t, wire, nil))
				wantErr(t, err, tt.want)
				if wire.count() != tt.requests {
					t.Errorf("%d requests, want %d", wire.count(), tt.requests)
				}
				if tt.requests == 1 && time.Since(begin) != 0 {
					t.Errorf("told only after %v", time.Since(begin))
				}
				if !errors.Is(err, tt.err) && !errors.As(err, new(x509.HostnameError)) {
					t.Error("the cause is lost")
				}
			})
		})
	}
}

func TestR9HeadersNeverCome(t *testing.T) {
	w := fault.NewTransport()
	if w.ResponseHeaderTimeout != 15*time.Second || w.MaxResponseHeaderBytes != 64<<10 || w.MaxConnsPerHost != 4 {
		t.Errorf("limits %v %d %d", w.ResponseHeaderTimeout, w.MaxResponseHeaderBytes, w.MaxConnsPerHost)
	}
	synctest.Test(t, func(t *testing.T) {
		c := newTestClient(t, pipeWire(""), nil)
		defer c.Close()
		begin := time.Now()
		wantErr(t, candidate(t.Context(), c), fault.ErrUnavailable)
		if d := time.Since(begin); d < 63*time.Second || d > 88*time.Second {
			t.Errorf("four times 15 s and three waits took %v", d)
		}
	})
}

func TestR10SlowBody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newTestClient(t, pipeWire("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"), nil)
		defer c.Close()
		begin := time.Now()
		wantErr(t, candidate(t.Context(), c), fault.ErrUnavailable)
		if d := time.Since(begin); d != 30*time.Second {
			t.Errorf("took %v, want 30 s", d)
		}
		time.Sleep(10 * time.Second) // until the server notices
	})
}

// pipeWire is the real transport over connections within the process, whose
// server answers with the given bytes and then one byte every 5 s.
func pipeWire(answer string) *http.Transport {
	w := fault.NewTransport()
	w.Proxy = nil
	w.DialTLSContext = func(context.Context, string, string) (net.Conn, error) {
		client, server := net.Pipe()
		go serveSlowly(server, answer)
		return client, nil
	}
	return w
}

func serveSlowly(conn net.Conn, answer string) {
	defer func() { _ = conn.Close() }()
	if _, err := http.ReadRequest(bufio.NewReader(conn)); err != nil {
		return
	}
	if answer == "" {
		_, _ = io.Copy(io.Discard, conn) // until the client hangs up
		return
	}
	for text := answer; ; text = " " {
		if _, err := io.WriteString(conn, text); err != nil {
			return
		}
		time.Sleep(5 * time.Second)
	}
}

func TestRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		wire := always(func() *http.Response { return response(200, fixture(t, "candidate.json")) })
		c, err := NewClient(newFakeAuth(), Options{Transport: wire})
		if err != nil {
			t.Fatal(err)
		}
		begin := time.Now()
		for range 24 {
			if err := candidate(t.Context(), c); err != nil {
				t.Fatal(err)
			}
		}
		if d := time.Since(begin); d != 5*time.Second {
			t.Errorf("24 requests took %v, want 5 s", d)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		wantErr(t, candidate(ctx, c), context.DeadlineExceeded)
	})
	if c := newTestClient(t, nil, nil); c.pace.limiter.Limit() != rate.Inf {
		t.Error("the limit cannot be lifted")
	}
}

func TestCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		wire := always(func() *http.Response { return response(500, "{}") })
		ctx, cancel := context.WithCancelCause(t.Context())
		time.AfterFunc(500*time.Millisecond, func() { cancel(errors.New("window closed")) })
		err := candidate(ctx, newTestClient(t, wire, nil))
		wantErr(t, err, context.Canceled)
		if errors.Is(err, fault.ErrUnavailable) || wire.count() != 1 {
			t.Errorf("%d requests: %v", wire.count(), err)
		}
	})
}
