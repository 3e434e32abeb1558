package present

import (
	"context"
	"errors"

	"candidaturas/auth"
	"candidaturas/tracker"
)

// A connection is a Connection that a test controls. What is not set it does not do.
type connection struct {
	sample       bool
	www, homeURL string
	offerURL     func(id string) string
	hasKeys      func() bool
	onKeys       func(f func())
	keyOrigin    KeyOrigin
	saveKeys     func(context.Context, auth.Keys) error
	testKeys     func(context.Context, auth.Keys) error
	removeKeys   func(context.Context) error
	begin        func() Attempt
	identify     func(context.Context, auth.Grant) (tracker.Candidate, error)
	who          func(context.Context) (tracker.Candidate, error)
	session      Session
	load         func(context.Context) error
	keyringItem  string
	tracker      *tracker.Tracker
	storage      Storage
	onReplaced   func(f func())
	data         DataService
	erase        func(context.Context) error
	close        func()
}

func (c *connection) Sample() bool              { return c.sample }
func (c *connection) WWW() string               { return c.www }
func (c *connection) OfferURL(id string) string { return c.offerURL(id) }
func (c *connection) HomeURL() string           { return c.homeURL }

func (c *connection) Begin() Attempt { return c.begin() }

func (c *connection) Identify(ctx context.Context, g auth.Grant) (tracker.Candidate, error) {
	return c.identify(ctx, g)
}

func (c *connection) Who(ctx context.Context) (tracker.Candidate, error) {
	if c.who == nil {
		return tracker.Candidate{}, errors.ErrUnsupported
	}
	return c.who(ctx)
}

func (c *connection) Session() Session               { return c.session }
func (c *connection) Load(ctx context.Context) error { return c.load(ctx) }
func (c *connection) KeyringItem() string            { return c.keyringItem }

func (c *connection) HasKeys() bool        { return c.hasKeys() }
func (c *connection) KeyOrigin() KeyOrigin { return c.keyOrigin }
func (c *connection) CanSaveKeys() bool    { return c.saveKeys != nil }

func (c *connection) OnKeys(f func()) {
	if c.onKeys != nil {
		c.onKeys(f)
	}
}

func (c *connection) SaveKeys(ctx context.Context, k auth.Keys) error { return c.saveKeys(ctx, k) }
func (c *connection) TestKeys(ctx context.Context, k auth.Keys) error { return c.testKeys(ctx, k) }
func (c *connection) RemoveKeys(ctx context.Context) error            { return c.removeKeys(ctx) }

func (c *connection) Tracker() *tracker.Tracker { return c.tracker }
func (c *connection) Storage() Storage          { return c.storage }

func (c *connection) OnReplaced(f func()) {
	if c.onReplaced != nil {
		c.onReplaced(f)
	}
}

func (c *connection) CanBackUp() bool                 { return c.data != nil }
func (c *connection) Data() DataService               { return c.data }
func (c *connection) CanErase() bool                  { return c.erase != nil }
func (c *connection) Erase(ctx context.Context) error { return c.erase(ctx) }
func (c *connection) Close()                          { c.close() }

// fake is the connection of a list, for a test to change.
func (a *Applications) fake() *connection { return a.conn.(*connection) }
