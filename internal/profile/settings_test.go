package profile

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"

	"candidaturas/tracker"
	"candidaturas/ui/present"
)

var testLanguages = []string{"es", "en"}

func chosenSettings() present.Settings {
	s := present.DefaultSettings()
	s.Language, s.Theme, s.TextSize, s.KeepRunning, s.CheckUpdates = "en", present.ThemeContrast, 150, true, false
	s.Notices.On, s.Notices.QuietFrom = true, 23
	s.Notices.Kinds = map[tracker.NoticeKind]bool{tracker.NoticeRejected: true} // and no other
	s.View = present.ViewSettings{Width: 900.5, Height: 700, Split: 0.4, Scope: tracker.ScopeAll, Order: tracker.Order{By: tracker.ColumnCity, Descending: true}}
	return s
}

// asKept has every kind of notice spelt out.
func asKept(s present.Settings) present.Settings { return copySettings(s) }

func TestSettingsComeBack(t *testing.T) {
	for name, dir := range map[string]string{"in a file": filepath.Join(t.TempDir(), "new", "profile"), "in memory": ""} {
		t.Run(name, func(t *testing.T) {
			store := NewSettings(dir, testLanguages)
			first, err := store.Load()
			if err != nil || !reflect.DeepEqual(first, present.DefaultSettings()) {
				t.Fatalf("at first: %+v, %v", first, err)
			}
			chosen := chosenSettings()
			if err := store.Save(chosen); err != nil {
				t.Fatal(err)
			}
			chosen.Notices.Kinds[tracker.NoticeRead] = true // which changes nothing that was saved
			if dir != "" {
				store = NewSettings(dir, testLanguages)
			}
			for range 2 {
				got, err := store.Load()
				if want := asKept(chosenSettings()); err != nil || !reflect.DeepEqual(got, want) {
					t.Fatalf("\n%+v, %v, want\n%+v", got, err, want)
				}
				got.Notices.Kinds[tracker.NoticeRead] = true
			}
		})
	}
}

