package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"candidaturas/tracker"

	"github.com/pressly/goose/v3"
)

// version is that of the newest migration.
func (db *DB) version() int64 {
	names, _ := fs.Glob(db.migrations, "*.sql") // only a bad pattern is an error
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
func (db *DB) migrate(ctx context.Context, pool *sql.DB) error {
	provider, err := goose.NewProvider(goose.DialectSQLite3, pool, db.migrations, goose.WithDisableGlobalRegistry(true))
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
	if version != db.version() {
		return fmt.Errorf("%w: version %d after migrating to %d", tracker.ErrStoreDamaged, version, db.version())
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
func (db *DB) migrateFile(ctx context.Context, path string) error {
	pool, err := openSQLite(path, 1, "journal_mode(WAL)")
	if err != nil {
		return err
	}
	err = db.migrate(ctx, pool)
	if err := errors.Join(err, pool.Close()); err != nil {
		return err
	}
	return syncFile(path)
}

// create makes a new database under another name, so that one that is there is
// always whole.
func (db *DB) create(ctx context.Context) error {
	path := temporary(db.path())
	defer removeDatabase(path)
	if err := createFile(path); err != nil {
		return err
	}
	if err := db.migrateFile(ctx, path); err != nil {
		return err
	}
	return moveFile(path, db.path())
}

// upgrade migrates a copy and puts it in place of the file: when one of several
// migrations fails, the file is what it was. It verifies the file before: copying
// and migrating makes indexes anew, by which damage would be noticed no more.
func (db *DB) upgrade(ctx context.Context) error {
	if err := verifyFile(ctx, db.path()); err != nil {
		return describe(ctx, "verifying before migrating", err)
	}
	path := temporary(db.path())
	defer removeDatabase(path)
	if err := copyDatabase(ctx, db.path(), path); err != nil {
		return fmt.Errorf("copying before migrating: %w", err)
	}
	if err := db.migrateFile(ctx, path); err != nil {
		return err
	}
	db.log.Info("the store is of a new version", "version", db.version())
	return moveFile(path, db.path())
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
