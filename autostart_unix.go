//go:build !windows && !darwin

package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// maxEntry is many times what an entry takes.
const maxEntry = 64 << 10

func (a *autostart) path() (string, error) {
	config, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("looking for the folder of settings: %w", err)
	}
	return filepath.Join(config, "autostart", a.id+".desktop"), nil
}

func (a *autostart) read() (program string, enabled bool, err error) {
	path, err := a.path()
	if err != nil {
		return "", false, err
	}
	text, err := readSmall(path, maxEntry)
	if err != nil {
		return "", false, err
	}
	program, enabled = readDesktopEntry(string(text))
	return program, enabled, nil
}

func (a *autostart) write() error {
	path, err := a.path()
	if err != nil {
		return err
	}
	return errors.Join(makeDir(filepath.Dir(path)), replaceFile(path, []byte(desktopEntry(a.id, a.name, a.program))))
}

func (a *autostart) remove() error {
	path, err := a.path()
	if err != nil {
		return err
	}
	return os.Remove(path)
}
