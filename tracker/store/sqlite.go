package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"

	"modernc.org/sqlite"
)

// Only this file and errors.go know the driver.

// pragmas are set on every connection. FULL keeps what a commit wrote through a
// power cut; cell_size_check notices some damage earlier. The file is never
// mapped into memory: an error of the disk would end the process then.
var pragmas = []string{
	"busy_timeout(5000)",
	"synchronous(FULL)",
	"foreign_keys(ON)",
	"temp_store(MEMORY)",
	"cache_size(-4000)", // KiB
	"cell_size_check(ON)",
	"trusted_schema(OFF)",
}

// openSQLite prepares a pool of connections to a file that is there, with the
// right permissions, or to a new database in memory. It does not open it yet.
func openSQLite(path string, connections int, more ...string) (*sql.DB, error) {
	if path == memory {
		return pool(":memory:", url.Values{"_pragma": slices.Concat(pragmas, more)}, connections)
	}
	return pool(fileURI(path), url.Values{"mode": {"rw"}, "_pragma": slices.Concat(pragmas, more)}, connections)
}

// openUntouched reads a file without writing to it or beside it, and without what
// lies beside it.
func openUntouched(path string) (*sql.DB, error) {
	return pool(fileURI(path), url.Values{"mode": {"ro"}, "immutable": {"1"}}, 1)
}

func pool(name string, query url.Values, connections int) (*sql.DB, error) {
	query.Set("_defensive", "1") // SQL cannot damage the file
	connector, err := sqlite.NewConnector(name + "?" + query.Encode())
	if err != nil {
		return nil, fmt.Errorf("naming the database: %w", err)
	}
	p := sql.OpenDB(connector)
	p.SetMaxOpenConns(connections)
	p.SetMaxIdleConns(connections)
	return p, nil
}

// fileURI names a file as SQLite wants it: file:///C:/… on Windows.
func fileURI(path string) string {
	path = filepath.ToSlash(path)
	if path != "" && path[0] != '/' {
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

// A conn is one connection with the statements it has prepared. One goroutine
// uses it at a time.
type conn struct {
	sql      *sql.Conn
	prepared map[string]*sql.Stmt
}

func connect(ctx context.Context, pool *sql.DB) (*conn, error) {
	c, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	return &conn{sql: c, prepared: map[string]*sql.Stmt{}}, nil
}

// close closes the statements too: they belong to the connection.
func (c *conn) close() error {
	var errs []error
	for _, stmt := range c.prepared {
		errs = append(errs, stmt.Close())
	}
	return errors.Join(append(errs, c.sql.Close())...)
}

func (c *conn) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	if stmt := c.prepared[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := c.sql.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	c.prepared[query] = stmt
	return stmt, nil
}

// exec runs a short statement. It is not begun when ctx is done, but not
// interrupted either: that costs more than the statement.
func (c *conn) exec(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	ctx = context.WithoutCancel(ctx)
	stmt, err := c.stmt(ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.ExecContext(ctx, args...)
}

// one reads one row. It returns [sql.ErrNoRows] when there is none.
func (c *conn) one(ctx context.Context, query string, args []any, to ...any) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx)
	stmt, err := c.stmt(ctx, query)
	if err != nil {
		return err
	}
	return stmt.QueryRowContext(ctx, args...).Scan(to...)
}

// found is one, but says whether there is a row instead of returning an error.
func (c *conn) found(ctx context.Context, query string, args []any, to ...any) (bool, error) {
	err := c.one(ctx, query, args, to...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// A scanner is a row that can be read once.
type scanner interface{ Scan(to ...any) error }

// all reads every row. It stops when ctx is done.
func all[T any](ctx context.Context, c *conn, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	stmt, err := c.stmt(ctx, query)
	if err != nil {
		return nil, err
	}
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var list []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, rows.Err()
}

// scanOne scans rows of a single column.
func scanOne[T any](row scanner) (v T, err error) {
	err = row.Scan(&v)
	return v, err
}

// transaction runs f between begin and a commit, or undoes all of it. Neither
// the commit nor the undoing is interrupted.
func (c *conn) transaction(ctx context.Context, begin string, f func(*conn) error) error {
	if _, err := c.exec(ctx, begin); err != nil {
		return err
	}
	ending := context.WithoutCancel(ctx)
	err := f(c)
	if err == nil {
		err = ctx.Err()
	}
	if err == nil {
		if _, err = c.exec(ending, "COMMIT"); err == nil {
			return nil
		}
	}
	// SQLite has undone it by itself after some errors; then there is nothing to do.
	_, _ = c.exec(ending, "ROLLBACK")
	return err
}
