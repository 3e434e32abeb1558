package present

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"candidaturas/auth"
	"candidaturas/tracker"
	"candidaturas/tracker/store"
	"candidaturas/ui/present/presenttest"
	"candidaturas/ui/present/task"
)

// A stage is a presenter with a session, an InfoJobs and a desktop that a test
// controls. It lives in a bubble of synctest.
type stage struct {
	t       *testing.T
	shell   *Shell
	queue   *presenttest.Queue
	session *session
	source  *presenttest.Source
	// counting is what the tracker reads: source, with a count.
	counting *counting
	store    *store.DB
	// own is what the tracker writes to: store, unless it is to fail.
	own     *failingStore
	erased  int
	conn    *connection
	openErr error

	attempts []*attempt
	proven   bool // of the attempts to come
	noKeys   bool
	onKeys   func()
	who      tracker.Candidate
	whoErr   error
	whoBlock chan struct{}

	urls      []string
	urlErr    error
	clipboard string
	reads     int // of the clipboard

	mu     sync.Mutex
	opened []bool // calls of Open, with sample or not
	closed int    // calls of Close of connections
	asked  int    // calls of Identify
	saved  []auth.Keys

	screen            Screen
	signIn            SignInState
	apps              ApplicationsState
	keys              []KeysState
	look              Look
	spoken            *Words
	tray              TrayState
	raised, minimised int
	shown             int // states published
}

const account = "account-1"

var active = auth.Status{State: auth.Active, Stored: true, Account: account}

// notice is what the welcome screen says, "" for nothing.
func (s *stage) notice() string {
	if s.signIn.Notice == nil {
		return ""
	}
	return s.signIn.Notice.Text
}

// onStage runs a test in a bubble; the presenter is closed at its end.
func onStage(t *testing.T, f func(t *testing.T, s *stage)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		defer s.shell.Close()
		f(t, s)
	})
}

func newStage(t *testing.T) *stage {
	s := &stage{
		t: t, queue: presenttest.NewQueue(), session: &session{Session: presenttest.NewSession(auth.Status{})},
		source: presenttest.NewSource(), store: presenttest.NewStore(t),
		who: tracker.Candidate{Key: account, Name: "Lucía Romero Vidal", Email: "lucia.romero@example.com"},
	}
	s.own = &failingStore{Store: s.store, held: map[string]chan struct{}{}}
	s.counting = &counting{Source: s.source, timelines: map[string]int{}, details: map[string]int{}}
	s.conn = s.connection(false)
	s.conn.saveKeys = func(_ context.Context, k auth.Keys) error {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.saved = append(s.saved, k)
		return nil
	}
	s.shell = NewShell(Options{
		Schedule: tracker.Schedule{Rand: func() float64 { return 0.5 }},
		Words:    words(t, "es"), View: s, Dispatch: s.queue.Dispatch,
		Platform: Platform{
			OpenURL:      func(u string) error { s.urls = append(s.urls, u); return s.urlErr },
			Clipboard:    func() string { s.reads++; return s.clipboard },
			SetClipboard: func(c string) { s.clipboard = c },
			Now:          time.Now,
		},
		Open: func(_ context.Context, sample bool) (Connection, error) {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.opened = append(s.opened, sample)
			if s.openErr != nil {
				return nil, s.openErr
			}
			if sample {
				return s.connection(true), nil
			}
			return s.conn, nil
		},
	})
	return s
}

func (s *stage) connection(sample bool) *connection {
	c := &connection{
		sample: sample, hasKeys: func() bool { return !s.noKeys }, onKeys: func(f func()) { s.onKeys = f }, www: realWWW, homeURL: realWWW + "/candidate/applications/list.xhtml",
		offerURL: func(id string) string { return realWWW + "/of-i" + id }, keyringItem: "the.item",
		begin: s.begin, identify: s.identify, session: s.session, load: s.session.Load,
		close: func() {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.closed++
		},
	}
	if sample {
		c.hasKeys, c.onKeys = func() bool { return true }, nil
		session := presenttest.NewSession(auth.Status{})
		c.session, c.load = session, session.Load
		c.tracker = presenttest.NewTracker(s.t, presenttest.NewSource(), nil)
		return c
	}
	c.tracker = tracker.New(s.counting, s.own, tracker.Options{})
	c.erase = func(ctx context.Context) error { s.erased++; return s.store.Erase(ctx) }
	return c
}

