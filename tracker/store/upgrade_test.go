package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"candidaturas/tracker"

	"modernc.org/sqlite"
)

// onlyMigrations has a store know no more than the first n migrations.
func onlyMigrations(t *testing.T, db *DB, n int) {
	t.Helper()
	names, err := fs.Glob(db.schema.migrations, "*.sql")
	if err != nil || len(names) < n {
		t.Fatal(names, err)
	}
	files := fstest.MapFS{}
	for _, name := range names[:n] {
		b, err := fs.ReadFile(db.schema.migrations, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: b}
	}
	db.schema.migrations = files
}

// versionOne makes a file of version 1 with what a store of this version holds, and
// returns its path: with the first migration alone, and every row of every table.
func versionOne(t *testing.T, from string) string {
	t.Helper()
	db := newDB(options(t.TempDir()))
	onlyMigrations(t, db, 1)
	if err := db.schema.create(t.Context(), db.folder.path()); err != nil {
		t.Fatal(err)
	}
	connector, err := sqlite.NewConnector(fileURI(db.folder.path())) // which may write to the tables of the search
	if err != nil {
		t.Fatal(err)
	}
	pool := sql.OpenDB(connector)
	defer pool.Close()
	c, err := connect(t.Context(), pool)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.close() }()
	exec := func(statement string, args ...any) {
		t.Helper()
		if _, err := c.exec(t.Context(), statement, args...); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	exec(`ATTACH ? AS now`, from)
	tables, err := all(t.Context(), c, scanOne[string], `
SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'goose%'`)
	if err != nil {
		t.Fatal(err)
	}
	exec(`PRAGMA foreign_keys = OFF`)
	for _, table := range tables {
		columns, err := all(t.Context(), c, scanOne[string], `SELECT '"' || name || '"' FROM pragma_table_info(?)`, table)
		if err != nil {
			t.Fatal(err)
		}
		list := strings.Join(columns, ", ")
		where := ""
		if table == "settings" {
			where = " WHERE name <> '" + settingSchema + "'"
		}
		if strings.HasPrefix(table, "search_") {
			exec("DELETE FROM main." + table)
		}
		exec(fmt.Sprintf("INSERT INTO main.%s (%s) SELECT %s FROM now.%s%s", table, list, list, table, where))
	}
	exec(`DETACH now`)
	return db.folder.path()
}

// placeVersionOne makes a store that is closed, of version 1, and returns what all
// that is kept reads like once it is of this version.
func placeVersionOne(t *testing.T, dir string, n int) reading {
	t.Helper()
	source := t.TempDir()
	filled(t, source, n)
	db := open(t, source)
	ctx := t.Context()
	list, err := db.Account(me).Summaries(ctx, -1)
	if err != nil || len(list) < 3 {
		t.Fatal(list, err)
	}
	// One of which the offer told a count later, one of which only the detail told.
	late := tracker.OfferSample{ID: list[0].OfferID, At: day(200), Offer: tracker.Offer{Applicants: 1234}}
	only := application("only-detail", 3)
	only.Detail = &tracker.Detail{CV: "CV «atención»", Applicants: 77}
	bare := application("bare", 4)
	bare.Detail = &tracker.Detail{Applicants: -1}
	save(t, db, tracker.Batch{Offers: []tracker.OfferSample{late}, Applications: []tracker.Kept{only, bare, application("nothing", 5)}})
	want := mustReadAll(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(versionOne(t, filepath.Join(source, fileName)), filepath.Join(dir, fileName)); err != nil {
		t.Fatal(err)
	}
	return want
}

func TestUpgradeFromVersionOne(t *testing.T) {
	dir := t.TempDir()
	want := placeVersionOne(t, dir, 4)
	told := map[int]bool{}
	for _, s := range want.List {
		told[s.Applicants] = true
	}
	if !told[1234] || !told[77] || !told[-1] {
		t.Fatalf("%+v", want.List)
	}
	for range 2 {
		db := open(t, dir)
		if got := mustReadAll(t, db); !reflect.DeepEqual(got, want) {
			t.Errorf("%+v\ninstead of\n%+v", got, want)
		}
		if found := search(t, db, "nominas"); len(found) != 3 {
			t.Errorf("found %q", found)
		}
		if err := errors.Join(db.Verify(t.Context()), db.Close()); err != nil {
			t.Fatal(err)
		}
	}
	// It looks as if it had never been of another version.
	if got, want := schemaOf(t, filepath.Join(dir, fileName)), schemaOf(t, newFile(t)); got != want {
		t.Errorf("the schema is\n%s\ninstead of\n%s", got, want)
	}
}

func newFile(t *testing.T) string {
	t.Helper()
	db := open(t, t.TempDir())
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return db.folder.path()
}

func schemaOf(t *testing.T, path string) string {
	t.Helper()
	pool, err := openUntouched(path)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	var schema string
	if err := pool.QueryRowContext(t.Context(), `
SELECT group_concat(name || ': ' || coalesce(sql, ''), char(10) ORDER BY name) FROM sqlite_schema`).Scan(&schema); err != nil {
		t.Fatal(err)
	}
	return schema
}

// TestUpgradeRestoresABackupOfVersionOne: the newest good one may be old.
func TestUpgradeRestoresABackupOfVersionOne(t *testing.T) {
	dir := t.TempDir()
	want := placeVersionOne(t, dir, 3)
	path := filepath.Join(dir, fileName)
	if err := errors.Join(
		os.MkdirAll(filepath.Join(dir, "backups"), folderPerm),
		os.Rename(path, filepath.Join(dir, "backups", backupPrefix+clock().Format(stampLayout)+backupExt)),
		os.WriteFile(path, []byte("not a database"), filePerm),
	); err != nil {
		t.Fatal(err)
	}
	db, report, err := Open(t.Context(), options(dir))
	if err != nil || report.Memory != nil || !report.Restored.Equal(clock()) {
		t.Fatalf("%+v, %v", report, err)
	}
	defer db.Close()
	if got := mustReadAll(t, db); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\ninstead of\n%+v", got, want)
	}
}

