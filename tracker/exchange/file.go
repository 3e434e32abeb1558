package exchange

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/natefinch/atomic"
)

// A Format is a kind of file.
type Format string

// The formats, by the ending of their files.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
	JSON Format = "json"
	HTML Format = "html"
)

// WriteFile writes a file that nobody but the person can read. It is there whole or,
// after an error, as it was before.
func WriteFile(path string, write func(io.Writer) error) error {
	file, err := os.CreateTemp(filepath.Dir(path), "candidaturas-*.part") // only the person can read it
	if err != nil {
		return fmt.Errorf("writing a file: %w", err)
	}
	if err = fill(file, write); err == nil {
		err = atomic.ReplaceFile(file.Name(), path)
	}
	if err != nil {
		_ = os.Remove(file.Name()) // the first error tells more
		return fmt.Errorf("writing a file: %w", err)
	}
	return nil
}

// fill writes a file whole, down to the disk, and closes it.
func fill(file *os.File, write func(io.Writer) error) error {
	out := bufio.NewWriterSize(file, 64<<10)
	err := write(out)
	if err == nil {
		err = out.Flush()
	}
	if err == nil {
		err = file.Sync()
	}
	if closed := file.Close(); err == nil {
		err = closed
	}
	return err
}
