package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"candidaturas/tracker"
)

// Restore replaces everything that is kept by what a copy holds: one of the backups,
// or any file that [DB.SaveCopy] or a backup of this app or an earlier version has
// made. The copy itself is not touched. What was kept until then becomes a backup, so
// that this can be undone, or is set aside if it is damaged. Which account is shown
// before anybody signs in stays as it is, unless nothing was kept; and the desktop is
// not told again what it was told already.
//
// It returns [tracker.ErrStoreNotOurs] for any other file, [tracker.ErrStoreInUse] for
// that of the store itself, [tracker.ErrStoreDamaged] or [tracker.ErrStoreNewer] for a
// copy that cannot be used, and why nothing is kept if the store is in memory. After
// an error everything is as it was. The copy is looked through first, which may take
// long; calls that come while it is put in place wait. Whatever ends the process on
// the way, the next start finds all of the one or all of the other.
//
// Whoever is about to write what was read before calls [tracker.Tracker.Suspend]
// first.
func (db *DB) Restore(ctx context.Context, path string) error {
	db.backing.Lock()
	defer db.backing.Unlock()
	if err := db.keeps(ctx); err != nil {
		return err
	}
	prepared := temporary(db.path())
	defer removeDatabase(prepared)
	if err := db.fetchCopy(ctx, path, prepared); err != nil {
		return err
	}
	err := db.Verify(ctx)
	damaged := errors.Is(err, tracker.ErrStoreDamaged)
	if err != nil && !damaged {
		return err
	}
	return describe(ctx, "restoring a copy", db.swap(ctx, prepared, damaged))
}

// CheckCopy looks through a file as [DB.Restore] does, with the same errors, and
// returns how many applications it holds, of all accounts. It changes nothing.
func (db *DB) CheckCopy(ctx context.Context, path string) (applications int, err error) {
	db.backing.Lock()
	defer db.backing.Unlock()
	if err := db.keeps(ctx); err != nil {
		return 0, err
	}
	prepared := temporary(db.path())
	defer removeDatabase(prepared)
	if err := db.fetchCopy(ctx, path, prepared); err != nil {
		return 0, err
	}
	err = inFile(ctx, prepared, func(c *conn) error {
		return c.one(ctx, `SELECT count(*) FROM applications`, nil, &applications)
	})
	return applications, describe(ctx, "counting what the copy holds", err)
}

// keeps returns why what is kept is not on the disk, if it is not.
func (db *DB) keeps(ctx context.Context) error {
	db.life.RLock()
	defer db.life.RUnlock()
	switch {
	case db.conns == nil:
		return describe(ctx, "restoring a copy", errClosed)
	case db.conns.path != memory:
		return nil
	case db.why != nil:
		return fmt.Errorf("restoring a copy: %w", db.why)
	}
	return describe(ctx, "restoring a copy", errNoFolder)
}

// fetchCopy copies a file that a person chose, and makes sure that it is whole, ours
// and of this version. Its errors do not tell the name.
func (db *DB) fetchCopy(ctx context.Context, from, to string) error {
	from, err := filepath.Abs(from)
	if err != nil {
		return fmt.Errorf("looking at the copy: %w", err)
	}
	if err := db.recognize(ctx, from); err != nil {
		return fmt.Errorf("looking at the copy: %w", unnamed(err))
	}
	return describe(ctx, "reading the copy", unnamed(db.prepareCopy(ctx, from, to)))
}

func (db *DB) prepareCopy(ctx context.Context, from, to string) error {
	// What SQLite had not yet written into a file that was in use lies beside it.
	if err := copyFile(from+"-wal", to+"-wal"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := copyFile(from, to); err != nil {
		return err
	}
	if err := db.prepare(ctx, to); err != nil {
		return err
	}
	return db.checkDefinitions(ctx, to)
}

// ourTables are some that every version has.
const ourTables = `('accounts', 'applications', 'bodies', 'events', 'goose_db_version', 'offer_versions', 'settings')`

// recognize returns [tracker.ErrStoreNotOurs] for what no version of this app has
// made, as far as can be told without reading it all.
func (db *DB) recognize(ctx context.Context, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%w: no file", tracker.ErrStoreNotOurs)
	}
	// By whatever name: a file that is being written is not what a copy of it holds.
	if own, err := os.Stat(db.path()); err == nil && os.SameFile(info, own) {
		return tracker.ErrStoreInUse
	}
	h, err := readHeader(path)
	if errors.Is(err, tracker.ErrStoreDamaged) {
		return fmt.Errorf("%w: another header", tracker.ErrStoreNotOurs)
	}
	if err != nil {
		return err
	}
	pool, err := openUntouched(path)
	if err != nil {
		return err
	}
	defer func() { _ = pool.Close() }()
	n := 0
	if err := pool.QueryRowContext(ctx, `
SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN `+ourTables).Scan(&n); err != nil {
		return describe(ctx, "reading its schema", err)
	}
	switch {
	case n != 7:
		return fmt.Errorf("%w: other tables", tracker.ErrStoreNotOurs)
	case h.userVersion() > db.version():
		return db.checkNewer(ctx, path, h.userVersion())
	case h.userVersion() <= 0:
		return fmt.Errorf("%w: version %d", tracker.ErrStoreDamaged, h.userVersion())
	}
	return nil
}

