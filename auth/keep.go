package auth

import (
	"context"
	"fmt"
)

// Keep stores a session that lives in memory only, and has renewals of it
// stored too. The error matches ErrNotStored when that fails or ctx ends before;
// the session is active all the same.
func (s *Session) Keep(ctx context.Context) error {
	if !s.begin() {
		return ErrClosed
	}
	defer s.work.Done()
	for {
		s.mu.Lock()
		if s.state == SignedOut || s.state == WaitingForKeyring {
			s.mu.Unlock()
			return fmt.Errorf("storing the session: %w", ErrNotSignedIn)
		}
		s.keep = true
		gen, g, life := s.gen, s.grant, s.ctx
		s.mu.Unlock()

		err := s.storeWhile(ctx, life, gen, g)

		s.mu.Lock()
		if s.gen != gen {
			// A renewal came in between and there is a newer token to store, or
			// somebody signed out.
			s.mu.Unlock()
			continue
		}
		s.stored, s.problem = err == nil && s.vault.Lasting(), err
		s.mu.Unlock()
		s.notify()
		return err
	}
}

// storeWhile gives up when the grant is replaced: what replaces it would wait.
func (s *Session) storeWhile(ctx, life context.Context, gen uint64, g Grant) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(life, cancel)()
	return s.store(ctx, gen, g)
}

// Forget tries again to remove what an earlier session has left in the vault, where
// the present one is not to be kept. The error matches ErrNotRemoved when that fails
// or ctx ends before. Of a session that is kept it removes nothing.
func (s *Session) Forget(ctx context.Context) error {
	if !s.begin() {
		return ErrClosed
	}
	defer s.work.Done()
	s.mu.Lock()
	gen := s.gen
	void := s.keep || s.state == SignedOut || s.state == WaitingForKeyring
	s.mu.Unlock()
	if void { // signing out and in remove it themselves
		return nil
	}
	err := s.writing(ctx, ErrNotRemoved, func() error {
		s.mu.Lock()
		current := s.gen == gen && !s.keep
		s.mu.Unlock()
		if !current {
			return errSuperseded
		}
		return s.vault.Clear(ctx, itemSession)
	})
	s.mu.Lock()
	if s.gen == gen && !s.keep {
		s.problem = err
	}
	s.mu.Unlock()
	s.notify()
	return err
}
