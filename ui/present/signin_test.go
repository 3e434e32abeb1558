package present

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"candidaturas/api/fault"
	"candidaturas/auth"
)

func TestSignIn(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.source.SetApplications(listed("a"))
		s.connect()
		s.wantStep(StepCode)
		if len(s.urls) != 1 || s.urls[0] != s.attempt().URL() || !s.signIn.Keep {
			t.Errorf("opened %q, %+v", s.urls, s.signIn)
		}

		s.attempt().checkErr = auth.ErrMalformed
		s.submit("wrong")
		s.wantMessage("error.code_malformed")
		if len(s.attempt().redeemed) != 0 || s.signIn.CanRestart || s.signIn.Busy != "" {
			t.Errorf("%+v", s.signIn)
		}

		s.attempt().checkErr = nil
		s.shell.SignIn().Submit("code-1")
		if s.signIn.Busy != s.word("signin.checking") || s.signIn.Message != nil {
			t.Errorf("%+v", s.signIn)
		}
		s.shell.SignIn().Submit("code-1")
		s.settle()
		if got := s.attempt().redeemed; len(got) != 1 || got[0] != "code-1" {
			t.Errorf("redeemed %q", got)
		}
		s.wantStep(StepConfirm)
		if s.signIn.Question != "Has entrado como Lucía Romero Vidal.\nl•••@example.com" || s.signIn.Warning != "" || s.signIn.CanRetry {
			t.Errorf("%+v", s.signIn)
		}
		if len(s.session.adopted) != 0 || s.lists() != 0 {
			t.Error("something was kept or read before the answer")
		}

		s.shell.SignIn().Confirm()
		s.settle()
		s.wantScreen(ScreenApplications)
		if got := s.session.adopted; len(got) != 1 || got[0].Account != account || !s.session.Kept {
			t.Errorf("adopted %v", got)
		}
		if s.apps.Rows.Index("a") < 0 {
			t.Error("the list is not there")
		}
	})
}

func TestRedeemFails(t *testing.T) {
	for _, tt := range []struct {
		err     error
		message string
		spent   bool // said in a sentence of its own
		cleared bool
		restart bool
	}{
		{auth.ErrCodeRejected, "error.code_rejected", false, true, false},
		{fault.ErrKeysRefused, "error.keys_signin", false, true, false},
		{fault.ErrOffline, "error.offline", false, false, false},
		{fault.ErrInsecure, "error.insecure", false, false, false},
		{fault.ErrPortal, "error.portal", true, true, false},
		{fault.ErrBotWall, "error.bot_wall", true, true, false},
		{fault.ErrUnavailable, "error.unavailable", true, true, false},
		{fault.ErrBadAnswer, "error.bad_answer", true, true, false},
		{auth.ErrAttemptExpired, "error.attempt_expired", false, true, true},
		{auth.ErrStateMismatch, "error.state", false, true, true},
		{errors.New("something"), "error.unexpected", false, true, false},
	} {
		onStage(t, func(t *testing.T, s *stage) {
			s.connect()
			s.attempt().redeemErr = fmt.Errorf("exchanging: %w", tt.err)
			seq := s.signIn.CodeSeq
			s.submit("code-1")
			s.wantStep(StepCode)
			want := s.word(tt.message)
			if tt.spent {
				want += " " + s.word("error.code_spent")
			}
			if m := s.signIn.Message; m == nil || m.Text != want {
				t.Errorf("%v: message %+v", tt.err, m)
			}
			if s.signIn.Busy != "" || s.signIn.CanRestart != tt.restart || (s.signIn.CodeSeq != seq) != tt.cleared || s.signIn.Code != "" {
				t.Errorf("%v: %+v", tt.err, s.signIn)
			}
			if s.asked != 0 {
				t.Errorf("%v: asked who it is", tt.err)
			}
		})
	}
}

