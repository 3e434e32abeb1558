package tracker

import "time"

// Kinds that have no choice of their own: who wants to know of one wants to know of
// the other, and yet their words differ.
const (
	NoticeHired    NoticeKind = "hired"    // chosen with NoticeFinalist
	NoticeReopened NoticeKind = "reopened" // chosen with NoticeReturned
)

// Choice is the kind by which the person chooses: one of [NoticeKinds].
func (k NoticeKind) Choice() NoticeKind {
	switch k {
	case NoticeHired:
		return NoticeFinalist
	case NoticeReopened:
		return NoticeReturned
	}
	return k
}

// NoticeOrder lists every kind that a [Notice] may count, the best first.
func NoticeOrder() []NoticeKind {
	order := []NoticeKind{NoticeHired}
	for _, k := range NoticeKinds() {
		order = append(order, k)
		if k == NoticeReturned {
			order = append(order, NoticeReopened)
		}
	}
	return order
}

// NoticeKindOf says as what the desktop tells of a change, if it does at all.
func NoticeKindOf(c Change) (NoticeKind, bool) {
	switch c.Kind {
	case ChangeRead:
		return NoticeRead, true
	case ChangeRejected:
		return NoticeRejected, true
	case ChangeClosed:
		return NoticeClosed, true
	case ChangeReopened:
		return NoticeReopened, true
	case ChangeReturned:
		return NoticeReturned, true
	case ChangeOfferRemoved:
		return NoticeOfferRemoved, true
	case ChangeOthersRead:
		return NoticeOthersRead, true
	case ChangeMoved:
		return noticeOfMove(c.Event), true
	case ChangeEvent:
		return NoticeMessage, c.Event == KindMessage
	}
	return "", false
}

func noticeOfMove(k EventKind) NoticeKind {
	switch k {
	case KindInterviewed:
		return NoticeInterview
	case KindFinalInterview, KindFinalOffer:
		return NoticeFinalist
	case KindHired:
		return NoticeHired
	}
	return NoticeInProcess
}

// noticeAge is how old what the desktop tells of may be.
const noticeAge = 48 * time.Hour

// A NoticePolicy is of what the desktop is to tell, and when.
type NoticePolicy struct {
	Kinds map[NoticeKind]bool // by their choice
	// Nothing is told from the hour QuietFrom up to the hour QuietTo, by the person's
	// clock: 0 to 23. They are the same for never.
	QuietFrom, QuietTo int
	// Digest tells once a day, at the hour DigestAt, of what was found by then.
	Digest   bool
	DigestAt int
	// Paused tells nothing before that.
	Paused time.Time
}

// A Notice is what the desktop is to tell now. It holds nothing of what InfoJobs
// says: there are desktops on which the text of a notification runs as a script.
type Notice struct {
	// Counts are how many applications there is something of each kind about.
	Counts map[NoticeKind]int
	// Total is their sum, 0 if there is nothing to tell.
	Total int
	// UpTo is the last change that it tells of, by ID: to be kept as the one told.
	UpTo int64
}

// Plan says what to tell now of these changes, and when to ask again: zero if time
// alone will not bring anything. The changes are in any order; told is the ID of
// the last change that was told of. The person's time zone is that of now.
//
// What happened more than 48 hours ago, or was found then if nobody knows when it
// happened, is told no more, nor is what the person has seen.
func Plan(now time.Time, p NoticePolicy, told int64, changes []Change) (n Notice, next time.Time) {
	waiting := make([]Change, 0, len(changes))
	for _, c := range changes {
		kind, ok := NoticeKindOf(c)
		if !ok || !p.Kinds[kind.Choice()] || c.Seen || c.ID <= told {
			continue
		}
		at := p.due(c, now)
		switch {
		case !fresh(c, at):
			continue
		case !at.After(now):
			n.UpTo = max(n.UpTo, c.ID)
		case next.IsZero() || at.Before(next):
			next = at
		}
		waiting = append(waiting, c)
	}
	if n.UpTo == 0 {
		return Notice{}, next
	}
	// Those found before one that is told are not left behind, whatever the clock
	// said then.
	n.count(waiting)
	return n, p.after(now, n.UpTo, waiting)
}

// due is when a change is told of, not before now.
func (p NoticePolicy) due(c Change, now time.Time) time.Time {
	at := now
	if p.Digest {
		found := c.FoundAt.In(now.Location())
		if found.After(now) { // the clock was put back since
			found = now
		}
		at = digestFrom(found, p.DigestAt)
	}
	if at.Before(now) {
		at = now
	}
	return p.allowed(at)
}

// after is when the first of those that stay is due.
func (p NoticePolicy) after(now time.Time, told int64, waiting []Change) (next time.Time) {
	for _, c := range waiting {
		if at := p.due(c, now); c.ID > told && (next.IsZero() || at.Before(next)) {
			next = at
		}
	}
	return next
}

func (n *Notice) count(waiting []Change) {
	type about struct {
		kind        NoticeKind
		application string
	}
	counted := map[about]bool{}
	n.Counts = map[NoticeKind]int{}
	for _, c := range waiting {
		kind, _ := NoticeKindOf(c)
		key := about{kind, c.Application}
		if c.ID > n.UpTo || counted[key] {
			continue
		}
		counted[key] = true
		n.Counts[kind]++
		n.Total++
	}
}

// fresh reports whether a change is recent enough to be told of at a time.
func fresh(c Change, at time.Time) bool {
	when := c.At
	if when.IsZero() {
		when = c.FoundAt
	}
	return at.Sub(when) <= noticeAge
}

// allowed is the first moment from t on that is neither quiet nor paused.
func (p NoticePolicy) allowed(t time.Time) time.Time {
	if t.Before(p.Paused) {
		t = p.Paused.In(t.Location())
	}
	// Hour by hour: where the clock changes, an hour comes twice or not at all.
	for range 2 * 24 {
		if !p.quiet(t) {
			break
		}
		t = nextHour(t)
	}
	return t
}

func (p NoticePolicy) quiet(t time.Time) bool {
	h := t.Hour()
	if p.QuietFrom <= p.QuietTo {
		return p.QuietFrom <= h && h < p.QuietTo
	}
	return h >= p.QuietFrom || h < p.QuietTo
}

// nextHour is the next full hour of the clock on the wall.
func nextHour(t time.Time) time.Time {
	past := time.Duration(t.Minute())*time.Minute + time.Duration(t.Second())*time.Second + time.Duration(t.Nanosecond())
	return t.Add(time.Hour - past)
}

// digestFrom is the first moment from t on at which there is a digest.
func digestFrom(t time.Time, hour int) time.Time {
	y, m, d := t.Date()
	at := digestOn(y, m, d, hour, t.Location())
	if at.Before(t) {
		at = digestOn(y, m, d+1, hour, t.Location())
	}
	return at
}

// digestOn is the hour on a day, or the next one if the clock leaves it out.
func digestOn(y int, m time.Month, d, hour int, zone *time.Location) time.Time {
	at := time.Date(y, m, d, hour, 0, 0, 0, zone)
	if h := at.Hour(); h != hour && (h-hour+24)%24 > 12 { // an hour before the gap
		at = at.Add(time.Hour)
	}
	return at
}
