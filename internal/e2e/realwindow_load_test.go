//go:build realwindow && linux

package e2e

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"candidaturas/api/sandbox"
	"candidaturas/auth"
	"candidaturas/internal/e2e/station"
	"candidaturas/tracker"

	"golang.org/x/time/rate"
)

// loadSize is how many applications the window has to cope with.
const loadSize = 10_000

// A loadRun is the app with a whole profile, signed in, in the hands of somebody who
// is in a hurry.
type loadRun struct {
	*realDesktop
	server *sandbox.Server
	app    *realApp
	moved  int // events that have happened since
}

// newLoadRun makes a profile with all applications of the simulation, as the first
// synchronisation does but for the polite rate, and leaves the session to the
// keyring. The timelines and offers of most applications are still to come, which
// gives the app work for hours.
func newLoadRun(t *testing.T) *loadRun {
	t.Helper()
	server := sandbox.New(sandbox.Options{Applications: loadSize})
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	l := &loadRun{realDesktop: newRealDesktop(t), server: server}
	l.startKeyring()
	vault := auth.NewMemoryVault()
	began := time.Now()
	if err := l.fill(vault, loadSize/20); err != nil {
		t.Fatal("filling the profile: ", err)
	}
	l.shots.note(fmt.Sprintf("a profile with %d applications, made in %v", loadSize, time.Since(began).Round(time.Second)))
	l.keepSession(vault)
	server.ResetRequests()
	return l
}

// fill stops when so many applications are complete.
func (l *loadRun) fill(vault auth.Vault, complete int) error {
	s, err := station.Open(l.t.Context(), station.Options{
		Dir: l.profile(), Base: l.server.URL(), Vault: vault, Rate: rate.Inf, Wire: handlerWire{l.server.Handler()},
	})
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(l.t.Context())
	defer stop()
	code, err := l.server.IssueCode(station.SampleScopes)
	if err == nil {
		err = s.SignIn(ctx, code)
	}
	if err == nil {
		_, err = s.Sync(ctx, func(p tracker.Progress) {
			if p.Phase == tracker.PhaseActivity && p.Done >= complete {
				stop()
			}
		})
	}
	if errors.Is(err, context.Canceled) {
		err = nil
	}
	if n := s.List().Len(); err == nil && n != loadSize {
		err = fmt.Errorf("%d applications", n)
	}
	return errors.Join(err, s.Close())
}

// A handlerWire hands requests over without a network, which is quicker.
type handlerWire struct{ handler http.Handler }

func (w handlerWire) RoundTrip(r *http.Request) (*http.Response, error) {
	answer := httptest.NewRecorder()
	in := r.Clone(r.Context())
	in.Host, in.RequestURI = r.URL.Host, r.URL.RequestURI()
	if in.Body == nil {
		in.Body = http.NoBody
	}
	w.handler.ServeHTTP(answer, in)
	return answer.Result(), nil
}

// keepSession hands the session to the keyring, as another program would.
func (l *loadRun) keepSession(vault auth.Vault) {
	l.t.Helper()
	item, err := vault.Load(l.t.Context(), "session")
	if err != nil {
		l.t.Fatal(err)
	}
	cmd := exec.Command("secret-tool", "store", "--label=session", "service", "io.github.candidaturas.app", "username", "session")
	cmd.Env = append(l.environment(), "DBUS_SESSION_BUS_ADDRESS="+l.bus)
	cmd.Stdin = strings.NewReader(string(item))
	if out, err := cmd.CombinedOutput(); err != nil {
		l.t.Fatalf("handing the session over: %v\n%s", err, out)
	}
}

func (l *loadRun) start(binary string, env ...string) {
	l.t.Helper()
	l.binary = binary
	l.app = l.launch(append([]string{
		"INFOJOBS_WWW_URL=" + l.server.URL(), "INFOJOBS_API_URL=" + l.server.URL(),
		"INFOJOBS_CLIENT_ID=" + sandbox.SampleClientID, "INFOJOBS_CLIENT_SECRET=" + sandbox.SampleClientSecret,
	}, env...))
	until(l.t, "the check", 30*time.Second, func() bool { return l.server.Count(sandbox.OpApplications) > 0 })
}

// watchedBinary builds the app with the watchdog.
func watchedBinary(t *testing.T, dir string, flags ...string) string {
	t.Helper()
	path := filepath.Join(dir, "candidaturas")
	args := append([]string{"build", "-trimpath", "-tags", "migrated_fynedo,x11,watchdog", "-o", path}, flags...)
	if out, err := exec.Command("go", append(args, ".")...).CombinedOutput(); err != nil {
		t.Fatalf("building the app: %v\n%s", err, out)
	}
	return path
}

// happen gives the synchronisation work for as long as a round takes: what is new
// about one application takes it three requests, of which it makes four a second.
func (l *loadRun) happen(n int) {
	l.t.Helper()
	all := l.server.Applications()
	for range n {
		l.moved++
		if err := l.server.AddEvent(all[l.moved*37%len(all)].ID, sandbox.Event{Kind: tracker.KindCVRead}); err != nil {
			l.t.Fatal(err)
		}
	}
	l.app.press("F5")
}

