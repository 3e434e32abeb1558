package tracker

import (
	"cmp"
	"slices"
	"time"
)

// Compare returns what now tells of an application that old, what was kept of it
// before, did not: oldest first, what has no date before that. Old is nil for an
// application that was not known. What InfoJobs told up to now.Baseline is never
// among it. The offer's text is not compared: see [CompareOffers].
//
// A flag that came before its event is the same news as the event: whichever comes
// first is reported. Only if the flag was taken back before the event is told are
// both.
func Compare(old, now *Kept) []Change {
	if old == nil {
		return firstSight(now)
	}
	before := facts(old)
	told := map[ChangeKey]bool{}
	for _, f := range before {
		told[f.Same()] = true
	}
	// What a flag alone has told of is not told again by the first event of it.
	early := map[ChangeKind]bool{}
	for _, f := range before {
		if f.undated() {
			early[f.Kind] = true
		}
	}
	var changes []Change
	for _, f := range facts(now) {
		if early[f.Kind] && !f.undated() && slices.Contains(flagged, f.Kind) {
			early[f.Kind] = false
			continue
		}
		if !told[f.Same()] && (f.undated() || f.At.After(now.Baseline)) {
			changes = append(changes, f)
		}
	}
	return changes
}

// firstSight is what there is to tell of an application that was not known.
func firstSight(k *Kept) []Change {
	if k.Baseline.IsZero() {
		applied := Change{Application: k.ID, Kind: ChangeNew, Event: KindApplied, At: KeptTime(k.AppliedAt)}
		return append([]Change{applied}, facts(k)...)
	}
	return slices.DeleteFunc(facts(k), func(c Change) bool { return !c.At.After(k.Baseline) })
}

// flagged are the kinds of change that a flag may tell of before any event does.
var flagged = []ChangeKind{ChangeRejected, ChangeClosed, ChangeOfferRemoved}

// undated reports whether the change is known from a flag alone.
func (c Change) undated() bool { return c.Event == KindUnknown && slices.Contains(flagged, c.Kind) }

// facts returns every change that what is known of an application implies, in
// order of time, each once.
func facts(k *Kept) []Change {
	h := newHistory(&k.Application)
	var all []Change
	told := map[ChangeKey]int{}
	for _, e := range h.events {
		c, ok := fact(&k.Application, h, e)
		if !ok {
			continue
		}
		if i, again := told[c.Same()]; again {
			if len(all[i].Reasons) == 0 {
				all[i].Reasons = c.Reasons
			}
			continue
		}
		told[c.Same()] = len(all)
		all = append(all, c)
	}
	all = append(all, flagFacts(&k.Application, h)...)
	slices.SortStableFunc(all, func(a, b Change) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Event, b.Event), cmp.Compare(a.Text, b.Text))
	})
	return all
}

// fact is the change that an event tells of, if it is one.
func fact(a *Application, h history, e Event) (Change, bool) {
	c := Change{Application: a.ID, Kind: kindOfChange(e.Kind), Event: e.Kind, At: KeptTime(e.At)}
	switch c.Kind {
	case 0:
		return Change{}, false
	case ChangeRejected:
		c.Read = h.readBy(e.At)
		c.Reasons = e.Reasons
		c.RejectedAfter = -1
		if !a.AppliedAt.IsZero() && !e.At.Before(a.AppliedAt) {
			c.RejectedAfter = e.At.Sub(a.AppliedAt)
		}
	case ChangeClosed:
		c.Read = h.readBy(e.At)
	case ChangeOthersRead:
		return c, !h.readBy(e.At)
	case ChangeEvent:
		if !e.Kind.Known() {
			c.Text = e.Description
		}
	}
	return c, true
}

// kindOfChange is 0 for events that are no news by themselves. That an offer was
// edited is news when it has been read again.
func kindOfChange(k EventKind) ChangeKind {
	switch k {
	case KindApplied, KindOthersManaged, KindOfferModified:
		return 0
	case KindCVRead:
		return ChangeRead
	case KindContinues, KindContacted, KindTest, KindInterviewed, KindFinalInterview, KindFinalOffer, KindHired:
		return ChangeMoved
	case KindAutoRejected, KindDiscarded, KindDiscardedByRemoval, KindNotPreselected:
		return ChangeRejected
	case KindReturned:
		return ChangeReturned
	case KindProcessClosed:
		return ChangeClosed
	case KindProcessReopened:
		return ChangeReopened
	case KindOfferRemoved:
		return ChangeOfferRemoved
	case KindOthersRead:
		return ChangeOthersRead
	}
	return ChangeEvent
}

// flagFacts are what only flags tell of.
func flagFacts(a *Application, h history) []Change {
	var all []Change
	read := h.has(KindCVRead)
	if a.Rejected && !h.has(rejections...) {
		all = append(all, Change{Application: a.ID, Kind: ChangeRejected, Read: read, RejectedAfter: -1})
	}
	if a.ProcessClosed && !h.has(KindProcessClosed) {
		all = append(all, Change{Application: a.ID, Kind: ChangeClosed, Read: read})
	}
	if a.OfferRemoved && !h.has(KindOfferRemoved) {
		all = append(all, Change{Application: a.ID, Kind: ChangeOfferRemoved})
	}
	return all
}

// readBy reports whether the CV had been read at a time. A reading or a time
// without a date counts as early and late.
func (h history) readBy(at time.Time) bool {
	return slices.ContainsFunc(h.events, func(e Event) bool {
		return e.Kind == KindCVRead && (at.IsZero() || !e.At.After(at))
	})
}