// TestCodeThatNeverLeft can be redeemed again: the attempt goes on.
func TestCodeThatNeverLeft(t *testing.T) {
	for _, err := range []error{fault.ErrOffline, fault.ErrInsecure} {
		onStage(t, func(t *testing.T, s *stage) {
			s.connect()
			s.attempt().redeemErr = err
			s.submit("code-1")
			s.shell.SignIn().Reopen()
			s.settle()
			if len(s.attempts) != 1 {
				t.Errorf("%v: another attempt", err)
			}
			s.attempt().redeemErr = nil
			s.submit("code-1")
			s.wantStep(StepConfirm)
		})
	}
}

// TestStatesDoNotChange holds on to a state while later ones are published.
func TestStatesDoNotChange(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		var messages []*Message
		var texts []string
		s.connect()
		s.attempt().redeemErr = fault.ErrBotWall
		publish := s.shell.signIn.publish
		s.shell.signIn.publish = func(st SignInState) {
			if st.Message != nil {
				messages, texts = append(messages, st.Message), append(texts, st.Message.Text)
			}
			publish(st)
		}
		s.submit("code-1")
		if len(messages) == 0 {
			t.Fatal("no message")
		}
		for i, m := range messages {
			if m.Text != texts[i] {
				t.Errorf("%q became %q", texts[i], m.Text)
			}
		}
	})
}

func TestT8AttemptExpires(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.connect()
		s.pass(10*time.Minute - time.Second)
		s.wantMessage("")
		s.pass(time.Second)
		s.wantMessage("error.attempt_expired")
		if !s.signIn.CanRestart {
			t.Errorf("%+v", s.signIn)
		}
		s.submit("code-1")
		if len(s.attempt().redeemed) != 0 {
			t.Error("a code was redeemed after the end of the attempt")
		}
		s.shell.SignIn().Reopen()
		s.settle()
		s.wantStep(StepCode)
		s.wantMessage("")
		if len(s.attempts) != 2 || !s.attempts[0].cancelled || s.signIn.CanRestart || s.urls[1] != s.attempts[1].URL() {
			t.Errorf("%d attempts, %+v", len(s.attempts), s.signIn)
		}
		s.pass(9 * time.Minute)
		s.wantMessage("")
	})
}

// TestAttemptExpiresWhileRedeeming leaves it to the answer.
func TestAttemptExpiresWhileRedeeming(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.connect()
		s.attempt().block = make(chan struct{})
		s.pass(9*time.Minute + 59*time.Second)
		s.submit("code-1")
		s.pass(5 * time.Second)
		s.wantMessage("")
		close(s.attempt().block)
		s.settle()
		s.wantStep(StepConfirm)
		s.pass(time.Hour)
		s.wantStep(StepConfirm)
		s.wantMessage("")
	})
}

func TestReopen(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.connect()
		s.shell.SignIn().Reopen()
		s.settle()
		if len(s.attempts) != 1 || len(s.urls) != 2 {
			t.Errorf("%d attempts, %d addresses", len(s.attempts), len(s.urls))
		}
		s.attempt().checkErr = auth.ErrMalformed
		s.shell.SignIn().Submit("hola")
		s.shell.SignIn().Reopen()
		s.settle()
		if len(s.attempts) != 1 || len(s.urls) != 3 {
			t.Error("a new attempt although nothing was spent: the page that is open would be worth nothing")
		}
		s.urls = s.urls[:2]
		s.attempt().checkErr = nil
		s.attempt().redeemErr = auth.ErrCodeRejected
		s.submit("code-1")
		s.shell.SignIn().SetKeep(false)
		seq := s.signIn.CodeSeq
		s.shell.SignIn().Reopen()
		s.settle()
		if s.signIn.CodeSeq == seq || s.signIn.Code != "" {
			t.Errorf("the field is not emptied: %+v", s.signIn)
		}
		if len(s.attempts) != 2 || len(s.urls) != 3 || s.signIn.Message != nil || s.signIn.Keep {
			t.Errorf("%d attempts, %d addresses, %+v", len(s.attempts), len(s.urls), s.signIn)
		}
		s.attempt().block = make(chan struct{})
		s.submit("code-2")
		s.shell.SignIn().Reopen()
		s.settle()
		if len(s.attempts) != 2 || len(s.urls) != 3 {
			t.Error("the browser was opened while a code is being redeemed")
		}
	})
}

