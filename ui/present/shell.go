package present

import (
	"context"
	"errors"
	"log/slog"
	"strings"

	"candidaturas/auth"
)

// A Screen is what fills the window.
type Screen int

// The screens.
const (
	ScreenOpening Screen = iota // reading the keyring
	ScreenSignIn
	ScreenApplications
)

// A View draws states. Its methods are called on the presenters' goroutine.
type View interface {
	ShowScreen(Screen)
	ShowSignIn(SignInState)
	ShowApplications(ApplicationsState)
	ShowKeys(KeysState)
}

// Options are what a [Shell] needs. All but Log and Sample must be set.
type Options struct {
	Words    *Words
	Platform Platform
	Dispatch Dispatcher
	Open     Opener
	View     View
	Log      *slog.Logger
	// Sample starts with the simulation.
	Sample bool
}

// A Shell is the presenter of the whole window. Use it on the goroutine that its
// dispatcher runs functions on.
type Shell struct {
	opts   Options
	loop   *loop
	work   task
	keys   task
	saving task
	conn   *Connection
	screen Screen
	signIn *signIn
	apps   *applications
}

// NewShell returns a presenter that does nothing until Start.
func NewShell(o Options) *Shell {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	l := newLoop(o.Dispatch)
	s := &Shell{opts: o, loop: l}
	s.apps = &applications{
		loop: l, words: o.Words, platform: o.Platform, log: o.Log, publish: o.View.ShowApplications,
		seen: map[string]bool{}, activity: map[string]activityState{},
	}
	s.signIn = &signIn{
		loop: l, words: o.Words, platform: o.Platform, log: o.Log, publish: o.View.ShowSignIn,
		done: s.signedIn, back: s.back, undo: s.endSession,
	}
	return s
}

// Start opens the connection and shows the first screen.
func (s *Shell) Start() {
	s.open(s.opts.Sample, "", func() {})
}

// Close cancels all work, waits for it and closes the connection. Nothing is
// shown afterwards.
func (s *Shell) Close() {
	s.signIn.leave()
	s.apps.leave()
	s.loop.close()
	if s.conn != nil {
		s.conn.Close()
	}
}

// An opened connection, with what became of reading its session.
type opened struct {
	conn *Connection
	load error
}

// open changes to InfoJobs or to the simulation. If that leads to the welcome
// screen it shows the notice there and calls then.
func (s *Shell) open(sample bool, notice string, then func()) {
	s.signIn.leave()
	s.apps.leave()
	s.showScreen(ScreenOpening)
	start(s.loop, &s.work, func(ctx context.Context) (opened, error) {
		conn, err := s.opts.Open(ctx, sample)
		if err != nil {
			return opened{}, err
		}
		load := conn.Session.Load(ctx)
		if err := ctx.Err(); err != nil { // nobody waits for it any more
			conn.Close()
			return opened{}, err
		}
		return opened{conn, load}, nil
	}, func(o opened, err error) {
		if err != nil {
			s.opts.Log.Error("opening the connection", "error", err)
			s.openFailed()
			return
		}
		s.use(o.conn)
		if s.loaded(o.load, notice) {
			then()
		}
	})
}

// openFailed leaves the person where they were, or with a welcome screen that
// says what is wrong.
func (s *Shell) openFailed() {
	if s.conn == nil {
		s.use(&Connection{HasKeys: func() bool { return false }, Close: func() {}, Session: noSession{}})
	}
	s.showScreen(ScreenSignIn)
	s.signIn.welcome(s.conn, s.opts.Words.T("error.unexpected"), true)
}

// use makes conn the current connection.
func (s *Shell) use(conn *Connection) {
	if s.conn != nil && s.conn != conn {
		s.loop.running.Go(s.conn.Close) // which may wait for the network
	}
	s.conn = conn
	s.signIn.known = ""
	conn.Session.OnChange(func(auth.Status) {
		s.loop.post(func() {
			if s.conn == conn {
				s.sessionChanged()
			}
		})
	})
	if conn.OnKeys == nil {
		return
	}
	conn.OnKeys(func() {
		s.loop.post(func() {
			if s.conn == conn {
				s.keysCame()
			}
		})
	})
}

