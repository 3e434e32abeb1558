package store

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

const (
	folderPerm fs.FileMode = 0o700
	filePerm   fs.FileMode = 0o600

	markerExt    = ".damaged"
	asideExt     = ".corrupt-"
	erasingExt   = ".erasing"
	restoringExt = ".restoring"
	temporaryExt = ".tmp"
	// stampLayout is the time as it is part of a file's name, in UTC.
	stampLayout = "20060102T150405Z"
)

// besides are the files that SQLite keeps beside a database.
var besides = []string{"-wal", "-shm", "-journal"}

func removeAll(paths []string) error {
	var errs []error
	for _, path := range paths {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

func exists(path string) (bool, error) {
	_, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// createFile makes an empty file. A database is made so before SQLite opens it,
// so that it and what comes to lie beside it are its owner's alone.
func createFile(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, filePerm) //nolint:gosec // in the person's own profile folder
	if err != nil {
		return fmt.Errorf("making a file: %w", err)
	}
	return f.Close()
}

// temporary is a name beside path that no other file has.
func temporary(path string) string { return path + "." + rand.Text() + temporaryExt }

// removeDatabase removes a temporary database, as far as there is one.
func removeDatabase(path string) {
	_ = os.Remove(path)
	for _, ext := range besides {
		_ = os.Remove(path + ext)
	}
}

// moveFile puts a synced file in place of another database that nobody has open.
func moveFile(from, to string) error {
	for _, ext := range besides { // they belong to what was there
		if err := os.Remove(to + ext); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := os.Rename(from, to); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(to))
}

func copyFile(from, to string) (err error) {
	in, err := os.Open(from) //nolint:gosec // in the person's own profile folder
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, filePerm) //nolint:gosec // in the person's own profile folder
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0) //nolint:gosec // in the person's own profile folder
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// syncFolder makes sure that a renamed file has its new name after a power cut.
// Windows knows no such thing.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir) //nolint:gosec // in the person's own profile folder
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// stampOf reads the time out of a file's name, zero if it tells none.
func stampOf(name, before, after string) time.Time {
	stamp, ok := strings.CutPrefix(name, before)
	if !ok {
		return time.Time{}
	}
	t, err := time.Parse(stampLayout, strings.TrimSuffix(stamp, after))
	if err != nil {
		return time.Time{}
	}
	return t
}
