package store

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// A folder is that of the profile, as far as the store has files in it.
type folder struct {
	dir     string // "" if nothing is to be kept
	backups backups
	now     func() time.Time
	log     *slog.Logger
	// remove is [os.Remove] but in tests.
	remove func(path string) error
}

func newFolder(dir string, now func() time.Time, log *slog.Logger) folder {
	f := folder{dir: dir, backups: backups{now: now}, now: now, log: log, remove: os.Remove}
	if dir != "" {
		f.backups.dir = filepath.Join(dir, "backups")
	}
	return f
}

func (f folder) path() string { return filepath.Join(f.dir, fileName) }

func (f folder) marker() string { return f.path() + markerExt }

func (f folder) stamp() string { return f.now().UTC().Format(stampLayout) }

// makeFolder makes the folder, and tidies what a run that was killed left.
func (f folder) makeFolder() error {
	if err := os.MkdirAll(f.dir, folderPerm); err != nil {
		return fmt.Errorf("making the folder: %w", err)
	}
	left, err := f.files(func(name string) bool { return strings.Contains(name, temporaryExt) })
	if err != nil {
		return err
	}
	return removeAll(left)
}

// files returns what the store has written, the backups first, as far as the names
// match. Other files of the profile are not its own.
func (f folder) files(match func(name string) bool) ([]string, error) {
	var found []string
	for _, place := range []struct{ dir, prefix string }{{f.backups.dir, backupPrefix}, {f.dir, fileName}} {
		entries, err := os.ReadDir(place.dir)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("listing the folder: %w", err)
		}
		for _, e := range entries {
			if !e.IsDir() && strings.HasPrefix(e.Name(), place.prefix) && match(e.Name()) {
				found = append(found, filepath.Join(place.dir, e.Name()))
			}
		}
	}
	return found, nil
}

// lost reports whether the file was found damaged in an earlier run, or is not
// there although there are backups of it.
func (f folder) lost() (bool, error) {
	marked, err := exists(f.marker())
	if marked || err != nil {
		return marked, err
	}
	there, err := exists(f.path())
	if there || err != nil {
		return false, err
	}
	backups, err := f.backups.names()
	return len(backups) > 0, err
}

func (f folder) mark() error {
	return os.WriteFile(f.marker(), nil, filePerm)
}

// quarantine renames the file and what has not come into it yet. It returns the new
// name, "" if there is no file.
func (f folder) quarantine() (string, error) {
	there, err := exists(f.path())
	if err != nil || !there {
		return "", err
	}
	aside := f.path() + asideExt + f.stamp()
	for n := 2; ; n++ {
		taken, err := exists(aside)
		if err != nil {
			return "", err
		}
		if !taken {
			break
		}
		aside = f.path() + asideExt + f.stamp() + "-" + strconv.Itoa(n)
	}
	for _, ext := range besides {
		if err := os.Rename(f.path()+ext, aside+ext); err != nil && !errors.Is(err, os.ErrNotExist) {
			return "", err
		}
	}
	return aside, os.Rename(f.path(), aside)
}

// isOurs reports whether a file would be one that the store writes.
func (f folder) isOurs(path string) bool {
	if f.dir == "" {
		return false
	}
	folder, err := os.Stat(filepath.Dir(path))
	if err != nil {
		return false
	}
	for dir, prefix := range map[string]string{f.dir: fileName, f.backups.dir: backupPrefix} {
		own, err := os.Stat(dir)
		// Not every file system tells upper case from lower case.
		if err == nil && os.SameFile(folder, own) && strings.HasPrefix(strings.ToLower(filepath.Base(path)), prefix) {
			return true
		}
	}
	return false
}
