package present

import (
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"candidaturas/tracker"
)

// TestEverySettingHolds: what is chosen holds at once, is kept, and is there after
// the app was started again.
func TestEverySettingHolds(t *testing.T) {
	allOn := DefaultSettings()
	allOn.Notices.On = true
	for name, c := range map[string]struct {
		section SettingsSection
		from    Settings
		choose  func(s *settingsStage)
		got     func(Settings) any
		want    any
	}{
		"language":       {SettingsGeneral, DefaultSettings(), func(s *settingsStage) { s.choose(SettingLanguage, "English") }, func(s Settings) any { return s.Language }, "en"},
		"own language":   {SettingsGeneral, DefaultSettings(), func(s *settingsStage) { s.choose(SettingLanguage, "Español") }, func(s Settings) any { return s.Language }, "es"},
		"theme":          {SettingsGeneral, DefaultSettings(), func(s *settingsStage) { s.choose(SettingTheme, "Alto contraste") }, func(s Settings) any { return s.Theme }, ThemeContrast},
		"text size":      {SettingsGeneral, DefaultSettings(), func(s *settingsStage) { s.choose(SettingTextSize, "200\u00a0%") }, func(s Settings) any { return s.TextSize }, 200},
		"startup":        {SettingsGeneral, DefaultSettings(), func(s *settingsStage) { s.setOn(SettingStartup, true) }, func(s Settings) any { return s.OpenAtLogin }, true},
		"background":     {SettingsGeneral, DefaultSettings(), func(s *settingsStage) { s.setOn(SettingKeepRunning, true) }, func(s Settings) any { return s.KeepRunning }, true},
		"notices":        {SettingsNotices, DefaultSettings(), func(s *settingsStage) { s.setOn(SettingNoticesOn, true) }, func(s Settings) any { return [2]bool{s.Notices.On, s.Notices.Asked} }, [2]bool{true, true}},
		"a kind":         {SettingsNotices, allOn, func(s *settingsStage) { s.setOn(SettingNoticeKind+"rejected", true) }, func(s Settings) any { return s.Notices.Kinds[tracker.NoticeRejected] }, true},
		"a kind less":    {SettingsNotices, allOn, func(s *settingsStage) { s.setOn(SettingNoticeKind+"read", false) }, func(s Settings) any { return s.Notices.Kinds[tracker.NoticeRead] }, false},
		"quiet from":     {SettingsNotices, allOn, func(s *settingsStage) { s.choose(SettingQuietFrom, "23:00") }, func(s Settings) any { return s.Notices.QuietFrom }, 23},
		"quiet to":       {SettingsNotices, allOn, func(s *settingsStage) { s.choose(SettingQuietTo, "07:00") }, func(s Settings) any { return s.Notices.QuietTo }, 7},
		"never quiet":    {SettingsNotices, allOn, func(s *settingsStage) { s.setOn(SettingQuiet, false) }, func(s Settings) any { return s.Notices.QuietFrom == s.Notices.QuietTo }, true},
		"digest":         {SettingsNotices, allOn, func(s *settingsStage) { s.setOn(SettingDigest, true) }, func(s Settings) any { return s.Notices.Digest }, true},
		"digest's hour":  {SettingsNotices, allOn, func(s *settingsStage) { s.setOn(SettingDigest, true); s.choose(SettingDigestAt, "08:00") }, func(s Settings) any { return s.Notices.DigestAt }, 8},
		"checks":         {SettingsNotices, DefaultSettings(), func(s *settingsStage) { s.choose(SettingCheckEvery, "6 horas") }, func(s Settings) any { return s.CheckMinutes }, 360},
		"checks often":   {SettingsNotices, DefaultSettings(), func(s *settingsStage) { s.choose(SettingCheckEvery, "15 minutos") }, func(s Settings) any { return s.CheckMinutes }, 15},
		"silence":        {SettingsSilence, DefaultSettings(), func(s *settingsStage) { s.choose(SettingSilenceDays, "7 días") }, func(s Settings) any { return s.SilenceDays }, 7},
		"long silence":   {SettingsSilence, DefaultSettings(), func(s *settingsStage) { s.choose(SettingSilenceDays, "90 días") }, func(s Settings) any { return s.SilenceDays }, 90},
		"backups":        {SettingsData, DefaultSettings(), func(s *settingsStage) { s.setOn(SettingBackups, false) }, func(s Settings) any { return s.Backups }, false},
		"looking for up": {SettingsAdvanced, DefaultSettings(), func(s *settingsStage) { s.setOn(SettingCheckUpdates, false) }, func(s Settings) any { return s.CheckUpdates }, false},
	} {
		t.Run(name, func(t *testing.T) {
			var kept Settings
			onSettings(t, c.section, from(func(s *Settings) { *s = c.from }), func(s *settingsStage) {
				c.choose(s)
				if got := c.got(s.shell.Settings()); got != c.want {
					t.Errorf("holds %v, want %v", got, c.want)
				}
				kept, _ = s.store.Load()
				if got := c.got(kept); got != c.want {
					t.Errorf("kept %v, want %v", got, c.want)
				}
			})
			onSettings(t, c.section, from(func(s *Settings) { *s = kept }), func(s *settingsStage) {
				if got := c.got(s.shell.Settings()); got != c.want {
					t.Errorf("after a restart %v, want %v", got, c.want)
				}
			})
		})
	}
}

