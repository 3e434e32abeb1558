package tracker

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// wanted says which single operations are to be asked about an application.
type wanted struct{ timeline, detail, offer bool }

// fetched is what they have told.
type fetched struct {
	asked *Kept // what was kept of the application before
	tried Fetches

	timeline     []Event
	timelineRead bool
	detail       *Detail
	offer        *Offer

	putOff  time.Time // until then the timeline is not asked for
	failed  error     // the first that went wrong with this application alone
	refused bool      // the timeline needs a permission that is missing
}

// Fetch asks InfoJobs at once for what is not known or out of date of one
// application: its timeline, its detail, its offer. What of it arrives is kept.
// The first error is returned, [ErrScopeMissing] among them. An application that
// is not known, or that InfoJobs does not know, is left alone.
func (t *Tracker) Fetch(ctx context.Context, id string) error {
	s, err := t.current()
	if err != nil {
		return err
	}
	ctx, cancel := s.during(ctx)
	defer cancel()
	k, err := s.application(ctx, id)
	if err != nil || k == nil {
		return s.asAccountLeft(err)
	}
	f := fetched{asked: k}
	err = t.fetch(ctx, s, wanted{
		timeline: !k.TimelineKnown || k.Fetches.Timeline.IsZero(),
		detail:   k.Detail == nil,
		offer:    k.OfferNow == nil || !offerDue(k).After(t.now()),
	}, &f)
	_, keepErr := t.keepFetched(ctx, s, &f)
	if err == nil {
		err = f.failed
	}
	if err == nil && f.refused {
		err = ErrScopeMissing
	}
	if err != nil {
		return s.asAccountLeft(fmt.Errorf("reading an application: %w", err))
	}
	return keepErr
}

// fetch asks for what is wanted, and for the offer if the timeline gives a reason
// to. It returns an error that would come for every other application too.
func (t *Tracker) fetch(ctx context.Context, s *session, w wanted, f *fetched) error {
	if Imported(f.asked.ID) {
		return nil
	}
	if w.timeline {
		if err := t.fetchTimeline(ctx, s, f); err != nil {
			return err
		}
		w.offer = w.offer || f.offerMoved()
	}
	if w.detail {
		if err := t.fetchDetail(ctx, s, f); err != nil {
			f.putBack(w.offer)
			return err
		}
	}
	if w.offer && f.asked.Offer.ID != "" && !Imported(f.asked.Offer.ID) {
		if err := t.fetchOffer(ctx, s, f); err != nil {
			f.putBack(true)
			return err
		}
	}
	return nil
}

func (t *Tracker) fetchTimeline(ctx context.Context, s *session, f *fetched) error {
	events, err := t.source.Timeline(ctx, f.asked.ID)
	if errors.Is(err, ErrScopeMissing) {
		f.refused = true
		return nil
	}
	if err := f.classify(s, err); err != nil {
		return err
	}
	f.timeline, f.timelineRead, f.tried.Timeline = events, err == nil, t.now()
	return nil
}

func (t *Tracker) fetchDetail(ctx context.Context, s *session, f *fetched) error {
	d, err := t.source.Detail(ctx, f.asked.ID)
	if err := f.classify(s, err); err != nil {
		return err
	}
	f.tried.Detail = t.now()
	if err == nil {
		f.detail = &d
	}
	return nil
}

func (t *Tracker) fetchOffer(ctx context.Context, s *session, f *fetched) error {
	o, err := t.source.Offer(ctx, f.asked.Offer.ID)
	if err := f.classify(s, err); err != nil {
		return err
	}
	f.tried.Offer = t.now()
	if err == nil {
		f.offer = &o
	}
	return nil
}

// classify takes note of what went wrong with this application alone, and returns
// everything else.
func (f *fetched) classify(s *session, err error) error {
	switch {
	case s.over():
		return ErrNoAccount
	case errors.Is(err, ErrNotFound), errors.Is(err, ErrBadAnswer):
		if f.failed == nil {
			f.failed = err
		}
		return nil
	}
	return err
}

