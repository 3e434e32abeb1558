package auth

import (
	"context"
	"fmt"
)

// Keep tries again to store a session that lives in memory only. The error
// matches ErrNotStored when that fails; the session is active all the same.
func (s *Session) Keep(ctx context.Context) error {
	if !s.begin() {
		return ErrClosed
	}
	defer s.work.Done()
	s.mu.Lock()
	gen, g, state := s.gen, s.grant, s.state
	s.mu.Unlock()
	if state == SignedOut || state == WaitingForKeyring {
		return fmt.Errorf("storing the session: %w", ErrNotSignedIn)
	}
	for {
		err := s.store(ctx, gen, g)
		s.mu.Lock()
		if s.gen != gen {
			s.mu.Unlock()
			return fmt.Errorf("storing the session: %w", ErrAttemptCancelled)
		}
		// A renewal in between has stored, or failed to store, a newer token.
		if err == nil && s.grant.Access != g.Access {
			g = s.grant
			s.mu.Unlock()
			continue
		}
		s.keep, s.stored, s.problem = true, err == nil && s.vault.Lasting(), err
		s.mu.Unlock()
		s.notify()
		return err
	}
}
