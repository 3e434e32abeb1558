package app

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
	"candidaturas/internal/profile"
	"candidaturas/tracker"
	"candidaturas/tracker/store"
	"candidaturas/ui/present"
)

// A profileStore is what is kept on this computer: opened once, however many
// connections follow each other.
type profileStore struct {
	dir string // empty to keep nothing
	// backups reports whether the person wants backups to be made; nil for always.
	backups func() bool
	log     *slog.Logger // nil discards

	mu     sync.Mutex // held while the store is opened, erased or closed
	db     *store.DB
	stop   context.CancelFunc
	upkeep sync.WaitGroup

	reportMu  sync.Mutex       // guards what follows and the file of it, for moments only
	problem   error            // why nothing is kept
	recovered tracker.Recovery // what the person has not read yet
	replaced  func()
}

// errClosed says that the app is ending.
var errClosed = errors.New("what is kept is closed already")

// open opens the store, the first time.
func (p *profileStore) open(ctx context.Context) (*store.DB, present.Storage, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.db == nil {
		if p.log == nil {
			p.log = slog.New(slog.DiscardHandler)
		}
		db, report, err := p.first(ctx)
		if err != nil {
			return nil, present.Storage{}, err
		}
		p.db = db
		p.report(report)
		p.maintain()
	}
	p.reportMu.Lock()
	defer p.reportMu.Unlock()
	return p.db, p.storage(), nil
}

// report remembers what the person has to be told, also of an earlier run.
func (p *profileStore) report(r store.RecoveryReport) {
	p.reportMu.Lock()
	defer p.reportMu.Unlock()
	var err error
	p.problem = r.Memory
	if p.recovered, err = (profile.RecoveryFile{Dir: p.dir}).Latest(profile.NamedRecovery(r.Recovery)); err != nil {
		p.log.Warn("keeping what to tell", "error", err)
	}
}

// dismiss forgets what was recovered once the person has read it, unless there is
// something newer to tell.
func (p *profileStore) dismiss(read tracker.Recovery) error {
	p.reportMu.Lock()
	defer p.reportMu.Unlock()
	if p.recovered != read {
		return nil
	}
	p.recovered = tracker.Recovery{}
	return profile.RecoveryFile{Dir: p.dir}.Remove()
}

// onReplaced has f called when damaged data were replaced.
func (p *profileStore) onReplaced(f func()) {
	p.reportMu.Lock()
	defer p.reportMu.Unlock()
	p.replaced = f
}

func (p *profileStore) first(ctx context.Context) (*store.DB, store.RecoveryReport, error) {
	if p.dir == "" {
		db, err := store.OpenMemory(ctx, store.Options{})
		return db, store.RecoveryReport{}, err
	}
	return store.Open(ctx, store.Options{Dir: p.dir, Log: p.log})
}

// storage is what the person has to be told. p.reportMu must be held.
func (p *profileStore) storage() present.Storage {
	m := p.recovered
	return present.Storage{
		Problem: p.problem, Recovery: m,
		Dismiss: func() error { return p.dismiss(m) },
	}
}

// firstUpkeep comes before the first look whether a backup is due: well away from
// the start, and yet short enough for who only has a look at the news. upkeepPause
// comes between two.
const (
	firstUpkeep = time.Minute
	upkeepPause = time.Hour
)

// erase deletes everything that the store keeps. A backup under way is given up.
func (p *profileStore) erase(ctx context.Context) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.db == nil {
		return errClosed
	}
	p.stop()
	p.upkeep.Wait()
	defer p.maintain()
	if err := p.db.Erase(ctx); err != nil {
		return fmt.Errorf("deleting what is kept: %w", err)
	}
	p.reportMu.Lock()
	defer p.reportMu.Unlock()
	p.recovered = tracker.Recovery{} // the files are gone
	return profile.RecoveryFile{Dir: p.dir}.Remove()
}

// maintain makes the daily backup, which reads everything once.
func (p *profileStore) maintain() {
	ctx, cancel := context.WithCancel(context.Background())
	p.stop = cancel
	db := p.db
	p.upkeep.Go(func() {
		for pause := firstUpkeep; ; pause = upkeepPause {
			select {
			case <-ctx.Done():
				return
			case <-time.After(pause):
			}
			if p.backups != nil && !p.backups() {
				continue
			}
			err := db.BackupIfDue(ctx)
			if err == nil || ctx.Err() != nil {
				continue
			}
			p.log.Error("making a backup", "error", err)
			if errors.Is(err, tracker.ErrStoreDamaged) {
				p.recover(ctx, db)
			}
		}
	})
}

// recover puts the last good backup in the place of damaged data.
func (p *profileStore) recover(ctx context.Context, db *store.DB) {
	report, err := db.Recover(ctx)
	if err != nil {
		p.log.Error("replacing damaged data", "error", err)
		return
	}
	p.report(report)
	p.reportMu.Lock()
	replaced := p.replaced
	p.reportMu.Unlock()
	if replaced != nil {
		replaced()
	}
}

// close ends what is under way and closes the store.
func (p *profileStore) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.db == nil {
		return
	}
	p.stop()
	p.upkeep.Wait()
	if err := p.db.Close(); err != nil {
		p.log.Warn("closing what is kept", "error", err)
	}
	p.db = nil
}

// erase deletes everything of the person's that the app keeps: what the store
// holds, their own app keys, the log and what an earlier crash left.
func (c *connector) erase(ctx context.Context) error {
	c.mu.Lock()
	c.own, c.ownUnsaved = auth.Keys{}, false
	c.mu.Unlock()
	return errors.Join(auth.ClearKeys(ctx, c.vault), c.profile.erase(ctx), erasePage(c.profile.dir), eraseLogs(c.profile.dir))
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
	for _, name := range old {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("removing an old log: %w", err)
		}
	}
	if err := profile.RemoveFile(filepath.Join(dir, "last-crash.txt")); err != nil {
		return fmt.Errorf("removing the last crash: %w", err)
	}
	// It is open for appending: what comes next goes to its new beginning.
	if err := os.Truncate(filepath.Join(dir, profile.LogName), 0); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("emptying the log: %w", err)
	}
	return nil
}
