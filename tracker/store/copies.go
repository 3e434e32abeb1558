package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"candidaturas/tracker"
)

// SaveCopy verifies the store and copies it into a file that the person chose, which
// is verified too and then put in place at once: [DB.Restore] takes it back. What had
// that name before is replaced. A store in memory can be saved too.
//
// An error that matches [tracker.ErrStoreReadOnly] or [tracker.ErrStoreFull] is about
// the place that was chosen.
func (db *DB) SaveCopy(ctx context.Context, path string) error {
	db.backing.Lock()
	defer db.backing.Unlock()
	if err := db.Verify(ctx); err != nil {
		return err
	}
	db.life.RLock()
	defer db.life.RUnlock()
	if db.conns == nil {
		return describe(ctx, "saving a copy", errClosed)
	}
	return describe(ctx, "saving a copy", unnamed(db.saveCopy(ctx, path)))
}

func (db *DB) saveCopy(ctx context.Context, path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if db.isOurs(path) {
		return fmt.Errorf("%w: it is one of the app's own files", tracker.ErrStoreReadOnly)
	}
	copied := temporary(path)
	defer removeDatabase(copied)
	if db.conns.path == memory {
		err = db.copyMemory(ctx, copied)
	} else {
		err = copyDatabase(ctx, db.path(), copied)
	}
	if err != nil {
		return err
	}
	if err := verifyFile(ctx, copied); err != nil {
		return err
	}
	if err := os.Rename(copied, path); err != nil {
		return err
	}
	_ = syncFolder(filepath.Dir(path)) // not every place that a person may choose knows that
	return nil
}

// copyMemory is copyDatabase for a store in memory.
func (db *DB) copyMemory(ctx context.Context, to string) error {
	if err := createFile(to); err != nil {
		return err
	}
	if err := with(ctx, db.conns.writer, func(c *conn) error {
		_, err := c.exec(ctx, `VACUUM INTO ?`, to)
		return err
	}); err != nil {
		return err
	}
	return syncFile(to)
}

// isOurs reports whether a file would be one that the store writes.
func (db *DB) isOurs(path string) bool {
	if db.dir == "" {
		return false
	}
	folder, err := os.Stat(filepath.Dir(path))
	if err != nil {
		return false
	}
	for dir, prefix := range map[string]string{db.dir: fileName, db.backupDir(): backupPrefix} {
		own, err := os.Stat(dir)
		// Not every file system tells upper case from lower case.
		if err == nil && os.SameFile(folder, own) && strings.HasPrefix(strings.ToLower(filepath.Base(path)), prefix) {
			return true
		}
	}
	return false
}

// Size returns how many bytes the store takes on the disk, what was set aside
// included, and how many its backups do.
func (db *DB) Size(ctx context.Context) (data, backups int64, err error) {
	if db.dir == "" {
		return 0, 0, nil
	}
	paths, err := db.files(func(string) bool { return true })
	if err != nil {
		return 0, 0, describe(ctx, "measuring what is kept", err)
	}
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil { // it has just gone
			continue
		}
		if filepath.Dir(path) == db.backupDir() {
			backups += info.Size()
		} else {
			data += info.Size()
		}
	}
	return data, backups, nil
}
