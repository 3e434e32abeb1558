package store

import (
	"errors"
	"sync"
	"testing"

	"candidaturas/tracker"
)

// TestConcurrent does everything at once, and recovers and closes in the middle.
func TestConcurrent(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	g := newGenerator(5)
	save(t, db, g.batch(5))
	if err := db.Backup(t.Context()); err != nil {
		t.Fatal(err)
	}
	batches := make([]tracker.Batch, 20)
	for i := range batches {
		batches[i] = g.batch(2)
	}
	var wg sync.WaitGroup
	try := func(f func() error) {
		wg.Go(func() {
			if err := f(); err != nil && !errors.Is(err, errClosed) {
				t.Error(err)
			}
		})
	}
	ctx := t.Context()
	for i := range batches {
		try(func() error { return db.Account(me).Save(ctx, batches[i]) })
		try(func() error { _, err := db.Account(me).Summaries(ctx, 10); return err })
		try(func() error { _, _, err := db.Account(me).Search(ctx, "trab", 10); return err })
		try(func() error { _, err := db.Account(me).Unseen(ctx); return err })
	}
	try(func() error { return db.BackupIfDue(ctx) })
	try(func() error { return db.Verify(ctx) })
	try(func() error { _, err := db.Recover(ctx); return err })
	wg.Wait()
	if err := db.Verify(ctx); err != nil {
		t.Error(err)
	}
	for range 5 {
		try(func() error { _, err := db.Account(me).Summaries(ctx, 10); return err })
		try(db.Close)
	}
	wg.Wait()
}
