package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"candidaturas/tracker"

	sqlite3 "modernc.org/sqlite/lib"
)

// markDamaged makes the next start set the file aside, even if it looks whole.
func (db *DB) markDamaged() {
	if db.conns == nil || db.conns.path == memory {
		return
	}
	if err := db.mark(); err != nil {
		db.log.Error("the damage cannot be remembered", "error", err)
	}
}

func (db *DB) mark() error {
	return os.WriteFile(db.marker(), nil, filePerm)
}

// Recover sets a damaged file aside, puts the newest good backup in its place,
// or a new file if there is none, and works with that. Calls under way end
// before, calls that come meanwhile wait.
func (db *DB) Recover(ctx context.Context) (RecoveryReport, error) {
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

// replace sets the file aside, if it is there, and restores a backup, if there
// is a good one. The marker goes last: whatever ends the process on the way, the
// next start goes on from there.
func (db *DB) replace(ctx context.Context) (RecoveryReport, error) {
	if err := db.mark(); err != nil {
		return RecoveryReport{}, err
	}
	aside, err := db.setAside()
	if err != nil {
		return RecoveryReport{}, fmt.Errorf("setting the damaged file aside: %w", err)
	}
	restored, err := db.restore(ctx, notifiedIn(ctx, aside))
	if err != nil {
		return RecoveryReport{Recovery: tracker.Recovery{Damaged: aside}}, err
	}
	report := RecoveryReport{Recovery: tracker.Recovery{Damaged: aside, Restored: restored}}
	return report, removeAll([]string{db.marker()})
}

// setAside renames the file and what has not come into it yet. It returns the
// new name, "" if there is no file.
func (db *DB) setAside() (string, error) {
	there, err := exists(db.path())
	if err != nil || !there {
		return "", err
	}
	aside := db.path() + asideExt + db.stamp()
	for n := 2; ; n++ {
		taken, err := exists(aside)
		if err != nil {
			return "", err
		}
		if !taken {
			break
		}
		aside = db.path() + asideExt + db.stamp() + "-" + strconv.Itoa(n)
	}
	for _, ext := range besides {
		if err := os.Rename(db.path()+ext, aside+ext); err != nil && !errors.Is(err, os.ErrNotExist) {
			return "", err
		}
	}
	return aside, os.Rename(db.path(), aside)
}

// restore copies the newest backup that is good, and keeps in it what has been told
// since. It returns when that was made, zero if there is none.
func (db *DB) restore(ctx context.Context, told map[string]int64) (time.Time, error) {
	backups, err := db.backups()
	if err != nil {
		return time.Time{}, err
	}
	for _, name := range backups {
		err := db.restoreFrom(ctx, filepath.Join(db.backupDir(), name), told)
		if err == nil {
			return backupTime(name), nil
		}
		if ctx.Err() != nil || errors.Is(err, tracker.ErrStoreFull) || errors.Is(err, tracker.ErrStoreReadOnly) {
			return time.Time{}, err
		}
		db.log.Warn("a backup is no good", "backup", name, "error", err)
	}
	return time.Time{}, nil
}

func (db *DB) restoreFrom(ctx context.Context, backup string, told map[string]int64) error {
	path := temporary(db.path())
	defer removeDatabase(path)
	if err := copyFile(backup, path); err != nil {
		return describe(ctx, "copying a backup", err)
	}
	if err := db.prepare(ctx, path); err != nil {
		return err
	}
	if err := carry(ctx, path, carried{told: told}); err != nil {
		return describe(ctx, "restoring a backup", err)
	}
	return describe(ctx, "restoring a backup", moveFile(path, db.path()))
}

// prepare verifies a copy and brings it to this version. It verifies it before that
// as well: migrating makes indexes anew, by which damage is noticed.
func (db *DB) prepare(ctx context.Context, path string) error {
	if err := verifyFile(ctx, path); err != nil {
		return describe(ctx, "verifying a backup", err)
	}
	h, err := readHeader(path)
	if err != nil {
		return describe(ctx, "verifying a backup", err)
	}
	if err := db.migrateFile(ctx, path); err != nil {
		return err
	}
	if h.userVersion() == db.version() {
		return nil
	}
	return describe(ctx, "verifying a backup", verifyFile(ctx, path))
}

// damagedSchema says of an error in a statement of ours that the database is not
// what the statement was written for.
func damagedSchema(err error) error {
	if code(err) == sqlite3.SQLITE_ERROR {
		return fmt.Errorf("%w: %w", tracker.ErrStoreDamaged, err)
	}
	return err
}

// A header is the first bytes of a SQLite file:
// https://www.sqlite.org/fileformat2.html#the_database_header.
type header [100]byte

const magic = "SQLite format 3\x00"

// valid reports whether the fields are what this package writes, of which SQLite
// would only say that it cannot write, or not read, the file.
func (h *header) valid() bool {
	return string(h[:16]) == magic &&
		h[18] <= 2 && h[19] <= 2 && // the format: written and read by what there is
		binary.BigEndian.Uint32(h[44:]) == 4 && // that of the schema
		binary.BigEndian.Uint32(h[56:]) == 1 // UTF-8
}

func (h *header) userVersion() int64 {
	return int64(int32(binary.BigEndian.Uint32(h[60:]))) //nolint:gosec // it is signed
}

// readHeader returns [tracker.ErrStoreDamaged] for what is no header of ours.
func readHeader(path string) (h header, err error) {
	f, err := os.Open(path) //nolint:gosec // in the person's own profile folder, or chosen by them
	if err != nil {
		return h, err
	}
	defer func() { _ = f.Close() }()
	switch _, err := io.ReadFull(f, h[:]); {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return h, fmt.Errorf("%w: the file is cut off", tracker.ErrStoreDamaged)
	case err != nil:
		return h, err
	case !h.valid():
		return h, fmt.Errorf("%w: another header", tracker.ErrStoreDamaged)
	}
	return h, nil
}

// checkHeader looks at the file before SQLite does, which may change it: one of
// a newer version is not touched.
func (db *DB) checkHeader(ctx context.Context) error {
	h, err := readHeader(db.path())
	if err == nil && h.userVersion() > db.version() {
		return db.checkNewer(ctx, db.path(), h.userVersion())
	}
	return err
}

// checkNewer tells a newer database from one whose version was damaged: the
// table of migrations says the same a second time.
func (db *DB) checkNewer(ctx context.Context, path string, version int64) error {
	pool, err := openUntouched(path)
	if err != nil {
		return err
	}
	defer func() { _ = pool.Close() }()
	var applied int64
	err = pool.QueryRowContext(ctx, `SELECT max(version_id) FROM goose_db_version WHERE is_applied`).Scan(&applied)
	if err == nil && applied <= db.version() {
		return fmt.Errorf("%w: version %d after migration %d", tracker.ErrStoreDamaged, version, applied)
	}
	return fmt.Errorf("%w: %d instead of %d", tracker.ErrStoreNewer, version, db.version())
}
