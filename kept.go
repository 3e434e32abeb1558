package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"candidaturas/auth"
	"candidaturas/tracker/store"
	"candidaturas/ui/present"
)

// kept is what is on this computer: opened once, however many connections follow
// each other.
type kept struct {
	dir string       // empty to keep nothing
	log *slog.Logger // nil discards

	mu     sync.Mutex
	db     *store.DB
	report store.Report
	stop   context.CancelFunc
	upkeep sync.WaitGroup
}

// open opens the store, the first time.
func (k *kept) open(ctx context.Context) (*store.DB, present.Storage, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.db == nil {
		if k.log == nil {
			k.log = slog.New(slog.DiscardHandler)
		}
		db, report, err := k.first(ctx)
		if err != nil {
			return nil, present.Storage{}, err
		}
		k.db, k.report = db, report
		k.maintain()
	}
	return k.db, storage(k.report), nil
}

func (k *kept) first(ctx context.Context) (*store.DB, store.Report, error) {
	if k.dir == "" {
		db, err := store.OpenMemory(ctx, store.Options{})
		return db, store.Report{}, err
	}
	return store.Open(ctx, store.Options{Dir: k.dir, Log: k.log})
}

func storage(r store.Report) present.Storage {
	s := present.Storage{Problem: r.Memory, Restored: r.Restored}
	if r.Damaged != "" {
		s.Damaged = filepath.Base(r.Damaged)
	}
	return s
}

// upkeepPause comes before the first backup and between looks whether the next is
// due.
const upkeepPause = 5 * time.Minute

// erase deletes everything that the store keeps. A backup under way is given up.
func (k *kept) erase(ctx context.Context) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.stop()
	k.upkeep.Wait()
	defer k.maintain()
	return k.db.Erase(ctx)
}

// maintain makes the daily backup, which reads everything once, well away from the
// start.
func (k *kept) maintain() {
	ctx, cancel := context.WithCancel(context.Background())
	k.stop = cancel
	db := k.db
	k.upkeep.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-time.After(upkeepPause):
			}
			if err := db.BackupIfDue(ctx); err != nil && ctx.Err() == nil {
				k.log.Error("making a backup", "error", err)
			}
		}
	})
}

// close ends what is under way and closes the store.
func (k *kept) close() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.db == nil {
		return
	}
	k.stop()
	k.upkeep.Wait()
	if err := k.db.Close(); err != nil {
		k.log.Warn("closing what is kept", "error", err)
	}
	k.db = nil
}

// erase deletes everything of the person's that the app keeps: what the store
// holds, their own app keys, the log and what an earlier crash left.
func (c *connector) erase(ctx context.Context) error {
	c.mu.Lock()
	c.own = auth.Keys{}
	c.mu.Unlock()
	return errors.Join(c.kept.erase(ctx), auth.ClearKeys(ctx, c.vault), eraseLogs(c.kept.dir))
}

// eraseLogs empties the log in use and removes older ones.
func eraseLogs(dir string) error {
	if dir == "" {
		return nil
	}
	old, err := filepath.Glob(filepath.Join(dir, "candidaturas-*.log"))
	if err != nil {
		return fmt.Errorf("looking for old logs: %w", err)
	}
	for _, name := range append(old, filepath.Join(dir, "last-crash.txt")) {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("removing an old log: %w", err)
		}
	}
	// It is open for appending: what comes next goes to its new beginning.
	if err := os.Truncate(filepath.Join(dir, logName), 0); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("emptying the log: %w", err)
	}
	return nil
}
