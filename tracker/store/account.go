package store

import (
	"context"
	"database/sql"
	"errors"

	"candidaturas/tracker"
)

// ofAccount stands for the account whose key is the parameter there; it matches
// nothing when the account is not known.
const ofAccount = `(SELECT account FROM accounts WHERE key = ?)`

// An accountStore is what a store keeps of one account.
type accountStore struct {
	records
	userData
}

var _ tracker.AccountStore = accountStore{}

// records are what InfoJobs has told, and what changed.
type records struct{ account }

// userData is what the person has added.
type userData struct{ account }

// An account is one by its key, and the store that keeps it.
type account struct {
	db  *database
	key string
}

// Account implements [tracker.Store].
func (db *DB) Account(key string) tracker.AccountStore {
	a := account{db.database, key}
	return accountStore{records{a}, userData{a}}
}

// edit runs f in a transaction for an application that is kept. It returns
// [ErrUnknown] for one that is not.
func (a account) edit(ctx context.Context, doing, id string, f func(c *conn, app int64) error) error {
	return a.db.write(ctx, doing, func(c *conn) error {
		app, err := applicationNumber(ctx, c, a.key, id)
		if err != nil {
			return err
		}
		return f(c, app)
	})
}

// applicationNumber returns the number of an application, [ErrUnknown] if it has none.
func applicationNumber(ctx context.Context, c *conn, key, id string) (app int64, err error) {
	err = c.one(ctx, `SELECT app FROM applications WHERE account = `+ofAccount+` AND id = ?`, []any{key, id}, &app)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrUnknown
	}
	return app, err
}

// errNoAccount is returned when something is to be kept for nobody.
var errNoAccount = errors.New("no account")

// accountNumber returns the number of an account, and gives it one if it has none.
func accountNumber(ctx context.Context, c *conn, key string) (int64, error) {
	if key == "" {
		return 0, errNoAccount
	}
	if _, err := c.exec(ctx, `INSERT INTO accounts (key) VALUES (?) ON CONFLICT DO NOTHING`, key); err != nil {
		return 0, err
	}
	var id int64
	return id, c.one(ctx, `SELECT account FROM accounts WHERE key = ?`, []any{key}, &id)
}

const settingActive = "active"

// Active implements [tracker.Store].
func (db *DB) Active(ctx context.Context) (string, error) {
	var key string
	err := db.read(ctx, "reading the active account", func(c *conn) error {
		var err error
		key, err = setting(ctx, c, settingActive)
		return err
	})
	return key, err
}

// SetActive implements [tracker.Store].
func (db *DB) SetActive(ctx context.Context, key string) error {
	return db.write(ctx, "keeping the active account", func(c *conn) error {
		return setSetting(ctx, c, settingActive, key)
	})
}

// setting is "" for one that is not set.
func setting(ctx context.Context, c *conn, name string) (string, error) {
	var value string
	_, err := c.found(ctx, `SELECT value FROM settings WHERE name = ?`, []any{name}, &value)
	return value, err
}

func setSetting(ctx context.Context, c *conn, name, value string) error {
	_, err := c.exec(ctx, `
INSERT INTO settings (name, value, sum) VALUES (?, ?, ?)
ON CONFLICT (name) DO UPDATE SET value = excluded.value, sum = excluded.sum`, summed(name, value)...)
	return err
}

// State implements [tracker.SyncStore].
func (a records) State(ctx context.Context) (tracker.SyncState, error) {
	var state stateRecord
	err := a.db.read(ctx, "reading the state of the synchronisation", func(c *conn) error {
		var text string
		found, err := c.found(ctx, `SELECT body FROM sync_states WHERE account = `+ofAccount, []any{a.key}, &text)
		if !found || err != nil {
			return err
		}
		return decode(text, &state)
	})
	return tracker.SyncState(state), err
}

func writeState(ctx context.Context, c *conn, account int64, state tracker.SyncState) error {
	text, err := encode(recordState(state))
	if err != nil {
		return err
	}
	_, err = c.exec(ctx, `
INSERT INTO sync_states (account, body, sum) VALUES (?, ?, ?)
ON CONFLICT (account) DO UPDATE SET body = excluded.body, sum = excluded.sum`, summed(account, text)...)
	return err
}
