package tracker

import (
	"context"
	"time"
)

// UserData is what the person adds. It is never overwritten by what InfoJobs tells.
type UserData interface {
	// Note returns the person's note on an application, "" for none.
	Note(ctx context.Context, applicationID string) (string, error)
	// SetNote replaces the note.
	SetNote(ctx context.Context, applicationID, text string) error
	// Tags returns the application's tags in the order of the alphabet.
	Tags(ctx context.Context, applicationID string) ([]string, error)
	// SetTags replaces them. Blank ones and repetitions are left out.
	SetTags(ctx context.Context, applicationID string, tags []string) error
	// TagUses returns the tags in use and by how many applications, in the order of
	// the alphabet. Tags that differ only in case are the same: the spelling is that
	// of most applications.
	TagUses(ctx context.Context) ([]TagUse, error)
	// Tagged returns the applications with a tag, in whatever case.
	Tagged(ctx context.Context, tag string) (map[string]bool, error)
	// SetStarred marks an application as important or not.
	SetStarred(ctx context.Context, applicationID string, starred bool) error
	// SetLetGo says when the person gave an application up, zero for never.
	SetLetGo(ctx context.Context, applicationID string, at time.Time) error
	// SetArchived puts an application away or back.
	SetArchived(ctx context.Context, applicationID string, archived bool) error
	// Reminders returns the reminders, the next first, those done last.
	Reminders(ctx context.Context) ([]Reminder, error)
	// SetReminder adds a reminder, if its ID is 0, or replaces it, and returns its ID.
	SetReminder(ctx context.Context, r Reminder) (id int64, err error)
	// DeleteReminder removes a reminder.
	DeleteReminder(ctx context.Context, id int64) error
}

// A TagUse is a tag and how many applications have it.
type TagUse struct {
	Tag   string
	Count int
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
