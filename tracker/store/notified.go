package store

import (
	"context"
	"strconv"

	"candidaturas/tracker"
)

// notifiedPrefix comes before the account in the name of the setting that says up to
// which change the desktop has told.
const notifiedPrefix = "told "

// LastNotified implements [tracker.NewsStore].
func (a records) LastNotified(ctx context.Context) (int64, error) {
	var change int64
	err := a.db.read(ctx, "reading what has been told", func(c *conn) error {
		var err error
		change, err = told(ctx, c, notifiedPrefix+a.key)
		return err
	})
	return change, err
}

// SetLastNotified implements [tracker.NewsStore].
func (a records) SetLastNotified(ctx context.Context, changeID int64) error {
	return a.db.write(ctx, "keeping what has been told", func(c *conn) error {
		if a.key == "" {
			return errNoAccount
		}
		return raiseNotified(ctx, c, notifiedPrefix+a.key, changeID)
	})
}

func told(ctx context.Context, c *conn, name string) (int64, error) {
	value, err := setting(ctx, c, name)
	if err != nil || value == "" {
		return 0, err
	}
	return parseChange(value)
}

// raiseNotified keeps the later of two changes.
func raiseNotified(ctx context.Context, c *conn, name string, change int64) error {
	before, err := told(ctx, c, name)
	if err != nil || before >= change {
		return err
	}
	return setSetting(ctx, c, name, strconv.FormatInt(change, 10))
}

func parseChange(value string) (int64, error) {
	change, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		return 0, tracker.ErrStoreDamaged
	}
	return change, nil
}
