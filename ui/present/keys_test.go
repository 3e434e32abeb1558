package present

import (
	"context"
	"errors"
	"testing"
	"time"

	"candidaturas/auth"
)

// TestLateKeys: the keyring hands the person's own keys over when the window has
// gone on without them.
func TestLateKeys(t *testing.T) {
	come := func(s *stage) {
		s.noKeys = false
		s.onKeys()
		s.settle()
	}
	t.Run("welcome", func(t *testing.T) {
		onStage(t, func(t *testing.T, s *stage) {
			s.noKeys = true
			s.start()
			come(s)
			s.wantStep(StepWelcome)
			if !s.signIn.CanConnect || s.notice() != "" {
				t.Errorf("%+v", s.signIn)
			}
			s.shell.Connect()
			s.settle()
			s.wantStep(StepCode)
		})
	})
	t.Run("what else the keyring was slow with stays said", func(t *testing.T) {
		onStage(t, func(t *testing.T, s *stage) {
			s.noKeys = true
			s.session.LoadErr = auth.ErrKeyringTimeout
			s.start()
			come(s)
			if !s.signIn.CanConnect || s.notice() != s.word("welcome.keyring_waiting") || !s.signIn.CanReload {
				t.Errorf("%+v", s.signIn)
			}
		})
	})
	t.Run("list", func(t *testing.T) {
		onStage(t, func(t *testing.T, s *stage) {
			s.noKeys = true
			s.signedIn(listed("a"))
			s.wantBanner(s.word("banner.no_keys"), true)
			come(s)
			s.wantScreen(ScreenApplications)
			s.wantBanner(s.word("banner.no_keys"), false)
			if s.lists() != 1 || s.apps.Rows.Index("a") < 0 {
				t.Errorf("%d lists, %+v", s.lists(), s.apps)
			}
		})
	})
	t.Run("during a sign-in", func(t *testing.T) {
		onStage(t, func(t *testing.T, s *stage) {
			s.signedIn(listed("a"))
			s.shell.Connect()
			s.settle()
			come(s)
			s.wantStep(StepCode)
			if len(s.attempts) != 1 || s.attempt().cancelled || s.lists() != 1 {
				t.Errorf("%d attempts, %d lists", len(s.attempts), s.lists())
			}
		})
	})
	t.Run("while opening", func(t *testing.T) {
		onStage(t, func(t *testing.T, s *stage) {
			s.noKeys = true
			s.start()
			s.session.loadBlock = make(chan struct{})
			s.shell.Reload()
			s.settle()
			s.wantScreen(ScreenOpening)
			come(s)
			s.wantScreen(ScreenOpening)
			close(s.session.loadBlock)
			s.settle()
			s.wantStep(StepWelcome)
			if !s.signIn.CanConnect {
				t.Errorf("%+v", s.signIn)
			}
		})
	})
	t.Run("of a connection that is left", func(t *testing.T) {
		onStage(t, func(t *testing.T, s *stage) {
			s.noKeys = true
			s.start()
			s.shell.TrySample()
			s.settle()
			s.shell.SignIn().Cancel()
			s.settle()
			shown := s.shown
			come(s)
			s.pass(time.Second)
			if s.shown != shown {
				t.Errorf("%d states for a connection that is not in use", s.shown-shown)
			}
		})
	})
}

func TestUseKeys(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.noKeys = true
		s.start()
		for _, pair := range [][2]string{{"", ""}, {"id", " "}, {"\t", "secret"}} {
			s.shell.UseKeys(pair[0], pair[1])
			s.settle()
			if k := s.keys[len(s.keys)-1]; k.Done || k.Message == nil || k.Message.Text != s.word("keys.incomplete") {
				t.Errorf("%q: %+v", pair, k)
			}
		}
		if len(s.saved) != 0 || len(s.opened) != 1 {
			t.Error("incomplete keys are used")
		}
		s.keys = nil
		s.noKeys = false
		s.shell.UseKeys(" id ", " secret\n")
		s.settle()
		if len(s.keys) != 2 || s.keys[0].Busy == "" || s.keys[0].Done || !s.keys[1].Done || s.keys[1].Message != nil {
			t.Errorf("%+v", s.keys)
		}
		if len(s.saved) != 1 || s.saved[0].ClientID != "id" || s.saved[0].ClientSecret.Reveal() != "secret" {
			t.Errorf("saved %v", s.saved)
		}
		s.wantStep(StepWelcome)
		if !s.signIn.CanConnect || len(s.opened) != 2 {
			t.Errorf("%+v", s.signIn)
		}
	})
}

// TestUseKeysNotSaved says so on whatever screen follows.
func TestUseKeysNotSaved(t *testing.T) {
	refuse := func(context.Context, auth.Keys) error { return auth.ErrNotStored }
	t.Run("welcome", func(t *testing.T) {
		onStage(t, func(t *testing.T, s *stage) {
			s.start()
			s.conn.saveKeys = refuse
			s.shell.UseKeys("id", "secret")
			s.settle()
			if k := s.keys[len(s.keys)-1]; !k.Done || k.Message != nil {
				t.Errorf("%+v", k)
			}
			s.wantStep(StepWelcome)
			if s.notice() != s.word("keys.not_saved") || !s.signIn.Notice.Error || len(s.opened) != 2 {
				t.Errorf("%q, opened %v", s.notice(), s.opened)
			}
		})
	})
	t.Run("welcome with a keyring that does not answer", func(t *testing.T) {
		onStage(t, func(t *testing.T, s *stage) {
			s.session.LoadErr = auth.ErrKeyringTimeout
			s.start()
			s.conn.saveKeys = refuse
			s.shell.UseKeys("id", "secret")
			s.settle()
			want := s.word("keys.not_saved") + "\n" + s.word("welcome.keyring_waiting")
			if s.notice() != want || !s.signIn.CanReload {
				t.Errorf("%+v", s.signIn)
			}
		})
	})
	t.Run("list", func(t *testing.T) {
		onStage(t, func(t *testing.T, s *stage) {
			s.signedIn(listed("a"))
			save := s.conn.saveKeys
			s.conn.saveKeys = refuse
			s.shell.UseKeys("id", "secret")
			s.settle()
			s.wantScreen(ScreenApplications)
			s.wantBanner(s.word("keys.not_saved"), true)
			s.conn.saveKeys = save
			s.shell.UseKeys("id", "secret")
			s.settle()
			s.wantBanner(s.word("keys.not_saved"), false)
		})
	})
}

// TestCancelKeys leaves everything as it was, even when the keyring answers.
func TestCancelKeys(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.start()
		answer := make(chan struct{})
		var given error
		s.conn.saveKeys = func(ctx context.Context, _ auth.Keys) error {
			<-answer
			given = ctx.Err()
			return nil
		}
		s.shell.UseKeys("id", "secret")
		s.settle()
		s.shell.CancelKeys()
		shown := s.shown
		close(answer)
		s.pass(time.Minute)
		if s.shown != shown || len(s.opened) != 1 || !errors.Is(given, context.Canceled) {
			t.Errorf("%d states, opened %v, context %v", s.shown-shown, s.opened, given)
		}
		s.shell.UseKeys("id", "secret")
		s.settle()
		if len(s.opened) != 2 {
			t.Error("a second try does not work")
		}
	})
}
