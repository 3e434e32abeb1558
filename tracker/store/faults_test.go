package store

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"candidaturas/tracker"
)

// filled makes a store with applications, offers, changes, notes, tags and a
// reminder, and closes it.
func filled(t *testing.T, dir string, n int) {
	t.Helper()
	db := open(t, dir)
	b := newGenerator(7).batch(n)
	save(t, db, b)
	ctx := t.Context()
	for i := range b.Applications {
		id := b.Applications[i].ID
		if err := errors.Join(
			db.Account(me).SetNote(ctx, id, fmt.Sprint("Nota número ", i)),
			db.Account(me).SetTags(ctx, id, []string{"una", fmt.Sprint("etiqueta", i)}),
			db.Account(me).SetStarred(ctx, id, i%3 == 0),
		); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := db.Account(me).SetReminder(ctx, tracker.Reminder{Text: "Llamar", At: day(3)}); err != nil {
		t.Fatal(err)
	}
	if err := db.SetActive(ctx, me); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// A reading is all that can be read of an account, but by searching.
type reading struct {
	Active    string
	State     tracker.SyncState
	List      []tracker.Summary
	Counts    map[tracker.Group]int
	Kept      map[string]*tracker.Kept
	Versions  map[string][]tracker.OfferVersion
	Changes   []tracker.Change
	Unseen    int
	Notes     map[string]string
	Tags      map[string][]string
	Reminders []tracker.Reminder
}

func readAll(ctx context.Context, db *DB) (r reading, err error) {
	var errs []error
	note := func(err error) { errs = append(errs, err) }
	r.Active, err = db.Active(ctx)
	note(err)
	r.State, err = db.Account(me).State(ctx)
	note(err)
	r.List, err = db.Account(me).Summaries(ctx, -1)
	note(err)
	r.Counts, err = db.Account(me).Counts(ctx)
	note(err)
	r.Changes, err = db.Account(me).Changes(ctx, 0, -1)
	note(err)
	r.Unseen, err = db.Account(me).Unseen(ctx)
	note(err)
	r.Reminders, err = db.Account(me).Reminders(ctx)
	note(err)
	r.Kept, err = db.Account(me).Kept(ctx, ids(r.List))
	note(err)
	r.Versions, r.Notes, r.Tags = map[string][]tracker.OfferVersion{}, map[string]string{}, map[string][]string{}
	for _, s := range r.List {
		r.Versions[s.OfferID], err = db.Account(me).OfferVersions(ctx, s.OfferID)
		note(err)
		r.Notes[s.ID], err = db.Account(me).Note(ctx, s.ID)
		note(err)
		r.Tags[s.ID], err = db.Account(me).Tags(ctx, s.ID)
		note(err)
	}
	return r, errors.Join(errs...)
}

func mustReadAll(t *testing.T, db *DB) reading {
	t.Helper()
	r, err := readAll(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	var found []string
	if err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err == nil && path != dir {
			found = append(found, strings.TrimPrefix(path, dir+string(filepath.Separator)))
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return found
}

func digest(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%x", sha256.Sum256(b))
}

func TestT15OnlyItsOwnerCanReadIt(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the profile folder is the person's own there")
	}
	dir := filepath.Join(t.TempDir(), "profile")
	db := open(t, dir)
	save(t, db, newGenerator(1).batch(3))
	if err := db.Backup(t.Context()); err != nil {
		t.Fatal(err)
	}
	check := func(want ...string) {
		t.Helper()
		if got := names(t, dir); !slices.Equal(got, want) {
			t.Errorf("the folder holds %q", got)
		}
		for _, name := range append(want, ".") {
			info, err := os.Stat(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			perm := fs.FileMode(0o600)
			if info.IsDir() {
				perm = 0o700
			}
			if info.Mode().Perm() != perm {
				t.Errorf("%s is %v", name, info.Mode())
			}
		}
	}
	backup := "candidaturas-" + clock().Format(stampLayout) + ".db"
	check("backups", "backups/"+backup, fileName, fileName+"-shm", fileName+"-wal")

	// A file of which somebody has changed the permissions gets them back.
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(dir, fileName), 0o644); err != nil {
		t.Fatal(err)
	}
	db = open(t, dir)
	save(t, db, newGenerator(2).batch(1))
	check("backups", "backups/"+backup, fileName, fileName+"-shm", fileName+"-wal")
}

func TestT16EraseLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 3)
	db := open(t, dir)
	if err := db.Backup(t.Context()); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(dir, "candidaturas.log")
	for _, path := range []string{
		other, db.folder.path() + asideExt + "20260101T000000Z", db.folder.path() + asideExt + "20260101T000000Z-wal",
		temporary(db.folder.path()), db.folder.marker(), db.folder.restoring(),
	} {
		if err := os.WriteFile(path, []byte("Nota"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Erase(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{fileName, fileName + "-shm", fileName + "-wal", "candidaturas.log"}) {
		t.Errorf("the folder holds %q", got)
	}
	if list, err := db.Account(me).Summaries(t.Context(), -1); len(list) != 0 || err != nil {
		t.Errorf("%v, %v", list, err)
	}
	save(t, db, newGenerator(1).batch(1))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{fileName} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || strings.Contains(string(b), "Nota n") {
			t.Errorf("%s still has a note, %v", name, err)
		}
	}
	if list := mustReadAll(t, open(t, dir)).List; len(list) != 1 {
		t.Errorf("%v", list)
	}
}

func TestEraseInMemory(t *testing.T) {
	db := inMemory(t)
	save(t, db, newGenerator(1).batch(1))
	if err := db.Erase(t.Context()); err != nil {
		t.Fatal(err)
	}
	if list := mustReadAll(t, db).List; len(list) != 0 {
		t.Errorf("%v", list)
	}
}

// withVersion sets the version of a store that is closed, as a newer app would.
func withVersion(t *testing.T, dir string, version int, statements ...string) {
	t.Helper()
	pool, err := openSQLite(filepath.Join(dir, fileName), 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range append(statements, fmt.Sprint("PRAGMA user_version = ", version)) {
		if _, err := pool.ExecContext(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	if err := pool.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestT23R24NewerStoreIsNotTouched(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 2)
	withVersion(t, dir, 99, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)`)
	before := digest(t, filepath.Join(dir, fileName))
	for range 2 {
		db, report, err := Open(t.Context(), options(dir))
		if err != nil || !errors.Is(report.Memory, tracker.ErrStoreNewer) || report.Damaged != "" {
			t.Fatalf("%+v, %v", report, err)
		}
		if list := mustReadAll(t, db).List; len(list) != 0 {
			t.Errorf("%v", list)
		}
		save(t, db, newGenerator(1).batch(1))
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if got := names(t, dir); !slices.Equal(got, []string{fileName}) || digest(t, filepath.Join(dir, fileName)) != before {
		t.Errorf("the folder holds %q, or the file has changed", got)
	}
}

// TestR22DamagedVersion: a version that only bit rot can have set does not pass
// for a newer app's.
func TestR22DamagedVersion(t *testing.T) {
	for _, version := range []int{0, 77, -1} {
		dir := t.TempDir()
		filled(t, dir, 2)
		withVersion(t, dir, version)
		db, report, err := Open(t.Context(), options(dir))
		if err != nil || report.Memory != nil || report.Damaged == "" {
			t.Fatalf("%+v, %v", report, err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// migrated opens with another migration after ours.
func migrated(t *testing.T, dir string, statements map[string]string) (*DB, RecoveryReport, error) {
	t.Helper()
	db := newDB(options(dir))
	files := fstest.MapFS{}
	ours, err := fs.Glob(db.schema.migrations, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range ours {
		b, err := fs.ReadFile(db.schema.migrations, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: b}
	}
	for name, text := range statements {
		files[name] = &fstest.MapFile{Data: []byte("-- +goose Up\n" + text)}
	}
	db.schema.migrations = files
	report, err := db.open(t.Context())
	t.Cleanup(func() { _ = db.Close() })
	return db, report, err
}

// nextMigration is one after ours and after so many others.
func nextMigration(others int64, statements string) map[string]string {
	n := newDB(options("")).schema.version() + 1 + others
	return map[string]string{fmt.Sprintf("%05d_next.sql", n): fmt.Sprintf("%sPRAGMA user_version = %d;\n", statements, n)}
}

const addColumn = "ALTER TABLE notes ADD COLUMN half TEXT;\n"

func TestMigrationKeepsWhatIsThere(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 3)
	before := open(t, dir)
	want := mustReadAll(t, before)
	if err := errors.Join(before.Backup(t.Context()), before.Close()); err != nil {
		t.Fatal(err)
	}
	next := nextMigration(0, addColumn)
	for range 2 {
		db, report, err := migrated(t, dir, next)
		if err != nil || report != (RecoveryReport{}) {
			t.Fatalf("%+v, %v", report, err)
		}
		if got := mustReadAll(t, db); !reflect.DeepEqual(got, want) {
			t.Errorf("%+v\ninstead of\n%+v", got, want)
		}
		if err := errors.Join(db.Verify(t.Context()), db.Close()); err != nil {
			t.Fatal(err)
		}
	}
	if got := names(t, dir); len(got) != 3 {
		t.Errorf("the folder holds %q", got)
	}

	// A backup of the earlier version is brought to this one too.
	if err := os.WriteFile(filepath.Join(dir, fileName), []byte("not a database"), 0o600); err != nil {
		t.Fatal(err)
	}
	db, report, err := migrated(t, dir, next)
	if err != nil || report.Memory != nil || !report.Restored.Equal(clock()) {
		t.Fatalf("%+v, %v", report, err)
	}
	if got := mustReadAll(t, db); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\ninstead of\n%+v", got, want)
	}
}

func TestR23FailingMigrationLeavesTheOldVersion(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 3)
	before := digest(t, filepath.Join(dir, fileName))
	more := nextMigration(0, addColumn)
	maps.Copy(more, nextMigration(1, "CREATE TABLE more (x TEXT);\nCREATE UNIQUE INDEX only_one ON notes (sum IS NULL);\n"))
	db, report, err := migrated(t, dir, more)
	if err != nil || !errors.Is(report.Memory, tracker.ErrStoreMigration) || report.Damaged != "" {
		t.Fatalf("%+v, %v", report, err)
	}
	save(t, db, newGenerator(1).batch(1)) // in memory
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{fileName}) || digest(t, filepath.Join(dir, fileName)) != before {
		t.Fatalf("the folder holds %q, or the file has changed", got)
	}
	// The version before still works with it.
	again := open(t, dir)
	if err := again.Verify(t.Context()); err != nil {
		t.Error(err)
	}
	var columns []string
	if err := again.read(t.Context(), "test", func(c *conn) (err error) {
		columns, err = all(t.Context(), c, scanOne[string], `SELECT name FROM pragma_table_info('notes')`)
		return err
	}); err != nil || !slices.Equal(columns, []string{"app", "text", "sum"}) {
		t.Errorf("%v, %v", columns, err)
	}
	if r := mustReadAll(t, again); len(r.List) != 3 || r.Notes[r.List[0].ID] == "" {
		t.Errorf("%+v", r)
	}
}

func TestR20DiskFull(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 3)
	db := open(t, dir)
	limit := func(pages int) {
		t.Helper()
		if err := with(t.Context(), db.conns.writer, func(c *conn) error {
			_, err := c.exec(t.Context(), fmt.Sprint("PRAGMA max_page_count = ", pages))
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	want := mustReadAll(t, db)
	limit(1) // SQLite takes as many as there are
	g := newGenerator(9)
	page := g.batch(30)
	for range 2 {
		if err := db.Account(me).Save(t.Context(), page); !errors.Is(err, tracker.ErrStoreFull) {
			t.Fatal(err)
		}
		if got := mustReadAll(t, db); !reflect.DeepEqual(got, want) {
			t.Fatal("something was written")
		}
	}
	if _, _, err := db.Account(me).Search(t.Context(), "trabajo", 10); err != nil {
		t.Error(err)
	}
	limit(1 << 30)
	save(t, db, page)
	if got := mustReadAll(t, db); len(got.List) != 33 {
		t.Errorf("%d applications", len(got.List))
	}
	if err := db.Verify(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestR21FolderCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	folders := map[string]string{"below a file": filepath.Join(file, "profile")}
	if _, err := os.Stat("/proc/self"); err == nil {
		folders["where nothing can be made"] = "/proc/self/candidaturas"
	}
	for name, dir := range folders {
		t.Run(name, func(t *testing.T) {
			db, report, err := Open(t.Context(), options(dir))
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if report.Memory == nil || report.Damaged != "" {
				t.Errorf("%+v", report)
			}
			if name == "below a file" && !errors.Is(report.Memory, tracker.ErrStoreReadOnly) {
				t.Errorf("%v", report.Memory)
			}
			save(t, db, newGenerator(1).batch(2))
			if list := mustReadAll(t, db).List; len(list) != 2 {
				t.Errorf("%v", list)
			}
			if err := db.Backup(t.Context()); err != nil {
				t.Errorf("a backup: %v", err)
			}
		})
	}
}

// TestR11NothingIsWrittenByHalf stops a batch before one of its statements, nearly
// each of them.
func TestR11NothingIsWrittenByHalf(t *testing.T) {
	db := inMemory(t)
	g := newGenerator(3)
	save(t, db, g.batch(2))
	want := mustReadAll(t, db)
	found := search(t, db, "trabajo")
	page := g.batch(2)
	page.Applications = append(page.Applications, *want.Kept[want.List[0].ID])
	page.Listed, page.Pass = ids(want.List), 2
	page.State = &tracker.SyncState{Total: 9}
	stopped := int64(0)
	for ; ; stopped += 1 + stopped/20 {
		ctx := &endsAfter{Context: t.Context()}
		ctx.left.Store(stopped)
		err := db.Account(me).Save(ctx, page)
		if err == nil {
			break
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if got := mustReadAll(t, db); !reflect.DeepEqual(got, want) || !slices.Equal(search(t, db, "trabajo"), found) {
			t.Fatalf("stopped after %d statements, something was written", stopped)
		}
	}
	if stopped < 50 {
		t.Errorf("a batch has only %d statements?", stopped)
	}
	if got := mustReadAll(t, db); len(got.List) != 4 {
		t.Errorf("%v", got.List)
	}
}

// endsAfter is a context that is done after having been asked so many times.
type endsAfter struct {
	context.Context
	left atomic.Int64
}

func (c *endsAfter) Err() error {
	if c.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// TestR11ConstraintUndoesTheBatch: what SQLite refuses takes all of it along.
func TestR11ConstraintUndoesTheBatch(t *testing.T) {
	db := inMemory(t)
	page := newGenerator(3).batch(2)
	page.Changes = append(page.Changes, tracker.Change{Application: "unknown"})
	if err := db.Account(me).Save(t.Context(), page); !errors.Is(err, ErrUnknown) {
		t.Fatal(err)
	}
	if got := mustReadAll(t, db); len(got.List) != 0 {
		t.Errorf("%v", got.List)
	}
	if got := search(t, db, ""); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

// TestR27Kill9 kills a process that saves, again and again.
func TestR27Kill9(t *testing.T) {
	if os.Getenv("STORE_KILL") != "" {
		saveForEver(t, ".")
	}
	rounds := 40
	if testing.Short() {
		rounds = 6
	}
	dir := t.TempDir()
	g := newGenerator(11)
	for range rounds {
		acknowledged := killedAfter(t, "TestR27Kill9", dir, time.Duration(g.r.IntN(120_000))*time.Microsecond)
		db := open(t, dir)
		if err := db.Verify(t.Context()); err != nil {
			t.Fatal(err)
		}
		checkPairs(t, db, acknowledged)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// saveForEver saves pairs: each has a number, which is printed once it is saved.
func saveForEver(t *testing.T, dir string) {
	db, report, err := Open(context.Background(), options(dir))
	if err != nil || report != (RecoveryReport{}) {
		t.Fatal(report, err)
	}
	list, err := db.Account(me).Summaries(context.Background(), -1)
	if err != nil {
		t.Fatal(err)
	}
	for n := len(list) / 2; ; n++ {
		if err := db.Account(me).Save(context.Background(), pair(n)); err != nil {
			t.Fatal(err)
		}
		fmt.Printf("saved %d\n", n)
	}
}

// pair is two applications, their offers and a change each.
func pair(n int) tracker.Batch {
	var b tracker.Batch
	for _, half := range []string{"left", "right"} {
		k := application(fmt.Sprintf("%s-%d", half, n), n)
		k.LastEvent = &tracker.Event{Kind: tracker.KindCVRead, At: day(n)}
		b.Applications = append(b.Applications, k)
		b.Offers = append(b.Offers, tracker.OfferSample{ID: k.Offer.ID, At: day(n), NewVersion: true, Offer: tracker.Offer{Description: strings.Repeat("texto ", 300)}})
		b.Changes = append(b.Changes, tracker.Change{Application: k.ID, Kind: tracker.ChangeNew})
	}
	return b
}

// killedAfter lets a child save for so long after its first, in a test of that name,
// and returns the last number that it acknowledged.
func killedAfter(t *testing.T, test, dir string, d time.Duration) int {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^"+test+"$")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "STORE_KILL=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	last, lines := -1, 0
	timer := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
	for {
		var n int
		if _, err := fmt.Fscanf(out, "saved %d\n", &n); err != nil {
			break
		}
		if last, lines = n, lines+1; lines == 1 {
			timer.Reset(d)
		}
	}
	timer.Stop()
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	if lines == 0 {
		t.Fatal("the child saved nothing")
	}
	return last
}

func checkPairs(t *testing.T, db *DB, acknowledged int) {
	t.Helper()
	r := mustReadAll(t, db)
	if len(r.List)%2 != 0 || len(r.List)/2 <= acknowledged || len(r.Changes) != len(r.List) {
		t.Fatalf("%d applications and %d changes after %d pairs", len(r.List), len(r.Changes), acknowledged+1)
	}
	for n := range len(r.List) / 2 {
		for _, half := range []string{"left", "right"} {
			k := r.Kept[fmt.Sprintf("%s-%d", half, n)]
			if k == nil || k.OfferNow == nil || k.LastEvent == nil {
				t.Fatalf("pair %d is torn", n)
			}
		}
	}
	if got := search(t, db, "nominas"); len(got) != len(r.List) {
		t.Fatalf("%d of %d are found", len(got), len(r.List))
	}
}