func (s *Shell) showScreen(screen Screen) {
	s.screen = screen
	s.opts.View.ShowScreen(screen)
}

// loaded shows the applications if there is a session and the welcome screen
// otherwise, which it reports.
func (s *Shell) loaded(err error, notice string) (welcome bool) {
	if err != nil {
		s.opts.Log.Warn("reading the session", "error", err)
	}
	if s.hasSession() {
		s.signedIn(false)
		return false
	}
	s.showScreen(ScreenSignIn)
	notices := []string{notice}
	switch {
	case errors.Is(err, auth.ErrKeyringTimeout), errors.Is(err, auth.ErrKeyringLocked):
		notices = append(notices, s.opts.Words.T("welcome.keyring_waiting"))
	case errors.Is(err, auth.ErrKeyringMissing):
		// Nothing to retry: signing in will say that it cannot be kept.
		err = nil
	case err != nil:
		notices = append(notices, s.opts.Words.T("welcome.keyring_problem"))
	}
	s.signIn.welcome(s.conn, strings.TrimSpace(strings.Join(notices, "\n")), err != nil)
	return true
}

// hasSession includes one that has expired: its data stay in sight.
func (s *Shell) hasSession() bool {
	state := s.conn.Session.Status().State
	return state != auth.SignedOut && state != auth.WaitingForKeyring
}

func (s *Shell) signedIn(changed bool) {
	if changed {
		s.conn.Tracker.Clear()
		s.apps.reset()
	}
	s.signIn.known = s.conn.Session.Status().Account
	s.showScreen(ScreenApplications)
	s.apps.open(s.conn)
}

// back leaves the sign-in for the applications if there are any, for the welcome
// screen otherwise.
func (s *Shell) back() {
	if s.hasSession() && s.apps.conn != s.conn { // the keyring handed it over meanwhile
		s.signedIn(false)
		return
	}
	if s.hasSession() {
		s.showScreen(ScreenApplications)
		s.apps.resume()
		return
	}
	s.showScreen(ScreenSignIn)
	s.signIn.welcome(s.conn, "", false)
}

// sessionChanged takes on a session that the keyring handed over late, and shows
// one that has expired.
func (s *Shell) sessionChanged() {
	if s.apps.conn == s.conn && !s.apps.signingOut {
		s.apps.show()
		return
	}
	if s.signIn.state.Step == StepWelcome && s.signIn.conn == s.conn && s.hasSession() {
		s.signedIn(false)
	}
}

// Reload asks the keyring again.
func (s *Shell) Reload() {
	if s.conn != nil && !s.work.busy() {
		s.open(s.conn.Sample, "", func() {})
	}
}

// Connect starts signing in: the person's explicit click.
func (s *Shell) Connect() {
	if s.conn == nil || s.work.busy() {
		return
	}
	if !s.conn.HasKeys() {
		return
	}
	s.apps.leave()
	s.showScreen(ScreenSignIn)
	s.signIn.begin(s.conn)
}

// TrySample changes to the simulation and starts signing in to it.
func (s *Shell) TrySample() {
	if !s.work.busy() {
		s.open(true, "", s.Connect)
	}
}

// LeaveSample changes from the simulation to InfoJobs.
func (s *Shell) LeaveSample() {
	if !s.work.busy() {
		s.open(false, "", func() {})
	}
}

// ReopenBrowser opens the authorisation page again.
func (s *Shell) ReopenBrowser() { s.signIn.reopen() }

// CopyAuthorizeLink copies the address of the authorisation page.
func (s *Shell) CopyAuthorizeLink() { s.signIn.copyLink() }

// Paste reads the clipboard into the code field: only ever on request.
func (s *Shell) Paste() { s.signIn.paste() }

