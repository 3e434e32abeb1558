package present

import (
	"cmp"
	"context"
	"errors"

	"candidaturas/auth"
	"candidaturas/ui/present/task"
)

// listed reports whether the main screen has an account's applications to show.
func (s *Shell) listed() bool { return s.apps.shows(s.conn) }

// showKept shows the list before it is known whether there is a session.
func (s *Shell) showKept() {
	if !s.session.on(eventShown) {
		return
	}
	s.signIn.known = s.conn.Tracker().Account()
	s.showScreen(ScreenApplications)
	s.apps.showKept(s.conn, s.choices.View)
}

// load looks for the session.
func (s *Shell) load(notice *Message, then func()) {
	if !s.session.on(eventAsk) {
		return
	}
	if s.session.state == stateAskingKept {
		s.apps.await()
	}
	task.Start(s.loop, &s.work, task.NoValue(s.conn.Load), func(_ task.Never, err error) {
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
	switch {
	case s.hasSession():
		if s.session.on(eventFound) {
			s.enter(true)
		}
		return false
	case s.session.state == stateAskingKept:
		s.session.on(eventKept)
		s.apps.goOffline()
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
	s.session.on(eventNothing)
	s.showWelcome(notice, err != nil)
	return true
}

// hasSession includes one that has expired: its data stay in sight.
func (s *Shell) hasSession() bool {
	state := s.conn.Session().Status().State
	return state != auth.SignedOut && state != auth.WaitingForKeyring
}

// enter opens the session's account. Unless it may be seen again, the next start
// does not show it before somebody signs in.
func (s *Shell) enter(again bool) {
	conn, account := s.conn, s.account()
	if conn.Tracker().Account() == account && s.listed() {
		s.entered(again)
		return
	}
	s.apps.change() // nothing is remembered of whoever it was before
	task.Start(s.loop, &s.work, task.NoValue(func(ctx context.Context) error {
		s.apps.settle(ctx) // what was written belongs to the account before
		return conn.Tracker().Open(ctx, account, nil)
	}), func(_ task.Never, err error) {
		s.signIn.known = account
		s.entered(again)
		if err != nil {
			s.opts.Log.Error("reading what is kept", "error", err)
			s.apps.unread(err)
		}
	})
}

// entered shows the account's list with the session.
func (s *Shell) entered(again bool) {
	if s.session.on(eventEntered) {
		s.showScreen(ScreenApplications)
		s.apps.open(s.conn)
		s.resumeNext(again)
	}
}

// resumeNext has the next start show the list by itself, or not.
func (s *Shell) resumeNext(again bool) {
	t := s.conn.Tracker()
	s.loop.Running.Go(func() {
		if err := t.ResumeNext(s.loop.Ctx, again); err != nil {
			s.opts.Log.Warn("remembering the account", "error", err)
		}
	})
}

// account is what the store knows the session's account by.
func (s *Shell) account() string {
	return cmp.Or(s.conn.Session().Status().Account, unknownAccount)
}

// adopted shows the account that the person has signed in to.
func (s *Shell) adopted(again bool) {
	if s.session.on(eventAdopted) {
		s.enter(again)
	}
}

// back leaves the sign-in for the applications if there are any, for the welcome
// screen otherwise.
func (s *Shell) back(notice *Message) {
	switch {
	case s.hasSession() && s.apps.online(s.conn):
		s.session.on(eventBack)
		s.showScreen(ScreenApplications)
		s.apps.resume(accessSession)
	case s.hasSession(): // the keyring handed it over meanwhile
		s.session.on(eventFound)
		s.enter(true)
	case s.listed():
		s.session.on(eventKept)
		s.showScreen(ScreenApplications)
		s.apps.resume(accessKept)
	default:
		s.session.on(eventNothing)
		s.showWelcome(notice, false)
	}
}

// sessionChanged takes on a session that the keyring handed over late, and shows
// one that has expired.
func (s *Shell) sessionChanged() {
	s.prefs.refresh()
	switch {
	case s.hasSession() && s.session.on(eventLate):
		s.enter(true)
	case s.listed() && s.session.state != stateLeaving:
		s.apps.show()
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
	task.Start(s.loop, &s.saving, task.NoValue(do), func(_ task.Never, err error) {
		if err != nil {
			s.opts.Log.Warn(what, "error", err)
		}
		s.apps.show()
	})
}

// SignOut closes the session. What is kept of the account stays on the computer
// unless erase is set: then everything that the app keeps is deleted.
func (s *Shell) SignOut(erase bool) {
	erase = erase && s.conn.CanErase()
	event := eventLeave
	if erase {
		event = eventErase
	}
	if !s.session.on(event) {
		return
	}
	adopted := s.signIn.ended
	s.signIn.leave()
	s.apps.end()
	s.saving.Stop()
	conn := s.conn
	task.Start(s.loop, &s.work, func(ctx context.Context) (ending, error) {
		settled(ctx, adopted)
		s.apps.settle(ctx)
		return end(ctx, conn, erase), nil
	}, func(e ending, _ error) {
		if err := errors.Join(e.session, e.kept); err != nil {
			s.opts.Log.Error("signing out", "error", err)
		}
		s.apps.ended(erase)
		notice := s.endNotice(e, erase)
		if erase {
			s.open(eventErased, false, notice, func() {}) // with nothing of before
			return
		}
		s.session.on(eventNothing)
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
	if erase {
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
	if s.apps.Notes.Unsafe() {
		notice = notice.and(&Message{Text: s.opts.Words.T("note.left"), Error: true})
	}
	return notice
}

// undoSignIn ends a session that was only just being taken on. It waits until
// ready is closed: the session would outlive it.
func (s *Shell) undoSignIn(ready <-chan struct{}) {
	session := s.conn.Session()
	task.Start(s.loop, &s.work, task.NoValue(func(ctx context.Context) error {
		settled(ctx, ready)
		return session.SignOut(ctx)
	}), func(_ task.Never, err error) {
		s.session.on(eventUndone)
		var notice *Message
		if err != nil {
			s.opts.Log.Error("signing out", "error", err)
			notice = &Message{Text: s.opts.Words.T("welcome.signed_out_unproven", "Item", s.conn.KeyringItem()), Error: true}
			if s.listed() {
				s.apps.Remarks.say(notice.Text)
			}
		}
		s.back(notice)
	})
}

// settled waits until ready is closed, at once if it is nil.
func settled(ctx context.Context, ready <-chan struct{}) {
	if ready == nil {
		return
	}
	select {
	case <-ready:
	case <-ctx.Done():
	}
}

// replaced goes on with what took the place of damaged data.
func (s *Shell) replaced() { s.open(eventReplaced, false, nil, func() {}) }
