package api

import (
	"context"
	"errors"

	"candidaturas/api/fault"
	"candidaturas/tracker"
)

var _ tracker.Source = (*Client)(nil)

// read sends the request of an operation, decodes its answer and logs how much of
// it is not as documented. decode reports false for JSON that is not what the
// operation answers.
func read[T any](ctx context.Context, c *Client, r call, decode func(body []byte, odd *int) (T, bool)) (T, error) {
	var none T
	body, err := c.do(ctx, r)
	if err != nil {
		return none, forTracker(err)
	}
	odd := 0
	v, ok := decode(body, &odd)
	if !ok {
		return none, forTracker(&BodyError{Operation: r.operation, Reason: "not what the operation answers"})
	}
	c.logOdd(ctx, r.operation, odd)
	return v, nil
}

// meanings pairs what packages fault and tracker call the same thing: tracker,
// which does not know InfoJobs' API, has sentinels of its own.
var meanings = []struct{ fault, tracker error }{
	{fault.ErrOffline, tracker.ErrOffline},
	{fault.ErrInsecure, tracker.ErrInsecure},
	{fault.ErrPortal, tracker.ErrPortal},
	{fault.ErrBotWall, tracker.ErrBotWall},
	{fault.ErrUnavailable, tracker.ErrUnavailable},
	{fault.ErrRateLimited, tracker.ErrRateLimited},
	{fault.ErrSignedOut, tracker.ErrSignedOut},
	{fault.ErrKeysRefused, tracker.ErrKeysRefused},
	{fault.ErrScopeMissing, tracker.ErrScopeMissing},
	{fault.ErrNotFound, tracker.ErrNotFound},
	{fault.ErrBadAnswer, tracker.ErrBadAnswer},
}

// A sourceError is an error of the client that tracker can match, too.
type sourceError struct{ err, meaning error }

func (e *sourceError) Error() string   { return e.err.Error() }
func (e *sourceError) Unwrap() []error { return []error{e.err, e.meaning} }

// forTracker leaves alone what tracker has no word for, such as a context's end.
func forTracker(err error) error {
	for _, m := range meanings {
		if errors.Is(err, m.fault) {
			return &sourceError{err, m.tracker}
		}
	}
	return err
}
