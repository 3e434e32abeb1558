package tracker_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
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

// TestOwn brings what the person does into the list.
func TestOwn(t *testing.T) {
	w := newWorld(3)
	d := newDesk(t, w)
	d.sync()
	w.later("a-001", tracker.KindCVRead)
	w.later("a-002", tracker.KindCVRead)
	d.sync()
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	before := d.List()
	must(d.SetStarred(ctx, "a-000", true))
	must(d.SetArchived(ctx, "a-000", true))
	l := d.List()
	if s := l.Find("a-000"); !s.Starred || !s.Archived || l.Len() != 2 || l.GroupLen(tracker.GroupSent) != 0 {
		t.Errorf("%+v, %d shown", s, l.Len())
	}
	if before.Len() != 3 || before.Find("a-000").Starred || l.Revision() <= before.Revision() {
		t.Error("a list that was handed out has changed")
	}

	if d.Unseen() != 2 || !l.Find("a-001").Unseen {
		t.Fatalf("%d unseen", d.Unseen())
	}
	must(d.MarkSeen(ctx, "a-001", true))
	if d.Unseen() != 1 || d.List().Find("a-001").Unseen {
		t.Errorf("seen: %d unseen", d.Unseen())
	}
	must(d.MarkSeen(ctx, "a-001", false))
	changes, err := d.Changes(ctx, 0, 10)
	must(err)
	must(d.MarkAllSeen(ctx, changes[0].ID))
	if d.Unseen() != 0 || d.List().Find("a-001").Unseen || d.List().Find("a-002").Unseen {
		t.Errorf("all seen: %d unseen", d.Unseen())
	}

	d.sync()
	if s := d.List().Find("a-000"); !s.Starred || !s.Archived {
		t.Error("a synchronisation has taken marks away")
	}
}

// TestOwnTexts hands the person's texts through.
func TestOwnTexts(t *testing.T) {
	if !realStore {
		t.Skip("needs the real store")
	}
	d := newDesk(t, newWorld(3))
	d.sync()
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(d.SetNote(ctx, "a-001", "call them"))
	must(d.SetTags(ctx, "a-001", []string{"lab"}))
	note, err := d.Note(ctx, "a-001")
	must(err)
	tags, err := d.Tags(ctx, "a-001")
	must(err)
	if note != "call them" || !slices.Equal(tags, []string{"lab"}) {
		t.Errorf("note %q, tags %v", note, tags)
	}
	uses, err := d.TagUses(ctx)
	must(err)
	tagged, err := d.Tagged(ctx, "LAB")
	must(err)
	if !slices.Equal(uses, []tracker.TagUse{{Tag: "lab", Count: 1}}) || len(tagged) != 1 || !tagged["a-001"] {
		t.Errorf("uses %v, tagged %v", uses, tagged)
	}
	must(d.SetLastNotified(ctx, 7))
	must(d.SetLastNotified(ctx, 3))
	if told, err := d.LastNotified(ctx); told != 7 || err != nil {
		t.Errorf("told up to %d, error %v", told, err)
	}
	found, more, err := d.Search(ctx, "call", 10)
	must(err)
	if len(found) != 1 || found[0].ID != "a-001" || more {
		t.Errorf("found %v", found)
	}
	id, err := d.SetReminder(ctx, tracker.Reminder{Application: "a-001", At: epoch, Text: "now"})
	must(err)
	reminders, err := d.Reminders(ctx)
	must(err)
	if len(reminders) != 1 || reminders[0].ID != id {
		t.Errorf("reminders %v", reminders)
	}
	must(d.DeleteReminder(ctx, id))
	if reminders, err := d.Reminders(ctx); err != nil || len(reminders) != 0 {
		t.Errorf("reminders %v, error %v", reminders, err)
	}
}

