package auth

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// Keys are what InfoJobs knows an app by.
type Keys struct {
	ClientID     string
	ClientSecret Secret
}

// Empty reports whether there is nothing to sign in with: both parts are needed.
func (k Keys) Empty() bool { return k.ClientID == "" || k.ClientSecret == "" }

func (k Keys) trimmed() Keys {
	return Keys{strings.TrimSpace(k.ClientID), Secret(strings.TrimSpace(k.ClientSecret.Reveal()))}
}

// ResolveKeys picks the keys to use: the person's own, then those of the
// environment, then the publisher's. Pairs are never mixed; there may be none.
func ResolveKeys(own, env, publisher Keys) Keys {
	for _, k := range []Keys{own.trimmed(), env.trimmed(), publisher.trimmed()} {
		if !k.Empty() {
			return k
		}
	}
	return Keys{}
}

const (
	itemKeys    = "keys"
	keysVersion = 1
)

type storedKeys struct {
	Version int    `json:"v"`
	ID      string `json:"id"`
	Secret  string `json:"secret"`
}

// LoadKeys reads the person's own keys; there are none when the item is absent
// or of a form that this version does not know. Errors are those of the vault.
func LoadKeys(ctx context.Context, v Vault) (Keys, error) {
	b, err := v.Load(ctx, itemKeys)
	if errors.Is(err, ErrNotFound) {
		return Keys{}, nil
	}
	if err != nil {
		return Keys{}, fmt.Errorf("reading the app keys: %w", err)
	}
	return decodeKeys(b), nil
}

func decodeKeys(b []byte) Keys {
	var s storedKeys
	if json.Unmarshal(b, &s) != nil || s.Version != keysVersion {
		return Keys{}
	}
	return Keys{s.ID, Secret(s.Secret)}.trimmed()
}

// SaveKeys stores the person's own keys.
func SaveKeys(ctx context.Context, v Vault, k Keys) error {
	k = k.trimmed()
	b, err := json.Marshal(storedKeys{keysVersion, k.ClientID, k.ClientSecret.Reveal()}) //nolint:gosec // for the keyring alone
	if err != nil {
		return fmt.Errorf("encoding the app keys: %w", err)
	}
	if err := v.Save(ctx, itemKeys, b); err != nil {
		return fmt.Errorf("storing the app keys: %w", err)
	}
	return nil
}

// ClearKeys removes the person's own keys.
func ClearKeys(ctx context.Context, v Vault) error {
	if err := v.Clear(ctx, itemKeys); err != nil {
		return fmt.Errorf("removing the app keys: %w", err)
	}
	return nil
}
