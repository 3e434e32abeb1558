package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"

	"candidaturas/tracker"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// ErrUnknown is returned for an application or a reminder that is not kept.
var ErrUnknown = errors.New("it is not kept")

// errClosed is returned once the database is closed.
var errClosed = errors.New("the store is closed")

// errNoFolder is returned for what a store cannot do that keeps nothing.
var errNoFolder = errors.New("nothing is kept here")

// describe says what was being done and makes err match what the person or the
// next step has to know of it.
func describe(ctx context.Context, doing string, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil && code(err) == sqlite3.SQLITE_INTERRUPT {
		err = ctx.Err()
	}
	if kind := kindOf(err); kind != nil && !errors.Is(err, kind) {
		return fmt.Errorf("%s: %w: %w", doing, kind, err)
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// kindOf is the sentinel that err stands for, nil for none.
func kindOf(err error) error {
	switch code(err) {
	case sqlite3.SQLITE_FULL:
		return tracker.ErrStoreFull
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return tracker.ErrStoreReadOnly
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return tracker.ErrStoreDamaged
	}
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return tracker.ErrStoreFull
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS), errors.Is(err, syscall.ENOTDIR):
		return tracker.ErrStoreReadOnly
	}
	return nil
}

// code is SQLite's primary result code, 0 for any other error.
func code(err error) int {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code() & 0xff
	}
	return 0
}

// unnamed takes the name out of an error about a file that the person chose.
func unnamed(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	if link, ok := errors.AsType[*os.LinkError](err); ok {
		return link.Err
	}
	return err
}
