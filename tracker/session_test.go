package tracker_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"candidaturas/tracker"
)

func TestNoAccount(t *testing.T) {
	d := newDesk(t, newWorld(3))
	d.sync()
	if err := d.Leave(t.Context()); err != nil {
		t.Fatal(err)
	}
	if d.Account() != "" || d.List().Len() != 0 || !d.List().Complete() || d.State() != (tracker.SyncState{}) || d.Unseen() != 0 {
		t.Error("something of the account is left")
	}
	ctx := t.Context()
	for name, call := range map[string]func() error{
		"Sync":            func() error { _, err := d.Sync(ctx, nil); return err },
		"Fetch":           func() error { return d.Fetch(ctx, "a-000") },
		"Application":     func() error { _, err := d.Application(ctx, "a-000"); return err },
		"Changes":         func() error { _, err := d.Changes(ctx, 0, 1); return err },
		"SetNote":         func() error { return d.SetNote(ctx, "a-000", "x") },
		"SetTags":         func() error { return d.SetTags(ctx, "a-000", nil) },
		"SetArchived":     func() error { return d.SetArchived(ctx, "a-000", true) },
		"Search":          func() error { _, _, err := d.Search(ctx, "x", 1); return err },
		"Versions":        func() error { _, err := d.OfferVersions(ctx, "x"); return err },
		"MarkSeen":        func() error { return d.MarkSeen(ctx, "a-000", true) },
		"MarkAllSeen":     func() error { return d.MarkAllSeen(ctx, 1) },
		"SetStarred":      func() error { return d.SetStarred(ctx, "a-000", true) },
		"Note":            func() error { _, err := d.Note(ctx, "a-000"); return err },
		"Tags":            func() error { _, err := d.Tags(ctx, "a-000"); return err },
		"TagUses":         func() error { _, err := d.TagUses(ctx); return err },
		"Tagged":          func() error { _, err := d.Tagged(ctx, "x"); return err },
		"Samples":         func() error { _, _, err := d.OfferSamples(ctx, "x"); return err },
		"LastNotified":    func() error { _, err := d.LastNotified(ctx); return err },
		"SetLastNotified": func() error { return d.SetLastNotified(ctx, 1) },
		"Reminders":       func() error { _, err := d.Reminders(ctx); return err },
		"SetReminder":     func() error { _, err := d.SetReminder(ctx, tracker.Reminder{}); return err },
		"DelReminder":     func() error { return d.DeleteReminder(ctx, 1) },
		"Open":            func() error { return d.Open(ctx, "", nil) },
	} {
		if err := call(); !errors.Is(err, tracker.ErrNoAccount) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if account, err := d.Resume(ctx, nil); account != "" || err != nil {
		t.Errorf("resumed %q, error %v", account, err)
	}
}

// TestOpenInTwoSteps shows a screen's worth first, with the right counts.
func TestOpenInTwoSteps(t *testing.T) {
	w := newWorld(250)
	for i := range 3 {
		w.later(fmt.Sprintf("a-%03d", 80*i), tracker.KindInterviewed)
	}
	d := newDesk(t, w)
	d.sync()
	if err := d.SetArchived(t.Context(), "a-249", true); err != nil {
		t.Fatal(err)
	}
	whole := d.List()

	d.Tracker = tracker.New(w, d.store, tracker.Options{Now: d.clock.now})
	shown := false
	account, err := d.Resume(t.Context(), func() {
		shown = true
		l := d.List()
		if l.Complete() || l.Len() != 249 || l.GroupLen(tracker.GroupMoving) != 3 || l.GroupLen(tracker.GroupSent) != 246 {
			t.Errorf("at first: complete %v, %d, %d", l.Complete(), l.Len(), l.GroupLen(tracker.GroupMoving))
		}
		if l.At(tracker.GroupMoving, 0) == nil || l.At(tracker.GroupSent, 150) == nil || l.At(tracker.GroupSent, 240) != nil {
			t.Error("at first: not the first rows")
		}
		if l.Silence() != (tracker.Silence{}) || l.SilentLen(tracker.GroupSent, epoch.AddDate(1, 0, 0)) != 0 {
			t.Error("at first: something is silent")
		}
		// What happens meanwhile is in the list once it is complete.
		if err := d.SetStarred(t.Context(), "a-001", true); err != nil {
			t.Error(err)
		}
	})
	if account != me || err != nil || !shown {
		t.Fatalf("%q, error %v, first called: %v", account, err, shown)
	}
	l := d.List()
	if !l.Complete() || l.Len() != 249 || !l.Find("a-001").Starred {
		t.Errorf("complete %v, %d, starred %v", l.Complete(), l.Len(), l.Find("a-001"))
	}
	for g := tracker.GroupMoving; g <= tracker.GroupEnded; g++ {
		for i := range whole.GroupLen(g) {
			if a, b := l.At(g, i), whole.At(g, i); b.ID != a.ID {
				t.Fatalf("group %d, %d: %s, want %s", g, i, a.ID, b.ID)
			}
		}
	}
	if d.State() != mustState(t, d) || d.State().CheckedAt.IsZero() {
		t.Errorf("state %+v", d.State())
	}
}

// TestOpenMissesNothing changes a row when all rows have been read and are not in
// the list yet.
func TestOpenMissesNothing(t *testing.T) {
	d := newDesk(t, newWorld(250))
	d.sync()
	store := &hooked{Store: d.store}
	d.Tracker = tracker.New(d.world, store, tracker.Options{Now: d.clock.now})
	store.allRead = func() {
		if err := d.SetStarred(t.Context(), "a-001", true); err != nil {
			t.Error(err)
		}
	}
	if _, err := d.Resume(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if !d.List().Complete() || !d.List().Find("a-001").Starred {
		t.Error("the star is not in the list")
	}
}

// hooked is a store that tells when it has read the whole list.
type hooked struct {
	tracker.Store
	allRead func()
}

func (h *hooked) Account(key string) tracker.AccountStore {
	return hookedAccount{h.Store.Account(key), h}
}

type hookedAccount struct {
	tracker.AccountStore
	of *hooked
}

func (h hookedAccount) Summaries(ctx context.Context, limit int) ([]tracker.Summary, error) {
	all, err := h.AccountStore.Summaries(ctx, limit)
	if limit < 0 {
		h.of.allRead()
	}
	return all, err
}

func mustState(t *testing.T, d *desk) tracker.SyncState {
	t.Helper()
	state, err := d.store.Account(me).State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return state
}

func TestOpenAgain(t *testing.T) {
	d := newDesk(t, newWorld(3))
	d.sync()
	before := d.List()
	calls := 0
	if err := d.Open(t.Context(), me, func() { calls++ }); err != nil || calls != 1 {
		t.Errorf("error %v, %d calls", err, calls)
	}
	if d.List() != before {
		t.Error("the list was read again")
	}
}

// TestAccountsDoNotMix changes the account at every request of a synchronisation.
func TestAccountsDoNotMix(t *testing.T) {
	const requests = 2 + 3*33
	for _, stop := range []int{0, 1, 2, 3, 4, 5, 6, requests - 1} {
		t.Run(fmt.Sprint(stop), func(t *testing.T) {
			w := newWorld(33)
			d := newDesk(t, w)
			n := 0
			w.before = func(context.Context, string) error {
				n++
				if n-1 == stop {
					return d.Open(t.Context(), "account-2", nil)
				}
				return nil
			}
			if _, err := d.Sync(t.Context(), nil); !errors.Is(err, tracker.ErrNoAccount) {
				t.Errorf("error %v", err)
			}
			if n != stop+1 {
				t.Errorf("%d requests, the account was changed at %d", n, stop+1)
			}
			if d.Account() != "account-2" || d.List().Len() != 0 {
				t.Errorf("%q has %d applications", d.Account(), d.List().Len())
			}
			if all, err := d.store.Account("account-2").Summaries(t.Context(), -1); err != nil || len(all) != 0 {
				t.Errorf("%d applications are kept for the other account", len(all))
			}
			w.before = nil
			if err := d.Open(t.Context(), me, nil); err != nil {
				t.Fatal(err)
			}
			d.sync()
			d.checkUpToDate()
		})
	}
}

// TestLeaveStopsTheSync although the source never answers.
func TestLeaveStopsTheSync(t *testing.T) {
	d := newDesk(t, newWorld(3))
	asked := make(chan struct{})
	d.world.before = func(ctx context.Context, _ string) error {
		close(asked)
		<-ctx.Done()
		return ctx.Err()
	}
	done := make(chan error)
	go func() {
		_, err := d.Sync(context.Background(), nil)
		done <- err
	}()
	<-asked
	if err := d.Leave(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := <-done; !errors.Is(err, tracker.ErrNoAccount) {
		t.Errorf("error %v", err)
	}
}

// TestOneSyncAtATime has the second wait, and be cancelled while it waits.
func TestOneSyncAtATime(t *testing.T) {
	w := newWorld(1)
	d := newDesk(t, w)
	asked, release := make(chan struct{}), make(chan struct{})
	var once sync.Once
	w.before = func(context.Context, string) error {
		once.Do(func() { close(asked); <-release })
		return nil
	}
	first, second, third := make(chan error, 1), make(chan error, 1), make(chan error, 1)
	run := func(ctx context.Context, done chan error) {
		_, err := d.Sync(ctx, nil)
		done <- err
	}
	go run(context.Background(), first)
	<-asked
	go run(context.Background(), second)
	ctx, cancel := context.WithCancel(t.Context())
	go run(ctx, third)
	cancel()
	if err := <-third; !errors.Is(err, context.Canceled) {
		t.Errorf("the one that was cancelled: %v", err)
	}
	if got := w.requests("list"); len(got) != 1 {
		t.Errorf("two run at a time: %v", got)
	}
	close(release)
	for _, done := range []chan error{first, second} {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if got := w.requests("list"); len(got) != 1 {
		t.Errorf("the second asked for %v", got)
	}
}

// TestTrackerRaces is for the race detector.
func TestTrackerRaces(t *testing.T) {
	w := newWorld(65)
	d := newDesk(t, w)
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() {
			for j := range 20 {
				id := fmt.Sprintf("a-%03d", 20*i+j)
				_ = d.Fetch(t.Context(), id)
				_ = d.SetStarred(t.Context(), id, true)
				_ = d.MarkSeen(t.Context(), id, true)
				l := d.List()
				for g := tracker.GroupMoving; g <= tracker.GroupEnded; g++ {
					for k := range l.GroupLen(g) {
						if s := l.At(g, k); s == nil || l.Find(s.ID) != s {
							t.Error("a list contradicts itself")
						}
					}
				}
				l.Silence()
				d.State()
				d.Unseen()
			}
		})
	}
	wg.Go(func() {
		if _, err := d.Sync(t.Context(), nil); err != nil {
			t.Error(err)
		}
	})
	wg.Wait()
	d.sync()
	d.checkUpToDate()
	if d.Account() != me {
		t.Error("the account has changed")
	}
}
