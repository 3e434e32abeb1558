package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"candidaturas/tracker"
)

// savedCopy makes a copy of a store with n applications of the generator with this
// seed, and returns what it holds.
func savedCopy(t *testing.T, seed uint64, n int) (path string, r reading) {
	t.Helper()
	db := open(t, t.TempDir())
	save(t, db, newGenerator(seed).batch(n))
	path = filepath.Join(t.TempDir(), "copia.db")
	if err := errors.Join(db.SetActive(t.Context(), me), db.SaveCopy(t.Context(), path)); err != nil {
		t.Fatal(err)
	}
	return path, mustReadAll(t, db)
}

func wantReading(t *testing.T, db *DB, want reading) {
	t.Helper()
	if got := mustReadAll(t, db); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\ninstead of\n%+v", got, want)
	}
}

// TestRestoreAndUndo goes back to a backup, and back again, and once more.
func TestRestoreAndUndo(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 3)
	db := open(t, dir)
	ctx := t.Context()
	before := mustReadAll(t, db)
	if err := db.Backup(ctx); err != nil {
		t.Fatal(err)
	}
	save(t, db, newGenerator(9).batch(2))
	if err := db.Account(me).SetNote(ctx, before.List[0].ID, "otra nota"); err != nil {
		t.Fatal(err)
	}
	after := mustReadAll(t, db)
	backups := func(n int) []tracker.Backup {
		t.Helper()
		list, err := db.Backups(ctx)
		if err != nil || len(list) != n {
			t.Fatal(list, err)
		}
		return list
	}
	restore := func(b tracker.Backup, want reading) {
		t.Helper()
		if err := db.Restore(ctx, b.Path); err != nil {
			t.Fatal(err)
		}
		wantReading(t, db, want)
		if err := db.Verify(ctx); err != nil {
			t.Error(err)
		}
	}
	first := backups(1)[0]
	restore(first, before)
	restore(backups(2)[0], after) // undone
	restore(backups(3)[0], before)
	restore(first, before) // what is there already
	save(t, db, newGenerator(11).batch(1))
	want := mustReadAll(t, db)
	if len(want.List) != 4 {
		t.Errorf("%d applications", len(want.List))
	}
	// The backups are whole, each as the store was when it was put away.
	held := []reading{before, after, before, after, before}
	for i, b := range backups(5) {
		other := open(t, t.TempDir())
		if err := other.Restore(ctx, b.Path); err != nil {
			t.Fatal(err)
		}
		wantReading(t, other, held[i])
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = open(t, dir)
	wantReading(t, db, want)
	for _, name := range names(t, dir) {
		if strings.Contains(name, temporaryExt) || strings.Contains(name, restoringExt) {
			t.Errorf("%s is left", name)
		}
	}
}

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

// TestT9RestoreKeepsWhoIsShown: who did not want to be shown before signing in is not
// because a copy says otherwise. Where nobody was, it is what the copy says.
func TestT9RestoreKeepsWhoIsShown(t *testing.T) {
	path, _ := savedCopy(t, 3, 2)
	for name, tt := range map[string]struct {
		account, active, want string
	}{
		"nothing was kept":   {"", "", me},
		"nobody was to be":   {me, "", ""},
		"the same":           {me, me, me},
		"somebody else was":  {"another", "another", "another"},
		"nothing of anybody": {"", "another", me},
	} {
		db := open(t, t.TempDir())
		if err := db.SetActive(t.Context(), tt.active); err != nil {
			t.Fatal(err)
		}
		if tt.account != "" {
			if err := db.Account(tt.account).Save(t.Context(), tracker.Batch{Applications: []tracker.Kept{application("a", 1)}}); err != nil {
				t.Fatal(err)
			}
		}
		if err := db.Restore(t.Context(), path); err != nil {
			t.Fatal(err)
		}
		if got, err := db.Active(t.Context()); got != tt.want || err != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		if err := db.Verify(t.Context()); err != nil {
			t.Error(err)
		}
	}
}

