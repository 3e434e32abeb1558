package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"candidaturas/api"
	"candidaturas/api/sandbox"
	"candidaturas/auth"
	"candidaturas/tracker"
	"candidaturas/tracker/store"
	"candidaturas/ui/present"

	"golang.org/x/time/rate"
)

// A connector puts the connections together: InfoJobs with the system's keyring,
// or the simulation, which has neither the network nor the keyring.
type connector struct {
	appID     string
	www, api  string // base addresses, empty for InfoJobs' own
	env       auth.Keys
	publisher auth.Keys
	vault     auth.Vault // of InfoJobs' session and of the person's own keys
	log       *slog.Logger
	rate      rate.Limit    // 0 for the polite one
	pace      time.Duration // between two events of the simulation, 0 for its own

	profile profileStore

	// languages are the words in every language, for files that may be in any.
	languages func() ([]*present.Words, error)

	mu  sync.Mutex
	own auth.Keys // the person's own, once they gave them in this run
	// ownUnsaved says that the keyring did not keep them.
	ownUnsaved bool
}

// open is a present.Opener.
func (c *connector) open(ctx context.Context, sample bool) (*present.Connection, error) {
	if sample {
		return c.openSample(ctx)
	}
	db, storage, err := c.profile.open(ctx)
	if err != nil {
		return nil, fmt.Errorf("opening what is kept: %w", err)
	}
	c.mu.Lock()
	own := c.own
	c.mu.Unlock()
	keys := auth.ResolveKeys(own, c.env, c.publisher)
	client, conn, err := c.connect(keys, c.www, c.api, c.vault, db)
	if err != nil {
		return nil, err
	}
	fromKeyring := func() bool { return false }
	if own.Empty() {
		fromKeyring = c.awaitKeys(client, conn)
	}
	conn.KeyringItem, conn.SaveKeys, conn.RemoveKeys = c.appID, c.saveKeys, c.removeKeys
	conn.KeyOrigin = func() present.KeyOrigin { return c.keyOrigin(fromKeyring()) }
	conn.TestKeys = func(ctx context.Context, k auth.Keys) error {
		if k.Empty() {
			k = client.Keys()
		}
		return c.testKeys(ctx, k, c.api)
	}
	if c.profile.dir != "" && storage.Problem == nil {
		conn.Data = &dataService{dir: c.profile.dir, db: db, tracker: conn.Tracker, languages: c.languages}
	}
	conn.Storage = storage
	conn.Erase, conn.OnReplaced = c.erase, c.profile.onReplaced
	return conn, nil
}

// openSample starts the simulation and connects to it. Its session is worth
// nothing once it has ended, so the keyring is left alone.
func (c *connector) openSample(ctx context.Context) (*present.Connection, error) {
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
	_, conn, err := c.connect(keys, server.URL(), server.URL(), vault, db)
	if err != nil {
		return nil, errors.Join(err, server.Close(), db.Close())
	}
	conn.Sample = true
	end := conn.Close
	conn.Close = func() {
		end()
		if err := errors.Join(vault.Close(), server.Close(), db.Close()); err != nil {
			c.log.Warn("ending the simulation", "error", err)
		}
	}
	return conn, nil
}

func (c *connector) connect(keys auth.Keys, www, apiURL string, vault auth.Vault, db tracker.Store) (*auth.Client, *present.Connection, error) {
	client, err := auth.NewClient(auth.ClientOptions{WWW: www, Keys: keys, Log: c.log})
	if err != nil {
		return nil, nil, fmt.Errorf("preparing the sign-in: %w", err)
	}
	newSource := func(a api.Authorizer) (*api.Source, error) {
		apiClient, err := api.NewClient(a, api.Options{BaseURL: apiURL, Log: c.log, Rate: c.rate})
		if err != nil {
			return nil, fmt.Errorf("preparing the connection: %w", err)
		}
		return api.NewSource(apiClient), nil
	}
	session := auth.NewSession(client, vault, c.log)
	source, err := newSource(session)
	if err != nil {
		return nil, nil, err
	}
	signIn := auth.NewSignIn(client)
	pages := client.WWW()
	return client, &present.Connection{
		HasKeys:  func() bool { return !keys.Empty() },
		WWW:      pages,
		OfferURL: func(id string) string { return api.OfferPage(pages, id) },
		HomeURL:  api.ApplicationsPage(pages),
		Begin:    func() present.Attempt { return signIn.Begin() },
		Identify: func(ctx context.Context, g auth.Grant) (tracker.Candidate, error) {
			source, err := newSource(auth.NewProvisional(client, g))
			if err != nil {
				return tracker.Candidate{}, err
			}
			defer source.Close()
			return source.Candidate(ctx)
		},
		Who:     source.Candidate,
		Session: session,
		Load:    session.Load,
		Tracker: tracker.New(source, db, tracker.Options{Log: c.log}),
		Close: func() {
			ctx, cancel := context.WithTimeout(context.Background(), closeLimit)
			defer cancel()
			if err := session.Close(ctx); err != nil {
				c.log.Warn("closing the session", "error", err)
			}
			client.CloseIdleConnections()
			source.Close()
		},
	}, nil
}
