//go:build !windows && !darwin

// Package desktoptest stands in for parts of a Linux desktop on a D-Bus of its own.
package desktoptest

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/prop"
)

// PrivateBus starts a D-Bus of its own, which starts no service by itself, and
// makes it the session's.
func PrivateBus(t *testing.T) *exec.Cmd {
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

// The name and the place of the desktop's tray on a bus.
const (
	PanelName                 = "org.kde.StatusNotifierWatcher"
	PanelPath dbus.ObjectPath = "/StatusNotifierWatcher"
)

// A FakePanel is the part of a desktop that shows icons.
type FakePanel struct {
	T     *testing.T
	Conn  *dbus.Conn
	props *prop.Properties
}

// NewFakePanel takes the tray's place on the session's bus.
func NewFakePanel(t *testing.T, host bool) *FakePanel {
	t.Helper()
	return NewFakePanelOn(t, os.Getenv("DBUS_SESSION_BUS_ADDRESS"), host)
}

// NewFakePanelOn takes its place on the bus with this address.
func NewFakePanelOn(t *testing.T, bus string, host bool) *FakePanel {
	t.Helper()
	conn, err := dbus.Connect(bus)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	props, err := prop.Export(conn, PanelPath, prop.Map{
		PanelName: {"IsStatusNotifierHostRegistered": {Value: host, Writable: true, Emit: prop.EmitFalse}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.RequestName(PanelName, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	return &FakePanel{t, conn, props}
}

// SetHost tells whether something shows the icons.
func (p *FakePanel) SetHost(there bool) {
	p.T.Helper()
	p.props.SetMust(PanelName, "IsStatusNotifierHostRegistered", there)
	signal := ".StatusNotifierHostRegistered"
	if !there {
		signal = ".StatusNotifierHostUnregistered"
	}
	if err := p.Conn.Emit(PanelPath, PanelName+signal); err != nil {
		p.T.Fatal(err)
	}
}
