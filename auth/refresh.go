package auth

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"candidaturas/api/fault"
)

const (
	// early is how long before its expiry a token is renewed.
	early = 60 * time.Second
	// refreshLimit bounds a renewal as a whole, except for storing its result.
	refreshLimit = 30 * time.Second
)

// errSuperseded is for work whose grant is no longer the current one.
var errSuperseded = errors.New("the session was replaced meanwhile")

// App returns what the app authenticates itself with, or ErrNoKeys.
func (s *Session) App(context.Context) (id, secret string, err error) {
	return appKeys(s.client)
}

func appKeys(c *Client) (id, secret string, err error) {
	k := c.Keys()
	if k.Empty() {
		return "", "", ErrNoKeys
	}
	return k.ClientID, k.ClientSecret.Reveal(), nil
}

// Token returns an access token. A caller whose token was refused passes it as
// rejected: if it is still the current one it is renewed, else the current one
// is returned. All callers share one renewal, which goes on when they leave, and
// a failed one is not repeated before its time: until then they get its error,
// without a request.
//
// Errors match ErrNotSignedIn, ErrNoKeys, ErrClosed, those of package fault, or the
// context's.
func (s *Session) Token(ctx context.Context, rejected string) (string, error) {
	for {
		s.mu.Lock()
		token, gen, err := s.decide(rejected)
		s.mu.Unlock()
		if token != "" || err != nil {
			return token.Reveal(), err
		}
		flight := s.flights.DoChan(strconv.FormatUint(gen, 10), func() (any, error) { return s.refresh(ctx, gen) })
		select {
		case <-ctx.Done():
			return "", fmt.Errorf("waiting for the session to be renewed: %w", ctx.Err())
		case r := <-flight:
			if fresh, ok := r.Val.(Secret); ok && r.Err == nil {
				return fresh.Reveal(), nil
			}
			if !errors.Is(r.Err, errSuperseded) {
				return s.orCurrent(rejected, r.Err)
			}
		}
	}
}

// decide returns the token to use, or the error to return, or neither when the
// grant of the returned generation has to be renewed. s.mu must be held.
func (s *Session) decide(rejected string) (Secret, uint64, error) {
	switch {
	case s.closed:
		return "", 0, ErrClosed
	case s.state == SignedOut || s.state == WaitingForKeyring:
		return "", 0, ErrNotSignedIn
	case s.state == Expired:
		return "", 0, fault.ErrSignedOut
	case s.state == KeysRefused && s.refused == s.client.Keys():
		return "", 0, fault.ErrKeysRefused
	case s.grant.usable(early) && !s.isCurrent(rejected):
		return s.grant.Access, 0, nil
	}
	err := s.backoff.err()
	if err != nil && s.grant.usable(0) && !s.isCurrent(rejected) {
		return s.grant.Access, 0, nil
	}
	return "", s.gen, err
}

func (s *Session) isCurrent(token string) bool {
	return token != "" && token == s.grant.Access.Reveal()
}

// orCurrent goes on with a token that was to be renewed early and could not be.
func (s *Session) orCurrent(rejected string, err error) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state == Active && s.grant.usable(0) && !s.isCurrent(rejected) {
		return s.grant.Access.Reveal(), nil
	}
	return "", err
}

// refresh renews the grant of the given generation, unless another process has
// done so already. It outlives the caller: the old token dies with the request,
// and giving up would lose the new one.
func (s *Session) refresh(caller context.Context, gen uint64) (Secret, error) {
	if !s.begin() {
		return "", ErrClosed
	}
	defer s.work.Done()
	s.mu.Lock()
	g, life, stored, current := s.grant, s.ctx, s.stored, s.gen == gen
	s.mu.Unlock()
	if !current {
		return "", errSuperseded
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(caller), refreshLimit)
	defer cancel()
	defer context.AfterFunc(life, cancel)() //nolint:contextcheck // the grant ends the work, the caller does not

	keys := s.client.Keys()
	fresh, saved, err := s.renew(ctx, keys, g, stored)
	if err != nil {
		return "", s.failed(gen, keys, err)
	}
	return s.publish(life, gen, fresh, saved) //nolint:contextcheck // nor does it end the saving
}

// renew returns a grant that is good, and whether it is stored already.
func (s *Session) renew(ctx context.Context, keys Keys, g Grant, stored bool) (fresh Grant, saved bool, err error) {
	if stored {
		if other, ok := s.reread(ctx, g); ok {
			if other.usable(early) {
				return other, true, nil
			}
			g = other
		}
	}
	fresh, err = s.client.refresh(ctx, keys, g)
	if !stored || !errors.Is(err, fault.ErrSignedOut) {
		return fresh, false, err
	}
	other, ok := s.reread(ctx, g)
	switch {
	case !ok:
		return Grant{}, false, err
	case other.usable(early):
		return other, true, nil
	}
	fresh, err = s.client.refresh(ctx, keys, other)
	return fresh, false, err
}

// reread returns what another process stored for the same person since.
func (s *Session) reread(ctx context.Context, g Grant) (Grant, bool) {
	ctx, cancel := context.WithTimeout(ctx, rereadLimit)
	defer cancel()
	b, err := s.vault.Load(ctx, itemSession)
	if err != nil {
		return Grant{}, false
	}
	other, ok := decodeGrant(b)
	if !ok || other.Account != g.Account {
		return Grant{}, false
	}
	return other, other.Access != g.Access || other.Refresh != g.Refresh
}

// publish stores the renewed grant, then lets it be used. If it cannot be stored
// the session goes on in memory.
func (s *Session) publish(life context.Context, gen uint64, g Grant, saved bool) (Secret, error) {
	s.mu.Lock()
	keep := s.keep
	s.mu.Unlock()
	var problem error
	if keep && !saved {
		ctx, cancel := context.WithTimeout(life, saveLimit)
		defer cancel()
		problem = s.store(ctx, gen, g)
	}
	s.mu.Lock()
	if s.gen != gen {
		s.mu.Unlock()
		return "", errSuperseded
	}
	s.next()
	stored := keep && problem == nil && s.vault.Lasting()
	if !keep {
		problem = s.problem // an earlier session may still be there
	}
	s.set(Active, g, stored, problem)
	s.mu.Unlock()
	if keep && problem != nil {
		s.log.Warn("the renewed session is in memory only", "err", problem)
	}
	s.notify()
	return g.Access, nil
}

// failed takes note of a failed renewal. Nothing is deleted: a session that
// InfoJobs refuses today may be one that another process renewed.
func (s *Session) failed(gen uint64, keys Keys, err error) error {
	s.mu.Lock()
	if s.gen != gen {
		s.mu.Unlock()
		return errSuperseded
	}
	before := s.state
	switch {
	case errors.Is(err, fault.ErrSignedOut):
		s.state = Expired
	case errors.Is(err, ErrNoKeys): // nobody was asked
	case errors.Is(err, fault.ErrKeysRefused):
		s.state, s.refused = KeysRefused, keys
	default:
		s.backoff.add(err)
	}
	changed := s.state != before
	s.mu.Unlock()
	s.log.Info("the session could not be renewed", "err", err)
	if changed {
		s.notify()
	}
	return err
}
