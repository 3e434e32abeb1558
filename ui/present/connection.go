package present

import (
	"context"
	"time"

	"candidaturas/auth"
	"candidaturas/tracker"
)

// A Connection is everything the presenters need of one InfoJobs, the real one
// or the simulation that comes with the app.
type Connection struct {
	// Sample says that this is the simulation.
	Sample bool
	// HasKeys says whether there are app keys to connect with.
	HasKeys func() bool
	// OnKeys calls f, from any goroutine, when the person's own keys come after
	// the connection was opened; nil where that cannot happen.
	OnKeys func(f func())
	// WWW is the base address of InfoJobs' pages.
	WWW string
	// OfferURL is the public page of an offer.
	OfferURL func(offerID string) string
	// HomeURL is where the person sees their applications at InfoJobs.
	HomeURL string
	// KeyringItem names the keyring entry, for people who have to find it.
	KeyringItem string

	// Begin starts a sign-in attempt; an earlier one is cancelled.
	Begin func() Attempt
	// Identify asks InfoJobs whose grant it is, before anything is kept.
	Identify func(context.Context, auth.Grant) (tracker.Candidate, error)
	Session  Session
	Tracker  *tracker.Tracker
	// Load reads the person's own app keys and the session. It may wait for the
	// keyring for some seconds; what comes later still comes, through OnKeys and the
	// session's OnChange.
	Load func(context.Context) error
	// Storage is what became of opening the store.
	Storage Storage
	// OnReplaced calls f, from any goroutine, when damaged data were replaced while
	// the app runs: then the connection is to be opened again. It is nil where that
	// cannot happen.
	OnReplaced func(f func())
	// Erase deletes everything that is kept of anybody on this computer, the
	// person's own app keys included, and goes on with nothing; nil where nothing is
	// kept.
	Erase func(context.Context) error
	// SaveKeys keeps the person's own app keys; nil where that makes no sense.
	SaveKeys func(context.Context, auth.Keys) error
	// KeyOrigin is where the app keys in use come from.
	KeyOrigin func() KeyOrigin
	// TestKeys asks InfoJobs whether it accepts app keys, those in use if they are
	// empty. Errors match the tracker's. It is nil where that makes no sense.
	TestKeys func(context.Context, auth.Keys) error
	// RemoveKeys removes the person's own app keys; nil where there can be none.
	RemoveKeys func(context.Context) error
	// Who asks InfoJobs whose session it is; nil where nobody can be asked.
	Who func(context.Context) (tracker.Candidate, error)
	// Data is what can be done with what is kept; nil where nothing is.
	Data DataService
	// Close releases what the connection holds.
	Close func()
}

// Storage is what the person has to know of what is kept on this computer.
type Storage struct {
	// Problem is why nothing new is kept; it matches one of the tracker's ErrStore….
	// It is nil when all is well.
	Problem error
	// Damaged names the file that was set aside because it was damaged, empty if it
	// was missing or all was well. Restored is the moment of the copy that took its
	// place, zero if there was none.
	Damaged  string
	Restored time.Time
	// Dismiss forgets what was damaged and restored, which is told of in every run
	// until then. It must be set where there is something to tell.
	Dismiss func() error
}

// An Attempt is one try to sign in.
type Attempt interface {
	URL() string
	Expires() time.Time
	// Check says what is wrong with pasted text without spending the code.
	Check(pasted string) error
	// Redeem exchanges the pasted code, once.
	Redeem(ctx context.Context, pasted string) (auth.Result, error)
	Cancel()
}

// A Session is the signed-in state. Its methods may block on the network or on
// the system's keyring.
type Session interface {
	Adopt(ctx context.Context, g auth.Grant, keep bool) error
	// Keep tries again to store a session that could not be stored.
	Keep(context.Context) error
	// Forget tries again to remove an earlier session that could not be removed.
	Forget(context.Context) error
	SignOut(context.Context) error
	Status() auth.Status
	// OnChange calls f, from any goroutine, whenever the status changes.
	OnChange(f func(auth.Status))
}

// An Opener opens a connection: the simulation if sample is set, InfoJobs
// otherwise. It does not wait for the network or the keyring.
type Opener func(ctx context.Context, sample bool) (*Connection, error)

// A Platform is what the presenters ask of the desktop. The functions are called
// on the presenters' goroutine and do not block.
type Platform struct {
	OpenURL      func(string) error
	Clipboard    func() string
	SetClipboard func(string)
	Now          func() time.Time // in the person's time zone
	// Notify shows a notification of the desktop; nil where there can be none. It is
	// given the app's own words and numbers, never a word from outside.
	Notify func(title, body string)
}

// noSession stands in when there is no connection to have a session with.
type noSession struct{}

func (noSession) Adopt(context.Context, auth.Grant, bool) error { return auth.ErrNotSignedIn }
func (noSession) Keep(context.Context) error                    { return auth.ErrNotSignedIn }
func (noSession) Forget(context.Context) error                  { return auth.ErrNotSignedIn }
func (noSession) SignOut(context.Context) error                 { return nil }
func (noSession) Status() auth.Status                           { return auth.Status{} }
func (noSession) OnChange(func(auth.Status))                    {}
