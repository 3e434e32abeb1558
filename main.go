// Candidaturas shows a person's job applications at InfoJobs in a native window.
package main

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
	"candidaturas/ui"
)

//go:embed FyneApp.toml
var fyneApp []byte

// The publisher's app keys, set at build time with
// -ldflags "-X main.clientID=… -X main.clientSecret=…". See README.md.
var clientID, clientSecret string

// closeLimit is how long the session may take to end when the window closes.
const closeLimit = 700 * time.Millisecond

func main() {
	if handled, code := auth.RunKeyringHelper(os.Args[1:], os.Stdin, os.Stdout); handled {
		os.Exit(code)
	}
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is the program; it returns its exit code.
func run(args []string, stdout, stderr io.Writer) int {
	meta, err := parseMetadata(fyneApp)
	if err != nil {
		return fail(stderr, err)
	}
	opts, done, code := parseOptions(args, os.Getenv, meta, stdout, stderr)
	if done {
		return code
	}
	words, err := opts.words(assets.Translations)
	if err != nil {
		return fail(stderr, err)
	}
	if err := ui.CheckDisplay(words); err != nil {
		return fail(stderr, err)
	}
	log, closeLog, err := openLog(opts.dir)
	if err != nil {
		// A folder that cannot be written to costs the log, not the app.
		log, closeLog = newLog(stderr), func() {}
		log.Warn("working without a log file", "error", err)
	}
	defer closeLog()
	// The toolkit logs through the standard logger; people get a sentence instead.
	stdlog.SetOutput(slog.NewLogLogger(log.Handler(), slog.LevelWarn).Writer())
	profile, err := claimProfile(opts.dir)
	switch {
	case errors.Is(err, errRunning) && opts.background:
		return 0 // it is where it is to be
	case errors.Is(err, errRunning):
		if err := raise(opts.dir); err != nil {
			log.Warn("the running app does not answer", "error", err)
			return fail(stderr, errors.New(words.T("startup.running")))
		}
		return 0
	case err != nil:
		log.Warn("working without a lock on the profile", "error", err)
	default:
		defer func() {
			if err := profile.close(); err != nil {
				log.Warn("giving the profile back", "error", err)
			}
		}()
	}
	return runWindow(meta, opts, profile, words, log, stderr)
}

func fail(stderr io.Writer, err error) int {
	fmt.Fprintln(stderr, "Candidaturas:", err)
	return 1
}
