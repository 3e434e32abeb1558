package auth

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"candidaturas/api/fault"
)

func TestR9TransportLimits(t *testing.T) {
	c, err := NewClient(ClientOptions{Keys: testKeys})
	if err != nil {
		t.Fatal(err)
	}
	fix, ok := c.http.Transport.(*tokenFix)
	if !ok {
		t.Fatalf("%T is in use", c.http.Transport)
	}
	w, ok := fix.base.(*http.Transport)
	if !ok {
		t.Fatalf("%T is below", fix.base)
	}
	if w.ResponseHeaderTimeout != 15*time.Second || w.MaxResponseHeaderBytes != 64<<10 || w.MaxConnsPerHost != 4 {
		t.Errorf("limits %v, %d bytes, %d connections", w.ResponseHeaderTimeout, w.MaxResponseHeaderBytes, w.MaxConnsPerHost)
	}
	if w.Proxy == nil {
		t.Error("the proxy of the environment is not honoured")
	}
}

// TestT6RedirectsAreNotFollowed also without tokenFix, which drops their target.
func TestT6RedirectsAreNotFollowed(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		c, _ := testClient(t, rotating)
		wire := &script{do: func(int, *http.Request) (*http.Response, error) {
			r := answerWith(status, "")
			r.Header.Set("Location", "https://evil.example/")
			return r, nil
		}}
		c.http.Transport = wire
		resp, err := c.http.Post("https://www.infojobs.net"+tokenPath, "application/x-www-form-urlencoded", strings.NewReader("a=b"))
		if err != nil || resp.StatusCode != status || wire.count() != 1 {
			t.Errorf("%d: %v, %d requests", status, err, wire.count())
		}
		if err == nil {
			closeBody(resp.Body)
		}
		if got := c.http.CheckRedirect(nil, nil); !errors.Is(got, http.ErrUseLastResponse) {
			t.Errorf("a redirect ends in %v", got)
		}
	}
}

// TestT13RequestsAreLogged at the level that the app keeps, and tell no secret.
func TestT13RequestsAreLogged(t *testing.T) {
	var seen syncBuffer
	log := slog.New(slog.NewTextHandler(&seen, &slog.HandlerOptions{Level: slog.LevelInfo, ReplaceAttr: RedactAttr}))
	fail := false
	c, err := NewClient(ClientOptions{Keys: testKeys, Log: log, Transport: &script{do: func(n int, r *http.Request) (*http.Response, error) {
		if fail {
			return nil, errors.New("reset with CANARY")
		}
		return rotating(n, r)
	}}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.exchange(t.Context(), testKeys, "CANARY-code", "CANARY-verifier"); err != nil {
		t.Fatal(err)
	}
	fail = true
	if _, err := c.refresh(t.Context(), testKeys, goodGrant()); !errors.Is(err, fault.ErrUnavailable) {
		t.Fatal(err)
	}
	for _, want := range []string{
		`level=INFO msg="token request" method=POST path=/oauth/authorize status=200 duration=`, fmt.Sprintf(" bytes=%d\n", len(tokenBody(0))),
		`level=INFO msg="token request failed" method=POST path=/oauth/authorize duration=`, `kind="` + fault.ErrUnavailable.Error() + `"`,
	} {
		if !strings.Contains(seen.String(), want) {
			t.Errorf("%q is not in the log: %s", want, seen.String())
		}
	}
	if strings.Contains(seen.String(), canary) || strings.Count(seen.String(), "\n") != 2 {
		t.Errorf("logged %s", seen.String())
	}
}
