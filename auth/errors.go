package auth

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"candidaturas/api/fault"
)

// What can be wrong with a pasted text or the attempt it belongs to.
var (
	ErrEmpty            = errors.New("nothing was pasted")
	ErrMalformed        = errors.New("the text holds no verification code")
	ErrStateMismatch    = errors.New("the code belongs to another sign-in attempt")
	ErrForeignHost      = errors.New("the address is not of InfoJobs")
	ErrAuthorizePage    = errors.New("the address is that of the page where permission is given")
	ErrDenied           = errors.New("the person did not give permission")
	ErrRefused          = errors.New("InfoJobs refused the sign-in")
	ErrAttemptExpired   = errors.New("the sign-in attempt is over")
	ErrAttemptCancelled = errors.New("the sign-in attempt was cancelled")
	ErrBusy             = errors.New("a code is being exchanged already")
)

// What can keep a token from being given besides the errors of package fault.
// Without keys and without a session it is as if InfoJobs had refused them.
var (
	ErrNoKeys       = fmt.Errorf("there are no app keys: %w", fault.ErrKeysRefused)
	ErrNotSignedIn  = fmt.Errorf("nobody is signed in: %w", fault.ErrSignedOut)
	ErrCodeRejected = errors.New("the code is not valid or was used before")
	ErrClosed       = errors.New("closed")
)

// What can go wrong with the keyring.
var (
	ErrNotFound       = errors.New("no such item")
	ErrKeyringMissing = errors.New("there is no keyring")
	ErrKeyringLocked  = errors.New("the keyring stayed locked")
	ErrKeyringTimeout = errors.New("the keyring did not answer in time")
	ErrKeyringFailed  = errors.New("the keyring failed")
	ErrTooBig         = errors.New("too big for the keyring")
	ErrNotStored      = errors.New("not stored")
	ErrNotRemoved     = errors.New("removal could not be confirmed")
)

// An Error is a failed call of InfoJobs' token endpoint. It matches its Kind
// with errors.Is and holds nothing that InfoJobs wrote, but for a known code.
type Error struct {
	Op     string        // what was being done
	Kind   error         // one of the sentinels of this package or of package fault
	Status int           // HTTP status, 0 when there was no answer
	Code   string        // InfoJobs' error code when it is a known one
	Wait   time.Duration // see RetryAfter

	cause error // the context's error, if that ended the call
}

func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %v", e.Op, e.Kind)
	if e.Status != 0 {
		fmt.Fprintf(&b, " (status %d", e.Status)
		if e.Code != "" {
			b.WriteString(", " + e.Code)
		}
		b.WriteByte(')')
	}
	if e.cause != nil {
		fmt.Fprintf(&b, ": %v", e.cause)
	}
	return b.String()
}

// Unwrap returns the kind and, when a context ended the call, its error.
func (e *Error) Unwrap() []error {
	if e.cause == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.cause}
}

// RetryAfter is how long to wait before trying again, at most
// [fault.MaxRetryAfter]; 0 when InfoJobs did not say.
func (e *Error) RetryAfter() time.Duration { return e.Wait }
