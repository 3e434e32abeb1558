package tracker

import (
	"slices"
	"strings"
	"time"
)

// firstImported makes a record of an application that a file is the first to tell of.
func firstImported(in Record, now time.Time) Record {
	r := in
	r.Tags, r.Reminders = addTags(nil, in.Tags), addReminders(nil, in)
	r.Offers, r.Counts = addVersions(nil, in.Offers, now), addCounts(nil, in.Counts, now)
	r.Pass = 0
	if r.FirstSeen.IsZero() || r.FirstSeen.After(now) {
		r.FirstSeen = now
	}
	// A table does not say as of when it is, a record does by what it tells.
	if r.Guessed {
		r.Baseline = now
	} else {
		r.Baseline = latestOf(r.Baseline, lastKnown(&r.Application))
	}
	if r.Baseline.IsZero() || r.Baseline.After(now) {
		r.Baseline = now
	}
	if Imported(r.ID) {
		r.ownTimeline(now)
	}
	r.deriveFields(now)
	return r
}

// ownTimeline makes everything that is known of an application its timeline: there
// is nobody to tell more.
func (r *Record) ownTimeline(now time.Time) {
	r.Missing = 0
	all := knownEvents{}.others(newHistory(&r.Application).events)
	sortNewestFirst(all)
	r.Timeline, r.TimelineKnown, r.Earlier = all, true, nil
	if r.Fetches.Timeline.IsZero() {
		r.Fetches.Timeline = now
	}
}

// deriveFields sets the fields that follow from the others.
func (r *Record) deriveFields(now time.Time) {
	r.OfferNow = nil
	if len(r.Offers) > 0 {
		r.OfferNow = &r.Offers[0]
	}
	r.ApplicantsNow = nil
	if n := len(r.Counts); n > 0 {
		r.ApplicantsNow = &r.Counts[n-1]
	}
	r.clampFuture(now)
	r.forgetFailures()
	r.DueAt = due(&r.Kept, time.Time{})
}

// merge returns what is kept of an application that was known, once a file has told
// of it too, and whether that is any more than before. It only ever adds.
func merge(old *Record, in Record, now time.Time) (r Record, changed bool) {
	r = *old
	ours := Imported(r.ID)
	if !in.Guessed || ours {
		changed = r.addListing(old, &in, now)
		changed = r.addEvents(&in) || changed
	}
	changed = r.fillBlanks(&in) || changed
	if r.Offer.ID == in.Offer.ID && (!in.Guessed || len(r.Offers) == 0) {
		n := len(r.Offers)
		r.Offers = addVersions(r.Offers, in.Offers, now)
		changed = changed || len(r.Offers) > n
	}
	if r.Offer.ID == in.Offer.ID {
		n := len(r.Counts)
		r.Counts = addCounts(r.Counts, in.Counts, now)
		changed = changed || len(r.Counts) > n
	}
	changed = r.addUserData(&in) || changed
	if !changed {
		return *old, false
	}
	r.Guessed = false
	if ours {
		r.ownTimeline(now)
	}
	r.deriveFields(now)
	return r, true
}

// addListing takes over what the list of InfoJobs would tell, as far as InfoJobs has
// not told it here.
func (r *Record) addListing(old *Record, in *Record, now time.Time) (changed bool) {
	switch {
	case Imported(r.ID):
		changed = in.Rejected && !r.Rejected || in.ProcessClosed && !r.ProcessClosed || in.OfferRemoved && !r.OfferRemoved
		r.Rejected = r.Rejected || in.Rejected
		r.ProcessClosed = r.ProcessClosed || in.ProcessClosed
		r.OfferRemoved = r.OfferRemoved || in.OfferRemoved
	case r.Pass == 0 && lastKnown(&in.Application).After(lastKnown(&old.Application)):
		r.Kept, changed = mergeListing(&old.Kept, in.Application, now)
		r.Baseline = latestOf(r.Baseline, earliestOf(lastKnown(&in.Application), now))
	}
	return changed
}

// addEvents adds those that are not known.
func (r *Record) addEvents(in *Record) (changed bool) {
	if in.TimelineKnown {
		changed = r.addTimeline(in)
	}
	known := newKnown(newHistory(&r.Application).events)
	more := known.others(newHistory(&in.Application).events)
	switch {
	case len(more) == 0:
		return changed
	case r.TimelineKnown:
		r.Timeline = slices.Concat(r.Timeline, more)
		sortNewestFirst(r.Timeline)
	default:
		r.Earlier = slices.Concat(r.Earlier, more)
	}
	return true
}

// addTimeline takes over a timeline, or what of it is not known. If that is all that
// the list tells of, InfoJobs need not be asked.
func (r *Record) addTimeline(in *Record) (changed bool) {
	first := !r.TimelineKnown
	if first {
		r.Timeline, r.TimelineKnown, r.Fetches.Timeline = nil, true, time.Time{}
	}
	known := newKnown(r.Timeline)
	more := known.others(in.Timeline)
	if len(more) > 0 {
		r.Timeline = slices.Concat(r.Timeline, more)
		sortNewestFirst(r.Timeline)
		r.Earlier = earlier(&Application{Earlier: r.Earlier}, &r.Application)
	}
	complete := r.LastEvent == nil || tells(r.Timeline, *r.LastEvent)
	if complete && r.Fetches.Timeline.IsZero() && (first || r.Pass == 0) {
		r.Fetches.Timeline = in.Fetches.Timeline
	}
	return first || len(more) > 0
}

// knownEvents tells events apart as the store does.
type knownEvents map[EventKey]bool

