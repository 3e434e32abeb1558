package ui

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"candidaturas/assets"
	"candidaturas/auth"
	"candidaturas/tracker"
	"candidaturas/ui/look"
	"candidaturas/ui/present"
	"candidaturas/ui/present/presenttest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// now is the moment at which every scene takes place.
var now = time.Date(2026, time.October, 8, 10, 42, 0, 0, time.UTC)

// A stage is a window with its presenter, a session and an InfoJobs that a test
// controls, and no display.
type stage struct {
	t       testing.TB
	app     fyne.App
	queue   *presenttest.Queue
	window  *Window
	session *presenttest.Session
	source  *presenttest.Source
	attempt *fakeAttempt
	conn    *connection

	hasKeys   bool
	onKeys    func()
	opens     atomic.Int32 // connections asked for
	now       time.Time
	who       tracker.Candidate
	whoErr    error
	opened    []string
	openErr   error
	clipboard string

	choices    settingsKept
	data       keptData
	tray       bool
	startupOn  bool
	startupErr error
	noticeErr  error
}

// A appearance is how a window is drawn.
type appearance struct {
	lang    string
	variant fyne.ThemeVariant
	size    fyne.Size
	scale   float32
	crash   string            // of an earlier run
	app     fyne.App          // which has a theme; nil for a new one
	theme   *look.Theme       // nil for the usual one of the variant
	kept    *present.Settings // of an earlier run
}

var normal = appearance{lang: "es", variant: theme.VariantLight, size: fyne.NewSize(defaultWidth, defaultHeight), scale: 1}

// tellToolkitTime keeps what is about to be laid out from being thrown away: Fyne
// looks at the clock only when it draws, and forgets then what it takes for a minute
// old. Tests that draw nothing may have gone on for longer than that.
func tellToolkitTime() {
	c := software.NewCanvas()
	c.Resize(fyne.NewSize(1, 1))
	c.Capture()
}

func newStage(t testing.TB, l appearance) *stage {
	t.Helper()
	s := &stage{
		t: t, app: l.app, queue: presenttest.NewQueue(),
		session: presenttest.NewSession(auth.Status{}), source: presenttest.NewSource(),
		now: now, hasKeys: true, who: tracker.Candidate{Key: "account-1", Name: "Lucía Romero Vidal", Email: "lucia.romero@example.com"},
	}
	tellToolkitTime()
	if s.app == nil {
		s.app = test.NewTempApp(t)
		th := l.theme
		if th == nil {
			th = fixedTheme(l.variant)
		}
		applyTheme(t, s.app, th)
	} else {
		t.Cleanup(func() { closeAll(s.app) })
	}
	words, err := present.NewWords(assets.Translations, l.lang)
	if err != nil {
		t.Fatal(err)
	}
	s.conn = &connection{
		hasKeys: func() bool { return s.hasKeys }, onKeys: func(f func()) { s.onKeys = f }, www: "https://www.infojobs.net", homeURL: "https://www.infojobs.net/candidate/applications/list.xhtml",
		offerURL:    func(id string) string { return "https://www.infojobs.net/of-i" + id },
		keyringItem: "io.github.candidaturas.app",
		begin:       func() present.Attempt { s.attempt = &fakeAttempt{}; return s.attempt },
		identify:    func(context.Context, auth.Grant) (tracker.Candidate, error) { return s.who, s.whoErr },
		session:     s.session, load: s.session.Load,
		saveKeys: func(context.Context, auth.Keys) error { return nil },
		erase:    func(context.Context) error { return nil },
		close:    func() {},
	}
	s.setSettings()
	s.choices.settings = l.kept
	s.track()
	s.window = NewWindow(s.app, present.Options{
		Words: words,
		Platform: present.Platform{
			OpenURL:   func(u string) error { s.opened = append(s.opened, u); return s.openErr },
			Clipboard: func() string { return s.clipboard }, SetClipboard: func(c string) { s.clipboard = c },
			Now: func() time.Time { return s.now },
		},
		Crash:    present.Crash{Text: l.crash, Dismiss: func() error { return nil }},
		Dispatch: s.queue.Dispatch, Schedule: tracker.Schedule{Rand: func() float64 { return 0.5 }},
		Settings: &s.choices, Translations: translations(), Services: s.services(),
		Open: func(context.Context, bool) (present.Connection, error) { s.opens.Add(1); return s.conn, nil },
	}, Desktop{})
	s.window.window.Resize(l.size)
	if c, ok := s.canvas().(interface{ SetScale(float32) }); ok {
		c.SetScale(l.scale)
	}
	t.Cleanup(s.window.presenter.Close)
	return s
}

// fixedTheme is the usual look, always light or always dark.
func fixedTheme(v fyne.ThemeVariant) *look.Theme {
	if v == theme.VariantDark {
		return look.New(look.Choice{Mode: look.Dark})
	}
	return look.New(look.Choice{Mode: look.Light})
}

