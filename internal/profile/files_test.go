package profile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
)

// watchedDisk is the system's disk. It tells what is asked of it, and fails at one step.
type watchedDisk struct {
	osDisk
	steps []string
	fail  string
	err   error
	each  func(step string)
}

func (d *watchedDisk) step(name string) error {
	d.steps = append(d.steps, name)
	if d.each != nil {
		d.each(name)
	}
	if name == d.fail {
		return d.err
	}
	return nil
}

func (d *watchedDisk) create(dir, pattern string) (newFile, error) {
	if err := d.step("create"); err != nil {
		return nil, err
	}
	f, err := d.osDisk.create(dir, pattern)
	return &watchedFile{f, d}, err
}

func (d *watchedDisk) rename(from, to string) error {
	if err := d.step("rename"); err != nil {
		return err
	}
	return d.osDisk.rename(from, to)
}

func (d *watchedDisk) syncFolder(dir string) error {
	if err := d.step("sync folder"); err != nil {
		return err
	}
	return d.osDisk.syncFolder(dir)
}

type watchedFile struct {
	newFile
	disk *watchedDisk
}

// Write writes half of p where it is to fail, as a full disk does.
func (f *watchedFile) Write(p []byte) (int, error) {
	if err := f.disk.step("write"); err != nil {
		n, _ := f.newFile.Write(p[:len(p)/2])
		return n, err
	}
	return f.newFile.Write(p)
}

func (f *watchedFile) Sync() error {
	if err := f.disk.step("sync"); err != nil {
		return err
	}
	return f.newFile.Sync()
}

func (f *watchedFile) Close() error {
	return errors.Join(f.disk.step("close"), f.newFile.Close())
}

// newOldFile is the path of a file that holds "old", alone in its folder.
func newOldFile(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "settings.json")
	if err := os.WriteFile(name, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// wantAlone wants a file that holds want, and nothing beside it.
func wantAlone(t *testing.T, name, want string) {
	t.Helper()
	if got, err := os.ReadFile(name); err != nil || string(got) != want {
		t.Errorf("%q, %v, want %q", got, err, want)
	}
	if entries, err := os.ReadDir(filepath.Dir(name)); err != nil || len(entries) != 1 {
		t.Errorf("in the folder: %v, %v", entries, err)
	}
}

// TestR28ReplaceFileSyncs the text before it takes the place of the old one, and the
// folder after that.
func TestR28ReplaceFileSyncs(t *testing.T) {
	name := newOldFile(t)
	d := &watchedDisk{each: func(step string) {
		want := "old"
		if step == "sync folder" {
			want = "new text"
		}
		if got, err := os.ReadFile(name); err != nil || string(got) != want {
			t.Errorf("before %s: %q, %v", step, got, err)
		}
	}}
	if err := replaceFile(d, name, []byte("new text")); err != nil {
		t.Fatal(err)
	}
	if want := []string{"create", "write", "sync", "close", "rename", "sync folder"}; !slices.Equal(d.steps, want) {
		t.Errorf("%v, want %v", d.steps, want)
	}
	wantAlone(t, name, "new text")
}

// TestR20FailedReplaceLeavesTheOldFile, wherever it fails.
func TestR20FailedReplaceLeavesTheOldFile(t *testing.T) {
	for _, step := range []string{"create", "write", "sync", "close", "rename"} {
		t.Run(step, func(t *testing.T) {
			name := newOldFile(t)
			if err := replaceFile(&watchedDisk{fail: step, err: syscall.ENOSPC}, name, []byte("new text")); !errors.Is(err, syscall.ENOSPC) {
				t.Errorf("%v", err)
			}
			wantAlone(t, name, "old")
		})
	}
}

// TestFoldersThatAreNotSynced: a disk that fails is told of, a file system that syncs
// no folders is not.
func TestFoldersThatAreNotSynced(t *testing.T) {
	for err, want := range map[error]error{syscall.EIO: syscall.EIO, syscall.EINVAL: nil, errors.ErrUnsupported: nil} {
		name := newOldFile(t)
		if got := replaceFile(&watchedDisk{fail: "sync folder", err: err}, name, []byte("new text")); !errors.Is(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
		wantAlone(t, name, "new text")
	}
}

// TestRemoveFile removes what died halfway, too, and nothing else.
func TestRemoveFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "last-crash.txt")
	if err := RemoveFile(name); err != nil {
		t.Errorf("nothing: %v", err)
	}
	for _, file := range []string{"last-crash.txt", "last-crash.txt.new", "last-crash.txt.123.new", "last-crash.txt.bad", "crash.txt"} {
		if err := os.WriteFile(filepath.Join(dir, file), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := RemoveFile(name); err != nil {
		t.Error(err)
	}
	left, err := fs.Glob(os.DirFS(dir), "*")
	if err != nil || !slices.Equal(left, []string{"crash.txt", "last-crash.txt.bad"}) {
		t.Errorf("%v, %v", left, err)
	}
	if err := RemoveFile(filepath.Join(dir, "missing", "file")); err != nil {
		t.Errorf("in no folder: %v", err)
	}
}
