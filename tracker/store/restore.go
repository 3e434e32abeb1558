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
func (cp *copies) Restore(ctx context.Context, path string) error {
	cp.backing.Lock()
	defer cp.backing.Unlock()
	if err := cp.db.keeps(ctx); err != nil {
		return err
	}
	prepared := temporary(cp.db.folder.path())
	defer removeDatabase(prepared)
	if err := cp.fetchCopy(ctx, path, prepared); err != nil {
		return err
	}
	err := cp.db.Verify(ctx)
	damaged := errors.Is(err, tracker.ErrStoreDamaged)
	if err != nil && !damaged {
		return err
	}
	return describe(ctx, "restoring a copy", cp.swap(ctx, prepared, damaged))
}

// CheckCopy looks through a file as [DB.Restore] does, with the same errors, and
// returns how many applications it holds, of all accounts. It changes nothing.
func (cp *copies) CheckCopy(ctx context.Context, path string) (applications int, err error) {
	cp.backing.Lock()
	defer cp.backing.Unlock()
	if err := cp.db.keeps(ctx); err != nil {
		return 0, err
	}
	prepared := temporary(cp.db.folder.path())
	defer removeDatabase(prepared)
	if err := cp.fetchCopy(ctx, path, prepared); err != nil {
		return 0, err
	}
	err = inFile(ctx, prepared, func(c *conn) error {
		return c.one(ctx, `SELECT count(*) FROM applications`, nil, &applications)
	})
	return applications, describe(ctx, "counting what the copy holds", err)
}

// keeps returns why what is kept is not on the disk, if it is not.
func (db *database) keeps(ctx context.Context) error {
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
func (cp *copies) fetchCopy(ctx context.Context, from, to string) error {
	from, err := filepath.Abs(from)
	if err != nil {
		return fmt.Errorf("looking at the copy: %w", err)
	}
	if err := cp.recognize(ctx, from); err != nil {
		return fmt.Errorf("looking at the copy: %w", unnamed(err))
	}
	return describe(ctx, "reading the copy", unnamed(cp.prepareCopy(ctx, from, to)))
}

func (cp *copies) prepareCopy(ctx context.Context, from, to string) error {
	// What SQLite had not yet written into a file that was in use lies beside it.
	if err := copyFile(from+"-wal", to+"-wal"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := copyFile(from, to); err != nil {
		return err
	}
	if err := cp.db.schema.prepare(ctx, to); err != nil {
		return err
	}
	return cp.db.schema.checkDefinitions(ctx, to)
}

// ourTables are some that every version has.
const ourTables = `('accounts', 'applications', 'bodies', 'events', 'goose_db_version', 'offer_versions', 'settings')`

// recognize returns [tracker.ErrStoreNotOurs] for what no version of this app has
// made, as far as can be told without reading it all.
func (cp *copies) recognize(ctx context.Context, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%w: no file", tracker.ErrStoreNotOurs)
	}
	// By whatever name: a file that is being written is not what a copy of it holds.
	if own, err := os.Stat(cp.db.folder.path()); err == nil && os.SameFile(info, own) {
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
	case h.userVersion() > cp.db.schema.version():
		return cp.db.schema.checkNewer(ctx, path, h.userVersion())
	case h.userVersion() <= 0:
		return fmt.Errorf("%w: version %d", tracker.ErrStoreDamaged, h.userVersion())
	}
	return nil
}

// checkDefinitions compares the schema of a file with that of a new database: what
// was not made by our migrations may hold statements of somebody else.
func (s schema) checkDefinitions(ctx context.Context, path string) error {
	fresh, err := s.dial(ctx, memory)
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
func (cp *copies) swap(ctx context.Context, prepared string, damaged bool) error {
	cp.db.life.Lock()
	defer cp.db.life.Unlock()
	if cp.db.conns == nil {
		return errClosed
	}
	// Once it is begun it is not given up half-way.
	if err := ctx.Err(); err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx)
	old, err := cp.stateToPreserve(ctx)
	if err != nil && !damaged {
		return err
	}
	files := cp.db.folder
	backup, err := files.backups.next()
	if err != nil {
		return err
	}
	if err := cp.db.closeConns(); err != nil {
		cp.db.log.Warn("closing the store to restore a copy", "error", err)
	}
	makeRoom := func() error { return files.archiveAsBackup(ctx, backup) }
	switch {
	case damaged:
		makeRoom = cp.quarantine
	case old.empty:
		makeRoom = func() error { return files.remove(files.path()) }
	}
	swapped := preserveState(ctx, prepared, old)
	if swapped == nil {
		swapped = files.swap(prepared, makeRoom)
	}
	report, err := cp.db.open(ctx) // whichever is there now
	return errors.Join(swapped, err, report.Memory)
}

// quarantine sets the damaged file aside.
func (cp *copies) quarantine() error {
	aside, err := cp.db.folder.quarantine()
	if err == nil {
		cp.db.log.Warn("the damaged store is set aside", "file", filepath.Base(aside))
	}
	return err
}
