package present

import (
	"context"
	"time"

	"candidaturas/auth"
	"candidaturas/tracker"
)

// A Connection is what the presenters read from and keep: InfoJobs, the simulation
// that comes with the app, or a profile without either (see [NewLocal]). Its methods
// return at once unless they take a context.
//
// Can… and Has… tell what a connection does not do. A method that it does not do
// returns an error that matches [errors.ErrUnsupported], and calls nothing back.
type Connection interface {
	Backend
	Account
	AppKeys
	Profile
	// Close releases what the connection holds. It may block.
	Close()
}

// A Backend is the InfoJobs that a connection reads from.
type Backend interface {
	// Sample reports whether it is the simulation.
	Sample() bool
	// WWW is the base address of its pages.
	WWW() string
	// OfferURL is the public page of an offer.
	OfferURL(offerID string) string
	// HomeURL is where the person sees their applications.
	HomeURL() string
}

// An Account is the way to a session, and the session.
type Account interface {
	// Begin starts a sign-in attempt; an earlier one is cancelled.
	Begin() Attempt
	// Identify asks InfoJobs whose grant it is, before anything is kept.
	Identify(context.Context, auth.Grant) (tracker.Candidate, error)
	// Who asks InfoJobs whose session it is.
	Who(context.Context) (tracker.Candidate, error)
	Session() Session
	// Load reads the person's own app keys and the session. It may wait for the
	// keyring for some seconds; what comes later still comes, through OnKeys and the
	// session's OnChange.
	Load(context.Context) error
	// KeyringItem names the keyring entry, for people who have to find it.
	KeyringItem() string
}

// AppKeys are the keys that a connection uses InfoJobs with.
type AppKeys interface {
	// HasKeys reports whether there are any. Without them nobody can sign in.
	HasKeys() bool
	// OnKeys calls f, from any goroutine, when the person's own keys come after the
	// connection was opened.
	OnKeys(f func())
	KeyOrigin() KeyOrigin
	// CanSaveKeys reports whether the person may use keys of their own.
	CanSaveKeys() bool
	SaveKeys(context.Context, auth.Keys) error
	// TestKeys asks InfoJobs whether it accepts app keys, those in use if they are
	// empty. Errors match the tracker's.
	TestKeys(context.Context, auth.Keys) error
	RemoveKeys(context.Context) error
}

// A Profile is what is kept of the person on this computer.
type Profile interface {
	Tracker() *tracker.Tracker
	// Storage is what became of opening the store.
	Storage() Storage
	// OnReplaced calls f, from any goroutine, when damaged data were replaced while
	// the app runs: then the connection is to be opened again.
	OnReplaced(f func())
	// CanBackUp reports whether there are files for Data to work with.
	CanBackUp() bool
	Data() DataService
	// CanErase reports whether anything would be left after the app has closed.
	CanErase() bool
	// Erase deletes everything that is kept of anybody on this computer, the person's
	// own app keys included, and goes on with nothing.
	Erase(context.Context) error
}

// Storage is what the person has to know of what is kept on this computer.
type Storage struct {
	// Problem is why nothing new is kept; it matches one of the tracker's ErrStore….
	// It is nil when all is well.
	Problem error
	// Recovery names the file alone, without its folder.
	tracker.Recovery
	// Dismiss forgets the recovery, which is told of in every run until then. It must
	// be set where there is one.
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
	Adopt(ctx context.Context, g auth.Grant, account string, keep bool) error
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
type Opener func(ctx context.Context, sample bool) (Connection, error)

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
