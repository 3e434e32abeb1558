//go:build !windows && !darwin

package desktop

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// newTestAutostart is that of a program in a folder of its own, and the file of its
// entry.
func newTestAutostart(t *testing.T) (a *Autostart, entry string) {
	t.Helper()
	config := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", config)
	t.Setenv("APPIMAGE", "")
	t.Setenv("FLATPAK_ID", "")
	a, err := NewAutostart("io.example.app", "Candidaturas")
	if err != nil {
		t.Fatal(err)
	}
	a.program = filepath.Join(t.TempDir(), "candidaturas")
	if err := os.WriteFile(a.program, nil, 0o700); err != nil {
		t.Fatal(err)
	}
	return a, filepath.Join(config, "autostart", "io.example.app.desktop")
}

func wantEnabled(t *testing.T, a *Autostart, want bool) {
	t.Helper()
	if got, err := a.Enabled(); err != nil || got != want {
		t.Fatalf("it starts by itself: %v, %v", got, err)
	}
}

func TestAutostart(t *testing.T) {
	a, entry := newTestAutostart(t)
	wantEnabled(t, a, false)
	if err := a.Set(false); err != nil { // as it is
		t.Fatal(err)
	}
	for range 2 {
		if err := a.Set(true); err != nil {
			t.Fatal(err)
		}
		wantEnabled(t, a, true)
	}
	text, err := os.ReadFile(entry)
	if err != nil || string(text) != desktopEntry("io.example.app", "Candidaturas", a.program) {
		t.Errorf("%s, %v", text, err)
	}

	// The desktop's settings turn it off, or remove it.
	if err := os.WriteFile(entry, append(text, "Hidden=true\n"...), 0o600); err != nil {
		t.Fatal(err)
	}
	wantEnabled(t, a, false)
	if err := a.Set(true); err != nil {
		t.Fatal(err)
	}
	wantEnabled(t, a, true)
	if err := os.Remove(entry); err != nil {
		t.Fatal(err)
	}
	wantEnabled(t, a, false)

	if err := a.Set(true); err != nil {
		t.Fatal(err)
	}
	if err := a.Set(false); err != nil {
		t.Fatal(err)
	}
	wantEnabled(t, a, false)
	if left, err := os.ReadDir(filepath.Dir(entry)); err != nil || len(left) != 0 {
		t.Errorf("%v, %v", left, err)
	}
}

// TestAutostartFollowsTheApp when it has moved, and only then.
func TestAutostartFollowsTheApp(t *testing.T) {
	a, entry := newTestAutostart(t)
	other := *a
	other.program = filepath.Join(t.TempDir(), "older")
	starts := func(program string) {
		t.Helper()
		if err := a.Follow(); err != nil {
			t.Fatal(err)
		}
		if got, _, err := a.read(); err != nil || got != program {
			t.Fatalf("%q is started, %v, want %q", got, err, program)
		}
	}
	if err := a.Follow(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(entry); err == nil {
		t.Fatal("it starts by itself, unasked")
	}

	if err := other.Set(true); err != nil {
		t.Fatal(err)
	}
	starts(a.program) // the other one is not there
	wantEnabled(t, a, true)

	if err := os.WriteFile(other.program, nil, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := other.Set(true); err != nil {
		t.Fatal(err)
	}
	starts(other.program) // another copy that the person has

	if err := os.Remove(other.program); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(entry)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(entry, append(text, "Hidden=true\n"...), 0o600); err != nil {
		t.Fatal(err)
	}
	starts(other.program) // it was turned off
	wantEnabled(t, a, false)
}

func TestAutostartProblems(t *testing.T) {
	a, entry := newTestAutostart(t)
	if err := os.WriteFile(filepath.Dir(entry), nil, 0o600); err != nil { // a file in the folder's place
		t.Fatal(err)
	}
	if err := a.Set(true); err == nil {
		t.Error("written")
	}
	if _, err := a.Enabled(); err == nil {
		t.Error("read")
	}
	if err := a.Follow(); err == nil {
		t.Error("followed")
	}
	t.Setenv("XDG_CONFIG_HOME", "relative")
	if err := a.Set(true); err == nil {
		t.Error("written to a folder that nobody reads")
	}
	t.Setenv("FLATPAK_ID", "io.example.app")
	if a, err := NewAutostart("io.example.app", "Candidaturas"); err == nil {
		t.Errorf("%+v", a)
	}
}

// TestAutostartOfAnAppImage starts the image, not what it unpacks itself into.
func TestAutostartOfAnAppImage(t *testing.T) {
	newTestAutostart(t)
	t.Setenv("APPIMAGE", "/home/ana/Candidaturas.AppImage")
	a, err := NewAutostart("io.example.app", "Candidaturas")
	if err != nil || a.program != "/home/ana/Candidaturas.AppImage" {
		t.Errorf("%+v, %v", a, err)
	}
}

// TestPlatformFilesOfOtherSystems: the files that only another system compiles, and
// what they stand on, hold together there too.
func TestPlatformFilesOfOtherSystems(t *testing.T) {
	if testing.Short() {
		t.Skip("it has the compiler look at files for other systems: slow, and done in full by make test")
	}
	for goos, files := range map[string]string{
		"windows": "autostart_windows.go traywatch_other.go",
		"darwin":  "autostart_darwin.go traywatch_other.go",
		"freebsd": "autostart_unix.go traywatch_bus.go",
	} {
		args := append([]string{"vet"}, strings.Fields("autostart.go autostart_entries.go traywatch.go "+files)...)
		cmd := exec.CommandContext(t.Context(), "go", args...)
		cmd.Env = append(os.Environ(), "GOOS="+goos, "CGO_ENABLED=0", "GOFLAGS=-tags=")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", goos, err, out)
		}
	}
}
