package desktop

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// BackgroundFlag starts the app without its window.
const BackgroundFlag = "-background"

// An Autostart has the system start the app when the person logs in: by an entry
// that the system's own settings may turn off or remove too. It implements
// present.Autostart.
type Autostart struct {
	id, name string
	program  string // the absolute path of the app
}

// errNoAutostart says that the system does not let the app start by itself.
var errNoAutostart = errors.New("apps in a sandbox do not start by themselves")

// NewAutostart returns the entry of this program.
func NewAutostart(id, name string) (*Autostart, error) {
	if os.Getenv("FLATPAK_ID") != "" {
		return nil, errNoAutostart // what it writes there nobody reads
	}
	program, err := ownPath()
	if err != nil {
		return nil, err
	}
	return &Autostart{id: id, name: name, program: program}, nil
}

// ownPath is what starts the app: not what an AppImage unpacks itself into.
func ownPath() (string, error) {
	if image := os.Getenv("APPIMAGE"); filepath.IsAbs(image) {
		return image, nil
	}
	path, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("looking for the app's own file: %w", err)
	}
	return path, nil
}

// Enabled reports whether the system will start the app.
func (a *Autostart) Enabled() (bool, error) {
	_, enabled, err := a.read()
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("asking whether the app starts by itself: %w", err)
	}
	return enabled, nil
}

// Set makes the entry or removes it.
func (a *Autostart) Set(on bool) error {
	do := a.remove
	if on {
		do = a.write
	}
	if err := do(); err != nil && (on || !errors.Is(err, fs.ErrNotExist)) {
		return fmt.Errorf("changing whether the app starts by itself: %w", err)
	}
	return nil
}

// Follow brings the entry up to date when the app has moved: when what it starts is
// there no more. It leaves alone what starts another copy, and what was turned off.
func (a *Autostart) Follow() error {
	program, enabled, err := a.read()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("asking what starts by itself: %w", err)
	case !enabled, program == a.program:
		return nil
	}
	if _, err := os.Stat(program); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return a.Set(true)
}
