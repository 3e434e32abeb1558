package store

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"candidaturas/tracker"
)

// withBackup makes a store that is closed, with a backup of all it holds.
func withBackup(t *testing.T, dir string, n int) reading {
	t.Helper()
	filled(t, dir, n)
	db := open(t, dir)
	r := mustReadAll(t, db)
	if err := errors.Join(db.Backup(t.Context()), db.Close()); err != nil {
		t.Fatal(err)
	}
	return r
}

func TestR22NotADatabase(t *testing.T) {
	for name, content := range map[string]string{
		"empty": "", "text": "this is not a database", "long": strings.Repeat("x", 100_000), "header only": magic,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			want := withBackup(t, dir, 3)
			path := filepath.Join(dir, fileName)
			if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path+"-wal", []byte("rest"), 0o600); err != nil {
				t.Fatal(err)
			}
			db, report, err := Open(t.Context(), options(dir))
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			aside := path + ".corrupt-" + clock().Format(stampLayout)
			if report.Memory != nil || report.Damaged != aside || !report.Restored.Equal(clock()) {
				t.Errorf("%+v", report)
			}
			for ext, want := range map[string]string{"": content, "-wal": "rest"} {
				if b, err := os.ReadFile(aside + ext); err != nil || string(b) != want {
					t.Errorf("set aside: %d bytes, %v", len(b), err)
				}
			}
			if got := mustReadAll(t, db); !reflect.DeepEqual(got, want) {
				t.Errorf("%+v\ninstead of\n%+v", got, want)
			}
		})
	}
}

func TestR22NoBackup(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, fileName)
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	db, report, err := Open(t.Context(), options(dir))
	if err != nil || report.Damaged == "" || !report.Restored.IsZero() {
		t.Fatalf("%+v, %v", report, err)
	}
	save(t, db, newGenerator(1).batch(1))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if list := mustReadAll(t, open(t, dir)).List; len(list) != 1 { // told once
		t.Errorf("%v", list)
	}
}

func TestR22LostFileComesBack(t *testing.T) {
	dir := t.TempDir()
	want := withBackup(t, dir, 3)
	if err := os.Remove(filepath.Join(dir, fileName)); err != nil {
		t.Fatal(err)
	}
	db, report, err := Open(t.Context(), options(dir))
	if err != nil || report.Memory != nil || report.Damaged != "" || !report.Restored.Equal(clock()) {
		t.Fatalf("%+v, %v", report, err)
	}
	defer db.Close()
	if got := mustReadAll(t, db); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\ninstead of\n%+v", got, want)
	}
}

