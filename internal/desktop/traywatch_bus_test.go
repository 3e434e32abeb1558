//go:build !windows && !darwin

package desktop

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"candidaturas/internal/desktop/desktoptest"

	"github.com/godbus/dbus/v5"
	"go.uber.org/goleak"
)

// A trayWitness writes down what a watch tells.
type trayWitness struct {
	t    *testing.T
	told chan bool
}

func watched(t *testing.T) trayWitness {
	t.Helper()
	w := WatchTray(slog.New(slog.DiscardHandler))
	t.Cleanup(w.Close)
	told := make(chan bool, 100)
	w.OnChange(func(there bool) { told <- there })
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
			if SessionBusThere() {
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
		if SessionBusThere() {
			t.Error("there is a bus")
		}
	}
	if _, err := os.Stat(dir + "/started"); err == nil {
		t.Error("a bus was started")
	}
}

func TestTrayWatchSeesAPanelComeAndGo(t *testing.T) {
	desktoptest.PrivateBus(t)
	w := watched(t)
	w.want(false)
	if !SessionBusThere() {
		t.Error("there is no bus")
	}
	panel := desktoptest.NewFakePanel(t, false) // a watcher, and nobody who shows icons yet
	panel.SetHost(true)
	w.want(true)
	panel.SetHost(false)
	w.want(false)
	panel.SetHost(true)
	w.want(true)
	if err := panel.Conn.Close(); err != nil { // it crashes
		t.Fatal(err)
	}
	w.want(false)
	desktoptest.NewFakePanel(t, true)
	w.want(true)
}

func TestTrayWatchFindsWhatIsThere(t *testing.T) {
	desktoptest.PrivateBus(t)
	desktoptest.NewFakePanel(t, true)
	watched(t).want(true)
}

// TestTrayWatchAtTheEndOfTheSession: the bus dies first.
func TestTrayWatchAtTheEndOfTheSession(t *testing.T) {
	bus := desktoptest.PrivateBus(t)
	desktoptest.NewFakePanel(t, true)
	w := watched(t)
	w.want(true)
	if err := bus.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	w.want(false)
}

// TestTrayWatchDoesNotWaitForever: the watcher is there and does not answer.
func TestTrayWatchDoesNotWaitForever(t *testing.T) {
	desktoptest.PrivateBus(t)
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
	desktoptest.PrivateBus(t)
	desktoptest.NewFakePanel(t, true)
	before := goleak.IgnoreCurrent()
	for range 3 {
		w := WatchTray(slog.New(slog.DiscardHandler))
		told := make(chan bool, 10)
		w.OnChange(func(there bool) { told <- there })
		if !<-told {
			t.Fatal("there is no tray")
		}
		w.Close()
		if len(told) > 0 {
			t.Error("the end of the watch was told as the end of the tray")
		}
	}
	if err := goleak.Find(before); err != nil {
		t.Error(err)
	}
}
