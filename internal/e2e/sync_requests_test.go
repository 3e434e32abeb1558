package e2e

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"candidaturas/api/sandbox"
	"candidaturas/auth"
	"candidaturas/internal/e2e/station"
	"candidaturas/tracker"
)

// A tally is a simulation that counts what a synchronisation asks for.
type tally struct {
	*station.Station
	t      *testing.T
	server *sandbox.Server
}

// counted runs f, in a bubble, with a station that is signed in and a simulation of
// n applications.
func counted(t *testing.T, n int, f func(*tally)) {
	t.Helper()
	inBubble(t, func() {
		if n == 0 {
			n = -1 // which is how the simulation is told to have none
		}
		server := sandbox.New(sandbox.Options{Applications: n})
		network := serveBubble(server)
		defer network.stop()
		s, err := station.Open(context.Background(), station.Options{
			Dir: t.TempDir(), Base: bubbleURL, Vault: auth.NewMemoryVault(), Wire: network.wire,
		})
		if err != nil {
			t.Error(err)
			return
		}
		defer func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		}()
		code, err := server.IssueCode(station.SampleScopes)
		if err == nil {
			err = s.SignIn(context.Background(), code)
		}
		if err != nil {
			t.Error(err)
			return
		}
		server.ResetRequests()
		f(&tally{Station: s, t: t, server: server})
	})
}

// sync returns what a synchronisation asks for.
func (c *tally) sync() station.Requests {
	c.t.Helper()
	c.server.ResetRequests()
	if _, err := c.Sync(context.Background(), nil); err != nil {
		c.t.Error(err)
	}
	return station.Asked(c.server)
}

func (c *tally) want(when string, want station.Requests) {
	c.t.Helper()
	if got := c.sync(); got != want {
		c.t.Errorf("%s: %+v, want %+v", when, got, want)
	}
}

// eachOnce fails the test if something was asked for twice.
func (c *tally) eachOnce() {
	c.t.Helper()
	asked := map[string]int{}
	for _, r := range c.server.Requests() {
		asked[r.Path+"?"+r.Query.Encode()]++
	}
	for what, n := range asked {
		if n > 1 {
			c.t.Errorf("%s: asked for %d times", what, n)
		}
	}
}

// TestSyncCountsFirst has the first synchronisation ask for each page and each
// single thing once, and the next for one page if nothing has changed.
func TestSyncCountsFirst(t *testing.T) {
	for _, n := range []int{0, 1, 29, 30, 31, 60, 61, 120} {
		if testing.Short() && n != 0 && n != 31 {
			continue
		}
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			counted(t, n, func(c *tally) {
				pages := max(1, (n+29)/30)
				c.want("at first", station.Requests{Lists: pages, Timelines: n, Details: n, Offers: n})
				c.eachOnce()
				for range 3 {
					time.Sleep(30 * time.Minute)
					c.want("nothing has changed", station.Requests{Lists: 1})
				}
				if got := c.List().Len(); got != n {
					t.Errorf("%d of %d applications", got, n)
				}
			})
		})
	}
}

// TestSyncCountsChanges has a synchronisation ask for no more than what has changed
// needs.
func TestSyncCountsChanges(t *testing.T) {
	n, changed := 95, []int{1, 5, 31}
	if testing.Short() {
		n, changed = 31, []int{5}
	}
	for _, k := range changed {
		t.Run(strconv.Itoa(k), func(t *testing.T) {
			counted(t, n, func(c *tally) {
				c.sync()
				pages := 1 + k/30
				apps := c.server.Applications()
				for i := range k {
					time.Sleep(time.Second)
					c.happen(apps[2*i].ID, tracker.KindCVRead)
				}
				c.want("read", station.Requests{Lists: pages, Timelines: k})
				c.eachOnce()
				for i := range k {
					time.Sleep(time.Second)
					c.happen(apps[i].ID, tracker.KindOfferModified)
				}
				c.want("offers edited", station.Requests{Lists: pages, Timelines: k, Offers: k})
				for range k {
					time.Sleep(time.Second)
					c.server.AddApplication(sandbox.Application{})
				}
				c.want("new", station.Requests{Lists: pages, Timelines: k, Details: k, Offers: k})
				c.eachOnce()
				c.want("nothing", station.Requests{Lists: 1})
			})
		})
	}
}

func (c *tally) happen(id string, kind tracker.EventKind) {
	c.t.Helper()
	if err := c.server.AddEvent(id, sandbox.Event{Kind: kind}); err != nil {
		c.t.Error(err)
	}
}

// TestSyncCountsOverDays looks every half hour for days: the whole list is read
// once a day, and the offers that are open once a day, or once a week if there has
// been no news for long.
func TestSyncCountsOverDays(t *testing.T) {
	const n = 61
	days, every := 8, 30*time.Minute
	if testing.Short() {
		days, every = 2, 4*time.Hour
	}
	counted(t, n, func(c *tally) {
		c.sync()
		start := time.Now()
		lists, checks := 0, 0
		asked := map[string][]time.Time{}
		for time.Since(start) < time.Duration(days)*24*time.Hour {
			time.Sleep(every)
			got := c.sync()
			lists, checks = lists+got.Lists, checks+1
			if got.Timelines+got.Details > 0 {
				t.Errorf("although nothing has changed: %+v", got)
			}
			for _, r := range c.server.Requests() {
				if id, ok := strings.CutPrefix(r.Path, "/api/7/offer/"); ok {
					asked[id] = append(asked[id], r.At)
				}
			}
		}
		if want := checks + days*2; lists != want { // a pass has two pages more than a check
			t.Errorf("%d pages in %d days and %d checks, want %d", lists, days, checks, want)
		}
		for _, a := range c.server.Applications() {
			if err := sampledAsOften(a, asked[a.OfferID], start, days); err != nil {
				t.Error(err)
			}
		}
	})
}

// sampledAsOften compares how often an offer was read again with how often it is
// to be.
func sampledAsOften(a sandbox.Application, asked []time.Time, start time.Time, days int) error {
	want := days
	news := a.AppliedAt
	for _, e := range a.Events {
		if e.Kind.AboutCandidate() && e.At.After(news) {
			news = e.At
		}
	}
	ended := slices.ContainsFunc(a.Events, func(e sandbox.Event) bool { return e.Kind == tracker.KindHired || e.Kind == tracker.KindDeclined })
	switch quiet := start.Sub(news); {
	case ended || a.Rejected || a.ProcessClosed || a.OfferRemoved:
		want = 0
	case quiet > 60*24*time.Hour:
		want = days / 7
	case quiet > time.Duration(60-days)*24*time.Hour:
		return nil // from one to the other on the way
	}
	if len(asked) != want {
		return fmt.Errorf("the offer of %s was read again %d times, want %d", a.ID, len(asked), want)
	}
	before := start
	for _, at := range asked {
		if at.Sub(before) < 24*time.Hour-time.Minute { // the first ones were read during the first synchronisation
			return fmt.Errorf("the offer of %s was read again after %v", a.ID, at.Sub(before))
		}
		before = at
	}
	return nil
}
