package present

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"candidaturas/auth"
	"candidaturas/tracker"
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
		s.shell.SubmitCode("code-1")
		if s.signIn.Busy != s.word("signin.checking") || s.signIn.Message != nil {
			t.Errorf("%+v", s.signIn)
		}
		s.shell.SubmitCode("code-1")
		s.settle()
		if got := s.attempt().redeemed; len(got) != 1 || got[0] != "code-1" {
			t.Errorf("redeemed %q", got)
		}
		s.wantStep(StepConfirm)
		if s.signIn.Question != "Has entrado como Lucía Romero Vidal (l•••@example.com)." || s.signIn.Warning != "" || s.signIn.CanRetry {
			t.Errorf("%+v", s.signIn)
		}
		if len(s.session.adopted) != 0 || s.lists() != 0 {
			t.Error("something was kept or read before the answer")
		}

		s.shell.ConfirmIdentity()
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

func TestT9NotMe(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.connect().submit("code-1")
		s.wantStep(StepConfirm)
		s.shell.DenyIdentity()
		s.settle()
		s.wantStep(StepWelcome)
		if len(s.session.adopted) != 0 || s.lists() != 0 || !s.attempt().cancelled {
			t.Error("something was kept")
		}
		s.shell.ConfirmIdentity()
		s.settle()
		if len(s.session.adopted) != 0 {
			t.Error("the grant was still there")
		}
	})
}

func TestT9ProvenNeedsNoQuestion(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.proven = true
		s.connect().submit("https://…")
		s.wantScreen(ScreenApplications)
		if s.asked != 1 || len(s.session.adopted) != 1 || s.session.adopted[0].Account != account {
			t.Errorf("asked %d times, adopted %v", s.asked, s.session.adopted)
		}
	})
}

// TestT9OtherAccount signs in as somebody else after the session has expired.
func TestT9OtherAccount(t *testing.T) {
	for _, proven := range []bool{false, true} {
		onStage(t, func(t *testing.T, s *stage) {
			s.proven = proven
			s.signedIn(listed("theirs"))
			s.shell.Choose("theirs")
			s.settle()
			s.session.Set(auth.Status{State: auth.Expired, Account: account})
			s.settle()
			s.source.SetApplications(listed("mine"))
			s.who = tracker.Candidate{Key: "account-2", Name: "Ana"}
			s.shell.DoBanner(BannerReconnect)
			s.submit("code-1")
			s.wantStep(StepConfirm)
			if s.signIn.Warning != s.word("confirm.other") {
				t.Errorf("%+v", s.signIn)
			}
			if s.conn.Tracker.Application("theirs") == nil {
				t.Error("data was cleared before the answer")
			}
			s.shell.ConfirmIdentity()
			s.settle()
			s.wantScreen(ScreenApplications)
			if s.conn.Tracker.Application("theirs") != nil || s.apps.Rows.Index("mine") < 0 || s.apps.Selected != "" || s.apps.Detail != nil {
				t.Errorf("data of two accounts: %+v", s.apps)
			}
		})
	}
}

func TestT9SameAccount(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"))
		s.shell.Choose("a")
		s.settle()
		s.shell.Connect()
		s.submit("code-1")
		if s.signIn.Warning != "" {
			t.Errorf("%+v", s.signIn)
		}
		s.shell.ConfirmIdentity()
		s.settle()
		s.wantScreen(ScreenApplications)
		if s.apps.Selected != "a" || s.apps.Rows.Index("a") < 0 {
			t.Errorf("%+v", s.apps)
		}
	})
}

// TestT9UnknownAccount does not know who was signed in, or who is now: it neither
// claims that they differ nor mixes their data.
func TestT9UnknownAccount(t *testing.T) {
	for _, tt := range []struct{ before, after string }{{"", account}, {account, ""}, {"", ""}} {
		onStage(t, func(t *testing.T, s *stage) {
			s.source.SetApplications(listed("theirs"))
			s.session.Set(auth.Status{State: auth.Active, Account: tt.before})
			s.start()
			s.source.SetApplications(listed("mine"))
			s.who = tracker.Candidate{Key: tt.after}
			s.shell.Connect()
			s.submit("code-1")
			s.wantStep(StepConfirm)
			if s.signIn.Warning != "" || s.signIn.Question != s.word("confirm.unknown") {
				t.Errorf("%q then %q: %+v", tt.before, tt.after, s.signIn)
			}
			s.shell.ConfirmIdentity()
			s.settle()
			if s.conn.Tracker.Application("theirs") != nil || s.apps.Rows.Index("mine") < 0 {
				t.Errorf("%q then %q: data of two accounts", tt.before, tt.after)
			}
		})
	}
}

