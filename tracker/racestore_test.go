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
	mu       sync.Mutex
	active   string
	accounts map[string]*memoryAccount
}

type memoryAccount struct {
	tracker.AccountStore             // nil
	mu                   *sync.Mutex // of the store

	state   tracker.SyncState
	apps    map[string]tracker.Kept
	offers  map[string][]tracker.OfferVersion // newest first
	counts  map[string]tracker.ApplicantCount // the last ones
	changes []tracker.Change
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

func (s *memoryStore) Account(key string) tracker.AccountStore {
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.accounts[key]
	if a == nil {
		a = &memoryAccount{
			mu: &s.mu, apps: map[string]tracker.Kept{}, offers: map[string][]tracker.OfferVersion{}, counts: map[string]tracker.ApplicantCount{},
		}
		s.accounts[key] = a
	}
	return a
}

// alone calls f while nobody else uses the store.
func (a *memoryAccount) alone(f func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	f()
}

func (a *memoryAccount) State(_ context.Context) (state tracker.SyncState, _ error) {
	a.alone(func() { state = a.state })
	return state, nil
}

func (a *memoryAccount) Kept(_ context.Context, ids []string) (map[string]*tracker.Kept, error) {
	found := map[string]*tracker.Kept{}
	a.alone(func() {
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

func (a *memoryAccount) Due(_ context.Context, by time.Time, limit int) ([]string, error) {
	var due []tracker.Summary
	a.alone(func() {
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

func (a *memoryAccount) Save(_ context.Context, b tracker.Batch) error {
	a.alone(func() {
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

func (a *memoryAccount) FinishPass(_ context.Context, pass int64, state tracker.SyncState) (ids []string, _ error) {
	a.alone(func() {
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

func (a *memoryAccount) Summaries(ctx context.Context, limit int) ([]tracker.Summary, error) {
	var ids []string
	a.alone(func() { ids = slices.Collect(maps.Keys(a.apps)) })
	all, err := a.SummariesOf(ctx, ids)
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

func (a *memoryAccount) SummariesOf(_ context.Context, ids []string) (list []tracker.Summary, _ error) {
	a.alone(func() {
		for _, id := range ids {
			if k, ok := a.apps[id]; ok {
				list = append(list, tracker.Summarize(a.whole(k)))
			}
		}
	})
	return list, nil
}

func (a *memoryAccount) Counts(ctx context.Context) (map[tracker.Group]int, error) {
	all, err := a.Summaries(ctx, -1)
	counts := map[tracker.Group]int{}
	for _, summary := range all {
		if !summary.Archived {
			counts[summary.Stage.Group()]++
		}
	}
	return counts, err
}

func (a *memoryAccount) OfferVersions(_ context.Context, offerID string) (versions []tracker.OfferVersion, _ error) {
	a.alone(func() { versions = a.offers[offerID] })
	return versions, nil
}

func (a *memoryAccount) Changes(_ context.Context, after int64, limit int) (list []tracker.Change, _ error) {
	a.alone(func() {
		for _, c := range slices.Backward(a.changes) {
			if (after == 0 || c.ID < after) && len(list) < limit {
				list = append(list, c)
			}
		}
	})
	return list, nil
}

func (a *memoryAccount) Unseen(_ context.Context) (n int, _ error) {
	a.alone(func() {
		for _, c := range a.changes {
			if !c.Seen {
				n++
			}
		}
	})
	return n, nil
}

func (a *memoryAccount) MarkSeen(_ context.Context, id string, seen bool) error {
	a.mark(id, func(k *tracker.Kept) { k.Unseen = !seen })
	a.alone(func() {
		for i := range a.changes {
			if a.changes[i].Application == id {
				a.changes[i].Seen = seen
			}
		}
	})
	return nil
}

func (a *memoryAccount) MarkAllSeen(_ context.Context, upTo int64) (ids []string, _ error) {
	a.alone(func() {
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

func (a *memoryAccount) SetStarred(_ context.Context, id string, starred bool) error {
	a.mark(id, func(k *tracker.Kept) { k.Starred = starred })
	return nil
}

func (a *memoryAccount) SetLetGo(_ context.Context, id string, at time.Time) error {
	a.mark(id, func(k *tracker.Kept) { k.LetGoAt = at })
	return nil
}

func (a *memoryAccount) SetArchived(_ context.Context, id string, archived bool) error {
	a.mark(id, func(k *tracker.Kept) { k.Archived = archived })
	return nil
}

func (a *memoryAccount) mark(id string, change func(*tracker.Kept)) {
	a.alone(func() {
		if k, ok := a.apps[id]; ok {
			change(&k)
			a.apps[id] = k
		}
	})
}