func (s *stage) begin() Attempt {
	a := &attempt{n: len(s.attempts) + 1, proven: s.proven, expires: time.Now().Add(10 * time.Minute)}
	s.attempts = append(s.attempts, a)
	return a
}

func (s *stage) identify(ctx context.Context, _ auth.Grant) (tracker.Candidate, error) {
	s.mu.Lock()
	s.asked++
	who, err, block := s.who, s.whoErr, s.whoBlock
	s.mu.Unlock()
	if block != nil {
		select {
		case <-block:
		case <-ctx.Done():
			return tracker.Candidate{}, ctx.Err()
		}
	}
	return who, err
}

func (s *stage) ShowScreen(screen Screen)             { s.screen = screen; s.shown++ }
func (s *stage) ShowSignIn(st SignInState)            { s.signIn = st; s.shown++ }
func (s *stage) ShowApplications(a ApplicationsState) { s.apps = a; s.shown++ }
func (s *stage) ShowKeys(k KeysState)                 { s.keys = append(s.keys, k); s.shown++ }
func (s *stage) ShowLook(l Look)                      { s.look = l; s.shown++ }
func (s *stage) ShowTray(st TrayState)                { s.tray = st }
func (s *stage) Raise()                               { s.raised++ }
func (s *stage) Minimise()                            { s.minimised++ }
func (s *stage) ShowWords(w *Words)                   { s.spoken = w; s.shown++ }
func (s *stage) ShowPreferences(SettingsState)        {}

// settle runs what there is to run until everything waits for something else.
func (s *stage) settle() {
	for range 20 {
		synctest.Wait()
		s.queue.Drain()
	}
	s.checkSession()
}

// checkSession sees that the screen is that of the session's state, whatever has
// happened before.
func (s *stage) checkSession() {
	s.t.Helper()
	var want Screen
	switch state := s.shell.session.state; state {
	case stateOpening, stateAsking:
		want = ScreenOpening
	case stateWelcome, stateCode, stateChecking, stateConfirm, stateAdopting, stateUndoing:
		want = ScreenSignIn
	case stateAskingKept, stateListed, stateListedKept:
		want = ScreenApplications
	case stateReturning:
		s.t.Fatal("the sign-in was given up and leads nowhere")
	default: // whatever was there
		return
	}
	if s.screen != want {
		s.t.Errorf("state %v shows screen %d", s.shell.session.state, s.screen)
	}
	if step := s.signIn.Step; want == ScreenSignIn && (step == StepWelcome) != (s.shell.session.state == stateWelcome) {
		s.t.Errorf("state %v shows step %d", s.shell.session.state, step)
	}
}

// pass lets time go by.
func (s *stage) pass(d time.Duration) {
	time.Sleep(d)
	s.settle()
}

func (s *stage) start() *stage {
	s.shell.Start()
	s.settle()
	return s
}

// signedIn starts with a session and these applications.
func (s *stage) signedIn(apps ...tracker.Application) *stage {
	s.session.Set(active)
	s.source.SetApplications(apps...)
	for _, a := range apps {
		s.source.SetTimeline(a.ID, tracker.Event{Kind: tracker.KindApplied, At: a.AppliedAt})
	}
	return s.start()
}

// connect goes to the step with the code.
func (s *stage) connect() *stage {
	s.start()
	s.shell.Connect()
	s.settle()
	return s
}

// submit redeems a code.
func (s *stage) submit(code string) *stage {
	s.shell.SignIn().Submit(code)
	s.settle()
	return s
}

func (s *stage) attempt() *attempt { return s.attempts[len(s.attempts)-1] }

