package profile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// errTooLarge says that a small file of ours is not what it was.
var errTooLarge = errors.New("the file is too large")

// ReadSmall reads a file that holds no more than limit bytes. What is no ordinary
// file is not opened: that might wait for ever.
func ReadSmall(name string, limit int64) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, fmt.Errorf("looking at a file: %w", err)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no file: %w", info.Name(), fs.ErrInvalid)
	}
	f, err := os.Open(name) //nolint:gosec // the names are the app's own
	if err != nil {
		return nil, fmt.Errorf("opening a file: %w", err)
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("reading a file: %w", err)
	case int64(len(data)) > limit:
		return nil, errTooLarge
	}
	return data, nil
}

// unfinished ends the name of a file that is still being written.
const unfinished = ".new"

// ReplaceFile leaves either the whole text or what was there before, for its owner
// alone, also after a power cut.
func ReplaceFile(name string, data []byte) error { return replaceFile(osDisk{}, name, data) }

func replaceFile(d disk, name string, data []byte) error {
	f, err := d.create(filepath.Dir(name), filepath.Base(name)+".*"+unfinished)
	if err != nil {
		return fmt.Errorf("replacing a file: %w", err)
	}
	err = fill(f, data)
	if err == nil {
		err = d.rename(f.Name(), name)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // the first error tells more
		return fmt.Errorf("replacing a file: %w", err)
	}
	if err := d.syncFolder(filepath.Dir(name)); err != nil && !cannotSync(err) {
		return fmt.Errorf("replacing a file: %w", err)
	}
	return nil
}

// fill writes a file whole, down to the disk, and closes it.
func fill(f newFile, data []byte) error {
	_, err := f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// cannotSync tells file systems that do not sync folders from disks that fail.
func cannotSync(err error) bool {
	return errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported)
}

// RemoveFile removes what ReplaceFile wrote, if anything, and what a run that died
// meanwhile left of it.
func RemoveFile(name string) error {
	dir, base := filepath.Dir(name), filepath.Base(name)
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("removing a file: %w", err)
	}
	for _, e := range entries {
		left := strings.HasPrefix(e.Name(), base+".") && strings.HasSuffix(e.Name(), unfinished)
		if e.Name() != base && !left {
			continue
		}
		if err := os.Remove(filepath.Join(dir, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("removing a file: %w", err)
		}
	}
	return nil
}

// MakeDir creates a folder for its owner alone, and those above it.
func MakeDir(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("creating a folder: %w", err)
	}
	return nil
}
