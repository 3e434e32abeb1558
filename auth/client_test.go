package auth

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"candidaturas/api/fault"
)

func readBody(r *http.Request) string {
	if r.Body == nil {
		return ""
	}
	defer closeBody(r.Body)
	b, err := io.ReadAll(r.Body)
	if err != nil {
		return "unreadable: " + err.Error()
	}
	return string(b)
}

func answerWith(status int, body string) *http.Response {
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body))}
}

// liveClient speaks to a server on loopback through a real transport.
func liveClient(t *testing.T, handler http.HandlerFunc) (*Client, *atomic.Int32) {
	t.Helper()
	var count atomic.Int32
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		count.Add(1)
		handler(w, r)
	}))
	t.Cleanup(srv.Close)
	c, err := NewClient(ClientOptions{WWW: srv.URL, Keys: testKeys})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.CloseIdleConnections)
	return c, &count
}

func TestT10RequestsAreExact(t *testing.T) {
	var got *http.Request
	var body string
	c, count := liveClient(t, func(w http.ResponseWriter, r *http.Request) {
		got, body = r, readBody(r)
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, tokenBody(1))
	})
	check := func(want url.Values) {
		t.Helper()
		form, err := url.ParseQuery(body)
		if err != nil || !reflect.DeepEqual(form, want) {
			t.Errorf("form = %v (%v), want %v", form, err, want)
		}
		if got.Method != http.MethodPost || got.URL.Path != "/oauth/authorize" || got.URL.RawQuery != "" {
			t.Errorf("request = %s %s", got.Method, got.URL)
		}
		if got.Header.Get("Authorization") != "" {
			t.Error("the request has an Authorization header")
		}
		if ct := got.Header.Get("Content-Type"); ct != "application/x-www-form-urlencoded" {
			t.Errorf("content type = %q", ct)
		}
		if !strings.Contains(body, "client_secret=CANARY%2Bs%2Fe%3Dc%26r%25%C3%B1+secret") {
			t.Errorf("the secret is not encoded once: %s", body)
		}
	}
	g, err := c.exchange(t.Context(), c.Keys(), "CANARY-code", "verifier")
	if err != nil {
		t.Fatal(err)
	}
	check(url.Values{
		"grant_type": {"authorization_code"}, "code": {"CANARY-code"}, "code_verifier": {"verifier"},
		"redirect_uri": {"http://www.infojobs.net/core/oauth2vc/index.xhtml"},
		"client_id":    {testKeys.ClientID}, "client_secret": {testKeys.ClientSecret.Reveal()},
	})
	if g.Access != "CANARY-at-1" || g.Refresh != "CANARY-rt-1" || !g.ScopesKnown || g.Scopes.String() != "MY_APPLICATIONS,CV" {
		t.Error("the grant is not what the server gave")
	}
	if left := time.Until(g.Expiry); left < 43100*time.Second || left > 43199*time.Second {
		t.Errorf("expires in %v", left)
	}
	if _, err := c.refresh(t.Context(), c.Keys(), g); err != nil {
		t.Fatal(err)
	}
	check(url.Values{
		"grant_type": {"refresh_token"}, "refresh_token": {"CANARY-rt-1"},
		"redirect_uri": {"http://www.infojobs.net/core/oauth2vc/index.xhtml"},
		"client_id":    {testKeys.ClientID}, "client_secret": {testKeys.ClientSecret.Reveal()},
	})
	if count.Load() != 2 {
		t.Errorf("%d requests, want 2", count.Load())
	}
	noSecret(t, c)
	noSecret(t, g)
}

func TestTokenRequestsCannotBeRepeated(t *testing.T) {
	c, s := testClient(t, rotating)
	if _, err := c.exchange(t.Context(), c.Keys(), "CANARY-code", ""); err != nil {
		t.Fatal(err)
	}
	if _, err := c.refresh(t.Context(), c.Keys(), goodGrant()); err != nil {
		t.Fatal(err)
	}
	for _, r := range s.reqs {
		if r.GetBody != nil {
			t.Error("the network layer could send the request again")
		}
	}
}

