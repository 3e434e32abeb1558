package profile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"

	"candidaturas/auth"
)

// maxCrash is how much of a crash is kept. What matters comes first: why, and
// where in the goroutine that did it.
const maxCrash = 64 << 10

// A crashLog is what is left of a run that died: the runtime writes why into a
// file of the profile, which only its owner may read. A panic may quote anything,
// so the next start takes the secrets out, keeps the result as the last crash and
// removes the file itself.
type crashLog struct{ dir string }

func (c crashLog) current() string  { return filepath.Join(c.dir, "crash.txt") }
func (c crashLog) previous() string { return filepath.Join(c.dir, "last-crash.txt") }

// WatchCrashes sets aside what an earlier run left behind and has the runtime
// write to a new file should this one die. Call it once the profile is claimed:
// the file belongs to one process at a time. After an error the log may still
// have a last crash to tell.
func WatchCrashes(dir string) (crashLog, error) {
	c := crashLog{dir}
	return c, errors.Join(c.setAside(), c.watch())
}

// Last returns the last crash without its secrets, or "" if there was none since
// it was dismissed.
func (c crashLog) Last() (string, error) {
	text, err := readCrash(c.previous())
	if errors.Is(err, os.ErrNotExist) {
		return "", nil
	}
	return text, err
}

// Dismiss forgets the last crash.
func (c crashLog) Dismiss() error {
	if err := RemoveFile(c.previous()); err != nil {
		return fmt.Errorf("removing the last crash: %w", err)
	}
	return nil
}

// Close ends the watch. A run that ends well leaves no file.
func (c crashLog) Close() error {
	if err := debug.SetCrashOutput(nil, debug.CrashOptions{}); err != nil {
		return fmt.Errorf("ending the watch for crashes: %w", err)
	}
	info, err := os.Stat(c.current())
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("looking for a crash: %w", err)
	case info.Size() > 0:
		return nil // for the next start
	}
	if err := os.Remove(c.current()); err != nil {
		return fmt.Errorf("removing the empty crash file: %w", err)
	}
	return nil
}

// setAside replaces the last crash by the one that the current file holds, if
// any.
func (c crashLog) setAside() error {
	text, err := readCrash(c.current())
	if errors.Is(err, os.ErrNotExist) || err == nil && text == "" {
		return nil
	}
	if err == nil {
		err = ReplaceFile(c.previous(), []byte(redactText(text)))
	}
	// Also when that failed: it is the one file that may hold a secret.
	return errors.Join(err, os.Remove(c.current()))
}

func (c crashLog) watch() error {
	f, err := os.OpenFile(c.current(), os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("opening the crash file: %w", err)
	}
	// The runtime writes to a duplicate of its own.
	err = debug.SetCrashOutput(f, debug.CrashOptions{})
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("watching for crashes: %w", err)
	}
	return nil
}

func readCrash(name string) (string, error) {
	f, err := os.Open(name) //nolint:gosec // in the person's own profile folder
	if err != nil {
		return "", fmt.Errorf("reading a crash: %w", err)
	}
	defer func() { _ = f.Close() }()
	text, err := io.ReadAll(io.LimitReader(f, maxCrash))
	if err != nil {
		return "", fmt.Errorf("reading a crash: %w", err)
	}
	if len(text) == maxCrash {
		// Half a secret might not be known for one.
		text = text[:bytes.LastIndexByte(text, '\n')+1]
	}
	return string(text), nil
}

// redactText is the log's filter for a text.
func redactText(text string) string {
	return auth.RedactAttr(nil, slog.String("crash", text)).Value.String()
}
