//go:build race

package tracker_test

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"candidaturas/tracker"
)

// openStore is a store in memory: SQLite takes minutes under the race detector,
// which looks at the tracker here. It lacks what these tests need not: notes,
// tags, reminders and the search.
func openStore(fataler, *clock) tracker.Store {
	return &memoryStore{accounts: map[string]*memoryAccount{}}
}

const realStore = false

type memoryStore struct {
	tracker.Store // nil

	mu       sync.Mutex
	active   string
	accounts map[string]*memoryAccount
}

type memoryAccount struct {
	state   tracker.SyncState
	apps    map[string]tracker.Kept
	offers  map[string][]tracker.OfferVersion // newest first
	counts  map[string]tracker.ApplicantCount // the last ones
	changes []tracker.Change
}

// on calls f with an account, alone.
func (s *memoryStore) on(account string, f func(*memoryAccount)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.accounts[account]
	if a == nil {
		a = &memoryAccount{
			apps: map[string]tracker.Kept{}, offers: map[string][]tracker.OfferVersion{}, counts: map[string]tracker.ApplicantCount{},
		}
		s.accounts[account] = a
	}
	f(a)
}

func (s *memoryStore) Active(context.Context) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.active, nil
}

func (s *memoryStore) SetActive(_ context.Context, account string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.active = account
	return nil
}

func (s *memoryStore) State(_ context.Context, account string) (state tracker.SyncState, _ error) {
	s.on(account, func(a *memoryAccount) { state = a.state })
	return state, nil
}

func (s *memoryStore) Kept(_ context.Context, account string, ids []string) (map[string]*tracker.Kept, error) {
	found := map[string]*tracker.Kept{}
	s.on(account, func(a *memoryAccount) {
		for _, id := range ids {
			if k, ok := a.apps[id]; ok {
				found[id] = a.whole(k)
			}
		}
	})
	return found, nil
}

// whole adds what is kept of the offer.
func (a *memoryAccount) whole(k tracker.Kept) *tracker.Kept {
	k.OfferNow, k.ApplicantsNow = nil, nil
	if versions := a.offers[k.Offer.ID]; len(versions) > 0 {
		k.OfferNow = &versions[0]
	}
	if n, ok := a.counts[k.Offer.ID]; ok {
		k.ApplicantsNow = &n
	}
	return &k
}

func (s *memoryStore) Due(_ context.Context, account string, by time.Time, limit int) ([]string, error) {
	var due []tracker.Summary
	s.on(account, func(a *memoryAccount) {
		for _, k := range a.apps {
			if !k.DueAt.After(by) {
				due = append(due, tracker.Summarize(&k))
			}
		}
	})
	slices.SortFunc(due, func(a, b tracker.Summary) int {
		return cmp.Or(b.NewsAt.Compare(a.NewsAt), cmp.Compare(a.ID, b.ID))
	})
	var ids []string
	for _, summary := range due[:min(len(due), limit)] {
		ids = append(ids, summary.ID)
	}
	return ids, nil
}

func (s *memoryStore) Save(_ context.Context, account string, b tracker.Batch) error {
	s.on(account, func(a *memoryAccount) {
		for _, sample := range b.Offers {
			if n := sample.Offer.Applicants; n >= 0 && !sample.At.Before(a.counts[sample.ID].At) {
				a.counts[sample.ID] = tracker.ApplicantCount{At: sample.At, Count: n}
			}
			if sample.NewVersion {
				version := tracker.OfferVersion{SeenAt: sample.At, Offer: sample.Offer}
				a.offers[sample.ID] = slices.Insert(a.offers[sample.ID], 0, version)
			}
		}
		for _, k := range b.Applications {
			old := a.apps[k.ID]
			k.Starred, k.Archived, k.LetGoAt, k.Unseen = old.Starred, old.Archived, old.LetGoAt, k.Unseen || old.Unseen
			a.apps[k.ID] = k
		}
		for _, id := range b.Listed {
			k := a.apps[id]
			k.Pass = b.Pass
			a.apps[id] = k
		}
		for _, c := range b.Changes {
			a.change(c)
		}
		if b.State != nil {
			a.state = *b.State
		}
	})
	return nil
}

func (a *memoryAccount) change(c tracker.Change) {
	if slices.ContainsFunc(a.changes, func(other tracker.Change) bool { return other.Same() == c.Same() }) {
		return
	}
	c.ID = int64(len(a.changes) + 1)
	a.changes = append(a.changes, c)
	k := a.apps[c.Application]
	k.Unseen = true
	a.apps[c.Application] = k
}