// beat is how long a person takes from one thing to the next, at their quickest.
func beat() { time.Sleep(250 * time.Millisecond) }

// A loadStep is something that redraws much of the window.
type loadStep struct {
	what string
	do   func()
}

// round takes all steps while the synchronisation has work.
func (l *loadRun) round() {
	l.t.Helper()
	l.happen(40)
	for _, step := range l.steps() {
		step.do()
		beat()
		if l.app.over() {
			l.t.Fatalf("the app has ended at %s: %s", step.what, l.app.output("stderr"))
		}
	}
}

func (l *loadRun) steps() []loadStep {
	a := l.app
	return []loadStep{
		{"the wheel", func() { l.wheel(5, 60); l.wheel(4, 30) }},
		{"keys", func() { a.press("Next", "Next", "Next", "End", "Prior", "Home", "Down", "Down", "Down") }},
		{"a search", func() {
			a.press("ctrl+f")
			a.enter("administrativo")
			beat()
			a.press("BackSpace", "BackSpace", "BackSpace", "Down", "Down")
			beat()
			a.press("ctrl+f", "Escape", "Down")
		}},
		{"sizes", func() {
			for _, size := range [][2]string{{"700", "560"}, {"380", "600"}, {"1240", "780"}, {"1080", "720"}} {
				a.must("xdotool", "windowsize", "--sync", a.window, size[0], size[1])
				beat()
			}
		}},
		{"the table", func() {
			a.press("ctrl+shift+t", "Next", "Next", "shift+Tab")
			a.press("Return") // by its first column
			beat()
			a.press("Right", "Right", "Right", "Return")
			beat()
			a.press("Return", "Down", "End", "Home")
			l.wheel(5, 30)
			a.press("ctrl+shift+t")
		}},
		{"the news and back", func() { a.press("ctrl+2", "Next", "Next", "ctrl+1") }},
		{"the language", func() { l.settings("Tab", "End"); l.settings("Tab", "End", "Up"); l.settings("Tab", "Home") }},
		{"the theme", func() { l.settings("Tab", "Tab", "End", "Up"); l.settings("Tab", "Tab", "Home") }},
		{"the size of the text", func() { a.press("ctrl+plus", "ctrl+plus", "ctrl+minus", "ctrl+0") }},
	}
}

// wheel turns the mouse's wheel over the list.
func (l *loadRun) wheel(button, clicks int) {
	l.t.Helper()
	l.app.must("xdotool", "mousemove", "--window", l.app.window, "200", "400",
		"click", "--repeat", fmt.Sprint(clicks), "--delay", "15", fmt.Sprint(button))
}

// settings opens the window with the settings, presses keys in it and closes it.
func (l *loadRun) settings(keys ...string) {
	l.t.Helper()
	a := l.app
	a.press("ctrl+comma")
	until(l.t, "the settings are open", 20*time.Second, func() bool { return a.focusedWindow() != a.window })
	beat()
	a.press(keys...)
	beat()
	a.press("Escape")
	until(l.t, "the settings are closed", 20*time.Second, func() bool { return a.focusedWindow() == a.window })
}

// focusedWindow is X11's number of the window that gets the keys.
func (a *realApp) focusedWindow() string {
	out, _ := a.tool("xdotool", "getwindowfocus")
	return strings.TrimSpace(out)
}

// judge fails for the stalls that are the app's own, and tells of the others.
func (l *loadRun) judge(all []stall) {
	l.t.Helper()
	var longest time.Duration
	for _, s := range all {
		longest = max(longest, s.took)
		if culprit, ours := s.ours(); ours {
			l.t.Logf("busy for %v, %v of it at work, in %s:\n    %s", s.took, s.cpu, culprit, s.top(12))
		}
		if s.blames() {
			l.t.Errorf("the window's goroutine was kept for %v", s.took)
		}
	}
	l.shots.note(fmt.Sprintf("the watchdog has seen %d stalls, the longest of %v, by drawing or ours", len(all), longest))
}

// TestRealWindowR30Load hurries through a list of 10,000 applications while it is
// being synchronised, under the eyes of the watchdog; then again, more slowly, under
// those of the race detector.
func TestRealWindowR30Load(t *testing.T) {
	plain, raced := watchedBinary(t, t.TempDir()), watchedBinary(t, t.TempDir(), "-race")
	l := newLoadRun(t)
	l.start(plain)
	watch := l.app.watchStalls()
	l.round()
	watch.stop()
	l.judge(watch.seen())
	if n := l.server.Count(sandbox.OpAny); n < 20 {
		t.Errorf("%d requests meanwhile: nothing was being synchronised", n)
	}
	l.app.quit()

	l.start(raced, "GORACE=exitcode=66")
	l.round()
	// With exit code 0. The detector makes everything several times as slow, and what
	// was pressed before comes first.
	l.app.quitWithin(30 * time.Second)
	if printed := l.output("stderr"); strings.Contains(printed, "DATA RACE") {
		t.Error(printed)
	}
}
