package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"candidaturas/tracker"
)

// summedTables are the tables with a checksum and what it covers, in order.
var summedTables = []struct{ name, columns string }{
	{"settings", "name, value"},
	{"sync_states", "account, body"},
	{"bodies", "app, body"},
	{"events", "app, at, kind, description, told, first, last, reasons, seen_at"},
	{"offer_versions", "version, offer, seen_at, body"},
	{"offer_samples", "offer, at, applicants"},
	{"changes", "change, account, app, kind, event, at, text, body"},
	{"notes", "app, text"},
	{"tags", "app, tag"},
	{"reminders", "reminder, account, app, kind, text, at, done"},
}

// Verify reads the whole store and returns an error that matches
// [tracker.ErrStoreDamaged] if anything in it is not what was written. Then the
// next start sets it aside, or [DB.Recover] at once. It may take long and is
// meant for the background.
func (db *database) Verify(ctx context.Context) error {
	db.life.RLock()
	defer db.life.RUnlock()
	if db.conns == nil {
		return describe(ctx, "verifying the store", errClosed)
	}
	if db.conns.path == memory {
		return nil
	}
	// A connection that has searched before may check the index against what it
	// remembers of it.
	return db.failed(ctx, "verifying the store", verifyFile(ctx, db.conns.path))
}

// verifyFile verifies a file as it is at one moment.
func verifyFile(ctx context.Context, path string) error {
	pool, err := openSQLite(path, 1)
	if err != nil {
		return err
	}
	defer func() { _ = pool.Close() }()
	c, err := connect(ctx, pool)
	if err != nil {
		return err
	}
	defer func() { _ = c.close() }()
	return c.transaction(ctx, "BEGIN", func(c *conn) error { return verify(ctx, c) })
}

func verify(ctx context.Context, c *conn) error {
	if err := checkSchema(ctx, c); err != nil {
		return err
	}
	problems, err := all(ctx, c, scanOne[string], `PRAGMA integrity_check(1)`)
	if err != nil {
		return err
	}
	if len(problems) != 1 || problems[0] != "ok" {
		return fmt.Errorf("%w: %s", tracker.ErrStoreDamaged, strings.Join(problems, "; "))
	}
	for _, t := range summedTables {
		if err := verifySums(ctx, c, t.name, t.columns); err != nil {
			return fmt.Errorf("table %s: %w", t.name, err)
		}
	}
	return nil
}

var errSum = errors.New("a checksum does not fit")

func verifySums(ctx context.Context, c *conn, table, columns string) error {
	stmt, err := c.stmt(ctx, "SELECT "+columns+", sum FROM "+table)
	if err != nil {
		return damagedSchema(err)
	}
	rows, err := stmt.QueryContext(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	values := make([]any, len(names))
	to := make([]any, len(names))
	for i := range values {
		to[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(to...); err != nil {
			return err
		}
		last := len(values) - 1
		if values[last] != sum(values[:last]...) {
			return fmt.Errorf("%w: %w", tracker.ErrStoreDamaged, errSum)
		}
	}
	return rows.Err()
}
