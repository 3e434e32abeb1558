package profile

import (
	"log/slog"
	"net"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"candidaturas/internal/testkit"
)

// TestT21GarbageSenders get nothing, and do not keep the app from hearing the
// next one.
func TestT21GarbageSenders(t *testing.T) {
	dir := testkit.ShortDir(t)
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
