package store

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"testing/fstest"

	"candidaturas/tracker"
)

// withVersion sets the version of a store that is closed, as a newer app would.
func withVersion(t *testing.T, dir string, version int, statements ...string) {
	t.Helper()
	pool, err := openSQLite(filepath.Join(dir, fileName), 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range append(statements, fmt.Sprint("PRAGMA user_version = ", version)) {
		if _, err := pool.ExecContext(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	if err := pool.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestT23R24NewerStoreIsNotTouched(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 2)
	withVersion(t, dir, 99, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)`)
	before := digest(t, filepath.Join(dir, fileName))
	for range 2 {
		db, report, err := Open(t.Context(), options(dir))
		if err != nil || !errors.Is(report.Memory, tracker.ErrStoreNewer) || report.Damaged != "" {
			t.Fatalf("%+v, %v", report, err)
		}
		if list := mustReadAll(t, db).List; len(list) != 0 {
			t.Errorf("%v", list)
		}
		save(t, db, newGenerator(1).batch(1))
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if got := names(t, dir); !slices.Equal(got, []string{fileName}) || digest(t, filepath.Join(dir, fileName)) != before {
		t.Errorf("the folder holds %q, or the file has changed", got)
	}
}

// TestR22DamagedVersion: a version that only bit rot can have set does not pass
// for a newer app's.
func TestR22DamagedVersion(t *testing.T) {
	for _, version := range []int{0, 77, -1} {
		dir := t.TempDir()
		filled(t, dir, 2)
		withVersion(t, dir, version)
		db, report, err := Open(t.Context(), options(dir))
		if err != nil || report.Memory != nil || report.Damaged == "" {
			t.Fatalf("%+v, %v", report, err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// migrated opens with another migration after ours.
func migrated(t *testing.T, dir string, statements map[string]string) (*DB, RecoveryReport, error) {
	t.Helper()
	db := newDB(options(dir))
	files := fstest.MapFS{}
	ours, err := fs.Glob(db.schema.migrations, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range ours {
		b, err := fs.ReadFile(db.schema.migrations, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: b}
	}
	for name, text := range statements {
		files[name] = &fstest.MapFile{Data: []byte("-- +goose Up\n" + text)}
	}
	db.schema.migrations = files
	report, err := db.open(t.Context())
	t.Cleanup(func() { _ = db.Close() })
	return db, report, err
}

// nextMigration is one after ours and after so many others.
func nextMigration(others int64, statements string) map[string]string {
	n := newDB(options("")).schema.version() + 1 + others
	return map[string]string{fmt.Sprintf("%05d_next.sql", n): fmt.Sprintf("%sPRAGMA user_version = %d;\n", statements, n)}
}

func TestMigrationKeepsWhatIsThere(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 3)
	before := open(t, dir)
	want := mustReadAll(t, before)
	if err := errors.Join(before.Backup(t.Context()), before.Close()); err != nil {
		t.Fatal(err)
	}
	next := nextMigration(0, addColumn)
	for range 2 {
		db, report, err := migrated(t, dir, next)
		if err != nil || report != (RecoveryReport{}) {
			t.Fatalf("%+v, %v", report, err)
		}
		if got := mustReadAll(t, db); !reflect.DeepEqual(got, want) {
			t.Errorf("%+v\ninstead of\n%+v", got, want)
		}
		if err := errors.Join(db.Verify(t.Context()), db.Close()); err != nil {
			t.Fatal(err)
		}
	}
	if got := names(t, dir); len(got) != 3 {
		t.Errorf("the folder holds %q", got)
	}

	// A backup of the earlier version is brought to this one too.
	if err := os.WriteFile(filepath.Join(dir, fileName), []byte("not a database"), 0o600); err != nil {
		t.Fatal(err)
	}
	db, report, err := migrated(t, dir, next)
	if err != nil || report.Memory != nil || !report.Restored.Equal(clock()) {
		t.Fatalf("%+v, %v", report, err)
	}
	if got := mustReadAll(t, db); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\ninstead of\n%+v", got, want)
	}
}

func TestR23FailingMigrationLeavesTheOldVersion(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 3)
	before := digest(t, filepath.Join(dir, fileName))
	more := nextMigration(0, addColumn)
	maps.Copy(more, nextMigration(1, "CREATE TABLE more (x TEXT);\nCREATE UNIQUE INDEX only_one ON notes (sum IS NULL);\n"))
	db, report, err := migrated(t, dir, more)
	if err != nil || !errors.Is(report.Memory, tracker.ErrStoreMigration) || report.Damaged != "" {
		t.Fatalf("%+v, %v", report, err)
	}
	save(t, db, newGenerator(1).batch(1)) // in memory
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{fileName}) || digest(t, filepath.Join(dir, fileName)) != before {
		t.Fatalf("the folder holds %q, or the file has changed", got)
	}
	// The version before still works with it.
	again := open(t, dir)
	if err := again.Verify(t.Context()); err != nil {
		t.Error(err)
	}
	var columns []string
	if err := again.read(t.Context(), "test", func(c *conn) (err error) {
		columns, err = all(t.Context(), c, scanOne[string], `SELECT name FROM pragma_table_info('notes')`)
		return err
	}); err != nil || !slices.Equal(columns, []string{"app", "text", "sum"}) {
		t.Errorf("%v, %v", columns, err)
	}
	if r := mustReadAll(t, again); len(r.List) != 3 || r.Notes[r.List[0].ID] == "" {
		t.Errorf("%+v", r)
	}
}
