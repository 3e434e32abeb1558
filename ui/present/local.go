package present

import (
	"context"
	"errors"
	"time"

	"candidaturas/auth"
	"candidaturas/tracker"
)

// NewLocal returns a connection to a profile alone: what is kept can be read, searched,
// annotated and exported, and nothing is downloaded.
func NewLocal(p Profile) Connection { return &local{Profile: p} }

// NewMemoryProfile returns a profile that lasts no longer than its tracker.
func NewMemoryProfile(t *tracker.Tracker) Profile { return memoryProfile{t} }

// newNowhere returns a connection to nothing at all, for when none can be opened.
func newNowhere() Connection {
	return NewLocal(NewMemoryProfile(tracker.New(nil, emptyStore{}, tracker.Options{})))
}

// A local connection has no InfoJobs, no session and no keys.
type local struct {
	noBackend
	noAccount
	NoOwnKeys
	Profile
}

func (local) HasKeys() bool        { return false }
func (local) KeyOrigin() KeyOrigin { return KeysNone }
func (local) Close()               {}

type noBackend struct{}

func (noBackend) Sample() bool           { return false }
func (noBackend) WWW() string            { return "" }
func (noBackend) OfferURL(string) string { return "" }
func (noBackend) HomeURL() string        { return "" }

type noAccount struct{}

func (noAccount) Begin() Attempt { return noAttempt{} }

func (noAccount) Identify(context.Context, auth.Grant) (tracker.Candidate, error) {
	return tracker.Candidate{}, errors.ErrUnsupported
}

func (noAccount) Who(context.Context) (tracker.Candidate, error) {
	return tracker.Candidate{}, errors.ErrUnsupported
}

func (noAccount) Session() Session           { return noSession{} }
func (noAccount) Load(context.Context) error { return nil }
func (noAccount) KeyringItem() string        { return "" }

// A noAttempt is over from the beginning.
type noAttempt struct{}

func (noAttempt) URL() string        { return "" }
func (noAttempt) Expires() time.Time { return time.Time{} }
func (noAttempt) Check(string) error { return errors.ErrUnsupported }
func (noAttempt) Cancel()            {}

func (noAttempt) Redeem(context.Context, string) (auth.Result, error) {
	return auth.Result{}, errors.ErrUnsupported
}

// A noSession is always signed out.
type noSession struct{}

func (noSession) Adopt(context.Context, auth.Grant, string, bool) error { return errors.ErrUnsupported }

func (noSession) Keep(context.Context) error { return errors.ErrUnsupported }

func (noSession) Forget(context.Context) error  { return errors.ErrUnsupported }
func (noSession) SignOut(context.Context) error { return nil }
func (noSession) Status() auth.Status           { return auth.Status{} }
func (noSession) OnChange(func(auth.Status))    {}

// NoOwnKeys is what [AppKeys] say of the person's own, for a connection that takes
// none.
type NoOwnKeys struct{}

// OnKeys calls nothing.
func (NoOwnKeys) OnKeys(func()) {}

// CanSaveKeys reports false.
func (NoOwnKeys) CanSaveKeys() bool { return false }

// SaveKeys is not supported.
func (NoOwnKeys) SaveKeys(context.Context, auth.Keys) error { return errors.ErrUnsupported }

// TestKeys is not supported.
func (NoOwnKeys) TestKeys(context.Context, auth.Keys) error { return errors.ErrUnsupported }

// RemoveKeys is not supported.
func (NoOwnKeys) RemoveKeys(context.Context) error { return errors.ErrUnsupported }

type memoryProfile struct{ tracker *tracker.Tracker }

func (m memoryProfile) Tracker() *tracker.Tracker { return m.tracker }
func (memoryProfile) Storage() Storage            { return Storage{} }
func (memoryProfile) OnReplaced(func())           {}
func (memoryProfile) CanBackUp() bool             { return false }
func (memoryProfile) Data() DataService           { return NoData{} }
func (memoryProfile) CanErase() bool              { return false }
func (memoryProfile) Erase(context.Context) error { return errors.ErrUnsupported }

// NoData is the [DataService] of a profile without files. It supports nothing.
type NoData struct{}

// Where is nowhere.
func (NoData) Where() string { return "" }

// Size is not supported.
func (NoData) Size(context.Context) (data, backups int64, err error) {
	return 0, 0, errors.ErrUnsupported
}

// Plan keeps nothing.
func (NoData) Plan() BackupPlan { return BackupPlan{} }

// Backups is not supported.
func (NoData) Backups(context.Context) ([]BackupInfo, error) { return nil, errors.ErrUnsupported }

// BackupNow is not supported.
func (NoData) BackupNow(context.Context) error { return errors.ErrUnsupported }

// CheckCopy is not supported.
func (NoData) CheckCopy(context.Context, string) (int, error) { return 0, errors.ErrUnsupported }

// Restore is not supported.
func (NoData) Restore(context.Context, string) error { return errors.ErrUnsupported }

// SaveCopy is not supported.
func (NoData) SaveCopy(context.Context, string) error { return errors.ErrUnsupported }

// Export is not supported.
func (NoData) Export(context.Context, ExportFormat, string, *Words) (int, error) {
	return 0, errors.ErrUnsupported
}

// Import is not supported.
func (NoData) Import(context.Context, string) (ImportReport, error) {
	return ImportReport{}, errors.ErrUnsupported
}

// An emptyStore never has an account, so that a tracker asks nothing else of it.
type emptyStore struct{ tracker.Store }

func (emptyStore) Active(context.Context) (string, error)  { return "", nil }
func (emptyStore) SetActive(context.Context, string) error { return nil }
