package store

import (
	"context"
	"errors"
	"fmt"
	"os"

	"candidaturas/tracker"
)

// open opens the store in the folder or, if that cannot be, one in memory. The
// caller holds life, or is alone.
func (db *DB) open(ctx context.Context) (RecoveryReport, error) {
	if db.dir == "" {
		return RecoveryReport{}, db.openMemory(ctx)
	}
	report, err := db.openFolder(ctx)
	if err == nil {
		return report, nil
	}
	if ctx.Err() != nil {
		return RecoveryReport{}, err
	}
	report.Memory = describe(ctx, "opening the store", err)
	db.why = report.Memory
	db.log.Warn("the store is in memory", "error", report.Memory)
	return report, db.openMemory(ctx)
}

func (db *DB) openFolder(ctx context.Context) (RecoveryReport, error) {
	if err := db.finishErasing(); err != nil {
		return RecoveryReport{}, err
	}
	if err := db.makeFolder(); err != nil {
		return RecoveryReport{}, err
	}
	if err := db.finishRestoring(); err != nil {
		return RecoveryReport{}, err
	}
	lost, err := db.lost()
	if err != nil {
		return RecoveryReport{}, err
	}
	if !lost {
		err := db.openFile(ctx)
		if !errors.Is(err, tracker.ErrStoreDamaged) {
			return RecoveryReport{}, err
		}
		db.log.Warn("the store is damaged", "error", err)
	}
	report, err := db.replace(ctx)
	if err != nil {
		return report, err
	}
	return report, db.openFile(ctx)
}

// lost reports whether the file was found damaged in an earlier run, or is not
// there although there are backups of it.
func (db *DB) lost() (bool, error) {
	marked, err := exists(db.marker())
	if marked || err != nil {
		return marked, err
	}
	there, err := exists(db.path())
	if there || err != nil {
		return false, err
	}
	backups, err := db.backups()
	return len(backups) > 0, err
}

// openFile opens the file, after making it or bringing it to this version. The
// check is cheap on purpose: it is what every start waits for. See [DB.Verify].
func (db *DB) openFile(ctx context.Context) error {
	there, err := exists(db.path())
	if err != nil {
		return err
	}
	if !there {
		if err := db.create(ctx); err != nil {
			return err
		}
	}
	if err := db.checkHeader(ctx); err != nil {
		return err
	}
	if err := os.Chmod(db.path(), filePerm); err != nil {
		return err
	}
	conns, err := db.dialFile(ctx)
	if err != nil {
		return err
	}
	upToDate, err := db.checkVersion(ctx, conns)
	if err == nil && upToDate {
		db.conns = conns
		return nil
	}
	if err = errors.Join(err, conns.close()); err != nil {
		return err
	}
	if err := db.upgrade(ctx); err != nil {
		return err
	}
	db.conns, err = db.dialFile(ctx)
	return err
}

func (db *DB) dialFile(ctx context.Context) (*connections, error) {
	conns, err := db.dial(ctx, db.path())
	return conns, describe(ctx, "opening the database", err)
}

// checkVersion reports whether the database is of this version. It returns
// [tracker.ErrStoreNewer] for a newer one and [tracker.ErrStoreDamaged] for one
// of this version that looks otherwise.
func (db *DB) checkVersion(ctx context.Context, conns *connections) (upToDate bool, err error) {
	c := <-conns.writer
	defer func() { conns.writer <- c }()
	version, err := userVersion(ctx, c)
	if err != nil {
		return false, describe(ctx, "reading the version", err)
	}
	switch ours := db.version(); {
	case version > ours:
		return false, fmt.Errorf("%w: %d instead of %d", tracker.ErrStoreNewer, version, ours)
	case version == ours:
		return true, describe(ctx, "checking the schema", checkSchema(ctx, c))
	case version <= 0:
		return false, fmt.Errorf("%w: version %d", tracker.ErrStoreDamaged, version)
	}
	return false, nil
}

func (db *DB) openMemory(ctx context.Context) error {
	conns, err := db.dial(ctx, memory)
	if err != nil {
		return err
	}
	db.conns = conns
	return nil
}

// dial opens the connections to a file that is there, or to a new one in memory.
func (db *DB) dial(ctx context.Context, path string) (*connections, error) {
	cs := &connections{path: path, writer: make(chan *conn, 1)}
	if err := db.dialInto(ctx, cs); err != nil {
		return nil, errors.Join(err, cs.close())
	}
	return cs, nil
}

func (db *DB) dialInto(ctx context.Context, cs *connections) error {
	writer, err := cs.open(cs.path, 1, append([]string{"journal_mode(WAL)"}, db.tune...)...)
	if err != nil {
		return err
	}
	if cs.path == memory {
		if err := db.migrate(ctx, writer); err != nil {
			return err
		}
	}
	if err := fill(ctx, cs.writer, writer); err != nil {
		return err
	}
	if cs.path == memory {
		cs.reader = cs.writer
		return nil
	}
	cs.reader = make(chan *conn, readers)
	pool, err := cs.open(cs.path, readers, "query_only(ON)")
	if err != nil {
		return err
	}
	return fill(ctx, cs.reader, pool)
}
