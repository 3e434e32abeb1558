package present

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"candidaturas/auth"
	"candidaturas/tracker"
)

func TestDataSection(t *testing.T) {
	onSettings(t, SettingsData, nil, func(s *settingsStage) {
		if got := s.item(SettingWhere).Hint; !strings.HasPrefix(got, "/data\n") {
			t.Errorf("where: %q", got)
		}
		if got := s.item(SettingSize).Hint; got != "12\u00a0MB, y 30\u00a0MB de copias" {
			t.Errorf("size: %q", got)
		}
		if got := s.item(SettingBackups); !got.On || got.Hint != "Una al día. Se guardan las últimas 3 y la última de cada semana de las últimas 5." {
			t.Errorf("plan: %+v", got)
		}
		copies := 0
		for _, item := range s.state.Items {
			if strings.HasPrefix(string(item.ID), string(SettingCopy)) {
				copies++
			}
		}
		if copies != 2 {
			t.Errorf("%d copies", copies)
		}
		if got := s.item(SettingErase).Hint; got != s.word("signout.erase_body") {
			t.Errorf("erasing: %q", got)
		}
		for _, item := range s.state.Items {
			for _, a := range item.Actions {
				if a.Danger != (a.ID == DoErase) {
					t.Errorf("%s is dangerous: %v", a.ID, a.Danger)
				}
			}
		}
	})
	broken := func(s *settingsStage, _ *Options) { s.data.listErr, s.data.copies = errNoPermission, nil }
	onSettings(t, SettingsData, broken, func(s *settingsStage) {
		s.wantMessage(SettingSize, s.word("file.permission"), true)
		s.wantMessage(SettingCopies, s.word("file.permission"), true)
	})
}

// TestNobodyToExport: without an account there is nothing to take out, and nobody to
// bring anything in for.
func TestNobodyToExport(t *testing.T) {
	nobody := func(s *settingsStage, _ *Options) { s.session.Set(auth.Status{}) }
	onSettings(t, SettingsData, nobody, func(s *settingsStage) {
		for id, action := range map[SettingID]SettingID{SettingExport: DoExport, SettingImport: DoImport} {
			if !s.action(id, action).Disabled || s.item(id).Hint != s.word("settings.exchange_nobody") {
				t.Errorf("%+v", s.item(id))
			}
		}
	})
}

func TestNothingIsKept(t *testing.T) {
	for key, prepare := range map[string]func(*settingsStage, *Options){
		"settings.data_sample": func(s *settingsStage, _ *Options) { s.conn.sample, s.conn.data = true, nil },
		"settings.data_problem": func(s *settingsStage, _ *Options) {
			s.conn.storage.Problem, s.conn.data = tracker.ErrStoreNewer, nil
		},
		"settings.data_none": func(s *settingsStage, _ *Options) { s.conn.data = nil },
	} {
		onSettings(t, SettingsData, prepare, func(s *settingsStage) {
			if got := s.item(SettingWhere).Label; got != s.word(key) || len(s.state.Items) != 1 {
				t.Errorf("%q among %d", got, len(s.state.Items))
			}
		})
	}
}

func TestBackupPlan(t *testing.T) {
	onSettings(t, SettingsData, nil, func(s *settingsStage) {
		want := "Una al día. Se guardan las últimas 3 y la última de cada semana de las últimas 5."
		if got := s.prefs.planText(BackupPlan{Newest: 3, Weeks: 5}); got != want {
			t.Errorf("%q", got)
		}
	})
}

func TestBackupNow(t *testing.T) {
	onSettings(t, SettingsData, nil, func(s *settingsStage) {
		s.data.block = make(chan struct{})
		s.do(SettingCopies, DoBackupNow)
		if item := s.item(SettingCopies); item.Busy == "" || !s.action(SettingExport, DoExport).Disabled || !s.action(SettingCopy+"/data/b1", DoRestore).Disabled {
			t.Errorf("meanwhile %+v", item)
		}
		s.prefs.Do(DoBackupNow, "") // one at a time
		close(s.data.block)
		s.settle()
		s.wantMessage(SettingCopies, s.word("settings.backup_done"), false)
		if s.data.made != 1 || !s.has(SettingCopy+"/data/now") || s.opened != 0 {
			t.Errorf("made %d, in the list: %v, connected anew %d times", s.data.made, s.has(SettingCopy+"/data/now"), s.opened)
		}
		s.data.block, s.data.err = nil, syscall.ENOSPC
		s.do(SettingCopies, DoBackupNow)
		s.wantMessage(SettingCopies, s.word("settings.data_failed")+" "+s.word("file.full"), true)
	})
}

