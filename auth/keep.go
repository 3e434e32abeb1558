package auth

import (
	"context"
	"errors"
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

// Forget tries again to remove what could not be removed: the session that was
// signed out of, or the one before a session that is not to be kept. The error
// matches ErrNotRemoved when that fails or ctx ends before. Where there is nothing
// of the kind to remove, or the session is to be kept meanwhile, it does nothing.
func (s *Session) Forget(ctx context.Context) error {
	if !s.begin() {
		return ErrClosed
	}
	defer s.work.Done()
	for {
		s.mu.Lock()
		if s.keep || !errors.Is(s.problem, ErrNotRemoved) {
			s.mu.Unlock()
			return nil
		}
		gen, life := s.gen, s.ctx
		s.mu.Unlock()

		err := s.eraseWhile(ctx, life, gen)

		s.mu.Lock()
		if s.gen != gen || s.keep {
			// A renewal came in between and it is still there, or somebody signed
			// in or out or wants it kept, and nothing is left to do here.
			s.mu.Unlock()
			continue
		}
		s.problem = err
		s.mu.Unlock()
		s.notify()
		return err
	}
}

// eraseWhile gives up when the grant is replaced: what replaces it would wait.
func (s *Session) eraseWhile(ctx, life context.Context, gen uint64) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(life, cancel)()
	return s.writing(ctx, ErrNotRemoved, func() error {
		s.mu.Lock()
		current := s.gen == gen && !s.keep
		s.mu.Unlock()
		if !current {
			return errSuperseded
		}
		return s.vault.Clear(ctx, itemSession)
	})
}
