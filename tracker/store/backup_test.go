package store

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"candidaturas/tracker"
)

func TestBackupOnceADay(t *testing.T) {
	dir := t.TempDir()
	now := day(100)
	db, _, err := Open(t.Context(), Options{Dir: dir, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	save(t, db, newGenerator(1).batch(1))
	var want []string
	for _, step := range []struct {
		after time.Duration
		made  bool
	}{
		{0, true},
		{time.Second, false},
		{23 * time.Hour, false},
		{59*time.Minute + 59*time.Second, true},
		{30 * time.Hour, true},
		{24 * time.Hour, true},
		{time.Hour, false},
		{-1000 * time.Hour, true},
		{time.Hour, false},
	} {
		now = now.Add(step.after)
		if err := db.BackupIfDue(t.Context()); err != nil {
			t.Fatal(err)
		}
		if step.made {
			made := "candidaturas-" + now.Format(stampLayout) + ".db"
			slices.Sort(want)
			want = append(want[max(0, len(want)-2):], made)
			slices.Sort(want)
		}
		if got := names(t, filepath.Join(dir, "backups")); !slices.Equal(got, want) {
			t.Errorf("after %v: %q instead of %q", step.after, got, want)
		}
	}
}

func TestBackupOfADamagedStoreIsNotMade(t *testing.T) {
	dir := t.TempDir()
	withBackup(t, dir, 2)
	db := open(t, dir)
	defer db.Close()
	if err := db.write(t.Context(), "test", func(c *conn) error {
		_, err := c.exec(t.Context(), `UPDATE notes SET text = 'otra'`)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	before := names(t, filepath.Join(dir, "backups"))
	if err := db.Backup(t.Context()); !errors.Is(err, tracker.ErrStoreDamaged) {
		t.Errorf("%v", err)
	}
	if after := names(t, filepath.Join(dir, "backups")); !slices.Equal(after, before) {
		t.Errorf("%q after %q", after, before)
	}
	if _, err := os.Stat(db.marker()); err != nil {
		t.Error(err)
	}
}
