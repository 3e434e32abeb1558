package ui

import (
	"context"
	"os"
	"path/filepath"

	"candidaturas/api/fault"
	"candidaturas/assets"
	"candidaturas/auth"
	"candidaturas/tracker"
	"candidaturas/ui/present"
	"candidaturas/ui/uitest"

	"fyne.io/fyne/v2"
)

// settingsKept are settings that last as long as the test.
type settingsKept struct {
	settings *present.Settings
	err      error // of saving
}

func (k *settingsKept) Load() (present.Settings, error) {
	if k.settings == nil {
		return present.DefaultSettings(), nil
	}
	return *k.settings, nil
}

func (k *settingsKept) Save(s present.Settings) error {
	if k.err == nil {
		k.settings = &s
	}
	return k.err
}

// keptData is what is kept, as the settings see it.
type keptData struct {
	copies []present.BackupInfo
	block  chan struct{}
	err    error
	files  []string
}

func (d *keptData) Where() string {
	return "/home/lucia/.local/share/io.github.candidaturas.app"
}
func (d *keptData) Plan() present.BackupPlan { return present.BackupPlan{Newest: 3, Weeks: 5} }
func (d *keptData) Size(context.Context) (int64, int64, error) {
	return 12_400_000, 36_800_000, nil
}

func (d *keptData) Backups(context.Context) ([]present.BackupInfo, error) { return d.copies, nil }

