package tracker

import (
	"context"
	"fmt"
	"time"
)

// An editor keeps what the person does in the active account, and has the list show
// it. Every method returns [ErrNoAccount] while there is none.
type editor struct{ active *activeAccount }

// keep runs an edit that no row of the list shows.
func (e editor) keep(ctx context.Context, edit func(AccountStore) error) error {
	return e.edit(ctx, false, func(s AccountStore) ([]string, error) { return nil, edit(s) })
}

// keepShown runs an edit that the row of one application shows.
func (e editor) keepShown(ctx context.Context, id string, edit func(AccountStore) error) error {
	return e.edit(ctx, false, func(s AccountStore) ([]string, error) { return []string{id}, edit(s) })
}

// edit has the list show what the person did: change returns the applications that
// look different now, unseen says that what is unseen may have changed too.
func (e editor) edit(ctx context.Context, unseen bool, change func(AccountStore) ([]string, error)) error {
	a := e.active
	s, err := a.current()
	if err != nil {
		return err
	}
	a.editing.Lock()
	defer a.editing.Unlock()
	if s.over() {
		return ErrNoAccount
	}
	ids, err := change(s.store)
	if err != nil {
		return fmt.Errorf("keeping what the person did: %w", err)
	}
	return a.refresh(context.WithoutCancel(ctx), s, ids, unseen)
}

// MarkSeen marks the changes of an application, and itself, as seen or not.
func (e editor) MarkSeen(ctx context.Context, id string, seen bool) error {
	return e.edit(ctx, true, func(s AccountStore) ([]string, error) {
		return []string{id}, s.MarkSeen(ctx, id, seen)
	})
}

// MarkAllSeen marks every change found up to the one with this ID, and every
// application, as seen.
func (e editor) MarkAllSeen(ctx context.Context, upTo int64) error {
	return e.edit(ctx, true, func(s AccountStore) ([]string, error) { return s.MarkAllSeen(ctx, upTo) })
}

// SetLastNotified keeps the last change that a notification told of. It never goes
// back.
func (e editor) SetLastNotified(ctx context.Context, changeID int64) error {
	return e.keep(ctx, func(s AccountStore) error { return s.SetLastNotified(ctx, changeID) })
}

// SetNote replaces the note.
func (e editor) SetNote(ctx context.Context, id, text string) error {
	return e.keep(ctx, func(s AccountStore) error { return s.SetNote(ctx, id, text) })
}

// SetTags replaces the tags. Blank ones and repetitions are left out.
func (e editor) SetTags(ctx context.Context, id string, tags []string) error {
	return e.keep(ctx, func(s AccountStore) error { return s.SetTags(ctx, id, tags) })
}

// SetStarred marks an application as important or not.
func (e editor) SetStarred(ctx context.Context, id string, starred bool) error {
	return e.keepShown(ctx, id, func(s AccountStore) error { return s.SetStarred(ctx, id, starred) })
}

// SetLetGo says when the person gave an application up, zero for never.
func (e editor) SetLetGo(ctx context.Context, id string, at time.Time) error {
	return e.keepShown(ctx, id, func(s AccountStore) error { return s.SetLetGo(ctx, id, at) })
}

// SetArchived puts an application away or back.
func (e editor) SetArchived(ctx context.Context, id string, archived bool) error {
	return e.keepShown(ctx, id, func(s AccountStore) error { return s.SetArchived(ctx, id, archived) })
}

// SetReminder adds a reminder, if its ID is 0, or replaces it, and returns its ID.
func (e editor) SetReminder(ctx context.Context, r Reminder) (id int64, err error) {
	err = e.keep(ctx, func(s AccountStore) error {
		id, err = s.SetReminder(ctx, r)
		return err
	})
	return id, err
}

// DeleteReminder removes a reminder.
func (e editor) DeleteReminder(ctx context.Context, id int64) error {
	return e.keep(ctx, func(s AccountStore) error { return s.DeleteReminder(ctx, id) })
}
