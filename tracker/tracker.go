package tracker

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"
)

// ErrNoAccount says that no account is active, or no longer the one that the
// operation began with.
var ErrNoAccount = errors.New("no account is active")

// A Tracker keeps the applications of the active account in step with InfoJobs
// and holds the list of them in memory. It is safe for concurrent use.
//
// Whoever lets somebody else sign in at the [Source] calls Leave before: what the
// source answers belongs to the account that was active when it answered.
type Tracker struct {
	source Source
	store  Store
	now    func() time.Time
	log    *slog.Logger

	// syncing holds the one synchronisation that may be under way.
	syncing chan struct{}
	list    atomic.Pointer[List]

	// edit is held while something is read, changed and written back, and until
	// the list says so too.
	edit sync.Mutex
	rows *rows

	mu      sync.Mutex // guards what follows, for moments only
	session *session
	state   SyncState
	unseen  int
	refused bool // timelines were refused for want of a permission
}

// Options are what a [Tracker] may be given. The zero value is the real clock and
// no log.
type Options struct {
	Now func() time.Time
	Log *slog.Logger
}

// New returns a tracker without an active account.
func New(source Source, store Store, o Options) *Tracker {
	t := &Tracker{source: source, store: store, now: o.Now, log: o.Log, syncing: make(chan struct{}, 1), rows: newRows()}
	if t.now == nil {
		t.now = time.Now
	}
	if t.log == nil {
		t.log = slog.New(slog.DiscardHandler)
	}
	t.list.Store(t.rows.snapshot())
	return t
}

// List returns the list as it is now. It never changes; the next change makes
// another one. While no account is active it is empty.
func (t *Tracker) List() *List { return t.list.Load() }

// Account returns the active account, "" for none.
func (t *Tracker) Account() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.session == nil {
		return ""
	}
	return t.session.account
}

// State returns how far the synchronisation of the active account has come.
func (t *Tracker) State() SyncState {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.state
}

// Unseen returns how many changes the person has not seen.
func (t *Tracker) Unseen() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.unseen
}

// SetSilenceDays replaces the limit of [List.Silence] by what the person chose,
// 7 to 90 days; 0 goes back to the computed one.
func (t *Tracker) SetSilenceDays(days int) {
	t.edit.Lock()
	defer t.edit.Unlock()
	if t.rows.silenceDays == days {
		return
	}
	t.rows.silenceDays = days
	t.publish()
}

// Application returns what is kept of one application, nil if it is not known.
func (t *Tracker) Application(ctx context.Context, id string) (*Kept, error) {
	s, err := t.current()
	if err != nil {
		return nil, err
	}
	return t.application(ctx, s, id)
}

func (t *Tracker) application(ctx context.Context, s *session, id string) (*Kept, error) {
	kept, err := t.store.Kept(ctx, s.account, []string{id})
	if err != nil {
		return nil, fmt.Errorf("reading an application: %w", err)
	}
	return kept[id], nil
}

// save writes a batch and brings the list up to date with it. The caller holds
// edit: no account is left between the look at the session and the writing. For one
// that was left nothing is written.
func (t *Tracker) save(ctx context.Context, s *session, b Batch) error {
	if s.over() {
		return ErrNoAccount
	}
	ctx = context.WithoutCancel(ctx)
	if err := t.store.Save(ctx, s.account, b); err != nil {
		return fmt.Errorf("keeping what arrived: %w", err)
	}
	if b.State != nil {
		t.setState(s, *b.State)
	}
	ids := make([]string, len(b.Applications))
	for i := range b.Applications {
		ids[i] = b.Applications[i].ID
	}
	for _, c := range b.Changes {
		ids = append(ids, c.Application)
	}
	return t.refresh(ctx, s, ids, len(b.Changes) > 0)
}

// refresh reads the list's rows of these applications again and, if asked to, the
// number of unseen changes. The caller holds edit. What belongs to an account that
// is not active any more is left alone.
func (t *Tracker) refresh(ctx context.Context, s *session, ids []string, unseen bool) error {
	if t.Account() != s.account {
		return nil
	}
	if unseen {
		if err := t.readUnseen(ctx, s); err != nil {
			return err
		}
	}
	if len(ids) == 0 {
		return nil
	}
	if !t.rows.complete {
		for _, id := range ids {
			t.rows.late[id] = true
		}
		return nil
	}
	summaries, err := t.store.SummariesOf(ctx, s.account, ids)
	if err != nil {
		return fmt.Errorf("bringing the list up to date: %w", err)
	}
	t.rows.set(summaries)
	t.publish()
	return nil
}

func (t *Tracker) publish() { t.list.Store(t.rows.snapshot()) }

func (t *Tracker) readUnseen(ctx context.Context, s *session) error {
	n, err := t.store.Unseen(ctx, s.account)
	if err != nil {
		return fmt.Errorf("counting what has not been seen: %w", err)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.session != nil && t.session.account == s.account {
		t.unseen = n
	}
	return nil
}

func (t *Tracker) setState(s *session, state SyncState) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.session != nil && t.session.account == s.account {
		t.state = state
	}
}
