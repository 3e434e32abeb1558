package auth

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

// How long the keyring may take where nobody stands before it on purpose.
const (
	startLimit  = 5 * time.Second  // the read at the start, before the app goes on without it
	rereadLimit = 5 * time.Second  // the look for what another process stored
	saveLimit   = 30 * time.Second // storing a renewed token
)

// A State is what the person needs to know about the session.
type State int

// The states of a session.
const (
	SignedOut         State = iota
	WaitingForKeyring       // the keyring has not answered yet whether there is a session
	Active
	Expired     // InfoJobs no longer accepts it: sign in again
	KeysRefused // InfoJobs no longer accepts the app's keys
)

// A Status describes a session at one moment.
type Status struct {
	State State
	// Stored says that the session will be there after a restart.
	Stored bool
	// StorageProblem is why it is not stored although it should be, or could
	// not be read or removed; nil when all is well. Match with errors.Is.
	StorageProblem error
	Scopes         Scopes
	ScopesKnown    bool
	Account        string
	// Since is when the person signed in, in UTC; zero if that is not known.
	Since time.Time
}

// A Session keeps one person's grant: it gives out tokens, renews and stores
// them. It is safe for concurrent use.
type Session struct {
	client  *Client
	vault   Vault
	log     *slog.Logger
	flights singleflight.Group
	// storing is held while the vault is written, by who can take what is in it.
	storing chan struct{}
	base    context.Context // ends with the session
	stop    context.CancelFunc
	reads   context.Context // ends when Close begins: nothing is lost by not reading
	unread  context.CancelFunc
	work    sync.WaitGroup

	mu        sync.Mutex
	closed    bool
	listeners []func(Status)
	// gen counts the grants. Work begun for one is dropped when it is no longer
	// the current one, and its context ctx ends.
	gen     uint64
	ctx     context.Context
	end     context.CancelFunc
	state   State
	grant   Grant
	keep    bool // the person wants it stored
	stored  bool
	problem error
	refused Keys // what state KeysRefused is about
	backoff backoff
}

// NewSession returns a session that is signed out. A nil log discards.
func NewSession(c *Client, v Vault, log *slog.Logger) *Session {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	s := &Session{client: c, vault: v, log: log, storing: make(chan struct{}, 1)}
	s.base, s.stop = context.WithCancel(context.Background())
	s.reads, s.unread = context.WithCancel(s.base)
	s.ctx, s.end = context.WithCancel(s.base)
	return s
}

// Format keeps the grant out of anything printed.
func (s *Session) Format(f fmt.State, _ rune) { printAs(f, "auth.Session") }

// OnChange has f called after each change of the status, from any goroutine and
// outside all locks. Calls may overtake each other: [Session.Status] is the truth.
func (s *Session) OnChange(f func(Status)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.listeners = append(s.listeners, f)
}

// Status returns the current status.
func (s *Session) Status() Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	return Status{
		State:          s.state,
		Stored:         s.stored,
		StorageProblem: s.problem,
		Scopes:         s.grant.Scopes,
		ScopesKnown:    s.grant.ScopesKnown,
		Account:        s.grant.Account,
		Since:          s.grant.Since,
	}
}

func (s *Session) notify() {
	s.mu.Lock()
	listeners := s.listeners
	if s.closed {
		listeners = nil
	}
	s.mu.Unlock()
	status := s.Status()
	for _, f := range listeners {
		f(status)
	}
}

// next makes what is under way for the current grant void. s.mu must be held.
func (s *Session) next() (uint64, context.Context) {
	s.end()
	s.gen++
	s.ctx, s.end = context.WithCancel(s.base)
	s.backoff = backoff{}
	return s.gen, s.ctx
}

// set replaces what is known of the grant. s.mu must be held.
func (s *Session) set(state State, g Grant, stored bool, problem error) {
	s.state, s.grant, s.stored, s.problem = state, g, stored, problem
}

// Load takes over the stored session; that there is none is no error. If the
// keyring takes longer than five seconds, or than ctx allows, Load returns
// ErrKeyringTimeout, the state is WaitingForKeyring, and the session is taken
// over when it comes, unless something else happened by then.
func (s *Session) Load(ctx context.Context) error { //nolint:contextcheck // the reading outlives the call
	if !s.begin() {
		return ErrClosed
	}
	s.mu.Lock()
	gen, life := s.gen, s.ctx
	s.mu.Unlock()
	done := make(chan error, 1)
	go func() {
		defer s.work.Done()
		done <- s.load(life, gen)
	}()
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	select {
	case err := <-done:
		return err
	default:
	}
	s.wait(gen)
	return fmt.Errorf("reading the stored session: %w: %w", ErrKeyringTimeout, ctx.Err())
}

func (s *Session) wait(gen uint64) {
	s.mu.Lock()
	waiting := s.gen == gen && s.state == SignedOut
	if waiting {
		s.state = WaitingForKeyring
	}
	s.mu.Unlock()
	if waiting {
		s.notify()
	}
}

