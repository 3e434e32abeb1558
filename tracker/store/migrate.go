package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"log/slog"
	"path"
	"strconv"
	"strings"

	"candidaturas/tracker"

	"github.com/pressly/goose/v3"
)

// A migration is a file NNNNN_subject.sql that is never changed once it was released.
//
//   - It ends in PRAGMA user_version = NNNNN.
//   - Every column that it adds is under the checksum of its row, the column sum, and
//     named in summedTables; or it is in an index, and so kept twice. Bit rot would not
//     be noticed otherwise.
//   - A column that a whole application has is added to [tracker.Record] and to
//     tracker/exchange too: what is kept can be taken along.
//
//go:embed migrations/*.sql
var embedded embed.FS

// A schema is what the database of this version looks like: it tells one from others,
// and brings one to it.
type schema struct {
	// migrations are the embedded ones but in tests.
	migrations fs.FS
	// tune is set in tests to limit what a connection may do.
	tune []string
	log  *slog.Logger
}

func newSchema(log *slog.Logger) schema {
	migrations, _ := fs.Sub(embedded, "migrations") // it is part of the binary
	return schema{migrations: migrations, log: log}
}

// version is that of the newest migration.
func (s schema) version() int64 {
	names, _ := fs.Glob(s.migrations, "*.sql") // only a bad pattern is an error
	var newest int64
	for _, name := range names {
		number, _, _ := strings.Cut(path.Base(name), "_")
		if n, err := strconv.ParseInt(number, 10, 64); err == nil {
			newest = max(newest, n)
		}
	}
	return newest
}

// migrate brings a database to this version, and notes what its schema is then.
// Each migration sets user_version in its own transaction.
func (s schema) migrate(ctx context.Context, pool *sql.DB) error {
	provider, err := goose.NewProvider(goose.DialectSQLite3, pool, s.migrations, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("reading the migrations: %w", err)
	}
	if _, err := provider.Up(ctx); err != nil {
		return describe(ctx, "migrating", failedMigration(ctx, err))
	}
	c, err := connect(ctx, pool)
	if err != nil {
		return err
	}
	defer func() { _ = c.close() }()
	version, err := userVersion(ctx, c)
	if err != nil {
		return err
	}
	if version != s.version() {
		return fmt.Errorf("%w: version %d after migrating to %d", tracker.ErrStoreDamaged, version, s.version())
	}
	schema, err := schemaSum(ctx, c)
	if err != nil {
		return err
	}
	return setSetting(ctx, c, settingSchema, schema)
}

// failedMigration says of an error that only a migration can be blamed for that it
// is [tracker.ErrStoreMigration]. A full disk or damage is what it is anywhere.
func failedMigration(ctx context.Context, err error) error {
	if ctx.Err() != nil || kindOf(err) != nil {
		return err
	}
	return fmt.Errorf("%w: %w", tracker.ErrStoreMigration, err)
}

// migrateFile migrates a file that nobody has open, and leaves it synced, with
// nothing beside it.
func (s schema) migrateFile(ctx context.Context, path string) error {
	pool, err := openSQLite(path, 1, "journal_mode(WAL)")
	if err != nil {
		return err
	}
	err = s.migrate(ctx, pool)
	if err := errors.Join(err, pool.Close()); err != nil {
		return err
	}
	return syncFile(path)
}

// create makes a new database under another name, so that one that is there is
// always whole.
func (s schema) create(ctx context.Context, path string) error {
	made := temporary(path)
	defer removeDatabase(made)
	if err := createFile(made); err != nil {
		return err
	}
	if err := s.migrateFile(ctx, made); err != nil {
		return err
	}
	return moveFile(made, path)
}

// upgrade migrates a copy and puts it in place of the file: when one of several
// migrations fails, the file is what it was. It verifies the file before: copying
// and migrating makes indexes anew, by which damage would be noticed no more.
func (s schema) upgrade(ctx context.Context, path string) error {
	if err := verifyFile(ctx, path); err != nil {
		return describe(ctx, "verifying before migrating", err)
	}
	copied := temporary(path)
	defer removeDatabase(copied)
	if err := copyDatabase(ctx, path, copied); err != nil {
		return fmt.Errorf("copying before migrating: %w", err)
	}
	if err := s.migrateFile(ctx, copied); err != nil {
		return err
	}
	s.log.Info("the store is of a new version", "version", s.version())
	return moveFile(copied, path)
}

// copyDatabase writes what a database holds into a new file.
func copyDatabase(ctx context.Context, from, to string) error {
	pool, err := openSQLite(from, 1)
	if err != nil {
		return err
	}
	if err := createFile(to); err != nil { // with its permissions; SQLite takes an empty file
		return errors.Join(err, pool.Close())
	}
	_, err = pool.ExecContext(ctx, `VACUUM INTO ?`, to)
	if err := errors.Join(err, pool.Close()); err != nil {
		return describe(ctx, "copying the database", err)
	}
	return syncFile(to)
}

func userVersion(ctx context.Context, c *conn) (version int64, err error) {
	return version, c.one(ctx, `PRAGMA user_version`, nil, &version)
}

const settingSchema = "schema"

// schemaSum is a checksum over the definitions of the tables, indexes and
// triggers: a damaged one may still be valid and mean something else.
func schemaSum(ctx context.Context, c *conn) (string, error) {
	all, err := definitions(ctx, c, allDefinitions)
	if err != nil {
		return "", err
	}
	return strconv.FormatUint(uint64(crc32.ChecksumIEEE([]byte(strings.Join(all, "\x00")))), 16), nil
}

const (
	// allDefinitions are without what SQLite may add by itself to answer faster.
	allDefinitions = `name NOT LIKE 'sqlite\_stat%' ESCAPE '\'`
	// ourDefinitions are without those of the library that migrates.
	ourDefinitions = allDefinitions + ` AND NOT (tbl_name = 'goose_db_version' AND type IN ('table', 'index'))`
)

func definitions(ctx context.Context, c *conn, which string) ([]string, error) {
	return all(ctx, c, scanOne[string], `
SELECT type || char(0) || name || char(0) || tbl_name || char(0) || coalesce(sql, '')
FROM sqlite_schema WHERE `+which+` ORDER BY type, name`)
}

// checkSchema returns [tracker.ErrStoreDamaged] if the schema is not what it was
// after the last migration.
func checkSchema(ctx context.Context, c *conn) error {
	want, err := setting(ctx, c, settingSchema)
	if err != nil {
		return damagedSchema(err)
	}
	got, err := schemaSum(ctx, c)
	if err != nil {
		return damagedSchema(err)
	}
	if got != want {
		return fmt.Errorf("%w: another schema", tracker.ErrStoreDamaged)
	}
	return nil
}
