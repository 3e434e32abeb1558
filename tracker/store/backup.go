package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"candidaturas/tracker"
)

// copies are made of an open database, and take its place.
type copies struct {
	db      *database
	backing sync.Mutex // held while a copy is made or taken back
}

// Backups returns the backups, newest first.
func (cp *copies) Backups(ctx context.Context) ([]tracker.Backup, error) {
	names, err := cp.db.folder.backups.names()
	if err != nil {
		return nil, describe(ctx, "looking for backups", err)
	}
	var list []tracker.Backup
	for _, name := range names {
		path := filepath.Join(cp.db.folder.backups.dir, name)
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
func (cp *copies) BackupIfDue(ctx context.Context) error {
	backups, err := cp.db.folder.backups.names()
	if err != nil {
		return describe(ctx, "looking for backups", err)
	}
	for _, name := range backups {
		if age := cp.db.now().Sub(backupTime(name)); 0 <= age && age < backupEvery {
			return nil
		}
	}
	return cp.Backup(ctx)
}

// Backup verifies the store and copies it into a file of its own, which is
// verified too. The newest three are kept, and the newest of each of the last five
// weeks. It takes long and does not keep others from writing. A store in memory has
// no backups.
func (cp *copies) Backup(ctx context.Context) error {
	cp.backing.Lock()
	defer cp.backing.Unlock()
	if err := cp.db.Verify(ctx); err != nil {
		return err
	}
	cp.db.life.RLock()
	defer cp.db.life.RUnlock()
	if cp.db.conns == nil {
		return describe(ctx, "making a backup", errClosed)
	}
	if cp.db.conns.path == memory {
		return nil
	}
	return describe(ctx, "making a backup", cp.backup(ctx))
}

func (cp *copies) backup(ctx context.Context) error {
	path, err := cp.db.folder.backups.next()
	if err != nil {
		return err
	}
	copied := temporary(path)
	defer removeDatabase(copied)
	if err := copyDatabase(ctx, cp.db.folder.path(), copied); err != nil {
		return err
	}
	if err := verifyFile(ctx, copied); err != nil {
		return err
	}
	if err := moveFile(copied, path); err != nil {
		return err
	}
	return cp.db.folder.backups.prune(filepath.Base(path))
}
