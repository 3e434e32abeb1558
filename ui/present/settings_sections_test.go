package present

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"candidaturas/api/fault"
	"candidaturas/auth"
	"candidaturas/tracker"
	"candidaturas/ui/present/presenttest"
)

func TestStartupTellsTheTruth(t *testing.T) {
	for name, c := range map[string]struct {
		service fakeStartup
		on      bool // what the person wants
		wantOn  bool
		want    string // beginning of the message's key's words
	}{
		"accepted":           {fakeStartup{}, true, true, ""},
		"off again":          {fakeStartup{on: true}, false, false, ""},
		"refused":            {fakeStartup{err: errNoPermission}, true, false, "settings.startup_failed"},
		"refused off":        {fakeStartup{on: true, err: errSomething}, false, true, "settings.startup_failed"},
		"forgotten":          {fakeStartup{stubborn: true}, true, false, "settings.startup_failed"},
		"nobody can be sure": {fakeStartup{askErr: errSomething}, true, true, ""},
	} {
		t.Run(name, func(t *testing.T) {
			prepare := func(s *settingsStage, o *Options) { *s.startup = c.service }
			onSettings(t, SettingsGeneral, prepare, func(s *settingsStage) {
				s.setOn(SettingStartup, c.on)
				item := s.item(SettingStartup)
				if item.On != c.wantOn || item.Disabled || item.Busy != "" {
					t.Errorf("shows %+v, want on: %v", item, c.wantOn)
				}
				if got := s.shell.Settings().OpenAtLogin; got != c.wantOn {
					t.Errorf("the setting is %v", got)
				}
				want := ""
				if c.want != "" {
					want = s.word(c.want)
				}
				s.wantMessage(SettingStartup, want, true)
			})
		})
	}
}

// TestStartupAsItIsInTheSystem: the person may have changed it there.
func TestStartupAsItIsInTheSystem(t *testing.T) {
	onSettings(t, SettingsGeneral, func(s *settingsStage, _ *Options) { s.startup.on = true }, func(s *settingsStage) {
		if !s.item(SettingStartup).On {
			t.Error("shows what was chosen, not what is")
		}
	})
	onSettings(t, SettingsGeneral, func(s *settingsStage, o *Options) { s.startup.askErr = errSomething }, func(s *settingsStage) {
		s.wantMessage(SettingStartup, s.word("settings.startup_unknown"), true)
	})
	onSettings(t, SettingsGeneral, func(s *settingsStage, o *Options) { o.Services.Startup = nil }, func(s *settingsStage) {
		if item := s.item(SettingStartup); !item.Disabled || item.Hint != s.word("settings.startup_missing") {
			t.Errorf("%+v", item)
		}
	})
}

// TestStartupOneChangeAtATime: two at once could end either way.
func TestStartupOneChangeAtATime(t *testing.T) {
	prepare := func(s *settingsStage, _ *Options) { s.startup.block = make(chan struct{}) }
	onSettings(t, SettingsGeneral, prepare, func(s *settingsStage) {
		s.prefs.SetOn(SettingStartup, true)
		s.settle()
		if item := s.item(SettingStartup); !item.Disabled || item.Busy == "" || !item.On {
			t.Fatalf("%+v", item)
		}
		s.prefs.Leave() // the change goes on
		close(s.startup.block)
		s.settle()
		s.prefs.Open()
		s.settle()
		if item := s.item(SettingStartup); item.Disabled || !item.On || !s.shell.Settings().OpenAtLogin {
			t.Errorf("%+v", item)
		}
	})
}

func TestKeepRunningNeedsATray(t *testing.T) {
	onSettings(t, SettingsGeneral, from(func(s *Settings) { s.KeepRunning = true }), func(s *settingsStage) {
		if item := s.item(SettingKeepRunning); !item.On || item.Disabled || s.item(SettingStartup).Hint != s.word("settings.startup_hidden") {
			t.Errorf("with a tray %+v", item)
		}
		s.tray = false
		s.shell.sessionChanged()
		if item := s.item(SettingKeepRunning); item.On || !item.Disabled || item.Hint != s.word("settings.keep_running_missing") {
			t.Errorf("without a tray %+v", item)
		}
	})
}

