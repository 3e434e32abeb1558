package tracker

import (
	"context"
	"time"
)

// A SyncStore is what a synchronisation needs of an account.
type SyncStore interface {
	// State returns how far the synchronisation has come, the zero value at first.
	State(ctx context.Context) (SyncState, error)
	// Kept returns the applications with these IDs, whole, by ID. What is not known
	// is left out.
	Kept(ctx context.Context, ids []string) (map[string]*Kept, error)
	// Due returns the applications of which something is to be fetched by then,
	// latest news first.
	Due(ctx context.Context, by time.Time, limit int) (ids []string, err error)
	// Save writes a batch in one transaction.
	Save(ctx context.Context, b Batch) error
	// FinishPass counts a complete pass over the list as missed by every application
	// that was last listed in another one, as not missed by the others, and keeps
	// state, in one transaction. It returns those whose count changed. Those that
	// InfoJobs has never told of (see [Imported]) are never missed.
	FinishPass(ctx context.Context, pass int64, state SyncState) (ids []string, err error)
}

// A SyncState is how far the synchronisation of an account has come.
type SyncState struct {
	// BaselineDone says that the first complete pass has come to its end. What was
	// there before that is no news.
	BaselineDone bool
	// BaselineAt is the latest last event of the list then, by InfoJobs' clock: an
	// application made before that was there too, whenever it is met.
	BaselineAt time.Time
	// HighWater is the latest last event of the list as of the last check that came
	// to its end, or as of the first page of the pass under way: what was older then
	// the pass comes past.
	HighWater time.Time
	// CheckedAt and FullAt are when the last check and the last complete pass came
	// to their end, by this computer's clock.
	CheckedAt time.Time
	FullAt    time.Time
	// Total is the most that InfoJobs said that the list holds, since the last
	// complete pass.
	Total int

	// Pass numbers the complete pass under way, or the last one. While one is under
	// way, PassPage is its next page, counted from 1, PassTotal what its first page
	// told as total and PassStarted when it began.
	Pass        int64
	PassPage    int
	PassTotal   int
	PassStarted time.Time
	// PassAgainAt is when the list is to be read whole again after a pass that came to
	// an end before it had met as many as InfoJobs says there are. It is zero after a
	// pass that met them.
	PassAgainAt time.Time
	// CutRows is how many rows such a list held while the first complete pass was
	// still to come, CutSince when it was first found to hold no more. When that stays
	// so for long, it is the total that is wrong.
	CutRows  int
	CutSince time.Time
}
