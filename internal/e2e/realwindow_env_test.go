//go:build realwindow && linux

package e2e

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"candidaturas/api/sandbox"

	"github.com/godbus/dbus/v5"
)

// A realDesktop is what a person's session gives the app: a display, folders, a
// browser and, if asked for, a D-Bus with a keyring. None is shared with the
// session that the tests run in.
type realDesktop struct {
	t       *testing.T
	binary  string
	home    string // every folder that the app may write to is below
	notes   string // what this test keeps: the app's output, the browser's visits
	display string
	bus     string // address, empty for none
	mark    string // in the environment of the app and of all that it starts
	shots   album
}

// newRealDesktop starts a display and makes the folders. It has no bus yet.
func newRealDesktop(t *testing.T) *realDesktop {
	t.Helper()
	for _, program := range []string{"Xvfb", "xdotool", "import", "xclip"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Fatalf("%s is needed to test in a real window: %v", program, err)
		}
	}
	d := &realDesktop{
		t: t, binary: appBinary(t), home: t.TempDir(), notes: t.TempDir(),
		display: startXvfb(t), mark: rand.Text(), shots: newAlbum(t),
	}
	for _, dir := range []string{"bin", "config", "data", "cache", "state", "run", "tmp"} {
		if err := os.Mkdir(filepath.Join(d.home, dir), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	d.installBrowser()
	t.Cleanup(d.noneLeft)
	return d
}

// appBinary builds the app, or takes the one that CANDIDATURAS_BINARY names.
func appBinary(t *testing.T) string {
	t.Helper()
	if path := os.Getenv("CANDIDATURAS_BINARY"); path != "" {
		path, err := filepath.Abs(path)
		if err != nil {
			t.Fatal(err)
		}
		return path
	}
	path := filepath.Join(t.TempDir(), "candidaturas")
	if out, err := exec.Command("go", "build", "-tags", "migrated_fynedo,x11", "-o", path, ".").CombinedOutput(); err != nil {
		t.Fatalf("building the app: %v\n%s", err, out)
	}
	return path
}

// environment is the app's, complete.
func (d *realDesktop) environment() []string {
	env := []string{
		"PATH=" + filepath.Join(d.home, "bin") + ":" + os.Getenv("PATH"),
		"HOME=" + d.home, "TMPDIR=" + filepath.Join(d.home, "tmp"), "LANG=es_ES.UTF-8", "FYNE_THEME=light", "REALWINDOW_MARK=" + d.mark,
	}
	for name, dir := range map[string]string{"CONFIG_HOME": "config", "DATA_HOME": "data", "CACHE_HOME": "cache", "STATE_HOME": "state", "RUNTIME_DIR": "run"} {
		env = append(env, "XDG_"+name+"="+filepath.Join(d.home, dir))
	}
	if d.display != "" {
		env = append(env, "DISPLAY="+d.display)
	}
	if d.bus != "" {
		env = append(env, "DBUS_SESSION_BUS_ADDRESS="+d.bus)
	}
	return env
}

// profile is where the app keeps its files.
func (d *realDesktop) profile() string {
	return filepath.Join(d.home, "data", "io.github.candidaturas.app")
}

// ownGroup lets a program be ended with all that it starts. It also ends when
// the tests do without having ended it, as at their time limit.
func ownGroup() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// startGroup runs a program until the test ends.
func startGroup(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	cmd.SysProcAttr = ownGroup()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		_ = cmd.Wait()
	})
}

// startXvfb returns the name of a display of its own.
func startXvfb(t *testing.T, more ...string) string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	args := append([]string{"-displayfd", "3", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"}, more...)
	cmd := exec.Command("Xvfb", args...)
	cmd.ExtraFiles = []*os.File{w}
	startGroup(t, cmd)
	if err := errors.Join(w.Close(), r.SetReadDeadline(time.Now().Add(20*time.Second))); err != nil {
		t.Fatal(err)
	}
	number, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatal("Xvfb did not start: ", err)
	}
	return ":" + strings.TrimSpace(number)
}

// startKeyring gives the desktop a bus with the GNOME keyring, unlocked, and
// nothing else on it. The keyring's own files are not among the app's.
func (d *realDesktop) startKeyring() {
	d.t.Helper()
	dir, err := os.MkdirTemp("", "keyring") // t.TempDir is too long for a socket's name
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { _ = os.RemoveAll(dir) })
	d.bus = startBus(d.t, dir)

	cmd := exec.Command("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets", "--control-directory="+dir)
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "XDG_DATA_HOME=" + dir, "XDG_CONFIG_HOME=" + dir, "XDG_CACHE_HOME=" + dir,
		"XDG_RUNTIME_DIR=" + dir, "DBUS_SESSION_BUS_ADDRESS=" + d.bus,
	}
	cmd.Stdin = strings.NewReader("the person's password")
	startGroup(d.t, cmd)

	conn, err := dbus.Connect(d.bus)
	if err != nil {
		d.t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	until(d.t, "the keyring is there", 20*time.Second, func() bool {
		var there bool
		err := conn.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, "org.freedesktop.secrets").Store(&there)
		return err == nil && there
	})
}

