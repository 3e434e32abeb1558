//go:build linux || darwin

package app

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"

	"candidaturas/api"
	"candidaturas/api/fault"
	"candidaturas/api/sandbox"
	"candidaturas/auth"
	"candidaturas/internal/testkit"
)

// TestR26ConnectionsDieInTheSleep stops a process, as a computer that sleeps
// does, and lets its kept connections die meanwhile: each takes one more request
// and answers none. What only reads is sent again by itself and nobody notices.
// What spends a token is not: it might be spent twice.
func TestR26ConnectionsDieInTheSleep(t *testing.T) {
	server := sandbox.New(sandbox.Options{ClientID: markedID, ClientSecret: markedSecret, Applications: 45})
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = server.Close() }()
	stale := &staleConnections{seen: map[string]bool{}}
	server.Fault(sandbox.OpApplications, 0, stale.fault)
	server.Fault(sandbox.OpToken, 0, stale.fault)

	sleeper := testkit.RolePlayer(t, "sleeper", server.URL())
	stdin, err := sleeper.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := sleeper.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	sleeper.Stderr = os.Stderr
	if err := sleeper.Start(); err != nil {
		t.Fatal(err)
	}
	said := bufio.NewScanner(stdout)
	testkit.WantLine(t, said, "30 applications in 1 attempt, a token, signed in")

	if err := sleeper.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	var status syscall.WaitStatus
	if _, err := syscall.Wait4(sleeper.Process.Pid, &status, syscall.WUNTRACED, nil); err != nil || !status.Stopped() {
		t.Fatalf("it does not sleep: %v, %v", status, err)
	}
	stale.die()
	lists, tokens := server.Count(sandbox.OpApplications), server.Count(sandbox.OpToken)
	if _, err := fmt.Fprintln(stdin, "good morning"); err != nil {
		t.Fatal(err)
	}
	if err := sleeper.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	testkit.WantLine(t, said, "30 applications in 1 attempt, InfoJobs does not answer, signed in")
	if err := sleeper.Wait(); err != nil {
		t.Error(err)
	}
	if n := server.Count(sandbox.OpApplications) - lists; n != 2 {
		t.Errorf("the list was asked for %d times, want once in vain and once again", n)
	}
	if n := server.Count(sandbox.OpToken) - tokens; n != 1 {
		t.Errorf("the token was sent %d times, want once", n)
	}
}

// staleConnections drop whatever comes once they have died.
type staleConnections struct {
	mu   sync.Mutex
	dead bool
	seen map[string]bool // by the client's address
}

func (s *staleConnections) die() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dead = true
}

func (s *staleConnections) fault(w http.ResponseWriter, r *http.Request, genuine http.Handler) {
	s.mu.Lock()
	drop := s.dead && s.seen[r.RemoteAddr]
	s.seen[r.RemoteAddr] = true
	s.mu.Unlock()
	if drop {
		sandbox.Drop()(w, r, genuine)
		return
	}
	genuine.ServeHTTP(w, r)
}

// sleeperRole signs in, reads the list and renews the session, before it sleeps
// and afterwards.
func sleeperRole(url string) int {
	ctx := context.Background()
	client, err := auth.NewClient(auth.ClientOptions{WWW: url, Keys: auth.Keys{ClientID: markedID, ClientSecret: markedSecret}})
	if err != nil {
		return testkit.SayError(err)
	}
	session := auth.NewSession(client, auth.NewMemoryVault(), nil)
	attempt := auth.NewSignIn(client).Begin()
	page, err := sandbox.Decide(ctx, attempt.URL(), true)
	if err != nil {
		return testkit.SayError(err)
	}
	result, err := attempt.Redeem(ctx, page)
	if err != nil {
		return testkit.SayError(err)
	}
	if err := session.Adopt(ctx, result.Grant, "account", true); err != nil {
		return testkit.SayError(err)
	}
	var log bytes.Buffer
	source, err := api.NewClient(session, api.Options{BaseURL: url, Log: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil {
		return testkit.SayError(err)
	}
	look := func() {
		log.Reset()
		list, err := source.Applications(ctx, 1)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%d applications in %d attempt, %s\n", len(list.Applications), strings.Count(log.String(), "API request"), renew(ctx, session))
	}
	look()
	if _, err := bufio.NewReader(os.Stdin).ReadString('\n'); err != nil {
		return testkit.SayError(err)
	}
	look()
	return 0
}

// renew has the session renewed and says what became of it.
func renew(ctx context.Context, session *auth.Session) string {
	token, err := session.Token(ctx, "")
	if err == nil {
		_, err = session.Token(ctx, token)
	}
	said := "a token"
	switch {
	case errors.Is(err, fault.ErrUnavailable):
		said = "InfoJobs does not answer"
	case err != nil:
		said = err.Error()
	}
	if session.Status().State == auth.Active {
		said += ", signed in"
	}
	return said
}
