package tracker

import "time"

// Kept is an application as the store keeps it.
type Kept struct {
	Application
	// FirstSeen is when the app first saw it, by this computer's clock.
	FirstSeen time.Time
	// Baseline is the time, by InfoJobs' clock, up to which events are no news
	// because they were there at first sight. It is zero for an application that
	// was made after the first complete pass.
	Baseline time.Time
	// Pass is the last complete pass that listed it, Missing how many in a row have
	// not since.
	Pass    int64
	Missing int
	// Fetches are when the single operations were last tried; zero for what has not
	// been tried since there was a reason to. DueAt is when something is to be
	// fetched, zero for at once.
	Fetches Fetches
	DueAt   time.Time
	// Unseen, Starred, Archived and LetGoAt are the person's own marks. Save leaves
	// all but the first alone and only ever sets that.
	Unseen   bool
	Starred  bool
	Archived bool
	// LetGoAt is when the person gave the application up, by this computer's clock,
	// zero for never. What happens to it later is stronger (see [Kept.Status]).
	LetGoAt time.Time
	// OfferNow is the newest version of the offer, nil when none was read.
	OfferNow *OfferVersion
	// ApplicantsNow is how many people had applied to the offer when it was last
	// read, nil when it never told. Save goes by the samples that it keeps.
	ApplicantsNow *ApplicantCount
}

// An ApplicantCount is how many people had applied to an offer at a moment.
type ApplicantCount struct {
	At    time.Time // by this computer's clock
	Count int
}

// Fetches are when what only single operations tell was last asked for, by this
// computer's clock; zero for never.
type Fetches struct {
	Timeline time.Time
	Detail   time.Time
	Offer    time.Time
}

// Gone reports whether InfoJobs no longer lists the application: two complete
// passes in a row have not found it.
func (k *Kept) Gone() bool { return k.Missing >= 2 }

// Status is what [Derive] works out, unless the person has let the application go and
// nothing has happened to them since.
func (k *Kept) Status() Status {
	s := Derive(&k.Application)
	if k.LetGoAt.IsZero() || s.Stage.Ended() || LastNews(&k.Application).After(k.LetGoAt) {
		return s
	}
	s.Stage, s.Since, s.Last = StageLetGo, k.LetGoAt, KindUnknown
	return s
}

// An OfferVersion is what an offer said from SeenAt on, until the next version.
type OfferVersion struct {
	SeenAt time.Time // by this computer's clock
	Offer  Offer
}

// An OfferSample is an offer as it was read at one moment.
type OfferSample struct {
	ID    string
	At    time.Time // by this computer's clock
	Offer Offer
	// NewVersion says that it differs from the version before: only then it is kept
	// whole. Of every sample the number of applicants is kept.
	NewVersion bool
}

// A Batch is what is written together.
type Batch struct {
	// Applications are new or replace what is kept of them. Events are only ever
	// added: those of the timeline, those that the list told and those that are kept.
	Applications []Kept
	// Listed are applications that the complete pass has seen unchanged.
	Listed []string
	Pass   int64
	Offers []OfferSample
	// Changes are added unless there are the same already (see [Change.Same]). Each
	// marks its application as unseen.
	Changes []Change
	// State replaces the account's, if it is set.
	State *SyncState
}
