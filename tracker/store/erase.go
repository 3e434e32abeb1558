package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
)

// Erase removes everything that was ever kept here: the database, what lies
// beside it, backups and files that were set aside. Then it works on with an
// empty store. Calls under way end before, calls that come meanwhile wait.
func (db *DB) Erase(ctx context.Context) error {
	db.life.Lock()
	defer db.life.Unlock()
	if db.conns == nil {
		return describe(ctx, "erasing the store", errClosed)
	}
	if err := db.closeConns(); err != nil {
		db.log.Warn("closing the store to erase it", "error", err)
	}
	removed := db.removeFiles()
	report, err := db.open(ctx)
	return describe(ctx, "erasing the store", errors.Join(removed, err, report.Memory))
}

func (db *DB) removeFiles() error {
	if db.dir == "" {
		return nil
	}
	paths, err := db.files(func(string) bool { return true })
	if err != nil {
		return err
	}
	if err := removeAll(paths); err != nil {
		return err
	}
	if err := os.Remove(db.backupDir()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