func (s *stage) wantScreen(want Screen) {
	s.t.Helper()
	if s.screen != want {
		s.t.Fatalf("screen %d, want %d", s.screen, want)
	}
}

func (s *stage) wantStep(want Step) {
	s.t.Helper()
	s.wantScreen(ScreenSignIn)
	if s.signIn.Step != want {
		s.t.Fatalf("step %d, want %d: %+v", s.signIn.Step, want, s.signIn)
	}
}

// wantMessage checks what the sign-in says by the key of its words, "" for none.
func (s *stage) wantMessage(key string) {
	s.t.Helper()
	got := ""
	if s.signIn.Message != nil {
		got = s.signIn.Message.Text
	}
	want := ""
	if key != "" {
		want = s.word(key)
	}
	if got != want {
		s.t.Errorf("message %q, want %q", got, want)
	}
}

func (s *stage) word(key string, pairs ...any) string { return words(s.t, "es").T(key, pairs...) }

func (s *stage) banners() string {
	var texts []string
	for _, b := range s.apps.Banners {
		texts = append(texts, b.Text)
	}
	return strings.Join(texts, "\n")
}

// wantBanner looks for a banner by the beginning of its words.
func (s *stage) wantBanner(text string, want bool) {
	s.t.Helper()
	if got := strings.Contains(s.banners(), text); got != want {
		s.t.Errorf("banner %q: %v, in %q", text, got, s.banners())
	}
}

// chosen is the application whose detail shows, "" for none.
func (s *stage) chosen() string {
	if s.apps.Detail == nil {
		return ""
	}
	return s.apps.Detail.ID
}

// loading reports whether the rest of the chosen application is on its way.
func (s *stage) loading() bool { return s.apps.Detail.Activity == s.word("detail.loading") }

func (s *stage) list() *Applications { return s.shell.List() }

func (s *stage) lists() int { return s.source.Lists }

func listed(id string) tracker.Application {
	e := tracker.Event{Kind: tracker.KindApplied, At: time.Now().Add(-time.Hour)}
	return tracker.Application{ID: id, AppliedAt: e.At, LastEvent: &e, Offer: tracker.OfferRef{ID: "0f" + id, Title: "Oferta " + id}}
}

// attempt is one whose outcome a test sets.
type attempt struct {
	n         int
	expires   time.Time
	proven    bool
	checkErr  error
	redeemErr error
	block     chan struct{}
	stubborn  bool // does not heed its context

	mu        sync.Mutex
	redeemed  []string
	cancelled bool
}

func (a *attempt) URL() string        { return fmt.Sprintf("%s/authorize?state=%d", realWWW, a.n) }
func (a *attempt) Expires() time.Time { return a.expires }

func (a *attempt) Check(text string) error {
	if !time.Now().Before(a.expires) {
		return auth.ErrAttemptExpired
	}
	return a.checkErr
}

func (a *attempt) Redeem(ctx context.Context, text string) (auth.Result, error) {
	a.mu.Lock()
	a.redeemed = append(a.redeemed, text)
	a.mu.Unlock()
	if a.block != nil {
		done := ctx.Done()
		if a.stubborn {
			done = nil
		}
		select {
		case <-a.block:
		case <-done:
			return auth.Result{}, ctx.Err()
		}
	}
	return auth.Result{Grant: auth.Grant{Access: "token"}, Proven: a.proven}, a.redeemErr
}

func (a *attempt) Cancel() { a.cancelled = true }

// session is presenttest's, and may be slow.
type session struct {
	*presenttest.Session
	signOutBlock, keepBlock, loadBlock chan struct{}
	adopted                            []auth.Grant
	signedOut                          int
	keeps                              int
	keepErr                            error
}

