package store

import (
	"context"
	"errors"
	"os"
)

// swap puts a copy in the place of the file once makeRoom has put that away. First the
// copy gets a name by which the next start knows that it is complete.
func (f folder) swap(prepared string, makeRoom func() error) error {
	if err := moveFile(prepared, f.restoring()); err != nil {
		return err
	}
	if err := makeRoom(); err != nil {
		return errors.Join(err, f.remove(f.restoring()))
	}
	return f.finishRestoring()
}

// archiveAsBackup makes a backup of the file, which nobody has open, by giving it
// another name.
func (f folder) archiveAsBackup(ctx context.Context, backup string) error {
	left, err := exists(f.path() + "-wal")
	if err != nil {
		return err
	}
	if left { // SQLite has not written everything into the file
		copied := temporary(backup)
		defer removeDatabase(copied)
		if err := copyDatabase(ctx, f.path(), copied); err != nil {
			return err
		}
		if err := moveFile(copied, backup); err != nil {
			return err
		}
		return f.remove(f.path())
	}
	if err := os.Rename(f.path(), backup); err != nil {
		return err
	}
	if err := syncFolder(f.backups.dir); err != nil {
		return errors.Join(err, os.Rename(backup, f.path()))
	}
	return nil
}

// restoring is what a copy is called that is complete and about to take the place of
// the file.
func (f folder) restoring() string { return f.path() + restoringExt }

// finishRestoring puts such a copy in place if the file has been put away. If it has
// not, restoring has not happened.
func (f folder) finishRestoring() error {
	begun, err := exists(f.restoring())
	if !begun || err != nil {
		return err
	}
	there, err := exists(f.path())
	if err != nil {
		return err
	}
	if there {
		if err := f.remove(f.restoring()); err != nil {
			f.log.Warn("a copy that was not restored cannot be removed", "error", err)
		}
		return nil
	}
	// It is about the file that was put away.
	if err := removeAll([]string{f.marker()}); err != nil {
		return err
	}
	return moveFile(f.restoring(), f.path())
}