func TestAccount(t *testing.T) {
	since := time.Date(2026, time.March, 3, 10, 0, 0, 0, time.UTC)
	signedIn := auth.Status{
		State: auth.Active, Stored: true, Account: account, Since: since, ScopesKnown: true,
		Scopes: auth.ParseScopes("MY_APPLICATIONS,CANDIDATE_PROFILE_WITH_EMAIL,CV"),
	}
	onSettings(t, SettingsAccount, func(s *settingsStage, _ *Options) { s.session.Set(signedIn) }, func(s *settingsStage) {
		item := s.item(SettingAccount)
		if item.Label != "Lucía Romero Vidal (l•••@example.com)" || item.Hint != "Sesión abierta desde el 3 mar 2026" {
			t.Errorf("%q, %q", item.Label, item.Hint)
		}
		s.action(SettingAccount, DoReconnect)
		s.action(SettingAccount, DoSignOut)
		if got := s.item("kept").Hint; got != s.word("settings.session_stored") {
			t.Errorf("kept: %q", got)
		}
		if got := s.item("scope.MY_APPLICATIONS"); got.Hint != s.word("settings.scope_granted_more") || got.Message != nil {
			t.Errorf("granted: %+v", got)
		}
		s.wantMessage("scope.APPLICATION_TIMELINE", s.word("settings.scope_missing"), true)
		if s.state.SignOut.Erase == "" {
			t.Error("nothing to ask before signing out")
		}

		s.session.Set(auth.Status{State: auth.Expired, Account: account})
		s.shell.sessionChanged()
		s.wantMessage(SettingAccount, s.word("banner.expired"), true)
		if s.has("kept") {
			t.Errorf("of a session that has ended it says %q", s.item("kept").Hint)
		}
		if got := s.item("scope").Label; got != s.word("settings.scopes_unknown") {
			t.Errorf("unknown: %q", got)
		}
		s.session.Set(auth.Status{State: auth.KeysRefused, Account: account})
		s.shell.sessionChanged()
		s.wantMessage(SettingAccount, s.word("banner.keys"), true)

		s.session.Set(auth.Status{})
		s.shell.sessionChanged()
		if item := s.item(SettingAccount); item.Label != s.word("settings.no_session") || len(item.Actions) != 1 {
			t.Errorf("%+v", item)
		}
		s.conn.hasKeys = func() bool { return false }
		s.shell.sessionChanged()
		if item := s.item(SettingAccount); item.Hint != s.word("settings.no_session_keys") || len(item.Actions) != 0 {
			t.Errorf("%+v", item)
		}
		s.session.Set(auth.Status{State: auth.WaitingForKeyring})
		s.shell.sessionChanged()
		if got := s.item(SettingAccount).Label; got != s.word("banner.keyring_waiting") {
			t.Errorf("%q", got)
		}
	})
}

func TestAccountWithoutAnything(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSettingsStage(t, nil)
		defer s.shell.Close()
		s.prefs.use(nil)
		s.prefs.Open()
		for section := range settingsSections {
			s.prefs.ShowSection(SettingsSection(section))
			s.settle()
			if len(s.state.Items) == 0 {
				t.Errorf("section %d is empty", section)
			}
		}
		for _, action := range []SettingID{DoBackupNow, DoRestore, DoSaveCopy, DoExport, DoImport, DoTestKeys, DoRemoveKeys, DoAskWho} {
			s.prefs.Do(action, "") // there is nothing to do it with
		}
	})
}

