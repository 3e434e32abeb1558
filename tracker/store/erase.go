package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Erase removes everything that was ever kept here: the database, what lies
// beside it, backups and files that were set aside. Then it works on with an
// empty store. Calls under way end before, calls that come meanwhile wait.
//
// Nothing of it comes back, also if the process ends on the way: the next start
// removes the rest before it does anything else. What cannot be removed is an
// error; until it can be, the store is one in memory.
func (db *DB) Erase(ctx context.Context) error {
	db.life.Lock()
	defer db.life.Unlock()
	if db.conns == nil {
		return describe(ctx, "erasing the store", errClosed)
	}
	if err := db.closeConns(); err != nil {
		db.log.Warn("closing the store to erase it", "error", err)
	}
	begun := db.beginErasing()
	report, err := db.open(ctx) // which goes on with it
	return describe(ctx, "erasing the store", errors.Join(begun, err, report.Memory))
}

// erasing is what the database is called while it is being erased.
func (db *DB) erasing() string { return db.path() + erasingExt }

// beginErasing gives the database a name by which it is never opened. That takes
// no space on a disk that is full, and is done or not done.
func (db *DB) beginErasing() error {
	if db.dir == "" {
		return nil
	}
	err := os.Rename(db.path(), db.erasing())
	if errors.Is(err, fs.ErrNotExist) { // there may be backups all the same
		err = os.WriteFile(db.erasing(), nil, filePerm)
	}
	if err != nil {
		return err
	}
	return syncFolder(db.dir)
}

// finishErasing removes what the store has written, if that was begun. The file
// that says so goes last: without it a backup that is left would be restored.
func (db *DB) finishErasing() error {
	begun, err := exists(db.erasing())
	if !begun || err != nil {
		return err
	}
	// What it holds is gone even if something else cannot be removed.
	if err := os.Truncate(db.erasing(), 0); err != nil {
		return fmt.Errorf("erasing: %w", err)
	}
	if err := db.removeFiles(); err != nil {
		return fmt.Errorf("erasing: %w", err)
	}
	if err := db.remove(db.erasing()); err != nil {
		return fmt.Errorf("erasing: %w", err)
	}
	return syncFolder(db.dir)
}

// removeFiles removes everything but the file that says that it is under way, as
// much of it as can be, and returns once that would stay so after a power cut.
func (db *DB) removeFiles() error {
	paths, err := db.files(func(name string) bool { return name != filepath.Base(db.erasing()) })
	if err != nil {
		return err
	}
	var errs []error
	for _, path := range paths {
		if err := db.remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	if err := syncFolder(db.backupDir()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	_ = os.Remove(db.backupDir()) // stays if it holds files of somebody else
	return syncFolder(db.dir)
}