func (s *Session) load(ctx context.Context, gen uint64) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(s.reads, cancel)() //nolint:contextcheck // closing ends the read
	b, err := s.vault.Load(ctx, itemSession)
	var g Grant
	var found bool
	switch {
	case err == nil:
		if g, found = decodeGrant(b); !found {
			s.log.Warn("the stored session is of an unknown form and is left alone")
		}
	case errors.Is(err, ErrNotFound):
		err = nil
	default:
		err = fmt.Errorf("reading the stored session: %w", err)
	}
	s.mu.Lock()
	if s.gen != gen {
		s.mu.Unlock()
		return nil
	}
	// Whoever still waits must not make it WaitingForKeyring after this.
	s.next()
	if found {
		s.keep = true
		s.set(Active, g, s.vault.Lasting(), nil)
	} else {
		s.set(SignedOut, Grant{}, false, err)
	}
	s.mu.Unlock()
	s.notify()
	return err
}

// Adopt makes g the session of the account, in place of any other. With keep it is
// stored first; if that fails, or ctx ends before, the session lives in memory and the
// error matches ErrNotStored. Without keep nothing is stored, and what was is
// removed; if that cannot be confirmed the error matches ErrNotRemoved. In both
// cases the session is active all the same.
func (s *Session) Adopt(ctx context.Context, g Grant, account string, keep bool) error {
	g.Account = account
	if !s.begin() {
		return ErrClosed
	}
	defer s.work.Done()
	s.mu.Lock()
	gen, life := s.next()
	// A renewal of the old grant must not get in between.
	s.grant, s.state = Grant{}, SignedOut
	s.problem = nil // nor may a Forget of the old remove the new
	s.mu.Unlock()

	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(life, cancel)() //nolint:contextcheck // so does whatever replaces the grant
	var problem error
	if keep {
		problem = s.store(ctx, gen, g)
	} else {
		problem = s.erase(ctx)
	}

	s.mu.Lock()
	if s.gen != gen {
		s.mu.Unlock()
		return fmt.Errorf("taking over the sign-in: %w", ErrAttemptCancelled)
	}
	s.next()
	s.keep = keep
	s.set(Active, g, keep && problem == nil && s.vault.Lasting(), problem)
	s.mu.Unlock()
	s.notify()
	return problem
}

// SignOut forgets the session at once and removes it from the vault. The error
// matches ErrNotRemoved when it may still be there.
func (s *Session) SignOut(ctx context.Context) error {
	if !s.begin() {
		return ErrClosed
	}
	defer s.work.Done()
	s.mu.Lock()
	gen, _ := s.next()
	stored := s.stored
	s.keep = false
	s.set(SignedOut, Grant{}, false, nil)
	s.mu.Unlock()
	s.notify()

	err := s.erase(ctx)
	if errors.Is(err, ErrKeyringMissing) && !stored {
		return nil // there is nowhere that it could be
	}
	if err == nil {
		return nil
	}
	s.mu.Lock()
	if s.gen == gen {
		s.problem = err
	}
	s.mu.Unlock()
	s.notify()
	return err
}

// store saves g if it still is what gen stands for.
func (s *Session) store(ctx context.Context, gen uint64, g Grant) error {
	b, err := encodeGrant(g)
	if err != nil {
		return fmt.Errorf("storing the session: %w", ErrNotStored)
	}
	return s.writing(ctx, ErrNotStored, func() error {
		s.mu.Lock()
		current := s.gen == gen
		s.mu.Unlock()
		if !current {
			return errSuperseded
		}
		return s.vault.Save(ctx, itemSession, b)
	})
}

func (s *Session) erase(ctx context.Context) error {
	return s.writing(ctx, ErrNotRemoved, func() error { return s.vault.Clear(ctx, itemSession) })
}

// writing lets one at a time change the vault, so that what is voided cannot be
// written after what voided it.
func (s *Session) writing(ctx context.Context, failed error, write func() error) error {
	select {
	case s.storing <- struct{}{}:
		defer func() { <-s.storing }()
	case <-ctx.Done():
		return fmt.Errorf("waiting for the keyring: %w: %w", failed, ctx.Err())
	}
	err := write()
	if err == nil || errors.Is(err, failed) {
		return err
	}
	return fmt.Errorf("changing the stored session: %w: %w", failed, err)
}

// begin reports whether work may begin; the caller then ends it with work.Done.
func (s *Session) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		s.work.Add(1)
	}
	return !s.closed
}

// Close waits for a renewal under way, whose token would be lost, as long as ctx
// allows, then ends everything else. The vault is the caller's to close, after.
func (s *Session) Close(ctx context.Context) error {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.unread()
	done := make(chan struct{})
	go func() {
		s.work.Wait()
		close(done)
	}()
	var err error
	select {
	case <-done:
	case <-ctx.Done():
		err = fmt.Errorf("closing the session: %w", ctx.Err())
	}
	s.stop()
	<-done
	return err
}
