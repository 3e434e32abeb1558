//go:build !windows && !darwin

package desktop

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/godbus/dbus/v5"
)

// The part of a desktop that shows icons of apps registers with a watcher on the
// session bus. Where nobody has, as on GNOME without an extension, there is no
// tray.
const (
	trayWatcher     = "org.kde.StatusNotifierWatcher"
	trayWatcherPath = dbus.ObjectPath("/StatusNotifierWatcher")
)

// busLimit is how long the bus, or the watcher on it, may take to answer.
const busLimit = time.Second

// follow tells w whether there is a tray until ctx is done. It has a connection of
// its own: signals on the one that the toolkit shares would reach others too.
func (w *TrayWatch) follow(ctx context.Context) {
	conn, signals, err := dialTray(ctx)
	if err != nil {
		w.log.Info("there is no tray", "error", err)
		w.set(false)
		return
	}
	defer func() { _ = conn.Close() }()
	for open := true; open; {
		there := trayThere(ctx, conn, w.log)
		if ctx.Err() != nil {
			return
		}
		w.set(there)
		select {
		case <-ctx.Done():
			return
		case _, open = <-signals:
		}
	}
	if ctx.Err() == nil { // the session has ended
		w.set(false)
	}
}

// dialTray connects to the session bus, if there is one, and listens for the tray
// coming and going.
func dialTray(ctx context.Context) (*dbus.Conn, <-chan *dbus.Signal, error) {
	ctx, cancel := context.WithCancel(ctx)
	limit := time.AfterFunc(busLimit, cancel)
	conn, err := dbus.SessionBusPrivateNoAutoStartup(dbus.WithContext(ctx))
	if err != nil {
		cancel()
		return nil, nil, fmt.Errorf("connecting to the session bus: %w", err)
	}
	signals := make(chan *dbus.Signal, 16)
	conn.Signal(signals)
	for _, step := range []func() error{
		func() error { return conn.Auth(nil) },
		conn.Hello,
		func() error {
			return conn.AddMatchSignal(dbus.WithMatchSender("org.freedesktop.DBus"),
				dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, trayWatcher))
		},
		func() error {
			return conn.AddMatchSignal(dbus.WithMatchInterface(trayWatcher), dbus.WithMatchMember("StatusNotifierHostRegistered"))
		},
		func() error {
			return conn.AddMatchSignal(dbus.WithMatchInterface(trayWatcher), dbus.WithMatchMember("StatusNotifierHostUnregistered"))
		},
	} {
		if err := step(); err != nil {
			_ = conn.Close()
			cancel()
			return nil, nil, fmt.Errorf("using the session bus: %w", err)
		}
	}
	limit.Stop() // if that is too late, the signals have ended already
	return conn, signals, nil
}

// trayThere asks the watcher, if there is one: it is not to be started.
func trayThere(ctx context.Context, conn *dbus.Conn, log *slog.Logger) bool {
	ctx, cancel := context.WithTimeout(ctx, busLimit)
	defer cancel()
	var owned, shown bool
	if err := conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.NameHasOwner", 0, trayWatcher).Store(&owned); err != nil {
		log.Warn("looking for a tray", "error", err)
		return false
	}
	if !owned {
		return false
	}
	err := conn.Object(trayWatcher, trayWatcherPath).CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get",
		dbus.FlagNoAutoStart, trayWatcher, "IsStatusNotifierHostRegistered").Store(&shown)
	if err != nil {
		log.Warn("asking whether there is a tray", "error", err)
		return false
	}
	return shown
}

// SessionBusThere reports whether notifications have a bus to go over. Without one
// the toolkit would start one and leave it behind.
func SessionBusThere() bool {
	conn, err := dbus.SessionBusPrivateNoAutoStartup()
	if err != nil {
		return false
	}
	_ = conn.Close()
	return true
}
