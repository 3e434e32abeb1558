package present

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"candidaturas/auth"
	"candidaturas/tracker"
	"candidaturas/ui/present/presenttest"
)

// A settingsStage is the presenter of the settings with services that a test
// controls. It lives in a bubble of synctest.
type settingsStage struct {
	t       *testing.T
	shell   *Shell
	prefs   *Preferences
	queue   *presenttest.Queue
	session *presenttest.Session
	conn    *connection
	store   *memoryStore
	startup *fakeStartup
	data    *fakeData
	tray    bool

	clipboard string
	state     SettingsState
	look      Look
	spoken    *Words
	opened    int // connections
}

// onSettings runs a test in a bubble, with the settings open at a section.
func onSettings(t *testing.T, section SettingsSection, prepare func(*settingsStage, *Options), f func(s *settingsStage)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := newSettingsStage(t, prepare)
		defer s.shell.Close()
		s.shell.Start()
		s.settle()
		s.opened = 0
		s.prefs.section = section
		s.prefs.Open()
		s.settle()
		f(s)
	})
}

func newSettingsStage(t *testing.T, prepare func(*settingsStage, *Options)) *settingsStage {
	s := &settingsStage{
		t: t, queue: presenttest.NewQueue(), session: presenttest.NewSession(active), store: &memoryStore{kept: []Settings{DefaultSettings()}},
		startup: &fakeStartup{}, data: newFakeData(), tray: true,
	}
	s.conn = &connection{
		hasKeys: func() bool { return true }, session: s.session, load: s.session.Load, keyringItem: "the.item", data: s.data,
		close:     func() {},
		tracker:   presenttest.NewTracker(t, presenttest.NewSource(), nil),
		erase:     func(context.Context) error { return nil },
		saveKeys:  func(context.Context, auth.Keys) error { return nil },
		keyOrigin: KeysPublisher,
		who: func(context.Context) (tracker.Candidate, error) {
			return tracker.Candidate{Key: account, Name: "Lucía Romero Vidal", Email: "lucia.romero@example.com"}, nil
		},
	}
	o := Options{
		Words: words(t, "es"), Dispatch: s.queue.Dispatch, View: s, Settings: s.store,
		Schedule: tracker.Schedule{Rand: func() float64 { return 0.5 }},
		Platform: Platform{SetClipboard: func(c string) { s.clipboard = c }, Now: time.Now},
		Translations: Translations{
			Names: []string{"es", "en"}, System: "es", Words: func(lang string) (*Words, error) { return words(t, lang), nil },
		},
		Services: Services{
			System: "linux", Startup: s.startup, Tray: func() bool { return s.tray }, LogFolder: "/log", Updates: true,
			TestNotice: func(context.Context) error { return nil }, OpenFolder: func(string) error { return nil },
			Files: Files{Home: "/home/lucia", Documents: "/home/lucia/Documentos", Stat: os.Stat},
		},
		Open: func(context.Context, bool) (Connection, error) { s.opened++; return s.conn, nil },
	}
	if prepare != nil {
		prepare(s, &o)
	}
	s.shell = NewShell(o)
	s.prefs = s.shell.Preferences()
	return s
}

func (s *settingsStage) ShowScreen(Screen)                   {}
func (s *settingsStage) ShowSignIn(SignInState)              {}
func (s *settingsStage) ShowApplications(ApplicationsState)  {}
func (s *settingsStage) ShowKeys(KeysState)                  {}
func (s *settingsStage) ShowLook(l Look)                     { s.look = l }
func (*settingsStage) ShowTray(TrayState)                    {}
func (*settingsStage) Raise()                                {}
func (*settingsStage) Minimise()                             {}
func (s *settingsStage) ShowWords(w *Words)                  { s.spoken = w }
func (s *settingsStage) ShowPreferences(state SettingsState) { s.state = state }

// from starts with other settings than the usual ones.
func from(change func(*Settings)) func(*settingsStage, *Options) {
	return func(s *settingsStage, _ *Options) {
		settings := DefaultSettings()
		change(&settings)
		s.store.kept = []Settings{settings}
	}
}

func (s *settingsStage) settle() {
	for range 20 {
		synctest.Wait()
		s.queue.Drain()
	}
}

// item is the one with an ID, which must be there.
func (s *settingsStage) item(id SettingID) SettingItem {
	s.t.Helper()
	i := slices.IndexFunc(s.state.Items, func(item SettingItem) bool { return item.ID == id })
	if i < 0 {
		s.t.Fatalf("no setting %q in %+v", id, s.state.Items)
	}
	return s.state.Items[i]
}

func (s *settingsStage) has(id SettingID) bool {
	return slices.ContainsFunc(s.state.Items, func(item SettingItem) bool { return item.ID == id })
}

func (s *settingsStage) action(id, action SettingID) SettingAction {
	s.t.Helper()
	actions := s.item(id).Actions
	i := slices.IndexFunc(actions, func(a SettingAction) bool { return a.ID == action })
	if i < 0 {
		s.t.Fatalf("setting %q has no action %q, only %+v", id, action, actions)
	}
	return actions[i]
}

// do presses a button, which must be enabled.
func (s *settingsStage) do(id, action SettingID) {
	s.t.Helper()
	a := s.action(id, action)
	if a.Disabled {
		s.t.Fatalf("%q of %q is disabled", action, id)
	}
	s.prefs.Do(a.ID, a.Arg)
	s.settle()
}

