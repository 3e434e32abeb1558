package e2e

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"candidaturas/api/sandbox"
	"candidaturas/tracker"
)

// A witness is a source that takes note of everything that it has told, over all
// runs of the app.
type witness struct {
	tracker.Source
	apps map[string]*shownApp
	// syncing says that a synchronisation is under way, listed that one has read the
	// first list to its end: what comes to light after that is new.
	syncing, listed bool
	// unit is what is being asked of one application, one operation after the other.
	unit *shownUnit
	// before is called ahead of each request.
	before func()
}

// A shownApp is what the app has been told of one application.
type shownApp struct {
	row    tracker.Application
	isNew  bool
	since  time.Time // what happened up to then was there at first sight
	events map[tracker.EventKey]bool
	edited []tracker.Event // that the list has told of
	detail []tracker.Detail
	offers []tracker.Offer // one for each other text
	news   map[newsKey]int // of its being edited
	failed map[sandbox.Op]bool
}

// A shownUnit is what was told of one application since it was asked about first.
type shownUnit struct {
	id       string
	timeline []tracker.Event
	sampled  bool
}

func newWitness() *witness { return &witness{apps: map[string]*shownApp{}} }

// watch takes the place of a source's answers.
func (w *witness) watch(s tracker.Source) tracker.Source {
	w.Source = s
	return w
}

func (w *witness) Applications(ctx context.Context, page int) (tracker.Page, error) {
	w.settle(true)
	w.announce()
	p, err := w.Source.Applications(ctx, page)
	if err == nil {
		for _, row := range p.Applications {
			w.show(row)
		}
	}
	return p, err
}

func (w *witness) show(row tracker.Application) {
	a := w.apps[row.ID]
	if a == nil {
		a = &shownApp{
			isNew: w.listed, events: map[tracker.EventKey]bool{}, news: map[newsKey]int{}, failed: map[sandbox.Op]bool{},
		}
		if !a.isNew {
			a.since = row.LastEvent.At
		}
		w.apps[row.ID] = a
	}
	a.row = row
	if row.LastEvent.Kind == tracker.KindOfferModified {
		a.edited = append(a.edited, *row.LastEvent)
	}
}

func (w *witness) Timeline(ctx context.Context, id string) ([]tracker.Event, error) {
	a := w.turnTo(id)
	w.announce()
	events, err := w.Source.Timeline(ctx, id)
	a.note(sandbox.OpTimeline, err)
	if err == nil {
		w.unit.timeline = events
	}
	return events, err
}

func (w *witness) Detail(ctx context.Context, id string) (tracker.Detail, error) {
	a := w.turnTo(id)
	w.announce()
	d, err := w.Source.Detail(ctx, id)
	a.note(sandbox.OpApplication, err)
	if err == nil {
		a.detail = append(a.detail, d)
	}
	return d, err
}

func (w *witness) Offer(ctx context.Context, offerID string) (tracker.Offer, error) {
	a := w.turnTo(w.applicationOf(offerID))
	w.announce()
	o, err := w.Source.Offer(ctx, offerID)
	a.note(sandbox.OpOffer, err)
	if err == nil {
		w.unit.sampled = true
		a.sample(o, w.unit.timeline)
	}
	return o, err
}

func (w *witness) announce() {
	if w.before != nil {
		w.before()
	}
}

func (w *witness) applicationOf(offerID string) string {
	for id, a := range w.apps {
		if a.row.Offer.ID == offerID {
			return id
		}
	}
	return ""
}

// turnTo returns the application that is asked about. That another one was before
// means that what was told of it is kept.
func (w *witness) turnTo(id string) *shownApp {
	w.listed = w.listed || w.syncing
	if w.unit == nil || w.unit.id != id {
		w.settle(true)
		w.unit = &shownUnit{id: id}
	}
	return w.apps[id]
}

// settle ends a unit. If it did not come to its end, a timeline that tells of an
// edited offer is not kept: it comes again, with the offer.
func (w *witness) settle(complete bool) {
	u := w.unit
	w.unit = nil
	if u == nil || u.timeline == nil {
		return
	}
	a := w.apps[u.id]
	if !complete && !u.sampled && len(a.pending(u.timeline)) > 0 {
		return
	}
	for _, e := range u.timeline {
		a.events[e.Key()] = true
	}
}

// note remembers what could not be read of this application alone: it is asked for
// again a day later.
func (a *shownApp) note(op sandbox.Op, err error) {
	switch {
	case err == nil:
		delete(a.failed, op)
	case errors.Is(err, tracker.ErrNotFound), errors.Is(err, tracker.ErrBadAnswer):
		a.failed[op] = true
	}
}

// pending are the events of the offer's being edited that no kept timeline tells of.
func (a *shownApp) pending(timeline []tracker.Event) []tracker.Event {
	return slices.DeleteFunc(slices.Concat(timeline, a.edited), func(e tracker.Event) bool {
		return e.Kind != tracker.KindOfferModified || a.events[e.Key()] || !e.At.After(a.since)
	})
}

