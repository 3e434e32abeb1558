package app

import (
	"cmp"
	"errors"
	"log/slog"
	"os"
	"runtime"
	"runtime/debug"
	"time"

	"candidaturas/assets"
	"candidaturas/auth"
	"candidaturas/internal/desktop"
	"candidaturas/internal/profile"
	"candidaturas/ui"
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"github.com/adrg/xdg"
)

// afterStart is when the first screen, the list and the first check are done with.
const afterStart = 3 * time.Second

// A windowRun is one run of the program with a window.
type windowRun struct {
	publisher Build
	meta      metadata
	opts      options
	profile   *profile.Instance // nil when there is none to hold
	settings  *profile.Settings
	speech    present.Translations
	words     *present.Words
	look      present.Look
	log       *slog.Logger

	app     fyne.App
	window  *ui.Window
	tray    *ui.Tray // nil where the toolkit has none
	panel   *desktop.TrayWatch
	startup *desktop.Autostart // nil where the system does not start apps
	updates *profile.Updates   // nil where this build knows no newer versions
}

// runWindow shows the window until it closes.
func runWindow(b Build, meta metadata, opts options, profile *profile.Instance, log *slog.Logger) error {
	r := &windowRun{publisher: b, meta: meta, opts: opts, profile: profile, log: log}
	if err := r.prepare(); err != nil {
		return err
	}
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
		publisher: auth.Keys{ClientID: b.ClientID, ClientSecret: b.ClientSecret},
		vault:     vault, log: log, profile: profileStore{dir: opts.dir, log: log, backups: r.settings.Backups},
		languages: r.languages,
	}
	defer c.profile.close()
	app.SetMetadata(meta.fyne())
	r.app = app.NewWithID(meta.ID)
	r.panel = desktop.WatchTray(log)
	defer r.panel.Close()
	r.build(c.open, crash)
	defer r.serve()()
	// Returns start-up memory to the system: starting takes much more than going on, all
	// day perhaps, in the background.
	defer time.AfterFunc(afterStart, debug.FreeOSMemory).Stop()
	log.Info("started", "version", meta.Version, "demo", opts.demo)
	if err := ui.Run(r.app, r.window, r.words, opts.background); err != nil {
		return err
	}
	log.Info("ended")
	return nil
}

// prepare reads what the person has chosen, which decides what everything is made
// of.
func (r *windowRun) prepare() error {
	speech, err := translations()
	if err != nil {
		return err
	}
	r.speech = speech
	r.settings = profile.NewSettings(r.opts.dir, speech.Names)
	chosen, err := r.settings.Load() // the presenter tells what is wrong with it
	if err != nil {
		r.log.Warn("reading the settings", "error", err)
	}
	r.look = chosen.Look()
	r.words, err = speech.Words(cmp.Or(r.opts.lang, chosen.Language, speech.System))
	if err != nil {
		return err
	}
	r.startup, err = desktop.NewAutostart(r.meta.ID, r.meta.Name)
	if err == nil {
		err = r.startup.Follow()
	}
	if err != nil {
		r.log.Info("starting with the session", "error", err)
	}
	r.updates, err = profile.NewUpdates(r.publisher.UpdateURL, r.publisher.DownloadPage, r.meta.Version, r.opts.dir)
	if err != nil { // the publisher's mistake, which keeps nobody from their applications
		r.log.Error("looking for new versions", "error", err)
	}
	return nil
}

// build makes the window and what stands beside it.
func (r *windowRun) build(open present.Opener, crash present.Crash) {
	r.app.Settings().SetTheme(ui.NewTheme(r.look))
	if err := ui.AddToolkitWords(r.words); err != nil {
		r.log.Warn("translating the toolkit", "error", err)
	}
	r.tray = desktop.NewTray(r.app, r.words, ui.TrayActions{
		Open:  func() { r.window.Raise() },
		Check: func() { r.window.Presenter().List().Downloads.Refresh() },
		Pause: func() { r.window.Presenter().PauseNotices() },
		Quit:  func() { r.window.Quit() },
	})
	notify := desktop.NewNotify(desktop.SessionBusThere, desktop.NotificationSender(r.app), r.log)
	options := present.Options{
		Words: r.words, Platform: r.platform(notify), Dispatch: (&desktop.Dispatcher{Do: fyne.Do}).Dispatch, Open: open, Log: r.log,
		Sample: r.opts.demo, Crash: crash, Settings: r.settings, Translations: r.speech,
		Services: r.services(), OpenPage: r.openPage, Hidden: r.opts.background,
	}
	if r.updates != nil {
		options.Updates = r.updates
	}
	r.window = ui.NewWindow(r.app, options, ui.Desktop{
		SetTray:  func(s present.TrayState) { r.onTray(func(t *ui.Tray) { t.Set(s) }) },
		SetWords: func(w *present.Words) { r.onTray(func(t *ui.Tray) { t.SetWords(w) }) },
		Minimise: desktop.Minimise,
	})
}

