// Package testkit starts a test's own program again as another process, and looks for
// secrets in what is written. It is for tests alone and knows nothing of the app.
package testkit

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// roleVariable tells a process that it is to play a role.
const roleVariable = "CANDIDATURAS_TEST_ROLE"

// RunRoles is the TestMain of a package whose tests start their program again as
// another process, which plays one of the roles: it is given what the test says and
// returns the exit code.
func RunRoles(m *testing.M, roles map[string]func(arg string) int) {
	role, arg, _ := strings.Cut(os.Getenv(roleVariable), " ")
	if role == "" {
		os.Exit(m.Run())
	}
	play, ok := roles[role]
	if !ok {
		os.Exit(2)
	}
	os.Exit(play(arg))
}

// RolePlayer is another process of the app; what it does is up to the role.
func RolePlayer(t *testing.T, role string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), roleVariable+"="+role+" "+strings.Join(args, " "),
		"GORACE="+strings.TrimSpace(os.Getenv("GORACE")+" atexit_sleep_ms=0")) // else it sleeps for a second before it exits
	return cmd
}

// WantLine reads the next line that a process prints.
func WantLine(t *testing.T, said *bufio.Scanner, want string) {
	t.Helper()
	if !said.Scan() || said.Text() != want {
		t.Fatalf("it says %q, %v; want %q", said.Text(), said.Err(), want)
	}
}

// SayError is how a role ends that could not be played.
func SayError(err error) int {
	fmt.Println(err)
	return 3
}

// FindSecret says in which form a secret stands in b, and where; at is negative
// if it does not.
func FindSecret(b []byte, secret string) (form string, at int) {
	lower := bytes.ToLower(b)
	for form, text := range disguised(secret) {
		if at := bytes.Index(b, []byte(text)); at >= 0 {
			return form, at
		}
		if strings.HasPrefix(form, "hex") || strings.HasPrefix(form, "URL") {
			if at := bytes.Index(lower, bytes.ToLower([]byte(text))); at >= 0 {
				return form, at
			}
		}
	}
	return "", -1
}

// disguised are the forms in which a secret may have been written. In base64 it
// looks different at each of three offsets, and its ends depend on what is
// around it.
func disguised(secret string) map[string]string {
	forms := map[string]string{
		"raw":       secret,
		"URL query": url.QueryEscape(secret),
		"URL path":  url.PathEscape(secret),
		"hex":       hex.EncodeToString([]byte(secret)),
	}
	for name, encoding := range map[string]*base64.Encoding{"base64": base64.RawStdEncoding, "base64url": base64.RawURLEncoding} {
		for offset, prefix := range []string{"", "x", "xx"} {
			text := encoding.EncodeToString([]byte(prefix + secret))
			start := (offset*8 + 5) / 6
			end := len(text)
			if (len(prefix)+len(secret))%3 != 0 {
				end-- // its last bits are somebody else's
			}
			forms[name+" "+prefix] = text[start:end]
		}
	}
	return forms
}

// ShortDir is a folder whose path is short enough for a socket.
func ShortDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "c")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}