// TestR22UpgradeNoticesDamage: what an old version has kept twice, in a table and in
// its index, is compared before the index is made anew from the table.
func TestR22UpgradeNoticesDamage(t *testing.T) {
	for name, backup := range map[string]bool{"without a backup": false, "and in the backup": true} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			placeVersionOne(t, dir, 3)
			path := filepath.Join(dir, fileName)
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			// The title of one application, in one of the places where it is kept.
			changed := strings.Replace(string(b), "Técnica de nóminas", "Técnica de nínimas", 1)
			if changed == string(b) {
				t.Fatal("the title is not there")
			}
			if err := os.WriteFile(path, []byte(changed), filePerm); err != nil {
				t.Fatal(err)
			}
			if backup {
				if err := errors.Join(
					os.MkdirAll(filepath.Join(dir, "backups"), folderPerm),
					copyFile(path, filepath.Join(dir, "backups", backupPrefix+clock().Format(stampLayout)+backupExt)),
				); err != nil {
					t.Fatal(err)
				}
			}
			db, report, err := Open(t.Context(), options(dir))
			if err != nil || report.Memory != nil || report.Damaged == "" || !report.Restored.IsZero() {
				t.Fatalf("%+v, %v", report, err)
			}
			defer db.Close()
			if list := mustReadAll(t, db).List; len(list) != 0 {
				t.Errorf("%v", list)
			}
		})
	}
}

// TestR24VersionOneDoesNotTouchThisOne: the app that was there before does not open
// what this one has written.
func TestR24VersionOneDoesNotTouchThisOne(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 2)
	before := digest(t, filepath.Join(dir, fileName))
	db := newDB(options(dir))
	onlyMigrations(t, db, 1)
	report, err := db.open(t.Context())
	if err != nil || !errors.Is(report.Memory, tracker.ErrStoreNewer) || report.Damaged != "" {
		t.Fatalf("%+v, %v", report, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if digest(t, filepath.Join(dir, fileName)) != before {
		t.Error("the file has changed")
	}
}

// TestListTellsCVAndApplicants: each save leaves the list as Summarize says.
func TestListTellsCVAndApplicants(t *testing.T) {
	db := inMemory(t)
	k := application("a", 1)
	sample := func(at, applicants int) tracker.Batch {
		return tracker.Batch{Offers: []tracker.OfferSample{{ID: k.Offer.ID, At: day(at), Offer: tracker.Offer{Applicants: applicants}}}}
	}
	detail := k
	detail.Detail = &tracker.Detail{CV: "CV general", Applicants: 12}
	moved := k
	moved.Offer.ID = "another"
	of := func(k tracker.Kept) tracker.Batch { return tracker.Batch{Applications: []tracker.Kept{k}} }
	for _, step := range []struct {
		name       string
		batch      tracker.Batch
		cv         string
		applicants int
	}{
		{"at first", of(k), "", -1},
		{"the detail", of(detail), "CV general", 12},
		{"the list again, without it", of(k), "CV general", 12},
		{"the offer does not tell", sample(2, -1), "CV general", 12},
		{"the offer alone", sample(3, 40), "CV general", 40},
		{"nobody any more", sample(4, 0), "CV general", 0},
		{"an older one comes late", sample(3, 50), "CV general", 0},
		{"the list again", of(k), "CV general", 0},
		{"another offer, which tells nothing", of(moved), "CV general", 12},
		{"and the offer before", of(k), "CV general", 0},
	} {
		save(t, db, step.batch)
		list, err := db.Account(me).Summaries(t.Context(), -1)
		if err != nil || len(list) != 1 || list[0].CV != step.cv || list[0].Applicants != step.applicants {
			t.Errorf("%s: %+v, %v", step.name, list, err)
		}
		if shown := tracker.Summarize(kept(t, db, "a")); shown != list[0] {
			t.Errorf("%s: %+v is kept as %+v", step.name, shown, list[0])
		}
	}
	if err := db.Account("another").Save(context.Background(), sample(9, 99)); err != nil {
		t.Fatal(err)
	}
	if list, err := db.Account(me).Summaries(t.Context(), -1); err != nil || list[0].Applicants != 0 {
		t.Errorf("somebody else's offer: %+v, %v", list, err)
	}
}
