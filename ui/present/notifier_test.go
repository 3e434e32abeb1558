package present

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"candidaturas/tracker"
	"candidaturas/ui/present/presenttest"
	"candidaturas/ui/present/task"
)

// A changeSource holds changes and what was told of them.
type changeSource struct {
	mu      sync.Mutex
	changes []tracker.Change // the last found first
	told    int64
	reads   int
	readErr error
	keepErr error
	block   chan struct{} // holds Changes up
}

func (s *changeSource) Changes(ctx context.Context, after int64, limit int) ([]tracker.Change, error) {
	s.mu.Lock()
	block := s.block
	s.reads++
	changes, err := append([]tracker.Change(nil), s.changes...), s.readErr
	s.mu.Unlock()
	if after != 0 || limit <= 0 {
		return nil, errors.New("not what a notifier asks for")
	}
	if block != nil {
		<-block
	}
	return changes, errors.Join(err, ctx.Err())
}

func (s *changeSource) LastNotified(context.Context) (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.told, nil
}

func (s *changeSource) SetLastNotified(_ context.Context, id int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.keepErr == nil {
		s.told = id
	}
	return s.keepErr
}

func (s *changeSource) add(kind tracker.ChangeKind, event tracker.EventKind) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := tracker.Change{
		ID: int64(len(s.changes) + 1), Application: "a", Kind: kind, Event: event, FoundAt: time.Now(),
		Title: "$(calc)", Company: "`evil`", Text: "\"; rm",
	}
	s.changes = append([]tracker.Change{c}, s.changes...)
}

func (s *changeSource) read() { s.add(tracker.ChangeRead, tracker.KindCVRead) }

// A desk is a notifier and all around it, in a bubble of synctest, where it is
// midnight in Greenwich at first: so the person's clock is another one.
type desk struct {
	t        *testing.T
	queue    *presenttest.Queue
	source   *changeSource
	told     notified
	opened   int // of «Novedades»
	notifier *notifier
}

// atDesk runs a test whose clock begins at ten in the morning, with notices on and
// the window out of sight.
func atDesk(t *testing.T, f func(t *testing.T, d *desk)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		d := &desk{t: t, queue: presenttest.NewQueue(), source: &changeSource{}}
		zone := time.FixedZone("there", 10*60*60)
		l := task.NewLoop(d.queue.Dispatch)
		defer l.Close()
		p := Platform{Now: func() time.Time { return time.Now().In(zone) }, Notify: d.told.notify}
		d.notifier = newNotifier(l, words(t, "es"), p, slog.New(slog.DiscardHandler), false, func() { d.opened++ })
		d.notifier.choose(d.choices())
		d.notifier.use(d.source)
		d.settle()
		f(t, d)
	})
}

func (d *desk) choices() NoticeSettings {
	c := DefaultSettings().Notices
	c.On = true
	return c
}

// settle lets everything happen that needs no time.
func (d *desk) settle() {
	synctest.Wait()
	d.queue.Drain()
	synctest.Wait()
	d.queue.Drain()
}

// pass lets time go by, minute by minute.
func (d *desk) pass(t time.Duration) {
	for end := time.Now().Add(t); time.Now().Before(end); {
		time.Sleep(time.Minute)
		d.settle()
	}
}

func (d *desk) changed() {
	d.notifier.changed()
	d.settle()
}

// want is what was told since it was last asked.
func (d *desk) want(titles string) {
	d.t.Helper()
	d.settle()
	if got := d.told.titles(); got != titles {
		d.t.Fatalf("at %s: told %q, want %q", d.notifier.now().Format("Mon 15:04"), got, titles)
	}
}

func TestNotifierTellsOnce(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		d.want("")
		d.source.read()
		d.changed()
		d.want("Han leído tu CV")
		d.changed()
		d.want("")
		if d.source.told != 1 {
			t.Errorf("told up to %d is kept", d.source.told)
		}
		d.source.add(tracker.ChangeRejected, tracker.KindDiscarded) // not asked for
		d.changed()
		d.want("")
		d.source.read()
		d.source.add(tracker.ChangeMoved, tracker.KindInterviewed)
		d.changed()
		d.want("2 novedades en tus candidaturas")
		d.pass(72 * time.Hour)
		d.want("")
	})
}

