package store

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"candidaturas/tracker"
)

// TestR22R24CopyThatIsRefused changes nothing, whatever is wrong with it, neither when
// it is looked at nor when it is to be restored.
func TestR22R24CopyThatIsRefused(t *testing.T) {
	good, _ := savedCopy(t, 3, 2)
	content, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	edited := func(edit func(b []byte) []byte) func(t *testing.T, path string) {
		return func(t *testing.T, path string) {
			t.Helper()
			if err := os.WriteFile(path, edit(slices.Clone(content)), filePerm); err != nil {
				t.Fatal(err)
			}
		}
	}
	with := func(statements ...string) func(t *testing.T, path string) {
		return func(t *testing.T, path string) {
			t.Helper()
			edited(func(b []byte) []byte { return b })(t, path)
			statement(t, path, statements...)
		}
	}
	for name, tt := range map[string]struct {
		file func(t *testing.T, path string)
		want error
	}{
		"no file":  {func(*testing.T, string) {}, fs.ErrNotExist},
		"a folder": {func(t *testing.T, path string) { t.Helper(); _ = os.Mkdir(path, folderPerm) }, tracker.ErrStoreNotOurs},
		"empty":    {edited(func([]byte) []byte { return nil }), tracker.ErrStoreNotOurs},
		"text":     {edited(func([]byte) []byte { return []byte(strings.Repeat("Nota ", 100)) }), tracker.ErrStoreNotOurs},
		"the database of another app": {func(t *testing.T, path string) {
			t.Helper()
			if err := createFile(path); err != nil {
				t.Fatal(err)
			}
			statement(t, path, `CREATE TABLE applications (x)`, `PRAGMA user_version = 7`)
		}, tracker.ErrStoreNotOurs},
		"of a newer version": {with(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)`, `PRAGMA user_version = 99`), tracker.ErrStoreNewer},
		"no version":         {with(`PRAGMA user_version = 0`), tracker.ErrStoreDamaged},
		"a wrong version":    {with(`PRAGMA user_version = 99`), tracker.ErrStoreDamaged},
		"cut off":            {edited(func(b []byte) []byte { return b[:len(b)/2] }), tracker.ErrStoreDamaged},
		"a wrong checksum":   {with(`UPDATE bodies SET sum = sum + 1`), tracker.ErrStoreDamaged},
		"a wrong schema":     {with(`DROP TRIGGER events_stay`), tracker.ErrStoreDamaged},
		"overwritten": {edited(func(b []byte) []byte {
			for i := len(b) / 3; i < len(b)/3+5000; i++ {
				b[i] = 'x'
			}
			return b
		}), tracker.ErrStoreDamaged},
		"a statement of somebody else": {func(t *testing.T, path string) {
			t.Helper()
			with(`CREATE TRIGGER theirs AFTER INSERT ON applications BEGIN UPDATE notes SET text = ''; END`)(t, path)
			if err := inFile(t.Context(), path, func(c *conn) error { // with a checksum that fits
				schema, err := schemaSum(t.Context(), c)
				return errors.Join(err, setSetting(t.Context(), c, settingSchema, schema))
			}); err != nil {
				t.Fatal(err)
			}
		}, tracker.ErrStoreNotOurs},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			filled(t, dir, 2)
			db := open(t, dir)
			want, there := mustReadAll(t, db), names(t, dir)
			path := filepath.Join(t.TempDir(), "copia.db")
			tt.file(t, path)
			_, looked := db.CheckCopy(t.Context(), path)
			for _, err := range []error{looked, db.Restore(t.Context(), path)} {
				if !errors.Is(err, tt.want) {
					t.Errorf("%v instead of %v", err, tt.want)
				}
				if err != nil && strings.Contains(err.Error(), "copia.db") {
					t.Errorf("the error tells the name: %v", err)
				}
			}
			wantReading(t, db, want)
			if got := names(t, dir); !slices.Equal(got, there) {
				t.Errorf("the folder holds %q instead of %q", got, there)
			}
			if err := db.Verify(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestCheckCopy tells what a copy holds, of whatever version, and leaves everything as
// it is.
func TestCheckCopy(t *testing.T) {
	copied, _ := savedCopy(t, 3, 2)
	older := t.TempDir()
	first := placeVersionOne(t, older, 3)
	dir := t.TempDir()
	filled(t, dir, 4)
	db := open(t, dir)
	want, there := mustReadAll(t, db), names(t, dir)
	for path, n := range map[string]int{copied: 2, filepath.Join(older, fileName): len(first.List)} {
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := db.CheckCopy(t.Context(), path); got != n || err != nil {
			t.Errorf("%d, %v, want %d", got, err, n)
		}
		if after, err := os.ReadFile(path); !slices.Equal(after, before) || err != nil {
			t.Errorf("the copy is another: %v", err)
		}
	}
	wantReading(t, db, want)
	if got := names(t, dir); !slices.Equal(got, there) {
		t.Errorf("the folder holds %q instead of %q", got, there)
	}
	if _, err := inMemory(t).CheckCopy(t.Context(), copied); !errors.Is(err, errNoFolder) {
		t.Error(err)
	}
}

// TestRestoreFileOfTheStoreItself is refused by whatever name it is chosen.
func TestRestoreFileOfTheStoreItself(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	filled(t, dir, 3)
	db := open(t, dir)
	want := mustReadAll(t, db)
	names := []string{db.folder.path(), filepath.Join(elsewhere, "link.db"), filepath.Join(elsewhere, "hard.db")}
	if err := errors.Join(os.Symlink(db.folder.path(), names[1]), os.Link(db.folder.path(), names[2])); err != nil {
		t.Fatal(err)
	}
	for _, path := range names {
		_, looked := db.CheckCopy(t.Context(), path)
		for _, err := range []error{looked, db.Restore(t.Context(), path)} {
			if !errors.Is(err, tracker.ErrStoreInUse) {
				t.Errorf("%s: %v", filepath.Base(path), err)
			}
		}
	}
	wantReading(t, db, want)
	if list, err := db.Backups(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("%v, %v", list, err)
	}
}

// TestR21CopyThatMayNotBeRead says so, and changes nothing.
func TestR21CopyThatMayNotBeRead(t *testing.T) {
	path, _ := savedCopy(t, 3, 2)
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	if f, err := os.Open(path); err == nil {
		_ = f.Close()
		t.Skip("nothing is forbidden to this user")
	}
	db := open(t, t.TempDir())
	save(t, db, newGenerator(9).batch(1))
	want := mustReadAll(t, db)
	_, looked := db.CheckCopy(t.Context(), path)
	for _, err := range []error{looked, db.Restore(t.Context(), path)} {
		if !errors.Is(err, fs.ErrPermission) {
			t.Error(err)
		}
	}
	wantReading(t, db, want)
}

// statement changes a file that nobody has open.
func statement(t *testing.T, path string, statements ...string) {
	t.Helper()
	pool, err := openSQLite(path, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	for _, s := range statements {
		if _, err := pool.ExecContext(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

// TestR22CopyWithAWrongByte: a byte that is not what was written is noticed, or
// changes nothing that can be read.
func TestR22CopyWithAWrongByte(t *testing.T) {
	flips := 30
	if testing.Short() {
		flips = 8
	}
	good, want := savedCopy(t, 3, 3)
	content, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	seed := uint64(time.Now().UnixNano())
	r := rand.New(rand.NewPCG(seed, 0))
	dir := t.TempDir()
	filled(t, dir, 2)
	db := open(t, dir)
	for range flips {
		before := mustReadAll(t, db)
		offset, mask := r.IntN(len(content)), byte(1+r.IntN(255))
		changed := slices.Clone(content)
		changed[offset] ^= mask
		path := filepath.Join(t.TempDir(), "copia.db")
		if err := os.WriteFile(path, changed, filePerm); err != nil {
			t.Fatal(err)
		}
		if err := db.Restore(t.Context(), path); err == nil {
			before = want
		} else if !errors.Is(err, tracker.ErrStoreDamaged) && !errors.Is(err, tracker.ErrStoreNotOurs) && !errors.Is(err, tracker.ErrStoreNewer) {
			t.Errorf("byte %d ^ %#x: %v", offset, mask, err)
		}
		if wantReading(t, db, before); t.Failed() {
			t.Fatalf("seed %d, byte %d ^ %#x", seed, offset, mask)
		}
	}
}

// TestRestoreVersionOne: what an earlier version has made is brought to this one.
func TestRestoreVersionOne(t *testing.T) {
	from := t.TempDir()
	want := placeVersionOne(t, from, 3)
	db := open(t, t.TempDir())
	if err := db.Restore(t.Context(), filepath.Join(from, fileName)); err != nil {
		t.Fatal(err)
	}
	wantReading(t, db, want)
	if err := db.Verify(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestRestoreFileInUse: what SQLite has not yet written into the file comes along.
func TestRestoreFileInUse(t *testing.T) {
	from := open(t, t.TempDir())
	save(t, from, newGenerator(5).batch(3))
	want := mustReadAll(t, from)
	if there, err := exists(from.folder.path() + "-wal"); !there || err != nil {
		t.Fatal("nothing lies beside it", err)
	}
	db := open(t, t.TempDir())
	if err := db.Restore(t.Context(), from.folder.path()); err != nil {
		t.Fatal(err)
	}
	wantReading(t, db, want)
}