func TestQuestions(t *testing.T) {
	for _, tt := range []struct {
		who  tracker.Candidate
		err  error
		want string
	}{
		{tracker.Candidate{Name: "Ana", Email: "ana@x.es"}, nil, "Has entrado como Ana (a•••@x.es)."},
		{tracker.Candidate{Name: "Ana", Email: "nonsense"}, nil, "Has entrado como Ana."},
		{tracker.Candidate{Email: "ana@x.es"}, nil, "Has entrado con la cuenta a•••@x.es."},
		{tracker.Candidate{}, nil, "InfoJobs no nos ha dicho con qué cuenta has entrado. Continúa solo si acabas de autorizar la app en tu navegador."},
		{tracker.Candidate{}, tracker.ErrScopeMissing, "InfoJobs no nos ha dicho con qué cuenta has entrado. Continúa solo si acabas de autorizar la app en tu navegador."},
		{tracker.Candidate{}, tracker.ErrNotFound, "InfoJobs no nos ha dicho con qué cuenta has entrado. Continúa solo si acabas de autorizar la app en tu navegador."},
	} {
		onStage(t, func(t *testing.T, s *stage) {
			s.who, s.whoErr = tt.who, tt.err
			s.connect().submit("code-1")
			s.wantStep(StepConfirm)
			if s.signIn.Question != tt.want || s.signIn.CanRetry || s.signIn.Message != nil {
				t.Errorf("%+v", s.signIn)
			}
		})
	}
}

func TestIdentifyFails(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.whoErr = fmt.Errorf("asking: %w", tracker.ErrOffline)
		s.proven = true
		s.connect().submit("code-1")
		s.wantStep(StepConfirm)
		s.wantMessage("error.offline")
		if !s.signIn.CanRetry || s.signIn.Question != "" || s.signIn.Busy != "" {
			t.Errorf("%+v", s.signIn)
		}
		s.shell.ConfirmIdentity()
		s.settle()
		if s.asked != 2 || len(s.session.adopted) != 0 {
			t.Errorf("asked %d times, adopted %v", s.asked, s.session.adopted)
		}
		s.whoErr = nil
		s.shell.ConfirmIdentity()
		s.settle()
		s.wantScreen(ScreenApplications)
		if len(s.attempt().redeemed) != 1 {
			t.Error("the code was redeemed again")
		}
	})
}

func TestIdentifyFailsAndCancel(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.whoErr = tracker.ErrUnavailable
		s.connect().submit("code-1")
		s.shell.DenyIdentity()
		s.settle()
		s.wantStep(StepWelcome)
		if len(s.session.adopted) != 0 || s.session.signedOut != 0 {
			t.Error("something was kept")
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
		{auth.ErrKeysRefused, "error.keys_signin", false, true, false},
		{auth.ErrOffline, "error.offline", false, false, false},
		{auth.ErrInsecure, "error.insecure", false, true, false},
		{auth.ErrWebPage, "error.bot_wall", true, true, false},
		{auth.ErrUnavailable, "error.unavailable", true, true, false},
		{auth.ErrBadAnswer, "error.bad_answer", true, true, false},
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

// TestStatesDoNotChange holds on to a state while later ones are published.
func TestStatesDoNotChange(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		var messages []*Message
		var texts []string
		s.connect()
		s.attempt().redeemErr = auth.ErrWebPage
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
		s.shell.ReopenBrowser()
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
		s.shell.ReopenBrowser()
		s.settle()
		if len(s.attempts) != 1 || len(s.urls) != 2 {
			t.Errorf("%d attempts, %d addresses", len(s.attempts), len(s.urls))
		}
		s.attempt().redeemErr = auth.ErrCodeRejected
		s.submit("code-1")
		s.shell.SetKeep(false)
		s.shell.ReopenBrowser()
		s.settle()
		if len(s.attempts) != 2 || len(s.urls) != 3 || s.signIn.Message != nil || s.signIn.Keep {
			t.Errorf("%d attempts, %d addresses, %+v", len(s.attempts), len(s.urls), s.signIn)
		}
		s.attempt().block = make(chan struct{})
		s.submit("code-2")
		s.shell.ReopenBrowser()
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
		if s.signIn.LinkNote != s.word("signin.no_browser") {
			t.Errorf("%+v", s.signIn)
		}
		s.shell.CopyAuthorizeLink()
		if s.clipboard != s.attempt().URL() || s.signIn.LinkNote != s.word("signin.link_copied") {
			t.Errorf("clipboard %q, %+v", s.clipboard, s.signIn)
		}
	})
}

