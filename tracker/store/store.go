// Package store keeps what the tracker knows in a SQLite database on the
// person's own computer: [DB] is a [tracker.Store].
//
// One connection writes and a few read, so nobody who reads waits for a sync.
// Every method that writes does it in one transaction, synced to the disk before
// it returns. What happened and what offers said is only ever added to. Derived
// columns are written from [tracker.Summarize]; no rule is repeated in SQL.
//
// The package never asks InfoJobs for anything, keeps no secrets and puts
// nothing that a person or InfoJobs wrote into errors or the log.
package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"candidaturas/tracker"
)

//go:embed migrations/*.sql
var embedded embed.FS

const (
	fileName = "candidaturas.db"
	// memory in place of a path is a database that ends with the process.
	memory = ""
	// readers is how many may read at the same time.
	readers = 3
)

// Options say where and how to open a store.
type Options struct {
	// Dir is the folder of the profile. It is made if it is not there.
	Dir string
	// Now is the clock, [time.Now] if it is nil.
	Now func() time.Time
	// Log gets what a person would not be told, nothing if it is nil.
	Log *slog.Logger
}

// A RecoveryReport is what the person has to be told once about how a store was opened.
type RecoveryReport struct {
	// Memory says why nothing is kept after the end of the app: it matches
	// [tracker.ErrStoreReadOnly], [tracker.ErrStoreNewer], [tracker.ErrStoreFull] or
	// [tracker.ErrStoreMigration]. It is nil when everything is kept, which is the
	// rule.
	Memory error
	tracker.Recovery
}

// A DB is an open store. Every method is safe for concurrent use.
type DB struct {
	dir string // "" if nothing is to be kept
	now func() time.Time
	log *slog.Logger
	// migrations are the embedded ones but in tests.
	migrations fs.FS
	// tune is set in tests to limit what a connection may do.
	tune []string
	// remove is [os.Remove] but in tests.
	remove func(path string) error

	// life is held for reading by whoever uses the connections and for writing by
	// whoever opens or closes them.
	life  sync.RWMutex
	conns *connections // nil once closed
	why   error        // why they are in memory, if they should not be

	// backing is held while a copy is made or taken back.
	backing sync.Mutex
}

var _ tracker.Store = (*DB)(nil)

// Open opens the store of a profile, makes it if there is none, and brings it to
// this version. A store that cannot be used does not keep the app from working:
// then it is one in memory, and the report says why. Open fails only when ctx is
// done or not even that is possible.
func Open(ctx context.Context, o Options) (*DB, RecoveryReport, error) {
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return nil, RecoveryReport{}, fmt.Errorf("opening the store: %w", err)
	}
	o.Dir = dir
	db := newDB(o)
	report, err := db.open(ctx)
	if err != nil {
		return nil, RecoveryReport{}, describe(ctx, "opening the store", err)
	}
	return db, report, nil
}

// OpenMemory opens an empty store that keeps nothing after it is closed.
func OpenMemory(ctx context.Context, o Options) (*DB, error) {
	o.Dir = ""
	db := newDB(o)
	if err := db.openMemory(ctx); err != nil {
		return nil, describe(ctx, "opening a store in memory", err)
	}
	return db, nil
}

func newDB(o Options) *DB {
	db := &DB{dir: o.Dir, now: o.Now, log: o.Log, remove: os.Remove}
	if db.now == nil {
		db.now = time.Now
	}
	if db.log == nil {
		db.log = slog.New(slog.DiscardHandler)
	}
	// The folder is part of the binary.
	db.migrations, _ = fs.Sub(embedded, "migrations")
	return db
}

// Close waits for what is being done and closes the store. Every method returns
// an error after that. Whoever has begun a backup ends its context before.
func (db *DB) Close() error {
	db.life.Lock()
	defer db.life.Unlock()
	return describe(context.Background(), "closing the store", db.closeConns())
}

func (db *DB) path() string { return filepath.Join(db.dir, fileName) }

// connections are what an open store works with. In memory the one connection
// that writes is also the one that reads.
type connections struct {
	path   string
	pools  []*sql.DB
	writer chan *conn
	reader chan *conn
}

// open prepares a pool that close will close.
func (cs *connections) open(path string, n int, more ...string) (*sql.DB, error) {
	pool, err := openSQLite(path, n, more...)
	if err == nil {
		cs.pools = append(cs.pools, pool)
	}
	return pool, err
}

// fill opens all connections of a pool.
func fill(ctx context.Context, to chan *conn, pool *sql.DB) error {
	for range cap(to) {
		c, err := connect(ctx, pool)
		if err != nil {
			return err
		}
		to <- c
	}
	return nil
}

// close closes what is open; nobody may be using it.
func (cs *connections) close() error {
	var errs []error
	for _, conns := range []chan *conn{cs.reader, cs.writer} { // the last one tidies the file
		for len(conns) > 0 {
			errs = append(errs, (<-conns).close())
		}
	}
	for _, pool := range cs.pools {
		errs = append(errs, pool.Close())
	}
	return errors.Join(errs...)
}

// closeConns closes the connections, if they are open. The caller holds life.
func (db *DB) closeConns() error {
	if db.conns == nil {
		return nil
	}
	err := db.conns.close()
	db.conns = nil
	return err
}

// read runs f with a connection that reads, in a transaction of its own: all it
// reads is of one moment.
func (db *DB) read(ctx context.Context, doing string, f func(*conn) error) error {
	db.life.RLock()
	defer db.life.RUnlock()
	if db.conns == nil {
		return describe(ctx, doing, errClosed)
	}
	err := with(ctx, db.conns.reader, func(c *conn) error { return c.transaction(ctx, "BEGIN", f) })
	return db.failed(ctx, doing, err)
}

// write runs f with the connection that writes, in one transaction.
func (db *DB) write(ctx context.Context, doing string, f func(*conn) error) error {
	db.life.RLock()
	defer db.life.RUnlock()
	if db.conns == nil {
		return describe(ctx, doing, errClosed)
	}
	err := with(ctx, db.conns.writer, func(c *conn) error { return c.transaction(ctx, "BEGIN IMMEDIATE", f) })
	return db.failed(ctx, doing, err)
}

// with lends f one of the connections.
func with(ctx context.Context, conns chan *conn, f func(*conn) error) error {
	select {
	case c := <-conns:
		defer func() { conns <- c }()
		return f(c)
	case <-ctx.Done():
		return ctx.Err()
	}
}

// failed describes an error, and remembers damage for the next start.
func (db *DB) failed(ctx context.Context, doing string, err error) error {
	err = describe(ctx, doing, err)
	if errors.Is(err, tracker.ErrStoreDamaged) {
		db.markDamaged()
	}
	return err
}
