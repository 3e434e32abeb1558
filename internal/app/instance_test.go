package app

import (
	"bufio"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"candidaturas/internal/desktop"
	"candidaturas/internal/profile"
	"candidaturas/internal/testkit"

	"go.uber.org/goleak"
)

func TestR25SecondStartRaisesTheFirst(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	dir := testkit.ShortDir(t)
	first, err := profile.Claim(dir)
	if err != nil {
		t.Fatal(err)
	}
	var shown atomic.Int32
	if err := first.Serve(dir, slog.New(slog.DiscardHandler), func() { shown.Add(1) }); err != nil {
		t.Fatal(err)
	}
	if _, err := profile.Claim(dir); !errors.Is(err, profile.ErrRunning) {
		t.Fatalf("a second claim: %v", err)
	}
	if err := profile.Raise(dir); err != nil || shown.Load() != 1 {
		t.Errorf("shown %d times: %v", shown.Load(), err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := profile.Claim(dir)
	if err != nil {
		t.Fatalf("the profile was not given back: %v", err)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
}

// holder is another process that holds a profile. It says "held", and then
// "shown" each time that it is asked to come to the front.
func holder(t *testing.T, dir string) (process *exec.Cmd, said *bufio.Scanner) {
	t.Helper()
	process = testkit.RolePlayer(t, "hold", dir)
	stdout, err := process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = process.Process.Kill()
		_ = process.Wait()
	})
	said = bufio.NewScanner(stdout)
	testkit.WantLine(t, said, "held")
	return process, said
}

func holdRole(dir string) int {
	i, err := profile.Claim(dir)
	if err != nil {
		return testkit.SayError(err)
	}
	defer func() { _ = i.Close() }() // else the lock may be collected, and is free then
	if err := i.Serve(dir, slog.New(slog.DiscardHandler), func() { fmt.Println("shown") }); err != nil {
		return testkit.SayError(err)
	}
	fmt.Println("held")
	time.Sleep(time.Hour)
	return 0
}

// secondStart runs the whole app in a process of its own, on a display that does
// not exist: it must not come so far as to need one.
func secondStart(t *testing.T, dir string, args ...string) (code int, printed string) {
	t.Helper()
	second := testkit.RolePlayer(t, "app", append(args, "-lang", "es")...)
	second.Env = append(second.Env, "CANDIDATURAS_DIR="+dir, "DISPLAY=:9999")
	out, err := second.CombinedOutput()
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		t.Fatal(err)
	}
	return second.ProcessState.ExitCode(), string(out)
}

func TestR25TwoProcesses(t *testing.T) {
	dir := testkit.ShortDir(t)
	_, said := holder(t, dir)
	for range 3 {
		if code, printed := secondStart(t, dir); code != 0 || printed != "" {
			t.Errorf("the second start ended with %d and said %q", code, printed)
		}
		testkit.WantLine(t, said, "shown")
	}
}

// TestR25SecondStartInTheBackground leaves the first where the person has it.
func TestR25SecondStartInTheBackground(t *testing.T) {
	dir := testkit.ShortDir(t)
	first, err := profile.Claim(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = first.Close() }()
	var shown atomic.Int32
	if err := first.Serve(dir, slog.New(slog.DiscardHandler), func() { shown.Add(1) }); err != nil {
		t.Fatal(err)
	}
	for want, args := range [][]string{{desktop.BackgroundFlag}, nil} {
		if code, printed := secondStart(t, dir, args...); code != 0 || printed != "" {
			t.Errorf("a start with %v ended with %d and said %q", args, code, printed)
		}
		if n := shown.Load(); int(n) != want {
			t.Errorf("after a start with %v it was shown %d times", args, n)
		}
	}
}

// TestR25FirstDoesNotAnswer has a first app that hangs: it holds the profile, the
// system takes the connection on for it, and that is all.
func TestR25FirstDoesNotAnswer(t *testing.T) {
	dir := testkit.ShortDir(t)
	i, err := profile.Claim(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = i.Close() }()
	listener, err := net.Listen("unix", filepath.Join(dir, "show.sock"))
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	code, printed := secondStart(t, dir)
	if code != 1 || !strings.Contains(printed, "ya está abierta") {
		t.Errorf("the second start ended with %d and said %q", code, printed)
	}
}

// TestR25KilledProcessFreesTheProfile: nothing that is left behind keeps the app
// from starting.
func TestR25KilledProcessFreesTheProfile(t *testing.T) {
	dir := testkit.ShortDir(t)
	first, _ := holder(t, dir)
	if _, err := profile.Claim(dir); !errors.Is(err, profile.ErrRunning) {
		t.Fatalf("while the other process holds it: %v", err)
	}
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = first.Wait()
	i, err := profile.Claim(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = i.Close() }()
	if err := i.Serve(dir, slog.New(slog.DiscardHandler), func() {}); err != nil {
		t.Errorf("the dead process's socket is in the way: %v", err)
	}
}
