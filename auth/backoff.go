package auth

import (
	"errors"
	"time"

	"candidaturas/api/fault"
)

const (
	firstPause = 2 * time.Second
	lastPause  = 64 * time.Second
)

// A backoff keeps a failed call from being repeated before its time.
type backoff struct {
	pause time.Duration
	until time.Time
	last  *Error
}

// add notes a failure. The pause doubles from two seconds to 64, unless InfoJobs
// says how long.
func (b *backoff) add(err error) {
	b.pause = min(max(2*b.pause, firstPause), lastPause)
	last := &Error{Op: "renewing the session", Kind: fault.ErrUnavailable}
	var e *Error
	if errors.As(err, &e) {
		copied := *e
		last = &copied
	}
	// What ended that call was its own deadline, not that of who asks next.
	last.cause = nil
	b.last = last
	wait := b.pause
	if last.Wait > 0 {
		wait = last.Wait
	}
	b.until = time.Now().Add(wait)
}

// err returns the last failure, with what is left to wait, until its time is
// over.
func (b *backoff) err() error {
	left := time.Until(b.until)
	if b.last == nil || left <= 0 {
		return nil
	}
	again := *b.last
	again.Wait = left
	return &again
}