// TestToldIsNotForgotten by going back to a copy, nor by what a copy knows of others,
// nor when damaged data are replaced.
func TestToldIsNotForgotten(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 2)
	db := open(t, dir)
	ctx := t.Context()
	told := func(want map[string]int64) {
		t.Helper()
		for key, want := range want {
			if got, err := db.Account(key).LastNotified(ctx); got != want || err != nil {
				t.Errorf("%s: %d, %v, want %d", key, got, err, want)
			}
		}
	}
	if err := errors.Join(db.Account(me).SetLastNotified(ctx, 3), db.Account("another").SetLastNotified(ctx, 5), db.Account("gone").SetLastNotified(ctx, 1), db.Backup(ctx)); err != nil {
		t.Fatal(err)
	}
	list, err := db.Backups(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Account(me).SetLastNotified(ctx, 9), db.Account("new").SetLastNotified(ctx, 7), db.Restore(ctx, list[0].Path)); err != nil {
		t.Fatal(err)
	}
	told(map[string]int64{me: 9, "another": 5, "gone": 1, "new": 7})

	// The file is damaged, but that can still be read of it.
	if err := db.Account(me).SetLastNotified(ctx, 12); err != nil {
		t.Fatal(err)
	}
	damage(t, db)
	if report, err := db.Recover(ctx); err != nil || report.Restored.IsZero() {
		t.Fatal(report, err)
	}
	told(map[string]int64{me: 12, "another": 5, "gone": 1, "new": 7})
	if err := db.Verify(ctx); err != nil {
		t.Error(err)
	}
}

