package profile

import (
	"errors"
	"io"
	"os"
	"runtime"

	"github.com/natefinch/atomic"
)

// A disk is what replacing a file asks of the system.
type disk interface {
	// create makes a file that only its owner can read.
	create(dir, pattern string) (newFile, error)
	rename(from, to string) error
	// syncFolder has the names of a folder's files outlast a power cut.
	syncFolder(dir string) error
}

type newFile interface {
	io.WriteCloser
	Name() string
	Sync() error
}

type osDisk struct{}

func (osDisk) create(dir, pattern string) (newFile, error) {
	f, err := os.CreateTemp(dir, pattern)
	if err != nil {
		return nil, err // no file in an interface
	}
	return f, nil
}

func (osDisk) rename(from, to string) error { return atomic.ReplaceFile(from, to) }

func (osDisk) syncFolder(dir string) error {
	if runtime.GOOS == "windows" { // knows no such thing; its rename writes through
		return nil
	}
	f, err := os.Open(dir) //nolint:gosec // a folder of the app's own
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
