package tracker

import (
	"context"
	"fmt"
	"maps"
	"slices"
)

// firstScreen is how many rows are read before the rest of the list: more than
// any window shows.
const firstScreen = 200

// Open makes an account the active one and reads its list: first as many rows as
// a screen can show, then it calls first, if there is one, and then reads the rest.
// If the account is open already, it only calls first. After an error the account
// is active and its list not complete; Open may be called again.
func (a *activeAccount) Open(ctx context.Context, account string, first func()) error {
	if account == "" {
		return fmt.Errorf("opening an account: %w", ErrNoAccount)
	}
	if a.Account() == account && a.List().Complete() {
		if first != nil {
			first()
		}
		return nil
	}
	if err := a.store.SetActive(ctx, account); err != nil {
		return fmt.Errorf("opening an account: %w", err)
	}
	return a.open(ctx, a.begin(account), first)
}

// Resume opens the account that was active when the app last ran, and returns it,
// "" if there was none. See Open.
func (a *activeAccount) Resume(ctx context.Context, first func()) (account string, err error) {
	account, err = a.store.Active(ctx)
	if err != nil {
		return "", fmt.Errorf("looking for the account to open: %w", err)
	}
	if account == "" {
		return "", nil
	}
	return account, a.open(ctx, a.begin(account), first)
}

// Leave makes no account the active one. What is kept stays. A synchronisation
// under way stops, and what still comes for the old account is dropped.
func (a *activeAccount) Leave(ctx context.Context) error {
	a.begin("")
	if err := a.store.SetActive(ctx, ""); err != nil {
		return fmt.Errorf("leaving the account: %w", err)
	}
	return nil
}

// Suspend makes no account the active one until the next Resume, which opens the
// same as before, or Open. It is for whoever is about to replace what the store
// keeps: once it has returned nothing is written any more that was read before.
func (a *activeAccount) Suspend() { a.begin("") }

// ResumeNext has the next run resume the active account, or none. In this run it
// stays the active one.
func (a *activeAccount) ResumeNext(ctx context.Context, resume bool) error {
	a.editing.Lock() // Leave comes before or after, not in between
	defer a.editing.Unlock()
	account := ""
	if resume {
		account = a.Account()
	}
	if err := a.store.SetActive(ctx, account); err != nil {
		return fmt.Errorf("remembering the account: %w", err)
	}
	return nil
}

func (a *activeAccount) open(ctx context.Context, s *session, first func()) error {
	if err := a.openFirst(ctx, s); err != nil {
		return fmt.Errorf("reading the list: %w", err)
	}
	if first != nil {
		first()
	}
	if a.List().Complete() {
		return nil
	}
	all, err := s.store.Summaries(ctx, -1)
	if err != nil {
		return fmt.Errorf("reading the list: %w", err)
	}
	a.editing.Lock()
	defer a.editing.Unlock()
	if s.over() {
		return ErrNoAccount
	}
	late := slices.Collect(maps.Keys(a.rows.late))
	a.rows.fill(all)
	a.publish()
	return a.refresh(ctx, s, late, false)
}

// openFirst reads what the first screen shows.
func (a *activeAccount) openFirst(ctx context.Context, s *session) error {
	a.editing.Lock()
	defer a.editing.Unlock()
	if s.over() {
		return ErrNoAccount
	}
	state, err := s.store.State(ctx)
	if err != nil {
		return err
	}
	counts, err := s.store.Counts(ctx)
	if err != nil {
		return err
	}
	some, err := s.store.Summaries(ctx, firstScreen)
	if err != nil {
		return err
	}
	if err := a.readUnseen(ctx, s); err != nil {
		return err
	}
	a.setState(s, state)
	a.rows.fill(some)
	if len(some) == firstScreen {
		a.rows.complete = false
		a.rows.counts = counts
	}
	a.publish()
	return nil
}