func closeAll(app fyne.App) {
	for _, w := range slices.Clone(app.Driver().AllWindows()) {
		w.Close()
	}
}

// applyTheme waits until the theme is applied, which Fyne has for tests alone.
// Nothing shows yet that a benchmark would have to wait for.
func applyTheme(t testing.TB, app fyne.App, th *look.Theme) {
	if t, is := t.(*testing.T); is {
		test.ApplyTheme(t, th)
		return
	}
	app.Settings().SetTheme(th)
}

// track starts with nothing kept of what InfoJobs has.
func (s *stage) track() {
	s.conn.tracker = presenttest.NewTracker(s.t, s.source, s.clock)
}

func (s *stage) clock() time.Time { return s.now }

// front is the window that the person looks at.
func (s *stage) front() fyne.Window {
	if s.window.settings != nil {
		return s.window.settings.window
	}
	return s.window.window
}

func (s *stage) canvas() fyne.Canvas { return s.front().Canvas() }

func (s *stage) until(what string, done func() bool) {
	s.t.Helper()
	s.queue.Until(s.t, what, done)
}

// start opens the app and waits for its first screen.
func (s *stage) start() *stage {
	s.t.Helper()
	s.window.presenter.Start()
	s.until("the first screen", func() bool { return s.window.screen != present.ScreenOpening })
	return s
}

// connect goes to the step with the code.
func (s *stage) connect() *stage {
	s.t.Helper()
	s.start()
	s.window.presenter.Connect()
	return s
}

// submit redeems a code and waits until there is an answer.
func (s *stage) submit(code string) *stage {
	s.t.Helper()
	s.window.presenter.SignIn().Submit(code)
	s.until("the answer to the code", func() bool {
		return s.window.screen == present.ScreenApplications || s.window.state.Busy == ""
	})
	return s
}

// signedIn starts with a session and waits for the whole download.
func (s *stage) signedIn() *stage {
	s.t.Helper()
	s.session.Set(auth.Status{State: auth.Active, Stored: true, Account: "account-1"})
	s.start()
	s.settle()
	return s
}

// settle waits until no download is under way.
func (s *stage) settle() {
	s.t.Helper()
	s.until("the download", func() bool { return !s.window.applications.progress.object.Visible() })
}

// choose shows an application and all that there is to know of it.
func (s *stage) choose(id string) *stage {
	s.t.Helper()
	s.window.list().Choose(id)
	s.until("the detail", func() bool {
		d := s.window.applications.detail.shown
		return d != nil && d.ID == id && d.Activity != s.window.words.T("detail.loading") && d.Note.Ready && d.Company.Counts+d.Company.Missing != "" && s.seen(id)
	})
	return s
}

// seen reports whether a row, if it shows, is not new.
func (s *stage) seen(id string) bool {
	rows := s.window.applications.list.rows
	i := rows.Index(id)
	return i < 0 || rows.Row(i).New == ""
}

// fakeAttempt is a sign-in attempt whose outcome a test sets.
type fakeAttempt struct {
	checkErr  error
	redeemErr error
	proven    bool
	block     chan struct{}
	redeemed  []string
	cancelled bool
}

func (a *fakeAttempt) URL() string {
	return "https://www.infojobs.net/api/oauth/user-authorize/index.xhtml?state=x"
}
func (a *fakeAttempt) Expires() time.Time { return now.Add(10 * time.Minute) }
func (a *fakeAttempt) Check(text string) error {
	if text == "" {
		return auth.ErrEmpty
	}
	return a.checkErr
}

func (a *fakeAttempt) Redeem(ctx context.Context, text string) (auth.Result, error) {
	a.redeemed = append(a.redeemed, text)
	if a.block != nil {
		select {
		case <-a.block:
		case <-ctx.Done():
			return auth.Result{}, ctx.Err()
		}
	}
	return auth.Result{Grant: auth.Grant{Access: "token"}, Proven: a.proven}, a.redeemErr
}
func (a *fakeAttempt) Cancel() { a.cancelled = true }

func ago(d time.Duration) time.Time { return now.Add(-d) }

const day = 24 * time.Hour

