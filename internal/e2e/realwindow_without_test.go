//go:build realwindow && linux

package e2e

import (
	"context"
	"errors"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"candidaturas/api/sandbox"
	"candidaturas/internal/profile"
)

// TestRealWindowSample plays the demonstration: no keyring, no bus, no keys, and
// the simulation inside the app.
func TestRealWindowSample(t *testing.T) {
	d := newRealDesktop(t)
	a := d.launch(nil, "-demo", "-lang", "es")
	welcome := a.shot("sample-welcome", "the demonstration opens and says that it is one")
	a.press("Return")
	page, err := url.Parse(d.nextVisit(0))
	if err != nil || page.Hostname() != "127.0.0.1" || page.Query().Get("code") == "" {
		t.Fatalf("the browser got to %v, %v", page, err)
	}
	a.changed(welcome)
	code := page.Query().Get("code")
	a.enter(code)
	asked := a.shot("sample-code", "the code is typed")
	a.press("Return")
	a.until("the app asks who it is", func(p *picture) bool { return isQuestion(p, asked) })
	who := a.shot("sample-is-it-you", "Enter redeems it; the app asks whether it is you")
	a.press("Return")
	list := a.until("the list is there", func(p *picture) bool { return isList(p, who) })
	d.shots.keep(list, "sample-downloading", "Enter says yes; the list fills, and says that the data are samples")
	walkTheSamples(a, page)

	kept, err := os.ReadDir(d.profile())
	var names []string
	for _, entry := range kept {
		names = append(names, entry.Name())
	}
	if want := []string{"candidaturas.db", "candidaturas.log", "lock", profile.SettingsName}; err != nil || !slices.Equal(names, want) {
		t.Errorf("the profile holds %v, %v, want %v", names, err, want)
	}
	secrets := map[string]bool{
		sandbox.SampleClientSecret: true, code: true, page.Query().Get("state"): true,
		sandbox.New(sandbox.Options{}).People()[0].Email: true,
	}
	t.Run("T13Canary", func(t *testing.T) { nothingSecretIn(t, secrets, d.home, d.output("stdout"), d.output("stderr")) })
}

// walkTheSamples stops the download, looks at an application and leaves by the
// banner's button. The order of the focus is bar, banner, download, search field.
func walkTheSamples(a *realApp, page *url.URL) {
	a.t.Helper()
	a.press("ctrl+f", "shift+Tab", "Return")
	a.shot("sample-cancelled", "Ctrl+F, Shift+Tab, Enter: the download stops, what has arrived stays")
	a.press("Down", "Down", "Return")
	if link := a.chosenLink(); !strings.HasPrefix(link, page.Scheme+"://"+page.Host+"/") {
		a.t.Errorf("the chosen offer's link is %s, not one of the simulation's", link)
	}
	list := a.shot("sample-detail", "Down, Down, Enter: what happened to one application")
	a.press("ctrl+f", "shift+Tab", "Return")
	a.until("the samples are left", func(p *picture) bool { return p.ink() > littleInk && isList(list, p) })
	a.shot("sample-left", "Ctrl+F, Shift+Tab, Enter on the banner: back to InfoJobs, for which there are no keys")
	if n := len(a.visits()); n != 1 {
		a.t.Errorf("the browser was opened %d times, want once", n)
	}
	a.quit()
}

// TestRealWindowR25SecondStart: a second start brings the first window to the
// front, says nothing and ends well.
func TestRealWindowR25SecondStart(t *testing.T) {
	d := newRealDesktop(t)
	first := d.launch(nil, "-demo", "-lang", "es")
	before := first.shot("second-start", "the app is open")
	second := d.run(nil, "-lang", "es")
	if code := second.exitCode(5 * time.Second); code != 0 {
		t.Errorf("the second start ended with %d", code)
	}
	if said := d.output("stdout") + d.output("stderr"); said != "" {
		t.Errorf("it said: %s", said)
	}
	if n := first.settled().unlike(before); n > littleInk {
		t.Errorf("the first window has changed in %d places", n)
	}
	first.quit()
}