func TestSetSilenceDays(t *testing.T) {
	d := newDesk(t, newWorld(3))
	d.sync()
	before := d.List()
	d.SetSilenceDays(14)
	if days := d.List().Silence().Limit.Hours() / 24; days != 14 {
		t.Errorf("%v days", days)
	}
	if n := d.List().SilentLen(tracker.GroupSent, epoch.AddDate(0, 0, 15)); n != 3 {
		t.Errorf("%d are silent", n)
	}
	if days := before.Silence().Limit.Hours() / 24; days != 30 {
		t.Errorf("before: %v days", days)
	}
	same := d.List()
	if d.SetSilenceDays(14); d.List() != same {
		t.Error("another list although nothing has changed")
	}
}

func TestFetch(t *testing.T) {
	w := newWorld(2)
	w.before = func(_ context.Context, what string) error {
		if !strings.HasPrefix(what, "list") {
			return fmt.Errorf("no: %w", tracker.ErrNotFound)
		}
		return nil
	}
	d := newDesk(t, w)
	d.sync()
	w.requests()
	if err := d.Fetch(t.Context(), "a-000"); !errors.Is(err, tracker.ErrNotFound) {
		t.Errorf("error %v", err)
	}
	if got := w.requests("timeline", "detail", "offer"); !slices.Equal(got, []string{"timeline a-000", "detail a-000", "offer a-000"}) {
		t.Errorf("asked for %v although it failed within a day", got)
	}
	w.before = nil
	for range 2 {
		if err := d.Fetch(t.Context(), "a-000"); err != nil {
			t.Error(err)
		}
	}
	if got := w.requests("timeline", "detail", "offer"); len(got) != 3 {
		t.Errorf("asked for %v", got)
	}
	if k := d.kept("a-000"); !k.TimelineKnown || k.Detail == nil || k.OfferNow == nil {
		t.Errorf("%+v", k)
	}
	if err := d.Fetch(t.Context(), "nobody's"); err != nil || len(w.requests("timeline")) != 0 {
		t.Errorf("one that is not known: %v", err)
	}
	w.before = func(context.Context, string) error { return tracker.ErrScopeMissing }
	if err := d.Fetch(t.Context(), "a-001"); !errors.Is(err, tracker.ErrScopeMissing) {
		t.Errorf("error %v", err)
	}
}

// TestFetchOvertaken has the list tell of a later event while the timeline, which
// lacks it, is on its way.
func TestFetchOvertaken(t *testing.T) {
	w := newWorld(1)
	d := newDesk(t, w)
	d.sync()
	w.later("a-000", tracker.KindCVRead)
	stale := newWorld(1)
	source := &slow{world: w, stale: stale, asked: make(chan struct{}), release: make(chan struct{})}
	d.Tracker = tracker.New(source, d.store, tracker.Options{Now: d.clock.now})
	if _, err := d.Resume(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	// The list is read up to the new event; then its timeline is asked for.
	fetched := make(chan error, 1)
	go func() {
		_, err := d.Sync(context.Background(), nil)
		fetched <- err
	}()
	<-source.asked
	w.later("a-000", tracker.KindInterviewed)
	other := tracker.New(w, d.store, tracker.Options{Now: d.clock.now})
	if _, err := other.Resume(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	w.before = func(_ context.Context, what string) error {
		if !strings.HasPrefix(what, "list") {
			return tracker.ErrOffline
		}
		return nil
	}
	if _, err := other.Sync(t.Context(), nil); !errors.Is(err, tracker.ErrOffline) {
		t.Fatal(err)
	}
	w.before = nil
	close(source.release)
	if err := <-fetched; err != nil {
		t.Fatal(err)
	}
	k := d.kept("a-000")
	if tracker.Derive(&k.Application).Stage != tracker.StageInterview || !k.DueAt.IsZero() {
		t.Errorf("stage %d, due %v", tracker.Derive(&k.Application).Stage, k.DueAt)
	}
	d.restart()
	d.sync()
	d.checkUpToDate()
}

// slow answers with a timeline of before, once it is released.
type slow struct {
	*world
	stale          *world
	once           sync.Once
	asked, release chan struct{}
}

func (s *slow) Timeline(ctx context.Context, id string) ([]tracker.Event, error) {
	s.once.Do(func() { close(s.asked) })
	<-s.release
	return s.stale.Timeline(ctx, id)
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
