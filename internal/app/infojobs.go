package app

import (
	"context"
	"fmt"

	"candidaturas/auth"
	"candidaturas/ui/present"
)

// infoJobs is a connection to InfoJobs, with the session in the system's keyring.
type infoJobs struct {
	*remote
	*keptProfile
	connector *connector
	keys      *keyWatch
}

var _ present.Connection = (*infoJobs)(nil)

// openInfoJobs opens what is kept and prepares the way to InfoJobs.
func (c *connector) openInfoJobs(ctx context.Context) (present.Connection, error) {
	db, storage, err := c.profile.open(ctx)
	if err != nil {
		return nil, fmt.Errorf("opening what is kept: %w", err)
	}
	own := c.ownKeys()
	r, err := c.newRemote(auth.ResolveKeys(own, c.env, c.publisher), c.www, c.api, c.vault)
	if err != nil {
		return nil, err
	}
	keys := &keyWatch{vault: c.vault, log: c.log, use: r.client.SetKeys, has: !r.client.Keys().Empty(), known: !own.Empty()}
	return &infoJobs{remote: r, keptProfile: c.kept(r.track(db), db, storage), connector: c, keys: keys}, nil
}

func (*infoJobs) Sample() bool          { return false }
func (i *infoJobs) KeyringItem() string { return i.connector.appID }

// Load reads the person's own keys before the session. When the keyring does not
// answer in time, it goes over to them when they come.
func (i *infoJobs) Load(ctx context.Context) error {
	i.keys.await(ctx)
	return i.remote.Load(ctx)
}

func (i *infoJobs) HasKeys() bool                { return i.keys.hasKeys() }
func (i *infoJobs) OnKeys(f func())              { i.keys.onKeys(f) }
func (i *infoJobs) KeyOrigin() present.KeyOrigin { return i.connector.keyOrigin(i.keys.brought()) }
func (*infoJobs) CanSaveKeys() bool              { return true }

func (i *infoJobs) SaveKeys(ctx context.Context, k auth.Keys) error {
	return i.connector.saveKeys(ctx, k)
}

func (i *infoJobs) TestKeys(ctx context.Context, k auth.Keys) error {
	if k.Empty() {
		k = i.client.Keys()
	}
	return i.connector.testKeys(ctx, k, i.apiURL)
}

func (i *infoJobs) RemoveKeys(ctx context.Context) error { return i.connector.removeKeys(ctx) }