// TestRealWindowLanguage opens the window in two languages, and in the dark.
func TestRealWindowLanguage(t *testing.T) {
	d := newRealDesktop(t)
	es := d.launch([]string{"FYNE_THEME=dark"}, "-lang", "es")
	spanish := es.shot("dark-no-keys", "no app keys, in the dark")
	es.quit()
	en := d.launch([]string{"FYNE_THEME=dark"}, "-lang", "en")
	english := en.shot("dark-no-keys-english", "the same in English")
	en.quit()
	if english.unlike(spanish) <= caretSize {
		t.Error("the window looks the same in two languages")
	}
	if d.visits() != nil {
		t.Errorf("the browser was opened: %v", d.visits())
	}
}

// TestRealWindowNoDisplay wants a sentence and an end where no window can be.
func TestRealWindowNoDisplay(t *testing.T) {
	d := newRealDesktop(t)
	for _, tt := range []struct {
		name string
		env  []string
		want string
	}{
		{"unset", []string{"DISPLAY="}, "no hay ninguna pantalla"},
		{"dead", []string{"DISPLAY=:9999"}, "no se ha podido abrir la ventana"},
		{"dead Wayland", []string{"DISPLAY=", "WAYLAND_DISPLAY=wayland-9999"}, "no hay ninguna pantalla"},
		{"without OpenGL", []string{"DISPLAY=" + startXvfb(t, "-extension", "GLX")}, "no se ha podido abrir la ventana"},
		{"OpenGL without drivers", []string{"LIBGL_DRIVERS_PATH=/nonexistent"}, "no se ha podido abrir la ventana"},
		{"OpenGL too old", []string{"MESA_GL_VERSION_OVERRIDE=1.4"}, "no se ha podido abrir la ventana"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			code, stdout, stderr := d.finish(t, tt.env, "-lang", "es")
			if code == 0 || stdout != "" || !strings.Contains(stderr, tt.want) ||
				strings.Contains(stderr, "goroutine") || strings.Contains(stderr, "Fyne") {
				t.Errorf("exit code %d, stdout %q, stderr %q", code, stdout, stderr)
			}
		})
	}
}

func TestRealWindowCommandLine(t *testing.T) {
	d := newRealDesktop(t)
	d.display = ""
	for _, tt := range []struct {
		name           string
		env, args      []string
		code           int
		stdout, stderr string
	}{
		{"version", nil, []string{"-version"}, 0, "Candidaturas 0.", ""},
		{"help", nil, []string{"-help"}, 0, "INFOJOBS_WWW_URL", ""},
		{"unknown flag", nil, []string{"-nonsense"}, 2, "", "nonsense"},
		{"argument", nil, []string{"nonsense"}, 2, "", "nonsense"},
		{"unknown language", nil, []string{"-lang", "xx"}, 1, "", "xx"},
		{"foreign www", []string{"INFOJOBS_WWW_URL=https://infojobs.example"}, nil, 2, "", "INFOJOBS_WWW_URL"},
		{"foreign API", []string{"INFOJOBS_API_URL=http://192.0.2.1:8080"}, nil, 2, "", "INFOJOBS_API_URL"},
		{"look-alike", []string{"INFOJOBS_WWW_URL=http://127.0.0.1.example"}, nil, 2, "", "INFOJOBS_WWW_URL"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			code, stdout, stderr := d.finish(t, tt.env, tt.args...)
			if code != tt.code || !strings.Contains(stdout, tt.stdout) || !strings.Contains(stderr, tt.stderr) ||
				(stdout == "") != (tt.stdout == "") || (stderr == "") != (tt.stderr == "") || strings.Contains(stderr, "goroutine") {
				t.Errorf("exit code %d, stdout %q, stderr %q", code, stdout, stderr)
			}
		})
	}
	if _, err := os.Stat(d.profile()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("nothing ran, and yet there is a profile folder: %v", err)
	}
}

// endLimit is how long the app may take to say why it cannot start.
const endLimit = 5 * time.Second

// finish runs the app where it has to end by itself.
func (d *realDesktop) finish(t *testing.T, env []string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), endLimit)
	defer cancel()
	var out, errs strings.Builder
	cmd := exec.CommandContext(ctx, d.binary, args...)
	cmd.Env = append(d.environment(), env...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	var failed *exec.ExitError
	if ctx.Err() != nil || err != nil && !errors.As(err, &failed) {
		t.Fatalf("the app has not ended by itself: %v, stderr %q", err, errs.String())
	}
	return cmd.ProcessState.ExitCode(), out.String(), errs.String()
}
