package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"candidaturas/tracker"
)

// Note implements [tracker.UserData].
func (a userData) Note(ctx context.Context, applicationID string) (string, error) {
	var text string
	err := a.db.read(ctx, "reading a note", func(c *conn) error {
		_, err := c.found(ctx, `
SELECT text FROM notes JOIN applications USING (app) WHERE account = `+ofAccount+` AND id = ?`,
			[]any{a.key, applicationID}, &text)
		return err
	})
	return text, err
}

// SetNote implements [tracker.UserData]. It returns [ErrUnknown] for an application
// that is not kept.
func (a userData) SetNote(ctx context.Context, applicationID, text string) error {
	return a.edit(ctx, "keeping a note", applicationID, func(c *conn, app int64) error {
		var old string
		if _, err := c.found(ctx, `SELECT text FROM notes WHERE app = ?`, []any{app}, &old); err != nil {
			return err
		}
		if err := writeNote(ctx, c, app, text); err != nil {
			return err
		}
		return reindex(ctx, c, app, old)
	})
}

// reindex indexes an application of which the person has changed a text. What only
// the old one said is not remembered.
func reindex(ctx context.Context, c *conn, app int64, old string) error {
	x := newIndexer(c)
	if err := x.application(ctx, app); err != nil {
		return err
	}
	return x.forget(ctx, words(old))
}

func writeNote(ctx context.Context, c *conn, app int64, text string) error {
	if text == "" {
		_, err := c.exec(ctx, `DELETE FROM notes WHERE app = ?`, app)
		return err
	}
	_, err := c.exec(ctx, `
INSERT INTO notes (app, text, sum) VALUES (?, ?, ?)
ON CONFLICT (app) DO UPDATE SET text = excluded.text, sum = excluded.sum`, summed(app, text)...)
	return err
}

// SetStarred implements [tracker.UserData]. It returns [ErrUnknown] for an
// application that is not kept.
func (a userData) SetStarred(ctx context.Context, applicationID string, starred bool) error {
	return a.edit(ctx, "marking an application as important", applicationID, func(c *conn, app int64) error {
		_, err := c.exec(ctx, `UPDATE applications SET starred = ? WHERE app = ?`, flag(starred), app)
		return err
	})
}

// SetArchived implements [tracker.UserData]. It returns [ErrUnknown] for an
// application that is not kept.
func (a userData) SetArchived(ctx context.Context, applicationID string, archived bool) error {
	return a.edit(ctx, "archiving an application", applicationID, func(c *conn, app int64) error {
		_, err := c.exec(ctx, `UPDATE applications SET archived = ? WHERE app = ?`, flag(archived), app)
		return err
	})
}

// SetLetGo implements [tracker.UserData]. It returns [ErrUnknown] for an application that
// is not kept.
func (a userData) SetLetGo(ctx context.Context, applicationID string, at time.Time) error {
	return a.edit(ctx, "letting an application go", applicationID, func(c *conn, app int64) error {
		k, err := readKept(ctx, c, a.key, applicationID)
		if err != nil {
			return err
		}
		k.LetGoAt = at
		shown := tracker.Summarize(k)
		_, err = c.exec(ctx, `UPDATE applications SET let_go_at = ?, grp = ?, stage = ?, since = ? WHERE app = ?`,
			millis(at), int64(shown.Stage.Group()), int64(shown.Stage), millis(shown.Since), app)
		return err
	})
}

// Reminders implements [tracker.UserData].
func (a userData) Reminders(ctx context.Context) ([]tracker.Reminder, error) {
	var list []tracker.Reminder
	err := a.db.read(ctx, "reading the reminders", func(c *conn) error {
		var err error
		list, err = all(ctx, c, scanReminder, `
SELECT r.reminder, coalesce(a.id, ''), r.kind, r.text, r.at, r.done
FROM reminders r LEFT JOIN applications a USING (app)
WHERE r.account = `+ofAccount+` ORDER BY r.done, r.at, r.reminder`, a.key)
		return err
	})
	return list, err
}

func scanReminder(row scanner) (r tracker.Reminder, err error) {
	var at int64
	err = row.Scan(&r.ID, &r.Application, &r.Kind, &r.Text, &at, &r.Done)
	r.At = fromMillis(at)
	return r, err
}

// SetReminder implements [tracker.UserData]. A reminder may be about no application.
// It returns [ErrUnknown] for an application or a reminder that is not kept.
func (a userData) SetReminder(ctx context.Context, r tracker.Reminder) (int64, error) {
	id := r.ID
	err := a.db.write(ctx, "keeping a reminder", func(c *conn) error {
		account, err := accountNumber(ctx, c, a.key)
		if err != nil {
			return err
		}
		var app any
		if r.Application != "" {
			if app, err = applicationNumber(ctx, c, a.key, r.Application); err != nil {
				return err
			}
		}
		if id, err = reminderID(ctx, c, account, r.ID); err != nil {
			return err
		}
		_, err = c.exec(ctx, `
INSERT INTO reminders (reminder, account, app, kind, text, at, done, sum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (reminder) DO UPDATE SET app = excluded.app, kind = excluded.kind, text = excluded.text,
    at = excluded.at, done = excluded.done, sum = excluded.sum`,
			summed(id, account, app, int64(r.Kind), r.Text, millis(r.At), flag(r.Done))...)
		return err
	})
	if err != nil {
		return 0, err
	}
	return id, nil
}

// reminderID returns the ID of a reminder of the account, a new one for 0.
func reminderID(ctx context.Context, c *conn, account, id int64) (int64, error) {
	if id == 0 {
		return next(ctx, c, `SELECT coalesce(max(reminder), 0) + 1 FROM reminders`)
	}
	err := c.one(ctx, `SELECT reminder FROM reminders WHERE account = ? AND reminder = ?`, []any{account, id}, &id)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrUnknown
	}
	return id, err
}

// DeleteReminder implements [tracker.UserData]. One that is not kept is no error.
func (a userData) DeleteReminder(ctx context.Context, id int64) error {
	return a.db.write(ctx, "removing a reminder", func(c *conn) error {
		_, err := c.exec(ctx, `DELETE FROM reminders WHERE account = `+ofAccount+` AND reminder = ?`, a.key, id)
		return err
	})
}
