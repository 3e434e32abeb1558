package auth

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// newAsker runs each call in a process of its own, which can be killed and has a
// D-Bus connection to itself.
func newAsker(helper string) func(context.Context, request) reply {
	return func(ctx context.Context, r request) reply {
		if !busThere(fmt.Sprintf("/run/user/%d", os.Getuid())) {
			return reply{Class: "missing"}
		}
		if helper != "" {
			return runHelper(ctx, helper, r)
		}
		self, err := os.Executable()
		if err != nil {
			return reply{Class: "failed"}
		}
		return runHelper(ctx, self, r)
	}
}

// busThere reports whether there is a session bus to be had. Without one the
// D-Bus library would start one for each call and leave it behind.
func busThere(runtimeDir string) bool {
	if address := os.Getenv("DBUS_SESSION_BUS_ADDRESS"); address != "" && address != "autolaunch:" {
		return true
	}
	_, err := os.Stat(runtimeDir + "/bus")
	return err == nil
}

func runHelper(ctx context.Context, path string, r request) reply {
	in, err := json.Marshal(r)
	if err != nil {
		return reply{Class: "failed"}
	}
	// The signal at the parent's death is at the death of the thread that
	// started the child.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()

	var out bytes.Buffer
	cmd := exec.CommandContext(ctx, path, helperArg) //nolint:gosec // this program itself, or what its maker chose
	cmd.Env = helperEnvironment(os.Environ())
	cmd.Stdin = bytes.NewReader(in)
	cmd.Stdout = &limited{to: &out, left: maxMessage}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = time.Second
	err = cmd.Run()
	if ctx.Err() != nil {
		return reply{Class: "timeout"}
	}
	var answer reply
	if err != nil || json.Unmarshal(out.Bytes(), &answer) != nil {
		return reply{Class: "failed"}
	}
	return answer
}

// helperEnvironment leaves out the app keys that the person may have set.
func helperEnvironment(environ []string) []string {
	var kept []string
	for _, v := range environ {
		if !strings.HasPrefix(v, "INFOJOBS_") {
			kept = append(kept, v)
		}
	}
	return kept
}

// A limited writer fails when it is given more than is left.
type limited struct {
	to   io.Writer
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	if l.left -= len(p); l.left < 0 {
		return 0, io.ErrShortBuffer
	}
	return l.to.Write(p) //nolint:wrapcheck // a writer passes on what the one below says
}
