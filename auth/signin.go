package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"sync"
	"time"

	"candidaturas/api/fault"

	"golang.org/x/oauth2"
)

// attemptLife is how long a code may live (RFC 6749, section 4.1.2), and so how
// long one is worth waiting for.
const attemptLife = 10 * time.Minute

// A SignIn makes attempts to sign in, one at a time. It is safe for concurrent
// use.
type SignIn struct {
	client *Client

	mu      sync.Mutex
	pending *Attempt
	// sent are the codes that went to InfoJobs, by any attempt. What is kept of
	// them is of no use to anybody.
	sent map[[sha256.Size]byte]bool
}

// NewSignIn returns a SignIn without an attempt.
func NewSignIn(c *Client) *SignIn {
	return &SignIn{client: c, sent: map[[sha256.Size]byte]bool{}}
}

// Format prints the type alone.
func (s *SignIn) Format(f fmt.State, _ rune) { printAs(f, "auth.SignIn") }

// Begin cancels the pending attempt, if there is one, and starts another. It is
// bound to the app keys of this moment.
func (s *SignIn) Begin() *Attempt {
	a := &Attempt{
		signIn:   s,
		keys:     s.client.Keys(),
		state:    rand.Text(),
		verifier: oauth2.GenerateVerifier(),
		expires:  time.Now().Add(attemptLife),
	}
	a.ctx, a.cancel = context.WithCancelCause(context.Background())
	a.url = s.client.authorizeURL(a.keys, a.state, a.verifier)

	s.mu.Lock()
	old := s.pending
	s.pending = a
	s.mu.Unlock()
	if old != nil {
		old.Cancel()
	}
	return a
}

// spend reports false for a code that was sent before.
func (s *SignIn) spend(code Secret) bool {
	sum := sha256.Sum256([]byte(code.Reveal()))
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sent[sum] {
		return false
	}
	s.sent[sum] = true
	return true
}

// unspend is for a code that did not leave this machine.
func (s *SignIn) unspend(code Secret) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.sent, sha256.Sum256([]byte(code.Reveal())))
}

// An Attempt is one visit of the browser to InfoJobs, and what comes back from
// it. It is safe for concurrent use.
type Attempt struct {
	signIn   *SignIn
	keys     Keys
	url      string
	state    string
	verifier string
	expires  time.Time

	ctx    context.Context // ends when the attempt does; nothing is derived from a caller's
	cancel context.CancelCauseFunc
	busy   sync.Mutex
}

// A Result is a successful sign-in that nobody has taken over yet.
type Result struct {
	Grant Grant
	// Proven says that the pasted text carried this attempt's state, so that the
	// code is known to come from the page that the attempt opened.
	Proven bool
}

// Format keeps the state and the verifier out of anything printed.
func (a *Attempt) Format(f fmt.State, _ rune) { printAs(f, "auth.Attempt") }

// URL is the address for the browser.
func (a *Attempt) URL() string { return a.url }

// Expires is when the attempt ends by itself, ten minutes after its beginning.
func (a *Attempt) Expires() time.Time { return a.expires }

// Cancel ends the attempt and the exchange it may be making.
func (a *Attempt) Cancel() { a.cancel(ErrAttemptCancelled) }

// Check tells what is wrong with a pasted text as far as that can be told here:
// the errors of [ParsePasted], ErrStateMismatch, ErrAttemptExpired and
// ErrAttemptCancelled. It sends and spends nothing.
func (a *Attempt) Check(pasted string) error {
	_, err := a.parse(pasted)
	return err
}

func (a *Attempt) parse(pasted string) (Pasted, error) {
	if err := a.over(); err != nil {
		return Pasted{}, err
	}
	p, err := ParsePasted(pasted, a.signIn.client.www.String())
	if err != nil {
		return Pasted{}, err
	}
	if p.State != "" && subtle.ConstantTimeCompare([]byte(p.State.Reveal()), []byte(a.state)) != 1 {
		return Pasted{}, ErrStateMismatch
	}
	return p, nil
}

// cause is ErrAttemptCancelled, or ErrAttemptExpired after a success.
func (a *Attempt) cause() error {
	return context.Cause(a.ctx) //nolint:wrapcheck // errors of this package
}

func (a *Attempt) over() error {
	if a.ctx.Err() != nil {
		return a.cause()
	}
	if !time.Now().Before(a.expires) {
		return ErrAttemptExpired
	}
	return nil
}

// Redeem checks the pasted text and exchanges its code, with one request at
// most. Besides the errors of [Attempt.Check] it returns ErrBusy while another
// call is under way, ErrCodeRejected without a request for a code that was sent
// before, and an [*Error] when the exchange fails. That spends the code too,
// unless the error matches fault.ErrOffline or fault.ErrInsecure: then it was never sent, and
// can be redeemed later. Success ends the attempt.
func (a *Attempt) Redeem(ctx context.Context, pasted string) (Result, error) {
	if !a.busy.TryLock() {
		return Result{}, ErrBusy
	}
	defer a.busy.Unlock()
	p, err := a.parse(pasted)
	if err != nil {
		return Result{}, err
	}
	if a.keys.Empty() {
		return Result{}, ErrNoKeys
	}
	if !a.signIn.spend(p.Code) {
		return Result{}, ErrCodeRejected
	}
	g, err := a.exchange(ctx, p.Code)
	if errors.Is(err, fault.ErrOffline) || errors.Is(err, fault.ErrInsecure) {
		a.signIn.unspend(p.Code)
	}
	if a.ctx.Err() != nil {
		return Result{}, a.cause()
	}
	if err != nil {
		return Result{}, err
	}
	a.cancel(ErrAttemptExpired)
	return Result{Grant: g, Proven: p.State != ""}, nil
}

// exchange ends with the caller's context or the attempt, whichever comes first.
func (a *Attempt) exchange(ctx context.Context, code Secret) (Grant, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(a.ctx, cancel)() //nolint:contextcheck // cancelling the attempt ends it too
	verifier := ""
	if usePKCE {
		verifier = a.verifier
	}
	return a.signIn.client.exchange(ctx, a.keys, code, verifier)
}
