package auth

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestT13Canary goes through signing in, faults, renewing and signing out with
// marked secrets, and looks for them in whatever was printed, logged or left.
func TestT13Canary(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	t.Setenv("HOME", dir)
	var seen syncBuffer
	note := func(v any) {
		_, _ = fmt.Fprintf(&seen, "%v\n%+v\n%#v\n", v, v, v)
	}
	log := slog.New(slog.NewJSONHandler(&seen, &slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: RedactAttr}))

	secrets := []string{
		"5ECRET+app/key=with&odd%signs", "3f0c6a52-91d4-4a36-9f0e-5ec2e7c0de00", "5ec2e7ac-ce55-4a36-9f0e-1c2d3e4f5a6b",
		"5ec2e72e-f2e5-4a36-9f0e-1c2d3e4f5a6b", "persona@ejemplo.example",
	}
	keys := Keys{ClientID: "0123456789abcdef", ClientSecret: Secret(secrets[0])}
	echo := strings.Join(secrets, " ")
	answers := []*http.Response{
		answerWith(200, fmt.Sprintf(`{"access_token":%q,"refresh_token":%q,"expires_in":"x"}`, secrets[2], secrets[3])),
		answerWith(500, echo),
		answerWith(403, "<html>"+echo),
		answerWith(400, fmt.Sprintf(`{"error":%q,"error_description":%q}`, echo, echo)),
	}
	net := &script{do: func(n int, _ *http.Request) (*http.Response, error) {
		if n < len(answers) {
			answers[n].Header.Set("X-Echo", echo)
			answers[n].Header.Set("Location", "https://evil.example/"+url.QueryEscape(echo))
			return answers[n], nil
		}
		return nil, fmt.Errorf("Post %q: %s", "https://x/?secret="+echo, echo)
	}}
	c, err := NewClient(ClientOptions{Keys: keys, Transport: net, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	v := &fakeVault{}
	s := NewSession(c, v, log)
	s.OnChange(func(st Status) { note(st) })
	signIn := NewSignIn(c)
	a := signIn.Begin()
	for _, pasted := range []string{"code=" + secrets[1] + "&state=" + secrets[2], "https://evil.example/?code=" + secrets[1], secrets[1] + "_", echo} {
		note(a.Check(pasted))
	}
	r, err := a.Redeem(t.Context(), secrets[1])
	if err != nil {
		t.Fatal(err)
	}
	note(r)
	_, err = signIn.Begin().Redeem(t.Context(), secrets[1])
	note(err)
	r.Grant.Account = "acc"
	v.fail(fmt.Errorf("a keyring that talks: %w", ErrKeyringLocked))
	note(s.Adopt(t.Context(), r.Grant, "", true))
	v.fail(nil)
	for range len(answers) + 1 {
		_, err := s.Token(t.Context(), secrets[2])
		note(err)
		s.mu.Lock()
		s.backoff.until = time.Now()
		s.mu.Unlock()
		log.Warn("failed with "+fmt.Sprint(err), "err", err, "access_token", secrets[2], "person", secrets[4], "form", "code="+secrets[1])
	}
	_, err = signIn.Begin().Redeem(t.Context(), strings.Replace(secrets[1], "3", "4", 1))
	note(err)
	for _, x := range []any{c, s, a, signIn, v.err, net.reqs[0].URL, NewProvisional(c, r.Grant), keys} {
		note(x)
	}
	note(s.SignOut(t.Context()))
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	note(s.Close(ctx))

	left := seen.String() + everythingIn(t, dir)
	if len(left) < 1000 || net.count() < 5 {
		t.Fatalf("the scenario did not run: %d bytes, %d requests", len(left), net.count())
	}
	for _, secret := range secrets {
		for _, form := range disguises(secret) {
			if at := strings.Index(left, form); at >= 0 {
				t.Errorf("%s was left: …%s…", secret, left[max(0, at-100):min(len(left), at+100)])
			}
		}
	}
}

// disguises are the forms in which a secret could have been written.
func disguises(s string) []string {
	basic := base64.StdEncoding.EncodeToString([]byte("0123456789abcdef:" + s))
	reversed := []byte(s)
	for i, j := 0, len(reversed)-1; i < j; i, j = i+1, j-1 {
		reversed[i], reversed[j] = reversed[j], reversed[i]
	}
	return []string{
		s, url.QueryEscape(s), url.PathEscape(s), hex.EncodeToString([]byte(s)), strings.ToUpper(hex.EncodeToString([]byte(s))),
		strings.TrimRight(base64.StdEncoding.EncodeToString([]byte(s)), "="), base64.RawURLEncoding.EncodeToString([]byte(s)),
		basic, string(reversed),
	}
}

func everythingIn(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path) //nolint:gosec // a file of this test
		all.WriteString(path)
		all.Write(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *syncBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}