func TestNoBrowser(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.urlErr = errors.New("none")
		s.connect()
		if m := s.signIn.LinkProblem; m == nil || m.Text != s.word("signin.no_browser") {
			t.Errorf("%+v", s.signIn)
		}
		s.shell.SignIn().CopyLink()
		if s.clipboard != s.attempt().URL() || s.signIn.LinkProblem != nil || s.signIn.LinkNote != s.word("signin.link_copied") {
			t.Errorf("clipboard %q, %+v", s.clipboard, s.signIn)
		}
	})
}

// TestCopyLinkOfWhatIsSpent copies one that still works, and leaves the browser alone.
func TestCopyLinkOfWhatIsSpent(t *testing.T) {
	for _, err := range []error{auth.ErrCodeRejected, auth.ErrAttemptExpired} {
		onStage(t, func(t *testing.T, s *stage) {
			s.connect()
			s.attempt().redeemErr = err
			s.submit("code-1")
			s.shell.SignIn().CopyLink()
			s.settle()
			if len(s.attempts) != 2 || s.clipboard != s.attempt().URL() || len(s.urls) != 1 {
				t.Errorf("%v: %d attempts, clipboard %q, opened %q", err, len(s.attempts), s.clipboard, s.urls)
			}
			if s.signIn.CanRestart || s.signIn.Message != nil || s.signIn.LinkNote != s.word("signin.link_copied") {
				t.Errorf("%v: %+v", err, s.signIn)
			}
		})
	}
}

// TestCancelWhileRedeeming drops a result that comes all the same.
func TestCancelWhileRedeeming(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.connect()
		a := s.attempt()
		a.block, a.stubborn = make(chan struct{}), true
		s.submit("code-1")
		s.shell.SignIn().Cancel()
		s.settle()
		s.wantStep(StepWelcome)
		close(a.block)
		s.settle()
		s.wantStep(StepWelcome)
		if !a.cancelled || s.asked != 0 || len(s.session.adopted) != 0 {
			t.Error("the late result was used")
		}
	})
}

// TestStaleResult has a first attempt's answer come during the second.
func TestStaleResult(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.connect()
		a := s.attempt()
		a.block, a.stubborn = make(chan struct{}), true
		s.submit("code-1")
		s.shell.Connect()
		s.settle()
		close(a.block)
		s.settle()
		s.wantStep(StepCode)
		s.wantMessage("")
		if s.signIn.Busy != "" || s.asked != 0 {
			t.Errorf("%+v", s.signIn)
		}
	})
}

func TestCancelReturnsToTheList(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"))
		s.shell.Connect()
		s.settle()
		s.wantStep(StepCode)
		s.shell.SignIn().Cancel()
		s.settle()
		s.wantScreen(ScreenApplications)
		if s.apps.Rows.Index("a") < 0 || s.lists() != 1 {
			t.Errorf("%+v", s.apps)
		}
		s.pass(5 * time.Minute)
		if s.apps.Status.Updated != "Actualizado hace 5 min" {
			t.Errorf("time stands still: %q", s.apps.Status.Updated)
		}
	})
}

// TestT13NothingSecretIsLogged reads the log of failures with secrets in reach.
func TestT13NothingSecretIsLogged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		defer s.shell.Close()
		var log strings.Builder
		s.shell.signIn.log = slog.New(slog.NewTextHandler(&log, nil))
		s.connect()
		s.attempt().checkErr = auth.ErrMalformed
		s.clipboard = "secret-code"
		s.shell.SignIn().Paste()
		s.attempt().checkErr, s.attempt().redeemErr = nil, auth.ErrCodeRejected
		s.submit("secret-code")
		s.attempt().redeemErr, s.whoErr = nil, fault.ErrOffline
		s.submit("secret-code")
		if log.Len() == 0 {
			t.Fatal("nothing was logged")
		}
		for _, secret := range []string{"secret-code", "token", "lucia", "state="} {
			if strings.Contains(log.String(), secret) {
				t.Errorf("the log holds %q: %s", secret, log.String())
			}
		}
	})
}
