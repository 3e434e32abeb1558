package present

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"candidaturas/auth"
)

func TestStartSignedOut(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.shell.Start()
		s.wantScreen(ScreenOpening)
		s.shell.Connect() // there is nothing to connect with yet
		s.shell.Reload()
		s.settle()
		s.wantStep(StepWelcome)
		if !s.signIn.CanConnect || s.signIn.CanUseKeys || !s.signIn.CanTrySample || s.signIn.SamplePrimary || s.signIn.Promise != s.word("welcome.no_password") || s.notice() != "" || s.signIn.CanReload || !s.signIn.Keep {
			t.Errorf("%+v", s.signIn)
		}
		if len(s.urls) != 0 || len(s.attempts) != 0 {
			t.Error("the browser was opened without a click")
		}
	})
}

func TestStartSignedIn(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"), listed("b"))
		s.wantScreen(ScreenApplications)
		if s.apps.Rows.Index("a") < 0 || s.apps.Status.Counts != "2 candidaturas · 2 activas" || s.apps.Status.Updated != "Actualizado hace un momento" {
			t.Errorf("%+v", s.apps)
		}
		if s.apps.Progress != nil || len(s.apps.Banners) != 0 || s.apps.Empty != nil {
			t.Errorf("%+v", s.apps)
		}
		s.pass(4 * time.Minute)
		if s.apps.Status.Updated != "Actualizado hace 4 min" {
			t.Errorf("%q", s.apps.Status.Updated)
		}
		if s.lists() != 1 {
			t.Errorf("%d list requests", s.lists())
		}
	})
}

// TestStartExpired shows the list, not the welcome screen.
func TestStartExpired(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.session.Set(auth.Status{State: auth.Expired, Account: account})
		s.start()
		s.wantScreen(ScreenApplications)
		s.wantBanner("Tu sesión de InfoJobs ha caducado.", true)
	})
}

func TestStartWithoutKeys(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.noKeys = true
		s.start()
		s.wantStep(StepWelcome)
		if s.signIn.CanConnect || !s.signIn.CanUseKeys || !s.signIn.SamplePrimary || s.signIn.Promise != "" || s.notice() != s.word("welcome.no_keys") {
			t.Errorf("%+v", s.signIn)
		}
		s.shell.Connect()
		s.settle()
		s.wantStep(StepWelcome)
		if len(s.attempts) != 0 {
			t.Error("an attempt without keys")
		}
	})
}

func TestR19StartWithKeyringTrouble(t *testing.T) {
	for _, tt := range []struct {
		err    error
		notice string
		reload bool
	}{
		{auth.ErrKeyringTimeout, "welcome.keyring_waiting", true},
		{auth.ErrKeyringLocked, "welcome.keyring_waiting", true},
		{auth.ErrKeyringFailed, "welcome.keyring_problem", true},
		{auth.ErrKeyringMissing, "", false},
	} {
		onStage(t, func(t *testing.T, s *stage) {
			s.session.LoadErr = fmt.Errorf("reading: %w", tt.err)
			s.start()
			s.wantStep(StepWelcome)
			want := ""
			if tt.notice != "" {
				want = s.word(tt.notice)
			}
			if s.notice() != want || s.signIn.CanReload != tt.reload || !s.signIn.CanConnect {
				t.Errorf("%v: %+v", tt.err, s.signIn)
			}
			s.session.LoadErr = nil
			s.session.Set(active)
			s.shell.Reload()
			s.settle()
			s.wantScreen(ScreenApplications)
		})
	}
}

// TestR19LateSession has the keyring answer when the app has gone on without it.
func TestR19LateSession(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.session.Set(auth.Status{State: auth.WaitingForKeyring})
		s.session.LoadErr = auth.ErrKeyringTimeout
		s.source.SetApplications(listed("a"))
		s.start()
		s.wantStep(StepWelcome)
		s.session.Set(active)
		s.settle()
		s.wantScreen(ScreenApplications)
		if s.apps.Rows.Index("a") < 0 {
			t.Error("the list is not there")
		}
	})
}

// TestR19LateSessionDuringSignIn must not tear the person out of the sign-in,
// nor leave them before an empty screen when they give it up.
func TestR19LateSessionDuringSignIn(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.session.Set(auth.Status{State: auth.WaitingForKeyring})
		s.session.LoadErr = auth.ErrKeyringTimeout
		s.source.SetApplications(listed("a"))
		s.connect()
		s.session.Set(active)
		s.settle()
		s.wantStep(StepCode)
		s.shell.SignIn().Cancel()
		s.settle()
		s.wantScreen(ScreenApplications)
		if s.apps.Rows.Index("a") < 0 || s.lists() != 1 {
			t.Errorf("no list after giving up: %+v", s.apps)
		}
	})
}

func TestStartFails(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.openErr = errors.New("no connection to be had")
		s.start()
		s.wantStep(StepWelcome)
		if s.signIn.CanConnect || !s.signIn.CanReload || s.notice() != s.word("error.unexpected") {
			t.Errorf("%+v", s.signIn)
		}
		s.shell.Connect()
		s.shell.SignOut(false)
		s.list().Downloads.Refresh()
		s.settle()
		s.wantStep(StepWelcome)
		s.openErr = nil
		s.shell.Reload()
		s.settle()
		if !s.signIn.CanConnect {
			t.Error("trying again does not help")
		}
	})
}