// TestBackToAutomatic: a language or a limit that was chosen can be left to the
// system, or to the answers, again.
func TestBackToAutomatic(t *testing.T) {
	chosen := from(func(s *Settings) { s.Language, s.SilenceDays = "es", 45 })
	onSettings(t, SettingsGeneral, chosen, func(s *settingsStage) {
		s.choose(SettingLanguage, "Automático: Español")
		s.prefs.ShowSection(SettingsSilence)
		if item := s.item(SettingSilenceDays); item.Options[item.Selected] != "45 días" {
			t.Errorf("shows %q", item.Options[item.Selected])
		}
		s.choose(SettingSilenceDays, "Automático")
		if now := s.shell.Settings(); now.Language != "" || now.SilenceDays != 0 {
			t.Errorf("%+v", now)
		}
	})
}

func TestSettingsThatCannotBeKept(t *testing.T) {
	full := func(s *settingsStage, _ *Options) { s.store.err = syscall.ENOSPC }
	onSettings(t, SettingsGeneral, full, func(s *settingsStage) {
		if s.state.Problem != nil {
			t.Fatalf("complains before anything was chosen: %+v", s.state.Problem)
		}
		s.choose(SettingTheme, "Oscuro")
		want := s.word("settings.not_saved") + " " + s.word("file.full")
		if p := s.state.Problem; p == nil || p.Text != want || !p.Error || s.state.Retry == "" {
			t.Fatalf("told %+v, want %q and a way to try again", p, want)
		}
		if s.shell.Settings().Theme != ThemeDark || s.look.Theme != ThemeDark {
			t.Error("what was chosen does not hold meanwhile")
		}
		s.store.err = nil
		s.prefs.SaveAgain()
		s.settle()
		if s.state.Problem != nil || s.store.last().Theme != ThemeDark {
			t.Errorf("tried again: %+v, kept %+v", s.state.Problem, s.store.last())
		}
	})
}

func TestSettingsThatCouldNotBeRead(t *testing.T) {
	broken := func(s *settingsStage, _ *Options) { s.store.loadErr = errSomething }
	onSettings(t, SettingsGeneral, broken, func(s *settingsStage) {
		if p := s.state.Problem; p == nil || p.Text != s.word("settings.not_read") {
			t.Fatalf("told %+v", p)
		}
		s.choose(SettingTheme, "Oscuro")
		if s.state.Problem != nil {
			t.Errorf("still told after they were kept anew: %+v", s.state.Problem)
		}
	})
}