// TestCancelWhileRedeeming drops a result that comes all the same.
func TestCancelWhileRedeeming(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.connect()
		a := s.attempt()
		a.block, a.stubborn = make(chan struct{}), true
		s.submit("code-1")
		s.shell.CancelSignIn()
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

func TestT11Paste(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.connect()
		if s.reads != 0 {
			t.Fatal("the clipboard was read in silence")
		}
		s.clipboard = " \n"
		s.shell.Paste()
		s.wantMessage("signin.clipboard_empty")
		s.clipboard = " code-1\n"
		s.attempt().block = make(chan struct{})
		s.shell.Paste()
		s.settle()
		if s.reads != 2 || s.signIn.Code != "code-1" || !s.signIn.MaskCode || s.signIn.Busy == "" || s.signIn.Message != nil {
			t.Errorf("%d reads, %+v", s.reads, s.signIn)
		}
		s.shell.Paste()
		if s.reads != 2 {
			t.Error("the clipboard was read while a code is being redeemed")
		}
		close(s.attempt().block)
		s.settle()
		s.wantStep(StepConfirm)
		if s.clipboard != "" || s.signIn.Code != "" {
			t.Errorf("clipboard %q, field %q", s.clipboard, s.signIn.Code)
		}
		reads := s.reads
		s.shell.Paste()
		if s.reads != reads {
			t.Error("the clipboard was read on another step")
		}
	})
}

func TestT11PasteWrong(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.connect()
		s.attempt().checkErr = auth.ErrMalformed
		s.clipboard = "something else"
		s.shell.Paste()
		s.wantMessage("error.code_malformed")
		if s.signIn.MaskCode || s.signIn.Code != "something else" || s.clipboard != "something else" {
			t.Errorf("clipboard %q, %+v", s.clipboard, s.signIn)
		}
	})
}

func TestT11OtherContentIsKept(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.connect()
		s.attempt().block = make(chan struct{})
		s.clipboard = "code-1"
		s.shell.Paste()
		s.settle()
		s.clipboard = "a shopping list"
		close(s.attempt().block)
		s.settle()
		s.wantStep(StepConfirm)
		if s.clipboard != "a shopping list" {
			t.Errorf("clipboard %q", s.clipboard)
		}
	})
}

func TestT11KeptUntilItWorks(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.connect()
		s.attempt().redeemErr = auth.ErrOffline
		s.clipboard = "code-1"
		s.shell.Paste()
		s.settle()
		if s.clipboard != "code-1" || s.signIn.Code != "code-1" || s.signIn.MaskCode {
			t.Errorf("clipboard %q, %+v", s.clipboard, s.signIn)
		}
	})
}

func TestKeep(t *testing.T) {
	for _, keep := range []bool{true, false} {
		onStage(t, func(t *testing.T, s *stage) {
			s.connect()
			s.shell.SetKeep(keep)
			s.session.AdoptBlock = make(chan struct{})
			s.submit("code-1")
			s.shell.ConfirmIdentity()
			s.settle()
			if s.session.Kept != keep || s.signIn.CanSkip != keep || s.signIn.Busy != s.word("signin.saving") {
				t.Errorf("keep %v: %+v", keep, s.signIn)
			}
			close(s.session.AdoptBlock)
			s.settle()
			s.wantScreen(ScreenApplications)
		})
	}
}

