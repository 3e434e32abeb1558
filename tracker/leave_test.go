package tracker_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"candidaturas/tracker"
)

// A leaver calls back after each answer, before the tracker has it. It answers also
// when it is told to stop.
type leaver struct {
	*world
	step func()
}

func (l *leaver) Applications(ctx context.Context, page int) (tracker.Page, error) {
	p, err := l.world.Applications(context.WithoutCancel(ctx), page)
	l.step()
	return p, err
}

func (l *leaver) Timeline(ctx context.Context, id string) ([]tracker.Event, error) {
	events, err := l.world.Timeline(context.WithoutCancel(ctx), id)
	l.step()
	return events, err
}

func (l *leaver) Detail(ctx context.Context, id string) (tracker.Detail, error) {
	d, err := l.world.Detail(context.WithoutCancel(ctx), id)
	l.step()
	return d, err
}

func (l *leaver) Offer(ctx context.Context, id string) (tracker.Offer, error) {
	o, err := l.world.Offer(context.WithoutCancel(ctx), id)
	l.step()
	return o, err
}

// A sealed store counts what is written of what InfoJobs told.
type sealed struct {
	tracker.Store
	writes int
}

func (s *sealed) Account(key string) tracker.AccountStore {
	return sealedAccount{s.Store.Account(key), s}
}

type sealedAccount struct {
	tracker.AccountStore
	of *sealed
}

func (s sealedAccount) Save(ctx context.Context, b tracker.Batch) error {
	s.of.writes++
	return s.AccountStore.Save(ctx, b)
}

func (s sealedAccount) FinishPass(ctx context.Context, pass int64, state tracker.SyncState) ([]string, error) {
	s.of.writes++
	return s.AccountStore.FinishPass(ctx, pass, state)
}

// syncsToLeave are synchronisations of every kind, made ready.
var syncsToLeave = map[string]func(d *desk){
	"the first": func(*desk) {},
	"a check": func(d *desk) {
		d.sync()
		d.world.later("a-001", tracker.KindCVRead)
	},
	"a daily pass": func(d *desk) {
		d.sync()
		d.clock.add(24 * time.Hour)
	},
	"a check that becomes a pass": func(d *desk) {
		d.world.apps["a-003"].hidden = true
		d.sync()
		d.world.apps["a-003"].hidden = false
	},
	"a pass that is gone on with": func(d *desk) {
		d.world.cutAt(1, func() error { return tracker.ErrOffline })
		if _, err := d.Sync(context.Background(), nil); !errors.Is(err, tracker.ErrOffline) {
			d.t.Fatal(err)
		}
		d.world.before = nil
	},
}

// TestLeaveEndsWriting leaves the account at every step of a synchronisation: when
// an answer has come and is not taken yet, and when it is taken. Nothing is written
// after that, also if the store was erased meanwhile.
func TestLeaveEndsWriting(t *testing.T) {
	for name, ready := range syncsToLeave {
		for at, through := 0, false; !through && at < 12; at++ {
			t.Run(fmt.Sprint(name, ", step ", at), func(t *testing.T) {
				through = leftAt(t, ready, at, func(d *desk) error { return d.Leave(context.Background()) })
			})
		}
	}
}

// TestSuspendEndsWriting as leaving does, and the account is resumed all the same.
func TestSuspendEndsWriting(t *testing.T) {
	for at, through := 0, false; !through && at < 12; at++ {
		t.Run(fmt.Sprint("step ", at), func(t *testing.T) {
			through = leftAt(t, syncsToLeave["a check"], at, func(d *desk) error { d.Suspend(); return nil })
		})
	}
	d := newDesk(t, newWorld(3))
	d.sync()
	account := d.Account()
	d.Suspend()
	if d.Account() != "" || d.List().Len() != 0 {
		t.Errorf("%q is active", d.Account())
	}
	if got, err := d.Resume(t.Context(), nil); got != account || err != nil || d.List().Len() != 3 {
		t.Errorf("resumed %q, %v", got, err)
	}
}

// leftAt reports whether the synchronisation went through without coming that far.
func leftAt(t *testing.T, ready func(*desk), at int, leave func(*desk) error) (through bool) {
	d := newDesk(t, newWorld(35))
	ready(d)
	store := &sealed{Store: d.store}
	source := &leaver{world: d.world}
	d.Tracker = tracker.New(source, store, tracker.Options{Now: d.clock.now})
	if _, err := d.Resume(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	steps, writes, before := 0, 0, tracker.SyncState{}
	source.step = func() {
		if steps++; steps-1 != at {
			return
		}
		if err := leave(d); err != nil {
			t.Error(err)
		}
		erase(t, d.store)
		before, writes = mustState(t, d), store.writes
	}
	_, err := d.Sync(t.Context(), func(tracker.Progress) { source.step() })
	if steps <= at {
		return true
	}
	if err != nil && !errors.Is(err, tracker.ErrNoAccount) { // after its last step there is nothing to stop
		t.Errorf("error %v", err)
	}
	if store.writes != writes || mustState(t, d) != before || d.List().Len() != 0 {
		t.Errorf("%d writes after the account was left, state %+v, want %+v", store.writes-writes, mustState(t, d), before)
	}
	return false
}

// erase empties a store that can be.
func erase(t *testing.T, store tracker.Store) {
	t.Helper()
	if e, ok := store.(interface {
		Erase(ctx context.Context) error
	}); ok {
		if err := e.Erase(context.Background()); err != nil {
			t.Error(err)
		}
	}
}

// TestOpenAgainAfterFailure: when the rest of the list cannot be read, the account is
// open, the list not complete, and opening it again reads it.
func TestOpenAgainAfterFailure(t *testing.T) {
	d := newDesk(t, newWorld(250))
	d.sync()
	store := &failing{Store: d.store, err: tracker.ErrStoreDamaged}
	d.Tracker = tracker.New(d.world, store, tracker.Options{Now: d.clock.now})
	if _, err := d.Resume(t.Context(), nil); !errors.Is(err, tracker.ErrStoreDamaged) {
		t.Fatal(err)
	}
	if d.List().Complete() || d.List().Len() != 250 || d.Account() != me {
		t.Errorf("complete %v, %d applications of %q", d.List().Complete(), d.List().Len(), d.Account())
	}
	if err := d.SetStarred(t.Context(), "a-001", true); err != nil {
		t.Fatal(err)
	}
	if err := d.Open(t.Context(), me, nil); !errors.Is(err, tracker.ErrStoreDamaged) || d.List().Complete() {
		t.Errorf("opened again: complete %v, error %v", d.List().Complete(), err)
	}
	store.err = nil
	if err := d.Open(t.Context(), me, nil); err != nil {
		t.Fatal(err)
	}
	if l := d.List(); !l.Complete() || l.Find("a-001") == nil || !l.Find("a-001").Starred {
		t.Errorf("complete %v, %+v", l.Complete(), l.Find("a-001"))
	}
}

// failing is a store that cannot read the whole list.
type failing struct {
	tracker.Store
	err error
}

func (f *failing) Account(key string) tracker.AccountStore {
	return failingAccount{f.Store.Account(key), f}
}

type failingAccount struct {
	tracker.AccountStore
	of *failing
}

func (f failingAccount) Summaries(ctx context.Context, limit int) ([]tracker.Summary, error) {
	if limit < 0 && f.of.err != nil {
		return nil, f.of.err
	}
	return f.AccountStore.Summaries(ctx, limit)
}