// TestRestore asks before, and has the new data shown after.
func TestRestore(t *testing.T) {
	onSettings(t, SettingsData, nil, func(s *settingsStage) {
		s.do(SettingCopy+"/data/b1", DoRestore)
		q := s.state.Question
		if q == nil || !strings.Contains(q.Text, "26 sep") || q.Yes != s.word("settings.restore_yes") {
			t.Fatalf("asked %+v", q)
		}
		s.prefs.Answer(false)
		s.settle()
		if len(s.data.restored) != 0 || s.state.Question != nil {
			t.Fatal("restored although the answer was no")
		}
		s.data.err = tracker.ErrStoreDamaged
		s.do(SettingCopy+"/data/b1", DoRestore)
		s.prefs.Answer(true)
		s.settle()
		s.wantMessage(SettingCopies, s.word("settings.data_failed")+" "+s.word("file.damaged"), true)
		if s.opened != 0 {
			t.Error("connected anew to what is as it was")
		}
		s.data.err = nil
		s.do(SettingCopy+"/data/b1", DoRestore)
		s.prefs.Answer(true)
		s.prefs.Answer(true) // a second press
		s.settle()
		if fmt.Sprint(s.data.restored) != "[/data/b1 /data/b1]" || s.opened != 1 {
			t.Errorf("restored %q, connected anew %d times", s.data.restored, s.opened)
		}
		if m := s.item(SettingCopies).Message; m == nil || m.Error || !strings.Contains(m.Text, "26 sep") {
			t.Errorf("%+v", m)
		}
		s.prefs.Do(DoRestore, "/etc/passwd") // none of the list
		if s.state.Question != nil {
			t.Error("asked about a file that is no backup")
		}
	})
}

// restoring is a stage with a file that was chosen to be restored.
func restoring(t *testing.T, f func(s *settingsStage, path string)) {
	t.Helper()
	dir, prepare := inFolder(t)
	path := filepath.Join(dir, "mi copia.db")
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	onSettings(t, SettingsData, prepare, func(s *settingsStage) {
		s.do(SettingCopies, DoRestoreOf)
		if c := s.state.File; c == nil || c.Save || c.Path != dir+string(filepath.Separator) || fmt.Sprint(c.Extensions) != "[.db]" {
			t.Fatalf("%+v", c)
		}
		f(s, path)
	})
}

// TestRestoreFile looks through the file, then says what it is and what becomes of
// what is kept, and restores it only after that.
func TestRestoreFile(t *testing.T) {
	restoring(t, func(s *settingsStage, path string) {
		s.prefs.SubmitFile(path)
		s.settle()
		q := s.state.Question
		if s.state.File != nil || q == nil || !strings.Contains(q.Text, "(mi copia.db, con 120 candidaturas)") {
			t.Fatalf("%+v, asked %+v", s.state.File, q)
		}
		s.wantMessage(SettingCopies, "", false)
		s.prefs.Answer(false)
		s.settle()
		if len(s.data.restored) != 0 || s.opened != 0 {
			t.Fatal("restored although the answer was no")
		}
		s.do(SettingCopies, DoRestoreOf)
		s.prefs.SubmitFile(path)
		s.settle()
		s.prefs.Answer(true)
		s.settle()
		if fmt.Sprint(s.data.restored) != "["+path+"]" || s.opened != 1 {
			t.Errorf("restored %q, connected anew %d times", s.data.restored, s.opened)
		}
		s.wantMessage(SettingCopies, "Copia restaurada: mi copia.db, con 120 candidaturas.", false)
	})
}

