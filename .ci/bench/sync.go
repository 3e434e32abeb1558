package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"candidaturas/api"
	"candidaturas/api/sandbox"
	"candidaturas/auth"
	"candidaturas/tracker"
	"candidaturas/tracker/store"

	"golang.org/x/time/rate"
)

// A synced is what the first synchronisation of a new profile took, and a check
// right after it.
type synced struct {
	applications int
	list         time.Duration // for the pages of the list
	whole        time.Duration // for those, and every timeline, detail and offer
	pages        int           // requests for pages of the list
	requests     int           // of all kinds
	check        int           // requests of the check
}

// syncProfile fills a new profile with so many applications from a simulated
// InfoJobs, over HTTP and without the polite rate, and checks once more.
func syncProfile(ctx context.Context, dir string, applications int) (took synced, err error) {
	progress("first synchronisation of %d applications", applications)
	s, err := newSite(ctx, applications)
	if err != nil {
		return took, err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	if err := os.RemoveAll(dir); err != nil {
		return took, fmt.Errorf("making a profile: %w", err)
	}
	t, closeStore, err := s.openProfile(ctx, dir, rate.Inf)
	if err != nil {
		return took, err
	}
	defer func() { err = errors.Join(err, closeStore()) }()

	s.server.ResetRequests()
	began := time.Now()
	_, err = t.Sync(ctx, func(p tracker.Progress) {
		if took.list == 0 && p.Phase == tracker.PhaseActivity {
			took.list = time.Since(began)
		}
	})
	took.whole = time.Since(began)
	if err != nil {
		return took, fmt.Errorf("the first synchronisation: %w", err)
	}
	took.applications = t.List().Len()
	took.pages, took.requests = s.server.Count(sandbox.OpApplications), s.server.Count(sandbox.OpAny)

	s.server.ResetRequests()
	if _, err := t.Sync(ctx, nil); err != nil {
		return took, fmt.Errorf("the check: %w", err)
	}
	took.check = s.server.Count(sandbox.OpAny)
	return took, nil
}

// firstRows measures how long the first page of a new profile takes at the polite
// rate, and stops the synchronisation then.
func firstRows(ctx context.Context, dir string, applications int) (took time.Duration, err error) {
	progress("the first rows at the polite rate")
	s, err := newSite(ctx, applications)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	if err := os.RemoveAll(dir); err != nil {
		return 0, fmt.Errorf("making a profile: %w", err)
	}
	t, closeStore, err := s.openProfile(ctx, dir, 0)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, closeStore()) }()

	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	began := time.Now()
	_, err = t.Sync(ctx, func(tracker.Progress) {
		if took == 0 && t.List().Len() >= tracker.PageSize {
			took = time.Since(began)
			cancel()
		}
	})
	if took == 0 {
		return 0, fmt.Errorf("there are no first rows: %w", err)
	}
	return took, nil
}

// A site is a simulated InfoJobs that somebody is signed in to.
type site struct {
	server *sandbox.Server
	client *auth.Client
	grant  auth.Grant
	source *api.Client
}

func newSite(ctx context.Context, applications int) (*site, error) {
	s := &site{server: sandbox.New(sandbox.Options{Applications: applications})}
	if err := s.server.Start(); err != nil {
		return nil, fmt.Errorf("starting the simulation: %w", err)
	}
	if err := s.signIn(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("signing in: %w", err), s.close())
	}
	return s, nil
}

func (s *site) close() error {
	if s.client != nil {
		s.client.CloseIdleConnections()
	}
	if s.source != nil {
		s.source.Close()
	}
	return s.server.Close()
}

func (s *site) signIn(ctx context.Context) error {
	var err error
	s.client, err = auth.NewClient(auth.ClientOptions{
		WWW: s.server.URL(), Keys: auth.Keys{ClientID: sandbox.SampleClientID, ClientSecret: sandbox.SampleClientSecret},
	})
	if err != nil {
		return err
	}
	attempt := auth.NewSignIn(s.client).Begin()
	page, err := sandbox.Decide(ctx, attempt.URL(), true)
	if err != nil {
		return err
	}
	result, err := attempt.Redeem(ctx, page)
	s.grant = result.Grant
	return err
}

// openProfile opens the store of a profile, and an account of which it knows
// nothing yet.
func (s *site) openProfile(ctx context.Context, dir string, limit rate.Limit) (*tracker.Tracker, func() error, error) {
	source, err := api.NewClient(auth.NewProvisional(s.client, s.grant), api.Options{BaseURL: s.server.URL(), Rate: limit})
	if err != nil {
		return nil, nil, fmt.Errorf("preparing the connection: %w", err)
	}
	s.source = source
	candidate, err := s.source.Candidate(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("asking who is signed in: %w", err)
	}
	db, report, err := store.Open(ctx, store.Options{Dir: dir})
	if err != nil {
		return nil, nil, fmt.Errorf("opening the profile: %w", err)
	}
	t := tracker.New(s.source, db, tracker.Options{})
	if err := errors.Join(report.Memory, t.Open(ctx, candidate.Key, nil)); err != nil {
		return nil, nil, errors.Join(fmt.Errorf("opening the account: %w", err), db.Close())
	}
	return t, db.Close, nil
}
