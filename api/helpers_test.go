package api

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"
	"golang.org/x/time/rate"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	testID     = "app-id-canary"
	testSecret = "s3cret+canary/=&ñ"
	testToken  = "tok-canary-1"
)

// A fakeAuth hands out tokens; each rejected one is replaced by the next.
type fakeAuth struct {
	mu       sync.Mutex
	tokens   []string
	rejected []string
	err      error
	appErr   error
}

func newFakeAuth(tokens ...string) *fakeAuth {
	if len(tokens) == 0 {
		tokens = []string{testToken}
	}
	return &fakeAuth{tokens: tokens}
}

func (a *fakeAuth) App(context.Context) (string, string, error) { return testID, testSecret, a.appErr }

func (a *fakeAuth) Token(_ context.Context, rejected string) (string, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if rejected != "" {
		a.rejected = append(a.rejected, rejected)
		if a.err != nil {
			return "", a.err
		}
		if len(a.tokens) > 1 && a.tokens[0] == rejected {
			a.tokens = a.tokens[1:]
		}
	}
	return a.tokens[0], nil
}

// A fakeWire answers requests and counts them.
type fakeWire struct {
	mu     sync.Mutex
	sent   []*http.Request
	answer func(n int, r *http.Request) (*http.Response, error) // n counts from 1
}

func (w *fakeWire) RoundTrip(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	w.sent = append(w.sent, r)
	n := len(w.sent)
	w.mu.Unlock()
	return w.answer(n, r)
}

func (w *fakeWire) count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.sent)
}

func always(resp func() *http.Response) *fakeWire {
	return &fakeWire{answer: func(int, *http.Request) (*http.Response, error) { return resp(), nil }}
}

func failing(err error) *fakeWire {
	return &fakeWire{answer: func(int, *http.Request) (*http.Response, error) { return nil, err }}
}

// response builds an answer; headers come as name, value, name, value.
func response(status int, body string, headers ...string) *http.Response {
	h := http.Header{"Content-Type": {"application/json;charset=UTF-8"}}
	for i := 0; i+1 < len(headers); i += 2 {
		h.Add(headers[i], headers[i+1])
		if headers[i] == "Content-Type" {
			h.Set(headers[i], headers[i+1])
		}
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body))}
}

func newTestClient(t testing.TB, wire http.RoundTripper, auth Authorizer) *Client {
	t.Helper()
	if auth == nil {
		auth = newFakeAuth()
	}
	c, err := NewClient(auth, Options{Transport: wire, Rate: rate.Inf, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// newServerClient returns a client of an InfoJobs on loopback.
func newServerClient(t *testing.T, h http.Handler) (*Client, *httptest.Server) {
	t.Helper()
	s := httptest.NewServer(h)
	c, err := NewClient(newFakeAuth(), Options{BaseURL: s.URL, Rate: rate.Inf})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close(); s.Close() })
	return c, s
}

func fixture(t testing.TB, name string) string {
	t.Helper()
	b, err := fs.ReadFile(os.DirFS("testdata"), name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func wantErr(t *testing.T, err, target error) {
	t.Helper()
	if !errors.Is(err, target) {
		t.Fatalf("error %v, want one that matches %q", err, target)
	}
}

func newRequest(t *testing.T, method, url string, body io.Reader) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, body)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
