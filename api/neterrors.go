package api

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"syscall"
	"time"

	"candidaturas/api/fault"
)

// An HTMLError is a web page where JSON was expected: a bot wall, a gateway's
// page or a network's sign-in page. It matches fault.ErrUnavailable when the
// status is 5xx and fault.ErrBotWall otherwise.
type HTMLError struct {
	Operation string
	Status    int
	wait      time.Duration
}

func (e *HTMLError) Error() string {
	return fmt.Sprintf("%s: a web page came instead of JSON, with status %d", e.Operation, e.Status)
}

// Is reports whether target is the matching sentinel of package fault.
func (e *HTMLError) Is(target error) bool {
	if e.Status >= http.StatusInternalServerError {
		return target == fault.ErrUnavailable
	}
	return target == fault.ErrBotWall
}

// RetryAfter is how long the answer asked to wait, at most [fault.MaxRetryAfter];
// 0 when it did not say.
func (e *HTMLError) RetryAfter() time.Duration { return e.wait }

func (e *HTMLError) waiting(operation string, d time.Duration) error {
	return &HTMLError{Operation: operation, Status: e.Status, wait: d}
}

// A RedirectError is a redirect, which the API never sends, so that something
// between here and InfoJobs did. It matches fault.ErrPortal.
type RedirectError struct {
	Operation string
	Status    int
}

func (e *RedirectError) Error() string {
	return fmt.Sprintf("%s: a redirect with status %d was not followed", e.Operation, e.Status)
}

// Is reports whether target is fault.ErrPortal.
func (e *RedirectError) Is(target error) bool { return target == fault.ErrPortal }

// A TLSError is a connection that could not be secured. It matches
// fault.ErrInsecure.
type TLSError struct {
	Operation string
	err       error
}

func (e *TLSError) Error() string { return e.Operation + ": the connection is not secure" }

// Is reports whether target is fault.ErrInsecure.
func (e *TLSError) Is(target error) bool { return target == fault.ErrInsecure }

// Unwrap returns the cause, which may name hosts.
func (e *TLSError) Unwrap() error { return e.err }

// A NetworkError is a request that got no answer. It matches
// fault.ErrUnavailable when InfoJobs took too long and fault.ErrOffline
// otherwise.
type NetworkError struct {
	Operation string
	late      bool // connected, and no answer in time
	final     bool // trying again at once cannot help
	err       error
}

func (e *NetworkError) Error() string {
	return fmt.Sprintf("%s: %s", e.Operation, e.reason())
}

// reason avoids the cause's own text, which may quote addresses of proxies with
// their passwords.
func (e *NetworkError) reason() string {
	var dns *net.DNSError
	var errno syscall.Errno
	switch {
	case e.late:
		return "no answer in time"
	case errors.As(e.err, &dns):
		return "the host name could not be resolved"
	case errors.As(e.err, &errno):
		return "the connection failed: " + errno.Error()
	}
	return "the connection failed"
}

// Is reports whether target is the matching sentinel of package fault.
func (e *NetworkError) Is(target error) bool {
	if e.late {
		return target == fault.ErrUnavailable
	}
	return target == fault.ErrOffline
}

// Unwrap returns the cause, which may name hosts.
func (e *NetworkError) Unwrap() error { return e.err }

func (e *NetworkError) transient() bool { return !e.final }

// A BodyError is an answer whose body is cut short, too large, not JSON or not
// what the operation answers with. It matches fault.ErrBadAnswer.
type BodyError struct {
	Operation string
	Reason    string // one of ours, never from the answer
	Truncated bool
}

func (e *BodyError) Error() string { return e.Operation + ": the answer is " + e.Reason }

// Is reports whether target is fault.ErrBadAnswer.
func (e *BodyError) Is(target error) bool { return target == fault.ErrBadAnswer }

func (e *BodyError) transient() bool { return e.Truncated }

// transportError says what a failed request means. spent says that it used up
// all the time a request may take.
func transportError(ctx context.Context, operation string, err error, spent bool) error {
	if ctx.Err() != nil {
		return fmt.Errorf("%s: %w", operation, ctx.Err())
	}
	var auth *authorizerError
	var u *url.Error
	if errors.As(err, &auth) {
		return fmt.Errorf("%s: %w", operation, auth)
	}
	if errors.As(err, &u) {
		err = u.Err // u itself prints the query
	}
	switch {
	case errors.Is(err, errElsewhere), errors.Is(err, errWriting), errors.Is(err, errTokenShape), errors.Is(err, errKeysShape):
		return fmt.Errorf("%s: %w", operation, err)
	case fault.IsTLS(err):
		return &TLSError{Operation: operation, err: err}
	case fault.IsDial(err):
		return &NetworkError{Operation: operation, final: true, err: err}
	}
	return &NetworkError{Operation: operation, late: fault.IsTimeout(err), final: spent, err: err}
}