func TestT6RedirectRefused(t *testing.T) {
	var leaked atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { leaked.Add(1) }))
	defer other.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		for _, target := range []string{other.URL, "/elsewhere"} {
			c, count := liveClient(t, func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, target, status)
			})
			_, err := c.exchange(t.Context(), c.Keys(), "CANARY-code", "")
			if !errors.Is(err, fault.ErrPortal) || errors.Is(err, fault.ErrBotWall) || errors.Is(err, fault.ErrBadAnswer) {
				t.Errorf("%d: %v", status, err)
			}
			if count.Load() != 1 {
				t.Errorf("%d: %d requests", status, count.Load())
			}
			noSecret(t, err)
		}
	}
	if leaked.Load() != 0 {
		t.Errorf("%d requests went to the other host", leaked.Load())
	}
}

func TestT6OtherAddressesRefused(t *testing.T) {
	c, s := testClient(t, rotating)
	for _, target := range []string{
		"https://evil.example/oauth/authorize", "http://www.infojobs.net/oauth/authorize",
		"https://www.infojobs.net/other", "https://www.infojobs.net/oauth/authorize?x=1", "https://www.infojobs.net:444/oauth/authorize",
	} {
		resp, err := c.http.Post(target, "application/x-www-form-urlencoded", strings.NewReader("a=b"))
		if err == nil {
			closeBody(resp.Body)
			t.Errorf("%s was reached", target)
		}
	}
	if s.count() != 0 {
		t.Errorf("%d requests were sent", s.count())
	}
}

func TestT7UnknownAuthority(t *testing.T) {
	var count atomic.Int32
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { count.Add(1) }))
	srv.Config.ErrorLog = log.New(io.Discard, "", 0)
	srv.StartTLS()
	defer srv.Close()
	c, err := NewClient(ClientOptions{WWW: srv.URL, Keys: testKeys})
	if err != nil {
		t.Fatal(err)
	}
	defer c.CloseIdleConnections()
	_, err = c.exchange(t.Context(), c.Keys(), "CANARY-code", "")
	if !errors.Is(err, fault.ErrInsecure) || count.Load() != 0 {
		t.Errorf("%d requests, error %v", count.Load(), err)
	}
	noSecret(t, err)
}

func TestT7LoopbackOnly(t *testing.T) {
	for _, www := range []string{"", "http://127.0.0.1:8080", "http://[::1]:1", "https://localhost:9/", "http://127.9.9.9"} {
		if _, err := NewClient(ClientOptions{WWW: www}); err != nil {
			t.Errorf("%q: %v", www, err)
		}
	}
	for _, www := range []string{
		"http://www.infojobs.net", "https://evil.es", "http://127.0.0.1.evil.es", "http://u:p@127.0.0.1", "ftp://127.0.0.1",
		"http://127.0.0.1/path", "http://127.0.0.1?x", "http://0.0.0.0", "127.0.0.1:80", "http://localhost.evil.es", "http://\x7f", "http://10.0.0.1",
	} {
		if _, err := NewClient(ClientOptions{WWW: www}); err == nil {
			t.Errorf("%q was accepted", www)
		}
	}
}

