package present

import (
	"context"
	"fmt"
	"testing"
	"time"

	"candidaturas/api/fault"
	"candidaturas/auth"
	"candidaturas/tracker"
)

func TestT9NotMe(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.connect().submit("code-1")
		s.wantStep(StepConfirm)
		if s.signIn.Why != s.word("confirm.why") || s.signIn.YesLabel != s.word("confirm.yes") || s.signIn.NoLabel != s.word("confirm.no") {
			t.Errorf("%+v", s.signIn)
		}
		s.shell.SignIn().Deny()
		s.settle()
		s.wantStep(StepWelcome)
		if len(s.session.adopted) != 0 || s.lists() != 0 || !s.attempt().cancelled {
			t.Error("something was kept")
		}
		s.shell.SignIn().Confirm()
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
			s.list().Choose("theirs")
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
			if s.conn.tracker.List().Find("theirs") == nil {
				t.Error("data was cleared before the answer")
			}
			s.shell.SignIn().Confirm()
			s.settle()
			s.wantScreen(ScreenApplications)
			if s.conn.tracker.List().Find("theirs") != nil || s.apps.Rows.Index("mine") < 0 || s.apps.Selected != "" || s.apps.Detail != nil {
				t.Errorf("data of two accounts: %+v", s.apps)
			}
		})
	}
}

func TestT9SameAccount(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"))
		s.list().Choose("a")
		s.settle()
		s.shell.Connect()
		s.submit("code-1")
		if s.signIn.Warning != "" {
			t.Errorf("%+v", s.signIn)
		}
		s.shell.SignIn().Confirm()
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
			s.shell.SignIn().Confirm()
			s.settle()
			if s.conn.tracker.List().Find("theirs") != nil || s.apps.Rows.Index("mine") < 0 {
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
		{tracker.Candidate{Name: "Ana", Email: "ana@x.es"}, nil, "Has entrado como Ana.\na•••@x.es"},
		{tracker.Candidate{Name: "Ana", Email: "nonsense"}, nil, "Has entrado como Ana."},
		{tracker.Candidate{Email: "ana@x.es"}, nil, "Has entrado con la cuenta a•••@x.es."},
		{tracker.Candidate{}, nil, "InfoJobs no nos ha dicho con qué cuenta has entrado. Continúa solo si acabas de autorizar la app en tu navegador."},
		{tracker.Candidate{}, fault.ErrScopeMissing, "InfoJobs no nos ha dicho con qué cuenta has entrado. Continúa solo si acabas de autorizar la app en tu navegador."},
		{tracker.Candidate{}, fault.ErrNotFound, "InfoJobs no nos ha dicho con qué cuenta has entrado. Continúa solo si acabas de autorizar la app en tu navegador."},
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
		s.whoErr = fmt.Errorf("asking: %w", fault.ErrOffline)
		s.proven = true
		s.connect().submit("code-1")
		s.wantStep(StepConfirm)
		s.wantMessage("error.offline")
		if !s.signIn.CanRetry || s.signIn.Why != "" || s.signIn.YesLabel != s.word("action.retry") || s.signIn.NoLabel != s.word("action.cancel") || s.signIn.Question != "" || s.signIn.Busy != "" {
			t.Errorf("%+v", s.signIn)
		}
		s.shell.SignIn().Confirm()
		s.settle()
		if s.asked != 2 || len(s.session.adopted) != 0 {
			t.Errorf("asked %d times, adopted %v", s.asked, s.session.adopted)
		}
		s.whoErr = nil
		s.shell.SignIn().Confirm()
		s.settle()
		s.wantScreen(ScreenApplications)
		if len(s.attempt().redeemed) != 1 {
			t.Error("the code was redeemed again")
		}
	})
}

// TestIdentifyFindsTheGrantDead: only another code helps, and the step that can
// take one says so.
func TestIdentifyFindsTheGrantDead(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.whoErr = fault.ErrSignedOut
		s.connect().submit("code-1")
		s.wantStep(StepCode)
		s.wantMessage("error.code_rejected")
		s.shell.SignIn().Reopen()
		s.settle()
		if len(s.attempts) != 2 {
			t.Errorf("%d attempts", len(s.attempts))
		}
	})
}

func TestIdentifyFailsAndCancel(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.whoErr = fault.ErrUnavailable
		s.connect().submit("code-1")
		s.shell.SignIn().Deny()
		s.settle()
		s.wantStep(StepWelcome)
		if len(s.session.adopted) != 0 || s.session.signedOut != 0 {
			t.Error("something was kept")
		}
	})
}

func TestKeep(t *testing.T) {
	for _, keep := range []bool{true, false} {
		onStage(t, func(t *testing.T, s *stage) {
			s.connect()
			s.shell.SignIn().SetKeep(keep)
			s.session.AdoptBlock = make(chan struct{})
			s.submit("code-1")
			s.shell.SignIn().Confirm()
			s.settle()
			s.shell.SignIn().Confirm()
			s.settle()
			if s.session.Kept != keep || len(s.session.adopted) != 1 || s.signIn.CanSkip != keep || s.signIn.Busy != s.word("signin.saving") {
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
		s.shell.SignIn().Confirm()
		s.settle()
		s.wantScreen(ScreenApplications)
		s.wantBanner("No hay ningún almacén de claves", true)
		s.list().Downloads.Refresh()
		s.pass(time.Hour)
		s.wantBanner("No hay ningún almacén de claves", true)
	})
}

// TestAdoptFailsAltogether leaves the person where they can try again.
func TestAdoptFailsAltogether(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.connect().submit("code-1")
		s.conn.session = refusing{s.session}
		s.shell.SignIn().Confirm()
		s.settle()
		s.wantStep(StepConfirm)
		s.wantMessage("error.unexpected")
		if s.signIn.Busy != "" || s.signIn.CanSkip {
			t.Errorf("%+v", s.signIn)
		}
		s.conn.session = s.session
		s.shell.SignIn().Confirm()
		s.settle()
		s.wantScreen(ScreenApplications)
	})
}

