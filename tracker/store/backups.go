package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

const (
	backupPrefix = "candidaturas-"
	backupExt    = ".db"
	backupEvery  = 24 * time.Hour
)

// NewestKept is how many of the newest backups are kept, WeeksKept in how many
// calendar weeks, this one included, the newest of each.
const (
	NewestKept = 3
	WeeksKept  = 5
)

func backupTime(name string) time.Time { return stampOf(name, backupPrefix, backupExt) }

// backups are the files of a folder that holds nothing else of the store.
type backups struct {
	dir string // "" if nothing is to be kept
	now func() time.Time
}

// names returns the base names of the backups, newest first.
func (b backups) names() ([]string, error) {
	if b.dir == "" {
		return nil, nil
	}
	entries, err := os.ReadDir(b.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("listing the backups: %w", err)
	}
	var names []string
	for _, e := range entries {
		if !backupTime(e.Name()).IsZero() && filepath.Ext(e.Name()) == backupExt {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	slices.Reverse(names)
	return names, nil
}

// next makes the folder of the backups and returns where the next one goes.
// What was made in the same second is not replaced.
func (b backups) next() (string, error) {
	if err := os.MkdirAll(b.dir, folderPerm); err != nil {
		return "", err
	}
	for at := b.now(); ; at = at.Add(time.Second) {
		path := filepath.Join(b.dir, backupPrefix+at.UTC().Format(stampLayout)+backupExt)
		if taken, err := exists(path); !taken || err != nil {
			return path, err
		}
	}
}

// prune removes the backups that are not to be kept, but never the one just made:
// the others may be of a time when the clock was ahead.
func (b backups) prune(made string) error {
	names, err := b.names()
	if err != nil {
		return err
	}
	keep := keptBackups(names, made, b.now())
	var old []string
	for _, name := range names {
		if !keep[name] {
			old = append(old, filepath.Join(b.dir, name))
		}
	}
	return removeAll(old)
}

// keptBackups says which of some backups, newest first, are to be kept.
func keptBackups(names []string, made string, now time.Time) map[string]bool {
	keep := map[string]bool{made: true}
	for _, name := range names {
		if len(keep) < NewestKept {
			keep[name] = true
		}
	}
	oldest := week(now).AddDate(0, 0, -7*(WeeksKept-1))
	weeks := map[time.Time]bool{}
	for _, name := range names {
		of := week(backupTime(name).In(now.Location()))
		if !weeks[of] && !of.Before(oldest) && !of.After(now) {
			weeks[of], keep[name] = true, true
		}
	}
	return keep
}

// week is the Monday of a calendar week.
func week(t time.Time) time.Time {
	sinceMonday := (int(t.Weekday()) + 6) % 7
	return time.Date(t.Year(), t.Month(), t.Day()-sinceMonday, 0, 0, 0, 0, t.Location())
}