func (s *memoryStore) FinishPass(_ context.Context, account string, pass int64, state tracker.SyncState) (ids []string, _ error) {
	s.on(account, func(a *memoryAccount) {
		for id, k := range a.apps {
			missing := 0
			if k.Pass != pass {
				missing = k.Missing + 1
			}
			if missing != k.Missing {
				k.Missing = missing
				a.apps[id] = k
				ids = append(ids, id)
			}
		}
		a.state = state
	})
	return ids, nil
}

func (s *memoryStore) Summaries(ctx context.Context, account string, limit int) ([]tracker.Summary, error) {
	var ids []string
	s.on(account, func(a *memoryAccount) { ids = slices.Collect(maps.Keys(a.apps)) })
	all, err := s.SummariesOf(ctx, account, ids)
	slices.SortFunc(all, func(a, b tracker.Summary) int {
		if a.Before(&b) {
			return -1
		}
		return 1
	})
	if limit >= 0 && limit < len(all) {
		all = all[:limit]
	}
	return all, err
}

func (s *memoryStore) SummariesOf(_ context.Context, account string, ids []string) (list []tracker.Summary, _ error) {
	s.on(account, func(a *memoryAccount) {
		for _, id := range ids {
			if k, ok := a.apps[id]; ok {
				list = append(list, tracker.Summarize(a.whole(k)))
			}
		}
	})
	return list, nil
}

func (s *memoryStore) Counts(ctx context.Context, account string) (map[tracker.Group]int, error) {
	all, err := s.Summaries(ctx, account, -1)
	counts := map[tracker.Group]int{}
	for _, summary := range all {
		if !summary.Archived {
			counts[summary.Stage.Group()]++
		}
	}
	return counts, err
}

func (s *memoryStore) OfferVersions(_ context.Context, account, offerID string) (versions []tracker.OfferVersion, _ error) {
	s.on(account, func(a *memoryAccount) { versions = a.offers[offerID] })
	return versions, nil
}

func (s *memoryStore) Changes(_ context.Context, account string, after int64, limit int) (list []tracker.Change, _ error) {
	s.on(account, func(a *memoryAccount) {
		for _, c := range slices.Backward(a.changes) {
			if (after == 0 || c.ID < after) && len(list) < limit {
				list = append(list, c)
			}
		}
	})
	return list, nil
}

func (s *memoryStore) Unseen(_ context.Context, account string) (n int, _ error) {
	s.on(account, func(a *memoryAccount) {
		for _, c := range a.changes {
			if !c.Seen {
				n++
			}
		}
	})
	return n, nil
}

func (s *memoryStore) MarkSeen(_ context.Context, account, id string, seen bool) error {
	s.mark(account, id, func(k *tracker.Kept) { k.Unseen = !seen })
	s.on(account, func(a *memoryAccount) {
		for i := range a.changes {
			if a.changes[i].Application == id {
				a.changes[i].Seen = seen
			}
		}
	})
	return nil
}

func (s *memoryStore) MarkAllSeen(_ context.Context, account string, upTo int64) (ids []string, _ error) {
	s.on(account, func(a *memoryAccount) {
		for i := range a.changes {
			a.changes[i].Seen = a.changes[i].Seen || a.changes[i].ID <= upTo
		}
		for id, k := range a.apps {
			if k.Unseen {
				k.Unseen = false
				a.apps[id] = k
				ids = append(ids, id)
			}
		}
	})
	return ids, nil
}

func (s *memoryStore) SetStarred(_ context.Context, account, id string, starred bool) error {
	s.mark(account, id, func(k *tracker.Kept) { k.Starred = starred })
	return nil
}

func (s *memoryStore) SetLetGo(_ context.Context, account, id string, at time.Time) error {
	s.mark(account, id, func(k *tracker.Kept) { k.LetGoAt = at })
	return nil
}

func (s *memoryStore) SetArchived(_ context.Context, account, id string, archived bool) error {
	s.mark(account, id, func(k *tracker.Kept) { k.Archived = archived })
	return nil
}

func (s *memoryStore) mark(account, id string, change func(*tracker.Kept)) {
	s.on(account, func(a *memoryAccount) {
		if k, ok := a.apps[id]; ok {
			change(&k)
			a.apps[id] = k
		}
	})
}