// TestSettingsFileIsTolerated: one that somebody edited, or that another version
// wrote.
func TestSettingsFileIsTolerated(t *testing.T) {
	usual := present.DefaultSettings()
	change := func(f func(*present.Settings)) present.Settings {
		s := present.DefaultSettings()
		f(&s)
		return s
	}
	large := change(func(s *present.Settings) { s.TextSize = 200 })
	for name, c := range map[string]struct {
		text string
		want present.Settings
		fine bool // no error
		bad  bool // set aside
	}{
		"nothing chosen":      {text: `{}`, want: usual, fine: true},
		"no object":           {text: `null`, want: usual, fine: true},
		"empty":               {text: ``, want: usual, bad: true},
		"cut short":           {text: `{"textSize": 200,`, want: usual, bad: true},
		"garbage":             {text: "\x00\xff\x00", want: usual, bad: true},
		"a list":              {text: `[1, 2]`, want: usual, bad: true},
		"two values":          {text: `{"textSize": 200} {}`, want: usual, bad: true},
		"too deep":            {text: strings.Repeat(`{"view":`, 20_000), want: usual, bad: true},
		"too large":           {text: `{"textSize": 200}` + strings.Repeat(" ", maxSettings), want: usual, bad: true},
		"of another version":  {text: `{"textSize": 200, "sound": {"volume": [11]}, "view": {"tabs": 3}}`, want: large, fine: true},
		"a mark of an editor": {text: "\ufeff{\"textSize\": 200}\r\n", want: large, fine: true},
		"a field of another kind": {
			text: `{"theme": 7, "textSize": 200, "notices": {"quietFrom": "at nine"}, "checkUpdates": null}`,
			want: large,
		},
		"out of range": {
			text: `{"language": "xx", "theme": "pink", "textSize": 1000000, "checkMinutes": -5, "silenceDays": 1,
				"notices": {"quietFrom": 99, "quietTo": -1, "digestAt": 24}, "view": {"width": -1, "split": 7, "scope": "?", "order": {"by": "?"}}}`,
			want: change(func(s *present.Settings) {
				s.TextSize, s.CheckMinutes, s.SilenceDays = 200, 15, 7
				s.Notices.QuietFrom, s.Notices.QuietTo, s.Notices.DigestAt = 23, 0, 23
			}),
			fine: true,
		},
		"a number that is none": {text: `{"view": {"width": 1e400, "height": 5}}`, want: change(func(s *present.Settings) { s.View.Height = 5 })},
		"kinds of notices": {
			text: `{"notices": {"kinds": {"rejected": true, "read": false, "sunshine": true}}}`,
			want: change(func(s *present.Settings) {
				s.Notices.Kinds[tracker.NoticeRejected], s.Notices.Kinds[tracker.NoticeRead] = true, false
			}),
			fine: true,
		},
		"no kinds": {text: `{"notices": {"kinds": null}}`, want: usual, fine: true},
	} {
		t.Run(name, func(t *testing.T) {
			store := NewSettings(t.TempDir(), testLanguages)
			if err := os.WriteFile(store.path(), []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			got, err := store.Load()
			if (err == nil) != c.fine {
				t.Errorf("the error is %v", err)
			}
			if !reflect.DeepEqual(asKept(got), asKept(c.want)) {
				t.Errorf("\n%+v, want\n%+v", got, c.want)
			}
			aside, badErr := os.ReadFile(store.path() + ".bad")
			if (badErr == nil) != c.bad || c.bad && string(aside) != c.text {
				t.Errorf("set aside: %.60q, %v", aside, badErr)
			}
			if _, err := store.Load(); (err == nil) != c.fine {
				t.Errorf("who reads it next in this run is told %v", err)
			}
			if c.bad {
				if _, err := NewSettings(store.dir, testLanguages).Load(); err != nil {
					t.Errorf("it is complained of at the next start: %v", err)
				}
			}
			if err := store.Save(chosenSettings()); err != nil {
				t.Fatal(err)
			}
			if got, err := store.Load(); err != nil || !reflect.DeepEqual(got, asKept(chosenSettings())) {
				t.Errorf("after saving: %+v, %v", got, err)
			}
		})
	}
}

// TestR21SettingsOfAFolderThatCannotBeWrittenTo stay as they are.
func TestR21SettingsOfAFolderThatCannotBeWrittenTo(t *testing.T) {
	dir := t.TempDir()
	store := NewSettings(filepath.Join(dir, "file", "profile"), testLanguages)
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := store.Save(chosenSettings()); err == nil {
		t.Error("saved")
	}
	got, err := store.Load()
	if !errors.Is(err, syscall.ENOTDIR) && runtime.GOOS != "windows" {
		t.Error(err)
	}
	if !reflect.DeepEqual(got, present.DefaultSettings()) {
		t.Errorf("%+v", got)
	}
}

func TestSettingsFromManyGoroutines(t *testing.T) {
	for _, dir := range []string{t.TempDir(), ""} {
		store := NewSettings(dir, testLanguages)
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				if err := store.Save(chosenSettings()); err != nil {
					t.Error(err)
				}
				if got, err := store.Load(); err != nil || got.TextSize != 150 {
					t.Errorf("%+v, %v", got, err)
				}
			})
		}
		wg.Wait()
	}
}

func FuzzSettings(f *testing.F) {
	saved, err := json.Marshal(chosenSettings())
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{string(saved), `{}`, `null`, `{"theme":1}`, `{"notices":{"kinds":{"read":1}}}`, "\ufeff", `{"view":{"width":1e39}}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		settings, damaged, err := parseSettings(data)
		if damaged && err == nil {
			t.Fatal("damaged for no reason")
		}
		once := settings.Normalize(testLanguages)
		if twice := once.Normalize(testLanguages); !reflect.DeepEqual(once, twice) {
			t.Fatalf("in range:\n%+v, once more:\n%+v", once, twice)
		}
		text, err := json.Marshal(once)
		if err != nil {
			t.Fatal(err)
		}
		again, damaged, err := parseSettings(text)
		if err != nil || damaged || !reflect.DeepEqual(copySettings(again.Normalize(testLanguages)), copySettings(once)) {
			t.Fatalf("saved as %s, %v: %+v", text, err, again)
		}
	})
}
