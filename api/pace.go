package api

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"
	"golang.org/x/time/rate"
)

const (
	// maxTries counts the first one.
	maxTries = 4
	// maxSleep is the longest wait that a call sleeps through. A longer one is
	// returned, so that the person can be told when it goes on.
	maxSleep = 20 * time.Second

	minJitter  = time.Second
	baseJitter = 4 * time.Second
	maxJitter  = 60 * time.Second
)

// A waiter is an error that can say again, for another operation, that InfoJobs
// asked to wait.
type waiter interface {
	error
	RetryAfter() time.Duration
	waiting(operation string, d time.Duration) error
}

// A pace decides when the next request may leave, for all callers together.
type pace struct {
	limiter *rate.Limiter

	mu    sync.Mutex
	until time.Time // nothing leaves before
	cause waiter
}

func newPace(limit rate.Limit, burst int) *pace {
	return &pace{limiter: rate.NewLimiter(limit, burst)}
}

// wait returns when a request may leave. If InfoJobs asked for a long wait it
// returns the error that said so, without waiting.
func (p *pace) wait(ctx context.Context, operation string) error {
	for {
		d, cause := p.held()
		switch {
		case d > maxSleep:
			return cause.waiting(operation, d)
		case d > 0:
			if err := sleep(ctx, d); err != nil {
				return fmt.Errorf("%s: %w", operation, err)
			}
			continue
		}
		if err := p.takeTurn(ctx, operation); err != nil {
			return err
		}
		// Meanwhile another call may have been asked to wait.
		if d, _ := p.held(); d <= 0 {
			return nil
		}
	}
}

func (p *pace) takeTurn(ctx context.Context, operation string) error {
	err := p.limiter.Wait(ctx)
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return fmt.Errorf("%s: %w", operation, ctx.Err())
	}
	// The limiter gives up early when the turn comes after the deadline.
	return fmt.Errorf("%s: waiting for a turn: %w", operation, context.DeadlineExceeded)
}

func (p *pace) held() (time.Duration, waiter) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return time.Until(p.until), p.cause
}

// heed makes everybody wait as long as an answer of an overloaded server asks.
// One operation that is switched off says nothing about the others.
func (p *pace) heed(status int, err error) {
	var e *Error
	if errors.As(err, &e) && e.disabled() {
		return
	}
	var w waiter
	if errors.As(err, &w) && w.RetryAfter() > 0 && overloaded(status) {
		p.hold(w.RetryAfter(), w)
	}
}

func (p *pace) hold(d time.Duration, cause waiter) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if until := time.Now().Add(d); until.After(p.until) {
		p.until, p.cause = until, cause
	}
}

func overloaded(status int) bool {
	return status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable
}

// A retryPlan decides whether and when one call is tried again. It is a
// [backoff.BackOff] that knows the last error.
type retryPlan struct {
	pace  *pace
	last  error
	tries int
}

// NextBackOff waits as long as InfoJobs asked, or else for a random time.
func (p *retryPlan) NextBackOff() time.Duration {
	var r interface{ transient() bool }
	if !errors.As(p.last, &r) || !r.transient() {
		return backoff.Stop
	}
	var e *Error
	if errors.As(p.last, &e) {
		return p.afterError(e)
	}
	return p.jitter()
}

// Reset is called by backoff before the first try.
func (p *retryPlan) Reset() { p.tries = 0 }

func (p *retryPlan) afterError(e *Error) time.Duration {
	if e.wait > maxSleep {
		return backoff.Stop
	}
	if e.wait > 0 {
		return e.wait
	}
	d := p.jitter()
	if overloaded(e.Status) {
		p.pace.hold(d, e)
	}
	return d
}

// jitter is full jitter, from one second to a ceiling that doubles: clients that
// failed together do not come back together.
func (p *retryPlan) jitter() time.Duration {
	ceiling := maxJitter
	if p.tries < 4 {
		ceiling = min(maxJitter, baseJitter<<p.tries)
	}
	p.tries++
	return minJitter + rand.N(ceiling-minJitter+1) //nolint:gosec // not a secret
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
