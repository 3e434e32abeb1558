package api

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"candidaturas/api/fault"
)

const (
	basicChallenge = `Basic realm="InfoJobs-API"`
	userChallenge  = `OAuth2 realm="InfoJobs-API", auth-uri="https://www.infojobs.net/api/oauth/user-authorize/index.xhtml", token-uri="https://www.infojobs.net/oauth/authorize", scope="MY_APPLICATIONS"`
)

func refused(challenge, code string) *http.Response {
	body := `{"error":"` + code + `","error_description":"no","timestamp":"2026-10-05T11:02:10.000+0000"}`
	if challenge == "" {
		return response(401, body)
	}
	return response(401, body, "WWW-Authenticate", challenge)
}

// One refresh and one replay when the person's half is refused, none otherwise.
func TestR4ReplayAfterRefusedToken(t *testing.T) {
	tests := []struct {
		name     string
		first    func() *http.Response
		requests int
		want     error
	}{
		{"scheme and code", func() *http.Response { return refused(userChallenge, "101") }, 2, nil},
		{"scheme alone", func() *http.Response { return response(401, "", "WWW-Authenticate", userChallenge) }, 2, nil},
		{"code alone", func() *http.Response { return refused("", "101") }, 2, nil},
		{"invalid_token", func() *http.Response { return refused("", "invalid_token") }, 2, nil},
		{"invalid_grant", func() *http.Response { return refused("", "invalid_grant") }, 2, nil},
		{"Basic realm", func() *http.Response { return refused(basicChallenge, "101") }, 1, fault.ErrKeysRefused},
		{"102", func() *http.Response { return refused(userChallenge, "102") }, 1, fault.ErrKeysRefused},
		{"103", func() *http.Response { return refused("", "103") }, 1, fault.ErrKeysRefused},
		{"insufficient scope", func() *http.Response { return refused(`OAuth2 error="insufficient_scope"`, "") }, 1, fault.ErrScopeMissing},
		{"web page", func() *http.Response { return response(401, "<html>", "Content-Type", "text/html") }, 1, fault.ErrBotWall},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			auth := newFakeAuth("old", "new")
			wire := &fakeWire{answer: func(n int, _ *http.Request) (*http.Response, error) {
				if n == 1 {
					return tt.first(), nil
				}
				return response(200, fixture(t, "candidate.json")), nil
			}}
			_, err := newTestClient(t, wire, auth).Candidate(context.Background())
			if tt.want == nil && err != nil || tt.want != nil && !errors.Is(err, tt.want) {
				t.Fatalf("error %v, want %v", err, tt.want)
			}
			if wire.count() != tt.requests {
				t.Fatalf("%d requests, want %d", wire.count(), tt.requests)
			}
			if tt.requests == 2 && !strings.HasSuffix(wire.sent[1].Header.Get("Authorization"), ",Bearer new") {
				t.Error("the replay does not carry the new token")
			}
		})
	}
}

func TestR17RevokedTokenDoesNotLoop(t *testing.T) {
	for name, tokens := range map[string][]string{
		"new token refused too": {"old", "new"},
		"same token again":      {"old"},
	} {
		t.Run(name, func(t *testing.T) {
			auth := newFakeAuth(tokens...)
			wire := always(func() *http.Response { return refused(userChallenge, "101") })
			_, err := newTestClient(t, wire, auth).Candidate(context.Background())
			wantErr(t, err, fault.ErrSignedOut)
			if n := wire.count(); n != len(tokens) {
				t.Errorf("%d requests, want %d", n, len(tokens))
			}
			if len(auth.rejected) != 1 || auth.rejected[0] != "old" {
				t.Errorf("asked for another token for %q", auth.rejected)
			}
		})
	}
	t.Run("authorizer gives up", func(t *testing.T) {
		auth := newFakeAuth("old")
		auth.err = errors.New("sign in again")
		wire := always(func() *http.Response { return refused(userChallenge, "101") })
		_, err := newTestClient(t, wire, auth).Candidate(context.Background())
		wantErr(t, err, auth.err)
		if wire.count() != 1 {
			t.Errorf("%d requests, want 1", wire.count())
		}
	})
}

func TestPublicOperationsNeedNoPerson(t *testing.T) {
	auth := newFakeAuth("old", "new")
	wire := always(func() *http.Response { return refused(userChallenge, "101") })
	_, err := newTestClient(t, wire, auth).Offer(context.Background(), "abc")
	wantErr(t, err, fault.ErrSignedOut)
	if wire.count() != 1 || len(auth.rejected) != 0 {
		t.Errorf("%d requests, %d refreshes", wire.count(), len(auth.rejected))
	}
}

