package auth

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// A fileVault is a lasting vault that two processes of a test share.
type fileVault struct {
	path string
	kill bool // die when something is to be saved
}

func (v fileVault) Load(context.Context, string) ([]byte, error) {
	b, err := os.ReadFile(v.path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, ErrNotFound
	}
	return b, err
}

func (v fileVault) Save(_ context.Context, _ string, value []byte) error {
	if v.kill {
		p, err := os.FindProcess(os.Getpid())
		if err != nil {
			return err
		}
		if err := p.Kill(); err != nil {
			return err
		}
		select {}
	}
	if err := os.WriteFile(v.path+".new", value, 0o600); err != nil {
		return err
	}
	return os.Rename(v.path+".new", v.path)
}

func (v fileVault) Clear(context.Context, string) error { return os.Remove(v.path) }

func (v fileVault) Lasting() bool { return true }

func (v fileVault) Close() error { return nil }

// rolePlayer runs this test program as another process of the app.
func rolePlayer(t *testing.T, role, www string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = append(os.Environ(), "AUTH_TEST_ROLE="+role, "AUTH_TEST_WWW="+www)
	return cmd
}

// playRole is what such a process does: it loads the session and says what
// became of it.
func playRole(role string) int {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	var v Vault
	kind, path, _ := strings.Cut(role, ":")
	switch kind {
	case "keyring":
		v = NewKeyringVault("io.example.auth-test", KeyringOptions{})
	case "refresh", "killed":
		v = fileVault{path, kind == "killed"}
	default:
		return 2
	}
	c, err := NewClient(ClientOptions{WWW: os.Getenv("AUTH_TEST_WWW"), Keys: testKeys})
	if err != nil {
		return 3
	}
	s := NewSession(c, v, nil)
	if err := s.Load(ctx); err != nil {
		fmt.Println(err)
		return 4
	}
	if kind != "keyring" {
		_, err = s.Token(ctx, os.Getenv("AUTH_TEST_REJECTED"))
	}
	name := map[State]string{SignedOut: "SignedOut", Active: "Active", Expired: "Expired"}[s.Status().State]
	fmt.Println(name, s.Status().Account)
	if err != nil {
		fmt.Println(err)
	}
	_ = s.Close(ctx)
	_ = v.Close()
	return 0
}

// A rotor is a token endpoint whose refresh tokens work once.
type rotor struct {
	mu    sync.Mutex
	n     int
	count int
}

func (r *rotor) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.count++
	form, err := url.ParseQuery(readBody(req))
	if err != nil || form.Get("refresh_token") != fmt.Sprintf("CANARY-rt-%d", r.n) {
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = io.WriteString(w, `{"error":"invalid_grant"}`)
		return
	}
	r.n++
	_, _ = io.WriteString(w, tokenBody(r.n))
}

func (r *rotor) requests() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.count
}

func storedIn(t *testing.T, path string) Grant {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	g, ok := decodeGrant(b)
	if !ok {
		t.Fatal("the stored session is torn")
	}
	return g
}

func putIn(t *testing.T, path string, g Grant) {
	t.Helper()
	b, err := encodeGrant(g)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestR18KilledBetweenAnswerAndSave kills a process of its own, by SIGKILL, when
// it holds the new tokens and has not stored them.
func TestR18KilledBetweenAnswerAndSave(t *testing.T) {
	old := expiredGrant()
	old.Refresh = "CANARY-rt-0"
	for range 100 {
		r := &rotor{}
		srv := httptest.NewServer(r)
		path := filepath.Join(t.TempDir(), "session")
		putIn(t, path, old)

		if out, err := rolePlayer(t, "killed:"+path, srv.URL).CombinedOutput(); err == nil || len(out) != 0 {
			t.Fatalf("the first process was not killed: %q, %v", out, err)
		}
		if r.requests() != 1 || storedIn(t, path).Refresh != old.Refresh {
			t.Fatalf("%d requests before the kill", r.requests())
		}
		// The next start finds the old token, is refused once, and loses nothing.
		out, err := rolePlayer(t, "refresh:"+path, srv.URL).CombinedOutput()
		if err != nil || !strings.HasPrefix(string(out), "Expired acc\n") || strings.Contains(string(out), canary) {
			t.Fatalf("the next start: %q, %v", out, err)
		}
		if r.requests() != 2 || storedIn(t, path).Refresh != old.Refresh {
			t.Fatalf("%d requests at the next start", r.requests())
		}
		srv.Close()
	}
}

func TestT20TwoProcesses(t *testing.T) {
	r := &rotor{}
	srv := httptest.NewServer(r)
	defer srv.Close()
	path := filepath.Join(t.TempDir(), "session")
	c, err := NewClient(ClientOptions{WWW: srv.URL, Keys: testKeys})
	if err != nil {
		t.Fatal(err)
	}
	defer c.CloseIdleConnections()
	s := NewSession(c, fileVault{path: path}, nil)
	defer closeSession(t, s)
	g := goodGrant()
	g.Access, g.Refresh = "CANARY-at-0", "CANARY-rt-0"
	if err := s.Adopt(t.Context(), g, g.Account, true); err != nil {
		t.Fatal(err)
	}
	// The processes take turns, each finding that the other has renewed.
	for n := 1; n <= 3; n++ {
		other := rolePlayer(t, "refresh:"+path, srv.URL)
		other.Env = append(other.Env, fmt.Sprintf("AUTH_TEST_REJECTED=CANARY-at-%d", 2*n-2))
		if out, err := other.CombinedOutput(); err != nil || string(out) != "Active acc\n" {
			t.Fatalf("the other process: %q, %v", out, err)
		}
		before := r.requests()
		got, err := s.Token(t.Context(), fmt.Sprintf("CANARY-at-%d", 2*n-2))
		if want := fmt.Sprintf("CANARY-at-%d", 2*n-1); err != nil || got != want || r.requests() != before {
			t.Fatalf("%s, %v after %d requests, want %s", got, err, r.requests()-before, want)
		}
		if _, err := s.Token(t.Context(), got); err != nil || r.requests() != before+1 {
			t.Fatalf("renewing: %v", err)
		}
	}
	if s.Status().State != Active {
		t.Errorf("%+v", s.Status())
	}
}