// TestNotifierAfterAStart: what was told before is not told again, what was not is.
func TestNotifierAfterAStart(t *testing.T) {
	atDesk(t, func(_ *testing.T, d *desk) {
		other := &changeSource{}
		other.read()
		other.read()
		other.told = 1
		d.notifier.use(other)
		d.want("Han leído tu CV")
		d.notifier.use(other)
		d.want("")
	})
}

func TestNotifierWaitsForTheEndOfQuiet(t *testing.T) {
	atDesk(t, func(_ *testing.T, d *desk) {
		d.pass(11*time.Hour + 30*time.Minute) // half past nine
		d.source.read()
		d.changed()
		d.pass(11 * time.Hour)
		d.want("")
		d.pass(time.Hour)
		d.want("Han leído tu CV")
		if now := d.notifier.now(); now.Hour() != 9 {
			d.t.Errorf("told at %v", now)
		}
	})
}

func TestNotifierDigest(t *testing.T) {
	atDesk(t, func(_ *testing.T, d *desk) {
		c := d.choices()
		c.Digest, c.DigestAt = true, 19
		d.notifier.choose(c)
		d.source.read()
		d.changed()
		d.pass(2 * time.Hour)
		d.source.add(tracker.ChangeReturned, tracker.KindReturned)
		d.changed()
		d.pass(6 * time.Hour)
		d.want("")
		d.pass(time.Hour)
		d.want("2 novedades en tus candidaturas")
		d.pass(time.Minute)
		d.source.read()
		d.changed()
		d.pass(23 * time.Hour)
		d.want("")
		d.pass(time.Hour)
		d.want("Han leído tu CV")
	})
}

func TestNotifierPause(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		until := d.notifier.now().Add(time.Hour)
		d.notifier.pause(until)
		if got := d.notifier.pausedUntil(); !got.Equal(until) {
			t.Errorf("paused until %v", got)
		}
		d.source.read()
		d.changed()
		d.pass(59 * time.Minute)
		d.want("")
		d.pass(time.Minute)
		d.want("Han leído tu CV")
		if got := d.notifier.pausedUntil(); !got.IsZero() {
			t.Errorf("paused until %v", got)
		}

		d.notifier.pause(d.notifier.now().Add(time.Hour))
		d.source.read()
		d.changed()
		d.notifier.pause(time.Time{})
		d.want("Han leído tu CV")
	})
}

// TestNotifierIsSilentInFrontOfThePerson: what the window shows is told.
func TestNotifierIsSilentInFrontOfThePerson(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		d.notifier.looked(true)
		d.source.read()
		d.changed()
		d.notifier.looked(false)
		d.changed()
		d.want("")
		if d.opened != 0 {
			t.Error("«Novedades» was opened for nothing")
		}

		// What waits for the morning, too, once the person has come.
		d.pass(12 * time.Hour)
		d.source.read()
		d.changed()
		d.notifier.looked(true)
		d.settle()
		d.notifier.looked(false)
		d.pass(24 * time.Hour)
		d.want("")

		// And what was just about to be told.
		block := make(chan struct{})
		d.source.block = block
		d.source.read()
		d.notifier.changed()
		synctest.Wait()
		d.notifier.looked(true)
		d.source.block = nil
		close(block)
		d.want("")
		d.notifier.looked(false)
		d.changed()
		d.want("")
	})
}

func TestNotifierOpensTheNews(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		d.source.read()
		d.changed()
		d.want("Han leído tu CV")
		d.notifier.looked(true)
		d.notifier.looked(true)
		d.notifier.looked(false)
		d.notifier.looked(true)
		if d.opened != 1 {
			t.Errorf("opened %d times", d.opened)
		}
		d.notifier.looked(false)
		d.notifier.test()
		d.want("Así te avisa Candidaturas")
		d.notifier.looked(true)
		if d.opened != 1 {
			t.Error("a test is no news")
		}
	})
}