// TestNameIsAskedForOnce and only when it is to be shown.
func TestNameIsAskedForOnce(t *testing.T) {
	asked := 0
	var failure error
	prepare := func(s *settingsStage, _ *Options) {
		s.conn.who = func(context.Context) (tracker.Candidate, error) {
			asked++
			if failure != nil {
				return tracker.Candidate{}, failure
			}
			return tracker.Candidate{Key: account, Name: "Lucía"}, nil
		}
	}
	onSettings(t, SettingsGeneral, prepare, func(s *settingsStage) {
		if asked != 0 {
			t.Fatal("asked before anybody wanted to know")
		}
		failure = tracker.ErrOffline
		s.prefs.ShowSection(SettingsAccount)
		s.settle()
		for range 3 {
			s.shell.sessionChanged()
			s.settle()
		}
		if asked != 1 || s.item(SettingAccount).Label != s.word("settings.name_unknown") {
			t.Errorf("asked %d times, shows %q", asked, s.item(SettingAccount).Label)
		}
		failure = nil
		s.do(SettingAccount, DoAskWho)
		s.prefs.ShowSection(SettingsGeneral)
		s.prefs.ShowSection(SettingsAccount)
		s.settle()
		if asked != 2 || s.item(SettingAccount).Label != "Lucía" {
			t.Errorf("asked %d times, shows %q", asked, s.item(SettingAccount).Label)
		}
		s.session.Set(auth.Status{State: auth.Active, Account: "account-2"})
		s.shell.sessionChanged()
		s.settle()
		if asked != 3 {
			t.Error("somebody else goes by the name of who was signed in before")
		}
	})
}

// TestNameWithoutPermission: asking again would bring nothing.
func TestNameWithoutPermission(t *testing.T) {
	asked := 0
	prepare := func(s *settingsStage, _ *Options) {
		s.conn.who = func(context.Context) (tracker.Candidate, error) {
			asked++
			return tracker.Candidate{}, tracker.ErrScopeMissing
		}
	}
	onSettings(t, SettingsAccount, prepare, func(s *settingsStage) {
		for range 3 {
			s.shell.sessionChanged()
			s.settle()
		}
		if item := s.item(SettingAccount); asked != 1 || item.Label != s.word("settings.name_unknown") || len(item.Actions) != 2 {
			t.Errorf("asked %d times: %+v", asked, item)
		}
	})
}

func TestNoticesOff(t *testing.T) {
	onSettings(t, SettingsNotices, nil, func(s *settingsStage) {
		for _, kind := range tracker.NoticeKinds() {
			item := s.item(SettingNoticeKind + SettingID(kind))
			if !item.Disabled || item.On != tracker.UsualNotices()[kind] {
				t.Errorf("%+v", item)
			}
		}
		if s.has(SettingDigestAt) {
			t.Error("an hour for a digest that is off")
		}
		s.setOn(SettingNoticesOn, true)
		s.setOn(SettingQuiet, false)
		if s.has(SettingQuietFrom) {
			t.Error("hours of a silence that is off")
		}
		s.setOn(SettingQuiet, true)
		if n := s.shell.Settings().Notices; n.QuietFrom != 21 || n.QuietTo != 9 {
			t.Errorf("quiet from %d to %d", n.QuietFrom, n.QuietTo)
		}
		s.setOn(SettingDigest, true)
		for _, item := range s.state.Items {
			if part := item.ID == SettingQuietFrom || item.ID == SettingQuietTo || item.ID == SettingDigestAt; item.Under != part {
				t.Errorf("%q is part of the switch above it: %v", item.ID, item.Under)
			}
		}
	})
}

// TestNoticesOfTwoKinds: who turns a notice off knows of all that goes with it.
func TestNoticesOfTwoKinds(t *testing.T) {
	onSettings(t, SettingsNotices, nil, func(s *settingsStage) {
		for _, kind := range []tracker.NoticeKind{tracker.NoticeHired, tracker.NoticeReopened} {
			with := kind.Choice()
			if got := s.item(SettingNoticeKind + SettingID(with)).Label; !strings.Contains(got, ", o ") {
				t.Errorf("%s goes with %s, which says %q", kind, with, got)
			}
		}
	})
}