func TestAnswersThatAreNoGrant(t *testing.T) {
	echo := "CANARY-code CANARY+s/e=c"
	for _, tt := range []struct {
		name     string
		status   int
		body     string
		exchange error
		refresh  error
	}{
		{"dead", 401, `{"error":"invalid_grant","error_description":"` + echo + `","timestamp":"x"}`, ErrCodeRejected, fault.ErrSignedOut},
		{"dead, by its own name", 401, `{"error":"invalid_token"}`, ErrCodeRejected, fault.ErrSignedOut},
		{"dead with status 200", 200, `{"error":"invalid_grant"}`, ErrCodeRejected, fault.ErrSignedOut},
		{"dead, numeric", 401, `{"error":"101"}`, ErrCodeRejected, fault.ErrSignedOut},
		{"keys", 401, `{"error":"invalid_client"}`, fault.ErrKeysRefused, fault.ErrKeysRefused},
		{"keys of another kind", 400, `{"error":"unauthorized_client"}`, fault.ErrKeysRefused, fault.ErrKeysRefused},
		{"keys, numeric", 401, `{"error":"102"}`, fault.ErrKeysRefused, fault.ErrKeysRefused},
		{"keys, a number", 401, `{"error":103}`, fault.ErrKeysRefused, fault.ErrKeysRefused},
		{"echo as code", 400, `{"error":"` + echo + `"}`, ErrCodeRejected, fault.ErrSignedOut},
		{"echo as object", 400, `{"error":{"x":"` + echo + `"}}`, ErrCodeRejected, fault.ErrSignedOut},
		{"echo as array", 401, `{"error":["` + echo + `"]}`, ErrCodeRejected, fault.ErrSignedOut},
		{"echo as text", 400, echo, fault.ErrBadAnswer, fault.ErrBadAnswer},
		{"echo as JSON string", 400, `"` + echo + `"`, fault.ErrBadAnswer, fault.ErrBadAnswer},
		{"captive portal", 200, "<html>" + echo, fault.ErrBotWall, fault.ErrBotWall},
		{"redirect to a portal", 302, "<html>" + echo, fault.ErrPortal, fault.ErrPortal},
		{"redirect with a code", 307, `{"error":"invalid_grant"}`, fault.ErrPortal, fault.ErrPortal},
		{"bot wall", 403, "\n <!DOCTYPE html>" + echo, fault.ErrBotWall, fault.ErrBotWall},
		{"web page with 401", 401, "<html>", fault.ErrBotWall, fault.ErrBotWall},
		{"maintenance page", 503, "<html>" + echo, fault.ErrUnavailable, fault.ErrUnavailable},
		{"internal error", 500, `{"error_description":"Error processing API call","status":500}`, fault.ErrUnavailable, fault.ErrUnavailable},
		{"disabled", 400, `{"error":"116"}`, fault.ErrUnavailable, fault.ErrUnavailable},
		{"too many", 429, `{}`, fault.ErrUnavailable, fault.ErrUnavailable},
		{"no token", 200, `{"expires_in":43199}`, fault.ErrBadAnswer, fault.ErrBadAnswer},
		{"token that breaks the header", 200, `{"access_token":"a,b"}`, fault.ErrBadAnswer, fault.ErrBadAnswer},
		{"token with a line break", 200, `{"access_token":"a\nb"}`, fault.ErrBadAnswer, fault.ErrBadAnswer},
		{"token that is a number", 200, `{"access_token":1}`, fault.ErrBadAnswer, fault.ErrBadAnswer},
		{"nothing", 200, ``, fault.ErrBadAnswer, fault.ErrBadAnswer},
		{"cut", 200, tokenBody(1)[:40], fault.ErrBadAnswer, fault.ErrBadAnswer},
		{"endless", 200, `{"access_token":"` + strings.Repeat("CANARY", 20000), fault.ErrBadAnswer, fault.ErrBadAnswer},
		{"forbidden", 403, `{"error":"nope"}`, fault.ErrBadAnswer, fault.ErrBadAnswer},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, s := testClient(t, always(tt.status, tt.body))
			_, err := c.exchange(t.Context(), c.Keys(), "CANARY-code", "")
			if !errors.Is(err, tt.exchange) {
				t.Errorf("exchange: %v, want %v", err, tt.exchange)
			}
			checkError(t, err)
			_, err = c.refresh(t.Context(), c.Keys(), goodGrant())
			if !errors.Is(err, tt.refresh) {
				t.Errorf("refresh: %v, want %v", err, tt.refresh)
			}
			checkError(t, err)
			if s.count() != 2 {
				t.Errorf("%d requests, want 2", s.count())
			}
		})
	}
}

func checkError(t *testing.T, err error) {
	t.Helper()
	noSecret(t, err)
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("%T is not an *Error", err)
	}
	noSecret(t, *e)
}

func TestR6RetryAfter(t *testing.T) {
	c, _ := testClient(t, func(int, *http.Request) (*http.Response, error) {
		r := answerWith(429, "<html>")
		r.Header.Set("Retry-After", "120")
		return r, nil
	})
	_, err := c.refresh(t.Context(), c.Keys(), goodGrant())
	var e *Error
	if !errors.As(err, &e) || e.RetryAfter() != 2*time.Minute {
		t.Errorf("%v does not tell to wait two minutes", err)
	}
}

// wireFunc is a transport that fails before it reads what it should send.
type wireFunc func(*http.Request) (*http.Response, error)

