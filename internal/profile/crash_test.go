package profile

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"candidaturas/auth"
	"candidaturas/internal/testkit"
)

// markedToken looks like InfoJobs' access tokens.
const (
	markedToken = "5ec2e7ac-ce55-4a36-9d1f-00c0ffee0001"
	markedEmail = "lucia.canary@example.com"
)

// crashRole dies in the given way, on the first goroutine of the process or on
// another.
func crashRole(arg string) int {
	how, dir, _ := strings.Cut(arg, " ")
	if _, err := WatchCrashes(dir); err != nil {
		return testkit.SayError(err)
	}
	switch how {
	case "main":
		dieQuotingSecrets()
	case "other":
		var other sync.WaitGroup
		other.Go(dieQuotingSecrets)
		other.Wait()
	case "nil":
		var nothing *crashLog
		fmt.Println(nothing.dir)
	case "fatal": // not a panic: nothing in the process can catch it
		var mu sync.Mutex
		mu.Unlock()
	}
	return 0
}

func dieQuotingSecrets() {
	panic(fmt.Errorf("sending Authorization: Basic %s,Bearer %s for %s: {\"access_token\":%q} %#v",
		"Y2FuYXJ5OmNhbmFyeQ==", markedToken, markedEmail, markedToken, auth.Secret(markedToken)))
}

// crash lets a process die in a profile and returns what it printed.
func crash(t *testing.T, how, dir string) string {
	t.Helper()
	out, err := testkit.RolePlayer(t, "crash", how, dir).CombinedOutput()
	var failed *exec.ExitError
	if !errors.As(err, &failed) || failed.ExitCode() == 3 {
		t.Fatalf("it did not crash: %v\n%s", err, out)
	}
	return string(out)
}

func TestR31CrashIsOffered(t *testing.T) {
	for how, want := range map[string][]string{
		"main":  {"panic: ", "goroutine 1 [running", ".dieQuotingSecrets(", "crash_test.go:", auth.Hidden},
		"other": {"panic: ", ".dieQuotingSecrets(", "created by ", "crash_test.go:", auth.Hidden},
		"nil":   {"nil pointer dereference", ".crashRole("},
		"fatal": {".fatal(", ".crashRole("}, // the runtime tells its reason on stderr alone
	} {
		t.Run(how, func(t *testing.T) {
			dir := t.TempDir()
			crash(t, how, dir)
			wantPrivate(t, dir)

			c, err := WatchCrashes(dir)
			if err != nil {
				t.Fatal(err)
			}
			text, err := c.Last()
			if err != nil {
				t.Fatal(err)
			}
			for _, part := range want {
				if !strings.Contains(text, part) {
					t.Errorf("%q is not in the crash:\n%s", part, text)
				}
			}
			if len(text) > maxCrash {
				t.Errorf("%d bytes are kept", len(text))
			}
			if err := c.Close(); err != nil {
				t.Error(err)
			}
			wantPrivate(t, dir)
			noMarkIn(t, dir, text)
		})
	}
}

// wantPrivate wants files in the profile that only their owner may read.
func wantPrivate(t *testing.T, dir string) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(names) == 0 {
		t.Fatalf("the profile holds %v: %v", names, err)
	}
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s has permissions %v: %v", name, info.Mode().Perm(), err)
		}
	}
}

// noMarkIn looks for the secrets that the panic quoted, however written, in a
// text and in the files of a profile.
func noMarkIn(t *testing.T, dir, text string) {
	t.Helper()
	look := func(where string, b []byte) {
		for _, mark := range []string{markedToken, markedEmail, "Y2FuYXJ5OmNhbmFyeQ=="} {
			if form, at := testkit.FindSecret(b, mark); at >= 0 {
				t.Errorf("%s holds %s, as %s", where, mark, form)
			}
		}
	}
	look("what is offered", []byte(text))
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(filepath.Join(dir, path))
		look(path, b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestR31CrashQuotesSecrets makes sure that the test above has something to find:
// the runtime itself hides nothing.
func TestR31CrashQuotesSecrets(t *testing.T) {
	dir := t.TempDir()
	printed := crash(t, "main", dir)
	raw, err := os.ReadFile(crashLog{dir}.current())
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(raw), markedToken) || !strings.Contains(string(raw), markedEmail) || !strings.Contains(printed, markedToken) {
		t.Errorf("the panic quotes no secret:\n%s", raw)
	}
}

// TestR31OneCrashIsKept follows a profile through some runs.
func TestR31OneCrashIsKept(t *testing.T) {
	dir := t.TempDir()
	start := func(want string) crashLog {
		t.Helper()
		c, err := WatchCrashes(dir)
		if err != nil {
			t.Fatal(err)
		}
		text, err := c.Last()
		if err != nil || !strings.Contains(text, want) || want == "" && text != "" {
			t.Errorf("%v, %q, want %q", err, text, want)
		}
		return c
	}
	end := func(c crashLog, files ...string) {
		t.Helper()
		if err := c.Close(); err != nil {
			t.Error(err)
		}
		names, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil || len(names) != len(files) {
			t.Errorf("the profile holds %v, want %v: %v", names, files, err)
		}
	}
	end(start(""))
	crash(t, "nil", dir)
	end(start("nil pointer"), "last-crash.txt")
	end(start("nil pointer"), "last-crash.txt") // until it is dismissed
	crash(t, "main", dir)
	c := start(".dieQuotingSecrets(") // takes the place of the one before
	if err := c.Dismiss(); err != nil {
		t.Error(err)
	}
	if err := c.Dismiss(); err != nil {
		t.Errorf("dismissing nothing: %v", err)
	}
	end(c)
	end(start(""))
}

// TestR31CrashIsCutBetweenLines keeps a secret from being cut in two, of which
// the first half would not look like one.
func TestR31CrashIsCutBetweenLines(t *testing.T) {
	dir := t.TempDir()
	c := crashLog{dir}
	text := bytes.Repeat([]byte("filler\n"), maxCrash/7)
	text = append(text[:maxCrash-23], "\nrenewed to "+markedToken+"\n"...)
	if err := os.WriteFile(c.current(), text, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := c.setAside(); err != nil {
		t.Fatal(err)
	}
	got, err := c.Last()
	if err != nil || strings.Contains(got, markedToken[:8]) || len(got) < maxCrash-100 {
		t.Errorf("%v, %d bytes that end with %q", err, len(got), got[max(0, len(got)-40):])
	}
}

// TestR31FolderThatCannotBeWrittenTo costs the crash log, not the app.
func TestR31FolderThatCannotBeWrittenTo(t *testing.T) {
	c, err := WatchCrashes(filepath.Join(t.TempDir(), "missing"))
	if err == nil {
		t.Error("no error")
	}
	if text, err := c.Last(); text != "" || err != nil {
		t.Errorf("%q, %v", text, err)
	}
	if err := errors.Join(c.Dismiss(), c.Close()); err != nil {
		t.Error(err)
	}
}
