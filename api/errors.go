package api

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"candidaturas/api/fault"
)

var (
	errElsewhere  = fmt.Errorf("refusing to send credentials to another host: %w", fault.ErrPortal)
	errWriting    = fmt.Errorf("refusing to send anything but a GET: %w", fault.ErrBadAnswer)
	errTokenShape = fmt.Errorf("the access token cannot be sent in a header: %w", fault.ErrSignedOut)
	errKeysShape  = fmt.Errorf("the app's keys cannot be sent in a header: %w", fault.ErrKeysRefused)
	errIdentifier = fmt.Errorf("malformed identifier: %w", fault.ErrNotFound)
)

// An Error is an answer in which InfoJobs says that it did not do what it was
// asked. It matches one sentinel of package fault.
type Error struct {
	Operation string // the operation's name, such as "applications"
	Status    int    // of HTTP
	Code      string // InfoJobs' own, numeric or as in OAuth; "" when it told none
	RequestID string // what InfoJobs' support asks for; "" when not told

	challenge challenge
	wait      time.Duration
}

// Error names the operation, the status, the code and the request id. It leaves
// out InfoJobs' explanation, which may repeat what was sent.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: InfoJobs answered %d", e.Operation, e.Status)
	if e.Code != "" {
		fmt.Fprintf(&b, " with error %s", e.Code)
	}
	if e.RequestID != "" {
		fmt.Fprintf(&b, " (request %s)", e.RequestID)
	}
	return b.String()
}

// Is reports whether target is the sentinel of package fault that says what
// the error means.
func (e *Error) Is(target error) bool { return target == e.sentinel() }

// Support returns what InfoJobs' support asks for to find the case: the error's
// code, and the number of the request where InfoJobs gave one.
func (e *Error) Support() (code, requestID string) { return e.Code, e.RequestID }

// disabledWait is how long to leave an operation alone that InfoJobs has switched
// off: it says for a while, and means hours.
const disabledWait = 2 * time.Hour

// RetryAfter is how long InfoJobs asked to wait, at most [fault.MaxRetryAfter]; 0
// when it did not say; two hours for an operation that is switched off.
func (e *Error) RetryAfter() time.Duration {
	if e.disabled() {
		return disabledWait
	}
	return e.wait
}

// disabled reports whether InfoJobs has switched off this operation alone.
func (e *Error) disabled() bool { return e.Code == "116" }

func (e *Error) waiting(operation string, d time.Duration) error {
	w := *e
	w.Operation, w.wait = operation, d
	return &w
}

// sentinel goes by the code first: it says more than the status.
func (e *Error) sentinel() error {
	told := fault.OfCode(e.Code)
	switch {
	case told == nil:
		return e.statusSentinel()
	case errors.Is(told, fault.ErrSignedOut) && e.challenge == challengeApp:
		return fault.ErrKeysRefused
	}
	return told
}

func (e *Error) statusSentinel() error {
	switch {
	case e.Status == http.StatusUnauthorized && e.challenge == challengeApp:
		return fault.ErrKeysRefused
	case e.Status == http.StatusUnauthorized && e.challenge == challengeScope, e.Status == http.StatusForbidden:
		return fault.ErrScopeMissing
	case e.Status == http.StatusUnauthorized:
		return fault.ErrSignedOut
	case e.Status == http.StatusNotFound:
		return fault.ErrNotFound
	case e.Status == http.StatusTooManyRequests:
		return fault.ErrRateLimited
	case e.Status >= http.StatusInternalServerError:
		return fault.ErrUnavailable
	}
	return fault.ErrBadAnswer
}

// userRefused reports whether another token of the person may help.
func (e *Error) userRefused() bool {
	return e.Status == http.StatusUnauthorized && errors.Is(e, fault.ErrSignedOut)
}

func (e *Error) transient() bool {
	if e.Code == "1" || e.disabled() {
		return false
	}
	switch e.Status {
	case http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway,
		http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// newError decodes both envelopes of InfoJobs: the ordinary one, and that of an
// internal error, which has a requestId and no error.
func newError(operation string, status int, h http.Header, body []byte) *Error {
	e := &Error{Operation: operation, Status: status, challenge: parseChallenge(h), wait: fault.RetryAfter(h, time.Now())}
	odd := 0
	o, ok := parseObject(body, &odd)
	if !ok {
		return e
	}
	e.Code = fault.Code(o.members["error"])
	if id := o.text("requestId"); isUUID(id) {
		e.RequestID = id
	}
	return e
}

func isUUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		dash := i == 8 || i == 13 || i == 18 || i == 23
		if dash != (s[i] == '-') || !dash && !strings.ContainsRune("0123456789abcdefABCDEF", rune(s[i])) {
			return false
		}
	}
	return true
}
