package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"time"

	"candidaturas/tracker"
)

// markDamaged makes the next start quarantine the file, even if it looks whole.
func (db *database) markDamaged() {
	if db.conns == nil || db.conns.path == memory {
		return
	}
	if err := db.folder.mark(); err != nil {
		db.log.Error("the damage cannot be remembered", "error", err)
	}
}

// Recover quarantines a damaged file, puts the newest good backup in its place,
// or a new file if there is none, and works with that. Calls under way end
// before, calls that come meanwhile wait.
func (db *database) Recover(ctx context.Context) (RecoveryReport, error) {
	db.life.Lock()
	defer db.life.Unlock()
	if db.conns == nil {
		return RecoveryReport{}, describe(ctx, "recovering the store", errClosed)
	}
	db.markDamaged()
	if err := db.closeConns(); err != nil {
		db.log.Warn("closing the damaged store", "error", err)
	}
	report, err := db.open(ctx)
	return report, describe(ctx, "recovering the store", err)
}

// A recovery replaces a damaged file, which nobody has open.
type recovery struct {
	folder folder
	schema schema
	log    *slog.Logger
}

// replace quarantines the file, if it is there, and restores a backup, if there
// is a good one. The marker goes last: whatever ends the process on the way, the
// next start goes on from there.
func (r recovery) replace(ctx context.Context) (RecoveryReport, error) {
	if err := r.folder.mark(); err != nil {
		return RecoveryReport{}, err
	}
	aside, err := r.folder.quarantine()
	if err != nil {
		return RecoveryReport{}, fmt.Errorf("setting the damaged file aside: %w", err)
	}
	restored, err := r.restore(ctx, notifiedIn(ctx, aside))
	if err != nil {
		return RecoveryReport{Recovery: tracker.Recovery{Damaged: aside}}, err
	}
	report := RecoveryReport{Recovery: tracker.Recovery{Damaged: aside, Restored: restored}}
	return report, removeAll([]string{r.folder.marker()})
}

// restore copies the newest backup that is good, and keeps in it what notifications
// have told of since. It returns when that was made, zero if there is none.
func (r recovery) restore(ctx context.Context, notified map[string]int64) (time.Time, error) {
	backups, err := r.folder.backups.names()
	if err != nil {
		return time.Time{}, err
	}
	for _, name := range backups {
		err := r.restoreFrom(ctx, filepath.Join(r.folder.backups.dir, name), notified)
		if err == nil {
			return backupTime(name), nil
		}
		if ctx.Err() != nil || errors.Is(err, tracker.ErrStoreFull) || errors.Is(err, tracker.ErrStoreReadOnly) {
			return time.Time{}, err
		}
		r.log.Warn("a backup is no good", "backup", name, "error", err)
	}
	return time.Time{}, nil
}

func (r recovery) restoreFrom(ctx context.Context, backup string, notified map[string]int64) error {
	path := temporary(r.folder.path())
	defer removeDatabase(path)
	if err := copyFile(backup, path); err != nil {
		return describe(ctx, "copying a backup", err)
	}
	if err := r.schema.prepare(ctx, path); err != nil {
		return err
	}
	if err := preserveState(ctx, path, preserved{notified: notified}); err != nil {
		return describe(ctx, "restoring a backup", err)
	}
	return describe(ctx, "restoring a backup", moveFile(path, r.folder.path()))
}