// Nothing that could change anything at InfoJobs leaves, whoever asks for it.
func TestT25OnlyReads(t *testing.T) {
	wire := always(func() *http.Response { return response(200, "{}") })
	c := newTestClient(t, wire, nil)
	for name, rt := range map[string]http.RoundTripper{"person": c.private.Transport, "app": c.public.Transport} {
		for _, method := range []string{"POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "get", "GET", ""} {
			body := &closing{Reader: strings.NewReader("body")}
			req := newRequest(t, http.MethodGet, productionURL+"/api/1/application/x?hide=true", body)
			req.Method = method
			resp, err := rt.RoundTrip(req)
			if err == nil {
				_ = resp.Body.Close()
			}
			if !errors.Is(err, errWriting) || !body.closed {
				t.Errorf("%s, %q with a body: %v, closed %t", name, method, err, body.closed)
			}
			if method == http.MethodGet {
				continue
			}
			req = newRequest(t, http.MethodGet, productionURL+"/api/1/application/x?hide=true", nil)
			req.Method = method
			if resp, err = rt.RoundTrip(req); err == nil {
				_ = resp.Body.Close()
			}
			if !errors.Is(err, errWriting) {
				t.Errorf("%s, %q: %v", name, method, err)
			}
		}
	}
	if wire.count() != 0 {
		t.Errorf("%d requests left", wire.count())
	}
}

type closing struct {
	io.Reader
	closed bool
}

func (c *closing) Close() error { c.closed = true; return nil }

func TestT6RedirectRefused(t *testing.T) {
	var strangers atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { strangers.Add(1) }))
	defer other.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		var visits atomic.Int32
		c, s := newServerClient(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			visits.Add(1)
			http.Redirect(w, r, other.URL+"/login", status)
		}))
		_, err := c.Candidate(context.Background())
		wantErr(t, err, fault.ErrPortal)
		var re *RedirectError
		if !errors.As(err, &re) || re.Status != status {
			t.Errorf("%d: %v", status, err)
		}
		if visits.Load() != 1 {
			t.Errorf("%d: %d requests, want 1", status, visits.Load())
		}
		// The same transport under a client that follows redirects.
		naive := &http.Client{Transport: c.private.Transport}
		resp, err := naive.Do(newRequest(t, http.MethodGet, s.URL+"/api/6/candidate", nil))
		if err == nil {
			_ = resp.Body.Close()
		}
		wantErr(t, err, fault.ErrPortal)
	}
	if strangers.Load() != 0 {
		t.Errorf("another host got %d requests", strangers.Load())
	}
}

func TestT6OtherHostsRefused(t *testing.T) {
	wire := always(func() *http.Response { return response(200, "{}") })
	c := newTestClient(t, wire, nil)
	for _, target := range []string{
		"http://api.infojobs.net/", "https://www.infojobs.net/", "https://api.infojobs.net:8443/",
		"https://api.infojobs.net.evil.es/", "https://127.0.0.1/",
	} {
		req := newRequest(t, http.MethodGet, target, nil)
		resp, err := c.private.Transport.RoundTrip(req)
		if err == nil {
			_ = resp.Body.Close()
			t.Errorf("%s: sent", target)
		}
	}
	req := newRequest(t, http.MethodGet, productionURL, nil)
	req.Host = "evil.es"
	if resp, err := c.private.Transport.RoundTrip(req); err == nil {
		_ = resp.Body.Close()
		t.Error("another Host header: sent")
	}
	if wire.count() != 0 {
		t.Errorf("%d requests left", wire.count())
	}
}

func TestTokenShape(t *testing.T) {
	for token, ok := range map[string]bool{
		"3f0c6a52-1111": true, "a.b_c~d+e/f=": true, strings.Repeat("a", 4096): true, strings.Repeat("a", 4097): false,
		"": false, "a b": false, "a,b": false, "a\nb": false, "a\r\nX: y": false, "a\tb": false, "ñ": false, "a\x7fb": false, "a\x00": false,
	} {
		wire := always(func() *http.Response { return response(200, fixture(t, "candidate.json")) })
		_, err := newTestClient(t, wire, newFakeAuth(token)).Candidate(context.Background())
		if ok != (err == nil) {
			t.Errorf("%q: %v", token, err)
		}
		if err != nil {
			wantErr(t, err, fault.ErrSignedOut)
			if token != "" && strings.Contains(err.Error(), token) {
				t.Errorf("the error holds the token: %v", err)
			}
		}
		if want := map[bool]int{true: 1, false: 0}[ok]; wire.count() != want {
			t.Errorf("%q: %d requests", token, wire.count())
		}
	}
}

