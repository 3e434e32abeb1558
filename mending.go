package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"candidaturas/tracker/store"
)

// A recoveryReport is what took the place of damaged data.
type recoveryReport struct {
	Damaged  string    `json:"damaged,omitempty"` // the name of the file that was set aside
	Restored time.Time `json:"restored,omitzero"`
}

func reportOf(r store.RecoveryReport) recoveryReport {
	m := recoveryReport{Restored: r.Restored.UTC()}
	if r.Damaged != "" {
		m.Damaged = filepath.Base(r.Damaged)
	}
	return m
}

// A recoveryFile keeps what was recovered until the person has read it. The store tells
// of it once, in a run that may end before anybody has looked.
type recoveryFile struct{ dir string } // empty to keep nothing

func (f recoveryFile) name() string { return filepath.Join(f.dir, "last-mending.json") }

// latest returns what is to be told after a run that recovered m: m itself, which it
// keeps in place of an older one, or what an earlier run left if m is nothing. After
// an error it is m.
func (f recoveryFile) latest(m recoveryReport) (recoveryReport, error) {
	switch {
	case f.dir == "":
		return m, nil
	case m == recoveryReport{}:
		return f.read()
	}
	text, err := json.Marshal(m)
	if err != nil {
		return m, fmt.Errorf("keeping what was mended: %w", err)
	}
	return m, writePrivate(f.name(), string(text))
}

func (f recoveryFile) read() (recoveryReport, error) {
	text, err := os.ReadFile(f.name()) //nolint:gosec // in the person's own profile folder
	if errors.Is(err, os.ErrNotExist) {
		return recoveryReport{}, nil
	}
	if err != nil {
		return recoveryReport{}, fmt.Errorf("reading what was mended: %w", err)
	}
	var m recoveryReport
	if err := json.Unmarshal(text, &m); err != nil {
		return recoveryReport{}, fmt.Errorf("reading what was mended: %w", err)
	}
	return m, nil
}

// remove forgets it.
func (f recoveryFile) remove() error {
	if f.dir == "" {
		return nil
	}
	for _, name := range []string{f.name(), f.name() + ".new"} {
		if err := os.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("forgetting what was mended: %w", err)
		}
	}
	return nil
}