// startBus starts a D-Bus that starts no service by itself.
func startBus(t *testing.T, dir string) (address string) {
	t.Helper()
	config := filepath.Join(dir, "bus.conf")
	text := `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=` + dir + `/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_type="*"/><allow own="*"/></policy></busconfig>`
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("dbus-daemon", "--config-file="+config, "--nofork", "--print-address")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	startGroup(t, cmd)
	address, err = bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal("dbus-daemon did not start: ", err)
	}
	return strings.TrimSpace(address)
}

// keyringItem returns the session that the keyring holds, "" for none. It asks
// as another program would.
func (d *realDesktop) keyringItem() string {
	d.t.Helper()
	cmd := exec.Command("secret-tool", "lookup", "service", "io.github.candidaturas.app", "username", "session")
	cmd.Env = append(d.environment(), "DBUS_SESSION_BUS_ADDRESS="+d.bus)
	out, err := cmd.Output()
	var failed *exec.ExitError
	if errors.As(err, &failed) && len(failed.Stderr) == 0 {
		return "" // how it says that there is none
	}
	if err != nil {
		d.t.Fatal("asking the keyring: ", err)
	}
	return string(out)
}

// installBrowser puts a browser in the place of xdg-open: this test program,
// which visits the page and notes where it got to.
func (d *realDesktop) installBrowser() {
	d.t.Helper()
	self, err := os.Executable()
	if err != nil {
		d.t.Fatal(err)
	}
	script := "#!/bin/sh\nREALWINDOW_VISITS='" + d.visitsFile() + "' exec '" + self + "' -test.run='^TestBrowserStandIn$' \"$1\" >/dev/null\n"
	if err := os.WriteFile(filepath.Join(d.home, "bin", "xdg-open"), []byte(script), 0o700); err != nil {
		d.t.Fatal(err)
	}
}

func (d *realDesktop) visitsFile() string { return filepath.Join(d.notes, "visits") }

// TestBrowserStandIn is no test: it is the browser, when run as one.
func TestBrowserStandIn(t *testing.T) {
	notes := os.Getenv("REALWINDOW_VISITS")
	if notes == "" {
		t.Skip("this is the stand-in for a browser that other tests start: by itself it has nothing to check")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	asked := os.Args[len(os.Args)-1]
	reached := asked
	if strings.Contains(asked, sandbox.AuthorizePath) {
		var err error
		if reached, err = sandbox.Decide(ctx, asked, true); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.OpenFile(notes, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.WriteString(reached + "\n")
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
}

// visits are the pages that the browser got to, in order.
func (d *realDesktop) visits() []string {
	b, err := os.ReadFile(d.visitsFile())
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		d.t.Fatal(err)
	}
	return slices.Collect(strings.FieldsSeq(string(b)))
}

// nextVisit waits for the page after the first n.
func (d *realDesktop) nextVisit(n int) string {
	d.t.Helper()
	until(d.t, "the browser has visited the page", 20*time.Second, func() bool { return len(d.visits()) > n })
	return d.visits()[n]
}

// noneLeft fails if anything that the app started, or that its libraries did,
// outlives it. A D-Bus daemon would.
func (d *realDesktop) noneLeft() {
	left := func() (found []string) {
		environs, err := filepath.Glob("/proc/[0-9]*/environ")
		if err != nil {
			d.t.Fatal(err)
		}
		for _, path := range environs {
			environ, err := os.ReadFile(path)
			if err != nil || !strings.Contains(string(environ), "REALWINDOW_MARK="+d.mark) {
				continue
			}
			args, err := os.ReadFile(filepath.Join(filepath.Dir(path), "cmdline"))
			if err == nil && len(args) > 0 {
				found = append(found, strings.ReplaceAll(string(args), "\x00", " "))
			}
		}
		return found
	}
	for deadline := time.Now().Add(3 * time.Second); len(left()) > 0; time.Sleep(pollPause) {
		if time.Now().After(deadline) {
			d.t.Errorf("left running: %q", left())
			return
		}
	}
}

const pollPause = 20 * time.Millisecond

// until waits for what another process does.
func until(t *testing.T, what string, limit time.Duration, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(limit); !done(); time.Sleep(pollPause) {
		if time.Now().After(deadline) {
			t.Fatalf("not within %v: %s", limit, what)
		}
	}
}
