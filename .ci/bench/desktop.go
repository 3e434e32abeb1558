package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// A desktop is a display of its own, with a D-Bus on which there is nothing, and
// folders that nobody else uses.
type desktop struct {
	dir     string
	display string
	bus     string
	screen  *screen
	stop    context.CancelFunc
	servers []*exec.Cmd
}

// patience is how long a program may take to be there.
const patience = 30 * time.Second

func newDesktop(ctx context.Context) (*desktop, error) {
	dir, err := os.MkdirTemp("", "bench") // short, for it holds a socket
	if err != nil {
		return nil, fmt.Errorf("making a desktop: %w", err)
	}
	ctx, stop := context.WithCancel(ctx)
	d := &desktop{dir: dir, stop: stop}
	if err := errors.Join(d.startDisplay(ctx), d.startBus(ctx)); err != nil {
		return nil, errors.Join(err, d.close())
	}
	return d, nil
}

// close ends the display and all that it has shown.
func (d *desktop) close() error {
	d.stop()
	for _, cmd := range d.servers {
		_ = cmd.Wait() // it was told to end
	}
	var err error
	if d.screen != nil {
		err = d.screen.close()
	}
	return errors.Join(err, os.RemoveAll(d.dir))
}

func (d *desktop) startDisplay(ctx context.Context) error {
	r, w, err := os.Pipe()
	if err != nil {
		return fmt.Errorf("starting Xvfb: %w", err)
	}
	defer func() { _ = r.Close() }()
	cmd := exec.CommandContext(ctx, "Xvfb", "-displayfd", "3", "-screen", "0", "1280x800x24", //nolint:gosec // fixed words
		"-nolisten", "tcp", "-noreset", "-nocursor", "-fbdir", d.dir)
	cmd.ExtraFiles = []*os.File{w}
	if err := cmd.Start(); err != nil {
		return errors.Join(fmt.Errorf("starting Xvfb: %w", err), w.Close())
	}
	d.servers = append(d.servers, cmd)
	if err := errors.Join(w.Close(), r.SetReadDeadline(time.Now().Add(patience))); err != nil {
		return fmt.Errorf("starting Xvfb: %w", err)
	}
	number, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		return fmt.Errorf("waiting for Xvfb: %w", err)
	}
	d.display = ":" + strings.TrimSpace(number)
	d.screen, err = openScreen(filepath.Join(d.dir, "Xvfb_screen0"))
	return err
}

// startBus starts a D-Bus that starts no service by itself: there is no keyring.
func (d *desktop) startBus(ctx context.Context) error {
	config := filepath.Join(d.dir, "bus.conf")
	text := `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=` + d.dir + `/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_type="*"/><allow own="*"/></policy></busconfig>`
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		return fmt.Errorf("starting a D-Bus: %w", err)
	}
	cmd := exec.CommandContext(ctx, "dbus-daemon", "--config-file="+config, "--nofork", "--print-address") //nolint:gosec // as above
	out, err := cmd.StdoutPipe()
	if err != nil {
		return fmt.Errorf("starting a D-Bus: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("starting a D-Bus: %w", err)
	}
	d.servers = append(d.servers, cmd)
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return fmt.Errorf("waiting for the D-Bus: %w", err)
	}
	d.bus = strings.TrimSpace(address)
	return nil
}

// environment is all that the programs know: no keys, and light colours.
func (d *desktop) environment() []string {
	env := []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + d.dir, "LANG=es_ES.UTF-8", "FYNE_THEME=light",
		"DISPLAY=" + d.display, "DBUS_SESSION_BUS_ADDRESS=" + d.bus,
	}
	for _, name := range []string{"CONFIG_HOME", "DATA_HOME", "CACHE_HOME", "STATE_HOME", "RUNTIME_DIR"} {
		env = append(env, "XDG_"+name+"="+d.dir)
	}
	return env
}
