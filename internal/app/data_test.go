package app

import (
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"candidaturas/api/fault"
	"candidaturas/api/sandbox"
	"candidaturas/assets"
	"candidaturas/auth"
	"candidaturas/internal/desktop"
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/adrg/xdg"
	"golang.org/x/time/rate"
)

func allWords() ([]*present.Words, error) {
	speech, err := translations()
	if err != nil {
		return nil, err
	}
	r := &windowRun{speech: speech}
	return r.languages()
}

// TestDataService writes, reads and puts back what a real profile keeps.
func TestDataService(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.signIn()
	conn, err := j.connector.open(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.Tracker().Resume(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	data, n := conn.Data(), len(j.server.Applications())
	words, err := present.NewWords(assets.Translations, "es")
	if err != nil {
		t.Fatal(err)
	}
	if data.Where() != j.connector.profile.dir || data.Plan().Newest == 0 {
		t.Errorf("in %q, %+v", data.Where(), data.Plan())
	}
	if size, _, err := data.Size(t.Context()); err != nil || size == 0 {
		t.Errorf("%d bytes: %v", size, err)
	}
	dir := t.TempDir()
	for _, f := range []present.ExportFormat{present.ExportXLSX, present.ExportCSV, present.ExportJSON} {
		path := filepath.Join(dir, "copy-"+string(f))
		if _, err := data.Export(t.Context(), f, path, words); err != nil {
			t.Errorf("%v: %v", f, err)
		}
		if info, err := os.Stat(path); err != nil || info.Size() == 0 || info.Mode().Perm() != 0o600 {
			t.Errorf("%v: %v %v", f, info, err)
		}
	}
	report, err := data.Import(t.Context(), filepath.Join(dir, "copy-"+string(present.ExportCSV)))
	if err != nil || report.Added != 0 || report.Known == 0 {
		t.Errorf("reading the app's own table: %+v, %v", report, err)
	}
	if _, err := data.Import(t.Context(), filepath.Join(dir, "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("reading what is not there: %v", err)
	}
	if err := data.BackupNow(t.Context()); err != nil {
		t.Fatal(err)
	}
	backups, err := data.Backups(t.Context())
	if err != nil || len(backups) == 0 {
		t.Fatalf("%d backups: %v", len(backups), err)
	}
	id := j.server.Applications()[0].ID
	if err := conn.Tracker().SetNote(t.Context(), id, "later"); err != nil {
		t.Fatal(err)
	}
	if err := data.Restore(t.Context(), backups[0].Path); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Tracker().Resume(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if note, err := conn.Tracker().Note(t.Context(), id); err != nil || note != "" || conn.Tracker().List().Len() != n {
		t.Errorf("after going back: note %q, %d applications, %v", note, conn.Tracker().List().Len(), err)
	}
	if apps, err := data.CheckCopy(t.Context(), backups[0].Path); apps != n || err != nil {
		t.Errorf("the backup holds %d applications: %v", apps, err)
	}
	if err := data.Restore(t.Context(), filepath.Join(dir, "none")); err == nil {
		t.Error("went back to nothing")
	}
	if conn.Tracker().List().Len() != n {
		t.Errorf("%d applications after a way back that failed", conn.Tracker().List().Len())
	}
}

func TestKeyOrigin(t *testing.T) {
	some := auth.Keys{ClientID: "id", ClientSecret: "secret"}
	for name, tt := range map[string]struct {
		c           *connector
		fromKeyring bool
		want        present.KeyOrigin
	}{
		"none":        {&connector{}, false, present.KeysNone},
		"publisher":   {&connector{publisher: some}, false, present.KeysPublisher},
		"environment": {&connector{publisher: some, env: some}, false, present.KeysEnvironment},
		"keyring":     {&connector{publisher: some, env: some}, true, present.KeysOwn},
		"own":         {&connector{env: some, own: some}, false, present.KeysOwn},
		"not kept":    {&connector{env: some, own: some, ownUnsaved: true}, false, present.KeysOwnUnsaved},
	} {
		if got := tt.c.keyOrigin(tt.fromKeyring); got != tt.want {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}

func TestTryingKeys(t *testing.T) {
	server := sandbox.New(sandbox.Options{ClientID: markedID, ClientSecret: markedSecret})
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	address := server.URL()
	c := &connector{log: slog.New(slog.DiscardHandler), rate: rate.Inf}
	try := func(id string) error {
		return c.testKeys(t.Context(), auth.Keys{ClientID: id, ClientSecret: markedSecret}, address)
	}
	if err := try(markedID); err != nil {
		t.Errorf("accepted keys: %v", err)
	}
	if err := try("another"); !errors.Is(err, fault.ErrKeysRefused) {
		t.Errorf("keys of nobody: %v", err)
	}
	server.RefuseKeys(true)
	if err := try(markedID); !errors.Is(err, fault.ErrKeysRefused) {
		t.Errorf("refused keys: %v", err)
	}
	server.RefuseKeys(false)
	server.Fault(sandbox.OpAny, 0, sandbox.BotWall())
	if err := try(markedID); !errors.Is(err, fault.ErrBotWall) {
		t.Errorf("a wall: %v", err)
	}
	if err := server.Close(); err != nil {
		t.Fatal(err)
	}
	if err := try(markedID); !errors.Is(err, fault.ErrOffline) {
		t.Errorf("no connection: %v", err)
	}
}

func TestRemovedKeysAreGone(t *testing.T) {
	c := &connector{vault: auth.NewMemoryVault()}
	if err := c.saveKeys(t.Context(), auth.Keys{ClientID: "id", ClientSecret: "secret"}); err != nil {
		t.Fatal(err)
	}
	if c.keyOrigin(false) != present.KeysOwn {
		t.Error("not in use")
	}
	if err := c.removeKeys(t.Context()); err != nil {
		t.Fatal(err)
	}
	if keys, err := auth.LoadKeys(t.Context(), c.vault); err == nil && !keys.Empty() {
		t.Error("still in the keyring")
	}
	if got := c.keyOrigin(false); got != present.KeysNone {
		t.Errorf("still in use: %v", got)
	}
}

// TestT16PageIsErased: it is for the person alone, and goes with everything.
func TestT16PageIsErased(t *testing.T) {
	home := t.TempDir()
	documents, before := xdg.UserDirs.Documents, xdg.Home
	xdg.UserDirs.Documents, xdg.Home = home, home
	t.Cleanup(func() { xdg.UserDirs.Documents, xdg.Home = documents, before })
	dir := t.TempDir()
	app := &openedApp{App: test.NewTempApp(t)}
	r := &windowRun{app: app, opts: options{dir: dir}}
	path, err := r.openPage(t.Context(), func(w io.Writer) error { _, err := io.WriteString(w, "<p>"); return err })
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info, err)
	}
	if app.opened != "file://"+filepath.ToSlash(path) {
		t.Errorf("opened %q", app.opened)
	}
	if err := erasePage(dir); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{home, dir} {
		if left, err := os.ReadDir(folder); err != nil || len(left) != 0 {
			t.Errorf("left: %v %v", left, err)
		}
	}
	if err := erasePage(dir); err != nil {
		t.Errorf("with none there: %v", err)
	}
}

// An openedApp opens nothing.
type openedApp struct {
	fyne.App
	opened string
}

func (a *openedApp) OpenURL(u *url.URL) error { a.opened = u.String(); return nil }

func TestT2PageIsTheAppsOwn(t *testing.T) {
	if name := filepath.Base(pagePath(t.TempDir())); name != pageName {
		t.Errorf("the page is called %q", name)
	}
	app := &openedApp{App: test.NewTempApp(t)}
	if err := desktop.OpenFile(app, "/home/lucía/mis datos/#1?.html"); err != nil {
		t.Fatal(err)
	}
	if got := app.opened; !strings.HasPrefix(got, "file:///home/") || strings.ContainsAny(got, "#? ") {
		t.Errorf("opened %q", got)
	}
}
