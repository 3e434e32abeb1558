package app

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"testing"
	"time"

	"candidaturas/api/sandbox"
	"candidaturas/auth"
	"candidaturas/internal/e2e/station"

	"go.uber.org/goleak"
	"golang.org/x/time/rate"
)

// TestR29QuitAtEachRequest closes what the window works with in the middle of each
// request of the first synchronisation. With the simulation closed too, no goroutine
// is left; what had arrived is kept, and the next start asks only for the rest.
func TestR29QuitAtEachRequest(t *testing.T) {
	const n, lists, all = 31, 2, 2 + 3*31
	points := []int{1, 2, 3, 4, 5, 6, 7, 8, all}
	if testing.Short() {
		points = []int{2, 5}
	}
	for _, point := range points {
		t.Run(strconv.Itoa(point), func(t *testing.T) {
			server := sandbox.New(sandbox.Options{Applications: n})
			defer server.Close()
			dir := t.TempDir()
			quitAt(t, server, dir, point)
			server.ClearFaults()

			s := wantKept(t, server, dir, point-1, lists)
			defer func() {
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			}()
			server.ResetRequests()
			if _, err := s.Sync(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			want := station.Requests{Lists: 1, Timelines: n, Details: n, Offers: n}
			if point <= lists {
				want.Lists = lists
			}
			for i, single := range []*int{&want.Timelines, &want.Details, &want.Offers} {
				*single -= max(point-1-lists+2-i, 0) / 3
			}
			if got := station.Asked(server); got != want {
				t.Errorf("then asked for %+v, want %+v", got, want)
			}
		})
	}
}

// quitAt opens the app, lets it synchronise and closes it when InfoJobs keeps it
// waiting for the answer to a request, counted from 1.
func quitAt(t *testing.T, server *sandbox.Server, dir string, point int) {
	t.Helper()
	before := goleak.IgnoreCurrent()
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	c := &connector{
		www: server.URL(), api: server.URL(), vault: auth.NewMemoryVault(), log: slog.New(slog.DiscardHandler), rate: rate.Inf,
		env: auth.Keys{ClientID: sandbox.SampleClientID, ClientSecret: sandbox.SampleClientSecret}, profile: profileStore{dir: dir},
	}
	conn, err := c.open(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	code, err := server.IssueCode(station.SampleScopes)
	if err != nil {
		t.Fatal(err)
	}
	result, err := conn.Begin().Redeem(t.Context(), code)
	if err == nil {
		err = conn.Session().Adopt(t.Context(), result.Grant, "account", false)
	}
	if err == nil {
		err = conn.Tracker().Open(t.Context(), station.SamplePerson, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	arrived := make(chan struct{})
	if point > 1 {
		server.Fault(sandbox.OpAny, point-1, sandbox.Pass())
	}
	server.Fault(sandbox.OpAny, 1, func(w http.ResponseWriter, r *http.Request, genuine http.Handler) {
		close(arrived)
		sandbox.DelayHeaders(24*time.Hour)(w, r, genuine)
	})
	ctx, quit := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		_, err := conn.Tracker().Sync(ctx, nil)
		done <- err
	}()
	<-arrived
	quit()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("the synchronisation ends with %v", err)
	}
	conn.Close()
	c.profile.close()
	if err := server.Close(); err != nil {
		t.Error(err)
	}
	if err := goleak.Find(before); err != nil {
		t.Error(err)
	}
}

// wantKept opens the app again and compares what is kept with how many requests were
// answered.
func wantKept(t *testing.T, server *sandbox.Server, dir string, answered, lists int) *station.Station {
	t.Helper()
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	s, err := station.Open(t.Context(), station.Options{Dir: dir, Base: server.URL(), Vault: auth.NewMemoryVault(), Rate: rate.Inf})
	if err != nil {
		t.Fatal(err)
	}
	code, err := server.IssueCode(station.SampleScopes)
	if err == nil {
		err = s.SignIn(t.Context(), code)
	}
	if err != nil {
		t.Fatal(err)
	}
	apps := server.Applications()
	if got, want := s.List().Len(), min(30*answered, len(apps)); got != want {
		t.Errorf("%d applications are kept, want %d", got, want)
	}
	timelines, details, offers := 0, 0, 0
	for _, a := range apps {
		k, err := s.Application(t.Context(), a.ID)
		if err != nil {
			t.Fatal(err)
		}
		if k == nil {
			continue
		}
		if k.TimelineKnown && len(k.Timeline) == len(a.Events) {
			timelines++
		}
		if k.Detail != nil {
			details++
		}
		if k.OfferNow != nil {
			offers++
		}
	}
	if got, want := timelines+details+offers, max(answered-lists, 0); got != want {
		t.Errorf("%d timelines, %d details and %d offers are kept of %d", timelines, details, offers, want)
	}
	return s
}
