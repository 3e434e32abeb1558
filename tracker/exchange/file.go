package exchange

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

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

// FileName is how a file of a day is called: always by the same pattern, never by
// anything that InfoJobs or the person has written.
func FileName(f Format, now time.Time) string {
	return fmt.Sprintf("candidaturas-%s.%s", now.Format(time.DateOnly), f)
}

// WriteFile writes a file that nobody but the person can read. It is there whole or,
// after an error, as it was before.
func WriteFile(path string, write func(io.Writer) error) error {
	// What is there would keep its permissions.
	if err := os.Chmod(path, 0o600); err != nil && !os.IsNotExist(err) {
		return fmt.Errorf("writing a file: %w", err)
	}
	in, out := io.Pipe()
	done := make(chan error, 1)
	go func() {
		err := write(out)
		_ = out.CloseWithError(err) // never fails
		done <- err
	}()
	err := atomic.WriteFile(path, in)
	_ = in.CloseWithError(io.ErrClosedPipe) // ends the writing if nobody reads any more; never fails
	if writeErr := <-done; writeErr != nil && !errors.Is(writeErr, io.ErrClosedPipe) {
		err = writeErr // that of the package atomic only repeats its words
	}
	if err != nil {
		return fmt.Errorf("writing a file: %w", err)
	}
	return nil
}
