//go:build realwindow && linux

package e2e

import (
	"encoding/base64"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"candidaturas/api"
	"candidaturas/api/sandbox"
	"candidaturas/internal/profile"
	"candidaturas/tracker"
)

// A realJourney is the app in a real window, with a real keyring, against a
// simulation over HTTP.
type realJourney struct {
	*realDesktop
	server  *sandbox.Server
	app     *realApp
	secrets map[string]bool // everything secret that has gone by
}

func newRealJourney(t *testing.T) *realJourney {
	t.Helper()
	server := sandbox.New(sandbox.Options{Applications: 20})
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	j := &realJourney{realDesktop: newRealDesktop(t), server: server, secrets: map[string]bool{
		sandbox.SampleClientSecret: true,
		server.People()[0].Email:   true,
	}}
	j.startKeyring()
	return j
}

func (j *realJourney) start() {
	j.t.Helper()
	j.app = j.launch([]string{
		"INFOJOBS_WWW_URL=" + j.server.URL(), "INFOJOBS_API_URL=" + j.server.URL(),
		"INFOJOBS_CLIENT_ID=" + sandbox.SampleClientID, "INFOJOBS_CLIENT_SECRET=" + sandbox.SampleClientSecret,
	})
}

// TestRealWindowKeyring goes all the way twice, with a restart in between.
func TestRealWindowKeyring(t *testing.T) {
	j := newRealJourney(t)
	j.start()
	j.app.shot("welcome", "the app opens on its welcome screen, in the system's language")
	j.signInWithCode()
	j.walkTheList()
	j.news()
	j.app.quit()
	j.modes()

	j.staysSignedIn()
	j.app.quit()
	j.offline()
	j.signOut()
	j.signInWithAddress()
	j.quitWhileDownloading()

	t.Run("T13Canary", func(t *testing.T) {
		nothingSecretIn(t, j.secrets, j.home, j.notes, j.output("stdout"), j.output("stderr"))
	})
}

// connect presses Enter on the welcome screen and returns the page that the
// browser got to, which shows the code.
func (j *realJourney) connect() *url.URL {
	j.t.Helper()
	visited := len(j.visits())
	before := j.app.settled()
	j.app.press("Return")
	page, err := url.Parse(j.nextVisit(visited))
	if err != nil || page.Path != sandbox.CodePath || page.Query().Get("code") == "" || page.Query().Get("state") == "" {
		j.t.Fatalf("the browser got to %v, %v", page, err)
	}
	j.secrets[page.Query().Get("code")] = true
	j.secrets[page.Query().Get("state")] = true
	j.app.changed(before)
	return page
}

// signInWithCode pastes the bare code while a button has the focus, and says
// that it is them.
func (j *realJourney) signInWithCode() {
	j.t.Helper()
	code := j.connect().Query().Get("code")
	j.app.shot("code", "Enter opens the browser and asks for the code")
	j.copyText(code)
	j.app.press("Tab", "Tab", "ctrl+v")
	asked := j.app.shot("code-pasted", "Ctrl+V pastes the code while another control has the focus")
	j.app.press("Return")
	j.app.until("the app asks who it is", func(p *picture) bool { return isQuestion(p, asked) })
	if n := j.answered(sandbox.OpCandidate); n != 1 {
		j.t.Errorf("%d requests to learn who it is, want 1", n)
	}
	j.app.shot("is-it-you", "Enter redeems the code; the app asks whether it is you")
	if j.keyringItem() != "" {
		j.t.Fatal("the session was kept before the person has said who they are")
	}
	if left := j.clipboard(); left != "" {
		j.t.Errorf("the clipboard still holds %d characters after the code was used", len(left))
	}
	j.app.press("Return")
	j.downloaded()
	j.app.shot("list", "Enter says yes; the applications are downloaded")
	j.checkRequests(code)
	j.checkItem()
}

// isQuestion tells «¿Eres tú?» by how little it has on it, compared with the
// step before.
func isQuestion(p, codeStep *picture) bool { return p.ink() > littleInk && 2*p.ink() < codeStep.ink() }

// isList tells the list by how much it has on it, compared with any other screen.
func isList(p, other *picture) bool { return p.ink() > 3*other.ink() }

// answered counts the requests that the server has answered.
func (j *realJourney) answered(op sandbox.Op) (n int) {
	for _, r := range j.server.Requests() {
		if r.Op == op && r.Status != 0 {
			n++
		}
	}
	return n
}

// downloaded waits until the offer of every application, which comes last, has
// arrived.
func (j *realJourney) downloaded() {
	j.t.Helper()
	until(j.t, "everything is downloaded", 90*time.Second, func() bool {
		read := map[string]bool{}
		for _, r := range j.server.Requests() {
			if r.Op == sandbox.OpOffer && r.Status == http.StatusOK {
				read[r.Path] = true
			}
		}
		offers := map[string]bool{}
		for _, a := range j.server.Applications() {
			offers[a.OfferID] = true
		}
		return len(read) == len(offers)
	})
	j.app.settled()
}

