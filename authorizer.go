package main

import (
	"context"
	"errors"
	"fmt"

	"candidaturas/api"
	"candidaturas/auth"
	"candidaturas/tracker"
)

// An authorizer hands the session's tokens to the client. The session's errors
// come out of the client again, where tracker and the presenters look for
// tracker's own kinds.
type authorizer struct{ api.Authorizer }

// kinds pairs what auth and tracker call the same thing.
var kinds = []struct{ auth, tracker error }{
	{auth.ErrGrantDead, tracker.ErrSignedOut},
	{auth.ErrNotSignedIn, tracker.ErrSignedOut},
	{auth.ErrKeysRefused, tracker.ErrKeysRefused},
	{auth.ErrNoKeys, tracker.ErrKeysRefused},
	{auth.ErrWebPage, tracker.ErrBotWall},
	{auth.ErrPortal, tracker.ErrPortal},
	{auth.ErrOffline, tracker.ErrOffline},
	{auth.ErrInsecure, tracker.ErrInsecure},
	{auth.ErrUnavailable, tracker.ErrUnavailable},
	{auth.ErrBadAnswer, tracker.ErrBadAnswer},
}

func translate(err error) error {
	for _, k := range kinds {
		if errors.Is(err, k.auth) {
			return fmt.Errorf("%w: %w", k.tracker, err)
		}
	}
	return err
}

func (a authorizer) App(ctx context.Context) (id, secret string, err error) {
	id, secret, err = a.Authorizer.App(ctx)
	return id, secret, translate(err)
}

func (a authorizer) Token(ctx context.Context, rejected string) (string, error) {
	token, err := a.Authorizer.Token(ctx, rejected)
	return token, translate(err)
}
