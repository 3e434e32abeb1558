package present

import (
	"errors"
	"strings"
	"testing"
	"time"

	"candidaturas/tracker"
)

// telling gives the stage a desktop that can be told, which nobody has chosen yet.
func (s *stage) telling() *notified {
	var t notified
	s.shell.desktop.notices.notify = t.notify
	return &t
}

func (s *stage) noticesBanner() *Banner {
	for _, b := range s.apps.Banners {
		if b.Action == BannerNoticesOn {
			return &b
		}
	}
	return nil
}

// TestNoticesAreAskedForOnce: when there is a whole list to tell of, and never again.
func TestNoticesAreAskedForOnce(t *testing.T) {
	for name, c := range map[string]struct {
		answer BannerAction
		on     bool
	}{"yes": {BannerNoticesOn, true}, "no": {BannerNoticesOff, false}} {
		t.Run(name, func(t *testing.T) {
			onStage(t, func(t *testing.T, s *stage) {
				s.telling()
				s.source.Fail(tracker.ErrOffline, nil)
				s.signedIn(listed("a"))
				if s.noticesBanner() != nil {
					t.Fatal("asked before anything was read")
				}
				s.source.Fail(nil, nil)
				release := s.source.Hold()
				s.list().Downloads.Refresh()
				s.settle()
				if s.noticesBanner() != nil {
					t.Fatal("asked during the first download")
				}
				release()
				s.settle()
				b := s.noticesBanner()
				if b == nil || b.Text != s.word("banner.notices") || b.OtherAction != BannerNoticesOff || b.Label == "" || b.Other == "" {
					t.Fatalf("%+v", b)
				}
				s.shell.DoBanner(c.answer)
				s.settle()
				if n := s.shell.Settings().Notices; n.On != c.on || !n.Asked || s.noticesBanner() != nil {
					t.Errorf("on %v, asked %v, still there %v", n.On, n.Asked, s.noticesBanner() != nil)
				}
				s.pass(time.Hour)
				s.list().Downloads.Refresh()
				s.settle()
				if s.noticesBanner() != nil {
					t.Error("asked again")
				}
			})
		})
	}
}

func TestNoticesAreNotAskedForWithoutADesktop(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"))
		if s.noticesBanner() != nil {
			t.Error("asked although nothing can be told")
		}
	})
}

// TestSamplesAreNoNews: nobody is asked about them nor told of them.
func TestSamplesAreNoNews(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		desktop := s.telling()
		s.start()
		s.shell.change(func(set *Settings) { set.Notices.On = true })
		s.shell.TrySample()
		s.settle()
		s.submit("code-1")
		s.shell.SignIn().Confirm()
		s.settle()
		s.wantScreen(ScreenApplications)
		s.shell.Left()
		s.pass(25 * time.Hour)
		if s.noticesBanner() != nil || len(*desktop) != 0 || s.shell.desktop.notices.source != nil {
			t.Errorf("asked %v, told %v", s.noticesBanner() != nil, *desktop)
		}
	})
}

func TestPause(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.telling()
		s.signedIn(listed("a"))
		if s.tray.Pause != "" {
			t.Errorf("«%s» although nothing is told", s.tray.Pause)
		}
		s.shell.change(func(set *Settings) { set.Notices.On = true })
		if s.tray.Pause != s.word("tray.pause") {
			t.Errorf("«%s»", s.tray.Pause)
		}
		paused := func(want bool) {
			t.Helper()
			label := s.word("tray.pause")
			if want {
				label = s.word("tray.resume")
			}
			if s.tray.Pause != label || s.shell.desktop.notices.pausedUntil().IsZero() == want {
				t.Errorf("«%s», «%s», until %v", s.tray.Pause, s.tray.Status, s.shell.desktop.notices.pausedUntil())
			}
		}
		s.shell.PauseNotices()
		paused(true)
		s.shell.PauseNotices()
		paused(false)
		s.shell.PauseNotices()
		s.pass(59 * time.Minute)
		paused(true)
		s.pass(2 * time.Minute)
		paused(false)
	})
}

// TestTrayTellsHowThingsStand, also when whoever it told of has gone.
func TestTrayTellsHowThingsStand(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"), listed("b"))
		quiet := s.tray
		if quiet.News || quiet.Status == "" {
			t.Errorf("%+v", quiet)
		}
		s.pass(time.Minute)
		s.happen("a", tracker.KindInterviewed)
		if !s.tray.News || !strings.Contains(s.tray.Status, "1 novedad") {
			t.Errorf("%+v", s.tray)
		}
		s.list().ShowSection(SectionNews)
		s.settle()
		s.list().News.MarkAllSeen()
		s.settle()
		if s.tray.News {
			t.Errorf("all is seen: %+v", s.tray)
		}
		s.pass(time.Minute)
		s.happen("b", tracker.KindInterviewed)
		s.shell.SignOut(false)
		s.settle()
		want := TrayState{Status: s.word("tray.none") + " · " + s.word("tray.unchecked")}
		if s.tray != want {
			t.Errorf("signed out: %+v, want %+v", s.tray, want)
		}
	})
}