func TestTestNotice(t *testing.T) {
	for _, system := range []string{"linux", "windows", "darwin", "plan9"} {
		for _, failure := range []error{nil, errSomething} {
			t.Run(fmt.Sprint(system, failure), func(t *testing.T) {
				sent := 0
				prepare := func(s *settingsStage, o *Options) {
					o.Services.System = system
					o.Services.TestNotice = func(context.Context) error { sent++; return failure }
				}
				onSettings(t, SettingsNotices, prepare, func(s *settingsStage) {
					s.do(SettingTestNotice, DoTestNotice)
					key := map[string]string{"windows": "_windows", "darwin": "_macos"}[system]
					text := s.word("settings.test_notice_sent")
					if failure != nil {
						text = s.word("settings.test_notice_failed")
					}
					s.wantMessage(SettingTestNotice, text+" "+s.word("settings.notice_help"+key), failure != nil)
					if sent != 1 {
						t.Errorf("sent %d", sent)
					}
				})
			})
		}
	}
	none := func(_ *settingsStage, o *Options) { o.Services.TestNotice = nil }
	onSettings(t, SettingsNotices, none, func(s *settingsStage) {
		if !s.action(SettingTestNotice, DoTestNotice).Disabled {
			t.Error("offers what cannot be done")
		}
	})
}

// answered are n applications that were answered after that many days each.
func answered(n, days int) []tracker.Application {
	var apps []tracker.Application
	for i := range n {
		applied := time.Now().Add(-60 * 24 * time.Hour)
		a := listed(fmt.Sprint("a", i))
		a.AppliedAt = applied
		e := tracker.Event{Kind: tracker.KindCVRead, At: applied.Add(time.Duration(days) * 24 * time.Hour)}
		a.LastEvent, a.CVRead = &e, &e
		apps = append(apps, a)
	}
	return apps
}

// TestSilenceSaysWhatIsComputed also while the person has chosen another limit.
func TestSilenceSaysWhatIsComputed(t *testing.T) {
	for name, c := range map[string]struct {
		answers, days int
		want          string
	}{
		"few answers":  {9, 40, "En automático: 30 días ahora. Se calcula con las respuestas que has recibido cuando son al menos 10; llevas 9."},
		"fast answers": {10, 3, "En automático, según las respuestas que has recibido: 21 días ahora."},
		"slow answers": {10, 40, "En automático, según las respuestas que has recibido: 40 días ahora."},
	} {
		t.Run(name, func(t *testing.T) {
			prepare := func(s *settingsStage, o *Options) {
				from(func(s *Settings) { s.SilenceDays = 7 })(s, o)
				s.conn.tracker = presenttest.NewTracker(s.t, presenttest.NewSource(answered(c.answers, c.days)...), nil)
				if err := s.conn.tracker.Open(context.Background(), account, nil); err != nil {
					s.t.Fatal(err)
				}
				if _, err := s.conn.tracker.Sync(context.Background(), nil); err != nil {
					s.t.Fatal(err)
				}
			}
			onSettings(t, SettingsSilence, prepare, func(s *settingsStage) {
				if got := s.item(SettingSilenceDays).Hint; got != c.want {
					t.Errorf("%q, want %q", got, c.want)
				}
				if got := s.conn.tracker.List().Silence().Limit; got != 7*24*time.Hour {
					t.Errorf("the limit that was chosen is %v", got)
				}
			})
		})
	}
}

