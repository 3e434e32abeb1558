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

// A mending is what took the place of damaged data.
type mending struct {
	Damaged  string    `json:"damaged,omitempty"` // the name of the file that was set aside
	Restored time.Time `json:"restored,omitzero"`
}

func mended(r store.Report) mending {
	m := mending{Restored: r.Restored.UTC()}
	if r.Damaged != "" {
		m.Damaged = filepath.Base(r.Damaged)
	}
	return m
}

// A mendingFile keeps what was mended until the person has read it. The store tells
// of it once, in a run that may end before anybody has looked.
type mendingFile struct{ dir string } // empty to keep nothing

func (f mendingFile) name() string { return filepath.Join(f.dir, "last-mending.json") }

// latest returns what is to be told after a run that mended m: m itself, which it
// keeps in place of an older one, or what an earlier run left if m is nothing. After
// an error it is m.
func (f mendingFile) latest(m mending) (mending, error) {
	switch {
	case f.dir == "":
		return m, nil
	case m == mending{}:
		return f.read()
	}
	text, err := json.Marshal(m)
	if err != nil {
		return m, fmt.Errorf("keeping what was mended: %w", err)
	}
	return m, writePrivate(f.name(), string(text))
}

func (f mendingFile) read() (mending, error) {
	text, err := os.ReadFile(f.name()) //nolint:gosec // in the person's own profile folder
	if errors.Is(err, os.ErrNotExist) {
		return mending{}, nil
	}
	if err != nil {
		return mending{}, fmt.Errorf("reading what was mended: %w", err)
	}
	var m mending
	if err := json.Unmarshal(text, &m); err != nil {
		return mending{}, fmt.Errorf("reading what was mended: %w", err)
	}
	return m, nil
}

// remove forgets it.
func (f mendingFile) remove() error {
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