// checkRequests looks at the one token request, parameter by parameter, and at
// the header of every other.
func (j *realJourney) checkRequests(code string) {
	j.t.Helper()
	if n := j.server.Count(sandbox.OpToken); n != 1 {
		j.t.Fatalf("%d token requests, want 1", n)
	}
	for _, r := range j.server.Requests() {
		switch r.Op {
		case sandbox.OpToken:
			verifier := r.Form.Get("code_verifier")
			want := url.Values{
				"grant_type": {"authorization_code"}, "client_id": {sandbox.SampleClientID}, "client_secret": {sandbox.SampleClientSecret},
				"code": {code}, "redirect_uri": {sandbox.RedirectURI}, "code_verifier": {verifier},
			}
			if r.Method != http.MethodPost || r.Status != http.StatusOK || len(r.Query) != 0 || len(verifier) < 43 || r.Form.Encode() != want.Encode() {
				j.t.Errorf("token request: %s, status %d, query %v, form %v", r.Method, r.Status, r.Query, r.Form)
			}
			if r.Header.Get("Authorization") != "" || r.Header.Get("Content-Type") != "application/x-www-form-urlencoded" {
				j.t.Errorf("token request: header %v", r.Header)
			}
			j.secrets[verifier] = true
		case sandbox.OpAuthorize, sandbox.OpCode, sandbox.OpOffer: // which are for everybody
		default:
			j.checkAuthorization(r)
		}
	}
}

// checkAuthorization wants the app's half and the person's in one header.
func (j *realJourney) checkAuthorization(r sandbox.Request) {
	j.t.Helper()
	app := "Basic " + base64.StdEncoding.EncodeToString([]byte(sandbox.SampleClientID+":"+sandbox.SampleClientSecret))
	half, token, both := strings.Cut(strings.Join(r.Header.Values("Authorization"), "\n"), ",Bearer ")
	if r.Method != http.MethodGet || half != app || !both || token == "" {
		j.t.Errorf("%s: %s with an unexpected Authorization header", r.Op, r.Method)
	}
	j.secrets[token] = true
}

// checkItem looks at what the keyring holds of the session.
func (j *realJourney) checkItem() {
	j.t.Helper()
	var item struct{ At, Rt string }
	if err := json.Unmarshal([]byte(j.keyringItem()), &item); err != nil {
		j.t.Fatal("the keyring's item: ", err)
	}
	if !j.secrets[item.At] || item.Rt == "" {
		j.t.Error("the keyring does not hold the session in use")
	}
	j.secrets[item.Rt] = true
	j.shots.note("the keyring holds the session")
}

// walkTheList goes through the list by keys. Which application is chosen shows
// in the link that the app copies.
func (j *realJourney) walkTheList() {
	j.t.Helper()
	a := j.app
	known := map[string]bool{}
	for _, app := range j.server.Applications() {
		known[api.OfferPage(j.server.URL(), app.OfferID)] = true
	}
	a.press("Down")
	first := a.chosenLink()
	a.press("Down")
	second := a.chosenLink()
	a.press("Return")
	a.shot("detail", "Down, Down, Enter: what happened to the second application")
	a.press("End")
	last := a.chosenLink()
	a.shot("end", "End: the last one")
	a.press("Home")
	if home := a.chosenLink(); home != first || !known[first] || !known[second] || !known[last] ||
		first == second || second == last || first == last {
		j.t.Errorf("the keys chose %s, %s, %s, %s", first, second, last, home)
	}
	a.press("Up")
	if up := a.chosenLink(); up != first {
		j.t.Errorf("Up from the first one chose %s", up)
	}

	lists := j.server.Count(sandbox.OpApplications)
	a.press("F5")
	until(j.t, "F5 refreshes", 20*time.Second, func() bool { return j.server.Count(sandbox.OpApplications) > lists })
	j.shots.note("F5: the list is asked for again")
	a.settled()

	// Enter in the list would not open the browser. The star and the menu come before
	// the button in the order of the focus.
	j.opens(first, "F6", "Tab", "Tab", "Tab", "Return")
	a.shot("other-pane", "F6, Tab three times, Enter: opens the offer in the browser")
	a.press("Escape", "Down")
	if link := a.chosenLink(); link != second {
		j.t.Errorf("after Escape and Down: %s, want %s", link, second)
	}
	j.opens(second, "ctrl+o")
	j.shots.note("Escape, Down: back in the list; Ctrl+O opens the next offer")
}

// news has something happen and looks for it in «Novedades».
func (j *realJourney) news() {
	j.t.Helper()
	changed := j.server.Applications()[3]
	if err := j.server.AddEvent(changed.ID, sandbox.Event{Kind: tracker.KindInterviewed}); err != nil {
		j.t.Fatal(err)
	}
	before := j.server.Count(sandbox.OpTimeline)
	j.app.press("F5")
	until(j.t, "what happened is read", 20*time.Second, func() bool { return j.server.Count(sandbox.OpTimeline) > before })
	j.app.settled()
	j.app.press("ctrl+2", "Home")
	if link := j.app.chosenLink(); link != api.OfferPage(j.server.URL(), changed.OfferID) {
		j.t.Errorf("the first of the news is about %s", link)
	}
	j.app.shot("news", "Ctrl+2, Home: what changed, the interview first")
	j.app.press("ctrl+1")
	j.app.shot("back", "Ctrl+1: back to the applications")
}

