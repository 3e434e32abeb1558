//go:build !windows && !darwin

package desktop

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"candidaturas/internal/profile"
)

// maxEntry is many times what an entry takes.
const maxEntry = 64 << 10

func (a *Autostart) path() (string, error) {
	config, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("looking for the folder of settings: %w", err)
	}
	return filepath.Join(config, "autostart", a.id+".desktop"), nil
}

func (a *Autostart) read() (program string, enabled bool, err error) {
	path, err := a.path()
	if err != nil {
		return "", false, err
	}
	text, err := profile.ReadSmall(path, maxEntry)
	if err != nil {
		return "", false, err
	}
	program, enabled = readDesktopEntry(string(text))
	return program, enabled, nil
}

func (a *Autostart) write() error {
	path, err := a.path()
	if err != nil {
		return err
	}
	return errors.Join(profile.MakeDir(filepath.Dir(path)), profile.ReplaceFile(path, []byte(desktopEntry(a.id, a.name, a.program))))
}

func (a *Autostart) remove() error {
	path, err := a.path()
	if err != nil {
		return err
	}
	return os.Remove(path)
}