// offerMoved reports whether the timeline tells that something happened to the
// offer.
func (f *fetched) offerMoved() bool {
	if !f.timelineRead {
		return false
	}
	now := f.asked.withTimeline(f.asked.LastEvent, f.timeline, f.tried.Timeline)
	return len(newEvents(&f.asked.Application, &now.Application, offerEvents...)) > 0
}

// putBack drops a timeline that tells of the offer's being edited when the offer
// could not be read: that is told with the offer, and only once.
func (f *fetched) putBack(wantedOffer bool) {
	if wantedOffer && f.timelineRead && len(f.edited()) > 0 {
		f.timeline, f.timelineRead, f.tried.Timeline = nil, false, time.Time{}
	}
}

// edited are the events of the offer's being edited that no timeline that is kept
// has told of, without those that were there at first sight.
func (f *fetched) edited() []Event {
	now := f.asked.Application
	if f.timelineRead {
		now.Timeline = slices.Concat(f.timeline, now.Timeline)
	}
	told := Application{Timeline: f.asked.Timeline}
	return slices.DeleteFunc(newEvents(&told, &now, KindOfferModified), func(e Event) bool {
		return !e.At.After(f.asked.Baseline)
	})
}

// keepFetched keeps what was fetched of an application, and returns how many
// changes that was. What has come in meanwhile by another way is not lost.
func (t *Tracker) keepFetched(ctx context.Context, s *session, f *fetched) (changes int, err error) {
	if f.tried == (Fetches{}) && f.putOff.IsZero() {
		return 0, nil
	}
	ctx = context.WithoutCancel(ctx)
	t.editing.Lock()
	defer t.editing.Unlock()
	cur, err := s.application(ctx, f.asked.ID)
	if err != nil || cur == nil {
		return 0, err
	}
	b := f.batch(cur)
	b.Changes = found(b.Changes, t.now())
	return len(b.Changes), t.save(ctx, s, b)
}

// batch is what there is to write, given what is kept now.
func (f *fetched) batch(cur *Kept) Batch {
	var b Batch
	k := *cur
	if f.timelineRead {
		k = cur.withTimeline(f.asked.LastEvent, f.timeline, f.tried.Timeline)
	} else if !f.tried.Timeline.IsZero() {
		k.Fetches.Timeline = f.tried.Timeline
	}
	if !f.tried.Detail.IsZero() {
		k.Fetches.Detail = f.tried.Detail
	}
	if f.detail != nil {
		k.Detail = f.detail
	}
	// If the application has moved on, the offer may have too.
	if !f.tried.Offer.IsZero() && alike(f.asked.LastEvent, cur.LastEvent) {
		k.Fetches.Offer = f.tried.Offer
	}
	b.Changes = Compare(cur, &k)
	if f.offer != nil {
		f.batchOffer(&b, &k)
	}
	k.DueAt = due(&k, f.putOff)
	b.Applications = []Kept{k}
	return b
}

// batchOffer adds a sample of the offer, and the change that it is.
func (f *fetched) batchOffer(b *Batch, k *Kept) {
	sample := OfferSample{ID: k.Offer.ID, At: f.tried.Offer, Offer: *f.offer, NewVersion: true}
	// The newest stays the newest, also when the clock was put back.
	if k.ApplicantsNow != nil {
		sample.At = later(sample.At, k.ApplicantsNow.At)
	}
	if k.OfferNow != nil {
		sample.At = later(sample.At, k.OfferNow.SeenAt)
		edits := CompareOffers(k.OfferNow, *f.offer)
		if c, ok := sampled(k, sample, edits, f.edited()); ok {
			b.Changes = append(b.Changes, c)
		}
		sample.NewVersion = len(edits) > 0
		sample.Offer.keepBlanks(&k.OfferNow.Offer)
	}
	if sample.NewVersion {
		k.OfferNow = &OfferVersion{SeenAt: sample.At, Offer: sample.Offer}
	}
	if n := sample.Offer.Applicants; n >= 0 {
		k.ApplicantsNow = &ApplicantCount{At: sample.At, Count: n}
	}
	b.Offers = []OfferSample{sample}
}

// later is a time, or the first that a store tells from one that must come before.
func later(at, before time.Time) time.Time {
	if first := before.Add(time.Millisecond); at.Before(first) {
		return first
	}
	return at
}