// TestNotifierOff tells nothing of what came before it was turned on.
func TestNotifierOff(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		off := d.choices()
		off.On = false
		d.notifier.choose(off)
		d.source.read()
		d.changed()
		d.pass(time.Hour)
		d.want("")
		d.notifier.pause(d.notifier.now().Add(time.Hour))
		if !d.notifier.pausedUntil().IsZero() {
			t.Error("nothing is paused that is off")
		}
		d.notifier.pause(time.Time{})

		d.notifier.looked(true)
		d.notifier.choose(d.choices())
		d.settle()
		d.notifier.looked(false)
		d.changed()
		d.want("")
		d.source.read()
		d.changed()
		d.want("Han leído tu CV")
	})
}

// TestNotifierWithoutASource: there is none for samples, and the test works all the
// same.
func TestNotifierWithoutASource(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		d.pass(12 * time.Hour)
		d.source.read()
		d.changed() // and waits for the morning
		d.notifier.use(nil)
		d.pass(24 * time.Hour)
		d.changed()
		d.want("")
		if !d.notifier.canTell() {
			t.Error("there is a desktop to tell")
		}
		d.notifier.test()
		d.want("Así te avisa Candidaturas")
	})
}

func TestNotifierWithoutADesktop(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		d.notifier.notify = nil
		reads := d.source.reads
		d.source.read()
		d.changed()
		d.notifier.test()
		if d.notifier.canTell() || d.notifier.hidden() || d.source.reads != reads || d.source.told != 0 {
			t.Errorf("read %d times, told up to %d", d.source.reads-reads, d.source.told)
		}
	})
}

// TestNotifierOnAStoreInTrouble tells, and does not tell again in this run.
func TestNotifierOnAStoreInTrouble(t *testing.T) {
	atDesk(t, func(_ *testing.T, d *desk) {
		d.source.keepErr = tracker.ErrStoreFull
		d.source.read()
		d.changed()
		d.want("Han leído tu CV")
		d.changed()
		d.want("")
		d.source.readErr = tracker.ErrStoreDamaged
		d.source.read()
		d.changed()
		d.want("")
		d.source.readErr = nil
		d.changed()
		d.want("Han leído tu CV")
	})
}

// TestNotifierMissesNothing: what comes while it looks is looked for as well.
func TestNotifierMissesNothing(t *testing.T) {
	atDesk(t, func(_ *testing.T, d *desk) {
		block := make(chan struct{})
		d.source.block = block
		d.source.read()
		d.notifier.changed()
		synctest.Wait()
		d.source.read()
		d.notifier.changed()
		d.source.block = nil
		close(block)
		d.want("Han leído tu CV, Han leído tu CV")
	})
}

// TestR26NotifierAfterASleep: a timer that a sleeping computer has held up is not
// trusted for long.
func TestR26NotifierAfterASleep(t *testing.T) {
	atDesk(t, func(_ *testing.T, d *desk) {
		now := d.notifier.now
		d.pass(12 * time.Hour)
		d.source.read()
		d.changed()
		asleep := time.Duration(0)
		d.notifier.now = func() time.Time { return now().Add(asleep) }
		d.pass(time.Hour)
		asleep = 11 * time.Hour // at once
		d.pass(recheck)
		d.want("Han leído tu CV")
	})
}

// TestT1NotifierTellsNothingFromOutside: the changes have titles that would run.
func TestT1NotifierTellsNothingFromOutside(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		d.source.add(tracker.ChangeEvent, tracker.KindMessage)
		d.source.add(tracker.ChangeMoved, tracker.KindContinues)
		d.changed()
		want := [2]string{"2 novedades en tus candidaturas", "Sigues en proceso (1) · Mensaje de la empresa (1)"}
		if len(d.told) != 1 || d.told[0] != want {
			t.Errorf("%q", d.told)
		}
	})
}