// sample expects it to be told that an offer was edited: with the latest event that
// says so, or else if the text is another. An event that is no later than the text
// that is known told of that text.
func (a *shownApp) sample(o tracker.Offer, timeline []tracker.Event) {
	if len(a.offers) == 0 {
		a.offers = []tracker.Offer{o}
		return
	}
	known := a.offers[len(a.offers)-1]
	same := saysTheSame(known, o)
	var latest time.Time
	for _, e := range a.pending(timeline) {
		if e.At.After(latest) && (!same || e.At.After(known.UpdatedAt)) {
			latest = e.At
		}
	}
	switch {
	case !latest.IsZero():
		a.news[newsKey{kind: tracker.ChangeOfferEdited, event: tracker.KindOfferModified, at: latest}] = 1
	case !same:
		a.news[newsKey{kind: tracker.ChangeOfferEdited, at: o.UpdatedAt}] = 1
	}
	if !same {
		a.offers = append(a.offers, o)
	}
}

// saysTheSame leaves out what is no part of an offer's text.
func saysTheSame(a, b tracker.Offer) bool {
	for _, o := range []*tracker.Offer{&a, &b} {
		o.Applicants, o.Active, o.Deleted, o.UpdatedAt, o.Link = 0, false, false, time.Time{}, ""
	}
	return a == b
}

// A newsKey tells a piece of news of an application from the others. Ends, which a
// flag may tell of before their event does, are only counted.
type newsKey struct {
	kind  tracker.ChangeKind
	event tracker.EventKind
	at    time.Time
	text  string
}

func keyOf(c tracker.Change) newsKey {
	if isEnd(c.Kind) {
		return newsKey{kind: c.Kind}
	}
	return newsKey{kind: c.Kind, event: c.Event, at: c.At, text: c.Text}
}

func isEnd(k tracker.ChangeKind) bool {
	return k == tracker.ChangeRejected || k == tracker.ChangeClosed || k == tracker.ChangeOfferRemoved
}

// newsOfKind is what each kind of event is told as, by the definitions that people
// read. What is not here is told in InfoJobs' own words.
var newsOfKind = map[tracker.EventKind]tracker.ChangeKind{
	tracker.KindApplied: 0, tracker.KindOfferModified: 0, tracker.KindOthersManaged: 0,
	tracker.KindCVRead: tracker.ChangeRead, tracker.KindOthersRead: tracker.ChangeOthersRead,
	tracker.KindContinues: tracker.ChangeMoved, tracker.KindContacted: tracker.ChangeMoved, tracker.KindTest: tracker.ChangeMoved,
	tracker.KindInterviewed: tracker.ChangeMoved, tracker.KindFinalInterview: tracker.ChangeMoved,
	tracker.KindFinalOffer: tracker.ChangeMoved, tracker.KindHired: tracker.ChangeMoved,
	tracker.KindReturned: tracker.ChangeReturned, tracker.KindProcessReopened: tracker.ChangeReopened,
	tracker.KindAutoRejected: tracker.ChangeRejected, tracker.KindDiscarded: tracker.ChangeRejected,
	tracker.KindDiscardedByRemoval: tracker.ChangeRejected, tracker.KindNotPreselected: tracker.ChangeRejected,
	tracker.KindProcessClosed: tracker.ChangeClosed, tracker.KindOfferRemoved: tracker.ChangeOfferRemoved,
}

// implied is what the events of an application are to be told as, how often each.
func implied(a *shownApp, events []sandbox.Event) map[newsKey]int {
	news := maps.Clone(a.news)
	if a.isNew {
		news[newsKey{kind: tracker.ChangeNew, event: tracker.KindApplied, at: a.row.AppliedAt}] = 1
	}
	all, old := countEnds(events, time.Time{}), map[tracker.ChangeKind]int{}
	if !a.isNew {
		old = countEnds(events, a.since)
	}
	for kind, n := range all {
		if n > old[kind] {
			news[newsKey{kind: kind}] = n - old[kind]
		}
	}
	for i, e := range events {
		kind, known := newsOfKind[e.Kind]
		key := newsKey{kind: kind, event: e.Kind, at: e.At}
		if !known {
			key.kind = tracker.ChangeEvent
		}
		if !e.Kind.Known() {
			key.text = e.Description
		}
		quiet := kind == tracker.ChangeOthersRead && slices.ContainsFunc(events, func(other sandbox.Event) bool {
			return other.Kind == tracker.KindCVRead && !other.At.After(events[i].At)
		})
		if key.kind != 0 && !isEnd(key.kind) && !quiet && e.At.After(a.since) {
			news[key] = 1
		}
	}
	return news
}

// countEnds counts the ends up to a time, of all time for zero. An application that
// is discarded because its offer was removed has an offer that was removed.
func countEnds(events []sandbox.Event, until time.Time) map[tracker.ChangeKind]int {
	type end struct {
		kind tracker.EventKind
		at   time.Time
	}
	counts, counted, withOffer := map[tracker.ChangeKind]int{}, map[end]bool{}, false
	for _, e := range events {
		if !until.IsZero() && e.At.After(until) || !isEnd(newsOfKind[e.Kind]) || counted[end{e.Kind, e.At}] {
			continue
		}
		counted[end{e.Kind, e.At}] = true
		counts[newsOfKind[e.Kind]]++
		withOffer = withOffer || e.Kind == tracker.KindDiscardedByRemoval
	}
	if withOffer {
		counts[tracker.ChangeOfferRemoved] = max(counts[tracker.ChangeOfferRemoved], 1)
	}
	return counts
}
