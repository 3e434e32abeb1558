package present

import (
	"cmp"
	"context"
	"errors"

	"candidaturas/auth"
)

// listed reports whether the main screen has an account's applications to show.
func (s *Shell) listed() bool { return s.apps.conn != nil && s.apps.conn == s.conn }

// showKept shows the list before it is known whether there is a session.
func (s *Shell) showKept() {
	s.signIn.known = s.conn.Tracker().Account()
	s.showScreen(ScreenApplications)
	first := !s.listed()
	s.apps.begin(s.conn)
	if first {
		s.apps.restore(s.choices.View)
	}
}

// load looks for the session.
func (s *Shell) load(notice *Message, then func()) {
	s.apps.loading = true
	start(s.loop, &s.work, noValue(s.conn.Load), func(_ never, err error) {
		s.apps.loading = false
		if s.loaded(err, notice) {
			then()
		}
	})
}

// loaded brings the list up to date if there is a session. Without one it leaves
// what is kept in sight, or else shows the welcome screen, which it reports.
func (s *Shell) loaded(err error, notice *Message) (welcome bool) {
	if err != nil {
		s.opts.Log.Warn("reading the session", "error", err)
	}
	if s.hasSession() {
		s.signedIn(true)
		return false
	}
	if s.listed() {
		s.apps.awaitSession()
		return false
	}
	problem := ""
	switch {
	case errors.Is(err, auth.ErrKeyringTimeout), errors.Is(err, auth.ErrKeyringLocked):
		problem = "welcome.keyring_waiting"
	case errors.Is(err, auth.ErrKeyringMissing):
		// Nothing to retry: signing in will say that it cannot be kept.
		err = nil
	case err != nil:
		problem = "welcome.keyring_problem"
	}
	if problem != "" {
		notice = notice.and(&Message{Text: s.opts.Words.T(problem), Error: true})
	}
	s.showWelcome(notice, err != nil)
	return true
}

// hasSession includes one that has expired: its data stay in sight.
func (s *Shell) hasSession() bool {
	state := s.conn.Session().Status().State
	return state != auth.SignedOut && state != auth.WaitingForKeyring
}

// signedIn shows the applications of the session's account. Unless they may be
// seen again, the next start will not show them before somebody signs in.
func (s *Shell) signedIn(again bool) {
	conn, account := s.conn, s.account()
	if conn.Tracker().Account() == account && s.listed() {
		s.showScreen(ScreenApplications)
		s.apps.open(conn)
		s.resumeNext(again)
		return
	}
	s.apps.reset()
	s.apps.rememberList() // and nothing of whoever it was before
	start(s.loop, &s.work, noValue(func(ctx context.Context) error {
		s.apps.edits.settle(ctx) // what was written belongs to the account before
		return conn.Tracker().Open(ctx, account, nil)
	}), func(_ never, err error) {
		if err != nil {
			s.opts.Log.Error("reading what is kept", "error", err)
		}
		s.signIn.known = account
		s.showScreen(ScreenApplications)
		s.apps.open(conn)
		s.apps.storeProblem = err
		s.resumeNext(again)
	})
}

// resumeNext has the next start show the list by itself, or not.
func (s *Shell) resumeNext(again bool) {
	t := s.conn.Tracker()
	s.apps.background("remembering the account", func(ctx context.Context) error { return t.ResumeNext(ctx, again) })
}

// account is what the store knows the session's account by.
func (s *Shell) account() string {
	return cmp.Or(s.conn.Session().Status().Account, unknownAccount)
}

// back leaves the sign-in for the applications if there are any, for the welcome
// screen otherwise.
func (s *Shell) back() {
	switch {
	case s.hasSession() && (!s.listed() || s.apps.waiting): // the keyring handed it over meanwhile
		s.signedIn(true)
	case s.listed():
		s.showScreen(ScreenApplications)
		s.apps.waiting = !s.hasSession()
		s.apps.resume()
	default:
		s.showWelcome(nil, false)
	}
}

// sessionChanged takes on a session that the keyring handed over late, and shows
// one that has expired.
func (s *Shell) sessionChanged() {
	s.prefs.refresh()
	switch {
	case s.apps.signingOut:
	case s.listed() && s.apps.waiting && s.hasSession() && s.screen == ScreenApplications:
		s.signedIn(true)
	case s.listed():
		s.apps.show()
	case s.signIn.state.Step == StepWelcome && s.signIn.conn == s.conn && s.hasSession() && !s.work.busy():
		s.signedIn(true)
	}
}

// saveSession tries again to keep the session.
func (s *Shell) saveSession() { s.askKeyring("keeping the session", s.conn.Session().Keep) }

