package tracker

import (
	"context"
	"errors"
	"time"
)

// A Source is InfoJobs as the signed-in person may read it. Implementations are
// safe for concurrent use, keep a polite rate by themselves, and return errors
// that match the sentinels below with errors.Is.
type Source interface {
	// Applications returns one page, counted from 1, ordered by last event,
	// newest first, [PageSize] to a page.
	Applications(ctx context.Context, page int) (Page, error)
	// Detail returns what only the single-application operation tells.
	Detail(ctx context.Context, applicationID string) (Detail, error)
	// Timeline returns every event of an application, newest first.
	Timeline(ctx context.Context, applicationID string) ([]Event, error)
	// Offer returns an offer, also one that InfoJobs has removed.
	Offer(ctx context.Context, offerID string) (Offer, error)
	// Candidate returns the signed-in person.
	Candidate(ctx context.Context) (Candidate, error)
}

// What can keep a [Source] from answering, as far as the person or the next
// step differs. Match with errors.Is.
var (
	ErrOffline      = errors.New("InfoJobs cannot be reached")
	ErrInsecure     = errors.New("the connection to InfoJobs is not secure")
	ErrPortal       = errors.New("the network answered in place of InfoJobs")
	ErrBotWall      = errors.New("InfoJobs answered with a web page")
	ErrUnavailable  = errors.New("InfoJobs does not work at the moment")
	ErrRateLimited  = errors.New("InfoJobs asks to wait")
	ErrSignedOut    = errors.New("InfoJobs no longer accepts the session")
	ErrKeysRefused  = errors.New("InfoJobs no longer accepts this app")
	ErrScopeMissing = errors.New("the permission for this was not granted")
	ErrNotFound     = errors.New("InfoJobs does not know it")
	ErrBadAnswer    = errors.New("InfoJobs' answer could not be understood")
)

// A RetryHinter is an error that knows how long InfoJobs asked to wait.
type RetryHinter interface {
	error
	// RetryAfter is how long to wait from when the error was returned; 0 when
	// InfoJobs did not say.
	RetryAfter() time.Duration
}
