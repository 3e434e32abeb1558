package main

import (
	"bufio"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestR25SecondStartRaisesTheFirst(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	dir := ShortDir(t)
	first, err := Claim(dir)
	if err != nil {
		t.Fatal(err)
	}
	var shown atomic.Int32
	if err := first.Serve(dir, slog.New(slog.DiscardHandler), func() { shown.Add(1) }); err != nil {
		t.Fatal(err)
	}
	if _, err := Claim(dir); !errors.Is(err, ErrRunning) {
		t.Fatalf("a second claim: %v", err)
	}
	if err := Raise(dir); err != nil || shown.Load() != 1 {
		t.Errorf("shown %d times: %v", shown.Load(), err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Claim(dir)
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
	process = RolePlayer(t, "hold", dir)
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
	WantLine(t, said, "held")
	return process, said
}

func holdRole(dir string) int {
	i, err := Claim(dir)
	if err != nil {
		return SayError(err)
	}
	defer func() { _ = i.Close() }() // else the lock may be collected, and is free then
	if err := i.Serve(dir, slog.New(slog.DiscardHandler), func() { fmt.Println("shown") }); err != nil {
		return SayError(err)
	}
	fmt.Println("held")
	time.Sleep(time.Hour)
	return 0
}

// secondStart runs the whole app in a process of its own, on a display that does
// not exist: it must not come so far as to need one.
func secondStart(t *testing.T, dir string, args ...string) (code int, printed string) {
	t.Helper()
	second := RolePlayer(t, "app", append(args, "-lang", "es")...)
	second.Env = append(second.Env, "CANDIDATURAS_DIR="+dir, "DISPLAY=:9999")
	out, err := second.CombinedOutput()
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		t.Fatal(err)
	}
	return second.ProcessState.ExitCode(), string(out)
}

func TestR25TwoProcesses(t *testing.T) {
	dir := ShortDir(t)
	_, said := holder(t, dir)
	for range 3 {
		if code, printed := secondStart(t, dir); code != 0 || printed != "" {
			t.Errorf("the second start ended with %d and said %q", code, printed)
		}
		WantLine(t, said, "shown")
	}
}

// TestR25SecondStartInTheBackground leaves the first where the person has it.
func TestR25SecondStartInTheBackground(t *testing.T) {
	dir := ShortDir(t)
	first, err := Claim(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = first.Close() }()
	var shown atomic.Int32
	if err := first.Serve(dir, slog.New(slog.DiscardHandler), func() { shown.Add(1) }); err != nil {
		t.Fatal(err)
	}
	for want, args := range [][]string{{BackgroundFlag}, nil} {
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
	dir := ShortDir(t)
	i, err := Claim(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = i.Close() }()
	listener, err := net.Listen("unix", socketPath(dir))
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	code, printed := secondStart(t, dir)
	if code != 1 || !strings.Contains(printed, "ya está abierta") {
		t.Errorf("the second start ended with %d and said %q", code, printed)
	}
}

// TestT21GarbageSenders get nothing, and do not keep the app from hearing the
// next one.
func TestT21GarbageSenders(t *testing.T) {
	dir := ShortDir(t)
	i, err := Claim(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = i.Close() }()
	var shown atomic.Int32
	if err := i.Serve(dir, slog.New(slog.DiscardHandler), func() { shown.Add(1) }); err != nil {
		t.Fatal(err)
	}
	for _, garbage := range []string{"", "\n", "quit\n", "SHOW\n", strings.Repeat("x", 1<<20), "show", "\x00\xff\n"} {
		conn, err := net.Dial("unix", socketPath(dir))
		if err != nil {
			t.Fatal(err)
		}
		_, _ = conn.Write([]byte(garbage))
		if c, ok := conn.(*net.UnixConn); ok {
			_ = c.CloseWrite()
		}
		_ = conn.SetDeadline(time.Now().Add(5 * time.Second))
		if n, _ := conn.Read(make([]byte, 1)); n != 0 {
			t.Errorf("%.10q was answered", garbage)
		}
		_ = conn.Close()
	}
	if shown.Load() != 0 {
		t.Errorf("garbage brought the window to the front %d times", shown.Load())
	}
	if err := Raise(dir); err != nil || shown.Load() != 1 {
		t.Errorf("shown %d times: %v", shown.Load(), err)
	}
	if runtime.GOOS != "windows" {
		if info, err := os.Stat(lockPath(dir)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("the lock: %v %v", info, err)
		}
	}
}

// TestR25KilledProcessFreesTheProfile: nothing that is left behind keeps the app
// from starting.
func TestR25KilledProcessFreesTheProfile(t *testing.T) {
	dir := ShortDir(t)
	first, _ := holder(t, dir)
	if _, err := Claim(dir); !errors.Is(err, ErrRunning) {
		t.Fatalf("while the other process holds it: %v", err)
	}
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = first.Wait()
	i, err := Claim(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = i.Close() }()
	if err := i.Serve(dir, slog.New(slog.DiscardHandler), func() {}); err != nil {
		t.Errorf("the dead process's socket is in the way: %v", err)
	}
}
