package app

import (
	"context"
	"fmt"

	"candidaturas/api"
	"candidaturas/auth"
	"candidaturas/ui/present"
)

// keyAuthorizer has app keys and nobody who is signed in.
type keyAuthorizer auth.Keys

func (k keyAuthorizer) App(context.Context) (id, secret string, err error) {
	if auth.Keys(k).Empty() {
		return "", "", auth.ErrNoKeys
	}
	return k.ClientID, k.ClientSecret.Reveal(), nil
}

func (k keyAuthorizer) Token(context.Context, string) (string, error) {
	return "", auth.ErrNotSignedIn
}

// testKeys asks InfoJobs once whether it accepts the keys.
func (c *connector) testKeys(ctx context.Context, keys auth.Keys, apiURL string) error {
	client, err := api.NewClient(keyAuthorizer(keys), api.Options{BaseURL: apiURL, Log: c.log, Rate: c.rate, Once: true})
	if err != nil {
		return fmt.Errorf("preparing the connection: %w", err)
	}
	defer client.Close()
	if err := client.CheckKeys(ctx); err != nil {
		return fmt.Errorf("trying the app keys: %w", err)
	}
	return nil
}

// removeKeys removes the person's own keys, wherever they are.
func (c *connector) removeKeys(ctx context.Context) error {
	c.mu.Lock()
	c.own, c.ownUnsaved = auth.Keys{}, false
	c.mu.Unlock()
	return auth.ClearKeys(ctx, c.vault)
}

// keyOrigin says where the keys in use come from; fromKeyring that the keyring has
// handed some over.
func (c *connector) keyOrigin(fromKeyring bool) present.KeyOrigin {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case !c.own.Empty() && c.ownUnsaved:
		return present.KeysOwnUnsaved
	case !c.own.Empty(), fromKeyring:
		return present.KeysOwn
	case !c.env.Empty():
		return present.KeysEnvironment
	case !c.publisher.Empty():
		return present.KeysPublisher
	}
	return present.KeysNone
}
