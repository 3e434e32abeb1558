package tracker

import (
	"context"
	"errors"
	"time"
)

// A Store keeps what was seen of the accounts of one computer, for ever. Every
// method is safe for concurrent use and returns errors that match the sentinels
// below with errors.Is. What a method writes it writes whole, or not at all, and
// it is on disk when the method returns. Times are kept to the millisecond.
//
// Every record belongs to an account, the key of a [Candidate]. Accounts never
// see each other's.
type Store interface {
	// Active returns the account that was last made active, "" for none: the one
	// whose applications are shown before anybody has signed in.
	Active(ctx context.Context) (account string, err error)
	// SetActive makes an account the active one, none for "".
	SetActive(ctx context.Context, account string) error

	// State returns how far the account's synchronisation has come, the zero value
	// at first.
	State(ctx context.Context, account string) (SyncState, error)
	// Kept returns the applications with these IDs, whole, by ID. What is not
	// known is left out.
	Kept(ctx context.Context, account string, ids []string) (map[string]*Kept, error)
	// Due returns the applications of which something is to be fetched by then,
	// latest news first.
	Due(ctx context.Context, account string, by time.Time, limit int) (ids []string, err error)
	// Save writes a batch in one transaction.
	Save(ctx context.Context, account string, b Batch) error
	// FinishPass counts a complete pass over the list as missed by every
	// application that was last listed in another one, as not missed by the others,
	// and keeps state, in one transaction. It returns those whose count changed. Those
	// that InfoJobs has never told of (see [Imported]) are never missed.
	FinishPass(ctx context.Context, account string, pass int64, state SyncState) (ids []string, err error)

	// Summaries returns what the list shows, in its order (see [Summary.Before]).
	// A limit below 0 means all of them.
	Summaries(ctx context.Context, account string, limit int) ([]Summary, error)
	// SummariesOf returns the same of these applications, in any order.
	SummariesOf(ctx context.Context, account string, ids []string) ([]Summary, error)
	// Counts returns how many applications each group of the list holds, archived
	// ones left out.
	Counts(ctx context.Context, account string) (map[Group]int, error)
	// Search returns the applications that match what a person typed, latest
	// applied first, at most limit, and whether there are more. Every text is a
	// valid query: its words must all occur, as beginnings of words, in the title,
	// company, city, offer, note or tags; words in quotes must stand together.
	// Accents and case do not matter.
	Search(ctx context.Context, account, query string, limit int) (found []Summary, more bool, err error)

	// OfferVersions returns what an offer said over time, newest first.
	OfferVersions(ctx context.Context, account, offerID string) ([]OfferVersion, error)
	// OfferSamples returns how many people had applied to an offer when that was
	// first and last told, nil and nil if it never was.
	OfferSamples(ctx context.Context, account, offerID string) (first, last *ApplicantCount, err error)

	// Changes returns what changed, the last found first, at most limit: those that
	// come after the change with this ID in that order, or the first ones for 0.
	Changes(ctx context.Context, account string, after int64, limit int) ([]Change, error)
	// Unseen counts the changes that the person has not seen.
	Unseen(ctx context.Context, account string) (int, error)
	// MarkSeen marks the changes of an application, and itself, as seen or not.
	MarkSeen(ctx context.Context, account, applicationID string, seen bool) error
	// MarkAllSeen marks every change found up to the one with this ID, and every
	// application without a later one that was not seen, as seen. It returns the
	// applications that were not.
	MarkAllSeen(ctx context.Context, account string, upTo int64) (ids []string, err error)
	// LastNotified returns the last change that a notification told of, 0 at first.
	LastNotified(ctx context.Context, account string) (changeID int64, err error)
	// SetLastNotified keeps the last change that a notification told of. It never goes
	// back, not even when a backup is restored.
	SetLastNotified(ctx context.Context, account string, changeID int64) error

	UserData
	Exchanger
}

