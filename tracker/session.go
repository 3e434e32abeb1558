package tracker

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// firstScreen is how many rows are read before the rest of the list: more than
// any window shows.
const firstScreen = 200

// A session is the time during which one account is active.
type session struct {
	account string
	left    chan struct{} // closed when it is over
}

// over reports whether another account, or none, has become the active one.
func (s *session) over() bool {
	select {
	case <-s.left:
		return true
	default:
		return false
	}
}

// during returns a context that is done when the session is over.
func (s *session) during(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	stop := make(chan struct{})
	go func() {
		select {
		case <-s.left:
			cancel(ErrNoAccount)
		case <-stop:
		}
	}()
	return ctx, func() {
		close(stop)
		cancel(context.Canceled)
	}
}

// asAccountLeft turns a cancellation by the end of the session into [ErrNoAccount].
func (s *session) asAccountLeft(err error) error {
	if err != nil && s.over() && errors.Is(err, context.Canceled) {
		return fmt.Errorf("the account was left: %w", ErrNoAccount)
	}
	return err
}

// current returns the session under way.
func (t *Tracker) current() (*session, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.session == nil {
		return nil, ErrNoAccount
	}
	return t.session, nil
}

// begin ends the session under way and starts one with this account, or none for
// "". Until the new one's list is read it is empty and not complete.
func (t *Tracker) begin(account string) *session {
	t.edit.Lock()
	defer t.edit.Unlock()
	t.mu.Lock()
	if t.session != nil {
		close(t.session.left)
	}
	t.session, t.state, t.unseen = nil, SyncState{}, 0
	if account != "" {
		t.session = &session{account: account, left: make(chan struct{})}
	}
	s := t.session
	t.mu.Unlock()
	t.rows.clear()
	t.rows.complete = account == ""
	t.publish()
	return s
}

// Open makes an account the active one and reads its list: first as many rows as
// a screen can show, then it calls first, if there is one, and then reads the rest.
// If the account is open already, it only calls first. After an error the account
// is active and its list not complete; Open may be called again.
func (t *Tracker) Open(ctx context.Context, account string, first func()) error {
	if account == "" {
		return fmt.Errorf("opening an account: %w", ErrNoAccount)
	}
	if t.Account() == account && t.List().Complete() {
		if first != nil {
			first()
		}
		return nil
	}
	if err := t.store.SetActive(ctx, account); err != nil {
		return fmt.Errorf("opening an account: %w", err)
	}
	return t.open(ctx, t.begin(account), first)
}

// Resume opens the account that was active when the app last ran, and returns it,
// "" if there was none. See Open.
func (t *Tracker) Resume(ctx context.Context, first func()) (account string, err error) {
	account, err = t.store.Active(ctx)
	if err != nil {
		return "", fmt.Errorf("looking for the account to open: %w", err)
	}
	if account == "" {
		return "", nil
	}
	return account, t.open(ctx, t.begin(account), first)
}

// Leave makes no account the active one. What is kept stays. A synchronisation
// under way stops, and what still comes for the old account is dropped.
func (t *Tracker) Leave(ctx context.Context) error {
	t.begin("")
	if err := t.store.SetActive(ctx, ""); err != nil {
		return fmt.Errorf("leaving the account: %w", err)
	}
	return nil
}

// Suspend makes no account the active one until the next Resume, which opens the
// same as before, or Open. It is for whoever is about to replace what the store
// keeps: once it has returned nothing is written any more that was read before.
func (t *Tracker) Suspend() { t.begin("") }

// ResumeNext has the next run resume the active account, or none. In this run it
// stays the active one.
func (t *Tracker) ResumeNext(ctx context.Context, resume bool) error {
	t.edit.Lock() // Leave comes before or after, not in between
	defer t.edit.Unlock()
	account := ""
	if resume {
		account = t.Account()
	}
	if err := t.store.SetActive(ctx, account); err != nil {
		return fmt.Errorf("remembering the account: %w", err)
	}
	return nil
}

func (t *Tracker) open(ctx context.Context, s *session, first func()) error {
	if err := t.openFirst(ctx, s); err != nil {
		return fmt.Errorf("reading the list: %w", err)
	}
	if first != nil {
		first()
	}
	if t.List().Complete() {
		return nil
	}
	all, err := t.store.Summaries(ctx, s.account, -1)
	if err != nil {
		return fmt.Errorf("reading the list: %w", err)
	}
	t.edit.Lock()
	defer t.edit.Unlock()
	if s.over() {
		return ErrNoAccount
	}
	late := slices.Collect(maps.Keys(t.rows.late))
	t.rows.fill(all)
	t.publish()
	return t.refresh(ctx, s, late, false)
}

// openFirst reads what the first screen shows.
func (t *Tracker) openFirst(ctx context.Context, s *session) error {
	t.edit.Lock()
	defer t.edit.Unlock()
	if s.over() {
		return ErrNoAccount
	}
	state, err := t.store.State(ctx, s.account)
	if err != nil {
		return err
	}
	counts, err := t.store.Counts(ctx, s.account)
	if err != nil {
		return err
	}
	some, err := t.store.Summaries(ctx, s.account, firstScreen)
	if err != nil {
		return err
	}
	if err := t.readUnseen(ctx, s); err != nil {
		return err
	}
	t.setState(s, state)
	t.rows.fill(some)
	if len(some) == firstScreen {
		t.rows.complete = false
		t.rows.counts = counts
	}
	t.publish()
	return nil
}