// TestAdoptFailsWithoutAQuestion leaves them at the code that proved whose it is.
func TestAdoptFailsWithoutAQuestion(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.proven = true
		s.conn.session = refusing{s.session}
		s.connect().submit("https://…")
		s.wantStep(StepCode)
		s.wantMessage("error.unexpected")
		if s.signIn.Busy != "" || s.signIn.CanSkip {
			t.Errorf("%+v", s.signIn)
		}
		s.shell.SignIn().Cancel()
		s.settle()
		s.wantStep(StepWelcome)
	})
}

// refusing is a session that takes on nothing.
type refusing struct{ Session }

func (refusing) Adopt(context.Context, auth.Grant, string, bool) error { return auth.ErrClosed }

func TestR19SkipSaving(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.session.AdoptBlock = make(chan struct{})
		s.connect().submit("code-1")
		s.shell.SignIn().SkipSaving() // nothing to skip yet
		s.wantStep(StepConfirm)
		s.shell.SignIn().Confirm()
		s.settle()
		s.shell.SignIn().SkipSaving()
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

// TestT9CancelBeforeTheSessionIsThere must not let it come afterwards.
func TestT9CancelBeforeTheSessionIsThere(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.connect().submit("code-1")
		s.conn.session = slowToAdopt{s.session}
		s.shell.SignIn().Confirm()
		s.shell.SignIn().Deny()
		s.pass(time.Minute)
		s.wantStep(StepWelcome)
		if got := s.session.Status().State; got != auth.SignedOut || len(s.session.adopted) != 1 {
			t.Errorf("state %d, adopted %d times", got, len(s.session.adopted))
		}
	})
}

// slowToAdopt is a session that takes a second to begin to take a grant on.
type slowToAdopt struct{ *session }

func (s slowToAdopt) Adopt(ctx context.Context, g auth.Grant, account string, keep bool) error {
	time.Sleep(time.Second)
	return s.session.Adopt(ctx, g, account, keep)
}

// TestT9EraseWhileSaving waits for the session that is being taken on: it must not
// come afterwards.
func TestT9EraseWhileSaving(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.connect().submit("code-1")
		s.conn.session = slowToAdopt{s.session}
		s.shell.SignIn().Confirm()
		s.shell.SignOut(true)
		s.pass(time.Minute)
		s.wantStep(StepWelcome)
		if got := s.session.Status().State; got != auth.SignedOut || len(s.session.adopted) != 1 || s.erased != 1 {
			t.Errorf("state %d, adopted %d times, erased %d times", got, len(s.session.adopted), s.erased)
		}
	})
}

// TestConnectWhileSaving must not start another sign-in beside the session that comes.
func TestConnectWhileSaving(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.session.AdoptBlock = make(chan struct{})
		s.connect().submit("code-1")
		s.shell.SignIn().Confirm()
		s.settle()
		s.shell.Connect()
		s.settle()
		if len(s.attempts) != 1 || s.signIn.Busy != s.word("signin.saving") {
			t.Errorf("%d attempts, %+v", len(s.attempts), s.signIn)
		}
		close(s.session.AdoptBlock)
		s.settle()
		s.wantScreen(ScreenApplications)
	})
}

// TestT9CancelWhileSaving must not sign in: neither «No soy yo» nor «Cancelar»
// may leave the session in place that the keyring is being asked to keep.
func TestT9CancelWhileSaving(t *testing.T) {
	for _, give := range []func(*Shell){func(s *Shell) { s.SignIn().Cancel() }, func(s *Shell) { s.SignIn().Deny() }} {
		onStage(t, func(t *testing.T, s *stage) {
			s.source.SetApplications(listed("a"))
			s.session.AdoptBlock = make(chan struct{})
			s.connect().submit("code-1")
			s.shell.SignIn().Confirm()
			s.settle()
			s.session.signOutBlock = make(chan struct{})
			give(s.shell)
			s.settle()
			if s.screen != ScreenSignIn || s.signIn.Busy != s.word("signout.busy") || s.signIn.CanSkip {
				t.Errorf("screen %d, %+v", s.screen, s.signIn)
			}
			give(s.shell) // a second time must not leave before the session has ended
			s.settle()
			if s.screen != ScreenSignIn || s.signIn.Step != StepConfirm || !s.signIn.Leaving {
				t.Errorf("screen %d, %+v", s.screen, s.signIn)
			}
			close(s.session.signOutBlock)
			s.settle()
			s.wantStep(StepWelcome)
			if s.signIn.Leaving {
				t.Errorf("%+v", s.signIn)
			}
			if s.session.signedOut != 1 || s.session.Status().State != auth.SignedOut || s.lists() != 0 {
				t.Errorf("signed out %d times, %+v, %d lists", s.session.signedOut, s.session.Status(), s.lists())
			}
			s.pass(time.Hour)
			s.wantStep(StepWelcome)
		})
	}
}
