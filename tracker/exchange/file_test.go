package exchange

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"candidaturas/tracker"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// filesIn lists a folder, the one for temporary files for "".
func filesIn(t *testing.T, dir string) (names []string, err error) {
	t.Helper()
	if dir == "" {
		dir = os.TempDir()
	}
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, err
}

// TestT19NothingElseIsWritten to the folder of a file, whatever the offers are called.
func TestT19NothingElseIsWritten(t *testing.T) {
	dir := t.TempDir()
	for _, title := range []string{"../..", "CON", strings.Repeat("x", 300), "a/b\\c:d", "\x00", "candidaturas"} {
		r := full()
		r.Offer.Title, r.Offer.Company, r.ID, r.Offer.ID = title, title, title, title
		for f, write := range map[Format]func(io.Writer) error{
			CSV:  func(w io.Writer) error { return WriteCSV(w, of(r), spanish(), madrid) },
			XLSX: func(w io.Writer) error { return WriteXLSX(w, of(r), spanish(), madrid) },
			JSON: func(w io.Writer) error { return WriteJSON(w, of(r), day(0)) },
		} {
			if err := WriteFile(filepath.Join(dir, "file."+string(f)), write); err != nil {
				t.Errorf("%.10q: %v", title, err)
			}
		}
	}
	want := []string{"file.csv", "file.json", "file.xlsx"}
	if got, err := filesIn(t, dir); err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v", got, err)
	}
}

// TestT15FilesAreThePersonsOwn also where a file was there that others could read.
func TestT15FilesAreThePersonsOwn(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such permissions: files are as private as their folder")
	}
	path := filepath.Join(t.TempDir(), "x.csv")
	for range 2 {
		if err := WriteFile(path, writing("data")); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%v, %v", info.Mode(), err)
		}
		if err := os.Chmod(path, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func writing(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}
}

// TestFailureLeavesWhatWasThere and nothing beside it.
func TestFailureLeavesWhatWasThere(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x.json")
	if err := WriteFile(path, writing("before")); err != nil {
		t.Fatal(err)
	}
	err := WriteFile(path, func(w io.Writer) error { return WriteJSON(w, failing(3), day(0)) })
	if !errors.Is(err, errEnough) {
		t.Errorf("%v", err)
	}
	if got, err := os.ReadFile(path); string(got) != "before" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	// A folder that is not there: the one who writes is not left waiting.
	long := func(w io.Writer) error {
		return WriteJSON(w, of(slices.Repeat([]tracker.Record{full()}, 100)...), day(0))
	}
	if err := WriteFile(filepath.Join(dir, "no", "x.json"), long); err == nil {
		t.Error("no error")
	}
	if got, err := filesIn(t, dir); err != nil || !slices.Equal(got, []string{"x.json"}) {
		t.Errorf("%v, %v", got, err)
	}
}
