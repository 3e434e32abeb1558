package presenttest

import (
	"context"
	"time"

	"candidaturas/tracker"
	"candidaturas/tracker/store"
)

// A Bubble is what is needed of a test, or of a check within one.
type Bubble interface {
	Helper()
	Fatal(args ...any)
	Cleanup(f func())
}

// Account is the account that tests are signed in to.
const Account = "account-1"

// NewStore returns a store that lasts as long as the test.
func NewStore(t Bubble) *store.DB {
	t.Helper()
	db, err := store.OpenMemory(context.Background(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	})
	return db
}

// NewTracker returns a tracker that reads from source, on a store of its own. A nil
// clock is the computer's.
func NewTracker(t Bubble, source tracker.Source, clock func() time.Time) *tracker.Tracker {
	t.Helper()
	return tracker.New(source, NewStore(t), tracker.Options{Now: clock})
}

// TrackerOf returns a tracker with these applications kept, which has nothing to
// ask.
func TrackerOf(t Bubble, kept ...tracker.Kept) *tracker.Tracker {
	t.Helper()
	db := NewStore(t)
	if err := db.Account(Account).Save(context.Background(), tracker.Batch{Applications: kept}); err != nil {
		t.Fatal(err)
	}
	tr := tracker.New(nil, db, tracker.Options{})
	if err := tr.Open(context.Background(), Account, nil); err != nil {
		t.Fatal(err)
	}
	return tr
}

// ListOf returns the list of these applications.
func ListOf(t Bubble, kept ...tracker.Kept) *tracker.List {
	t.Helper()
	return TrackerOf(t, kept...).List()
}
