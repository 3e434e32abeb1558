package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// large makes a store that is closed, of which a copy does not fit into SQLite's
// memory, so that it is seen to grow.
func large(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	db := open(t, dir)
	save(t, db, newRealisticGenerator(5).batch(200))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// copying reports whether SQLite has begun to write a backup.
func copying(db *DB) bool {
	paths, _ := filepath.Glob(filepath.Join(db.folder.backups.dir, "*"+temporaryExt))
	return slices.ContainsFunc(paths, func(path string) bool {
		info, err := os.Stat(path)
		return err == nil && info.Size() > 0
	})
}

// backupCancelled cancels a backup once a condition holds, does what comes next, and
// returns what the backup returned.
func backupCancelled(t *testing.T, db *DB, when func() bool, next func() error) error {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- db.BackupIfDue(ctx) }()
	for !when() {
		select {
		case err := <-ended:
			t.Fatalf("the backup ended before: %v", err)
		case <-time.After(100 * time.Microsecond):
		}
	}
	cancel()
	if err := next(); err != nil {
		t.Error(err)
	}
	return <-ended
}

// TestR27CloseEndsABackup: a backup whose context is done stops in the middle of what
// SQLite is doing, and the store can be closed or erased.
func TestR27CloseEndsABackup(t *testing.T) {
	// Somebody who reads keeps the store from being opened or closed.
	verifying := func(db *DB) func() bool {
		return func() bool {
			if !db.life.TryLock() {
				return true
			}
			db.life.Unlock()
			return false
		}
	}
	source := large(t)
	written := func(db *DB) func() bool { return func() bool { return copying(db) } }
	for _, tt := range []struct {
		name, doing string // what was being done when it stopped
		when        func(*DB) func() bool
		next        func(*DB) error
	}{
		{"verifying, then closed", "verifying the store: context canceled", verifying, (*DB).Close},
		{"copying, then closed", "copying the database", written, (*DB).Close},
		{"verifying, then erased", "verifying the store: context canceled", verifying, func(db *DB) error { return db.Erase(context.Background()) }},
		{"copying, then erased", "copying the database", written, func(db *DB) error { return db.Erase(context.Background()) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(source)); err != nil {
				t.Fatal(err)
			}
			db := open(t, dir)
			err := backupCancelled(t, db, tt.when(db), func() error { return tt.next(db) })
			if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), tt.doing) {
				t.Errorf("the backup: %v", err)
			}
			if left, err := db.folder.files(func(name string) bool { return strings.HasPrefix(name, backupPrefix) }); len(left) != 0 || err != nil {
				t.Errorf("left: %q, %v", left, err)
			}
			if db.conns != nil { // erased
				if list := mustReadAll(t, db).List; len(list) != 0 {
					t.Errorf("%d applications", len(list))
				}
			}
		})
	}
}
