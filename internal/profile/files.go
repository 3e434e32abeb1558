package profile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/natefinch/atomic"
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

// ReplaceFile leaves either the whole text or what was there before, for its
// owner alone.
func ReplaceFile(name string, data []byte) error {
	// The new file takes over the permissions of the one before.
	if err := os.Chmod(name, 0o600); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("making a file private: %w", err)
	}
	if err := atomic.WriteFile(name, bytes.NewReader(data)); err != nil {
		return fmt.Errorf("replacing a file: %w", err)
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