// TestR22RestoreInsteadOfDamage: a damaged store is set aside, not made a backup of.
func TestR22RestoreInsteadOfDamage(t *testing.T) {
	path, want := savedCopy(t, 3, 2)
	dir := t.TempDir()
	filled(t, dir, 2)
	db := open(t, dir)
	damage(t, db)
	if err := db.Restore(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	wantReading(t, db, want)
	if list, err := db.Backups(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("%v, %v", list, err)
	}
	aside, err := filepath.Glob(db.folder.path() + asideExt + "*")
	if err != nil || len(aside) == 0 {
		t.Errorf("%q, %v", aside, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	wantReading(t, open(t, dir), want) // it is not taken for damaged again
}

// TestRestoreWhileSomebodyReads: another process keeps SQLite from writing everything
// into the file when the store is closed. Nothing of it is missing in the backup.
func TestRestoreWhileSomebodyReads(t *testing.T) {
	path, want := savedCopy(t, 3, 2)
	db := open(t, t.TempDir())
	save(t, db, newGenerator(5).batch(2))
	before := mustReadAll(t, db)
	before.Active = "" // it stays with the store
	pool, err := openSQLite(db.folder.path(), 1)
	if err != nil {
		t.Fatal(err)
	}
	c, err := connect(t.Context(), pool)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.transaction(t.Context(), "BEGIN", func(c *conn) error {
		if _, err := setting(t.Context(), c, settingActive); err != nil {
			return err
		}
		return db.Restore(t.Context(), path)
	}); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(c.close(), pool.Close()); err != nil {
		t.Fatal(err)
	}
	want.Active = ""
	wantReading(t, db, want)
	list, err := db.Backups(t.Context())
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	if err := db.Restore(t.Context(), list[0].Path); err != nil {
		t.Fatal(err)
	}
	wantReading(t, db, before)
}

// TestR21RestoreThatFails goes on with what was there.
func TestR21RestoreThatFails(t *testing.T) {
	path, _ := savedCopy(t, 3, 2)
	for name, inTheWay := range map[string]func(db *DB) error{
		"no backup can be made": func(db *DB) error { return os.Symlink("nowhere", db.folder.backups.dir) },
		"the copy cannot be put in place": func(db *DB) error {
			return os.MkdirAll(filepath.Join(db.folder.restoring(), "full"), folderPerm)
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			filled(t, dir, 2)
			db := open(t, dir)
			want := mustReadAll(t, db)
			if err := inTheWay(db); err != nil {
				t.Fatal(err)
			}
			if err := db.Restore(t.Context(), path); err == nil {
				t.Error("it was restored")
			}
			wantReading(t, db, want)
			save(t, db, newGenerator(9).batch(1))
			want = mustReadAll(t, db)
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			wantReading(t, open(t, dir), want)
		})
	}
}

// TestRestoreWhereNothingIsKept says why nothing is.
func TestRestoreWhereNothingIsKept(t *testing.T) {
	path, _ := savedCopy(t, 3, 2)
	if err := inMemory(t).Restore(t.Context(), path); !errors.Is(err, errNoFolder) {
		t.Error(err)
	}
	dir := t.TempDir()
	filled(t, dir, 1)
	withVersion(t, dir, 99, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)`)
	db, _, err := Open(t.Context(), options(dir))
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Restore(t.Context(), path); !errors.Is(err, tracker.ErrStoreNewer) {
		t.Error(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := db.Restore(t.Context(), path); !errors.Is(err, errClosed) {
		t.Error(err)
	}
}

// TestR29RestoreCancelled before it is begun changes nothing.
func TestR29RestoreCancelled(t *testing.T) {
	path, restored := savedCopy(t, 3, 2)
	dir := t.TempDir()
	filled(t, dir, 2)
	db := open(t, dir)
	want := mustReadAll(t, db)
	for stopped := int64(0); ; stopped += 1 + stopped/10 {
		ctx := &endsAfter{Context: t.Context()}
		ctx.left.Store(stopped)
		err := db.Restore(ctx, path)
		if err == nil {
			break
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("stopped after %d: %v", stopped, err)
		}
		wantReading(t, db, want)
	}
	wantReading(t, db, restored)
	for _, name := range names(t, dir) {
		if strings.Contains(name, temporaryExt) || strings.Contains(name, restoringExt) {
			t.Errorf("%s is left", name)
		}
	}
}

// TestRestoreUnderLoad: while some read and some write, a copy takes the place of
// what is there, twice. Each pair that was acknowledged is whole in the backup or, if
// it came later, in the store.
func TestRestoreUnderLoad(t *testing.T) {
	path, _ := savedCopy(t, 3, 2)
	db := open(t, t.TempDir())
	save(t, db, pair(0))
	for n := range 2 {
		first := 1000 * (n + 1)
		var acknowledged atomic.Int64
		began := make(chan struct{})
		ctx, cancel := context.WithCancel(t.Context())
		var load sync.WaitGroup
		load.Go(func() {
			for i := range 25 {
				if err := db.Account(me).Save(context.Background(), pair(first+i)); err != nil {
					t.Error(err)
				}
				if acknowledged.Add(1) == 1 {
					close(began)
				}
			}
		})
		for range 2 {
			load.Go(func() {
				for ctx.Err() == nil {
					list, err := db.Account(me).Summaries(context.Background(), -1)
					if err != nil || len(list)%2 != 0 || len(list) == 0 {
						t.Errorf("%d applications, %v", len(list), err)
						return
					}
				}
			})
		}
		<-began
		if err := db.Restore(t.Context(), path); err != nil {
			t.Error(err)
		}
		cancel()
		load.Wait()
		list, err := db.Backups(t.Context())
		if err != nil || len(list) != n+1 {
			t.Fatal(list, err)
		}
		backup := open(t, t.TempDir())
		if err := backup.Restore(t.Context(), list[0].Path); err != nil {
			t.Fatal(err)
		}
		after := 0
		for i := first; i < first+int(acknowledged.Load()); i++ {
			left, right := fmt.Sprint("left-", i), fmt.Sprint("right-", i)
			inBackup, inStore := kept(t, backup, left) != nil, kept(t, db, left) != nil
			if inBackup == inStore || inBackup != (kept(t, backup, right) != nil) || inStore != (kept(t, db, right) != nil) {
				t.Errorf("pair %d is torn, lost or there twice", i)
			}
			if inStore {
				after++
			}
		}
		t.Logf("%d of %d came later", after, acknowledged.Load())
	}
	if err := db.Verify(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestR27FinishesRestoring: at each point at which it may end, the next start knows
// what to do.
func TestR27FinishesRestoring(t *testing.T) {
	for name, tt := range map[string]struct {
		there, marked bool
		want          int // applications
	}{
		"it was not begun":                  {there: true, want: 2},
		"the old one was put away":          {want: 3},
		"the old one was damaged, and gone": {marked: true, want: 3},
	} {
		t.Run(name, func(t *testing.T) {
			path, _ := savedCopy(t, 3, 3)
			dir := t.TempDir()
			filled(t, dir, 2)
			db := newDB(options(dir))
			if err := copyFile(path, db.folder.restoring()); err != nil {
				t.Fatal(err)
			}
			if !tt.there {
				backup, err := db.folder.backups.next()
				if err := errors.Join(err, os.Rename(db.folder.path(), backup)); err != nil {
					t.Fatal(err)
				}
			}
			if tt.marked {
				if err := db.folder.mark(); err != nil {
					t.Fatal(err)
				}
			}
			for range 2 {
				db := open(t, dir)
				if n := len(mustReadAll(t, db).List); n != tt.want {
					t.Errorf("%d applications instead of %d", n, tt.want)
				}
				if err := db.Close(); err != nil {
					t.Fatal(err)
				}
				if there, err := exists(db.folder.restoring()); there || err != nil {
					t.Error("it is not finished", err)
				}
			}
		})
	}
}

// TestR27KilledRestore kills a process that restores one copy and then the other,
// again and again.
func TestR27KilledRestore(t *testing.T) {
	if os.Getenv("STORE_KILL") != "" {
		restoreForEver(t)
	}
	rounds := 30
	if testing.Short() {
		rounds = 4
	}
	dir := t.TempDir()
	var want [2]reading
	for i := range want {
		path, r := savedCopy(t, uint64(20+i), 3+i)
		want[i] = r
		if err := copyFile(path, filepath.Join(dir, fmt.Sprint("copy-", i))); err != nil {
			t.Fatal(err)
		}
	}
	profile := filepath.Join(dir, "profile")
	db := open(t, profile)
	if err := errors.Join(db.Restore(t.Context(), filepath.Join(dir, "copy-0")), db.Close()); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))
	seen := map[int]int{}
	for range rounds {
		last := killedAfter(t, "TestR27KilledRestore", dir, time.Duration(r.IntN(200_000))*time.Microsecond)
		db := open(t, profile)
		if err := db.Verify(t.Context()); err != nil {
			t.Fatal(err)
		}
		got := mustReadAll(t, db)
		switch {
		case reflect.DeepEqual(got, want[last%2]):
			seen[0]++
		case reflect.DeepEqual(got, want[(last+1)%2]): // one further
			seen[1]++
		default:
			t.Fatalf("after %d it holds %+v", last, got)
		}
		list, err := db.Backups(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range list {
			if err := os.Remove(b.Path); err != nil { // not to fill the disk
				t.Fatal(err)
			}
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("as acknowledged or one further: %v", seen)
}

// restoreForEver prints how many copies it has restored: the last one has the number
// modulo 2.
func restoreForEver(t *testing.T) {
	db, report, err := Open(context.Background(), options("profile"))
	if err != nil || report != (RecoveryReport{}) {
		t.Fatal(report, err)
	}
	for n := 0; ; n++ {
		if err := db.Restore(context.Background(), fmt.Sprint("copy-", n%2)); err != nil {
			t.Fatal(err)
		}
		fmt.Printf("saved %d\n", n)
	}
}
