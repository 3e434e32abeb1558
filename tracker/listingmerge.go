package tracker

import (
	"slices"
	"time"
)

// offerEvents are the kinds of event after which an offer is worth another look.
var offerEvents = []EventKind{KindOfferRemoved, KindOfferModified, KindProcessClosed, KindProcessReopened}

// wasThere reports whether an application was made before the first complete pass
// came to its end. It may be met after that: the list moves while it is read.
func (s *SyncState) wasThere(a *Application) bool {
	made := a.AppliedAt
	if made.IsZero() {
		made = lastEventAt(a)
	}
	return !s.BaselineDone || made.Before(s.BaselineAt)
}

// firstSeen makes a record of an application that the list shows for the first time.
// Baseline says that it was there before the app looked first.
func firstSeen(fresh Application, now time.Time, baseline bool) Kept {
	k := Kept{Application: fresh, FirstSeen: now}
	if baseline {
		k.Baseline = lastEventAt(&fresh)
		k.Unseen = fresh.UnreadEvents > 0
	}
	return k
}

// mergeListing merges what the list says of an application into the record of it, and
// reports whether that changes anything that counts.
func mergeListing(old *Kept, fresh Application, now time.Time) (k Kept, changed bool) {
	k = *old
	k.Application = fresh
	k.Timeline, k.TimelineKnown, k.Detail = old.Timeline, old.TimelineKnown, old.Detail
	k.Earlier = earlier(&old.Application, &k.Application)
	// What was told once is not lost because it is told no more.
	if k.AppliedAt.IsZero() {
		k.AppliedAt = old.AppliedAt
	}
	fillIfEmpty(&k.Offer.ID, old.Offer.ID)
	fillIfEmpty(&k.Offer.Title, old.Offer.Title)
	fillIfEmpty(&k.Offer.Company, old.Offer.Company)
	fillIfEmpty(&k.Offer.City, old.Offer.City)
	k.Missing = 0
	k.clampFuture(now)

	moved := !alike(old.LastEvent, k.LastEvent)
	flags := old.Rejected != k.Rejected || old.ProcessClosed != k.ProcessClosed || old.OfferRemoved != k.OfferRemoved
	if moved {
		k.Fetches.Timeline = time.Time{}
	}
	if moved || flags {
		k.forgetFailures()
	}
	if flags || moved && k.LastEvent != nil && slices.Contains(offerEvents, k.LastEvent.Kind) {
		k.Fetches.Offer = time.Time{}
	}
	return k, moved || flags || !sameListing(old, &k)
}

// sameListing compares what mergeListing does not see to by itself. How many events the
// person has not seen on InfoJobs' own pages is no reason to do anything.
func sameListing(a, b *Kept) bool {
	return a.Offer == b.Offer && KeptTime(a.AppliedAt).Equal(KeptTime(b.AppliedAt)) &&
		a.Missing == b.Missing && a.Fetches == b.Fetches &&
		alike(a.CVReceived, b.CVReceived) && alike(a.CVRead, b.CVRead) && alike(a.InProcess, b.InProcess) &&
		alike(a.Closed, b.Closed) && alike(a.Removed, b.Removed) && alike(a.NotPreselected, b.NotPreselected)
}

// fillIfEmpty sets a text that is empty to what it was before.
func fillIfEmpty(s *string, before string) {
	if *s == "" {
		*s = before
	}
}

// forgetFailures has what could not be read tried again at once.
func (k *Kept) forgetFailures() {
	if !k.TimelineKnown {
		k.Fetches.Timeline = time.Time{}
	}
	if k.Detail == nil {
		k.Fetches.Detail = time.Time{}
	}
	if k.OfferNow == nil {
		k.Fetches.Offer = time.Time{}
	}
}

// clampFuture sets times after now to now: the clock was wrong, and nothing would be
// fetched until they are past.
func (k *Kept) clampFuture(now time.Time) {
	for _, at := range []*time.Time{&k.Fetches.Timeline, &k.Fetches.Detail, &k.Fetches.Offer} {
		if at.After(now) {
			*at = now
		}
	}
}

// alike compares events as the store tells them apart.
func alike(a, b *Event) bool {
	if a == nil || b == nil {
		return a == b
	}
	return storeKey(*a) == storeKey(*b)
}

// storeKey is the key of an event as the store keeps it.
func storeKey(e Event) EventKey {
	e.At = KeptTime(e.At)
	return e.Key()
}

// earlier are the events that only the list has told of and that now tells no more.
func earlier(before, now *Application) []Event {
	known := map[EventKey]bool{}
	for _, e := range slices.Concat(now.Timeline, FieldEvents(now)) {
		known[storeKey(e)] = true
	}
	var lost []Event
	for _, e := range slices.Concat(before.Earlier, FieldEvents(before)) {
		if key := storeKey(e); !known[key] {
			known[key] = true
			lost = append(lost, e)
		}
	}
	return lost
}

// lastEventAt is when an application last moved, as far as the list tells, or else
// when the person applied.
func lastEventAt(a *Application) time.Time {
	at := KeptTime(a.AppliedAt)
	for _, e := range FieldEvents(a) {
		if told := KeptTime(e.At); told.After(at) {
			at = told
		}
	}
	return at
}

// withTimeline returns what is kept once the timeline was read when asked was kept.
// Events that it no longer tells are not lost.
func (k Kept) withTimeline(asked *Event, events []Event, at time.Time) Kept {
	fetched := map[EventKey]bool{}
	for _, e := range events {
		fetched[storeKey(e)] = true
	}
	all := slices.Clone(events)
	for _, e := range k.Timeline {
		if !fetched[storeKey(e)] {
			all = append(all, e)
		}
	}
	slices.SortStableFunc(all, func(a, b Event) int { return b.At.Compare(a.At) })
	k.Timeline = all
	k.Earlier = earlier(&Application{Earlier: k.Earlier}, &k.Application)
	k.TimelineKnown, k.Fetches.Timeline = true, at
	// The list may have told of a later event meanwhile, which the timeline lacks.
	if !alike(asked, k.LastEvent) {
		k.Fetches.Timeline = time.Time{}
	}
	return k
}

// newEvents are those of these kinds that now tells of and old does not.
func newEvents(old, now *Application, kinds ...EventKind) []Event {
	known := map[EventKey]bool{}
	for _, e := range newHistory(old).events {
		known[storeKey(e)] = true
	}
	return slices.DeleteFunc(newHistory(now).events, func(e Event) bool {
		return known[storeKey(e)] || !slices.Contains(kinds, e.Kind)
	})
}
