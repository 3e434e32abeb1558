//go:build !windows

package profile

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"syscall"
	"testing"

	"candidaturas/ui/present"
)

// TestSettingsThatCannotBeRead are left where they are, and nothing waits for them.
func TestSettingsThatCannotBeRead(t *testing.T) {
	for name, create := range map[string]func(path string) error{
		"a folder":         func(path string) error { return os.Mkdir(path, 0o700) },
		"a pipe":           func(path string) error { return syscall.Mkfifo(path, 0o600) },
		"a link in a ring": func(path string) error { return os.Symlink(path, path) },
	} {
		t.Run(name, func(t *testing.T) {
			store := NewSettings(t.TempDir(), testLanguages)
			if err := create(store.path()); err != nil {
				t.Fatal(err)
			}
			got, err := store.Load()
			if err == nil || !reflect.DeepEqual(got, present.DefaultSettings()) {
				t.Errorf("%+v, %v", got, err)
			}
			if _, err := os.Lstat(store.path()); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestT15SettingsAreForTheirOwner: also those that were open to others.
func TestT15SettingsAreForTheirOwner(t *testing.T) {
	old := syscall.Umask(0)
	defer syscall.Umask(old)
	dir := filepath.Join(t.TempDir(), "profile")
	store := NewSettings(dir, testLanguages)
	check := func() {
		t.Helper()
		for path, want := range map[string]fs.FileMode{dir: 0o700, store.path(): 0o600} {
			if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
				t.Errorf("%s: %v, %v", path, info.Mode().Perm(), err)
			}
		}
	}
	if err := store.Save(chosenSettings()); err != nil {
		t.Fatal(err)
	}
	check()
	if err := os.Chmod(store.path(), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := store.Save(chosenSettings()); err != nil {
		t.Fatal(err)
	}
	check()
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("%v, %v", entries, err)
	}
}
