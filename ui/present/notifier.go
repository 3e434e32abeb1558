package present

import (
	"context"
	"log/slog"
	"time"

	"candidaturas/tracker"
	"candidaturas/ui/present/task"
)

// A noticeSource is where a notifier finds what is new and remembers up to which
// change it was told. A [tracker.Tracker] is one.
type noticeSource interface {
	Changes(ctx context.Context, after int64, limit int) ([]tracker.Change, error)
	LastNotified(ctx context.Context) (int64, error)
	SetLastNotified(ctx context.Context, id int64) error
}

// noticeLimit is how many changes are looked at. There are never as many within the
// time for which one is news.
const noticeLimit = 500

// recheck is the longest that the notifier sleeps: a computer that sleeps itself
// holds its timers up.
const recheck = 10 * time.Minute

// A notifier tells the desktop what is new while the person does not look at the
// window. What comes while they do counts as told: the window shows it.
//
// Use it on the presenters' goroutine.
type notifier struct {
	loop   *task.Loop
	words  *Words
	log    *slog.Logger
	now    func() time.Time
	notify func(title, body string) // nil where there is no desktop to tell
	news   func()                   // shows «Novedades»

	source       noticeSource // nil for none, as for samples
	choices      NoticeSettings
	paused       time.Time // until then
	front        bool      // the person looks at the window
	lastNotified int64     // up to this change, also where that could not be kept
	unread       bool      // the person has not come back since something was told

	work  task.Task
	again bool // something has happened since the work under way began
	timer task.Task
}

// newNotifier returns a notifier that tells nothing until it is given a source and
// the person's choices. Front says that the window shows; news is called when the
// person comes to it after they were told of something.
func newNotifier(l *task.Loop, w *Words, p Platform, log *slog.Logger, front bool, news func()) *notifier {
	return &notifier{loop: l, words: w, log: log, now: p.Now, notify: p.Notify, news: news, front: front}
}

// use tells of another account from now on, or of none: what is told of samples
// would be taken for news.
func (n *notifier) use(source noticeSource) {
	n.work.Stop()
	n.timer.Stop()
	n.source, n.lastNotified, n.again, n.unread = source, 0, false, false
	n.changed()
}

// choose takes over what the person has chosen.
func (n *notifier) choose(choices NoticeSettings) {
	n.choices = choices
	n.changed()
}

// pause tells nothing until a time, the zero one to go on at once.
func (n *notifier) pause(until time.Time) {
	n.paused = until
	n.changed()
}

// pausedUntil is zero unless nothing is told for now.
func (n *notifier) pausedUntil() time.Time {
	if !n.choices.On || !n.paused.After(n.now()) {
		return time.Time{}
	}
	return n.paused
}

// looked says that the person has come to the window or has left it. Who comes
// after something was told wants to see it.
func (n *notifier) looked(front bool) {
	if n.front == front {
		return
	}
	n.front = front
	if !front {
		return // there is nothing that they have not been shown
	}
	if n.unread {
		n.unread = false
		n.news()
	}
	n.changed()
}

// canTell reports whether there is a desktop to tell.
func (n *notifier) canTell() bool { return n.notify != nil }

// test tells the person that they are being told, whatever they have chosen.
func (n *notifier) test() {
	if n.notify != nil {
		n.notify(n.words.T("notice.test"), n.words.T("notice.test_body"))
	}
}

// hidden says once where the app is now that its window is closed, and reports
// whether it could.
func (n *notifier) hidden() bool {
	if n.notify == nil {
		return false
	}
	n.notify(n.words.T("tray.hidden"), n.words.T("tray.hidden_body"))
	return true
}

// changed looks for what is to be told now. It is to be called when there may be
// something new, as after each synchronisation.
func (n *notifier) changed() {
	if n.work.Busy() {
		n.again = true // stopping it might lose what it is about to tell
		return
	}
	n.timer.Stop()
	if n.source == nil || n.notify == nil || !n.choices.On {
		return
	}
	job := noticeJob{source: n.source, policy: n.policy(), now: n.now(), lastNotified: n.lastNotified, front: n.front}
	task.Start(n.loop, &n.work, job.do, n.done)
}

func (n *notifier) policy() tracker.NoticePolicy {
	c := n.choices
	return tracker.NoticePolicy{
		Kinds: c.Kinds, QuietFrom: c.QuietFrom, QuietTo: c.QuietTo, Digest: c.Digest, DigestAt: c.DigestAt, Paused: n.paused,
	}
}

func (n *notifier) done(found noticeFound, err error) {
	if err != nil {
		n.log.Warn("looking for what to tell", "error", err)
	}
	n.lastNotified = max(n.lastNotified, found.lastNotified)
	if found.notice.Total > 0 && !n.front {
		n.unread = true
		title, body := noticeText(n.words, found.notice)
		n.notify(title, body)
	}
	if n.again {
		n.again = false
		n.changed()
		return
	}
	n.await(found.next)
}

// await looks again at a time, if that is not zero.
func (n *notifier) await(next time.Time) {
	if next.IsZero() {
		return
	}
	wait := min(next.Sub(n.now()), recheck)
	task.Start(n.loop, &n.timer, task.NoValue(func(ctx context.Context) error {
		return task.Sleep(ctx, wait)
	}), func(_ task.Never, err error) {
		if err == nil {
			n.changed()
		}
	})
}

// A noticeJob is one look for what to tell, away from the presenters' goroutine.
type noticeJob struct {
	source       noticeSource
	policy       tracker.NoticePolicy
	now          time.Time
	lastNotified int64
	front        bool
}

// A noticeFound is what came of it.
type noticeFound struct {
	notice       tracker.Notice
	next         time.Time
	lastNotified int64
}

// do remembers what is to be told before it is: rather not at all than twice.
func (j noticeJob) do(ctx context.Context) (noticeFound, error) {
	told, err := j.source.LastNotified(ctx)
	if err != nil {
		return noticeFound{}, err
	}
	found := noticeFound{lastNotified: max(told, j.lastNotified)}
	changes, err := j.source.Changes(ctx, 0, noticeLimit)
	if err != nil {
		return found, err
	}
	upTo := int64(0)
	if j.front {
		for _, c := range changes {
			upTo = max(upTo, c.ID)
		}
	} else {
		found.notice, found.next = tracker.Plan(j.now, j.policy, found.lastNotified, changes)
		upTo = found.notice.UpTo
	}
	if upTo <= found.lastNotified {
		return found, nil
	}
	found.lastNotified = upTo
	return found, j.source.SetLastNotified(ctx, upTo)
}