// UserData is what the person adds. It is never overwritten by what InfoJobs tells.
type UserData interface {
	// Note returns the person's note on an application, "" for none.
	Note(ctx context.Context, account, applicationID string) (string, error)
	// SetNote replaces the note.
	SetNote(ctx context.Context, account, applicationID, text string) error
	// Tags returns the application's tags in the order of the alphabet.
	Tags(ctx context.Context, account, applicationID string) ([]string, error)
	// SetTags replaces them. Blank ones and repetitions are left out.
	SetTags(ctx context.Context, account, applicationID string, tags []string) error
	// TagUses returns the tags in use and by how many applications, in the order of
	// the alphabet. Tags that differ only in case are the same: the spelling is that
	// of most applications.
	TagUses(ctx context.Context, account string) ([]TagUse, error)
	// Tagged returns the applications with a tag, in whatever case.
	Tagged(ctx context.Context, account, tag string) (map[string]bool, error)
	// SetStarred marks an application as important or not.
	SetStarred(ctx context.Context, account, applicationID string, starred bool) error
	// SetLetGo says when the person gave an application up, zero for never.
	SetLetGo(ctx context.Context, account, applicationID string, at time.Time) error
	// SetArchived puts an application away or back.
	SetArchived(ctx context.Context, account, applicationID string, archived bool) error
	// Reminders returns the reminders, the next first, those done last.
	Reminders(ctx context.Context, account string) ([]Reminder, error)
	// SetReminder adds a reminder, if its ID is 0, or replaces it, and returns its ID.
	SetReminder(ctx context.Context, account string, r Reminder) (id int64, err error)
	// DeleteReminder removes a reminder.
	DeleteReminder(ctx context.Context, account string, id int64) error
}

// A TagUse is a tag and how many applications have it.
type TagUse struct {
	Tag   string
	Count int
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

// A Summary is what the list shows of an application: little enough to hold all
// of them in memory.
type Summary struct {
	ID        string
	OfferID   string
	Title     string
	Company   string
	City      string
	AppliedAt time.Time
	// NewsAt is when something about the person last happened (see [LastNews]).
	NewsAt time.Time
	Stage  Stage
	Since  time.Time
	Read   bool
	ReadAt time.Time
	// AnsweredAt is the first answer (see [FirstAnswer]), zero while there is none.
	AnsweredAt time.Time
	Unseen     bool
	Starred    bool
	Archived   bool
	Gone       bool
	// CV is the name of the CV that was sent, empty while that is not known.
	CV string
	// Applicants is how many people had applied when InfoJobs last told, -1 if it
	// never did.
	Applicants int
}

// Before is the order of the list: by group, then latest news first, then by ID.
func (s *Summary) Before(other *Summary) bool {
	if g, o := s.Stage.Group(), other.Stage.Group(); g != o {
		return g < o
	}
	if !s.NewsAt.Equal(other.NewsAt) {
		return s.NewsAt.After(other.NewsAt)
	}
	return s.ID < other.ID
}

// Summarize works out what the list shows of an application.
func Summarize(k *Kept) Summary {
	status := k.Status()
	s := Summary{
		ID: k.ID, OfferID: k.Offer.ID, Title: k.Offer.Title, Company: k.Offer.Company, City: k.Offer.City,
		AppliedAt: k.AppliedAt, NewsAt: LastNews(&k.Application),
		Stage: status.Stage, Since: status.Since, Read: status.Read, ReadAt: status.ReadAt,
		AnsweredAt: FirstAnswer(&k.Application),
		Unseen:     k.Unseen, Starred: k.Starred, Archived: k.Archived, Gone: k.Gone(),
		Applicants: -1,
	}
	if k.Detail != nil {
		s.CV, s.Applicants = k.Detail.CV, max(k.Detail.Applicants, -1)
	}
	// The detail is read once, the offer again and again.
	if k.ApplicantsNow != nil {
		s.Applicants = k.ApplicantsNow.Count
	}
	return s
}

// A ReminderKind is what a reminder is for.
type ReminderKind int

// The kinds of reminder.
const (
	RemindOther ReminderKind = iota
	RemindCall
	RemindWrite
	RemindInterview
)

// A Reminder is something the person wants to be told of.
type Reminder struct {
	ID          int64
	Application string
	Kind        ReminderKind
	Text        string
	At          time.Time
	Done        bool
}
