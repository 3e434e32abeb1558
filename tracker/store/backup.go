package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"candidaturas/tracker"
)

const (
	backupPrefix = "candidaturas-"
	backupExt    = ".db"
	backupEvery  = 24 * time.Hour

	// newestKept is how many of the newest backups are kept, weeksKept in how many
	// calendar weeks, this one included, the newest of each.
	newestKept = 3
	weeksKept  = 5
)

func (db *DB) backupDir() string { return filepath.Join(db.dir, "backups") }

func backupTime(name string) time.Time { return stampOf(name, backupPrefix, backupExt) }

// backups returns the base names of the backups, newest first.
func (db *DB) backups() ([]string, error) {
	if db.dir == "" {
		return nil, nil
	}
	entries, err := os.ReadDir(db.backupDir())
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

// Backups returns the backups, newest first.
func (db *DB) Backups(ctx context.Context) ([]tracker.Backup, error) {
	names, err := db.backups()
	if err != nil {
		return nil, describe(ctx, "looking for backups", err)
	}
	var list []tracker.Backup
	for _, name := range names {
		path := filepath.Join(db.backupDir(), name)
		info, err := os.Stat(path)
		if errors.Is(err, fs.ErrNotExist) { // it has just been pruned
			continue
		}
		if err != nil {
			return nil, describe(ctx, "looking for backups", err)
		}
		list = append(list, tracker.Backup{Path: path, At: backupTime(name), Size: info.Size()})
	}
	return list, nil
}

// BackupIfDue makes a backup unless there is one of the last 24 hours. A backup
// from the future does not count: the clock was wrong then, or is now.
func (db *DB) BackupIfDue(ctx context.Context) error {
	backups, err := db.backups()
	if err != nil {
		return describe(ctx, "looking for backups", err)
	}
	for _, name := range backups {
		if age := db.now().Sub(backupTime(name)); 0 <= age && age < backupEvery {
			return nil
		}
	}
	return db.Backup(ctx)
}

// Backup verifies the store and copies it into a file of its own, which is
// verified too. The newest three are kept, and the newest of each of the last five
// weeks. It takes long and does not keep others from writing. A store in memory has
// no backups.
func (db *DB) Backup(ctx context.Context) error {
	db.backing.Lock()
	defer db.backing.Unlock()
	if err := db.Verify(ctx); err != nil {
		return err
	}
	db.life.RLock()
	defer db.life.RUnlock()
	if db.conns == nil {
		return describe(ctx, "making a backup", errClosed)
	}
	if db.conns.path == memory {
		return nil
	}
	return describe(ctx, "making a backup", db.backup(ctx))
}

func (db *DB) backup(ctx context.Context) error {
	path, err := db.nextBackup()
	if err != nil {
		return err
	}
	copied := temporary(path)
	defer removeDatabase(copied)
	if err := copyDatabase(ctx, db.path(), copied); err != nil {
		return err
	}
	if err := verifyFile(ctx, copied); err != nil {
		return err
	}
	if err := moveFile(copied, path); err != nil {
		return err
	}
	return db.prune(filepath.Base(path))
}

// nextBackup makes the folder of the backups and returns where the next one goes.
// What was made in the same second is not replaced.
func (db *DB) nextBackup() (string, error) {
	if err := os.MkdirAll(db.backupDir(), folderPerm); err != nil {
		return "", err
	}
	for at := db.now(); ; at = at.Add(time.Second) {
		path := filepath.Join(db.backupDir(), backupPrefix+at.UTC().Format(stampLayout)+backupExt)
		if taken, err := exists(path); !taken || err != nil {
			return path, err
		}
	}
}

// prune removes the backups that are not to be kept, but never the one just made:
// the others may be of a time when the clock was ahead.
func (db *DB) prune(made string) error {
	names, err := db.backups()
	if err != nil {
		return err
	}
	keep := keptBackups(names, made, db.now())
	var old []string
	for _, name := range names {
		if !keep[name] {
			old = append(old, filepath.Join(db.backupDir(), name))
		}
	}
	return removeAll(old)
}

// keptBackups says which of some backups, newest first, are to be kept.
func keptBackups(names []string, made string, now time.Time) map[string]bool {
	keep := map[string]bool{made: true}
	for _, name := range names {
		if len(keep) < newestKept {
			keep[name] = true
		}
	}
	oldest := week(now).AddDate(0, 0, -7*(weeksKept-1))
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
