package present

import (
	"context"
	"io/fs"
	"time"
)

// Services are what the settings can do on this computer, beside keeping choices.
// What is nil or empty cannot be done, and the settings say so. The functions may
// be called from any goroutine; those with a context may block.
type Services struct {
	// System is the operating system, as Go calls it: it has words of its own for
	// where to allow notifications.
	System string
	// Startup starts the app with the person's session.
	Startup Autostart
	// Tray reports whether the desktop has a tray that would show the app.
	Tray func() bool
	// TestNotice has the desktop show a notification that says nothing.
	TestNotice func(context.Context) error
	// OpenFolder shows a folder of the app's in the system's file manager.
	OpenFolder func(folder string) error
	// LogFolder is where the log is, empty if there is none.
	LogFolder string
	// Updates says that this build knows where newer versions are told of.
	Updates bool
	Files   Files
}

// Files are what the choice of a file needs to know.
type Files struct {
	// Home and Documents are the person's folders, empty if they are not known.
	Home, Documents string
	// Stat is as that of package os. It may block.
	Stat func(name string) (fs.FileInfo, error)
}

// A DataService is what the settings can do with what is kept. Errors match those
// of package fs or the tracker's ErrStore… where the person has to know. The
// methods may be called from any goroutine; after one of them has changed what is
// kept, the connection is opened again.
type DataService interface {
	// Where is the folder that holds it all.
	Where() string
	// Size is how many bytes what is kept takes, and its backups.
	Size(context.Context) (data, backups int64, err error)
	// Plan says which backups are kept of those that are made by themselves.
	Plan() BackupPlan
	// Backups lists the backups, the newest first.
	Backups(context.Context) ([]BackupInfo, error)
	BackupNow(context.Context) error
	// CheckCopy looks through a file of the person's choice that is to be restored, and
	// tells how many applications it holds.
	CheckCopy(ctx context.Context, path string) (applications int, err error)
	// Restore puts a backup, or such a file, in the place of what is kept, of which it
	// makes a backup before.
	Restore(ctx context.Context, path string) error
	// SaveCopy writes a backup to a path of the person's choice.
	SaveCopy(ctx context.Context, path string) error
	// Export writes the applications for other programs, and returns how many.
	Export(ctx context.Context, format ExportFormat, path string, words *Words) (n int, err error)
	// Import adds what a file holds that is not there yet.
	Import(ctx context.Context, path string) (ImportReport, error)
}

// A BackupPlan is which backups are kept of those that are made once a day: the
// newest ones, and the newest of each of the last weeks.
type BackupPlan struct{ Newest, Weeks int }

// A BackupInfo describes a backup.
type BackupInfo struct {
	Path string
	At   time.Time
	Size int64 // in bytes
}

// An ExportFormat is a kind of file that applications are written to, named by
// its extension without the dot.
type ExportFormat string

// The formats.
const (
	ExportXLSX ExportFormat = "xlsx"
	ExportCSV  ExportFormat = "csv"
	ExportJSON ExportFormat = "json"
)

// An ImportReport is what came of an import.
type ImportReport struct {
	Added   int // applications that were not there
	Known   int // that were there already
	Refused int // entries that could not be understood
}

// A KeyOrigin is where the app keys in use come from.
type KeyOrigin int

// The origins.
const (
	KeysNone        KeyOrigin = iota
	KeysOwn                   // the person's, in the keyring
	KeysOwnUnsaved            // the person's, until the app closes
	KeysEnvironment           // of the environment's variables
	KeysPublisher             // came with the app
)