func TestSample(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.start()
		s.shell.TrySample()
		s.wantScreen(ScreenOpening)
		s.settle()
		s.wantStep(StepCode)
		if s.signIn.Title != s.word("signin.title_sample") || s.signIn.Step1 != s.word("signin.step1_sample") || s.signIn.CanKeep || !s.shell.conn.Sample() || len(s.urls) != 1 || s.closed != 1 {
			t.Errorf("%+v, %d addresses, %d closed", s.signIn, len(s.urls), s.closed)
		}
		s.submit("code-1")
		s.shell.SignIn().Confirm()
		s.settle()
		s.wantScreen(ScreenApplications)
		s.wantBanner("Estás viendo datos de ejemplo.", true)

		s.shell.DoBanner(BannerLeaveSample)
		s.settle()
		s.wantStep(StepWelcome)
		if s.signIn.ConnectLabel != s.word("welcome.connect") || s.shell.conn.Sample() || s.closed != 2 {
			t.Errorf("%+v, %d closed", s.signIn, s.closed)
		}
		if len(s.opened) != 3 || !s.opened[1] || s.opened[2] {
			t.Errorf("opened %v", s.opened)
		}
	})
}

// TestSampleAtStart does not sign in by itself.
func TestSampleAtStart(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.shell.opts.Sample = true
		s.start()
		s.wantStep(StepWelcome)
		if s.signIn.ConnectLabel != s.word("welcome.sample_connect") || s.signIn.CanTrySample || s.signIn.Promise != "" || s.signIn.CanUseKeys || s.notice() != s.word("welcome.sample_ready") || len(s.urls) != 0 {
			t.Errorf("%+v", s.signIn)
		}
		s.shell.Connect()
		for _, text := range s.signIn.Help {
			if strings.Contains(text, "InfoJobs") {
				t.Errorf("the help of the simulation: %q", text)
			}
		}
	})
}

func TestSampleFails(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.start()
		s.openErr = errors.New("no port is free")
		s.shell.TrySample()
		s.settle()
		s.wantStep(StepWelcome)
		if !s.signIn.CanConnect || s.notice() != s.word("error.unexpected") || s.closed != 0 {
			t.Errorf("%+v", s.signIn)
		}
	})
}

// TestConnectionsAreClosed closes each connection once, and not the one in use.
func TestConnectionsAreClosed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		s.start()
		s.shell.TrySample()
		s.settle()
		s.shell.LeaveSample()
		s.settle()
		if s.closed != 2 {
			t.Errorf("%d closed", s.closed)
		}
		s.shell.Close()
		if s.closed != 3 {
			t.Errorf("%d closed at the end", s.closed)
		}
	})
}

func TestSignOut(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"))
		s.session.signOutBlock = make(chan struct{})
		s.shell.SignOut(false)
		s.settle()
		if !s.apps.SigningOut || s.screen != ScreenApplications || s.apps.Status.Updated != s.word("signout.busy") || s.apps.Toast.Text != "" {
			t.Errorf("signing out %v on screen %d", s.apps.SigningOut, s.screen)
		}
		lists := s.lists()
		s.list().Downloads.Refresh()
		s.shell.SignOut(false)
		s.shell.Connect()
		s.settle()
		if s.session.signedOut != 1 || s.lists() != lists || len(s.attempts) != 0 {
			t.Error("work goes on while the session is being closed")
		}
		close(s.session.signOutBlock)
		s.settle()
		s.wantStep(StepWelcome)
		if s.notice() != s.word("welcome.signed_out")+"\n"+s.word("welcome.kept") || s.conn.tracker.List().Len() != 0 {
			t.Errorf("%q, %d applications", s.notice(), s.conn.tracker.List().Len())
		}
		s.pass(time.Hour)
		if s.lists() != lists {
			t.Error("the list was read after signing out")
		}
	})
}

func TestR19SignOutUnproven(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"))
		s.session.SignOutErr = auth.ErrNotRemoved
		s.shell.SignOut(false)
		s.settle()
		s.wantStep(StepWelcome)
		s.wantNotice("welcome.signed_out_unproven", "welcome.kept")
	})
}

func TestSaveSession(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.session.Set(auth.Status{State: auth.Active, Account: account, StorageProblem: auth.ErrKeyringLocked})
		s.start()
		s.wantBanner("Tu sesión no se ha podido guardar", true)
		s.shell.DoBanner(BannerSaveSession)
		s.settle()
		s.wantBanner("Tu sesión no se ha podido guardar", false)
	})
}

// TestSignOutWhileSaving does not wait for the keyring's other work.
func TestSignOutWhileSaving(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.session.Set(auth.Status{State: auth.Active, Account: account, StorageProblem: auth.ErrKeyringLocked})
		s.start()
		s.session.keepBlock = make(chan struct{})
		s.shell.DoBanner(BannerSaveSession)
		s.settle()
		s.shell.SignOut(false)
		s.settle()
		s.wantStep(StepWelcome)
		if s.session.keeps != 1 || !errors.Is(s.session.keepErr, context.Canceled) || s.session.Status().State != auth.SignedOut {
			t.Errorf("%d saves, %+v", s.session.keeps, s.session.Status())
		}
	})
}

func TestSampleSignOut(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.start()
		s.shell.TrySample()
		s.settle()
		s.submit("code-1")
		s.shell.SignIn().Confirm()
		s.settle()
		s.shell.SignOut(false)
		s.settle()
		s.wantStep(StepWelcome)
		if s.notice() != s.word("welcome.sample_ready") {
			t.Errorf("%q", s.notice())
		}
	})
}