// TestRestoreFileThatIsNoGood is told in the form, and nobody is asked.
func TestRestoreFileThatIsNoGood(t *testing.T) {
	for key, failure := range map[string]error{
		"file.damaged": tracker.ErrStoreDamaged, "file.not_ours": tracker.ErrStoreNotOurs, "file.newer": tracker.ErrStoreNewer,
		"file.permission": errNoPermission, "file.in_use": tracker.ErrStoreInUse, "file.full": tracker.ErrStoreFull,
	} {
		restoring(t, func(s *settingsStage, path string) {
			s.data.err = fmt.Errorf("looking at the copy: %w", failure)
			s.prefs.SubmitFile(path)
			s.settle()
			if c := s.state.File; c == nil || c.Message == nil || !c.Message.Error || c.Message.Text != s.word(key) {
				t.Errorf("%v: %+v", failure, c)
			}
			if s.state.Question != nil || len(s.data.restored) != 0 {
				t.Errorf("%v: asked %+v, restored %q", failure, s.state.Question, s.data.restored)
			}
			s.data.err = nil
			s.prefs.SubmitFile(path)
			s.settle()
			// It may have changed since.
			s.data.err = failure
			s.prefs.Answer(true)
			s.settle()
			s.wantMessage(SettingCopies, s.word("settings.data_failed")+" "+s.word(key), true)
			if s.opened != 0 {
				t.Error("connected anew to what is as it was")
			}
		})
	}
}

// TestRestoreFileIsGivenUp while it is looked through.
func TestRestoreFileIsGivenUp(t *testing.T) {
	restoring(t, func(s *settingsStage, path string) {
		s.data.block = make(chan struct{})
		s.prefs.SubmitFile(path)
		s.settle()
		if s.state.File.Busy == "" {
			t.Error("does not say that it is at work")
		}
		s.prefs.CancelFile()
		close(s.data.block)
		s.settle()
		if s.state.File != nil || s.state.Question != nil {
			t.Errorf("%+v, asked %+v", s.state.File, s.state.Question)
		}
	})
}

// TestConnectionChangesDuringABackup leaves nothing busy for ever.
func TestConnectionChangesDuringABackup(t *testing.T) {
	onSettings(t, SettingsData, nil, func(s *settingsStage) {
		s.data.block = make(chan struct{})
		s.do(SettingCopies, DoBackupNow)
		other := *s.conn
		s.prefs.use(&other)
		s.data.block = nil
		s.settle()
		if item := s.item(SettingCopies); item.Busy != "" || item.Actions[0].Disabled {
			t.Errorf("%+v", item)
		}
	})
}

// inFolder has files chosen in a folder of the test's.
func inFolder(t *testing.T) (string, func(*settingsStage, *Options)) {
	dir := t.TempDir()
	return dir, func(_ *settingsStage, o *Options) { o.Services.Files.Documents = dir }
}

