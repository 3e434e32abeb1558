package store

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"candidaturas/tracker"
)

// A database is an open file, or one in memory, with its transactions.
type database struct {
	folder folder
	schema schema
	now    func() time.Time
	log    *slog.Logger

	// life is held for reading by whoever uses the connections and for writing by
	// whoever opens or closes them.
	life  sync.RWMutex
	conns *connections // nil once closed
	why   error        // why they are in memory, if they should not be
}

// Close waits for what is being done and closes the store. Every method returns
// an error after that. Whoever has begun a backup ends its context before.
func (db *database) Close() error {
	db.life.Lock()
	defer db.life.Unlock()
	return describe(context.Background(), "closing the store", db.closeConns())
}

// closeConns closes the connections, if they are open. The caller holds life.
func (db *database) closeConns() error {
	if db.conns == nil {
		return nil
	}
	err := db.conns.close()
	db.conns = nil
	return err
}

// read runs f with a connection that reads, in a transaction of its own: all it
// reads is of one moment.
func (db *database) read(ctx context.Context, doing string, f func(*conn) error) error {
	db.life.RLock()
	defer db.life.RUnlock()
	if db.conns == nil {
		return describe(ctx, doing, errClosed)
	}
	err := with(ctx, db.conns.reader, func(c *conn) error { return c.transaction(ctx, "BEGIN", f) })
	return db.failed(ctx, doing, err)
}

// write runs f with the connection that writes, in one transaction.
func (db *database) write(ctx context.Context, doing string, f func(*conn) error) error {
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
func (db *database) failed(ctx context.Context, doing string, err error) error {
	err = describe(ctx, doing, err)
	if errors.Is(err, tracker.ErrStoreDamaged) {
		db.markDamaged()
	}
	return err
}
