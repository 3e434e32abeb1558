package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"

	"candidaturas/tracker"

	sqlite3 "modernc.org/sqlite/lib"
)

// prepare verifies a copy and brings it to this version. It verifies it before that
// as well: migrating makes indexes anew, by which damage is noticed.
func (s schema) prepare(ctx context.Context, path string) error {
	if err := verifyFile(ctx, path); err != nil {
		return describe(ctx, "verifying a backup", err)
	}
	h, err := readHeader(path)
	if err != nil {
		return describe(ctx, "verifying a backup", err)
	}
	if err := s.migrateFile(ctx, path); err != nil {
		return err
	}
	if h.userVersion() == s.version() {
		return nil
	}
	return describe(ctx, "verifying a backup", verifyFile(ctx, path))
}

// damagedSchema says of an error in a statement of ours that the database is not
// what the statement was written for.
func damagedSchema(err error) error {
	if code(err) == sqlite3.SQLITE_ERROR {
		return fmt.Errorf("%w: %w", tracker.ErrStoreDamaged, err)
	}
	return err
}

// A header is the first bytes of a SQLite file:
// https://www.sqlite.org/fileformat2.html#the_database_header.
type header [100]byte

const magic = "SQLite format 3\x00"

// valid reports whether the fields are what this package writes, of which SQLite
// would only say that it cannot write, or not read, the file.
func (h *header) valid() bool {
	return string(h[:16]) == magic &&
		h[18] <= 2 && h[19] <= 2 && // the format: written and read by what there is
		binary.BigEndian.Uint32(h[44:]) == 4 && // that of the schema
		binary.BigEndian.Uint32(h[56:]) == 1 // UTF-8
}

func (h *header) userVersion() int64 {
	return int64(int32(binary.BigEndian.Uint32(h[60:]))) //nolint:gosec // it is signed
}

// readHeader returns [tracker.ErrStoreDamaged] for what is no header of ours.
func readHeader(path string) (h header, err error) {
	f, err := os.Open(path) //nolint:gosec // in the person's own profile folder, or chosen by them
	if err != nil {
		return h, err
	}
	defer func() { _ = f.Close() }()
	switch _, err := io.ReadFull(f, h[:]); {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return h, fmt.Errorf("%w: the file is cut off", tracker.ErrStoreDamaged)
	case err != nil:
		return h, err
	case !h.valid():
		return h, fmt.Errorf("%w: another header", tracker.ErrStoreDamaged)
	}
	return h, nil
}

// checkHeader looks at the file before SQLite does, which may change it: one of
// a newer version is not touched.
func (s schema) checkHeader(ctx context.Context, path string) error {
	h, err := readHeader(path)
	if err == nil && h.userVersion() > s.version() {
		return s.checkNewer(ctx, path, h.userVersion())
	}
	return err
}

// checkNewer tells a newer database from one whose version was damaged: the
// table of migrations says the same a second time.
func (s schema) checkNewer(ctx context.Context, path string, version int64) error {
	pool, err := openUntouched(path)
	if err != nil {
		return err
	}
	defer func() { _ = pool.Close() }()
	var applied int64
	err = pool.QueryRowContext(ctx, `SELECT max(version_id) FROM goose_db_version WHERE is_applied`).Scan(&applied)
	if err == nil && applied <= s.version() {
		return fmt.Errorf("%w: version %d after migration %d", tracker.ErrStoreDamaged, version, applied)
	}
	return fmt.Errorf("%w: %d instead of %d", tracker.ErrStoreNewer, version, s.version())
}

// checkVersion reports whether the database is of this version. It returns
// [tracker.ErrStoreNewer] for a newer one and [tracker.ErrStoreDamaged] for one
// of this version that looks otherwise.
func (s schema) checkVersion(ctx context.Context, conns *connections) (upToDate bool, err error) {
	c := <-conns.writer
	defer func() { conns.writer <- c }()
	version, err := userVersion(ctx, c)
	if err != nil {
		return false, describe(ctx, "reading the version", err)
	}
	switch ours := s.version(); {
	case version > ours:
		return false, fmt.Errorf("%w: %d instead of %d", tracker.ErrStoreNewer, version, ours)
	case version == ours:
		return true, describe(ctx, "checking the schema", checkSchema(ctx, c))
	case version <= 0:
		return false, fmt.Errorf("%w: version %d", tracker.ErrStoreDamaged, version)
	}
	return false, nil
}
