package main

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
	// samplePerson is the account of whoever signs in.
	samplePerson = "sample-person"
	sampleScopes = "MY_APPLICATIONS,APPLICATION_TIMELINE,CANDIDATE_PROFILE_WITH_EMAIL,CV"
)

// A station is the app without its window: session, client, tracker and store put
// together as [connector] does, but for the clock, the network and who listens.
type station struct {
	*tracker.Tracker
	db      *store.DB
	client  *auth.Client
	session *auth.Session
	source  *api.Client
}

type stationOptions struct {
	dir   string // of the profile
	base  string // address of the simulation
	vault auth.Vault
	wire  http.RoundTripper // nil for the computer's network
	now   func() time.Time  // nil for the computer's clock
	rate  rate.Limit        // 0 for the polite one
	watch func(tracker.Source) tracker.Source
}

// openStation starts the app: with what is kept in the folder and the session that
// is in the vault.
func openStation(ctx context.Context, o stationOptions) (*station, error) {
	keys := auth.Keys{ClientID: sandbox.SampleClientID, ClientSecret: sandbox.SampleClientSecret}
	client, err := auth.NewClient(auth.ClientOptions{WWW: o.base, Keys: keys, Transport: o.wire})
	if err != nil {
		return nil, err
	}
	session := auth.NewSession(client, o.vault, nil)
	reader, err := api.NewClient(session, api.Options{BaseURL: o.base, Transport: o.wire, Rate: o.rate})
	if err != nil {
		return nil, err
	}
	db, report, err := store.Open(ctx, store.Options{Dir: o.dir, Now: o.now})
	if err != nil {
		return nil, err
	}
	s := &station{db: db, client: client, session: session, source: reader}
	if report != (store.RecoveryReport{}) {
		return nil, errors.Join(errors.New("the store is not as it was left"), report.Memory, s.close())
	}
	var source tracker.Source = s.source
	if o.watch != nil {
		source = o.watch(source)
	}
	s.Tracker = tracker.New(source, db, tracker.Options{Now: o.now})
	_, err = s.Resume(ctx, nil)
	if err == nil {
		err = session.Load(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

// signIn trades a code for a session and opens the person's account.
func (s *station) signIn(ctx context.Context, code string) error {
	result, err := auth.NewSignIn(s.client).Begin().Redeem(ctx, code)
	if err != nil {
		return err
	}
	if err := s.session.Adopt(ctx, result.Grant, "account", true); err != nil {
		return err
	}
	return s.Open(ctx, samplePerson, nil)
}

// close is the end of the app.
func (s *station) close() error {
	err := s.session.Close(context.Background())
	s.client.CloseIdleConnections()
	s.source.Close()
	return errors.Join(err, s.db.Close())
}

// requests are how often the pages of the list, timelines, details and offers were
// asked for, and whatever else is not for a token.
type requests struct{ lists, timelines, details, offers, others int }

func asked(server *sandbox.Server) requests {
	r := requests{
		lists: server.Count(sandbox.OpApplications), timelines: server.Count(sandbox.OpTimeline),
		details: server.Count(sandbox.OpApplication), offers: server.Count(sandbox.OpOffer),
	}
	r.others = server.Count(sandbox.OpAny) - server.Count(sandbox.OpToken) - r.lists - r.timelines - r.details - r.offers
	return r
}