// opens wants keys to open exactly this page.
func (j *realJourney) opens(page string, keys ...string) {
	j.t.Helper()
	visited := len(j.visits())
	j.app.press(keys...)
	if got := j.nextVisit(visited); got != page {
		j.t.Errorf("%v opened %s, want %s", keys, got, page)
	}
}

// modes looks at the permissions of the app's own files.
func (j *realJourney) modes() {
	j.t.Run("T15Modes", func(t *testing.T) {
		for path, want := range map[string]fs.FileMode{
			j.profile(): fs.ModeDir | 0o700,
			filepath.Join(j.profile(), "candidaturas.log"):   0o600,
			filepath.Join(j.profile(), "candidaturas.db"):    0o600,
			filepath.Join(j.profile(), profile.SettingsName): 0o600,
		} {
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			if info.Mode() != want {
				t.Errorf("%s: %v, want %v", filepath.Base(path), info.Mode(), want)
			}
		}
	})
}

// staysSignedIn restarts the app: it lists without asking again.
func (j *realJourney) staysSignedIn() {
	j.t.Helper()
	j.server.ResetRequests()
	visited := len(j.visits())
	j.start()
	until(j.t, "the check", 20*time.Second, func() bool { return j.answered(sandbox.OpApplications) > 0 })
	j.app.settled()
	j.app.shot("restarted", "after a restart: still signed in, and everything is there")
	if n := j.server.Count(sandbox.OpAny); n != 1 {
		j.t.Errorf("%d requests after a restart, want the one that finds nothing new", n)
	}
	for _, op := range []sandbox.Op{sandbox.OpAuthorize, sandbox.OpCode, sandbox.OpToken, sandbox.OpCandidate} {
		if n := j.server.Count(op); n != 0 {
			j.t.Errorf("%d %s requests after a restart", n, op)
		}
	}
	if got := j.visits()[visited:]; len(got) != 0 {
		j.t.Errorf("the browser was opened: %v", got)
	}
}

// offline starts the app with nobody to talk to: what is kept shows.
func (j *realJourney) offline() {
	j.t.Helper()
	const nobody = "http://127.0.0.1:9"
	j.app = j.launch([]string{
		"INFOJOBS_WWW_URL=" + nobody, "INFOJOBS_API_URL=" + nobody,
		"INFOJOBS_CLIENT_ID=" + sandbox.SampleClientID, "INFOJOBS_CLIENT_SECRET=" + sandbox.SampleClientSecret,
	})
	log := filepath.Join(j.profile(), profile.LogName)
	until(j.t, "the check fails", 60*time.Second, func() bool {
		b, err := os.ReadFile(log)
		return err == nil && strings.Contains(string(b), "msg=downloading error=")
	})
	j.app.settled()
	j.app.shot("offline", "started without a connection: everything is there, and how old it is")
	j.app.quit()
	j.server.ResetRequests()
	j.start()
	until(j.t, "the check", 20*time.Second, func() bool { return j.answered(sandbox.OpApplications) > 0 })
}

// signOut finds the command in the menu, and has everything deleted.
func (j *realJourney) signOut() {
	j.t.Helper()
	before := j.app.settled()
	j.app.press("F10")
	menu := j.app.changed(before)
	j.app.enter("cerrar")
	j.app.press("Return")
	j.app.changed(menu)
	j.app.shot("sign-out", "F10, «cerrar», Enter: the app asks whether to keep the history")
	j.app.press("shift+Tab", "Return")
	j.app.shot("erase", "Shift+Tab, Enter: deleting everything is asked once more")
	if j.keyringItem() == "" {
		j.t.Fatal("signed out without having asked")
	}
	j.app.press("Tab", "Return")
	until(j.t, "the keyring's item is gone", 20*time.Second, func() bool { return j.keyringItem() == "" })
	j.app.shot("signed-out", "Tab, Enter: signed out, nothing is left")
}

// signInWithAddress types the whole address of the page. It carries the state,
// so that the app need not ask who it is.
func (j *realJourney) signInWithAddress() {
	j.t.Helper()
	j.server.ResetRequests()
	page := j.connect()
	j.app.enter(page.String())
	j.app.shot("address-typed", "the whole address of the page in place of the code")
	j.app.press("Return")
	until(j.t, "the session is kept", 20*time.Second, func() bool { return j.keyringItem() != "" })
	until(j.t, "the download has begun", 20*time.Second, func() bool { return j.answered(sandbox.OpTimeline) > 0 })
	j.checkRequests(page.Query().Get("code"))
	j.checkItem()
}

// quitWhileDownloading closes the app with most of the activity still to come.
func (j *realJourney) quitWhileDownloading() {
	j.t.Run("R29Quit", func(t *testing.T) {
		if n := j.answered(sandbox.OpTimeline); n >= len(j.server.Applications()) {
			t.Fatal("the download was over before the app was asked to quit")
		}
		j.app.quit()
	})
}
