package profile

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"candidaturas/tracker"
)

// NamedRecovery is r as it is shown and kept: with the name of the file alone.
func NamedRecovery(r tracker.Recovery) tracker.Recovery {
	if r.Damaged != "" {
		r.Damaged = filepath.Base(r.Damaged)
	}
	r.Restored = r.Restored.UTC()
	return r
}

// A RecoveryFile keeps a recovery until the person has read of it. The store reports it
// once, in a run that may end before that.
type RecoveryFile struct{ Dir string } // empty to keep nothing

// Name is the path of the file.
func (f RecoveryFile) Name() string { return filepath.Join(f.Dir, "last-mending.json") }

// Latest returns the recovery to report: m, which it keeps in place of an older one, or
// that of an earlier run if m is zero. After an error it is m.
func (f RecoveryFile) Latest(m tracker.Recovery) (tracker.Recovery, error) {
	switch {
	case f.Dir == "":
		return m, nil
	case m == tracker.Recovery{}:
		return f.read()
	}
	text, err := json.Marshal(m)
	if err != nil {
		return m, fmt.Errorf("keeping what was recovered: %w", err)
	}
	return m, ReplaceFile(f.Name(), text)
}

func (f RecoveryFile) read() (tracker.Recovery, error) {
	text, err := os.ReadFile(f.Name()) //nolint:gosec // in the person's own profile folder
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

// Remove removes the file.
func (f RecoveryFile) Remove() error {
	if f.Dir == "" {
		return nil
	}
	if err := RemoveFile(f.Name()); err != nil {
		return fmt.Errorf("forgetting what was recovered: %w", err)
	}
	return nil
}
