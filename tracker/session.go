package tracker

import (
	"context"
	"errors"
	"fmt"
)

// ErrNoAccount says that no account is active, or no longer the one that the
// operation began with.
var ErrNoAccount = errors.New("no account is active")

// A session is the time during which one account is active.
type session struct {
	account string
	store   AccountStore
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

// application returns what is kept of one application, nil if it is not known.
func (s *session) application(ctx context.Context, id string) (*Kept, error) {
	kept, err := s.store.Kept(ctx, []string{id})
	if err != nil {
		return nil, fmt.Errorf("reading an application: %w", err)
	}
	return kept[id], nil
}
