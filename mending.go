package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"candidaturas/tracker"
)

// namedRecovery is r as it is shown and kept: with the name of the file alone.
func namedRecovery(r tracker.Recovery) tracker.Recovery {
	if r.Damaged != "" {
		r.Damaged = filepath.Base(r.Damaged)
	}
	r.Restored = r.Restored.UTC()
	return r
}

// A recoveryFile keeps what was recovered until the person has read it. The store tells
// of it once, in a run that may end before anybody has looked.
type recoveryFile struct{ dir string } // empty to keep nothing

func (f recoveryFile) name() string { return filepath.Join(f.dir, "last-mending.json") }

// latest returns what is to be told after a run that recovered m: m itself, which it
// keeps in place of an older one, or what an earlier run left if m is nothing. After
// an error it is m.
func (f recoveryFile) latest(m tracker.Recovery) (tracker.Recovery, error) {
	switch {
	case f.dir == "":
		return m, nil
	case m == tracker.Recovery{}:
		return f.read()
	}
	text, err := json.Marshal(m)
	if err != nil {
		return m, fmt.Errorf("keeping what was recovered: %w", err)
	}
	return m, writePrivate(f.name(), string(text))
}

func (f recoveryFile) read() (tracker.Recovery, error) {
	text, err := os.ReadFile(f.name()) //nolint:gosec // in the person's own profile folder
	if errors.Is(err, os.ErrNotExist) {
		return tracker.Recovery{}, nil
	}
	if err != nil {
		return tracker.Recovery{}, fmt.Errorf("reading what was recovered: %w", err)
	}
	var m tracker.Recovery
	if err := json.Unmarshal(text, &m); err != nil {
		return tracker.Recovery{}, fmt.Errorf("reading what was recovered: %w", err)
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
			return fmt.Errorf("forgetting what was recovered: %w", err)
		}
	}
	return nil
}
