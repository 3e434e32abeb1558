package auth

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

const testService = "io.example.auth-test"

func keyringVault(t *testing.T, limit time.Duration) *KeyringVault {
	t.Helper()
	v := NewKeyringVault(testService, KeyringOptions{Limit: limit})
	t.Cleanup(func() {
		if err := v.Close(); err != nil {
			t.Error(err)
		}
		if left := helpers(t); len(left) != 0 {
			t.Errorf("helpers left running: %v", left)
		}
	})
	return v
}

// helpers lists this process's children that are keyring helpers and not dead.
func helpers(t *testing.T) []string {
	t.Helper()
	var found []string
	dirs, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range dirs {
		args, err := os.ReadFile(dir + "/cmdline")
		if err != nil {
			continue
		}
		stat, err := os.ReadFile(dir + "/status")
		if err == nil && strings.HasSuffix(string(args), "\x00"+helperArg+"\x00") &&
			strings.Contains(string(stat), "PPid:\t"+strconv.Itoa(os.Getpid())+"\n") {
			found = append(found, dir)
		}
	}
	return found
}

func TestR19KeyringWorks(t *testing.T) {
	for _, mode := range []string{works, noisy} {
		t.Run(mode, func(t *testing.T) {
			s := startSecretService(t, mode)
			v := keyringVault(t, 0)
			ctx := t.Context()
			if _, err := v.Load(ctx, "x"); !errors.Is(err, ErrNotFound) {
				t.Errorf("empty: %v", err)
			}
			for _, value := range []string{"CANARY ñ \"quoted\"\n\x00", "second", strings.Repeat("x", maxItem)} {
				if err := v.Save(ctx, "x", []byte(value)); err != nil {
					t.Fatal(err)
				}
				if got, err := v.Load(ctx, "x"); err != nil || string(got) != value {
					t.Errorf("%q, %v, want %q", got, err, value)
				}
			}
			if err := v.Save(ctx, "y", []byte("other")); err != nil {
				t.Fatal(err)
			}
			if err := v.Clear(ctx, "x"); err != nil {
				t.Error(err)
			}
			if err := v.Clear(ctx, "x"); err != nil {
				t.Errorf("clearing nothing: %v", err)
			}
			if left := s.stored(); !slices.Equal(left, []string{"other"}) {
				t.Errorf("left: %q", left)
			}
			noSecret(t, v)
		})
	}
}

func TestR19KeyringFaults(t *testing.T) {
	for _, tt := range []struct {
		mode             string
		save, load, wipe error
	}{
		{dismissesUnlock, ErrKeyringLocked, ErrKeyringLocked, ErrKeyringLocked},
		{dismissesCreate, ErrNotStored, ErrNotFound, nil},
		{forgets, ErrNotStored, ErrNotFound, nil},
		{lies, ErrNotStored, nil, nil},
		{neverRemoves, nil, nil, ErrNotRemoved},
	} {
		t.Run(tt.mode, func(t *testing.T) {
			startSecretService(t, tt.mode)
			v := keyringVault(t, 0)
			check := func(op string, err, want error) {
				t.Helper()
				if !errors.Is(err, want) {
					t.Errorf("%s: %v, want %v", op, err, want)
				}
				noSecret(t, err)
			}
			check("save", v.Save(t.Context(), "x", []byte("CANARY")), tt.save)
			_, err := v.Load(t.Context(), "x")
			check("load", err, tt.load)
			check("clear", v.Clear(t.Context(), "x"), tt.wipe)
		})
	}
}

// untilStuck returns a context that ends when the service will not answer.
func untilStuck(t *testing.T, s *secretService) context.Context {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		defer cancel()
		select {
		case <-s.stuck:
		case <-s.over:
		}
	}()
	return ctx
}

func TestR19KeyringNeverAnswers(t *testing.T) {
	for _, mode := range []string{mute, unanswered} {
		t.Run(mode, func(t *testing.T) {
			s := startSecretService(t, mode)
			v := keyringVault(t, 0)
			_, loading := v.Load(untilStuck(t, s), "x")
			for _, err := range []error{loading, v.Save(untilStuck(t, s), "x", []byte("CANARY")), v.Clear(untilStuck(t, s), "x")} {
				if !errors.Is(err, ErrKeyringTimeout) || !errors.Is(err, context.Canceled) {
					t.Errorf("%v", err)
				}
				noSecret(t, err)
			}
		})
	}
}

