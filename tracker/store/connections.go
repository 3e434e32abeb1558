package store

import (
	"context"
	"database/sql"
	"errors"
)

// readers is how many may read at the same time.
const readers = 3

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

// dial opens the connections to a file that is there, or to a new one in memory.
func (s schema) dial(ctx context.Context, path string) (*connections, error) {
	cs := &connections{path: path, writer: make(chan *conn, 1)}
	if err := s.dialInto(ctx, cs); err != nil {
		return nil, errors.Join(err, cs.close())
	}
	return cs, nil
}

func (s schema) dialInto(ctx context.Context, cs *connections) error {
	writer, err := cs.open(cs.path, 1, append([]string{"journal_mode(WAL)"}, s.tune...)...)
	if err != nil {
		return err
	}
	if cs.path == memory {
		if err := s.migrate(ctx, writer); err != nil {
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
