package app

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"candidaturas/internal/profile"
	"candidaturas/tracker"
	"candidaturas/tracker/store"
	"candidaturas/ui/present"
)

// opened opens what is kept, as a run of the app does, and returns what it tells.
func opened(t *testing.T, dir string) (*profileStore, present.Storage) {
	t.Helper()
	p := &profileStore{dir: dir}
	t.Cleanup(p.close)
	_, told, err := p.open(t.Context())
	if err != nil || told.Problem != nil {
		t.Fatal(told.Problem, err)
	}
	return p, told
}

func isRecovery(s present.Storage, damaged string, restored time.Time) bool {
	return s.Damaged == damaged && s.Restored.Equal(restored)
}

// damageStore overwrites what a profile keeps.
func damageStore(t *testing.T, dir string) {
	t.Helper()
	text := []byte(strings.Repeat("no database ", 1000))
	if err := os.WriteFile(filepath.Join(dir, "candidaturas.db"), text, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestR22RecoveryIsKept until the person has read it, in however many runs.
func TestR22RecoveryIsKept(t *testing.T) {
	dir := t.TempDir()
	p, told := opened(t, dir)
	if !isRecovery(told, "", time.Time{}) {
		t.Fatalf("of a new profile: %+v", told)
	}
	p.close()
	damageStore(t, dir)
	p, first := opened(t, dir)
	if !strings.HasPrefix(first.Damaged, "candidaturas.db.corrupt-") {
		t.Fatalf("%+v", first)
	}
	p.close() // nobody has looked
	if info, err := os.Stat(profile.RecoveryFile{Dir: dir}.Name()); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("%v, %v", info, err)
	}
	p, told = opened(t, dir)
	if !isRecovery(told, first.Damaged, time.Time{}) {
		t.Errorf("in the next run: %+v", told)
	}
	if err := told.Dismiss(); err != nil {
		t.Fatal(err)
	}
	if _, told, err := p.open(t.Context()); err != nil || !isRecovery(told, "", time.Time{}) {
		t.Errorf("once it is read: %+v, %v", told, err)
	}
	p.close()
	if _, told = opened(t, dir); !isRecovery(told, "", time.Time{}) {
		t.Errorf("in the run after it was read: %+v", told)
	}
}

// TestR22NewerRecovery takes the place of an older one, which who reads it meanwhile
// does not make forgotten.
func TestR22NewerRecovery(t *testing.T) {
	dir := t.TempDir()
	p, _ := opened(t, dir)
	moment := time.Date(2026, 10, 8, 8, 42, 0, 0, time.FixedZone("CEST", 2*60*60))
	p.report(store.RecoveryReport{Recovery: tracker.Recovery{Damaged: filepath.Join(dir, "candidaturas.db.corrupt-1")}})
	_, older, err := p.open(t.Context())
	if err != nil || !isRecovery(older, "candidaturas.db.corrupt-1", time.Time{}) {
		t.Fatalf("%+v, %v", older, err)
	}
	p.report(store.RecoveryReport{Recovery: tracker.Recovery{Restored: moment}})
	if err := older.Dismiss(); err != nil {
		t.Fatal(err)
	}
	p.close()
	p, newer := opened(t, dir)
	if !isRecovery(newer, "", moment) {
		t.Errorf("%+v", newer)
	}
	if err := newer.Dismiss(); err != nil {
		t.Fatal(err)
	}
	p.close()
	if _, told := opened(t, dir); !isRecovery(told, "", time.Time{}) {
		t.Errorf("%+v", told)
	}
}

// TestR22RecoveryIsErased with everything else.
func TestR22RecoveryIsErased(t *testing.T) {
	dir := t.TempDir()
	p, _ := opened(t, dir)
	p.report(store.RecoveryReport{Recovery: tracker.Recovery{Damaged: "candidaturas.db.corrupt-1"}})
	if err := p.erase(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, told, err := p.open(t.Context()); err != nil || !isRecovery(told, "", time.Time{}) {
		t.Errorf("%+v, %v", told, err)
	}
	if _, err := os.Stat(profile.RecoveryFile{Dir: dir}.Name()); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

// TestR22RecoveryThatCannotBeKept is told of in this run, and one that cannot be read
// costs nothing else.
func TestR22RecoveryThatCannotBeKept(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(profile.RecoveryFile{Dir: dir}.Name(), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	p, told := opened(t, dir)
	if !isRecovery(told, "", time.Time{}) {
		t.Errorf("%+v", told)
	}
	name := profile.RecoveryFile{Dir: dir}.Name()
	if err := errors.Join(os.Remove(name), os.Mkdir(name, 0o700)); err != nil {
		t.Fatal(err)
	}
	p.report(store.RecoveryReport{Recovery: tracker.Recovery{Damaged: "candidaturas.db.corrupt-1"}})
	if _, told, err := p.open(t.Context()); err != nil || !isRecovery(told, "candidaturas.db.corrupt-1", time.Time{}) {
		t.Errorf("%+v, %v", told, err)
	}
}

// TestR22NothingIsKeptOfTheSample has no file of it written where the app is started.
func TestR22NothingIsKeptOfTheSample(t *testing.T) {
	t.Chdir(t.TempDir())
	p, _ := opened(t, "")
	p.report(store.RecoveryReport{Recovery: tracker.Recovery{Damaged: "candidaturas.db.corrupt-1"}})
	_, told, err := p.open(t.Context())
	if err != nil || told.Damaged == "" || told.Dismiss() != nil {
		t.Errorf("%+v, %v", told, err)
	}
	if entries, err := os.ReadDir("."); err != nil || len(entries) > 0 {
		t.Errorf("%v, %v", entries, err)
	}
}
