package tracker

import (
	"context"
	"fmt"
	"time"
)

// Changes returns what changed, the last found first, at most limit: those that
// come after the change with this ID in that order, or the first ones for 0.
func (t *Tracker) Changes(ctx context.Context, after int64, limit int) ([]Change, error) {
	s, err := t.current()
	if err != nil {
		return nil, err
	}
	return t.store.Changes(ctx, s.account, after, limit)
}

// MarkSeen marks the changes of an application, and itself, as seen or not.
func (t *Tracker) MarkSeen(ctx context.Context, id string, seen bool) error {
	return t.editing(ctx, true, func(account string) ([]string, error) {
		return []string{id}, t.store.MarkSeen(ctx, account, id, seen)
	})
}

// MarkAllSeen marks every change found up to the one with this ID, and every
// application, as seen.
func (t *Tracker) MarkAllSeen(ctx context.Context, upTo int64) error {
	return t.editing(ctx, true, func(account string) ([]string, error) {
		return t.store.MarkAllSeen(ctx, account, upTo)
	})
}

// Search returns the applications that match what a person typed, at most limit,
// and whether there are more. See [Store].
func (t *Tracker) Search(ctx context.Context, query string, limit int) (found []Summary, more bool, err error) {
	s, err := t.current()
	if err != nil {
		return nil, false, err
	}
	return t.store.Search(ctx, s.account, query, limit)
}

// OfferVersions returns what an offer said over time, newest first.
func (t *Tracker) OfferVersions(ctx context.Context, offerID string) ([]OfferVersion, error) {
	s, err := t.current()
	if err != nil {
		return nil, err
	}
	return t.store.OfferVersions(ctx, s.account, offerID)
}

// OfferSamples returns how many people had applied to an offer when that was first
// and last told, nil and nil if it never was.
func (t *Tracker) OfferSamples(ctx context.Context, offerID string) (first, last *ApplicantCount, err error) {
	s, err := t.current()
	if err != nil {
		return nil, nil, err
	}
	return t.store.OfferSamples(ctx, s.account, offerID)
}

// LastNotified returns the last change that a notification told of, 0 at first.
func (t *Tracker) LastNotified(ctx context.Context) (changeID int64, err error) {
	s, err := t.current()
	if err != nil {
		return 0, err
	}
	return t.store.LastNotified(ctx, s.account)
}

// SetLastNotified keeps the last change that a notification told of. It never goes
// back.
func (t *Tracker) SetLastNotified(ctx context.Context, changeID int64) error {
	return t.editing(ctx, false, func(account string) ([]string, error) {
		return nil, t.store.SetLastNotified(ctx, account, changeID)
	})
}

// Note returns the person's note on an application, "" for none.
func (t *Tracker) Note(ctx context.Context, id string) (string, error) {
	s, err := t.current()
	if err != nil {
		return "", err
	}
	return t.store.Note(ctx, s.account, id)
}

// SetNote replaces the note.
func (t *Tracker) SetNote(ctx context.Context, id, text string) error {
	return t.editing(ctx, false, func(account string) ([]string, error) {
		return nil, t.store.SetNote(ctx, account, id, text)
	})
}

// Tags returns the application's tags in the order of the alphabet.
func (t *Tracker) Tags(ctx context.Context, id string) ([]string, error) {
	s, err := t.current()
	if err != nil {
		return nil, err
	}
	return t.store.Tags(ctx, s.account, id)
}

// SetTags replaces them. Blank ones and repetitions are left out.
func (t *Tracker) SetTags(ctx context.Context, id string, tags []string) error {
	return t.editing(ctx, false, func(account string) ([]string, error) {
		return nil, t.store.SetTags(ctx, account, id, tags)
	})
}

// TagUses returns the tags in use and by how many applications, in the order of the
// alphabet. See [UserData].
func (t *Tracker) TagUses(ctx context.Context) ([]TagUse, error) {
	s, err := t.current()
	if err != nil {
		return nil, err
	}
	return t.store.TagUses(ctx, s.account)
}

// Tagged returns the applications with a tag, in whatever case.
func (t *Tracker) Tagged(ctx context.Context, tag string) (map[string]bool, error) {
	s, err := t.current()
	if err != nil {
		return nil, err
	}
	return t.store.Tagged(ctx, s.account, tag)
}

// SetStarred marks an application as important or not.
func (t *Tracker) SetStarred(ctx context.Context, id string, starred bool) error {
	return t.editing(ctx, false, func(account string) ([]string, error) {
		return []string{id}, t.store.SetStarred(ctx, account, id, starred)
	})
}

// SetLetGo says when the person gave an application up, zero for never.
func (t *Tracker) SetLetGo(ctx context.Context, id string, at time.Time) error {
	return t.editing(ctx, false, func(account string) ([]string, error) {
		return []string{id}, t.store.SetLetGo(ctx, account, id, at)
	})
}

// SetArchived puts an application away or back.
func (t *Tracker) SetArchived(ctx context.Context, id string, archived bool) error {
	return t.editing(ctx, false, func(account string) ([]string, error) {
		return []string{id}, t.store.SetArchived(ctx, account, id, archived)
	})
}

// Reminders returns the reminders, the next first, those done last.
func (t *Tracker) Reminders(ctx context.Context) ([]Reminder, error) {
	s, err := t.current()
	if err != nil {
		return nil, err
	}
	return t.store.Reminders(ctx, s.account)
}

// SetReminder adds a reminder, if its ID is 0, or replaces it, and returns its ID.
func (t *Tracker) SetReminder(ctx context.Context, r Reminder) (id int64, err error) {
	err = t.editing(ctx, false, func(account string) ([]string, error) {
		id, err = t.store.SetReminder(ctx, account, r)
		return nil, err
	})
	return id, err
}

// DeleteReminder removes a reminder.
func (t *Tracker) DeleteReminder(ctx context.Context, id int64) error {
	return t.editing(ctx, false, func(account string) ([]string, error) {
		return nil, t.store.DeleteReminder(ctx, account, id)
	})
}

// editing has the list show what the person did: change returns the applications
// that look different now.
func (t *Tracker) editing(ctx context.Context, unseen bool, change func(account string) ([]string, error)) error {
	s, err := t.current()
	if err != nil {
		return err
	}
	t.edit.Lock()
	defer t.edit.Unlock()
	if s.over() {
		return ErrNoAccount
	}
	ids, err := change(s.account)
	if err != nil {
		return fmt.Errorf("keeping what the person did: %w", err)
	}
	return t.refresh(context.WithoutCancel(ctx), s, ids, unseen)
}