// TestSilenceDefinition: the text tells the numbers that the tracker computes with.
func TestSilenceDefinition(t *testing.T) {
	const day = 24 * time.Hour
	times := func(n int, d time.Duration) []time.Duration {
		var all []time.Duration
		for range n {
			all = append(all, d)
		}
		return all
	}
	spread := append(times(8, 25*day), times(2, 50*day)...)
	for what, c := range map[string]struct{ got, want time.Duration }{
		"with fewer than 10 answered, 30 days": {tracker.NewSilence(times(9, 50*day), 0).Limit, 30 * day},
		"never less than 21 days":              {tracker.NewSilence(times(10, day), 0).Limit, 21 * day},
		"the time within which 80% did":        {tracker.NewSilence(spread, 0).Limit, 25 * day},
		"7 at least":                           {tracker.NewSilence(nil, 1).Limit, 7 * day},
		"90 at most":                           {tracker.NewSilence(nil, 365).Limit, 90 * day},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v", what, c.got)
		}
	}
	for _, lang := range []string{"es", "en"} {
		text := words(t, lang).T("settings.silence_definition")
		for _, number := range []string{"80", "21", "10", "30"} {
			if !strings.Contains(text, number) {
				t.Errorf("%s does not tell %s", lang, number)
			}
		}
	}
	onSettings(t, SettingsSilence, nil, func(s *settingsStage) {
		if n := len(s.item(SettingSilenceDays).Options); n != 1+84 {
			t.Errorf("%d options", n)
		}
	})
}

func TestKeys(t *testing.T) {
	for origin, c := range map[KeyOrigin]struct {
		key     string
		actions []SettingID
	}{
		KeysNone:        {"settings.keys_none", []SettingID{DoEnterKeys}},
		KeysOwn:         {"settings.keys_own", []SettingID{DoEnterKeys, DoTestKeys, DoRemoveKeys}},
		KeysOwnUnsaved:  {"settings.keys_unsaved", []SettingID{DoEnterKeys, DoTestKeys, DoRemoveKeys}},
		KeysEnvironment: {"settings.keys_environment", []SettingID{DoEnterKeys, DoTestKeys}},
		KeysPublisher:   {"settings.keys_publisher", []SettingID{DoEnterKeys, DoTestKeys}},
	} {
		prepare := func(s *settingsStage, _ *Options) {
			s.conn.keyOrigin = origin
			s.conn.testKeys = func(context.Context, auth.Keys) error { return nil }
			s.conn.removeKeys = func(context.Context) error { return nil }
		}
		onSettings(t, SettingsAdvanced, prepare, func(s *settingsStage) {
			item := s.item(SettingKeys)
			var actions []SettingID
			for _, a := range item.Actions {
				actions = append(actions, a.ID)
			}
			if item.Hint != s.word(c.key) || fmt.Sprint(actions) != fmt.Sprint(c.actions) {
				t.Errorf("%d: %q with %v", origin, item.Hint, actions)
			}
		})
	}
}

func TestTryingTheKeys(t *testing.T) {
	for _, c := range []struct {
		err error
		key string
	}{
		{nil, "settings.keys_accepted"},
		{fault.ErrKeysRefused, "settings.keys_refused"},
		{fault.ErrOffline, "error.offline"},
		{fault.ErrBotWall, "error.bot_wall"},
		{fault.ErrPortal, "error.portal"},
		{fault.ErrInsecure, "error.insecure"},
		{fault.ErrUnavailable, "error.unavailable"},
		{fault.ErrRateLimited, "error.unavailable"},
		{fault.ErrBadAnswer, "error.bad_answer"},
		{errSomething, "error.unexpected"},
	} {
		t.Run(c.key, func(t *testing.T) {
			var release chan struct{}
			prepare := func(s *settingsStage, _ *Options) {
				release = make(chan struct{}) // of the test's bubble
				s.conn.testKeys = func(ctx context.Context, k auth.Keys) error {
					if !k.Empty() {
						t.Error("given keys to try, rather than those in use")
					}
					return errors.Join(wait(ctx, release), c.err)
				}
			}
			onSettings(t, SettingsAdvanced, prepare, func(s *settingsStage) {
				s.do(SettingKeys, DoTestKeys)
				if item := s.item(SettingKeys); item.Busy == "" || !item.Actions[0].Disabled {
					t.Errorf("while it asks: %+v", item)
				}
				close(release)
				s.settle()
				s.wantMessage(SettingKeys, s.word(c.key), c.err != nil)
			})
		})
	}
}

