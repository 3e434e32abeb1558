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
)

const (
	backupPrefix = "candidaturas-"
	backupExt    = ".db"
	backupsKept  = 3
	backupEvery  = 24 * time.Hour
)

func (db *DB) backupDir() string { return filepath.Join(db.dir, "backups") }

func backupTime(name string) time.Time { return stampOf(name, backupPrefix, backupExt) }

// backups returns the base names of the backups, newest first.
func (db *DB) backups() ([]string, error) {
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
// verified too. The newest three are kept. It takes long and does not keep
// others from writing. A store in memory has no backups.
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
	if err := os.MkdirAll(db.backupDir(), folderPerm); err != nil {
		return err
	}
	path := filepath.Join(db.backupDir(), backupPrefix+db.stamp()+backupExt)
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

// prune removes the oldest backups, but never the one just made: the others may
// be of a time when the clock was ahead.
func (db *DB) prune(made string) error {
	names, err := db.backups()
	if err != nil {
		return err
	}
	kept := 1
	var old []string
	for _, name := range names {
		switch {
		case name == made:
		case kept < backupsKept:
			kept++
		default:
			old = append(old, filepath.Join(db.backupDir(), name))
		}
	}
	return removeAll(old)
}
