package app

import (
	"bytes"
	"context"
	"log/slog"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"candidaturas/api/sandbox"
	"candidaturas/assets"
	"candidaturas/auth"
	"candidaturas/ui"
	"candidaturas/ui/present"
	"candidaturas/ui/present/presenttest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"golang.org/x/time/rate"
)

// marks are what must never be seen outside the keyring and the requests.
const (
	markedID     = "0123456789abcdef0123456789abcdef"
	markedSecret = "canary+s3cr3t/with=marks&more%"
)

// A journey is the whole app but for the display and the system's keyring:
// the real window, presenters, session and client against the simulation.
type journey struct {
	t         *testing.T
	server    *sandbox.Server
	vault     auth.Vault
	connector *connector
	log       *lockedBuffer
	queue     *presenttest.Queue
	window    *ui.Window
	desk      *desk
	settings  present.SettingsStore // nil for those of this run alone

	opened    []string
	clipboard string
	asked     bool // «¿Eres tú?» was on the screen at some time
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func newJourney(t *testing.T, o sandbox.Options) *journey {
	t.Helper()
	o.ClientID, o.ClientSecret = markedID, markedSecret
	if o.Applications == 0 {
		o.Applications = 45
	}
	server := sandbox.New(o)
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	j := &journey{t: t, server: server, vault: auth.NewMemoryVault(), log: &lockedBuffer{}}
	log := slog.New(slog.NewTextHandler(j.log, &slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: auth.RedactAttr}))
	j.connector = &connector{
		appID: "io.github.candidaturas.app", www: server.URL(), api: server.URL(),
		env:   auth.Keys{ClientID: markedID, ClientSecret: markedSecret},
		vault: j.vault, log: log, rate: rate.Inf, profile: profileStore{dir: t.TempDir(), log: log},
		languages: allWords,
	}
	t.Cleanup(func() { j.connector.profile.close() })
	j.launch()
	return j
}

// launch starts the app; a second time is a restart.
func (j *journey) launch() {
	j.t.Helper()
	words, err := present.NewWords(assets.Translations, "es")
	if err != nil {
		j.t.Fatal(err)
	}
	speech, err := translations()
	if err != nil {
		j.t.Fatal(err)
	}
	j.desk = &desk{App: test.NewTempApp(j.t)}
	test.ApplyTheme(j.t, ui.NewTheme(present.Look{}))
	j.queue = presenttest.NewQueue()
	j.window = ui.NewWindow(j.desk, present.Options{
		Words: words,
		Platform: present.Platform{
			OpenURL:   func(u string) error { j.opened = append(j.opened, u); return nil },
			Clipboard: func() string { return j.clipboard }, SetClipboard: func(s string) { j.clipboard = s },
			Now: time.Now,
		},
		Dispatch: j.queue.Dispatch, Open: j.connector.open, Log: j.connector.log,
		Settings: j.settings, Translations: speech,
	}, ui.Desktop{})
	j.window.Raise()
	j.window.Presenter().Start()
	j.t.Cleanup(j.window.Presenter().Close)
}

// restart closes the app and starts it again with the same keyring.
func (j *journey) restart() {
	j.window.Presenter().Close()
	j.queue.Drain()
	j.connector.profile.close() // and is opened anew
	j.launch()
}

// canvas is that of the window in front.
func (j *journey) canvas() fyne.Canvas { return j.desk.front().Canvas() }

// see waits until all these texts are on the screen.
func (j *journey) see(texts ...string) {
	j.t.Helper()
	defer func() {
		if j.t.Failed() {
			j.t.Logf("on the screen:\n%s\nlog:\n%s", j.screen(), j.log)
		}
	}()
	j.queue.Until(j.t, strings.Join(texts, " + "), func() bool { return j.shows(texts...) })
}

func (j *journey) shows(texts ...string) bool {
	screen := j.screen()
	j.asked = j.asked || strings.Contains(screen, "¿Eres tú?")
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			return false
		}
	}
	return true
}

// gone waits until a text is no longer on the screen.
func (j *journey) gone(text string) {
	j.t.Helper()
	j.queue.Until(j.t, "the end of "+text, func() bool { return !j.shows(text) })
}

// screen is all visible text, one a line.
func (j *journey) screen() string {
	j.layOut()
	var texts []string
	roots := append([]fyne.CanvasObject{j.canvas().Content()}, j.canvas().Overlays().List()...)
	for _, o := range roots {
		texts = appendTexts(texts, o)
	}
	return strings.Join(texts, "\n")
}