// TestTraySpeaksTheNewLanguage before and after somebody has signed in.
func TestTraySpeaksTheNewLanguage(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.shell.opts.Translations = Translations{Names: []string{"es", "en"}, System: "es", Words: func(lang string) (*Words, error) {
			return words(t, lang), nil
		}}
		s.start()
		speak := func(lang, none string) {
			t.Helper()
			s.shell.change(func(set *Settings) { set.Language = lang })
			if !strings.HasPrefix(s.tray.Status, none) {
				t.Errorf("%s: %q", lang, s.tray.Status)
			}
		}
		speak("en", words(t, "en").T("tray.none"))
		speak("es", words(t, "es").T("tray.none"))
		s.shell.Connect()
		s.settle()
		s.submit("code-1")
		s.shell.SignIn().Confirm()
		s.settle()
		s.wantScreen(ScreenApplications)
		speak("en", words(t, "en").T("tray.none"))
	})
}

func TestUpdateBannerOpensItsPage(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		service := &newest{version: "0.2.0", newer: true}
		s.shell.opts.Updates, s.shell.desktop.updates.updates = service, service
		s.signedIn(listed("a"))
		s.wantBanner("Hay una versión nueva (0.2.0).", true)
		s.shell.DoBanner(BannerUpdate)
		if len(s.urls) != 1 || s.urls[0] != service.Page() {
			t.Fatalf("opened %q", s.urls)
		}
		s.urlErr = errors.New("no browser")
		s.shell.DoBanner(BannerUpdate)
		if s.clipboard != service.Page() || s.apps.Toast.Text != s.word("link.failed") {
			t.Errorf("copied %q, told %q", s.clipboard, s.apps.Toast.Text)
		}
		s.shell.change(func(set *Settings) { set.CheckUpdates = false })
		s.settle()
		s.wantBanner("Hay una versión nueva", false)
	})
}

func TestClosingTheWindow(t *testing.T) {
	for name, c := range map[string]struct {
		keep, tray bool
		want       CloseAction
	}{
		"usually":      {want: CloseQuits},
		"no tray":      {keep: true, want: CloseQuits},
		"not wanted":   {tray: true, want: CloseQuits},
		"to be hidden": {keep: true, tray: true, want: CloseHides},
	} {
		t.Run(name, func(t *testing.T) {
			onStage(t, func(t *testing.T, s *stage) {
				desktop := s.telling()
				s.signedIn(listed("a")).open("a")
				s.shell.change(func(set *Settings) { set.KeepRunning = c.keep })
				s.shell.TrayChanged(c.tray)
				s.list().Notes.Set("a", "Llamar a Ane")
				if got := s.shell.Closing(); got != c.want {
					t.Errorf("%v, want %v", got, c.want)
				}
				s.settle()
				s.wantNote("a", "Llamar a Ane")
				hides := c.want == CloseHides
				if told := len(*desktop) == 1; told != hides || s.shell.Settings().KeepRunningTold != hides {
					t.Errorf("told %v", *desktop)
				}
				s.shell.Raised()
				s.shell.Closing()
				if len(*desktop) > 1 {
					t.Error("told again where the app is")
				}
			})
		})
	}
}

// TestClosingWhereNothingCanBeTold asks again when it can.
func TestClosingWhereNothingCanBeTold(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"))
		s.shell.change(func(set *Settings) { set.KeepRunning = true })
		s.shell.TrayChanged(true)
		if s.shell.Closing() != CloseHides || s.shell.Settings().KeepRunningTold {
			t.Error("taken for told")
		}
	})
}

// TestComingBecauseOfANotice leads to what it told of.
func TestComingBecauseOfANotice(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		desktop := s.telling()
		s.signedIn(listed("a"))
		s.shell.change(func(set *Settings) { set.Notices.On, set.Notices.QuietFrom, set.Notices.QuietTo = true, 0, 0 })
		s.shell.Left()
		s.settle()
		s.shell.Focused()
		s.settle()
		if s.apps.Section != SectionApplications {
			t.Fatal("brought to the news although nothing was told")
		}
		s.shell.Left()
		s.pass(time.Minute)
		s.happen("a", tracker.KindInterviewed)
		s.pass(time.Minute)
		if len(*desktop) != 1 {
			t.Fatalf("told %v", *desktop)
		}
		s.shell.Focused()
		s.settle()
		if s.apps.Section != SectionNews {
			t.Error("not brought to the news")
		}
		s.list().ShowSection(SectionApplications)
		s.shell.Left()
		s.shell.Focused()
		s.settle()
		if s.apps.Section != SectionApplications {
			t.Error("brought there again")
		}
	})
}