func TestR19KeyringLimit(t *testing.T) {
	startSecretService(t, mute)
	v := keyringVault(t, 20*time.Millisecond)
	if _, err := v.Load(t.Context(), "x"); !errors.Is(err, ErrKeyringTimeout) || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
}

func TestR19KeyringDies(t *testing.T) {
	s := startSecretService(t, dies)
	v := keyringVault(t, 0)
	if err := v.Save(untilStuck(t, s), "x", []byte("CANARY")); !errors.Is(err, ErrKeyringTimeout) {
		t.Errorf("while it died: %v", err)
	}
	if err := v.Save(t.Context(), "x", []byte("CANARY")); !errors.Is(err, ErrKeyringMissing) {
		t.Errorf("afterwards: %v", err)
	}
}

func TestR19KeyringMissing(t *testing.T) {
	t.Run("no service on the bus", func(t *testing.T) {
		privateBus(t)
		_, err := keyringVault(t, 0).Load(t.Context(), "x")
		if !errors.Is(err, ErrKeyringMissing) {
			t.Errorf("%v", err)
		}
	})
	t.Run("stale address", func(t *testing.T) {
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+t.TempDir()+"/gone")
		_, err := keyringVault(t, 0).Load(t.Context(), "x")
		if !errors.Is(err, ErrKeyringMissing) {
			t.Errorf("%v", err)
		}
	})
}

