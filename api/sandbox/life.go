package sandbox

import (
	"context"
	"math"
	"math/rand/v2"
	"time"
)

// A life is what makes things happen while the server runs.
type life struct {
	rng    *rand.Rand
	recent string // the application that something happened to last
}

func newLife(seed uint64) *life { return &life{rng: newRand(seed, math.MaxUint64-2)} }

// A Happening is what [Server.Tick] made happen.
type Happening struct {
	ApplicationID string
	Event         Event
}

func (s *Server) live(ctx context.Context) {
	t := time.NewTicker(s.opts.LivePace)
	defer t.Stop()
	for {
		select {
		case <-t.C:
			s.Tick()
		case <-ctx.Done():
			return
		}
	}
}

// Tick makes the next thing happen: the next step of an application that is
// under way or, when none is, a new application. The order depends on the seed
// only. Things that happen at one instant happen together; the last is returned.
func (s *Server) Tick() Happening {
	now := s.now()
	s.mu.Lock()
	defer s.mu.Unlock()
	ac := s.accounts[s.current]
	a := s.life.next(ac)
	if a == nil {
		a = s.data.inventAt(s.life.rng, ac, now)
		a.plan = s.data.anyPlan(s.life.rng)
		ac.insert(a)
		s.life.recent = a.ID
		return Happening{a.ID, a.last()}
	}
	s.life.recent = a.ID
	var e Event
	for again := true; again; again = len(a.plan) > 0 && a.plan[0].Together {
		e = s.data.event(s.life.rng, a.plan[0], now)
		a.plan = a.plan[1:]
		a.add(e, ac.visited)
	}
	ac.changed()
	return Happening{a.ID, e}
}

// next picks an application with something to come, another than the last time
// if there is one.
func (l *life) next(ac *account) *application {
	var open []*application
	for _, a := range ac.apps {
		if len(a.plan) > 0 && a.ID != l.recent {
			open = append(open, a)
		}
	}
	if len(open) > 0 {
		// Recent ones are likelier to move.
		best := pick(l.rng, open)
		for range 2 {
			if other := pick(l.rng, open); other.AppliedAt.After(best.AppliedAt) {
				best = other
			}
		}
		return best
	}
	if a := ac.byID[l.recent]; a != nil && len(a.plan) > 0 {
		return a
	}
	return nil
}

// anyPlan draws what will happen to a new application.
func (d *sampleData) anyPlan(rng *rand.Rand) []step {
	total := 0
	for _, st := range d.Stories {
		total += st.Weight
	}
	var plan []step
	for _, s := range d.anyStory(rng, total).Steps {
		if s.Chance == 0 || rng.Float64() < s.Chance {
			plan = append(plan, s)
		}
	}
	return plan
}
