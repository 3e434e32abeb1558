package tracker

import (
	"context"
	"errors"
)

// A Store keeps what was seen of the accounts of one computer, for ever. Every
// method, also of its account stores, is safe for concurrent use and returns errors
// that match the sentinels below with errors.Is. What a method writes it writes
// whole, or not at all, and it is on disk when the method returns. Times are kept to
// the millisecond.
type Store interface {
	// Active returns the account that was last made active, "" for none: the one
	// whose applications are shown before anybody has signed in.
	Active(ctx context.Context) (account string, err error)
	// SetActive makes an account the active one, none for "".
	SetActive(ctx context.Context, account string) error
	// Account returns the store of an account, by the key of a [Candidate]. It reads
	// and writes nothing yet.
	Account(key string) AccountStore
}

// An AccountStore keeps what was seen of one account. It never sees anything of
// another. Each part of it is declared by who needs it.
type AccountStore interface {
	SyncStore
	ListStore
	Searcher
	OfferStore
	NewsStore
	UserData
	Exchanger
}

// What can keep a [Store] from working, as far as the person or the next step
// differs.
var (
	ErrStoreFull     = errors.New("there is no space left")
	ErrStoreReadOnly = errors.New("the folder cannot be written to")
	ErrStoreDamaged  = errors.New("the data are damaged")
	ErrStoreNewer    = errors.New("the data are of a newer version")
	// ErrStoreMigration says that the data are as they were: whole, but of a version
	// that this one cannot work with. Trying again does not help, another version may.
	ErrStoreMigration = errors.New("the data could not be brought to this version")
	// ErrStoreNotOurs is about a file that a person chose to restore.
	ErrStoreNotOurs = errors.New("the file is no copy that this app has made")
	// ErrStoreInUse is about one that is not a copy but what the store works with.
	ErrStoreInUse = errors.New("the file is the one in use")
)
