package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"candidaturas/tracker"
)

// TestT15SavedCopy: it holds everything, nobody else can read it, and it replaces
// what had its name.
func TestT15SavedCopy(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 3)
	db := open(t, dir)
	want := mustReadAll(t, db)
	to := filepath.Join(t.TempDir(), "copia de seguridad #1%20.db")
	if err := os.WriteFile(to, []byte("something else"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := db.SaveCopy(t.Context(), to); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(to)
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != filePerm {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if got := names(t, filepath.Dir(to)); !slices.Equal(got, []string{filepath.Base(to)}) {
		t.Errorf("beside it lies %q", got)
	}
	// On another computer.
	other := open(t, t.TempDir())
	if err := other.Restore(t.Context(), to); err != nil {
		t.Fatal(err)
	}
	if got := mustReadAll(t, other); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\ninstead of\n%+v", got, want)
	}
	if got := search(t, other, "nota"); len(got) != 3 {
		t.Errorf("%q are found", got)
	}
	if list, err := other.Backups(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("of nothing there is a backup: %v, %v", list, err)
	}
}

// TestSavedCopyOfMemory: what could not be kept can still be saved.
func TestSavedCopyOfMemory(t *testing.T) {
	db := inMemory(t)
	save(t, db, newGenerator(7).batch(3))
	want := mustReadAll(t, db)
	to := filepath.Join(t.TempDir(), "copia.db")
	if err := db.SaveCopy(t.Context(), to); err != nil {
		t.Fatal(err)
	}
	other := open(t, t.TempDir())
	if err := other.Restore(t.Context(), to); err != nil {
		t.Fatal(err)
	}
	if got := mustReadAll(t, other); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\ninstead of\n%+v", got, want)
	}
}

// TestSavedCopyThatCannotBe leaves what was there, and nothing beside it.
func TestSavedCopyThatCannotBe(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 2)
	db := open(t, dir)
	if err := db.Backup(t.Context()); err != nil {
		t.Fatal(err)
	}
	list, err := db.Backups(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	before := names(t, dir)
	file := filepath.Join(t.TempDir(), "file")
	folder := filepath.Join(t.TempDir(), "folder")
	if err := errors.Join(os.WriteFile(file, []byte("x"), filePerm), os.MkdirAll(filepath.Join(folder, "full"), folderPerm)); err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		path string
		want error
	}{
		"the store itself":     {db.folder.path(), tracker.ErrStoreReadOnly},
		"what lies beside it":  {db.folder.path() + "-wal", tracker.ErrStoreReadOnly},
		"one of the backups":   {list[0].Path, tracker.ErrStoreReadOnly},
		"below a file":         {filepath.Join(file, "copia.db"), tracker.ErrStoreReadOnly},
		"in a missing folder":  {filepath.Join(folder, "none", "copia.db"), fs.ErrNotExist},
		"in place of a folder": {folder, nil},
	} {
		err := db.SaveCopy(t.Context(), tt.path)
		if err == nil || tt.want != nil && !errors.Is(err, tt.want) {
			t.Errorf("%s: %v", name, err)
		}
		if _, named := errors.AsType[*fs.PathError](err); named {
			t.Errorf("%s: the error tells the name: %v", name, err)
		}
	}
	if got := names(t, dir); !slices.Equal(got, before) {
		t.Errorf("the folder holds %q", got)
	}
	if got := names(t, filepath.Dir(folder)); !slices.Equal(got, []string{"folder", "folder/full"}) {
		t.Errorf("%q", got)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := db.SaveCopy(t.Context(), filepath.Join(folder, "copia.db")); !errors.Is(err, errClosed) {
		t.Errorf("closed: %v", err)
	}
}

// TestR22DamagedStoreIsNotSaved: a copy of damage is worse than none.
func TestR22DamagedStoreIsNotSaved(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 2)
	db := open(t, dir)
	damage(t, db)
	to := filepath.Join(t.TempDir(), "copia.db")
	if err := db.SaveCopy(t.Context(), to); !errors.Is(err, tracker.ErrStoreDamaged) {
		t.Error(err)
	}
	if there, err := exists(to); there || err != nil {
		t.Error("there is one", err)
	}
}

// damage changes notes behind the back of their checksums.
func damage(t *testing.T, db *DB) {
	t.Helper()
	if err := db.write(t.Context(), "test", func(c *conn) error {
		_, err := c.exec(t.Context(), `UPDATE notes SET text = 'otra'`)
		return err
	}); err != nil {
		t.Fatal(err)
	}
}
