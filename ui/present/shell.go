package present

import (
	"context"
	"log/slog"
	"time"

	"candidaturas/auth"
	"candidaturas/tracker"
	"candidaturas/ui/present/task"
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
	// ShowLook draws everything in another look.
	ShowLook(Look)
	// ShowWords builds everything anew with other words; the states follow.
	ShowWords(*Words)
	// ShowTray changes what the system's tray shows.
	ShowTray(TrayState)
	// Raise brings the window back to the front, Minimise shows it out of the way.
	Raise()
	Minimise()
	// ShowPreferences draws the settings, while they are open.
	ShowPreferences(SettingsState)
}

// Options are what a [Shell] needs. All but Log, Sample, Schedule,
// Settings, Translations, Services and Crash must be set.
type Options struct {
	Words    *Words
	Platform Platform
	Dispatch task.Dispatcher
	Open     Opener
	View     View
	Log      *slog.Logger
	// Sample starts with the simulation.
	Sample bool
	// Schedule says when to check by itself; the settings say how often.
	Schedule tracker.Schedule
	// Settings keeps what the person chooses; nil for this run alone.
	Settings     SettingsStore
	Translations Translations
	// Services are what the settings can do on this computer.
	Services Services
	// Updates knows the newest version; nil where this build does not.
	Updates Updates
	// OpenPage opens pages that the app writes; nil where that cannot be done.
	OpenPage PageOpener
	// Hidden says that the window does not show to begin with.
	Hidden bool
	// Crash is what is left of an earlier run that ended badly.
	Crash Crash
}

// A Crash is what an earlier run left behind when it ended badly: nothing if the
// text is empty.
type Crash struct {
	Text    string // for whoever mends it, without secrets
	Dismiss func() error
}

// A Shell is the presenter of the whole window. Use it on the goroutine that its
// dispatcher runs functions on.
type Shell struct {
	opts    Options
	loop    *task.Loop
	session sessionFlow
	work    task.Task // opening, loading or ending a session
	keys    task.Task
	saving  task.Task
	conn    Connection
	screen  Screen
	signIn  *SignIn
	apps    *Applications
	// choices are the settings.
	choices choices
	desktop desktopState
	prefs   *Preferences
}

// NewShell returns a presenter that does nothing until Start.
func NewShell(o Options) *Shell {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	l := task.NewLoop(o.Dispatch)
	s := &Shell{opts: o, loop: l, conn: newNowhere(), session: sessionFlow{log: o.Log}}
	s.loadChoices()
	o.Schedule.Every = s.choices.interval()
	s.apps = newApplications(l, &o, s.choices.View, hooks{
		shown: s.showTray, account: s.watchAccount, synchronized: s.synchronized, minute: s.showTray,
		canUpdate: func() bool { return s.opts.Updates != nil },
		desktop: desktopBanners{
			askNotices: s.askNotices,
			update:     func() *Banner { return s.desktop.updates.banner(s.opts.Words, BannerUpdate) },
		},
	}, s.keepView)
	s.newDesktop()
	s.prefs = newPreferences(s)
	s.signIn = &SignIn{
		loop: l, words: o.Words, platform: o.Platform, log: o.Log, publish: o.View.ShowSignIn,
		session: &s.session, done: s.adopted, back: func() { s.back(nil) }, undo: s.undoSignIn,
	}
	return s
}

// Start opens the connection and shows the first screen.
func (s *Shell) Start() {
	s.desktop.updates.choose(s.choices.CheckUpdates)
	s.open(eventRenew, s.opts.Sample, nil, func() {})
}

// Close cancels all work, waits for it and closes the connection. Nothing is
// shown afterwards.
func (s *Shell) Close() {
	s.signIn.leave()
	s.apps.leave()
	s.loop.Close()
	s.saveLast()
	s.conn.Close()
}

// open changes to InfoJobs or to the simulation when an event asks for it. If that
// leads to the welcome screen it shows the notice there and calls then.
func (s *Shell) open(event sessionEvent, sample bool, notice *Message, then func()) {
	if s.session.on(event) {
		s.connect(sample, notice, then)
	}
}

func (s *Shell) connect(sample bool, notice *Message, then func()) {
	s.signIn.leave()
	s.apps.leave()
	s.showScreen(ScreenOpening)
	task.Start(s.loop, &s.work, func(ctx context.Context) (Connection, error) {
		conn, err := s.opts.Open(ctx, sample)
		if err != nil {
			return nil, err
		}
		if err := ctx.Err(); err != nil { // nobody waits for it any more
			conn.Close()
			return nil, err
		}
		return conn, nil
	}, func(conn Connection, err error) {
		if err != nil {
			s.opts.Log.Error("opening the connection", "error", err)
			s.openFailed()
			return
		}
		s.use(conn)
		s.resume(notice, then)
	})
}

// firstFrame is how long the rest of the list, and then the keyring, wait for the
// first rows to be drawn: they would only compete for the processor.
const firstFrame = 150 * time.Millisecond

// resume shows what is kept of the account that was last in use, before anything
// slow, and then looks for its session.
func (s *Shell) resume(notice *Message, then func()) {
	conn := s.conn
	task.Start(s.loop, &s.work, func(ctx context.Context) (string, error) {
		return conn.Tracker().Resume(ctx, func() {
			s.loop.Post(func() {
				if s.conn == conn && s.session.state == stateOpening {
					s.showKept()
				}
			})
			_ = task.Sleep(ctx, firstFrame) // cut short, what comes next says why
		})
	}, func(account string, err error) {
		if account != "" {
			s.showKept()
		}
		if err != nil {
			s.opts.Log.Error("reading what is kept", "error", err)
			s.apps.unread(err)
		}
		s.load(notice, then)
	})
}

// openFailed leaves the person where they were, or with a welcome screen that
// says what is wrong.
func (s *Shell) openFailed() {
	s.session.on(eventFailed)
	s.prefs.use(s.conn)
	s.showWelcome(&Message{Text: s.opts.Words.T("error.unexpected"), Error: true}, true)
}

// use makes conn the current connection.
func (s *Shell) use(conn Connection) {
	if s.conn != conn {
		s.loop.Running.Go(s.conn.Close) // which may wait for the network
	}
	s.conn = conn
	s.prefs.use(conn)
	s.tellSilence()
	s.signIn.known = ""
	conn.Session().OnChange(func(auth.Status) {
		s.loop.Post(func() {
			if s.conn == conn {
				s.sessionChanged()
			}
		})
	})
	current := func(f func()) func() {
		return func() {
			s.loop.Post(func() {
				if s.conn == conn {
					f()
				}
			})
		}
	}
	conn.OnKeys(current(s.keysCame))
	conn.OnReplaced(current(s.replaced))
}

// SignIn is the presenter of the way in.
func (s *Shell) SignIn() *SignIn { return s.signIn }

// List is the presenter of the applications.
func (s *Shell) List() *Applications { return s.apps }

func (s *Shell) showScreen(screen Screen) {
	s.screen = screen
	s.opts.View.ShowScreen(screen)
}

func (s *Shell) showWelcome(notice *Message, retry bool) {
	s.showScreen(ScreenSignIn)
	s.signIn.welcome(s.conn, notice, retry)
	s.showTray() // which may still tell of who has gone
}
