package profile

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"

	"candidaturas/auth"

	"gopkg.in/natefinch/lumberjack.v2"
)

// LogName is the log's in the profile's folder.
const LogName = "candidaturas.log"

// OpenLog writes to a rotating file that only its owner may read. Every record
// passes a filter that takes secrets out.
func OpenLog(dir string) (*slog.Logger, func(), error) {
	if err := MakeDir(dir); err != nil {
		return nil, nil, err
	}
	name := filepath.Join(dir, LogName)
	// Lumberjack would give a new file the permissions of the umask.
	f, err := os.OpenFile(name, //nolint:gosec // the person's own profile folder
		os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, nil, fmt.Errorf("opening the log: %w", err)
	}
	if err := f.Close(); err != nil {
		return nil, nil, fmt.Errorf("opening the log: %w", err)
	}
	file := &lumberjack.Logger{Filename: name, MaxSize: 2, MaxBackups: 2}
	return NewLog(file), func() { _ = file.Close() }, nil
}

// NewLog returns a log that takes secrets out of every record.
func NewLog(w io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: slog.LevelInfo, ReplaceAttr: auth.RedactAttr}))
}