// TestT19FileNames are a pattern of ours, whatever is kept; a file that is there is
// replaced only by who was asked.
func TestT19FileNames(t *testing.T) {
	dir, prepare := inFolder(t)
	for _, c := range []struct {
		id, action SettingID
		arg, want  string
	}{
		{SettingExport, DoExport, "csv", "candidaturas-2000-01-01.csv"},
		{SettingExport, DoExport, "xlsx", "candidaturas-2000-01-01.xlsx"},
		{SettingExport, DoExport, "json", "candidaturas-2000-01-01.json"},
		{SettingCopies, DoSaveCopy, "", "candidaturas-copia-2000-01-01.db"},
	} {
		onSettings(t, SettingsData, prepare, func(s *settingsStage) {
			s.prefs.Do(c.action, c.arg)
			f := s.state.File
			want := filepath.Join(dir, c.want)
			if f == nil || f.Path != want || !f.Save {
				t.Fatalf("suggested %+v, want %q", f, want)
			}
			s.prefs.SubmitFile(f.Path)
			s.settle()
			if s.state.File != nil || fmt.Sprint(s.data.files) != "["+want+"]" {
				t.Fatalf("wrote %q, still asks %+v", s.data.files, s.state.File)
			}
			if m := s.item(c.id).Message; m == nil || m.Error || !strings.Contains(m.Text, want) {
				t.Errorf("told %+v", m)
			}
			if s.opened != 0 {
				t.Error("connected anew for nothing")
			}

			s.prefs.Do(c.action, c.arg)
			s.prefs.SubmitFile(want)
			s.settle()
			f = s.state.File
			if f == nil || f.Accept != s.word("file.replace") || f.Message == nil || len(s.data.files) != 1 {
				t.Fatalf("replaced without a question: %+v, wrote %q", f, s.data.files)
			}
			// Another name that is there is another question.
			other := filepath.Join(dir, "otro"+filepath.Ext(want))
			if err := os.WriteFile(other, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			s.prefs.SubmitFile(other)
			s.settle()
			if s.state.File == nil || len(s.data.files) != 1 {
				t.Fatal("the answer for one file holds for another")
			}
			s.prefs.EditFile()
			if f := s.state.File; f.Message != nil || f.Accept == s.word("file.replace") {
				t.Errorf("after editing: %+v", f)
			}
			s.prefs.SubmitFile(other)
			s.settle()
			s.prefs.SubmitFile(other)
			s.settle()
			if s.state.File != nil || len(s.data.files) != 2 {
				t.Errorf("not replaced: %+v", s.state.File)
			}
		})
	}
}

func TestFilePaths(t *testing.T) {
	dir, prepare := inFolder(t)
	if err := os.WriteFile(filepath.Join(dir, "a file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	noHome := func(s *settingsStage, o *Options) { prepare(s, o); o.Services.Files.Home = dir }
	for text, c := range map[string]struct {
		problem string // key of the words
		want    string // file that was written
	}{
		"":                                    {"file.empty", ""},
		"  ":                                  {"file.empty", ""},
		"a\x00b":                              {"file.bad_name", ""},
		dir:                                   {"file.is_folder", ""},
		dir + "/":                             {"file.is_folder", ""},
		filepath.Join(dir, "no", "such.csv"):  {"file.no_folder", ""},
		filepath.Join(dir, "a file", "x.csv"): {"file.missing", ""},
		filepath.Join(dir, strings.Repeat("n", 300)+".csv"): {"file.bad_name", ""},
		"  " + filepath.Join(dir, "spaces.csv") + "\n":      {"", filepath.Join(dir, "spaces.csv")},
		`"` + filepath.Join(dir, "quoted.csv") + `"`:        {"", filepath.Join(dir, "quoted.csv")},
		"name.csv":                              {"", filepath.Join(dir, "name.csv")},
		"bare":                                  {"", filepath.Join(dir, "bare.csv")},
		filepath.Join(dir, "other.txt"):         {"", filepath.Join(dir, "other.txt")},
		"~/home.csv":                            {"", filepath.Join(dir, "home.csv")},
		filepath.Join(dir, "x", "..", "up.csv"): {"", filepath.Join(dir, "up.csv")},
	} {
		t.Run(text, func(t *testing.T) {
			onSettings(t, SettingsData, noHome, func(s *settingsStage) {
				s.prefs.Do(DoExport, "csv")
				s.prefs.SubmitFile(text)
				s.settle()
				if c.problem == "" {
					if fmt.Sprint(s.data.files) != "["+c.want+"]" {
						t.Errorf("wrote %q: %+v", s.data.files, s.state.File)
					}
					return
				}
				f := s.state.File
				if f == nil || f.Message == nil || f.Message.Text != s.word(c.problem) || !f.Message.Error || f.Busy != "" || len(s.data.files) != 0 {
					t.Errorf("%+v, wrote %q", f, s.data.files)
				}
			})
		})
	}
}

// TestFileFailures leave the form open, with the reason, for another try.
func TestFileFailures(t *testing.T) {
	_, prepare := inFolder(t)
	for key, failure := range map[string]error{
		"file.full": syscall.ENOSPC, "file.permission": errNoPermission, "file.damaged": tracker.ErrStoreDamaged,
		"file.newer": tracker.ErrStoreNewer, "file.missing": os.ErrNotExist, "file.failed": errSomething,
	} {
		onSettings(t, SettingsData, prepare, func(s *settingsStage) {
			s.data.err = failure
			s.prefs.Do(DoExport, "json")
			path := s.state.File.Path
			s.prefs.SubmitFile(path)
			s.settle()
			if f := s.state.File; f == nil || f.Message == nil || f.Message.Text != s.word(key) {
				t.Fatalf("%v: %+v", failure, f)
			}
			s.data.err = nil
			s.prefs.SubmitFile(path)
			s.settle()
			if s.state.File != nil {
				t.Errorf("not done the second time: %+v", s.state.File)
			}
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestFileIsGivenUp(t *testing.T) {
	_, prepare := inFolder(t)
	onSettings(t, SettingsData, prepare, func(s *settingsStage) {
		s.data.block = make(chan struct{})
		s.prefs.Do(DoExport, "json")
		path := s.state.File.Path
		s.prefs.SubmitFile(path)
		s.settle()
		if s.state.File.Busy == "" {
			t.Error("does not say that it is at work")
		}
		s.prefs.SubmitFile(path) // a second press
		s.prefs.CancelFile()
		s.settle()
		if s.state.File != nil || len(s.data.files) != 1 {
			t.Errorf("%+v after %q", s.state.File, s.data.files)
		}
		if _, err := os.Stat(path); err == nil {
			t.Error("written all the same")
		}
		s.wantMessage(SettingExport, "", false)
		s.prefs.CancelFile()
		s.prefs.SubmitFile(path)
		s.prefs.EditFile()
	})
}

func TestFolderIsRemembered(t *testing.T) {
	dir, prepare := inFolder(t)
	onSettings(t, SettingsData, prepare, func(s *settingsStage) {
		other := filepath.Join(dir, "other")
		if err := os.Mkdir(other, 0o700); err != nil {
			t.Fatal(err)
		}
		s.prefs.Do(DoExport, "csv")
		s.prefs.SubmitFile(filepath.Join(other, "x.csv"))
		s.settle()
		s.prefs.Do(DoImport, "")
		if got := s.state.File.Path; got != other+string(filepath.Separator) {
			t.Errorf("starts at %q", got)
		}
	})
}

func TestImport(t *testing.T) {
	dir, prepare := inFolder(t)
	file := filepath.Join(dir, "candidaturas.json")
	if err := os.WriteFile(file, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	onSettings(t, SettingsData, prepare, func(s *settingsStage) {
		s.data.report = ImportReport{Added: 12, Known: 3, Refused: 1}
		s.do(SettingImport, DoImport)
		if f := s.state.File; f.Save || f.Path != dir+string(filepath.Separator) {
			t.Errorf("%+v", f)
		}
		for path, key := range map[string]string{filepath.Join(dir, "none.json"): "file.not_there", dir: "file.no_file"} {
			s.prefs.SubmitFile(path)
			s.settle()
			if f := s.state.File; f.Message == nil || f.Message.Text != s.word(key) {
				t.Errorf("%q: %+v", path, f.Message)
			}
		}
		s.prefs.SubmitFile(file)
		s.settle()
		s.wantMessage(SettingImport, "12 candidaturas añadidas. 3 ya estaban. 1 no se ha entendido.", false)
		if s.opened != 1 {
			t.Errorf("connected anew %d times", s.opened)
		}
	})
}

// TestExportSpeaksThePersonsLanguage as it was when they asked for it.
func TestExportSpeaksThePersonsLanguage(t *testing.T) {
	_, prepare := inFolder(t)
	onSettings(t, SettingsData, prepare, func(s *settingsStage) {
		s.prefs.speak(words(t, "en"))
		s.prefs.Do(DoExport, "csv")
		s.prefs.SubmitFile(s.state.File.Path)
		s.settle()
		if s.data.words == nil || s.data.words.Language() != "en" {
			t.Error("exported in another language")
		}
	})
}
