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
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"candidaturas/api/fault"
)

func stateOf(t *testing.T, a *Attempt) string {
	t.Helper()
	u, err := url.Parse(a.URL())
	if err != nil {
		t.Fatal(err)
	}
	return u.Query().Get("state")
}

func TestT10AuthorizeURL(t *testing.T) {
	c, _ := testClient(t, rotating)
	a := NewSignIn(c).Begin()
	u, err := url.Parse(a.URL())
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	if got := u.Scheme + "://" + u.Host + u.Path; got != "https://www.infojobs.net/api/oauth/user-authorize/index.xhtml" {
		t.Errorf("address = %s", got)
	}
	for name, want := range map[string]string{
		"scope": "MY_APPLICATIONS,APPLICATION_TIMELINE,CANDIDATE_PROFILE_WITH_EMAIL,CV", "client_id": testKeys.ClientID,
		"redirect_uri": "http://www.infojobs.net/core/oauth2vc/index.xhtml", "response_type": "code", "code_challenge_method": "S256",
	} {
		if len(q[name]) != 1 || q.Get(name) != want {
			t.Errorf("%s = %q, want %q", name, q[name], want)
		}
	}
	if !regexp.MustCompile(`^[A-Za-z0-9_-]{20,}$`).MatchString(q.Get("state")) || q.Get("code_challenge") == "" || len(q) != 7 {
		t.Errorf("state %q, %d parameters", q.Get("state"), len(q))
	}
	if strings.Contains(a.URL(), canary) || strings.Contains(a.URL(), a.verifier) {
		t.Error("the address holds a secret")
	}
	if b := NewSignIn(c).Begin(); stateOf(t, b) == stateOf(t, a) {
		t.Error("two attempts share a state")
	}
}

func TestRedeem(t *testing.T) {
	c, s := testClient(t, rotating)
	si := NewSignIn(c)
	a := si.Begin()
	pasted := "http" + page + "?state=" + stateOf(t, a) + "&code=" + uuidCode
	if err := a.Check(pasted); err != nil || s.count() != 0 {
		t.Fatalf("check: %v, %d requests", err, s.count())
	}
	r, err := a.Redeem(t.Context(), pasted)
	if err != nil || !r.Proven || r.Grant.Access != "CANARY-at-0" || r.Grant.Since.IsZero() {
		t.Fatalf("%v, proven %v", err, r.Proven)
	}
	form, err := url.ParseQuery(s.forms[0])
	if err != nil || form.Get("code_verifier") != a.verifier {
		t.Error("the verifier was not sent")
	}
	if _, err := a.Redeem(t.Context(), "other-code-1"); !errors.Is(err, ErrAttemptExpired) {
		t.Errorf("after success: %v", err)
	}
	b := si.Begin()
	if r, err := b.Redeem(t.Context(), "other-code-1"); err != nil || r.Proven {
		t.Errorf("bare code: %v, proven %v", err, r.Proven)
	}
	noSecret(t, a)
	noSecret(t, si)
}

func TestT9StateMismatch(t *testing.T) {
	c, s := testClient(t, rotating)
	a := NewSignIn(c).Begin()
	for _, state := range []string{"planted", stateOf(t, a) + "A", strings.ToLower(stateOf(t, a)), stateOf(t, a)[1:]} {
		if _, err := a.Redeem(t.Context(), "code="+uuidCode+"&state="+state); !errors.Is(err, ErrStateMismatch) {
			t.Errorf("%q: %v", state, err)
		}
	}
	if s.count() != 0 {
		t.Errorf("%d requests", s.count())
	}
	// Nothing was spent.
	if r, err := a.Redeem(t.Context(), "code="+uuidCode+"&state="+stateOf(t, a)); err != nil || !r.Proven {
		t.Errorf("the true state: %v", err)
	}
}

func TestT8AttemptExpires(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, s := testClient(t, rotating)
		a := NewSignIn(c).Begin()
		if left := time.Until(a.Expires()); left != 10*time.Minute {
			t.Errorf("lives %v", left)
		}
		time.Sleep(10*time.Minute - time.Nanosecond)
		if err := a.Check(uuidCode); err != nil {
			t.Errorf("just before: %v", err)
		}
		time.Sleep(time.Nanosecond)
		if _, err := a.Redeem(t.Context(), uuidCode); !errors.Is(err, ErrAttemptExpired) || s.count() != 0 {
			t.Errorf("after: %v, %d requests", err, s.count())
		}
	})
}

func TestBeginReplacesTheAttempt(t *testing.T) {
	c, s := testClient(t, rotating)
	si := NewSignIn(c)
	a := si.Begin()
	b := si.Begin()
	if _, err := a.Redeem(t.Context(), uuidCode); !errors.Is(err, ErrAttemptCancelled) {
		t.Errorf("the old attempt: %v", err)
	}
	b.Cancel()
	if err := b.Check(uuidCode); !errors.Is(err, ErrAttemptCancelled) || s.count() != 0 {
		t.Errorf("cancelled: %v, %d requests", err, s.count())
	}
}

