package app

import (
	"context"
	"errors"
	"fmt"

	"candidaturas/api/sandbox"
	"candidaturas/auth"
	"candidaturas/tracker/store"
	"candidaturas/ui/present"
)

// A sample is a connection to the simulation, which it ends when it closes. Its session
// is worth nothing then, so the keyring is left alone.
type sample struct {
	*remote
	present.NoOwnKeys
	present.Profile
	server *sandbox.Server
	vault  *auth.MemoryVault
	db     *store.DB
}

var _ present.Connection = (*sample)(nil)

// openSample starts the simulation and connects to it.
func (c *connector) openSample(ctx context.Context) (present.Connection, error) {
	db, err := store.OpenMemory(ctx, store.Options{})
	if err != nil {
		return nil, fmt.Errorf("preparing the simulation: %w", err)
	}
	server := sandbox.New(sandbox.Options{Living: true, LivePace: c.pace, Log: c.log})
	if err := server.Start(); err != nil {
		return nil, errors.Join(fmt.Errorf("starting the simulation: %w", err), db.Close())
	}
	keys := auth.Keys{ClientID: sandbox.SampleClientID, ClientSecret: sandbox.SampleClientSecret}
	vault := auth.NewMemoryVault()
	r, err := c.newRemote(keys, server.URL(), server.URL(), vault)
	if err != nil {
		return nil, errors.Join(err, server.Close(), db.Close())
	}
	return &sample{remote: r, Profile: present.NewMemoryProfile(r.track(db)), server: server, vault: vault, db: db}, nil
}

func (*sample) Sample() bool                 { return true }
func (*sample) KeyringItem() string          { return "" }
func (*sample) HasKeys() bool                { return true }
func (*sample) KeyOrigin() present.KeyOrigin { return present.KeysNone }

func (s *sample) Close() {
	s.remote.Close()
	if err := errors.Join(s.vault.Close(), s.server.Close(), s.db.Close()); err != nil {
		s.connector.log.Warn("ending the simulation", "error", err)
	}
}
