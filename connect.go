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

	mu  sync.Mutex
	own auth.Keys // the person's own, if they gave them and the keyring did not keep them
}

// open is a present.Opener.
func (c *connector) open(ctx context.Context, sample bool) (*present.Connection, error) {
	if sample {
		return c.openSample()
	}
	own, late := c.ownKeys(ctx)
	keys := auth.ResolveKeys(own, c.env, c.publisher)
	client, conn, err := c.connect(keys, c.www, c.api, c.vault)
	if err != nil {
		return nil, err
	}
	if late != nil {
		awaitKeys(client, conn, late)
	}
	conn.KeyringItem = c.appID
	conn.SaveKeys = c.saveKeys
	return conn, nil
}

// openSample starts the simulation and connects to it. Its session is worth
// nothing once it has ended, so the keyring is left alone.
func (c *connector) openSample() (*present.Connection, error) {
	server := sandbox.New(sandbox.Options{Living: true, LivePace: c.pace, Log: c.log})
	if err := server.Start(); err != nil {
		return nil, fmt.Errorf("starting the simulation: %w", err)
	}
	keys := auth.Keys{ClientID: sandbox.SampleClientID, ClientSecret: sandbox.SampleClientSecret}
	vault := auth.NewMemoryVault()
	_, conn, err := c.connect(keys, server.URL(), server.URL(), vault)
	if err != nil {
		return nil, errors.Join(err, server.Close())
	}
	conn.Sample = true
	end := conn.Close
	conn.Close = func() {
		end()
		if err := errors.Join(vault.Close(), server.Close()); err != nil {
			c.log.Warn("ending the simulation", "error", err)
		}
	}
	return conn, nil
}

// keysWait is how long the window waits for the keyring to say whether there are
// keys of the person's own. A keyring that asks for its password takes longer.
const keysWait = 1500 * time.Millisecond

// ownKeys are the person's own keys. When the keyring does not answer in time,
// they come through late, which gets exactly one value.
func (c *connector) ownKeys(ctx context.Context) (own auth.Keys, late <-chan auth.Keys) {
	c.mu.Lock()
	own = c.own
	c.mu.Unlock()
	if !own.Empty() {
		return own, nil
	}
	read := make(chan auth.Keys, 1)
	go func() {
		keys, err := auth.LoadKeys(context.WithoutCancel(ctx), c.vault) // the vault has a limit of its own
		if err != nil {
			c.log.Warn("reading the person's own keys", "error", err)
		}
		read <- keys
	}()
	timer := time.NewTimer(keysWait)
	defer timer.Stop()
	select {
	case own = <-read:
		return own, nil
	case <-timer.C:
		return auth.Keys{}, read
	}
}

// awaitKeys goes over to the person's own keys when they come.
func awaitKeys(client *auth.Client, conn *present.Connection, late <-chan auth.Keys) {
	w := &keyWatch{has: conn.HasKeys()}
	conn.HasKeys, conn.OnKeys = w.hasKeys, w.onKeys
	go func() {
		if own := <-late; !own.Empty() {
			client.SetKeys(own)
			w.come()
		}
	}()
}

// A keyWatch knows whether there are keys and tells when they come.
type keyWatch struct {
	mu   sync.Mutex
	has  bool
	came bool
	tell func()
}

func (w *keyWatch) hasKeys() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.has
}

// onKeys calls tell at once if they have come already.
func (w *keyWatch) onKeys(tell func()) {
	w.mu.Lock()
	w.tell = tell
	came := w.came
	w.mu.Unlock()
	if came {
		tell()
	}
}

func (w *keyWatch) come() {
	w.mu.Lock()
	w.has, w.came = true, true
	tell := w.tell
	w.mu.Unlock()
	if tell != nil {
		tell()
	}
}

// saveKeys uses the keys even when the keyring does not keep them.
func (c *connector) saveKeys(ctx context.Context, keys auth.Keys) error {
	err := auth.SaveKeys(ctx, c.vault, keys)
	if ctx.Err() != nil {
		return err // given up: the keys that were in use stay
	}
	c.mu.Lock()
	c.own = keys
	c.mu.Unlock()
	return err
}

func (c *connector) connect(keys auth.Keys, www, apiURL string, vault auth.Vault) (*auth.Client, *present.Connection, error) {
	client, err := auth.NewClient(auth.ClientOptions{WWW: www, Keys: keys, Log: c.log})
	if err != nil {
		return nil, nil, fmt.Errorf("preparing the sign-in: %w", err)
	}
	newSource := func(a api.Authorizer) (*api.Source, error) {
		apiClient, err := api.NewClient(authorizer{a}, api.Options{BaseURL: apiURL, Log: c.log, Rate: c.rate})
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
		Session: session,
		Tracker: tracker.NewMemory(source),
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
