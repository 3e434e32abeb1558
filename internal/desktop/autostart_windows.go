package desktop

import (
	"errors"
	"fmt"
	"io/fs"

	"golang.org/x/sys/windows/registry"
)

// The person's own keys of the registry: what starts with their session, and what
// they turned off in the task manager.
const (
	runKey      = `Software\Microsoft\Windows\CurrentVersion\Run`
	approvedKey = `Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run`
)

func (a *Autostart) read() (program string, enabled bool, err error) {
	key, err := registry.OpenKey(registry.CURRENT_USER, runKey, registry.QUERY_VALUE)
	if err != nil {
		return "", false, fmt.Errorf("opening the registry: %w", err)
	}
	defer func() { _ = key.Close() }()
	command, _, err := key.GetStringValue(a.name)
	if err != nil {
		return "", false, fmt.Errorf("reading the registry: %w", err)
	}
	return readRunCommand(command), startupApproved(a.approved()), nil
}

// approved is nil where nobody has touched the entry.
func (a *Autostart) approved() []byte {
	key, err := registry.OpenKey(registry.CURRENT_USER, approvedKey, registry.QUERY_VALUE)
	if err != nil {
		return nil
	}
	defer func() { _ = key.Close() }()
	remembered, _, err := key.GetBinaryValue(a.name)
	if err != nil {
		return nil
	}
	return remembered
}

func (a *Autostart) write() error {
	key, _, err := registry.CreateKey(registry.CURRENT_USER, runKey, registry.SET_VALUE)
	if err != nil {
		return fmt.Errorf("opening the registry: %w", err)
	}
	defer func() { _ = key.Close() }()
	if err := key.SetStringValue(a.name, runCommand(a.program)); err != nil {
		return fmt.Errorf("writing to the registry: %w", err)
	}
	return a.forget(approvedKey) // the person has just turned it on
}

func (a *Autostart) remove() error {
	return errors.Join(a.forget(runKey), a.forget(approvedKey))
}

// forget removes the app's value of a key, if there is one.
func (a *Autostart) forget(path string) error {
	key, err := registry.OpenKey(registry.CURRENT_USER, path, registry.SET_VALUE)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("opening the registry: %w", err)
	}
	defer func() { _ = key.Close() }()
	if err := key.DeleteValue(a.name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("writing to the registry: %w", err)
	}
	return nil
}