// TestR19NoBusNoCall shows that a bus is never started: dbus-launch, found first,
// would leave a mark.
func TestR19NoBusNoCall(t *testing.T) {
	if busThere("/run/user/"+strconv.Itoa(os.Getuid())) && os.Getenv("DBUS_SESSION_BUS_ADDRESS") == "" {
		t.Skip("the bus of this user is found without the variable: what happens with none cannot be seen here")
	}
	dir := t.TempDir()
	mark := filepath.Join(dir, "mark")
	for _, name := range []string{"dbus-launch", "helper"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n: > "+mark+"\n"), 0o700); err != nil { //nolint:gosec // it has to run
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	for _, address := range []string{"", "autolaunch:"} {
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
		v := NewKeyringVault(testService, KeyringOptions{Helper: filepath.Join(dir, "helper")})
		if err := v.Save(t.Context(), "x", []byte("y")); !errors.Is(err, ErrKeyringMissing) {
			t.Errorf("%q: %v", address, err)
		}
		if err := v.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat(mark); err == nil {
		t.Error("something was run")
	}
	if !busThere(makeBus(t)) {
		t.Error("a bus in the runtime directory is not seen")
	}
}

func makeBus(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(dir+"/bus", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestT4NothingOnArgumentsOrEnvironment(t *testing.T) {
	dir := t.TempDir()
	script := "#!/bin/sh\ncat >/dev/null\necho \"$@\" >" + dir + "/seen\nenv >>" + dir + "/seen\necho '{}'\n"
	if err := os.WriteFile(dir+"/helper", []byte(script), 0o700); err != nil { //nolint:gosec // it has to run
		t.Fatal(err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
	t.Setenv("INFOJOBS_CLIENT_SECRET", "CANARY")
	v := NewKeyringVault(testService, KeyringOptions{Helper: dir + "/helper"})
	_ = v.Save(t.Context(), "x", []byte("CANARY"))
	if err := v.Close(); err != nil {
		t.Error(err)
	}
	seen, err := os.ReadFile(dir + "/seen")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(seen), canary) || !strings.HasPrefix(string(seen), helperArg+"\n") {
		t.Errorf("the helper saw:\n%s", seen)
	}
}

func TestOddHelpers(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
	for name, script := range map[string]string{
		"silent": "exit 0", "failing": "echo '{}'; exit 3", "talkative": "yes", "odd": "echo '{\"class\":\"never heard of\"}'", "text": "echo hello",
	} {
		file := filepath.Join(t.TempDir(), "helper")
		if err := os.WriteFile(file, []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil { //nolint:gosec // it has to run
			t.Fatal(err)
		}
		v := NewKeyringVault(testService, KeyringOptions{Helper: file})
		if _, err := v.Load(t.Context(), "x"); !errors.Is(err, ErrKeyringFailed) {
			t.Errorf("%s: %v", name, err)
		}
		if err := v.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestHelperSpeaksOnlyWhenAsked(t *testing.T) {
	for _, args := range [][]string{nil, {"-demo"}, {helperArg, "x"}, {"x", helperArg}} {
		var out strings.Builder
		if handled, _ := RunKeyringHelper(args, strings.NewReader(`{"op":"get"}`), &out); handled || out.Len() != 0 {
			t.Errorf("%q was handled", args)
		}
	}
	for in, want := range map[string]int{"": 2, "{": 2, `{"op":"sing"}`: 0} {
		var out strings.Builder
		if handled, code := RunKeyringHelper([]string{helperArg}, strings.NewReader(in), &out); !handled || code != want {
			t.Errorf("%q: %v, %d", in, handled, code)
		}
	}
}

func TestR29KeyringCloses(t *testing.T) {
	s := startSecretService(t, unanswered)
	v := NewKeyringVault(testService, KeyringOptions{})
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			if _, err := v.Load(context.Background(), "x"); !errors.Is(err, ErrClosed) {
				t.Errorf("closed: %v", err)
			}
		})
	}
	<-s.stuck
	start := time.Now()
	if err := v.Close(); err != nil || time.Since(start) > time.Second {
		t.Errorf("%v after %v", err, time.Since(start))
	}
	wg.Wait()
	if _, err := v.Load(t.Context(), "x"); !errors.Is(err, ErrClosed) {
		t.Errorf("after closing: %v", err)
	}
	if err := v.Close(); err != nil {
		t.Errorf("closing again: %v", err)
	}
	if left := helpers(t); len(left) != 0 {
		t.Errorf("helpers left running: %v", left)
	}
}

func TestTooBigIsNotTried(t *testing.T) {
	v := keyringVault(t, 0)
	if err := v.Save(t.Context(), "x", make([]byte, maxItem+1)); !errors.Is(err, ErrTooBig) || !errors.Is(err, ErrNotStored) {
		t.Errorf("%v", err)
	}
}

func TestR19SessionOverAFaultyKeyring(t *testing.T) {
	for mode, want := range map[string]error{dismissesCreate: ErrNotStored, dismissesUnlock: ErrKeyringLocked, forgets: ErrNotStored} {
		t.Run(mode, func(t *testing.T) {
			startSecretService(t, mode)
			s, _ := testSession(t, keyringVault(t, 0), rotating)
			if err := s.Adopt(t.Context(), goodGrant(), "acc", true); !errors.Is(err, ErrNotStored) || !errors.Is(err, want) {
				t.Errorf("%v", err)
			}
			if st := s.Status(); st.State != Active || st.Stored {
				t.Errorf("%+v", st)
			}
			if _, err := s.Token(t.Context(), ""); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestR19GnomeKeyring uses the real daemon, from two processes.
func TestR19GnomeKeyring(t *testing.T) {
	daemon, err := exec.LookPath("gnome-keyring-daemon")
	if err != nil {
		t.Skip("gnome-keyring-daemon is not installed")
	}
	address := privateBus(t)
	home, err := os.MkdirTemp("", "home")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(home) })
	cmd := exec.Command(daemon, "--foreground", "--unlock", "--components=secrets", "--control-directory="+home)
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + home, "XDG_DATA_HOME=" + home + "/data", "XDG_CONFIG_HOME=" + home + "/config",
		"XDG_CACHE_HOME=" + home + "/cache", "XDG_RUNTIME_DIR=" + home, "DBUS_SESSION_BUS_ADDRESS=" + address,
	}
	cmd.Stdin = strings.NewReader("a password")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	v := keyringVault(t, 0)
	for range 100 {
		if _, err := v.Load(t.Context(), itemSession); errors.Is(err, ErrNotFound) {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	s, _ := testSession(t, v, rotating)
	if err := s.Adopt(t.Context(), goodGrant(), "acc", true); err != nil {
		t.Fatal(err)
	}
	out, err := rolePlayer(t, "keyring", "").CombinedOutput()
	if err != nil || !strings.HasSuffix(string(out), "Active acc\n") {
		t.Fatalf("the second process: %q, %v", out, err)
	}
	if err := s.SignOut(t.Context()); err != nil {
		t.Error(err)
	}
	out, err = rolePlayer(t, "keyring", "").CombinedOutput()
	if err != nil || !strings.HasSuffix(string(out), "SignedOut \n") {
		t.Errorf("the second process after signing out: %q, %v", out, err)
	}
}