func TestRemovingTheKeys(t *testing.T) {
	for _, failure := range []error{nil, auth.ErrNotRemoved} {
		removed := 0
		prepare := func(s *settingsStage, _ *Options) {
			s.conn.keyOrigin = KeysOwn
			s.conn.removeKeys = func(context.Context) error { removed++; return failure }
		}
		onSettings(t, SettingsAdvanced, prepare, func(s *settingsStage) {
			s.do(SettingKeys, DoRemoveKeys)
			s.prefs.Answer(false)
			s.settle()
			if removed != 0 || s.state.Question != nil {
				t.Fatal("removed although the answer was no")
			}
			s.do(SettingKeys, DoRemoveKeys)
			if q := s.state.Question; q == nil || q.Title != s.word("settings.keys_remove_title") || q.Yes == "" {
				t.Fatalf("asked %+v", q)
			}
			s.prefs.Answer(true)
			s.settle()
			if removed != 1 {
				t.Errorf("removed %d times", removed)
			}
			if failure != nil {
				s.wantMessage(SettingKeys, s.word("settings.keys_not_removed", "Item", "the.item"), true)
			} else {
				s.wantMessage(SettingKeys, s.word("settings.keys_removed"), false)
			}
			if want := map[bool]int{true: 1}[failure == nil]; s.opened != want {
				t.Errorf("connected anew %d times", s.opened)
			}
		})
	}
}

// TestPrivacyIsTrue for what the app does at the moment.
func TestPrivacyIsTrue(t *testing.T) {
	onSettings(t, SettingsAdvanced, nil, func(s *settingsStage) {
		if got := s.item(SettingPrivacy).Hint; got != s.word("settings.privacy_updates") {
			t.Errorf("looking for updates: %q", got)
		}
		s.setOn(SettingCheckUpdates, false)
		if got := s.item(SettingPrivacy).Hint; got != s.word("settings.privacy") {
			t.Errorf("not looking for updates: %q", got)
		}
	})
	without := func(_ *settingsStage, o *Options) { o.Services.Updates = false }
	onSettings(t, SettingsAdvanced, without, func(s *settingsStage) {
		item := s.item(SettingCheckUpdates)
		if item.On || !item.Disabled || item.Hint != s.word("settings.updates_missing") || s.prefs.Privacy() != s.word("settings.privacy") {
			t.Errorf("a build without: %+v, %q", item, s.prefs.Privacy())
		}
	})
	onSettings(t, SettingsAdvanced, func(s *settingsStage, _ *Options) { s.conn.sample, s.conn.saveKeys = true, nil }, func(s *settingsStage) {
		if s.prefs.Privacy() != s.word("settings.privacy_sample") || s.item(SettingKeys).Hint != s.word("settings.keys_sample") {
			t.Error("the simulation is taken for InfoJobs")
		}
	})
}

func TestFolders(t *testing.T) {
	var opened []string
	var failure error
	prepare := func(_ *settingsStage, o *Options) {
		o.Services.OpenFolder = func(folder string) error { opened = append(opened, folder); return failure }
	}
	onSettings(t, SettingsAdvanced, prepare, func(s *settingsStage) {
		s.do(SettingLog, DoOpenFolder)
		s.wantMessage(SettingLog, "", false)
		s.do(SettingLog, DoCopyPath)
		s.wantMessage(SettingLog, s.word("settings.path_copied"), false)
		if s.clipboard != "/log" || len(opened) != 1 || opened[0] != "/log" {
			t.Errorf("copied %q, opened %q", s.clipboard, opened)
		}
		s.prefs.ShowSection(SettingsData)
		s.settle()
		s.clipboard, failure = "", errSomething
		s.do(SettingWhere, DoOpenFolder)
		s.wantMessage(SettingWhere, s.word("settings.folder_failed"), true)
		if s.clipboard != "/data" {
			t.Errorf("copied %q", s.clipboard)
		}
	})
}
