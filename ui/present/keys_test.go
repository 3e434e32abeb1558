package present

import (
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
			if !s.signIn.CanConnect || s.signIn.Notice != "" {
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
			if !s.signIn.CanConnect || s.signIn.Notice != s.word("welcome.keyring_waiting") || !s.signIn.CanReload {
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
			s.shell.CancelSignIn()
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
