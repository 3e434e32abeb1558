//go:build !windows && !darwin

package main

import (
	"bufio"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/prop"
	"go.uber.org/goleak"
)

// privateBus starts a D-Bus of its own, which starts no service by itself, and
// makes it the session's.
func privateBus(t *testing.T) *exec.Cmd {
	t.Helper()
	daemon, err := exec.LookPath("dbus-daemon")
	if err != nil {
		t.Skip("dbus-daemon is not installed")
	}
	dir, err := os.MkdirTemp("", "bus") // t.TempDir is too long for a socket's name
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	config := filepath.Join(dir, "bus.conf")
	text := `<busconfig><type>session</type><listen>unix:path=` + dir + `/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_type="*"/><allow own="*"/></policy></busconfig>`
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(daemon, "--config-file="+config, "--nofork", "--print-address")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal("dbus-daemon did not start: ", err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", strings.TrimSpace(address))
	return cmd
}

// A fakePanel is the part of a desktop that shows icons.
type fakePanel struct {
	t     *testing.T
	conn  *dbus.Conn
	props *prop.Properties
}

func newFakePanel(t *testing.T, host bool) *fakePanel {
	t.Helper()
	return newFakePanelOn(t, os.Getenv("DBUS_SESSION_BUS_ADDRESS"), host)
}

// newFakePanelOn takes its place on the bus with this address.
func newFakePanelOn(t *testing.T, bus string, host bool) *fakePanel {
	t.Helper()
	conn, err := dbus.Connect(bus)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	props, err := prop.Export(conn, trayWatcherPath, prop.Map{
		trayWatcher: {"IsStatusNotifierHostRegistered": {Value: host, Writable: true, Emit: prop.EmitFalse}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.RequestName(trayWatcher, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	return &fakePanel{t, conn, props}
}

func (p *fakePanel) setHost(there bool) {
	p.t.Helper()
	p.props.SetMust(trayWatcher, "IsStatusNotifierHostRegistered", there)
	signal := ".StatusNotifierHostRegistered"
	if !there {
		signal = ".StatusNotifierHostUnregistered"
	}
	if err := p.conn.Emit(trayWatcherPath, trayWatcher+signal); err != nil {
		p.t.Fatal(err)
	}
}

// A trayWitness writes down what a watch tells.
type trayWitness struct {
	t    *testing.T
	told chan bool
}

func watched(t *testing.T) trayWitness {
	t.Helper()
	w := watchTray(slog.New(slog.DiscardHandler))
	t.Cleanup(w.close)
	told := make(chan bool, 100)
	w.onChange(func(there bool) { told <- there })
	return trayWitness{t, told}
}

func (w trayWitness) want(there bool) {
	w.t.Helper()
	select {
	case got := <-w.told:
		if got != there {
			w.t.Fatalf("there is a tray: %v", got)
		}
	case <-time.After(20 * time.Second):
		w.t.Fatalf("nothing was told, want %v", there)
	}
}

func TestTrayWatchWithoutABus(t *testing.T) {
	for name, address := range map[string]string{"stale": "unix:path=" + t.TempDir() + "/gone", "garbage": "nonsense"} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
			watched(t).want(false)
			if sessionBusThere() {
				t.Error("there is a bus")
			}
		})
	}
}

// TestTrayWatchStartsNoBus: the library would, and leave it behind.
func TestTrayWatchStartsNoBus(t *testing.T) {
	if _, err := os.Stat(fmt.Sprintf("/run/user/%d/bus", os.Getuid())); err == nil {
		t.Skip("there is one of the system's")
	}
	dir := t.TempDir()
	script := "#!/bin/sh\ntouch " + dir + "/started\n"
	if err := os.WriteFile(filepath.Join(dir, "dbus-launch"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	for _, address := range []string{"", "autolaunch:"} {
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
		watched(t).want(false)
		if sessionBusThere() {
			t.Error("there is a bus")
		}
	}
	if _, err := os.Stat(dir + "/started"); err == nil {
		t.Error("a bus was started")
	}
}

func TestTrayWatchSeesAPanelComeAndGo(t *testing.T) {
	privateBus(t)
	w := watched(t)
	w.want(false)
	if !sessionBusThere() {
		t.Error("there is no bus")
	}
	panel := newFakePanel(t, false) // a watcher, and nobody who shows icons yet
	panel.setHost(true)
	w.want(true)
	panel.setHost(false)
	w.want(false)
	panel.setHost(true)
	w.want(true)
	if err := panel.conn.Close(); err != nil { // it crashes
		t.Fatal(err)
	}
	w.want(false)
	newFakePanel(t, true)
	w.want(true)
}

func TestTrayWatchFindsWhatIsThere(t *testing.T) {
	privateBus(t)
	newFakePanel(t, true)
	watched(t).want(true)
}

// TestTrayWatchAtTheEndOfTheSession: the bus dies first.
func TestTrayWatchAtTheEndOfTheSession(t *testing.T) {
	bus := privateBus(t)
	newFakePanel(t, true)
	w := watched(t)
	w.want(true)
	if err := bus.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	w.want(false)
}

// TestTrayWatchDoesNotWaitForever: the watcher is there and does not answer.
func TestTrayWatchDoesNotWaitForever(t *testing.T) {
	privateBus(t)
	conn, err := dbus.ConnectSessionBus()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	release := make(chan struct{})
	mute := map[string]any{"Get": func(string, string) (dbus.Variant, *dbus.Error) {
		<-release
		return dbus.MakeVariant(true), nil
	}}
	if err := conn.ExportMethodTable(mute, trayWatcherPath, "org.freedesktop.DBus.Properties"); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.RequestName(trayWatcher, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	w := watched(t)
	began := time.Now()
	w.want(false)
	if took := time.Since(began); took > 10*busLimit {
		t.Errorf("it took %v", took)
	}
	close(release)
}

func TestTrayWatchLeavesNothingBehind(t *testing.T) {
	privateBus(t)
	newFakePanel(t, true)
	before := goleak.IgnoreCurrent()
	for range 3 {
		w := watchTray(slog.New(slog.DiscardHandler))
		told := make(chan bool, 10)
		w.onChange(func(there bool) { told <- there })
		if !<-told {
			t.Fatal("there is no tray")
		}
		w.close()
		if len(told) > 0 {
			t.Error("the end of the watch was told as the end of the tray")
		}
	}
	if err := goleak.Find(before); err != nil {
		t.Error(err)
	}
}
