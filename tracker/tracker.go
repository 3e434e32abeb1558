package tracker

import (
	"log/slog"
	"sync/atomic"
	"time"
)

// A Tracker keeps the applications of the active account in step with InfoJobs
// and holds the list of them in memory. It is safe for concurrent use.
//
// Whoever lets somebody else sign in at the [Source] calls Leave before: what the
// source answers belongs to the account that was active when it answered.
type Tracker struct {
	*activeAccount
	reader
	editor

	source Source
	now    func() time.Time
	log    *slog.Logger

	// syncing holds the one synchronisation that may be under way.
	syncing chan struct{}
	// refused says that timelines were refused for want of a permission.
	refused atomic.Bool
}

// Options are what a [Tracker] may be given. The zero value is the real clock and
// no log.
type Options struct {
	Now func() time.Time
	Log *slog.Logger
}

// New returns a tracker without an active account.
func New(source Source, store Store, o Options) *Tracker {
	active := newActiveAccount(store)
	t := &Tracker{
		activeAccount: active, reader: reader{active}, editor: editor{active},
		source: source, now: o.Now, log: o.Log, syncing: make(chan struct{}, 1),
	}
	if t.now == nil {
		t.now = time.Now
	}
	if t.log == nil {
		t.log = slog.New(slog.DiscardHandler)
	}
	return t
}
