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

// path is of the person's own agents, which launchd starts at the next login.
func (a *Autostart) path() (string, error) {
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("looking for the home folder: %w", err)
	}
	return filepath.Join(home, "Library", "LaunchAgents", a.id+".plist"), nil
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
	program, err = readLaunchAgent(text)
	return program, err == nil, err
}

func (a *Autostart) write() error {
	path, err := a.path()
	if err != nil {
		return err
	}
	text, err := launchAgent(a.id, a.program)
	if err != nil {
		return err
	}
	return errors.Join(profile.MakeDir(filepath.Dir(path)), profile.ReplaceFile(path, []byte(text)))
}

func (a *Autostart) remove() error {
	path, err := a.path()
	if err != nil {
		return err
	}
	return os.Remove(path)
}