func (r *windowRun) onTray(do func(*ui.Tray)) {
	if r.tray != nil {
		do(r.tray)
	}
}

func (r *windowRun) platform(notify func(title, body string)) present.Platform {
	return present.Platform{
		OpenURL:      func(s string) error { return desktop.OpenAddress(r.app, s) },
		Clipboard:    func() string { return r.app.Clipboard().Content() },
		SetClipboard: func(s string) { r.app.Clipboard().SetContent(s) },
		Now:          time.Now,
		Notify:       notify,
	}
}

// services are what the settings can do on this computer.
func (r *windowRun) services() present.Services {
	s := present.Services{
		System:     runtime.GOOS,
		Tray:       func() bool { return r.tray != nil && r.window.Presenter().TrayThere() },
		OpenFolder: func(folder string) error { return desktop.OpenFile(r.app, folder) },
		LogFolder:  r.opts.dir,
		Updates:    r.updates != nil,
		Files:      present.Files{Home: xdg.Home, Documents: xdg.UserDirs.Documents, Stat: os.Stat},
	}
	if r.startup != nil {
		s.Startup = r.startup
	}
	return s
}

// serve has other starts and the desktop's tray reach the window.
func (r *windowRun) serve() (stop func()) {
	if r.tray != nil {
		r.panel.OnChange(func(there bool) { fyne.Do(func() { r.trayChanged(there) }) })
	}
	if r.profile != nil {
		if err := r.profile.Serve(r.opts.dir, r.log, func() { fyne.Do(r.window.Raise) }); err != nil {
			r.log.Warn("a second start cannot bring the window to the front", "error", err)
		}
	}
	if ui.Watching {
		return ui.WatchGoroutine(fyne.Do, r.log)
	}
	return func() {}
}

// trayChanged shows the icon as soon as there is a place for it.
func (r *windowRun) trayChanged(there bool) {
	r.window.Presenter().TrayChanged(there) // and what the icon is to say
	if there {
		r.tray.Start()
	}
}

// languages are the words in every language there is.
func (r *windowRun) languages() ([]*present.Words, error) {
	all := make([]*present.Words, 0, len(r.speech.Names))
	for _, name := range r.speech.Names {
		words, err := r.speech.Words(name)
		if err != nil {
			return nil, err
		}
		all = append(all, words)
	}
	return all, nil
}

// translations are those that come with the app.
func translations() (present.Translations, error) {
	names, err := present.Languages(assets.Translations)
	if err != nil {
		return present.Translations{}, err
	}
	return present.Translations{
		Names: names, System: present.MatchLanguage(ui.SystemLanguage(), names),
		Words: func(name string) (*present.Words, error) { return present.NewWords(assets.Translations, name) },
	}, nil
}

// lookForCrash watches for crashes of this run, until stop is called, and returns
// what is left of the last one, if the profile is this process's to look into.
func lookForCrash(dir string, claimed *profile.Instance, log *slog.Logger) (stop func(), last present.Crash) {
	if claimed == nil {
		return func() {}, present.Crash{}
	}
	crashes, err := profile.WatchCrashes(dir)
	text, readErr := crashes.Last()
	if err := errors.Join(err, readErr); err != nil {
		log.Warn("looking for an earlier crash", "error", err)
	}
	last = present.Crash{Text: text, Dismiss: crashes.Dismiss}
	return func() {
		if err := crashes.Close(); err != nil {
			log.Warn("ending the watch for crashes", "error", err)
		}
	}, last
}