// checkDefinitions compares the schema of a file with that of a new database: what
// was not made by our migrations may hold statements of somebody else.
func (db *DB) checkDefinitions(ctx context.Context, path string) error {
	fresh, err := db.dial(ctx, memory)
	if err != nil {
		return err
	}
	defer func() { _ = fresh.close() }()
	var want, got []string
	read := func(to *[]string) func(*conn) error {
		return func(c *conn) (err error) {
			*to, err = definitions(ctx, c, ourDefinitions)
			return err
		}
	}
	if err := with(ctx, fresh.writer, read(&want)); err != nil {
		return err
	}
	if err := inFile(ctx, path, read(&got)); err != nil {
		return err
	}
	if !slices.Equal(got, want) {
		return fmt.Errorf("%w: another schema", tracker.ErrStoreNotOurs)
	}
	return nil
}

// swap puts a prepared copy in the place of the file.
func (db *DB) swap(ctx context.Context, prepared string, damaged bool) error {
	db.life.Lock()
	defer db.life.Unlock()
	if db.conns == nil {
		return errClosed
	}
	// Once it is begun it is not given up half-way.
	if err := ctx.Err(); err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx)
	old, err := db.keptNow(ctx)
	if err != nil && !damaged {
		return err
	}
	backup, err := db.nextBackup()
	if err != nil {
		return err
	}
	if err := db.closeConns(); err != nil {
		db.log.Warn("closing the store to restore a copy", "error", err)
	}
	putAway := func() error { return db.putAway(ctx, backup) }
	switch {
	case damaged:
		putAway = db.putAside
	case old.empty:
		putAway = func() error { return db.remove(db.path()) }
	}
	swapped := db.swapFiles(ctx, prepared, old, putAway)
	report, err := db.open(ctx) // whichever is there now
	return errors.Join(swapped, err, report.Memory)
}

// swapFiles first gives the copy a name by which the next start knows that it is
// complete: see finishRestoring.
func (db *DB) swapFiles(ctx context.Context, prepared string, old carried, putAway func() error) error {
	if err := carry(ctx, prepared, old); err != nil {
		return err
	}
	if err := moveFile(prepared, db.restoring()); err != nil {
		return err
	}
	if err := putAway(); err != nil {
		return errors.Join(err, db.remove(db.restoring()))
	}
	return db.finishRestoring()
}

// putAside sets a damaged file aside.
func (db *DB) putAside() error {
	aside, err := db.setAside()
	if err == nil {
		db.log.Warn("the damaged store is set aside", "file", filepath.Base(aside))
	}
	return err
}

// putAway makes a backup of the file, which nobody of us has open, by giving it
// another name.
func (db *DB) putAway(ctx context.Context, backup string) error {
	left, err := exists(db.path() + "-wal")
	if err != nil {
		return err
	}
	if left { // SQLite has not written everything into the file
		copied := temporary(backup)
		defer removeDatabase(copied)
		if err := copyDatabase(ctx, db.path(), copied); err != nil {
			return err
		}
		if err := moveFile(copied, backup); err != nil {
			return err
		}
		return db.remove(db.path())
	}
	if err := os.Rename(db.path(), backup); err != nil {
		return err
	}
	if err := syncFolder(db.backupDir()); err != nil {
		return errors.Join(err, os.Rename(backup, db.path()))
	}
	return nil
}

// restoring is what a copy is called that is complete and about to take the place of
// the file.
func (db *DB) restoring() string { return db.path() + restoringExt }

// finishRestoring puts such a copy in place if the file has been put away. If it has
// not, restoring has not happened.
func (db *DB) finishRestoring() error {
	begun, err := exists(db.restoring())
	if !begun || err != nil {
		return err
	}
	there, err := exists(db.path())
	if err != nil {
		return err
	}
	if there {
		if err := db.remove(db.restoring()); err != nil {
			db.log.Warn("a copy that was not restored cannot be removed", "error", err)
		}
		return nil
	}
	// It is about the file that was put away.
	if err := removeAll([]string{db.marker()}); err != nil {
		return err
	}
	return moveFile(db.restoring(), db.path())
}