func (f wireFunc) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestR2R3Network(t *testing.T) {
	for _, tt := range []struct {
		err    error
		before error // when it happens before anything was sent
	}{
		{&net.OpError{Op: "dial", Err: errors.New("refused")}, fault.ErrOffline},
		{&net.DNSError{Name: "www.infojobs.net"}, fault.ErrOffline},
		{&net.OpError{Op: "read", Err: errors.New("reset")}, fault.ErrUnavailable},
		{io.ErrUnexpectedEOF, fault.ErrUnavailable},
		{tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"}, fault.ErrInsecure},
		{&tls.CertificateVerificationError{Err: errors.New("expired")}, fault.ErrInsecure},
	} {
		requests := 0
		wire := wireFunc(func(*http.Request) (*http.Response, error) { requests++; return nil, tt.err })
		early, err := NewClient(ClientOptions{Keys: testKeys, Transport: wire})
		if err != nil {
			t.Fatal(err)
		}
		_, err = early.exchange(t.Context(), testKeys, "CANARY-code", "")
		if !errors.Is(err, tt.before) || requests != 1 {
			t.Errorf("%v: %v after %d requests, want %v", tt.err, err, requests, tt.before)
		}
		noSecret(t, err)
		late, s := testClient(t, func(int, *http.Request) (*http.Response, error) { return nil, tt.err })
		_, err = late.exchange(t.Context(), testKeys, "CANARY-code", "")
		if !errors.Is(err, fault.ErrUnavailable) || s.count() != 1 {
			t.Errorf("%v after sending: %v after %d requests", tt.err, err, s.count())
		}
		noSecret(t, err)
	}
}

func TestR10SlowBody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, s := testClient(t, func(_ int, r *http.Request) (*http.Response, error) {
			resp := answerWith(200, "")
			resp.Body = io.NopCloser(slow{r.Context()})
			return resp, nil
		})
		start := time.Now()
		_, err := c.refresh(t.Context(), c.Keys(), goodGrant())
		if took := time.Since(start); took > 21*time.Second || !errors.Is(err, fault.ErrUnavailable) || s.count() != 1 {
			t.Errorf("took %v and %d requests: %v", took, s.count(), err)
		}
	})
}

// slow gives one byte a second until its request is given up.
type slow struct{ ctx context.Context }

func (s slow) Read(p []byte) (int, error) {
	select {
	case <-s.ctx.Done():
		return 0, s.ctx.Err()
	case <-time.After(time.Second):
		p[0] = ' '
		return 1, nil
	}
}

func TestR11CutAnywhere(t *testing.T) {
	whole := tokenBody(1)
	for n := range len(whole) {
		c, _ := testClient(t, always(200, whole[:n]))
		if _, err := c.exchange(t.Context(), c.Keys(), "CANARY-code", ""); !errors.Is(err, fault.ErrBadAnswer) {
			t.Fatalf("cut at %d: %v", n, err)
		}
	}
}

func TestNoKeysNoRequest(t *testing.T) {
	c, s := testClient(t, rotating)
	c.SetKeys(Keys{})
	_, err := c.exchange(t.Context(), c.Keys(), "CANARY-code", "")
	_, err2 := c.refresh(t.Context(), c.Keys(), goodGrant())
	if !errors.Is(err, ErrNoKeys) || !errors.Is(err2, ErrNoKeys) || s.count() != 0 {
		t.Errorf("%v, %v, %d requests", err, err2, s.count())
	}
	c.SetKeys(testKeys)
	g := goodGrant()
	g.Refresh = ""
	if _, err := c.refresh(t.Context(), c.Keys(), g); !errors.Is(err, fault.ErrSignedOut) || s.count() != 0 {
		t.Errorf("without a refresh token: %v, %d requests", err, s.count())
	}
}

func TestContextErrorIsKept(t *testing.T) {
	c, _ := testClient(t, func(_ int, r *http.Request) (*http.Response, error) { return nil, r.Context().Err() })
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.exchange(ctx, c.Keys(), "CANARY-code", ""); !errors.Is(err, context.Canceled) {
		t.Errorf("%v does not match context.Canceled", err)
	}
}

// TestNothingToSendIsRefused: without keys and without a session it is as if
// InfoJobs had refused them.
func TestNothingToSendIsRefused(t *testing.T) {
	if !errors.Is(ErrNoKeys, fault.ErrKeysRefused) || !errors.Is(ErrNotSignedIn, fault.ErrSignedOut) {
		t.Error("whoever asks with an authorizer does not understand it")
	}
}
