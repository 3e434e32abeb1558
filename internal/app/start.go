package app

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	stdlog "log"
	"log/slog"
	"os"
	"time"

	"candidaturas/assets"
	"candidaturas/auth"
	"candidaturas/internal/profile"
	"candidaturas/ui"
)

// closeLimit is how long the session may take to end when the window closes.
const closeLimit = 700 * time.Millisecond

// A Secret is not written where it is printed or logged.
type Secret = auth.Secret

// A Build is what was set when the program was built.
type Build struct {
	Metadata []byte // FyneApp.toml
	// ClientID and ClientSecret are the publisher's app keys, empty for none.
	ClientID     string
	ClientSecret Secret
	// UpdateURL is where the newest version is told of, DownloadPage where people find
	// it; empty for a build that does not know.
	UpdateURL, DownloadPage string
}

// Run is the program, or the helper that speaks to the keyring for it; it returns the
// exit code.
func Run(b Build, args []string, stdout, stderr io.Writer) int {
	if handled, code := auth.RunKeyringHelper(args, os.Stdin, stdout); handled {
		return code
	}
	meta, err := parseMetadata(b.Metadata)
	if err != nil {
		return fail(stderr, err)
	}
	opts, done, code := parseOptions(args, os.Getenv, meta, stdout, stderr)
	if done {
		return code
	}
	words, err := opts.words(assets.Translations) // the person's choice is not read yet
	if err != nil {
		return fail(stderr, err)
	}
	if err := ui.CheckDisplay(words); err != nil {
		return fail(stderr, err)
	}
	log, closeLog, err := profile.OpenLog(opts.dir)
	if err != nil {
		// A folder that cannot be written to costs the log, not the app.
		log, closeLog = profile.NewLog(stderr), func() {}
		log.Warn("working without a log file", "error", err)
	}
	defer closeLog()
	// The toolkit logs through the standard logger; people get a sentence instead.
	stdlog.SetOutput(slog.NewLogLogger(log.Handler(), slog.LevelWarn).Writer())
	claimed, err := profile.Claim(opts.dir)
	switch {
	case errors.Is(err, profile.ErrRunning) && opts.background:
		return 0 // it is where it is to be
	case errors.Is(err, profile.ErrRunning):
		if err := profile.Raise(opts.dir); err != nil {
			log.Warn("the running app does not answer", "error", err)
			return fail(stderr, errors.New(words.T("startup.running")))
		}
		return 0
	case err != nil:
		log.Warn("working without a lock on the profile", "error", err)
	default:
		defer func() {
			if err := claimed.Close(); err != nil {
				log.Warn("giving the profile back", "error", err)
			}
		}()
	}
	if err := runWindow(b, meta, opts, claimed, log); err != nil {
		return fail(stderr, err)
	}
	return 0
}

func fail(stderr io.Writer, err error) int {
	fmt.Fprintln(stderr, "Candidaturas:", err)
	return 1
}
