package app

import (
	"context"
	"fmt"

	"candidaturas/api"
	"candidaturas/auth"
	"candidaturas/tracker"
	"candidaturas/ui/present"
)

// A remote is an InfoJobs that is reached over HTTP, the real one or the simulation,
// and the session there.
type remote struct {
	connector *connector
	apiURL    string
	client    *auth.Client
	attempts  *auth.SignIn
	session   *auth.Session
	source    *api.Client
}

// newRemote prepares the way to an InfoJobs. Nothing is sent yet.
func (c *connector) newRemote(keys auth.Keys, www, apiURL string, vault auth.Vault) (*remote, error) {
	client, err := auth.NewClient(auth.ClientOptions{WWW: www, Keys: keys, Log: c.log})
	if err != nil {
		return nil, fmt.Errorf("preparing the sign-in: %w", err)
	}
	session := auth.NewSession(client, vault, c.log)
	source, err := api.NewClient(session, api.Options{BaseURL: apiURL, Log: c.log, Rate: c.rate})
	if err != nil {
		return nil, fmt.Errorf("preparing the connection: %w", err)
	}
	return &remote{
		connector: c, apiURL: apiURL, client: client, attempts: auth.NewSignIn(client), session: session, source: source,
	}, nil
}

// track returns a tracker that reads from r.
func (r *remote) track(db tracker.Store) *tracker.Tracker {
	return tracker.New(r.source, db, tracker.Options{Log: r.connector.log})
}

func (r *remote) WWW() string               { return r.client.WWW() }
func (r *remote) OfferURL(id string) string { return api.OfferPage(r.client.WWW(), id) }
func (r *remote) HomeURL() string           { return api.ApplicationsPage(r.client.WWW()) }

func (r *remote) Begin() present.Attempt { return r.attempts.Begin() }

// Identify asks with the grant alone: the session has no part in it yet.
func (r *remote) Identify(ctx context.Context, g auth.Grant) (tracker.Candidate, error) {
	return r.source.As(auth.NewProvisional(r.client, g)).Candidate(ctx)
}

func (r *remote) Who(ctx context.Context) (tracker.Candidate, error) { return r.source.Candidate(ctx) }
func (r *remote) Session() present.Session                           { return r.session }
func (r *remote) Load(ctx context.Context) error                     { return r.session.Load(ctx) }

// Close waits no longer than closeLimit for a token that is being refreshed.
func (r *remote) Close() {
	ctx, cancel := context.WithTimeout(context.Background(), closeLimit)
	defer cancel()
	if err := r.session.Close(ctx); err != nil {
		r.connector.log.Warn("closing the session", "error", err)
	}
	r.client.CloseIdleConnections()
	r.source.Close()
}
