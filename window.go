package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"runtime/debug"
	"time"

	"candidaturas/auth"
	"candidaturas/ui"
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
)

// afterStart is when the first screen, the list and the first check are done with.
const afterStart = 3 * time.Second

// runWindow shows the window until it closes and returns the exit code. profile
// is nil when there is none to hold.
func runWindow(meta metadata, opts options, profile *instance, words *present.Words, log *slog.Logger, stderr io.Writer) int {
	vault := auth.NewKeyringVault(meta.ID, auth.KeyringOptions{})
	defer func() {
		if err := vault.Close(); err != nil {
			log.Warn("closing the keyring", "error", err)
		}
	}()
	crashes, crash := lookForCrash(opts.dir, profile, log)
	defer crashes()
	c := &connector{
		appID: meta.ID, www: opts.www, api: opts.api, env: opts.keys,
		publisher: auth.Keys{ClientID: clientID, ClientSecret: auth.Secret(clientSecret)},
		vault:     vault, log: log, profile: profileStore{dir: opts.dir, log: log},
	}
	defer c.profile.close()
	app.SetMetadata(meta.fyne())
	a := app.NewWithID(meta.ID)
	a.Settings().SetTheme(ui.NewTheme())
	if err := ui.AddToolkitWords(words); err != nil {
		log.Warn("translating the toolkit", "error", err)
	}
	w := ui.NewWindow(a, present.Options{
		Words: words,
		Platform: present.Platform{
			OpenURL:      func(s string) error { return openURL(a, s) },
			Clipboard:    func() string { return a.Clipboard().Content() },
			SetClipboard: func(s string) { a.Clipboard().SetContent(s) },
			Now:          time.Now,
		},
		Dispatch: fyne.Do, Open: c.open, Log: log, Sample: opts.demo, Crash: crash,
	})
	if ui.Watching {
		defer ui.WatchGoroutine(fyne.Do, log)()
	}
	if profile != nil {
		if err := profile.serve(opts.dir, log, func() { fyne.Do(w.Raise) }); err != nil {
			log.Warn("a second start cannot bring the window to the front", "error", err)
		}
	}
	// Starting takes much more memory than going on, all day perhaps, in the
	// background: what is left of it goes back to the system.
	defer time.AfterFunc(afterStart, debug.FreeOSMemory).Stop()
	log.Info("started", "version", meta.Version, "demo", opts.demo)
	if err := ui.Run(a, w, words); err != nil {
		return fail(stderr, err)
	}
	log.Info("ended")
	return 0
}

// openURL hands an address that was checked before to the system's browser.
func openURL(a fyne.App, address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return fmt.Errorf("opening the browser: %w", err)
	}
	return a.OpenURL(u)
}

// lookForCrash watches for crashes of this run, until stop is called, and returns
// what is left of the last one, if the profile is this process's to look into.
func lookForCrash(dir string, profile *instance, log *slog.Logger) (stop func(), last present.Crash) {
	if profile == nil {
		return func() {}, present.Crash{}
	}
	crashes, err := watchCrashes(dir)
	text, readErr := crashes.last()
	if err := errors.Join(err, readErr); err != nil {
		log.Warn("looking for an earlier crash", "error", err)
	}
	last = present.Crash{Text: text, Dismiss: crashes.dismiss}
	return func() {
		if err := crashes.close(); err != nil {
			log.Warn("ending the watch for crashes", "error", err)
		}
	}, last
}
