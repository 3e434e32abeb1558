package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"candidaturas/tracker"
)

// SaveCopy verifies the store and copies it into a file that the person chose, which
// is verified too and then put in place at once: [DB.Restore] takes it back. What had
// that name before is replaced. A store in memory can be saved too.
//
// An error that matches [tracker.ErrStoreReadOnly] or [tracker.ErrStoreFull] is about
// the place that was chosen.
func (cp *copies) SaveCopy(ctx context.Context, path string) error {
	cp.backing.Lock()
	defer cp.backing.Unlock()
	if err := cp.db.Verify(ctx); err != nil {
		return err
	}
	cp.db.life.RLock()
	defer cp.db.life.RUnlock()
	if cp.db.conns == nil {
		return describe(ctx, "saving a copy", errClosed)
	}
	return describe(ctx, "saving a copy", unnamed(cp.saveCopy(ctx, path)))
}

func (cp *copies) saveCopy(ctx context.Context, path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if cp.db.folder.isOurs(path) {
		return fmt.Errorf("%w: it is one of the app's own files", tracker.ErrStoreReadOnly)
	}
	copied := temporary(path)
	defer removeDatabase(copied)
	if cp.db.conns.path == memory {
		err = cp.copyMemory(ctx, copied)
	} else {
		err = copyDatabase(ctx, cp.db.folder.path(), copied)
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
func (cp *copies) copyMemory(ctx context.Context, to string) error {
	if err := createFile(to); err != nil {
		return err
	}
	if err := with(ctx, cp.db.conns.writer, func(c *conn) error {
		_, err := c.exec(ctx, `VACUUM INTO ?`, to)
		return err
	}); err != nil {
		return err
	}
	return syncFile(to)
}

// Size returns how many bytes the store takes on the disk, what was set aside
// included, and how many its backups do.
func (cp *copies) Size(ctx context.Context) (data, backups int64, err error) {
	if cp.db.folder.dir == "" {
		return 0, 0, nil
	}
	paths, err := cp.db.folder.files(func(string) bool { return true })
	if err != nil {
		return 0, 0, describe(ctx, "measuring what is kept", err)
	}
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil { // it has just gone
			continue
		}
		if filepath.Dir(path) == cp.db.folder.backups.dir {
			backups += info.Size()
		} else {
			data += info.Size()
		}
	}
	return data, backups, nil
}
