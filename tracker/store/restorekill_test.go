package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"candidaturas/tracker"
)

// TestR21RestoreThatFails goes on with what was there.
func TestR21RestoreThatFails(t *testing.T) {
	path, _ := savedCopy(t, 3, 2)
	for name, inTheWay := range map[string]func(db *DB) error{
		"no backup can be made": func(db *DB) error { return os.Symlink("nowhere", db.folder.backups.dir) },
		"the copy cannot be put in place": func(db *DB) error {
			return os.MkdirAll(filepath.Join(db.folder.restoring(), "full"), folderPerm)
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			filled(t, dir, 2)
			db := open(t, dir)
			want := mustReadAll(t, db)
			if err := inTheWay(db); err != nil {
				t.Fatal(err)
			}
			if err := db.Restore(t.Context(), path); err == nil {
				t.Error("it was restored")
			}
			wantReading(t, db, want)
			save(t, db, newGenerator(9).batch(1))
			want = mustReadAll(t, db)
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			wantReading(t, open(t, dir), want)
		})
	}
}

// TestRestoreWhereNothingIsKept says why nothing is.
func TestRestoreWhereNothingIsKept(t *testing.T) {
	path, _ := savedCopy(t, 3, 2)
	if err := inMemory(t).Restore(t.Context(), path); !errors.Is(err, errNoFolder) {
		t.Error(err)
	}
	dir := t.TempDir()
	filled(t, dir, 1)
	withVersion(t, dir, 99, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)`)
	db, _, err := Open(t.Context(), options(dir))
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Restore(t.Context(), path); !errors.Is(err, tracker.ErrStoreNewer) {
		t.Error(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := db.Restore(t.Context(), path); !errors.Is(err, errClosed) {
		t.Error(err)
	}
}

// TestR29RestoreCancelled before it is begun changes nothing.
func TestR29RestoreCancelled(t *testing.T) {
	path, restored := savedCopy(t, 3, 2)
	dir := t.TempDir()
	filled(t, dir, 2)
	db := open(t, dir)
	want := mustReadAll(t, db)
	for stopped := int64(0); ; stopped += 1 + stopped/10 {
		ctx := &endsAfter{Context: t.Context()}
		ctx.left.Store(stopped)
		err := db.Restore(ctx, path)
		if err == nil {
			break
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("stopped after %d: %v", stopped, err)
		}
		wantReading(t, db, want)
	}
	wantReading(t, db, restored)
	for _, name := range names(t, dir) {
		if strings.Contains(name, temporaryExt) || strings.Contains(name, restoringExt) {
			t.Errorf("%s is left", name)
		}
	}
}

// TestRestoreUnderLoad: while some read and some write, a copy takes the place of
// what is there, twice. Each pair that was acknowledged is whole in the backup or, if
// it came later, in the store.
func TestRestoreUnderLoad(t *testing.T) {
	path, _ := savedCopy(t, 3, 2)
	db := open(t, t.TempDir())
	save(t, db, pair(0))
	for n := range 2 {
		first := 1000 * (n + 1)
		var acknowledged atomic.Int64
		began := make(chan struct{})
		ctx, cancel := context.WithCancel(t.Context())
		var load sync.WaitGroup
		load.Go(func() {
			for i := range 25 {
				if err := db.Account(me).Save(context.Background(), pair(first+i)); err != nil {
					t.Error(err)
				}
				if acknowledged.Add(1) == 1 {
					close(began)
				}
			}
		})
		for range 2 {
			load.Go(func() {
				for ctx.Err() == nil {
					list, err := db.Account(me).Summaries(context.Background(), -1)
					if err != nil || len(list)%2 != 0 || len(list) == 0 {
						t.Errorf("%d applications, %v", len(list), err)
						return
					}
				}
			})
		}
		<-began
		if err := db.Restore(t.Context(), path); err != nil {
			t.Error(err)
		}
		cancel()
		load.Wait()
		list, err := db.Backups(t.Context())
		if err != nil || len(list) != n+1 {
			t.Fatal(list, err)
		}
		backup := open(t, t.TempDir())
		if err := backup.Restore(t.Context(), list[0].Path); err != nil {
			t.Fatal(err)
		}
		after := 0
		for i := first; i < first+int(acknowledged.Load()); i++ {
			left, right := fmt.Sprint("left-", i), fmt.Sprint("right-", i)
			inBackup, inStore := kept(t, backup, left) != nil, kept(t, db, left) != nil
			if inBackup == inStore || inBackup != (kept(t, backup, right) != nil) || inStore != (kept(t, db, right) != nil) {
				t.Errorf("pair %d is torn, lost or there twice", i)
			}
			if inStore {
				after++
			}
		}
		t.Logf("%d of %d came later", after, acknowledged.Load())
	}
	if err := db.Verify(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestR27FinishesRestoring: at each point at which it may end, the next start knows
// what to do.
func TestR27FinishesRestoring(t *testing.T) {
	for name, tt := range map[string]struct {
		there, marked bool
		want          int // applications
	}{
		"it was not begun":                  {there: true, want: 2},
		"the old one was put away":          {want: 3},
		"the old one was damaged, and gone": {marked: true, want: 3},
	} {
		t.Run(name, func(t *testing.T) {
			path, _ := savedCopy(t, 3, 3)
			dir := t.TempDir()
			filled(t, dir, 2)
			db := newDB(options(dir))
			if err := copyFile(path, db.folder.restoring()); err != nil {
				t.Fatal(err)
			}
			if !tt.there {
				backup, err := db.folder.backups.next()
				if err := errors.Join(err, os.Rename(db.folder.path(), backup)); err != nil {
					t.Fatal(err)
				}
			}
			if tt.marked {
				if err := db.folder.mark(); err != nil {
					t.Fatal(err)
				}
			}
			for range 2 {
				db := open(t, dir)
				if n := len(mustReadAll(t, db).List); n != tt.want {
					t.Errorf("%d applications instead of %d", n, tt.want)
				}
				if err := db.Close(); err != nil {
					t.Fatal(err)
				}
				if there, err := exists(db.folder.restoring()); there || err != nil {
					t.Error("it is not finished", err)
				}
			}
		})
	}
}

// TestR27KilledRestore kills a process that restores one copy and then the other,
// again and again.
func TestR27KilledRestore(t *testing.T) {
	if os.Getenv("STORE_KILL") != "" {
		restoreForEver(t)
	}
	rounds := 30
	if testing.Short() {
		rounds = 4
	}
	dir := t.TempDir()
	var want [2]reading
	for i := range want {
		path, r := savedCopy(t, uint64(20+i), 3+i)
		want[i] = r
		if err := copyFile(path, filepath.Join(dir, fmt.Sprint("copy-", i))); err != nil {
			t.Fatal(err)
		}
	}
	profile := filepath.Join(dir, "profile")
	db := open(t, profile)
	if err := errors.Join(db.Restore(t.Context(), filepath.Join(dir, "copy-0")), db.Close()); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))
	seen := map[int]int{}
	for range rounds {
		last := killedAfter(t, "TestR27KilledRestore", dir, time.Duration(r.IntN(200_000))*time.Microsecond)
		db := open(t, profile)
		if err := db.Verify(t.Context()); err != nil {
			t.Fatal(err)
		}
		got := mustReadAll(t, db)
		switch {
		case reflect.DeepEqual(got, want[last%2]):
			seen[0]++
		case reflect.DeepEqual(got, want[(last+1)%2]): // one further
			seen[1]++
		default:
			t.Fatalf("after %d it holds %+v", last, got)
		}
		list, err := db.Backups(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range list {
			if err := os.Remove(b.Path); err != nil { // not to fill the disk
				t.Fatal(err)
			}
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("as acknowledged or one further: %v", seen)
}

// restoreForEver prints how many copies it has restored: the last one has the number
// modulo 2.
func restoreForEver(t *testing.T) {
	db, report, err := Open(context.Background(), options("profile"))
	if err != nil || report != (RecoveryReport{}) {
		t.Fatal(report, err)
	}
	for n := 0; ; n++ {
		if err := db.Restore(context.Background(), fmt.Sprint("copy-", n%2)); err != nil {
			t.Fatal(err)
		}
		fmt.Printf("saved %d\n", n)
	}
}