// TestTheLatestSettingsAreKept although the disk is slow and the app closes.
func TestTheLatestSettingsAreKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSettingsStage(t, nil)
		s.store.block = make(chan struct{})
		for _, size := range []int{125, 150, 175} {
			s.shell.change(func(now *Settings) { now.TextSize = size })
		}
		synctest.Wait()
		close(s.store.block)
		s.shell.Close()
		if got := s.store.last().TextSize; got != 175 || len(s.store.kept) > 4 {
			t.Errorf("kept %d in %d steps", got, len(s.store.kept))
		}
	})
}

// TestChangesDoNotReachBack: who was handed settings goes on reading what they were.
func TestChangesDoNotReachBack(t *testing.T) {
	onSettings(t, SettingsNotices, from(func(s *Settings) { s.Notices.On = true }), func(s *settingsStage) {
		before := s.shell.Settings()
		s.setOn(SettingNoticeKind+"read", false)
		if !before.Notices.Kinds[tracker.NoticeRead] {
			t.Error("a change reaches those handed out before")
		}
	})
}

func TestNothingIsSavedForNothing(t *testing.T) {
	onSettings(t, SettingsGeneral, nil, func(s *settingsStage) {
		s.prefs.Select(SettingTheme, 0)
		s.prefs.Select(SettingTheme, 99)
		s.prefs.Select(SettingTheme, -1)
		s.prefs.Select("no such", 0)
		s.prefs.SetOn("no such", true)
		s.prefs.Do("no such", "")
		s.prefs.ShowSection(99)
		s.settle()
		if len(s.store.kept) != 1 || s.state.Section != SettingsGeneral {
			t.Errorf("kept %d times, section %d", len(s.store.kept)-1, s.state.Section)
		}
	})
}

// TestWhatFollowsTheSettings does so at once.
func TestWhatFollowsTheSettings(t *testing.T) {
	onSettings(t, SettingsGeneral, nil, func(s *settingsStage) {
		s.choose(SettingTheme, "Alto contraste")
		s.choose(SettingTextSize, "200\u00a0%")
		if s.look.Theme != ThemeContrast || s.look.TextSize != 200 {
			t.Errorf("looks %+v", s.look)
		}
		s.prefs.ShowSection(SettingsNotices)
		s.choose(SettingCheckEvery, "15 minutos")
		if got := s.shell.apps.Downloads.checks.schedule.Every; got != 15*time.Minute {
			t.Errorf("checks every %v", got)
		}
		s.prefs.ShowSection(SettingsSilence)
		s.choose(SettingSilenceDays, "12 días")
		if got := s.conn.tracker.List().Silence().Limit; got != 12*24*time.Hour {
			t.Errorf("silence after %v", got)
		}
	})
}

// TestSettingsSpeakTheNewLanguage at once.
func TestSettingsSpeakTheNewLanguage(t *testing.T) {
	onSettings(t, SettingsGeneral, nil, func(s *settingsStage) {
		s.choose(SettingLanguage, "English")
		if s.spoken == nil || s.spoken.Language() != "en" {
			t.Error("the window does not speak it")
		}
		if s.state.Title != "Settings" || s.item(SettingTheme).Label != "Theme" {
			t.Errorf("%q, %q", s.state.Title, s.item(SettingTheme).Label)
		}
		if options := strings.Join(s.item(SettingLanguage).Options, "|"); options != "Automatic: Español|Español|English" {
			t.Errorf("languages %q", options)
		}
	})
}

// TestClosedSettingsAreSilent: nothing is drawn that nobody sees.
func TestClosedSettingsAreSilent(t *testing.T) {
	onSettings(t, SettingsGeneral, nil, func(s *settingsStage) {
		s.prefs.Leave()
		s.state = SettingsState{}
		s.shell.KeepWindow(800, 600)
		s.session.Set(active)
		s.settle()
		if s.state.Title != "" {
			t.Error("drawn while closed")
		}
		if s.store.last().View.Width != 800 {
			t.Error("not kept while closed")
		}
	})
}