func (s *settingsStage) setOn(id SettingID, on bool) {
	s.t.Helper()
	if item := s.item(id); item.Kind != SettingSwitch || item.Disabled {
		s.t.Fatalf("%q cannot be switched: %+v", id, item)
	}
	s.prefs.SetOn(id, on)
	s.settle()
}

func (s *settingsStage) choose(id SettingID, option string) {
	s.t.Helper()
	item := s.item(id)
	i := slices.Index(item.Options, option)
	if item.Kind != SettingChoice || item.Disabled || i < 0 {
		s.t.Fatalf("%q cannot be chosen of %+v", option, item)
	}
	s.prefs.Select(id, i)
	s.settle()
	if item := s.item(id); item.Options[item.Selected] != option {
		s.t.Errorf("%q shows %q after %q was chosen", id, item.Options[item.Selected], option)
	}
}

// wantMessage checks what a setting says by the beginning of its words, "" for
// nothing.
func (s *settingsStage) wantMessage(id SettingID, want string, failed bool) {
	s.t.Helper()
	switch m := s.item(id).Message; {
	case want == "" && m == nil:
	case m == nil:
		s.t.Errorf("%q says nothing, want %q", id, want)
	case want == "" || !strings.HasPrefix(m.Text, want) || m.Error != failed:
		s.t.Errorf("%q says %q (failed: %v), want %q (failed: %v)", id, m.Text, m.Error, want, failed)
	}
}

func (s *settingsStage) word(key string, pairs ...any) string {
	return words(s.t, "es").T(key, pairs...)
}

// memoryStore keeps settings as a file would.
type memoryStore struct {
	mu      sync.Mutex
	kept    []Settings
	loadErr error
	err     error
	block   chan struct{}
}

func (m *memoryStore) Load() (Settings, error) { return m.last(), m.loadErr }

func (m *memoryStore) last() Settings {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.kept) == 0 {
		return DefaultSettings()
	}
	return m.kept[len(m.kept)-1]
}

func (m *memoryStore) Save(s Settings) error {
	if m.block != nil {
		<-m.block
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.err != nil {
		return m.err
	}
	m.kept = append(m.kept, s)
	return nil
}

// fakeStartup is a system that starts the app with the session, or will not.
type fakeStartup struct {
	on          bool
	err, askErr error
	stubborn    bool // accepts changes and forgets them
	block       chan struct{}
}

func (f *fakeStartup) Enabled() (bool, error) { return f.on, f.askErr }

func (f *fakeStartup) Set(on bool) error {
	if f.block != nil {
		<-f.block
	}
	if f.err == nil && !f.stubborn {
		f.on = on
	}
	return f.err
}

// fakeData is what is kept, as the settings see it.
type fakeData struct {
	size, backupSize int64
	copies           []BackupInfo
	report           ImportReport
	exported         int
	err, listErr     error
	block            chan struct{}

	made     int
	restored []string
	checked  []string // that were to be restored
	files    []string // that were written or read
	words    *Words
}

func newFakeData() *fakeData {
	at := time.Date(2026, time.October, 3, 21, 0, 0, 0, time.UTC)
	return &fakeData{
		size: 12_400_000, backupSize: 30_000_000, exported: 120,
		copies: []BackupInfo{{Path: "/data/b2", At: at, Size: 12_000_000}, {Path: "/data/b1", At: at.AddDate(0, 0, -7), Size: 11_000_000}},
	}
}

func (d *fakeData) Where() string    { return "/data" }
func (d *fakeData) Plan() BackupPlan { return BackupPlan{Newest: 3, Weeks: 5} }

func (d *fakeData) Size(context.Context) (int64, int64, error) {
	return d.size, d.backupSize, d.listErr
}

func (d *fakeData) Backups(context.Context) ([]BackupInfo, error) { return d.copies, d.listErr }

func (d *fakeData) wait(ctx context.Context) error {
	if err := wait(ctx, d.block); err != nil {
		return err
	}
	return d.err
}

func (d *fakeData) BackupNow(ctx context.Context) error {
	err := d.wait(ctx)
	if err == nil {
		d.made++
		d.copies = append([]BackupInfo{{Path: "/data/now", At: time.Now(), Size: 13_000_000}}, d.copies...)
	}
	return err
}

func (d *fakeData) CheckCopy(ctx context.Context, path string) (int, error) {
	d.checked = append(d.checked, path)
	return d.exported, d.wait(ctx)
}

func (d *fakeData) Restore(ctx context.Context, path string) error {
	d.restored = append(d.restored, path)
	return d.wait(ctx)
}

func (d *fakeData) write(ctx context.Context, path string) error {
	d.files = append(d.files, path)
	if err := d.wait(ctx); err != nil {
		return err
	}
	return os.WriteFile(path, []byte("x"), 0o600)
}

func (d *fakeData) SaveCopy(ctx context.Context, path string) error { return d.write(ctx, path) }

func (d *fakeData) Export(ctx context.Context, _ ExportFormat, path string, w *Words) (int, error) {
	d.words = w
	return d.exported, d.write(ctx, path)
}

func (d *fakeData) Import(ctx context.Context, path string) (ImportReport, error) {
	d.files = append(d.files, path)
	return d.report, d.wait(ctx)
}

var errSomething = errors.New("something")

// errNoPermission is what the system says of a folder of somebody else's.
var errNoPermission = &fs.PathError{Op: "open", Path: "/secret/name", Err: fs.ErrPermission}
