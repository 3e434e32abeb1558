package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"candidaturas/tracker"
)

// erasable makes a store with everything beside it that there can be, and a file
// of somebody else, and returns it open.
func erasable(t *testing.T, dir string) *DB {
	t.Helper()
	withBackup(t, dir, 2)
	db := open(t, dir)
	for _, path := range []string{
		filepath.Join(db.folder.backups.dir, "candidaturas-20260101T000000Z.db"),
		filepath.Join(dir, "candidaturas.log"),
		db.folder.path() + asideExt + "20260101T000000Z",
		db.folder.path() + asideExt + "20260101T000000Z-wal",
		temporary(db.folder.path()),
		db.folder.marker(),
	} {
		if err := os.WriteFile(path, []byte("Nota"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

// checkErased opens the folder as the next start does: nothing is in it.
func checkErased(t *testing.T, dir string) {
	t.Helper()
	db := open(t, dir)
	if got := mustReadAll(t, db); len(got.List) != 0 || got.Active != "" || len(got.Reminders) != 0 {
		t.Errorf("it is back: %+v", got)
	}
	want := []string{fileName, fileName + "-shm", fileName + "-wal", "candidaturas.log"}
	if got := names(t, dir); !slices.Equal(got, want) {
		t.Errorf("the folder holds %q", got)
	}
}

var errKilled = errors.New("the process is not there any more")

// TestT16KilledWhileErasing ends the process before each removal. The next start
// goes on from there.
func TestT16KilledWhileErasing(t *testing.T) {
	source := t.TempDir()
	if err := erasable(t, source).Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(source, fileName+markerExt)); err != nil { // it would be set aside
		t.Fatal(err)
	}
	for stop, done := 0, false; !done; stop++ {
		t.Run(fmt.Sprint("before removal ", stop), func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(source)); err != nil {
				t.Fatal(err)
			}
			db := open(t, dir)
			removed := 0
			db.folder.remove = func(path string) error {
				if removed >= stop {
					return errKilled
				}
				removed++
				return os.Remove(path)
			}
			err := db.Erase(t.Context())
			if done = err == nil; !done && !errors.Is(err, errKilled) {
				t.Fatal(err)
			}
			if got := mustReadAll(t, db); len(got.List) != 0 {
				t.Errorf("it is still there: %v", got.List)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			checkErased(t, dir)
		})
		if stop > 20 {
			t.Fatal("erasing has no end")
		}
	}
}

// TestT16KilledAfterErasingBegan ends the process when nothing is removed yet.
func TestT16KilledAfterErasingBegan(t *testing.T) {
	dir := t.TempDir()
	db := erasable(t, dir)
	if err := errors.Join(db.Close(), db.folder.beginErasing()); err != nil {
		t.Fatal(err)
	}
	checkErased(t, dir)
}

// TestT16BackupCannotBeRemoved: it is not restored, neither at once nor by the next
// starts, all else is gone, and it goes when it can be removed.
func TestT16BackupCannotBeRemoved(t *testing.T) {
	dir := t.TempDir()
	db := erasable(t, dir)
	stuck := filepath.Join(db.folder.backups.dir, backupPrefix+clock().Format(stampLayout)+backupExt)
	remove := func(path string) error {
		if path == stuck {
			return &fs.PathError{Op: "remove", Path: path, Err: fs.ErrPermission}
		}
		return os.Remove(path)
	}
	db.folder.remove = remove
	if err := db.Erase(t.Context()); !errors.Is(err, tracker.ErrStoreReadOnly) {
		t.Fatal(err)
	}
	for range 2 {
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		for _, name := range names(t, dir) {
			path := filepath.Join(dir, name)
			if b, err := os.ReadFile(path); err == nil && path != stuck && strings.Contains(string(b), "Nota") && name != "candidaturas.log" {
				t.Errorf("%s is still there", name)
			}
		}
		db = newDB(options(dir))
		db.folder.remove = remove
		report, err := db.open(t.Context())
		if err != nil || !errors.Is(report.Memory, tracker.ErrStoreReadOnly) || !report.Restored.IsZero() {
			t.Fatalf("%+v, %v", report, err)
		}
		if got := mustReadAll(t, db); len(got.List) != 0 {
			t.Errorf("it is back: %v", got.List)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	checkErased(t, dir)
}

// TestT16EraseWithoutDatabase: backups go also if the database is gone.
func TestT16EraseWithoutDatabase(t *testing.T) {
	dir := t.TempDir()
	db := erasable(t, dir)
	if err := os.Remove(db.folder.path()); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Erase(t.Context()), db.Close()); err != nil {
		t.Fatal(err)
	}
	checkErased(t, dir)
}

// TestT16FilesOfOthersStay, and do not keep the store from being erased.
func TestT16FilesOfOthersStay(t *testing.T) {
	dir := t.TempDir()
	db := erasable(t, dir)
	others := []string{filepath.Join(db.folder.backups.dir, "mine.txt"), filepath.Join(dir, fileName+" of last year", "cv.pdf")}
	for _, path := range others {
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, nil, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Erase(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, path := range others {
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
}
