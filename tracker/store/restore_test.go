package store

import (
	"errors"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

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
