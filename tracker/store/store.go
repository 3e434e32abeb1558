// Package store keeps what the tracker knows in a SQLite database on the
// person's own computer: [DB] is a [tracker.Store].
//
// One connection writes and a few read, so nobody who reads waits for a sync.
// Every method that writes does it in one transaction, synced to the disk before
// it returns. What happened and what offers said is only ever added to. Derived
// columns are written from [tracker.Summarize]; no rule is repeated in SQL.
//
// What a migration has to keep to is said in migrate.go.
//
// The package never asks InfoJobs for anything, keeps no secrets and puts
// nothing that a person or InfoJobs wrote into errors or the log.
package store

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"time"

	"candidaturas/tracker"
)

const (
	fileName = "candidaturas.db"
	// memory in place of a path is a database that ends with the process.
	memory = ""
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

// A RecoveryReport says what was done so that a store works: the person is told once.
type RecoveryReport struct {
	// Memory says why nothing is kept after the end of the app: it matches
	// [tracker.ErrStoreReadOnly], [tracker.ErrStoreNewer], [tracker.ErrStoreFull] or
	// [tracker.ErrStoreMigration]. It is nil when everything is kept, which is the
	// rule.
	Memory error
	tracker.Recovery
}

// A DB is an open store: its database, the copies of that, and through
// [DB.Account] what it keeps. Every method is safe for concurrent use.
type DB struct {
	*database
	*copies
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
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	db := &database{
		folder: newFolder(o.Dir, o.Now, o.Log), schema: newSchema(o.Log),
		now: o.Now, log: o.Log,
	}
	return &DB{database: db, copies: &copies{db: db}}
}
