//go:build realwindow && linux

package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"candidaturas/internal/desktop"
	"candidaturas/internal/desktop/desktoptest"
	"candidaturas/internal/profile"

	"github.com/godbus/dbus/v5"
)

// A realTray shows the icon of the app and what it is told, as a desktop would.
type realTray struct {
	*desktoptest.FakePanel
	d *realDesktop

	mu    sync.Mutex
	item  string // the app's name on the bus, empty while it has no icon
	notes []string
}

// RegisterStatusNotifierItem is how an app says that it has an icon.
func (r *realTray) RegisterStatusNotifierItem(_ string, sender dbus.Sender) *dbus.Error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.item = string(sender)
	return nil
}

// Notify is how it shows a notification.
func (r *realTray) Notify(_ string, _ uint32, _, title, _ string, _ []string, _ map[string]dbus.Variant, _ int32) (uint32, *dbus.Error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.notes = append(r.notes, title)
	return 1, nil
}

// newRealTray gives the desktop a bus with a tray and notifications on it.
func newRealTray(d *realDesktop) *realTray {
	d.t.Helper()
	dir, err := os.MkdirTemp("", "tray")
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { _ = os.RemoveAll(dir) })
	d.bus = startBus(d.t, dir)
	r := &realTray{FakePanel: desktoptest.NewFakePanelOn(d.t, d.bus, true), d: d}
	for path, name := range map[dbus.ObjectPath]string{desktoptest.PanelPath: desktoptest.PanelName, "/org/freedesktop/Notifications": "org.freedesktop.Notifications"} {
		if err := r.Conn.Export(r, path, name); err != nil {
			d.t.Fatal(err)
		}
		if _, err := r.Conn.RequestName(name, dbus.NameFlagDoNotQueue); err != nil {
			d.t.Fatal(err)
		}
	}
	return r
}

func (r *realTray) icon() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.item
}

func (r *realTray) told() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return strings.Join(r.notes, ", ")
}

// A trayLine is one of the menu, as the bus carries it.
type trayLine struct {
	ID         int32
	Properties map[string]dbus.Variant
	Children   []dbus.Variant
}

// click chooses from the icon's menu.
func (r *realTray) click(label string) {
	r.T.Helper()
	until(r.T, "the app has an icon", 20*time.Second, func() bool { return r.icon() != "" })
	menu := r.Conn.Object(r.icon(), "/StatusNotifierItem/menu")
	until(r.T, "its menu has "+label, 10*time.Second, func() bool {
		var revision uint32
		var root trayLine
		call := menu.Call("com.canonical.dbusmenu.GetLayout", 0, int32(0), int32(-1), []string{})
		if err := call.Store(&revision, &root); err != nil {
			return false
		}
		for _, child := range root.Children {
			var line trayLine
			if dbus.Store([]any{child.Value()}, &line) != nil || line.Properties["label"].Value() != label {
				continue
			}
			return menu.Call("com.canonical.dbusmenu.Event", 0, line.ID, "clicked", dbus.MakeVariant(""), uint32(0)).Err == nil
		}
		return false
	})
}

// visible is the number of the window, "" while none shows.
func (a *realApp) visible() string {
	out, err := a.tool("xdotool", "search", "--onlyvisible", "--name", "^Candidaturas$")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(out)
}

// appears waits for the window and gives it the keys.
func (a *realApp) appears(why string) {
	a.t.Helper()
	until(a.t, "the window shows "+why, 20*time.Second, func() bool { a.window = a.visible(); return a.window != "" })
	a.must("xdotool", "windowfocus", "--sync", a.window)
}

func (a *realApp) hides(why string) {
	a.t.Helper()
	until(a.t, "the window hides "+why, 10*time.Second, func() bool { return a.visible() == "" })
	if a.over() {
		a.t.Fatal("and so does the app")
	}
}

// keepsRunning has the person wish that the app goes on without its window.
func (d *realDesktop) keepsRunning() {
	d.t.Helper()
	if err := os.MkdirAll(d.profile(), 0o700); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(d.profile(), profile.SettingsName), []byte(`{"keepRunning": true}`), 0o600); err != nil {
		d.t.Fatal(err)
	}
}

// TestRealWindowTray: the window goes into the tray and comes back from it, and
// with the tray going.
func TestRealWindowTray(t *testing.T) {
	d := newRealDesktop(t)
	tray := newRealTray(d)
	d.keepsRunning()
	a := d.run(nil, "-demo", "-lang", "es", desktop.BackgroundFlag)
	until(t, "the app has an icon", 20*time.Second, func() bool { return tray.icon() != "" })
	if a.visible() != "" {
		t.Error("it started in the background, and its window shows")
	}
	tray.click("Abrir")
	a.appears("from the tray")
	a.shot("tray-opened", "the app was started in the background and opened from the tray")
	a.press("ctrl+w")
	a.hides("in the tray")
	until(t, "it says where it is", 10*time.Second, func() bool { return tray.told() != "" })
	if got := tray.told(); got != "Candidaturas sigue abierta" {
		t.Errorf("it said %q", got)
	}
	tray.click("Abrir")
	a.appears("again")
	a.press("ctrl+w")
	a.hides("again")
	if err := tray.Conn.Close(); err != nil { // the panel crashes
		t.Fatal(err)
	}
	a.appears("when the tray goes")
	a.press("ctrl+w")
	if code := a.exitCode(quitLimit); code != 0 {
		t.Errorf("without a tray it ends with exit code %d", code)
	}
}

// TestRealWindowTrayQuits: also an app whose window has never shown, one whose
// window is hidden, and one whose window shows.
func TestRealWindowTrayQuits(t *testing.T) {
	for name, play := range map[string]struct {
		args []string
		to   func(*realApp)
	}{
		"never shown": {[]string{desktop.BackgroundFlag}, func(*realApp) {}},
		"hidden":      {nil, func(a *realApp) { a.appears("at the start"); a.press("ctrl+w"); a.hides("in the tray") }},
		"showing":     {nil, func(a *realApp) { a.appears("at the start") }},
	} {
		t.Run(name, func(t *testing.T) {
			d := newRealDesktop(t)
			tray := newRealTray(d)
			d.keepsRunning()
			a := d.run(nil, append(play.args, "-demo", "-lang", "es")...)
			until(t, "the app has an icon", 20*time.Second, func() bool { return tray.icon() != "" })
			play.to(a)
			tray.click("Salir")
			if code := a.exitCode(quitLimit); code != 0 {
				t.Errorf("exit code %d", code)
			}
		})
	}
}

// TestRealWindowBackgroundWithoutATray shows the window after all, in the task bar
// where there is one.
func TestRealWindowBackgroundWithoutATray(t *testing.T) {
	d := newRealDesktop(t)
	began := time.Now()
	a := d.run(nil, "-demo", "-lang", "es", desktop.BackgroundFlag)
	until(t, "the window shows", 40*time.Second, func() bool { a.window = a.visible(); return a.window != "" })
	if waited := time.Since(began); waited < 10*time.Second {
		t.Errorf("it waited only %v for a tray", waited)
	}
	a.must("xdotool", "windowfocus", "--sync", a.window)
	a.quit()
}
