package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// preserved is the state that a copy does not replace when it is restored.
type preserved struct {
	empty bool // nothing is kept of anybody
	// active is the account that is shown before anybody signs in, nil for that of
	// the copy.
	active *string
	// notified is, by the names of settings, the last change that a notification told
	// of.
	notified map[string]int64
}

// stateToPreserve reads it from the store. The caller holds life.
func (cp *copies) stateToPreserve(ctx context.Context) (p preserved, err error) {
	err = with(ctx, cp.db.conns.reader, func(c *conn) error {
		return c.transaction(ctx, "BEGIN", func(c *conn) error {
			accounts := 0
			if err := c.one(ctx, `SELECT count(*) FROM accounts`, nil, &accounts); err != nil {
				return err
			}
			p.empty = accounts == 0
			active, err := setting(ctx, c, settingActive)
			if err != nil {
				return err
			}
			if !p.empty {
				p.active = &active
			}
			p.notified, err = allNotified(ctx, c)
			return err
		})
	})
	return p, err
}

// allNotified leaves out what does not fit its checksum.
func allNotified(ctx context.Context, c *conn) (map[string]int64, error) {
	type marker struct {
		name, value string
		sum         int64
	}
	list, err := all(ctx, c, func(row scanner) (m marker, err error) {
		err = row.Scan(&m.name, &m.value, &m.sum)
		return m, err
	}, `SELECT name, value, sum FROM settings`)
	if err != nil {
		return nil, err
	}
	told := map[string]int64{}
	for _, m := range list {
		if !strings.HasPrefix(m.name, notifiedPrefix) || m.sum != sum(m.name, m.value) {
			continue
		}
		if change, err := parseChange(m.value); err == nil {
			told[m.name] = change
		}
	}
	return told, nil
}

// notifiedIn reads as much as it can from a file that is damaged, without changing it.
func notifiedIn(ctx context.Context, path string) map[string]int64 {
	if path == "" {
		return nil
	}
	pool, err := openUntouched(path)
	if err != nil {
		return nil
	}
	defer func() { _ = pool.Close() }()
	c, err := connect(ctx, pool)
	if err != nil {
		return nil
	}
	defer func() { _ = c.close() }()
	told, err := allNotified(ctx, c)
	if err != nil {
		return nil
	}
	return told
}

// preserveState writes it into a copy that nobody has open, and leaves that synced,
// with nothing beside it.
func preserveState(ctx context.Context, path string, p preserved) error {
	if err := inFile(ctx, path, func(c *conn) error {
		for name, change := range p.notified {
			if err := raiseNotified(ctx, c, name, change); err != nil {
				return err
			}
		}
		if p.active == nil {
			return nil
		}
		return setSetting(ctx, c, settingActive, *p.active)
	}); err != nil {
		return fmt.Errorf("keeping what is not of the copy: %w", err)
	}
	return syncFile(path)
}

// inFile runs f in a transaction on a file that nobody has open.
func inFile(ctx context.Context, path string, f func(*conn) error) (err error) {
	pool, err := openSQLite(path, 1, "journal_mode(WAL)")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	c, err := connect(ctx, pool)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.close()) }()
	return c.transaction(ctx, "BEGIN IMMEDIATE", f)
}