func TestR19AdoptFails(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.session.AdoptErr = fmt.Errorf("%w: %w", auth.ErrNotStored, auth.ErrKeyringMissing)
		s.connect().submit("code-1")
		s.shell.ConfirmIdentity()
		s.settle()
		s.wantScreen(ScreenApplications)
		s.wantBanner("No hay ningún almacén de claves", true)
		s.shell.Refresh()
		s.pass(time.Hour)
		s.wantBanner("No hay ningún almacén de claves", true)
	})
}

// TestAdoptFailsAltogether leaves the person where they can try again.
func TestAdoptFailsAltogether(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.connect().submit("code-1")
		s.conn.Session = refusing{s.session}
		s.shell.ConfirmIdentity()
		s.settle()
		s.wantStep(StepConfirm)
		s.wantMessage("error.unexpected")
		if s.signIn.Busy != "" || s.signIn.CanSkip {
			t.Errorf("%+v", s.signIn)
		}
		s.conn.Session = s.session
		s.shell.ConfirmIdentity()
		s.settle()
		s.wantScreen(ScreenApplications)
	})
}

// refusing is a session that takes on nothing.
type refusing struct{ Session }

func (refusing) Adopt(context.Context, auth.Grant, bool) error { return auth.ErrClosed }

func TestR19SkipSaving(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.session.AdoptBlock = make(chan struct{})
		s.connect().submit("code-1")
		s.shell.SkipSaving() // nothing to skip yet
		s.wantStep(StepConfirm)
		s.shell.ConfirmIdentity()
		s.settle()
		s.shell.SkipSaving()
		if s.signIn.CanSkip {
			t.Error("it can be skipped twice")
		}
		s.settle()
		s.wantScreen(ScreenApplications)
		if s.session.Status().State != auth.Active {
			t.Error("there is no session")
		}
	})
}

// TestT9CancelWhileSaving must not sign in: neither «No soy yo» nor «Cancelar»
// may leave the session in place that the keyring is being asked to keep.
func TestT9CancelWhileSaving(t *testing.T) {
	for _, give := range []func(*Shell){(*Shell).CancelSignIn, (*Shell).DenyIdentity} {
		onStage(t, func(t *testing.T, s *stage) {
			s.source.SetApplications(listed("a"))
			s.session.AdoptBlock = make(chan struct{})
			s.connect().submit("code-1")
			s.shell.ConfirmIdentity()
			s.settle()
			s.session.signOutBlock = make(chan struct{})
			give(s.shell)
			s.settle()
			if s.screen != ScreenSignIn || s.signIn.Busy != s.word("signout.busy") || s.signIn.CanSkip {
				t.Errorf("screen %d, %+v", s.screen, s.signIn)
			}
			close(s.session.signOutBlock)
			s.settle()
			s.wantStep(StepWelcome)
			if s.session.signedOut != 1 || s.session.Status().State != auth.SignedOut || s.lists() != 0 {
				t.Errorf("signed out %d times, %+v, %d lists", s.session.signedOut, s.session.Status(), s.lists())
			}
			s.pass(time.Hour)
			s.wantStep(StepWelcome)
		})
	}
}

func TestCancelReturnsToTheList(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"))
		s.shell.Connect()
		s.settle()
		s.wantStep(StepCode)
		s.shell.CancelSignIn()
		s.settle()
		s.wantScreen(ScreenApplications)
		if s.apps.Rows.Index("a") < 0 || s.lists() != 1 {
			t.Errorf("%+v", s.apps)
		}
		s.pass(5 * time.Minute)
		if s.apps.Updated != "Actualizado hace 5 min" {
			t.Errorf("time stands still: %q", s.apps.Updated)
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
		s.shell.Paste()
		s.attempt().checkErr, s.attempt().redeemErr = nil, auth.ErrCodeRejected
		s.submit("secret-code")
		s.attempt().redeemErr, s.whoErr = nil, tracker.ErrOffline
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
