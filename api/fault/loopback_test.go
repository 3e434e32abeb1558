package fault_test

import (
	"context"
	"testing"

	"candidaturas/api"
	"candidaturas/api/fault"
	"candidaturas/auth"
)

// TestT7Loopback: what keeps keys and session on this computer is one rule, and
// both clients go by it.
func TestT7Loopback(t *testing.T) {
	for address, want := range map[string]bool{
		"http://127.0.0.1":                   true,
		"http://127.0.0.1/":                  true,
		"http://127.0.0.1:8080":              true,
		"https://127.0.0.1:8443":             true,
		"http://127.9.9.9:1":                 true,
		"http://[::1]:8080":                  true,
		"http://[::ffff:127.0.0.1]:80":       true,
		"http://localhost:8080":              true,
		"https://localhost":                  true,
		"HTTP://127.0.0.1":                   true,
		"http://127.0.0.1//":                 false,
		"http://127.0.0.1/path":              false,
		"http://127.0.0.1?":                  false,
		"http://127.0.0.1?x=1":               false,
		"http://127.0.0.1#x":                 false,
		"http://user@127.0.0.1":              false,
		"http://user:pass@127.0.0.1":         false,
		"http://127.0.0.1@evil.example":      false,
		"http://[::1%25lo]":                  false,
		"http://[::2]":                       false,
		"http://[::]":                        false,
		"http://0.0.0.0":                     false,
		"http://0x7f.1":                      false,
		"http://127.1":                       false,
		"http://2130706433":                  false,
		"http://10.0.0.1":                    false,
		"http://169.254.169.254":             false,
		"http://LOCALHOST":                   false,
		"http://localhost.":                  false,
		"http://localhost.evil.example":      false,
		"http://127.0.0.1.evil.example":      false,
		"http://www.infojobs.net":            false,
		"https://www.infojobs.net.evil.test": false,
		"ftp://127.0.0.1":                    false,
		"file://127.0.0.1/etc/passwd":        false,
		"http:127.0.0.1":                     false,
		"//127.0.0.1":                        false,
		"127.0.0.1:80":                       false,
		"localhost":                          false,
		"http://":                            false,
		"http://127.0.0.1\x00":               false,
		" http://127.0.0.1":                  false, //nolint:gocritic // the blank is the case
	} {
		if got := fault.IsLoopback(address); got != want {
			t.Errorf("%q is %v", address, got)
		}
		if _, err := auth.NewClient(auth.ClientOptions{WWW: address}); (err == nil) != want {
			t.Errorf("auth: %q: %v", address, err)
		}
		if _, err := api.NewClient(nobody{}, api.Options{BaseURL: address}); (err == nil) != want {
			t.Errorf("api: %q: %v", address, err)
		}
	}
	if fault.IsLoopback("") {
		t.Error("nothing is an address")
	}
}

// nobody has neither keys nor a session.
type nobody struct{}

func (nobody) App(context.Context) (id, secret string, err error) { return "", "", auth.ErrNoKeys }

func (nobody) Token(context.Context, string) (token string, err error) {
	return "", auth.ErrNotSignedIn
}