func (d *keptData) wait(ctx context.Context) error {
	if d.block != nil {
		select {
		case <-d.block:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return d.err
}

func (d *keptData) BackupNow(ctx context.Context) error         { return d.wait(ctx) }
func (d *keptData) Restore(ctx context.Context, _ string) error { return d.wait(ctx) }
func (d *keptData) CheckCopy(ctx context.Context, _ string) (int, error) {
	return 118, d.wait(ctx)
}

func (d *keptData) SaveCopy(ctx context.Context, path string) error {
	d.files = append(d.files, path)
	return d.wait(ctx)
}

func (d *keptData) Export(ctx context.Context, _ present.ExportFormat, path string, _ *present.Words) (int, error) {
	d.files = append(d.files, path)
	return 120, d.wait(ctx)
}

func (d *keptData) Import(ctx context.Context, path string) (present.ImportReport, error) {
	d.files = append(d.files, path)
	return present.ImportReport{Added: 12, Known: 108}, d.wait(ctx)
}

// setSettings gives the stage what the settings show.
func (s *stage) setSettings() {
	s.tray = true
	s.data.copies = []present.BackupInfo{
		{Path: "/b3", At: now.Add(-2 * day), Size: 12_300_000},
		{Path: "/b2", At: now.Add(-9 * day), Size: 12_100_000},
		{Path: "/b1", At: now.Add(-16 * day), Size: 11_900_000},
	}
	s.conn.data = &s.data
	s.conn.keyOrigin = present.KeysOwn
	s.conn.testKeys = func(context.Context, auth.Keys) error { return nil }
	s.conn.removeKeys = func(context.Context) error { return nil }
	s.conn.who = func(context.Context) (tracker.Candidate, error) { return s.who, s.whoErr }
}

type systemStartup struct{ s *stage }

func (u systemStartup) Enabled() (bool, error) { return u.s.startupOn, nil }
func (u systemStartup) Set(on bool) error {
	if u.s.startupErr == nil {
		u.s.startupOn = on
	}
	return u.s.startupErr
}

func (s *stage) services() present.Services {
	return present.Services{
		System: "linux", Startup: systemStartup{s}, Tray: func() bool { return s.tray },
		TestNotice: func(context.Context) error { return s.noticeErr },
		OpenFolder: func(string) error { return nil },
		LogFolder:  "/home/lucia/.local/share/io.github.candidaturas.app", Updates: true,
		Files: present.Files{Home: "/home/lucia", Documents: "/home/lucia/Documentos", Stat: os.Stat},
	}
}

func translations() present.Translations {
	langs, _ := present.Languages(assets.Translations)
	return present.Translations{
		Names: langs, System: "es",
		Words: func(lang string) (*present.Words, error) { return present.NewWords(assets.Translations, lang) },
	}
}

// settings opens the settings at a section and waits for what it reads.
func (s *stage) settings(section present.SettingsSection) *settingsWindow {
	s.t.Helper()
	if s.window.screen == present.ScreenOpening {
		s.session.Set(auth.Status{
			State: auth.Active, Stored: true, Account: "account-1", Since: now.Add(-200 * day), ScopesKnown: true,
			Scopes: auth.DefaultScopes(),
		})
		s.search()
		s.start()
		s.settle()
	}
	s.window.ShowSettings()
	s.prefs().ShowSection(section)
	s.answered()
	return s.window.settings
}

func (s *stage) prefs() *present.Preferences { return s.window.presenter.Preferences() }

// answered waits until nothing of the settings is being read or done.
func (s *stage) answered() {
	s.t.Helper()
	w := s.window.settings
	s.until("the settings", func() bool {
		counting := w.words().T("settings.counting")
		for _, item := range w.state.Items {
			if item.Busy != "" || item.Hint == counting || item.ID == present.SettingStartup && item.Disabled && s.window.settings.prefs != nil && item.Hint == "" {
				return false
			}
			if item.Label == w.words().T("signin.identifying") {
				return false
			}
		}
		return w.state.File == nil || w.state.File.Busy == ""
	})
}

// choosing opens the form that asks for a file.
func (s *stage) choosing(action present.SettingID, arg string) *fileChooser {
	s.t.Helper()
	s.settings(present.SettingsData)
	s.prefs().Do(action, arg)
	return s.window.settings.chooser
}

func settingsScenes() []scene {
	usual := fyne.NewSize(settingsWidth, settingsHeight)
	tall := fyne.NewSize(settingsWidth, 1300)
	section := func(section present.SettingsSection) func(*stage) {
		return func(s *stage) { s.settings(section) }
	}
	return []scene{
		{name: "settings-general", size: usual, play: section(present.SettingsGeneral)},
		{name: "settings-general-narrow", size: uitest.Phone, play: section(present.SettingsGeneral)},
		{name: "settings-no-tray", size: usual, play: func(s *stage) { s.tray = false; s.settings(present.SettingsGeneral) }},
		{name: "settings-startup-failed", size: usual, play: func(s *stage) {
			s.startupErr = os.ErrPermission
			s.settings(present.SettingsGeneral)
			s.prefs().SetOn(present.SettingStartup, true)
			s.answered()
		}},
		{name: "settings-not-saved", size: usual, play: func(s *stage) {
			s.choices.err = os.ErrPermission
			w := s.settings(present.SettingsGeneral)
			s.prefs().SetOn(present.SettingKeepRunning, true)
			s.until("the problem", func() bool { return w.state.Problem != nil })
		}},
		{name: "settings-account", size: usual, play: section(present.SettingsAccount)},
		{name: "settings-account-narrow", size: uitest.Phone, play: section(present.SettingsAccount)},
		{name: "settings-account-scope", size: usual, play: func(s *stage) {
			s.settings(present.SettingsAccount)
			s.session.Set(auth.Status{
				State: auth.Expired, Account: "account-1", Since: now.Add(-200 * day), ScopesKnown: true,
				Scopes: auth.Scopes{auth.ScopeApplications, auth.ScopeProfile},
			})
			s.queue.Drain()
		}},
		{name: "settings-account-none", size: usual, play: func(s *stage) {
			s.settings(present.SettingsAccount)
			s.session.Set(auth.Status{})
			s.queue.Drain()
		}},
		{name: "settings-notices", size: tall, play: func(s *stage) {
			s.settings(present.SettingsNotices)
			s.prefs().SetOn(present.SettingNoticesOn, true)
			s.prefs().SetOn(present.SettingDigest, true)
		}},
		{name: "settings-notices-off-narrow", size: uitest.Phone, play: section(present.SettingsNotices)},
		{name: "settings-notices-test", size: usual, play: func(s *stage) {
			s.settings(present.SettingsNotices)
			s.prefs().Do(present.DoTestNotice, "")
			s.answered()
		}},
		{name: "settings-silence", size: usual, play: section(present.SettingsSilence)},
		{name: "settings-silence-narrow", size: uitest.Phone, play: section(present.SettingsSilence)},
		{name: "settings-data", size: tall, play: section(present.SettingsData)},
		{name: "settings-data-narrow", size: uitest.Phone, play: section(present.SettingsData)},
		{name: "settings-data-busy", size: tall, play: func(s *stage) {
			s.settings(present.SettingsData)
			s.data.block = make(chan struct{})
			s.prefs().Do(present.DoBackupNow, "")
		}},
		{name: "settings-data-sample", size: usual, play: func(s *stage) {
			s.conn.sample, s.conn.data = true, nil
			s.settings(present.SettingsData)
		}},
		{name: "settings-restore", size: usual, play: func(s *stage) {
			s.settings(present.SettingsData)
			s.prefs().Do(present.DoRestore, "/b2")
		}},
		{name: "settings-restore-narrow", size: uitest.Phone, play: func(s *stage) {
			s.settings(present.SettingsData)
			s.prefs().Do(present.DoRestore, "/b2")
		}},
		{name: "settings-restore-file", size: usual, play: func(s *stage) { s.choosing(present.DoRestoreOf, "") }},
		{name: "settings-restore-file-narrow", size: uitest.Phone, play: func(s *stage) {
			s.data.err = tracker.ErrStoreNotOurs
			s.choosing(present.DoRestoreOf, "")
			path := filepath.Join(s.t.TempDir(), "copia.db")
			if err := os.WriteFile(path, nil, 0o600); err != nil {
				s.t.Fatal(err)
			}
			s.prefs().SubmitFile(path)
			s.answered()
		}},
		{name: "settings-export", size: usual, play: func(s *stage) { s.choosing(present.DoExport, "csv") }},
		{name: "settings-export-replace", size: usual, play: func(s *stage) {
			f := s.choosing(present.DoExport, "csv")
			path := filepath.Join(s.t.TempDir(), "candidaturas.csv")
			if err := os.WriteFile(path, nil, 0o600); err != nil {
				s.t.Fatal(err)
			}
			s.prefs().SubmitFile(path)
			s.answered()
			f.path.SetText("/home/lucia/Documentos/candidaturas.csv") // as it looks, not where the test runs
			s.prefs().SubmitFile(path)
			s.answered()
		}},
		{name: "settings-export-narrow", size: uitest.Phone, play: func(s *stage) {
			s.choosing(present.DoExport, "csv")
			s.prefs().SubmitFile("/no/such/folder/candidaturas.csv")
			s.answered()
		}},
		{name: "settings-import", size: usual, play: func(s *stage) { s.choosing(present.DoImport, "") }},
		{name: "settings-advanced", size: usual, play: section(present.SettingsAdvanced)},
		{name: "settings-advanced-narrow", size: uitest.Phone, play: section(present.SettingsAdvanced)},
		{name: "settings-keys", size: usual, play: func(s *stage) {
			s.settings(present.SettingsAdvanced)
			s.window.settings.do(present.DoEnterKeys, "")
		}},
		{name: "settings-keys-refused", size: usual, play: func(s *stage) {
			s.conn.testKeys = func(context.Context, auth.Keys) error { return fault.ErrKeysRefused }
			s.settings(present.SettingsAdvanced)
			s.prefs().Do(present.DoTestKeys, "")
			s.answered()
		}},
		{name: "settings-keys-remove", size: usual, play: func(s *stage) {
			s.settings(present.SettingsAdvanced)
			s.prefs().Do(present.DoRemoveKeys, "")
		}},
	}
}
