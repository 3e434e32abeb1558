// Package station puts session, client, tracker and store together as the app does, but
// without a window, for tests that look at what is asked for and what is kept.
package station

import (
	"context"
	"errors"
	"net/http"
	"time"

	"candidaturas/api"
	"candidaturas/api/sandbox"
	"candidaturas/auth"
	"candidaturas/tracker"
	"candidaturas/tracker/store"

	"golang.org/x/time/rate"
)

const (
	// SamplePerson is the account of whoever signs in.
	SamplePerson = "sample-person"
	// SampleScopes are what they permit.
	SampleScopes = "MY_APPLICATIONS,APPLICATION_TIMELINE,CANDIDATE_PROFILE_WITH_EMAIL,CV"
)

// A Station is the app without its window: session, client, tracker and store put
// together as [connector] does, but for the clock, the network and who listens.
type Station struct {
	*tracker.Tracker
	DB      *store.DB
	client  *auth.Client
	session *auth.Session
	Source  *api.Client
}

// Options are what a station works with.
type Options struct {
	Dir   string // of the profile
	Base  string // address of the simulation
	Vault auth.Vault
	Wire  http.RoundTripper // nil for the computer's network
	Now   func() time.Time  // nil for the computer's clock
	Rate  rate.Limit        // 0 for the polite one
	Watch func(tracker.Source) tracker.Source
}

// Open starts the app: with what is kept in the folder and the session that
// is in the vault.
func Open(ctx context.Context, o Options) (*Station, error) {
	keys := auth.Keys{ClientID: sandbox.SampleClientID, ClientSecret: sandbox.SampleClientSecret}
	client, err := auth.NewClient(auth.ClientOptions{WWW: o.Base, Keys: keys, Transport: o.Wire})
	if err != nil {
		return nil, err
	}
	session := auth.NewSession(client, o.Vault, nil)
	reader, err := api.NewClient(session, api.Options{BaseURL: o.Base, Transport: o.Wire, Rate: o.Rate})
	if err != nil {
		return nil, err
	}
	db, report, err := store.Open(ctx, store.Options{Dir: o.Dir, Now: o.Now})
	if err != nil {
		return nil, err
	}
	s := &Station{DB: db, client: client, session: session, Source: reader}
	if report != (store.RecoveryReport{}) {
		return nil, errors.Join(errors.New("the store is not as it was left"), report.Memory, s.Close())
	}
	var source tracker.Source = s.Source
	if o.Watch != nil {
		source = o.Watch(source)
	}
	s.Tracker = tracker.New(source, db, tracker.Options{Now: o.Now})
	_, err = s.Resume(ctx, nil)
	if err == nil {
		err = session.Load(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// SignIn trades a code for a session and opens the person's account.
func (s *Station) SignIn(ctx context.Context, code string) error {
	result, err := auth.NewSignIn(s.client).Begin().Redeem(ctx, code)
	if err != nil {
		return err
	}
	if err := s.session.Adopt(ctx, result.Grant, "account", true); err != nil {
		return err
	}
	return s.Open(ctx, SamplePerson, nil)
}

// Close is the end of the app.
func (s *Station) Close() error {
	err := s.session.Close(context.Background())
	s.client.CloseIdleConnections()
	s.Source.Close()
	return errors.Join(err, s.DB.Close())
}

// Requests are how often the pages of the list, timelines, details and offers were
// asked for, and whatever else is not for a token.
type Requests struct{ Lists, Timelines, Details, Offers, others int }

// Asked counts what the simulation was asked for.
func Asked(server *sandbox.Server) Requests {
	r := Requests{
		Lists: server.Count(sandbox.OpApplications), Timelines: server.Count(sandbox.OpTimeline),
		Details: server.Count(sandbox.OpApplication), Offers: server.Count(sandbox.OpOffer),
	}
	r.others = server.Count(sandbox.OpAny) - server.Count(sandbox.OpToken) - r.Lists - r.Timelines - r.Details - r.Offers
	return r
}
