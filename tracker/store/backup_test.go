package store

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"candidaturas/tracker"

	"pgregory.net/rapid"
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

// TestBackupsThatAreKept: a year of them, now and then two a day or none for days.
func TestBackupsThatAreKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		madrid := time.FixedZone("", 3600)
		now := day(0).In(madrid)
		var names []string
		for range rapid.IntRange(1, 120).Draw(t, "backups") {
			now = now.Add(time.Duration(rapid.IntRange(1, 100).Draw(t, "hours")) * time.Hour)
			made := backupPrefix + now.UTC().Format(stampLayout) + backupExt
			names = slices.Insert(names, 0, made)
			keep := keptBackups(names, made, now)
			for i, name := range names {
				if i < NewestKept && !keep[name] {
					t.Fatalf("%s is not kept, one of the newest %d of %q", name, NewestKept, names)
				}
			}
			for back := range WeeksKept {
				monday := week(now).AddDate(0, 0, -7*back)
				of := slices.DeleteFunc(slices.Clone(names), func(name string) bool {
					at := backupTime(name)
					return at.Before(monday) || !at.Before(monday.AddDate(0, 0, 7))
				})
				if len(of) > 0 && !keep[of[0]] {
					t.Fatalf("%s is not kept, the newest of the week of %v", of[0], monday)
				}
			}
			if len(keep) > NewestKept+WeeksKept {
				t.Fatalf("%d are kept", len(keep))
			}
			names = slices.DeleteFunc(names, func(name string) bool { return !keep[name] })
		}
	})
}

func TestWeek(t *testing.T) {
	madrid := time.FixedZone("", 3600)
	monday := time.Date(2026, time.March, 2, 0, 0, 0, 0, madrid)
	for _, at := range []time.Time{monday, monday.Add(time.Hour), monday.AddDate(0, 0, 7).Add(-time.Second)} {
		if got := week(at); !got.Equal(monday) {
			t.Errorf("%v is of the week of %v", at, got)
		}
	}
	if got := week(monday.Add(-time.Second)); !got.Equal(monday.AddDate(0, 0, -7)) {
		t.Errorf("the second before is of the week of %v", got)
	}
}

// TestBackupsAreListed with when they were made and their size, the newest first.
func TestBackupsAreListed(t *testing.T) {
	dir := t.TempDir()
	now := day(100)
	db, _, err := Open(t.Context(), Options{Dir: dir, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if list, err := db.Backups(t.Context()); err != nil || len(list) != 0 {
		t.Fatal(list, err)
	}
	save(t, db, newGenerator(1).batch(1))
	for range 2 { // the second does not replace the first
		if err := db.Backup(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(db.folder.backups.dir, "candidaturas-mine.db"), nil, filePerm); err != nil {
		t.Fatal(err)
	}
	list, err := db.Backups(t.Context())
	if err != nil || len(list) != 2 || !list[0].At.Equal(now.Add(time.Second)) || !list[1].At.Equal(now) {
		t.Fatalf("%+v, %v", list, err)
	}
	var sizes int64
	for _, b := range list {
		info, err := os.Stat(b.Path)
		if err != nil || info.Size() != b.Size || b.Size == 0 {
			t.Errorf("%+v, %v", b, err)
		}
		sizes += b.Size
	}
	info, err := os.Stat(db.folder.path())
	if err != nil {
		t.Fatal(err)
	}
	data, backups, err := db.Size(t.Context())
	if err != nil || data < info.Size() || backups != sizes {
		t.Errorf("%d and %d, %v, want %d at least and %d", data, backups, err, info.Size(), sizes)
	}
}

// TestMemoryHasNoBackups: neither does it look for some in the folder it runs in.
func TestMemoryHasNoBackups(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := errors.Join(os.Mkdir("backups", folderPerm), os.WriteFile(filepath.Join("backups",
		backupPrefix+clock().Format(stampLayout)+backupExt), []byte("x"), filePerm)); err != nil {
		t.Fatal(err)
	}
	db := inMemory(t)
	if list, err := db.Backups(t.Context()); err != nil || len(list) != 0 {
		t.Error(list, err)
	}
	if err := db.BackupIfDue(t.Context()); err != nil {
		t.Error(err)
	}
	if data, backups, err := db.Size(t.Context()); data != 0 || backups != 0 || err != nil {
		t.Error(data, backups, err)
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
	if _, err := os.Stat(db.folder.marker()); err != nil {
		t.Error(err)
	}
}