func newKnown(events []Event) knownEvents {
	known := knownEvents{}
	known.others(events)
	return known
}

// others are those that were not known. Now they are.
func (known knownEvents) others(events []Event) []Event {
	var others []Event
	for _, e := range events {
		if key := storeKey(e); !known[key] {
			known[key] = true
			others = append(others, e)
		}
	}
	return others
}

// fillBlanks takes over what nobody has told yet.
func (r *Record) fillBlanks(in *Record) (changed bool) {
	before, applied := r.Offer, r.AppliedAt
	fillIfEmpty(&r.Offer.ID, in.Offer.ID)
	fillIfEmpty(&r.Offer.Title, in.Offer.Title)
	fillIfEmpty(&r.Offer.Company, in.Offer.Company)
	fillIfEmpty(&r.Offer.City, in.Offer.City)
	if r.AppliedAt.IsZero() {
		r.AppliedAt = in.AppliedAt
	}
	changed = r.Offer != before || !r.AppliedAt.Equal(applied)
	switch {
	case in.Detail == nil:
		return changed
	case r.Detail == nil:
		d := *in.Detail
		r.Detail = &d
		r.Fetches.Detail = in.Fetches.Detail
		return true
	}
	d := *r.Detail
	fillIfEmpty(&d.CV, in.Detail.CV)
	fillIfEmpty(&d.Province, in.Detail.Province)
	if d.Applicants < 0 {
		d.Applicants = in.Detail.Applicants
	}
	if d == *r.Detail {
		return changed
	}
	r.Detail = &d
	return true
}

// addUserData adds what the person has written and marked.
func (r *Record) addUserData(in *Record) (changed bool) {
	note := addNote(r.Note, in.Note)
	tags := addTags(r.Tags, in.Tags)
	reminders := addReminders(r.Reminders, *in)
	changed = note != r.Note || len(tags) > len(r.Tags) || len(reminders) > len(r.Reminders) ||
		in.Starred && !r.Starred || in.Archived && !r.Archived ||
		in.LetGoAt.After(r.LetGoAt)
	r.Note, r.Tags, r.Reminders = note, tags, reminders
	r.Starred, r.Archived = r.Starred || in.Starred, r.Archived || in.Archived
	if in.LetGoAt.After(r.LetGoAt) {
		r.LetGoAt = in.LetGoAt
	}
	return changed
}

// addNote puts one note under the other, unless one says all of what the other does.
func addNote(old, more string) string {
	more = strings.TrimSpace(more)
	switch {
	case strings.Contains(old, more):
		return old
	case strings.Contains(more, strings.TrimSpace(old)):
		return more
	}
	return strings.TrimRight(old, "\n") + "\n\n" + more
}

func addTags(old, more []string) []string {
	known := map[string]bool{}
	var tags []string
	for _, tag := range slices.Concat(old, more) {
		tag = strings.TrimSpace(tag)
		if lower := strings.ToLower(tag); tag != "" && !known[lower] {
			known[lower] = true
			tags = append(tags, tag)
		}
	}
	return tags
}

func addReminders(old []Reminder, in Record) []Reminder {
	reminders := slices.Clone(old)
	for _, r := range in.Reminders {
		r.ID, r.Application, r.At = 0, in.ID, KeptTime(r.At)
		if !slices.ContainsFunc(reminders, func(other Reminder) bool {
			return other.Kind == r.Kind && other.Text == r.Text && KeptTime(other.At).Equal(r.At)
		}) {
			reminders = append(reminders, r)
		}
	}
	return reminders
}

// addVersions adds versions of an offer, newest first. One that says the same as
// the version before or after it is none.
func addVersions(old, more []OfferVersion, now time.Time) []OfferVersion {
	all := slices.Clone(old)
	for _, v := range slices.Backward(more) {
		if v.SeenAt = KeptTime(v.SeenAt); v.SeenAt.After(now.Add(clockSlack)) {
			v.SeenAt = KeptTime(now)
		}
		at, _ := slices.BinarySearchFunc(all, v, func(a, b OfferVersion) int { return b.SeenAt.Compare(a.SeenAt) })
		beside := all[max(at-1, 0):]
		if n := slices.IndexFunc(beside, func(other OfferVersion) bool { return other.SeenAt.Before(v.SeenAt) }); n >= 0 {
			beside = beside[:n+1]
		}
		if !slices.ContainsFunc(beside, func(other OfferVersion) bool { return len(CompareOffers(&other, v.Offer)) == 0 }) {
			all = slices.Insert(all, at, v)
		}
	}
	return all
}

// addCounts adds what comes before the first and after the last: what lies between
// is not handed out, so that it would be new each time.
func addCounts(old, more []ApplicantCount, now time.Time) []ApplicantCount {
	all := slices.Clone(old)
	for _, n := range more {
		n.At = KeptTime(n.At)
		switch {
		case n.Count < 0 || n.At.After(now.Add(clockSlack)):
		case len(all) == 0 || n.At.After(all[len(all)-1].At):
			all = append(all, n)
		case n.At.Before(all[0].At):
			all = slices.Insert(all, 0, n)
		}
	}
	return all
}

// lastKnown is when the latest event of an application happened, or else when the
// person applied.
func lastKnown(a *Application) time.Time {
	at := KeptTime(a.AppliedAt)
	for _, e := range newHistory(a).events {
		at = latestOf(at, KeptTime(e.At))
	}
	return at
}

func latestOf(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

func earliestOf(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func sortNewestFirst(events []Event) {
	slices.SortStableFunc(events, func(a, b Event) int { return b.At.Compare(a.At) })
}
