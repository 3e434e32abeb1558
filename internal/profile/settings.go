package profile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"

	"candidaturas/tracker"
	"candidaturas/ui/present"
)

const (
	// SettingsName is that of the file in the profile's folder.
	SettingsName = "settings.json"
	// maxSettings is many times what any settings take.
	maxSettings = 64 << 10
)

// A Settings keeps the person's choices in a file of the profile, or in
// memory alone. It is safe for concurrent use.
type Settings struct {
	dir       string // empty to keep them in memory
	languages []string

	mu     sync.Mutex
	memory *present.Settings
	// damage is why the file was set aside, for all who read in this run, until
	// something is saved.
	damage error
	// noBackups is what was read or saved last of the wish to have none made.
	noBackups atomic.Bool
}

// NewSettings returns the store of a profile's settings. The languages are those
// that the person may choose from.
func NewSettings(dir string, languages []string) *Settings {
	return &Settings{dir: dir, languages: languages}
}

func (s *Settings) path() string { return filepath.Join(s.dir, SettingsName) }

// Backups reports whether backups are wanted.
func (s *Settings) Backups() bool { return !s.noBackups.Load() }

// Load returns the settings as they were saved last, in range. What cannot be
// understood is as if nothing had been chosen, and a file of which nothing can be
// is set aside.
func (s *Settings) Load() (present.Settings, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	settings, err := s.load()
	s.noBackups.Store(!settings.Backups)
	return settings, err
}

func (s *Settings) load() (present.Settings, error) {
	if s.dir == "" {
		if s.memory == nil {
			return present.DefaultSettings(), nil
		}
		return copySettings(*s.memory), nil
	}
	data, err := ReadSmall(s.path(), maxSettings)
	if errors.Is(err, fs.ErrNotExist) {
		return present.DefaultSettings(), s.damage
	}
	damaged := errors.Is(err, errTooLarge)
	settings := present.DefaultSettings()
	if err == nil {
		settings, damaged, err = parseSettings(data)
	}
	if damaged {
		err = errors.Join(err, os.Rename(s.path(), s.path()+".bad"))
	}
	if err != nil {
		err = fmt.Errorf("reading the settings: %w", err)
	}
	if damaged {
		s.damage = err
	}
	return settings.Normalize(s.languages), err
}

// Save keeps the settings.
func (s *Settings) Save(settings present.Settings) error {
	settings = copySettings(settings)
	s.noBackups.Store(!settings.Backups)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.dir == "" {
		s.memory = &settings
		return nil
	}
	data, err := json.MarshalIndent(settings, "", "  ")
	if err != nil {
		return fmt.Errorf("encoding the settings: %w", err)
	}
	if err := errors.Join(MakeDir(s.dir), ReplaceFile(s.path(), append(data, '\n'))); err != nil {
		return fmt.Errorf("saving the settings: %w", err)
	}
	s.damage = nil
	return nil
}

// parseSettings takes from a file what it understands: the rest stays as it is for
// who has chosen nothing. Damaged is a file of which it understands nothing.
func parseSettings(data []byte) (settings present.Settings, damaged bool, err error) {
	settings = present.DefaultSettings()
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // of an editor
	err = json.Unmarshal(data, &settings)
	var misfit *json.UnmarshalTypeError
	switch {
	case errors.As(err, &misfit) && misfit.Field != "":
		// All other fields hold.
	case err != nil:
		return present.DefaultSettings(), true, fmt.Errorf("understanding the file: %w", err)
	}
	settings.Notices.Kinds = knownKinds(settings.Notices.Kinds)
	return settings, false, err
}

// copySettings shares nothing with the original. Every choice of a notice is
// spelt out, so that one that is not taken is not taken for one not made.
func copySettings(s present.Settings) present.Settings {
	s.Notices.Kinds = knownKinds(s.Notices.Kinds)
	s.View.Stages = slices.Clone(s.View.Stages)
	return s
}

// knownKinds is nil for nil, which stands for the usual kinds.
func knownKinds(of map[tracker.NoticeKind]bool) map[tracker.NoticeKind]bool {
	if of == nil {
		return nil
	}
	kinds := make(map[tracker.NoticeKind]bool)
	for _, k := range tracker.NoticeKinds() {
		kinds[k] = of[k]
	}
	return kinds
}
