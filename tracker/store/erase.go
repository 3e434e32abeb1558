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
func (db *database) Erase(ctx context.Context) error {
	db.life.Lock()
	defer db.life.Unlock()
	if db.conns == nil {
		return describe(ctx, "erasing the store", errClosed)
	}
	if err := db.closeConns(); err != nil {
		db.log.Warn("closing the store to erase it", "error", err)
	}
	begun := db.folder.beginErasing()
	report, err := db.open(ctx) // which goes on with it
	return describe(ctx, "erasing the store", errors.Join(begun, err, report.Memory))
}

// erasing is what the database is called while it is being erased.
func (f folder) erasing() string { return f.path() + erasingExt }

// beginErasing gives the database a name by which it is never opened. That takes
// no space on a disk that is full, and is done or not done.
func (f folder) beginErasing() error {
	if f.dir == "" {
		return nil
	}
	err := os.Rename(f.path(), f.erasing())
	if errors.Is(err, fs.ErrNotExist) { // there may be backups all the same
		err = os.WriteFile(f.erasing(), nil, filePerm)
	}
	if err != nil {
		return err
	}
	return syncFolder(f.dir)
}

// finishErasing removes what the store has written, if that was begun. The file
// that says so goes last: without it a backup that is left would be restored.
func (f folder) finishErasing() error {
	begun, err := exists(f.erasing())
	if !begun || err != nil {
		return err
	}
	// What it holds is gone even if something else cannot be removed.
	if err := os.Truncate(f.erasing(), 0); err != nil {
		return fmt.Errorf("erasing: %w", err)
	}
	if err := f.removeFiles(); err != nil {
		return fmt.Errorf("erasing: %w", err)
	}
	if err := f.remove(f.erasing()); err != nil {
		return fmt.Errorf("erasing: %w", err)
	}
	return syncFolder(f.dir)
}

// removeFiles removes everything but the file that says that it is under way, as
// much of it as can be, and returns once that would stay so after a power cut.
func (f folder) removeFiles() error {
	paths, err := f.files(func(name string) bool { return name != filepath.Base(f.erasing()) })
	if err != nil {
		return err
	}
	var errs []error
	for _, path := range paths {
		if err := f.remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	if err := syncFolder(f.backups.dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	_ = os.Remove(f.backups.dir) // stays if it holds files of somebody else
	return syncFolder(f.dir)
}