// application makes one of the list with the events that brought it where it is,
// oldest first.
func application(id, title, company, city string, applied time.Duration, events ...tracker.Event) (tracker.Application, []tracker.Event) {
	a := tracker.Application{
		ID: id, AppliedAt: ago(applied),
		Offer: tracker.OfferRef{ID: "0f" + id, Title: title, Company: company, City: city},
	}
	timeline := []tracker.Event{{Kind: tracker.KindApplied, At: a.AppliedAt, Description: "Te has inscrito en la oferta", First: true}}
	timeline = append(timeline, events...)
	for i := range timeline {
		e := timeline[i]
		switch e.Kind {
		case tracker.KindApplied:
			a.CVReceived = &e
		case tracker.KindCVRead:
			a.CVRead = &e
		case tracker.KindContinues:
			a.InProcess = &e
		case tracker.KindProcessClosed:
			a.Closed, a.ProcessClosed = &e, true
		case tracker.KindOfferRemoved:
			a.Removed, a.OfferRemoved = &e, true
		case tracker.KindDiscarded, tracker.KindAutoRejected:
			a.Rejected = true
		case tracker.KindReturned:
			a.Rejected = false
		}
		a.LastEvent = &e
	}
	newestFirst := make([]tracker.Event, 0, len(timeline))
	for i := len(timeline) - 1; i >= 0; i-- {
		newestFirst = append(newestFirst, timeline[i])
	}
	return a, newestFirst
}

func event(kind tracker.EventKind, before time.Duration, reasons ...string) tracker.Event {
	return tracker.Event{Kind: kind, At: ago(before), Description: fmt.Sprintf("Evento %d", kind), Reasons: reasons}
}

// search fills InfoJobs with a small job search in which everything occurs once.
func (s *stage) search() *stage {
	var apps []tracker.Application
	timelines := map[string][]tracker.Event{}
	put := func(unread int, a tracker.Application, timeline []tracker.Event) {
		a.UnreadEvents = unread
		apps = append(apps, a)
		timelines[a.ID] = timeline
	}
	a, tl := application("a1", "Técnica de Recursos Humanos", "Nortia", "Bilbao", 9*day,
		event(tracker.KindOthersRead, 7*day), event(tracker.KindCVRead, 5*day), event(tracker.KindContinues, 2*time.Hour))
	put(1, a, tl)
	a, tl = application("a2", "Administrativo contable", "Grupo Alba", "Getxo", 12*day, event(tracker.KindContinues, 26*time.Hour))
	put(0, a, tl)
	a, tl = application("a3", "Coordinadora de atención a clientes internacionales con alemán y francés fluidos", "Asesoría Hermanos Echevarría Goikoetxea y Asociados", "Santa Cruz de Tenerife", 30*day,
		event(tracker.KindCVRead, 28*day), event(tracker.KindContinues, 20*day), event(tracker.KindInterviewed, 3*day))
	put(2, a, tl)
	a, tl = application("a4", "Auxiliar de laboratorio", "Ensayos del Ebro", "Zaragoza", 6*day, event(tracker.KindCVRead, 4*day))
	put(0, a, tl)
	a, tl = application("a5", "Recepcionista de tarde", "Hotel Miramar", "Donostia", 24*day, event(tracker.KindOthersRead, 20*day), event(tracker.KindOthersManaged, 12*day))
	put(0, a, tl)
	a, tl = application("a6", "Dependienta", "La Espiga", "Madrid", 20*time.Minute)
	put(0, a, tl)
	a, tl = application("a7", "Gestora de cobros", "Finanzas Olmedo", "Valladolid", 40*day,
		event(tracker.KindAutoRejected, 40*day-8*time.Second, "No cumples los años de experiencia pedidos", "Tu respuesta a la pregunta «¿Tienes carné de conducir?»"))
	put(0, a, tl)
	a, tl = application("a8", "Mozo de almacén", "Logística Tajo", "Toledo", 60*day, event(tracker.KindOthersRead, 55*day), event(tracker.KindProcessClosed, 30*day))
	put(0, a, tl)
	a, tl = application("a9", "Ayudante de cocina", "Casa Remedios", "Sevilla", 400*day, event(tracker.KindCVRead, 398*day), event(tracker.KindOfferRemoved, 390*day))
	put(0, a, tl)
	a, tl = application("a10", "Técnico de calidad", "Conservas del Norte", "Santoña", 50*day,
		event(tracker.KindCVRead, 45*day), event(tracker.KindDiscarded, 40*day), event(tracker.KindReturned, 5*day))
	put(0, a, tl)
	s.source = presenttest.NewSource(apps...)
	for id, timeline := range timelines {
		s.source.SetTimeline(id, timeline...)
	}
	s.source.SetDetail("a1", tracker.Detail{CV: "CV administración", HasCoverLetter: true, Applicants: 120})
	s.source.SetDetail("a7", tracker.Detail{CV: "CV finanzas", Applicants: 80})
	s.track()
	return s
}

// freshEvent has something happen to the chosen application a1 that its kept
// timeline does not tell yet.
func (s *stage) freshEvent() {
	s.t.Helper()
	a, timeline := application("a1", "Técnica de Recursos Humanos", "Nortia", "Bilbao", 9*day,
		event(tracker.KindCVRead, 5*day), event(tracker.KindContinues, 2*time.Hour), event(tracker.KindContacted, time.Minute))
	s.source.SetApplications(a)
	s.source.SetTimeline("a1", timeline...)
}
