package main

import (
	"errors"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// profile is a folder whose path is short enough for a socket.
func profile(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "c")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

func TestR25SecondStartRaisesTheFirst(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	dir := profile(t)
	first, err := claimProfile(dir)
	if err != nil {
		t.Fatal(err)
	}
	var shown atomic.Int32
	if err := first.serve(dir, slog.New(slog.DiscardHandler), func() { shown.Add(1) }); err != nil {
		t.Fatal(err)
	}
	if _, err := claimProfile(dir); !errors.Is(err, errRunning) {
		t.Fatalf("a second claim: %v", err)
	}
	if err := raise(dir); err != nil || shown.Load() != 1 {
		t.Errorf("shown %d times: %v", shown.Load(), err)
	}
	if err := first.close(); err != nil {
		t.Fatal(err)
	}
	again, err := claimProfile(dir)
	if err != nil {
		t.Fatalf("the profile was not given back: %v", err)
	}
	if err := again.close(); err != nil {
		t.Fatal(err)
	}
}

func TestR25FirstDoesNotAnswer(t *testing.T) {
	dir := profile(t)
	listener, err := net.Listen("unix", socketPath(dir))
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	begin := time.Now()
	if err := raise(dir); err == nil {
		t.Error("an app that does not answer passes for one that does")
	}
	if took := time.Since(begin); took > answerLimit+time.Second {
		t.Errorf("waited %v", took)
	}
}

// TestT21GarbageSenders get nothing, and do not keep the app from hearing the
// next one.
func TestT21GarbageSenders(t *testing.T) {
	dir := profile(t)
	i, err := claimProfile(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = i.close() }()
	var shown atomic.Int32
	if err := i.serve(dir, slog.New(slog.DiscardHandler), func() { shown.Add(1) }); err != nil {
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
	if err := raise(dir); err != nil || shown.Load() != 1 {
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
	dir := profile(t)
	child := exec.Command(os.Args[0], "-test.run=^TestHoldProfile$")
	child.Env = append(os.Environ(), "HOLD_PROFILE="+dir)
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	held := filepath.Join(dir, "held")
	for range 1000 {
		if _, err := os.Stat(held); err == nil {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	if _, err := claimProfile(dir); !errors.Is(err, errRunning) {
		t.Fatalf("while the child holds it: %v", err)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait()
	i, err := claimProfile(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = i.close() }()
	if err := i.serve(dir, slog.New(slog.DiscardHandler), func() {}); err != nil {
		t.Errorf("the dead child's socket is in the way: %v", err)
	}
}

// TestHoldProfile is the child of TestR25KilledProcessFreesTheProfile, and does
// nothing on its own.
func TestHoldProfile(t *testing.T) {
	dir := os.Getenv("HOLD_PROFILE")
	if dir == "" {
		return
	}
	i, err := claimProfile(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := i.serve(dir, slog.New(slog.DiscardHandler), func() {}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "held"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Minute)
}
