package tracker

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
)

// A ListStore is what the list in memory needs of an account.
type ListStore interface {
	// Summaries returns what the list shows, in its order (see [Summary.Before]).
	// A limit below 0 means all of them.
	Summaries(ctx context.Context, limit int) ([]Summary, error)
	// SummariesOf returns the same of these applications, in any order.
	SummariesOf(ctx context.Context, ids []string) ([]Summary, error)
	// Counts returns how many applications each group of the list holds, archived
	// ones left out.
	Counts(ctx context.Context) (map[Group]int, error)
	// Unseen counts the changes that the person has not seen.
	Unseen(ctx context.Context) (int, error)
}

// An activeAccount is the account that is active, if any, and its list in memory.
type activeAccount struct {
	store Store
	list  atomic.Pointer[List]

	// editing is held while something is read, changed and written back, and until
	// the list says so too.
	editing sync.Mutex
	rows    *rows

	mu      sync.Mutex // guards what follows, for moments only
	session *session
	state   SyncState
	unseen  int
}

func newActiveAccount(store Store) *activeAccount {
	a := &activeAccount{store: store, rows: newRows()}
	a.publish()
	return a
}

// List returns the list as it is now. It never changes; the next change makes
// another one. While no account is active it is empty.
func (a *activeAccount) List() *List { return a.list.Load() }

// Account returns the active account, "" for none.
func (a *activeAccount) Account() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.session == nil {
		return ""
	}
	return a.session.account
}

// State returns how far the synchronisation of the active account has come.
func (a *activeAccount) State() SyncState {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.state
}

// Unseen returns how many changes the person has not seen.
func (a *activeAccount) Unseen() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.unseen
}

// SetSilenceDays replaces the limit of [List.Silence] by what the person chose,
// 7 to 90 days; 0 goes back to the computed one.
func (a *activeAccount) SetSilenceDays(days int) {
	a.editing.Lock()
	defer a.editing.Unlock()
	if a.rows.silenceDays == days {
		return
	}
	a.rows.silenceDays = days
	a.publish()
}

// current returns the session under way.
func (a *activeAccount) current() (*session, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.session == nil {
		return nil, ErrNoAccount
	}
	return a.session, nil
}

// begin ends the session under way and starts one with this account, or none for
// "". Until the new one's list is read it is empty and not complete.
func (a *activeAccount) begin(account string) *session {
	a.editing.Lock()
	defer a.editing.Unlock()
	a.mu.Lock()
	if a.session != nil {
		close(a.session.left)
	}
	a.session, a.state, a.unseen = nil, SyncState{}, 0
	if account != "" {
		a.session = &session{account: account, store: a.store.Account(account), left: make(chan struct{})}
	}
	s := a.session
	a.mu.Unlock()
	a.rows.clear()
	a.rows.complete = account == ""
	a.publish()
	return s
}

// save writes a batch and brings the list up to date with it. The caller holds
// editing: no account is left between the look at the session and the writing. For one
// that was left nothing is written.
func (a *activeAccount) save(ctx context.Context, s *session, b Batch) error {
	if s.over() {
		return ErrNoAccount
	}
	ctx = context.WithoutCancel(ctx)
	if err := s.store.Save(ctx, b); err != nil {
		return fmt.Errorf("keeping what arrived: %w", err)
	}
	if b.State != nil {
		a.setState(s, *b.State)
	}
	ids := make([]string, len(b.Applications))
	for i := range b.Applications {
		ids[i] = b.Applications[i].ID
	}
	for _, c := range b.Changes {
		ids = append(ids, c.Application)
	}
	return a.refresh(ctx, s, ids, len(b.Changes) > 0)
}

// refresh reads the list's rows of these applications again and, if asked to, the
// number of unseen changes. The caller holds editing. What belongs to an account that
// is not active any more is left alone.
func (a *activeAccount) refresh(ctx context.Context, s *session, ids []string, unseen bool) error {
	if a.Account() != s.account {
		return nil
	}
	if unseen {
		if err := a.readUnseen(ctx, s); err != nil {
			return err
		}
	}
	if len(ids) == 0 {
		return nil
	}
	if !a.rows.complete {
		for _, id := range ids {
			a.rows.late[id] = true
		}
		return nil
	}
	summaries, err := s.store.SummariesOf(ctx, ids)
	if err != nil {
		return fmt.Errorf("bringing the list up to date: %w", err)
	}
	a.rows.set(summaries)
	a.publish()
	return nil
}

func (a *activeAccount) publish() { a.list.Store(a.rows.snapshot()) }

func (a *activeAccount) readUnseen(ctx context.Context, s *session) error {
	n, err := s.store.Unseen(ctx)
	if err != nil {
		return fmt.Errorf("counting what has not been seen: %w", err)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.session != nil && a.session.account == s.account {
		a.unseen = n
	}
	return nil
}

func (a *activeAccount) setState(s *session, state SyncState) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.session != nil && a.session.account == s.account {
		a.state = state
	}
}