func TestAuthorizationHiddenFromResponse(t *testing.T) {
	base, _ := url.Parse(productionURL)
	wire := always(func() *http.Response { return response(200, "{}") })
	tr := &transport{base: base, wire: wire, auth: newFakeAuth(), person: true}
	req := newRequest(t, http.MethodGet, productionURL+"/x", nil)
	resp, err := tr.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.Request.Header.Get("Authorization") != "" || req.Header.Get("Authorization") != "" {
		t.Error("the response carries the credentials")
	}
	if wire.sent[0].Header.Get("Authorization") == "" {
		t.Error("the request carried none")
	}
}

// The whole client with marked secrets, against a server that echoes what it
// gets, in all the ways in which a call can fail.
func TestT13Canary(t *testing.T) {
	const key = "aaaa1111-bbbb-4ccc-8ddd-eeeeffff0000"
	echo := func(status int, contentType string) *fakeWire {
		return &fakeWire{answer: func(_ int, r *http.Request) (*http.Response, error) {
			a := r.Header.Get("Authorization")
			_, token, _ := strings.Cut(a, "Bearer ")
			body := fmt.Sprintf(`{"error":%q,"error_description":%q,"requestId":%q}`, token, a, a)
			return response(status, body, "Content-Type", contentType, "Location", "https://evil.es/?"+url.QueryEscape(a), "WWW-Authenticate", a), nil
		}}
	}
	var log bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	var printed strings.Builder
	for _, wire := range []*fakeWire{
		echo(200, "application/json"), echo(400, "application/json"), echo(401, "application/json"), echo(403, "text/plain"),
		echo(404, "application/json"), echo(302, "text/html"), echo(501, "application/json"),
		failing(&net.OpError{Op: "proxyconnect", Err: errors.New("http://user:" + testSecret + "@proxy refused")}),
		{answer: func(_ int, r *http.Request) (*http.Response, error) {
			return response(200, "<html>"+r.Header.Get("Authorization"), "Content-Type", "text/html"), nil
		}},
		always(func() *http.Response { return response(200, fixture(t, "candidate.json")) }),
	} {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
		c, err := NewClient(newFakeAuth(), Options{Transport: wire, Log: logger, Rate: rate.Inf})
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range []error{
			second(c.Candidate(ctx)), second(c.Detail(ctx, key)), second(c.Offer(ctx, key)),
			second(c.Applications(ctx, 1)),
		} {
			fmt.Fprintf(&printed, "%v\n%+v\n%s\n%q\n", err, err, err, err)
			logger.Debug("failed", "err", err)
		}
		fmt.Fprintf(&printed, "%v %+v\n", c, c)
		cancel()
	}
	out := printed.String() + log.String()
	pair := testID + ":" + testSecret
	for _, secret := range []string{testSecret, testToken, pair, "lucia.inventada@", key, "hideRejected"} {
		for form, s := range map[string]string{
			"raw": secret, "hex": hex.EncodeToString([]byte(secret)), "base64": base64.StdEncoding.EncodeToString([]byte(secret)),
			"URL": url.QueryEscape(secret), "quoted": strings.Trim(fmt.Sprintf("%q", secret), `"`),
		} {
			if strings.Contains(out, s) {
				t.Errorf("%s of %q is in logs or errors", form, secret)
			}
		}
	}
	if !strings.Contains(log.String(), `"path":"/api/1/application/{id}"`) {
		t.Error("the log does not name the operation")
	}
}

func TestLogLine(t *testing.T) {
	var log bytes.Buffer
	wire := always(func() *http.Response { return response(200, fixture(t, "application.json")) })
	c, err := NewClient(newFakeAuth(), Options{
		Transport: wire, Rate: rate.Inf,
		Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelInfo, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey || a.Key == "duration" {
				a.Value = slog.StringValue("-")
			}
			return a
		}})),
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Detail(context.Background(), "abc"); err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf("time=- level=INFO msg=\"InfoJobs API request\" method=GET path=/api/1/application/{id} status=200 duration=- bytes=%d\n",
		len(fixture(t, "application.json")))
	if log.String() != want {
		t.Errorf("logged %q, want %q", log.String(), want)
	}
}
