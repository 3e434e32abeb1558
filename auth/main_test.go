package auth

import (
	"fmt"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	if handled, code := RunKeyringHelper(os.Args[1:], os.Stdin, os.Stdout); handled {
		os.Exit(code)
	}
	if role := os.Getenv("AUTH_TEST_ROLE"); role != "" {
		os.Exit(playRole(role))
	}
	// A child process built with -race would sleep for a second before it exits.
	if err := os.Setenv("GORACE", strings.TrimSpace(os.Getenv("GORACE")+" atexit_sleep_ms=0")); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m)
}

// Everything secret in the tests holds this word, so that a leak is found.
const canary = "CANARY"

var testKeys = Keys{ClientID: "0123456789abcdef0123456789abcdef", ClientSecret: "CANARY+s/e=c&r%ñ secret"}

// A script is a RoundTripper that answers from a function and keeps the forms.
type script struct {
	mu    sync.Mutex
	forms []string
	reqs  []*http.Request
	do    func(n int, r *http.Request) (*http.Response, error)
}

func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	body := readBody(r)
	s.mu.Lock()
	n := len(s.forms)
	s.forms = append(s.forms, body)
	s.reqs = append(s.reqs, r)
	s.mu.Unlock()
	return s.do(n, r)
}

func (s *script) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.forms)
}

func always(status int, body string) func(int, *http.Request) (*http.Response, error) {
	return func(int, *http.Request) (*http.Response, error) { return answerWith(status, body), nil }
}

// rotating answers the nth request with tokens of that number.
func rotating(n int, _ *http.Request) (*http.Response, error) {
	return answerWith(200, tokenBody(n)), nil
}

func tokenBody(n int) string {
	return fmt.Sprintf(`{"access_token":"CANARY-at-%d","expires_in":43199,"refresh_token":"CANARY-rt-%d","scope":"MY_APPLICATIONS CV","token_type":"undefined"}`, n, n)
}

func testClient(t testing.TB, do func(int, *http.Request) (*http.Response, error)) (*Client, *script) {
	t.Helper()
	s := &script{do: do}
	c, err := NewClient(ClientOptions{Keys: testKeys, Transport: s})
	if err != nil {
		t.Fatal(err)
	}
	return c, s
}

// noSecret looks for a secret in everything that can be printed of v.
func noSecret(t testing.TB, v any) {
	t.Helper()
	for _, format := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		if text := fmt.Sprintf(format, v); strings.Contains(text, canary) {
			t.Errorf("%s shows a secret: %s", format, text)
		}
	}
}

func expiredGrant() Grant {
	return Grant{Access: "CANARY-at-old", Refresh: "CANARY-rt-old", Expiry: time.Now().Add(-time.Hour).UTC(), Account: "acc"}
}

func goodGrant() Grant {
	g := expiredGrant()
	g.Expiry = time.Now().Add(12 * time.Hour).UTC().Round(time.Second)
	g.Since = time.Now().UTC().Truncate(time.Second)
	return g
}
