package tracker

import "time"

const (
	// again is how long after a failure, or after an open offer was read, it is
	// asked for again.
	again = 24 * time.Hour
	// staleNews is how old the latest news are when an open offer is no longer read
	// once a day but once a week.
	staleNews  = 60 * 24 * time.Hour
	againStale = 7 * 24 * time.Hour
)

// never is later than any time that something is due.
var never = time.Date(9999, time.January, 1, 0, 0, 0, 0, time.UTC)

// due returns when something of an application is to be fetched: zero for at once,
// never if everything is known and nothing is expected to change, or if InfoJobs knows
// nothing of it. A timeline for
// which the permission is missing is put off until a time, if that is not zero.
func due(k *Kept, putOff time.Time) time.Time {
	if Imported(k.ID) {
		return never
	}
	timeline := timelineDue(k)
	if timeline.Before(putOff) {
		timeline = putOff
	}
	at := offerDue(k)
	for _, when := range []time.Time{timeline, detailDue(k)} {
		if when.Before(at) {
			at = when
		}
	}
	return at
}

// after returns when something is asked for again that was last asked for at a
// time: at once if that is zero.
func after(at time.Time, wait time.Duration) time.Time {
	if at.IsZero() {
		return at
	}
	return at.Add(wait)
}

// timelineDue goes by when the timeline was last tried, which the list forgets when
// it tells of something new.
func timelineDue(k *Kept) time.Time {
	if k.TimelineKnown && !k.Fetches.Timeline.IsZero() {
		return never
	}
	return after(k.Fetches.Timeline, again)
}

func detailDue(k *Kept) time.Time {
	if k.Detail != nil {
		return never
	}
	return after(k.Fetches.Detail, again)
}

func offerDue(k *Kept) time.Time {
	at := k.Fetches.Offer
	switch {
	case k.Offer.ID == "", Imported(k.Offer.ID):
		return never
	case at.IsZero(), k.OfferNow == nil:
		return after(at, again)
	case Derive(&k.Application).Stage.Ended():
		return never
	case at.Sub(LastNews(&k.Application)) > staleNews:
		return after(at, againStale)
	}
	return after(at, again)
}