func TestT8CodeIsSentOnce(t *testing.T) {
	c, s := testClient(t, always(503, ""))
	si := NewSignIn(c)
	a := si.Begin()
	if _, err := a.Redeem(t.Context(), uuidCode); !errors.Is(err, fault.ErrUnavailable) {
		t.Errorf("first: %v", err)
	}
	for _, again := range []string{uuidCode, "code=" + uuidCode, "http" + page + "?code=" + uuidCode} {
		if _, err := si.Begin().Redeem(t.Context(), again); !errors.Is(err, ErrCodeRejected) {
			t.Errorf("again: %v", err)
		}
	}
	if s.count() != 1 {
		t.Errorf("%d requests, want 1", s.count())
	}
}

func TestR1OfflineSpendsNothing(t *testing.T) {
	c, s := testClient(t, rotating)
	online := false
	a := NewSignIn(withWire(c, wireFunc(func(r *http.Request) (*http.Response, error) {
		if !online {
			return nil, &net.OpError{Op: "dial", Err: errors.New("no route")}
		}
		return s.RoundTrip(r)
	}))).Begin()
	if _, err := a.Redeem(t.Context(), uuidCode); !errors.Is(err, fault.ErrOffline) {
		t.Errorf("offline: %v", err)
	}
	online = true
	if _, err := a.Redeem(t.Context(), uuidCode); err != nil || s.count() != 1 {
		t.Errorf("online again: %v, %d requests", err, s.count())
	}
}

// withWire replaces what carries the requests of c.
func withWire(c *Client, wire http.RoundTripper) *Client {
	c.http.Transport.(*tokenFix).base = wire
	return c
}

// tlsServer is an InfoJobs with a certificate that only trusted knows.
func tlsServer(t *testing.T, handler http.HandlerFunc) (c *Client, trusted http.RoundTripper, count *atomic.Int32) {
	t.Helper()
	count = new(atomic.Int32)
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		count.Add(1)
		handler(w, r)
	}))
	srv.Config.ErrorLog = log.New(io.Discard, "", 0)
	srv.StartTLS()
	t.Cleanup(srv.Close)
	c, err := NewClient(ClientOptions{WWW: srv.URL, Keys: testKeys})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.CloseIdleConnections)
	return c, srv.Client().Transport, count
}

// TestT7InsecureSpendsNothing: certificates are checked before the form is sent.
func TestT7InsecureSpendsNothing(t *testing.T) {
	c, trusted, count := tlsServer(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, tokenBody(1)) })
	a := NewSignIn(c).Begin()
	if _, err := a.Redeem(t.Context(), uuidCode); !errors.Is(err, fault.ErrInsecure) || count.Load() != 0 {
		t.Errorf("unknown authority: %v, %d requests", err, count.Load())
	}
	withWire(c, trusted)
	if r, err := a.Redeem(t.Context(), uuidCode); err != nil || r.Grant.Access != "CANARY-at-1" || count.Load() != 1 {
		t.Errorf("the same code over a good connection: %v, %d requests", err, count.Load())
	}
}

// TestT7T8BrokenTLSAfterSendingSpends: InfoJobs has read the code by then.
func TestT7T8BrokenTLSAfterSendingSpends(t *testing.T) {
	c, trusted, count := tlsServer(t, func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(readBody(r), uuidCode) {
			t.Error("the code was not sent")
		}
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		_, _ = io.WriteString(conn.(*tls.Conn).NetConn(), "HTTP/1.1 200 OK\r\n\r\n")
		_ = conn.(*tls.Conn).NetConn().Close()
	})
	withWire(c, trusted)
	si := NewSignIn(c)
	if _, err := si.Begin().Redeem(t.Context(), uuidCode); !errors.Is(err, fault.ErrUnavailable) || errors.Is(err, fault.ErrInsecure) {
		t.Errorf("broken after sending: %v", err)
	}
	if _, err := si.Begin().Redeem(t.Context(), uuidCode); !errors.Is(err, ErrCodeRejected) || count.Load() != 1 {
		t.Errorf("again: %v, %d requests", err, count.Load())
	}
}

func TestRedeemOneAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, s := testClient(t, func(n int, r *http.Request) (*http.Response, error) {
			time.Sleep(time.Second)
			return rotating(n, r)
		})
		a := NewSignIn(c).Begin()
		var wg sync.WaitGroup
		var mu sync.Mutex
		results := map[error]int{}
		for range 10 {
			wg.Go(func() {
				_, err := a.Redeem(t.Context(), uuidCode)
				mu.Lock()
				results[err]++
				mu.Unlock()
			})
		}
		wg.Wait()
		if results[nil] != 1 || results[ErrBusy] != 9 || s.count() != 1 {
			t.Errorf("%v, %d requests", results, s.count())
		}
	})
}

func TestCancelEndsTheExchange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := testClient(t, func(_ int, r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		})
		a := NewSignIn(c).Begin()
		go func() {
			time.Sleep(time.Second)
			a.Cancel()
		}()
		start := time.Now()
		if _, err := a.Redeem(t.Context(), uuidCode); !errors.Is(err, ErrAttemptCancelled) || time.Since(start) != time.Second {
			t.Errorf("%v after %v", err, time.Since(start))
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := NewSignIn(c).Begin().Redeem(ctx, uuidCode); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v does not match the caller's deadline", err)
		}
	})
}

func TestRedeemWithoutKeys(t *testing.T) {
	c, s := testClient(t, rotating)
	c.SetKeys(Keys{})
	if _, err := NewSignIn(c).Begin().Redeem(t.Context(), uuidCode); !errors.Is(err, ErrNoKeys) || s.count() != 0 {
		t.Errorf("%v, %d requests", err, s.count())
	}
}