// forgetSession tries again to remove one that is not to be kept.
func (s *Shell) forgetSession() {
	s.askKeyring("removing an earlier session", s.conn.Session().Forget)
}

// askKeyring tries the keyring again; the banner goes when it works.
func (s *Shell) askKeyring(what string, do func(context.Context) error) {
	start(s.loop, &s.saving, noValue(do), func(_ never, err error) {
		if err != nil {
			s.opts.Log.Warn(what, "error", err)
		}
		s.apps.show()
	})
}

// SignOut closes the session. What is kept of the account stays on the computer
// unless erase is set: then everything that the app keeps is deleted.
func (s *Shell) SignOut(erase bool) {
	if s.screen == ScreenOpening || s.apps.signingOut || !s.listed() && !(erase && s.conn.CanErase()) {
		return
	}
	s.signIn.leave()
	s.apps.leave()
	s.apps.signingOut, s.apps.loading = true, false
	s.apps.show()
	s.saving.stop()
	conn := s.conn
	start(s.loop, &s.work, func(ctx context.Context) (ending, error) {
		s.apps.edits.settle(ctx)
		return end(ctx, conn, erase), nil
	}, func(e ending, _ error) {
		if err := errors.Join(e.session, e.kept); err != nil {
			s.opts.Log.Error("signing out", "error", err)
		}
		s.apps.reset()
		s.apps.rememberList()
		s.apps.conn, s.apps.signingOut = nil, false
		if erase {
			s.apps.notes = newNotes()
		}
		notice := s.endNotice(e, erase)
		if erase && !conn.Sample() {
			s.open(false, notice, func() {}) // with nothing of before
			return
		}
		s.signIn.known = ""
		s.showWelcome(notice, false)
	})
}

// An ending is what became of deleting the session and of what is kept.
type ending struct{ session, kept error }

// end closes the session and leaves the account, and deletes what is kept if that
// is wanted: then to the end, even when the app is being closed.
func end(ctx context.Context, conn Connection, erase bool) ending {
	e := ending{session: conn.Session().SignOut(ctx), kept: conn.Tracker().Leave(ctx)}
	if erase && conn.CanErase() {
		e.kept = conn.Erase(context.WithoutCancel(ctx))
	}
	return e
}

func (s *Shell) endNotice(e ending, erase bool) *Message {
	if s.conn.Sample() {
		return nil
	}
	session, kept := "welcome.signed_out", "welcome.kept"
	switch {
	case erase && e.kept != nil:
		kept = "welcome.not_erased"
	case erase && e.session != nil:
		kept = "welcome.rest_erased"
	case erase:
		kept = "welcome.erased"
	case s.conn.Storage().Problem != nil:
		kept = "" // nothing was kept
	}
	if e.session != nil {
		session = "welcome.signed_out_unproven"
	}
	notice := &Message{Text: s.opts.Words.T(session, "Item", s.conn.KeyringItem()), Error: e.session != nil}
	if kept != "" {
		notice = notice.and(&Message{Text: s.opts.Words.T(kept), Error: erase && e.kept != nil})
	}
	if s.apps.notesUnsafe() {
		notice = notice.and(&Message{Text: s.opts.Words.T("note.left"), Error: true})
	}
	return notice
}

// undoSignIn ends a session that was only just being taken on. It waits until
// ready is closed: the session would outlive it.
func (s *Shell) undoSignIn(ready <-chan struct{}) {
	session := s.conn.Session()
	start(s.loop, &s.work, noValue(func(ctx context.Context) error {
		select {
		case <-ready:
		case <-ctx.Done():
		}
		return session.SignOut(ctx)
	}), func(_ never, err error) {
		var notice *Message
		if err != nil {
			s.opts.Log.Error("signing out", "error", err)
			notice = &Message{Text: s.opts.Words.T("welcome.signed_out_unproven", "Item", s.conn.KeyringItem()), Error: true}
		}
		if !s.listed() {
			s.showWelcome(notice, false)
			return
		}
		if notice != nil {
			s.apps.say(notice.Text)
		}
		s.back()
	})
}

// dismissCrash forgets an earlier crash.
func (s *Shell) dismissCrash() {
	dismiss := s.apps.crash.Dismiss
	s.apps.crash = Crash{}
	s.apps.background("forgetting a crash", func(context.Context) error { return dismiss() })
	s.apps.show()
}

// replaced goes on with what took the place of damaged data.
func (s *Shell) replaced() {
	if s.screen == ScreenApplications && !s.apps.signingOut && !s.work.busy() {
		s.open(false, nil, func() {})
	}
}