func wait(ctx context.Context, block chan struct{}) error {
	if block == nil {
		return nil
	}
	select {
	case <-block:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *session) Load(ctx context.Context) error {
	return errors.Join(wait(ctx, s.loadBlock), s.Session.Load(ctx))
}

func (s *session) Adopt(ctx context.Context, g auth.Grant, account string, keep bool) error {
	g.Account = account
	s.adopted = append(s.adopted, g)
	return s.Session.Adopt(ctx, g, account, keep)
}

func (s *session) SignOut(ctx context.Context) error {
	s.signedOut++
	return errors.Join(wait(ctx, s.signOutBlock), s.Session.SignOut(ctx))
}

func (s *session) Keep(ctx context.Context) error {
	s.keeps++
	if s.keepErr = wait(ctx, s.keepBlock); s.keepErr != nil {
		return s.keepErr
	}
	return s.Session.Keep(ctx)
}

// counting counts what is asked, and may be slow.
type counting struct {
	tracker.Source
	mu                 sync.Mutex
	pages              int
	timelines, details map[string]int
	takes              time.Duration // how long a timeline takes
}

func (c *counting) Applications(ctx context.Context, page int) (tracker.Page, error) {
	c.mu.Lock()
	c.pages++
	c.mu.Unlock()
	return c.Source.Applications(ctx, page)
}

func (c *counting) Timeline(ctx context.Context, id string) ([]tracker.Event, error) {
	c.mu.Lock()
	c.timelines[id]++
	c.mu.Unlock()
	if err := task.Sleep(ctx, c.takes); err != nil {
		return nil, err
	}
	return c.Source.Timeline(ctx, id)
}

func (c *counting) Detail(ctx context.Context, id string) (tracker.Detail, error) {
	c.mu.Lock()
	c.details[id]++
	c.mu.Unlock()
	return c.Source.Detail(ctx, id)
}

// A failingStore fails or hangs in what the person writes, when it is told to.
type failingStore struct {
	tracker.Store
	mu      sync.Mutex
	err     error // of writing
	readErr error // of reading
	held    map[string]chan struct{}
	writes  []string // notes, as they came
}

func (f *failingStore) fail(read, write error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.readErr, f.err = read, write
}

// hold stops what begins from now on, until the returned function is called.
func (f *failingStore) hold(what string) (release func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	block := make(chan struct{})
	f.held[what] = block
	return func() {
		f.mu.Lock()
		delete(f.held, what)
		f.mu.Unlock()
		close(block)
	}
}

// letOthers holds nothing more, but for what is held already.
func (f *failingStore) letOthers(what string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.held, what)
}

func (f *failingStore) do(what string, write bool) error {
	f.mu.Lock()
	block := f.held[what]
	f.mu.Unlock()
	if block != nil {
		<-block
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if write {
		return f.err
	}
	return f.readErr
}

func (f *failingStore) Account(key string) tracker.AccountStore {
	return failingAccount{f.Store.Account(key), f}
}

type failingAccount struct {
	tracker.AccountStore
	store *failingStore
}

func (f failingAccount) Note(ctx context.Context, id string) (string, error) {
	text, err := f.AccountStore.Note(ctx, id)
	return text, errors.Join(f.store.do("note", false), err)
}

func (f failingAccount) SetNote(ctx context.Context, id, text string) error {
	if err := f.store.do("set note", true); err != nil {
		return err
	}
	f.store.mu.Lock()
	f.store.writes = append(f.store.writes, id+": "+text)
	f.store.mu.Unlock()
	return f.AccountStore.SetNote(ctx, id, text)
}

func (f failingAccount) Tags(ctx context.Context, id string) ([]string, error) {
	tags, err := f.AccountStore.Tags(ctx, id)
	return tags, errors.Join(f.store.do("tags", false), err)
}

func (f failingAccount) SetTags(ctx context.Context, id string, tags []string) error {
	if err := f.store.do("set tags", true); err != nil {
		return err
	}
	return f.AccountStore.SetTags(ctx, id, tags)
}

func (f failingAccount) SetStarred(ctx context.Context, id string, on bool) error {
	if err := f.store.do("star", true); err != nil {
		return err
	}
	return f.AccountStore.SetStarred(ctx, id, on)
}