// TestR22NewestGoodBackup: a backup that is damaged itself is passed over.
func TestR22NewestGoodBackup(t *testing.T) {
	dir := t.TempDir()
	now := day(100)
	db, _, err := Open(t.Context(), Options{Dir: dir, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	save(t, db, tracker.Batch{Applications: []tracker.Kept{application("a", 1)}})
	for n := range 3 {
		now = day(101 + n)
		if err := errors.Join(db.Account(me).SetNote(t.Context(), "a", now.Format(time.DateOnly)), db.Backup(t.Context())); err != nil {
			t.Fatal(err)
		}
	}
	newest := filepath.Join(dir, "backups", "candidaturas-"+day(103).Format(stampLayout)+".db")
	b, err := os.ReadFile(newest)
	if err != nil {
		t.Fatal(err)
	}
	// The note itself: nothing but a checksum notices.
	changed := strings.Replace(string(b), day(103).Format(time.DateOnly), "2026-01-01", 1)
	if changed == string(b) {
		t.Fatal("the note is not in the backup")
	}
	if err := os.WriteFile(newest, []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
	report, err := db.Recover(t.Context())
	if err != nil || report.Memory != nil || report.Damaged == "" || !report.Restored.Equal(day(102)) {
		t.Fatalf("%+v, %v", report, err)
	}
	if note, err := db.Account(me).Note(t.Context(), "a"); note != day(102).Format(time.DateOnly) || err != nil {
		t.Errorf("%q, %v", note, err)
	}
}

// TestR22FoundWhileRunning: what a call meets is remembered for the next start.
func TestR22FoundWhileRunning(t *testing.T) {
	dir := t.TempDir()
	want := withBackup(t, dir, 3)
	path := filepath.Join(dir, fileName)
	var page int64
	db := open(t, dir)
	if err := errors.Join(db.read(t.Context(), "test", func(c *conn) error {
		return c.one(t.Context(), `SELECT rootpage FROM sqlite_schema WHERE name = 'bodies'`, nil, &page)
	}), db.Close()); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b[(page-1)*4096] ^= 0x55 // what kind of page it is
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	db = open(t, dir) // which does not read the table
	if _, err := readAll(t.Context(), db); !errors.Is(err, tracker.ErrStoreDamaged) {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Log(err)
	}
	db, report, err := Open(t.Context(), options(dir))
	if err != nil || report.Damaged == "" || !report.Restored.Equal(clock()) {
		t.Fatalf("%+v, %v", report, err)
	}
	defer db.Close()
	if got := mustReadAll(t, db); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\ninstead of\n%+v", got, want)
	}
	if there, err := exists(db.folder.marker()); there || err != nil {
		t.Errorf("the marker is still there, %v", err)
	}
}

// TestR22NotOpened: what opening the file meets is told apart, before an upgrade and
// after it.
func TestR22NotOpened(t *testing.T) {
	for content, want := range map[string]error{strings.Repeat("x", 100): tracker.ErrStoreDamaged, "": tracker.ErrStoreReadOnly} {
		dir := t.TempDir()
		db := newDB(options(dir))
		if content != "" {
			if err := os.WriteFile(db.folder.path(), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := db.dialFile(t.Context()); !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
	}
}

// TestR22Header: every byte of the header, one after the other.
func TestR22Header(t *testing.T) {
	source := t.TempDir()
	want := withBackup(t, source, 2)
	for offset := range 100 {
		if testing.Short() && offset%9 != 0 && offset != 59 { // among them each that is checked
			continue
		}
		flipFile(t, source, want, offset, 0x55)
		if t.Failed() {
			t.Fatalf("byte %d", offset)
		}
	}
}

// TestR22ByteFlips: a byte that is not what was written is either noticed, and
// then all comes back from the backup, or changes nothing that can be read.
func TestR22ByteFlips(t *testing.T) {
	flips, applications := 100, 25
	if testing.Short() {
		flips, applications = 15, 5
	}
	source := t.TempDir()
	want := withBackup(t, source, applications)
	info, err := os.Stat(filepath.Join(source, fileName))
	if err != nil {
		t.Fatal(err)
	}
	size := int(info.Size())
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	noticed := 0
	for n := range flips {
		offset, mask := r.IntN(size), byte(1+r.IntN(255))
		if n < flips/10 {
			offset = r.IntN(100) // the header is small and matters
		}
		if flipFile(t, source, want, offset, mask) {
			noticed++
		}
		if t.Failed() {
			t.Fatalf("byte %d of %d, ^ %#x", offset, size, mask)
		}
	}
	t.Logf("%d of %d were noticed", noticed, flips)
	if !testing.Short() && noticed < flips/10 { // of a few it may be none
		t.Errorf("only %d of %d were noticed", noticed, flips)
	}
}

// flipFile copies a store, changes one byte of it and hands it to flip.
func flipFile(t *testing.T, source string, want reading, offset int, mask byte) bool {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(source)); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, fileName)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b[offset] ^= mask
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return flip(t, dir, want)
}

// flip opens a store with a wrong byte and checks that all can be read in the
// end. It reports whether it was noticed.
func flip(t *testing.T, dir string, want reading) bool {
	t.Helper()
	db, report, err := Open(t.Context(), options(dir))
	if err != nil {
		t.Error(err)
		return false
	}
	defer db.Close()
	noticed := report.Damaged != ""
	if !noticed {
		switch err := db.Verify(t.Context()); {
		case errors.Is(err, tracker.ErrStoreDamaged):
			noticed = true
			if report, err = db.Recover(t.Context()); err != nil {
				t.Error(err)
			}
		case err != nil:
			t.Error(err)
		}
	}
	if report.Memory != nil || noticed != !report.Restored.IsZero() {
		t.Errorf("noticed %v, %+v", noticed, report)
	}
	// What is searched is made from the rest, and not compared. It must not end badly.
	if _, _, err := db.Account(me).Search(t.Context(), "trabajo adm", 10); err != nil && !errors.Is(err, tracker.ErrStoreDamaged) {
		t.Error(err)
	}
	got, err := readAll(t.Context(), db)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("noticed %v, but something else is read: %v", noticed, err)
	}
	return noticed
}

// TestR22AnotherSchema: SQLite would be content with what is left of it.
func TestR22AnotherSchema(t *testing.T) {
	dir := t.TempDir()
	want := withBackup(t, dir, 2)
	withVersion(t, dir, int(newDB(options("")).schema.version()), `DROP TRIGGER events_stay`)
	db, report, err := Open(t.Context(), options(dir))
	if err != nil || report.Damaged == "" {
		t.Fatalf("%+v, %v", report, err)
	}
	defer db.Close()
	if got := mustReadAll(t, db); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\ninstead of\n%+v", got, want)
	}
}