// layOut lays the window out as the toolkit does before each frame: its driver for
// tests does not when a minimum size changes.
func (j *journey) layOut() {
	size := j.canvas().Size()
	j.desk.front().Resize(size.AddWidthHeight(1, 1))
	j.desk.front().Resize(size)
}

func appendTexts(texts []string, o fyne.CanvasObject) []string {
	if o == nil || !o.Visible() {
		return texts
	}
	switch o := o.(type) {
	case *canvas.Text:
		return append(texts, o.Text)
	case *widget.Label:
		return append(texts, o.Text)
	case *fyne.Container:
		for _, child := range o.Objects {
			texts = appendTexts(texts, child)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			texts = appendTexts(texts, child)
		}
	}
	return texts
}

// enter types text where the focus is and confirms it.
func (j *journey) enter(text string) {
	j.t.Helper()
	f := j.canvas().Focused()
	if f == nil {
		j.t.Fatalf("nothing has the focus to type %d characters into; on the screen:\n%s", len(text), j.screen())
	}
	test.Type(f, text)
	j.press(fyne.KeyReturn)
}

// tabTo moves the focus until the control with this label has it, ticked or not.
func (j *journey) tabTo(label string) {
	j.t.Helper()
	for range 60 {
		j.press(fyne.KeyTab)
		if name := j.focusName(); name == label || strings.HasSuffix(name, ": "+label) { // of a bar that has one
			return
		}
	}
	j.t.Fatalf("the Tab key does not reach %q on\n%s", label, j.screen())
}

// focusName is the label of what has the focus.
func (j *journey) focusName() string {
	a, ok := j.canvas().Focused().(fyne.Accessible)
	if !ok {
		return ""
	}
	return strings.TrimPrefix(a.AccessibilityLabel(), "✓ ")
}

// choose opens the menu and gives a command of it, with the keys.
func (j *journey) choose(label string) {
	j.t.Helper()
	j.press(fyne.KeyF10)
	for range 60 {
		j.press(fyne.KeyDown)
		if name, _, _ := strings.Cut(j.focusName(), ", "); name == label {
			j.press(fyne.KeyReturn)
			return
		}
	}
	j.t.Fatalf("%q cannot be reached in the menu of\n%s", label, j.screen())
}

// visit does in the browser what a person does there, and returns the address of
// the page it ends on.
func (j *journey) visit(allow bool) string {
	j.t.Helper()
	if len(j.opened) == 0 {
		j.t.Fatal("no page was opened")
	}
	page, err := sandbox.Decide(context.Background(), j.opened[len(j.opened)-1], allow)
	if err != nil {
		j.t.Fatal(err)
	}
	return page
}

// code is the bare code on the page the browser ends on.
func (j *journey) code() string {
	j.t.Helper()
	u, err := url.Parse(j.visit(true))
	if err != nil {
		j.t.Fatal(err)
	}
	return u.Query().Get("code")
}

// connect goes from the welcome screen to the step with the code.
func (j *journey) connect() *journey {
	j.t.Helper()
	j.see("Conectar con InfoJobs", "Nunca te pediremos tu contraseña")
	j.press(fyne.KeyReturn)
	j.see("Copia el código que verás")
	return j
}

// signIn goes all the way to the list.
func (j *journey) signIn() *journey {
	j.t.Helper()
	j.connect().enter(j.visit(true))
	j.listed()
	return j
}

// listed waits for the list and the end of the download.
func (j *journey) listed() {
	j.t.Helper()
	j.see("45 candidaturas", "Actualizado")
}

// refresh brings the list up to date and waits for the end of that.
func (j *journey) refresh() {
	j.t.Helper()
	j.press(fyne.KeyF5)
	j.see("Actualizando…")
	j.gone("Actualizando…")
}

// token is the token request with this index.
func (j *journey) tokenRequest(i int) sandbox.Request {
	j.t.Helper()
	for _, r := range j.server.Requests() {
		if r.Op != sandbox.OpToken {
			continue
		}
		if i == 0 {
			return r
		}
		i--
	}
	j.t.Fatalf("there was no such token request; there were %d", j.server.Count(sandbox.OpToken))
	return sandbox.Request{}
}

func (j *journey) count(op sandbox.Op, want int) {
	j.t.Helper()
	if got := j.server.Count(op); got != want {
		j.t.Errorf("%d requests for %s, want %d", got, op, want)
	}
}

// tabToField moves the focus to the text field of the screen.
func (j *journey) tabToField() {
	j.t.Helper()
	for range 40 {
		j.canvas().FocusNext()
		if _, ok := j.canvas().Focused().(interface{ SetPlaceHolder(string) }); ok {
			return
		}
	}
	j.t.Fatal("the Tab key does not reach the field")
}