// SubmitCode redeems what the code field holds.
func (s *Shell) SubmitCode(text string) { s.signIn.submit(text) }

// SetKeep chooses whether the session is kept in the keyring.
func (s *Shell) SetKeep(keep bool) { s.signIn.setKeep(keep) }

// SkipSaving stops waiting for the keyring.
func (s *Shell) SkipSaving() { s.signIn.skipSaving() }

// ConfirmIdentity answers «¿Eres tú?» with yes, or asks InfoJobs again if it did
// not say who it is.
func (s *Shell) ConfirmIdentity() { s.signIn.yes() }

// DenyIdentity answers «¿Eres tú?» with no.
func (s *Shell) DenyIdentity() { s.signIn.no() }

// CancelSignIn gives the sign-in up.
func (s *Shell) CancelSignIn() { s.signIn.cancel() }

// Refresh brings the list up to date.
func (s *Shell) Refresh() { s.apps.refresh() }

// CancelDownload stops the download under way and keeps what has arrived.
func (s *Shell) CancelDownload() { s.apps.cancelDownload() }

// Choose shows one application, none for "".
func (s *Shell) Choose(id string) { s.apps.choose(id) }

// ShowAll lists ended applications too.
func (s *Shell) ShowAll(all bool) { s.apps.setAll(all) }

// OpenOffer opens the chosen application's offer in the browser.
func (s *Shell) OpenOffer() { s.apps.openOffer() }

// CopyOfferLink copies the address of that offer.
func (s *Shell) CopyOfferLink() { s.apps.copyLink() }

// DoEmpty does what the button of the empty list says.
func (s *Shell) DoEmpty(action EmptyAction) {
	switch action {
	case EmptyShowAll:
		s.apps.setAll(true)
	case EmptyOpenInfoJobs:
		s.apps.openInfoJobs()
	case EmptyNothing:
	}
}

// DoBanner does what a banner's button says. The form for the person's own keys
// is the view's to open.
func (s *Shell) DoBanner(action BannerAction) {
	switch action {
	case BannerRetry:
		s.apps.refresh()
	case BannerReconnect:
		s.Connect()
	case BannerLeaveSample:
		s.LeaveSample()
	case BannerSaveSession:
		s.saveSession()
	case BannerNothing, BannerUseKeys:
	}
}

// saveSession tries the keyring again; the banner goes when it works.
func (s *Shell) saveSession() {
	session := s.conn.Session
	start(s.loop, &s.saving, noValue(session.Keep), func(_ never, err error) {
		if err != nil {
			s.opts.Log.Warn("keeping the session", "error", err)
		}
		s.apps.show()
	})
}

// SignOut closes the session and empties the list.
func (s *Shell) SignOut() {
	if s.conn == nil || s.work.busy() || !s.hasSession() {
		return
	}
	s.apps.leave()
	s.apps.signingOut, s.apps.note = true, ""
	s.apps.show()
	ready := make(chan struct{})
	close(ready)
	s.endSession(ready)
}

// endSession closes the session and leads to the welcome screen. It waits until
// ready is closed: a session that is only just being taken on would outlive it.
func (s *Shell) endSession(ready <-chan struct{}) {
	s.saving.stop()
	session, sample := s.conn.Session, s.conn.Sample
	start(s.loop, &s.work, noValue(func(ctx context.Context) error {
		select {
		case <-ready:
		case <-ctx.Done():
		}
		return session.SignOut(ctx)
	}), func(_ never, err error) {
		notice := ""
		switch {
		case err != nil:
			s.opts.Log.Error("signing out", "error", err)
			notice = s.opts.Words.T("welcome.signed_out_unproven", "Item", s.conn.KeyringItem)
		case !sample:
			notice = s.opts.Words.T("welcome.signed_out")
		}
		s.conn.Tracker.Clear()
		s.apps.reset()
		s.apps.conn = nil
		s.signIn.known = ""
		s.showScreen(ScreenSignIn)
		s.signIn.welcome(s.conn, notice, false)
	})
}
