package present

import (
	"context"
	"errors"
	"strings"
	"time"

	"candidaturas/tracker"
	"candidaturas/ui/present/task"
)

// Chosen is the application whose detail shows.
type Chosen struct {
	*base
	storage  *storage
	activity *activity
	company  *Company
	notes    *Notes
	tags     *Tags

	id  string
	tab Tab
	// fromLastRun is what the run fromLastRun left, until the list has it or lacks it.
	fromLastRun string
	// kept is what the store has of it, nil until it was read, as of a revision of
	// the list.
	kept     *tracker.Kept
	revision uint64
	// history and counts are of its offer: what it said over time, and how many people
	// applied.
	history []tracker.OfferEdit
	counts  applicantCounts
	reading task.Task
}

// choose has another application show, and reads all that there is to know of it.
func (c *Chosen) choose(id string) {
	c.markSeen(id)
	c.fromLastRun = ""
	if id == c.id {
		return
	}
	c.notes.Flush()
	c.stop()
	c.another(id)
	c.notes.forget()
	c.read()
	c.activity.fetch(id)
	c.show()
}

// another forgets the application that was chosen before.
func (c *Chosen) another(id string) {
	c.id, c.kept, c.history, c.counts = id, nil, nil, applicantCounts{}
	c.notes.unreadable = nil
	c.tags.another(id)
	c.company.another()
}

// stop gives up what is being read.
func (c *Chosen) stop() {
	c.reading.Stop()
	c.activity.stop()
	c.company.remembering.Stop()
}

// reset forgets what another account had chosen.
func (c *Chosen) reset() {
	c.stop()
	c.another("")
	c.tab, c.fromLastRun, c.revision = TabActivity, "", 0
	c.activity.retry()
	c.company.reset()
}

// resume takes up what stop gave up.
func (c *Chosen) resume() {
	c.read()
	c.activity.fetch(c.id)
}

// markSeen marks an application and its changes as seen.
func (c *Chosen) markSeen(id string) {
	s := c.find(id)
	if s == nil || !s.Unseen {
		return
	}
	t := c.conn.Tracker()
	c.background("marking an application as seen", func(ctx context.Context) error {
		return t.MarkSeen(ctx, id, true)
	}, c.storage.fail)
}

// keepUp shows the application that was chosen in the run before, as soon as the list
// has it, and reads again what a change of the list may have made out of date. That
// nobody has looked at it yet stays true.
func (c *Chosen) keepUp(list *tracker.List) {
	if id := c.fromLastRun; id != "" && (list.Find(id) != nil || list.Complete()) {
		c.fromLastRun = ""
		if list.Find(id) != nil && c.id == "" {
			c.another(id)
			c.read()
		}
	}
	if c.id != "" && c.revision != list.Revision() {
		c.read()
	}
}

// readings are what the store has of one application.
type readings struct {
	kept    *tracker.Kept
	history []tracker.OfferEdit
	counts  applicantCounts
	note    string
	tags    []string
	noteErr error
	tagsErr error
}

// read reads from the store what the list does not hold.
func (c *Chosen) read() {
	if c.id == "" {
		return
	}
	id, t := c.id, c.conn.Tracker()
	c.revision = t.List().Revision()
	noteVersion, tagVersion := c.notes.version(id), c.tags.shown.version
	task.Start(c.loop, &c.reading, func(ctx context.Context) (readings, error) {
		return readAll(ctx, t, id)
	}, func(r readings, err error) {
		if err := errors.Join(err, r.noteErr, r.tagsErr); err != nil {
			c.log.Warn("reading an application", "error", err)
			c.storage.fail(err)
		}
		c.kept, c.history, c.counts = r.kept, r.history, r.counts
		if c.notes.unreadable = r.noteErr; err == nil && r.noteErr == nil {
			c.notes.read(id, r.note, noteVersion)
		}
		if err == nil && r.tagsErr == nil {
			c.tags.read(r.tags, tagVersion)
		}
		c.show()
	})
}

// readAll reads an application, and whatever can be read of what belongs to it.
func readAll(ctx context.Context, t *tracker.Tracker, id string) (r readings, err error) {
	if r.kept, err = t.Application(ctx, id); err != nil || r.kept == nil {
		return r, err
	}
	r.note, r.noteErr = t.Note(ctx, id)
	r.tags, r.tagsErr = t.Tags(ctx, id)
	offer := r.kept.Offer.ID
	if offer == "" {
		return r, nil
	}
	versions, err := t.OfferVersions(ctx, offer)
	if err != nil {
		return r, err
	}
	r.history = tracker.OfferHistory(versions, r.kept.AppliedAt)
	r.counts.first, r.counts.last, err = t.OfferSamples(ctx, offer)
	return r, err
}

// detail is nil when nothing is chosen. It is of the same list as what shows beside it.
func (c *Chosen) detail(list *tracker.List, now time.Time) *Detail {
	s := list.Find(c.id)
	if s == nil {
		return nil
	}
	c.company.recall(c.id)
	d := briefDetail(c.words, s, now)
	if k := c.kept; k != nil {
		d = c.fullDetail(s, list.Silence(), now)
	}
	d.Repeated = c.company.repeated(s, now)
	if s.Archived {
		d.Status += " · " + c.words.T("detail.archived")
	}
	d.Actions = actionsOf(s)
	tags, known := c.tags.of(s.ID)
	d.Tags, d.CanTag = tags, known || c.reading.Busy()
	d.Note = c.notes.of(s.ID)
	d.Company = c.company.text(s, now)
	d.Tab, d.Tabs = c.tab, c.tabNames(d)
	return d
}

// fullDetail is what the store has told.
func (c *Chosen) fullDetail(s *tracker.Summary, silence tracker.Silence, now time.Time) *Detail {
	w, k, state := c.words, c.kept, c.activity.of(s.ID)
	d := newDetail(w, k, state, now)
	if line := silenceLine(w, silence, s, now); line != "" {
		d.Lines = append(d.Lines, line)
	}
	d.Applicants = applicants(w, k.Detail, c.counts, now)
	d.Offer = newOfferText(w, k, state, now)
	edited := offerChanges(w, c.history, offerGone(k), now)
	d.Offer.Edited = len(edited) > 0
	d.Offer.Changes = append(applicantsChange(w, c.counts, now), edited...)
	return d
}

// tabNames mark what there is something in.
func (c *Chosen) tabNames(d *Detail) []string {
	w := c.words
	names := []string{w.T("tab.activity"), w.T("tab.offer"), w.T("tab.notes"), w.T("tab.company")}
	if d.Offer.Edited || d.Offer.Copy != "" {
		names[TabOffer] = w.T("tab.marked", "Name", names[TabOffer])
	}
	if strings.TrimSpace(d.Note.Text) != "" {
		names[TabNotes] = w.T("tab.marked", "Name", names[TabNotes])
	}
	if n := c.company.total(d.ID); n > 1 {
		names[TabCompany] = w.T("tab.counted", "Name", names[TabCompany], "Count", w.Number(n))
	}
	return names
}

// ShowTab shows a part of the detail, and of the next application's too.
func (c *Chosen) ShowTab(tab Tab) {
	if tab < 0 || tab >= tabs {
		return
	}
	c.notes.Flush()
	c.tab = tab
	c.show()
}

// atInfoJobs reports whether InfoJobs has a page for an offer: it told of it.
func atInfoJobs(offerID string) bool { return offerID != "" && !tracker.Imported(offerID) }

// offerText is all that is kept of its offer, to be copied.
func (c *Chosen) offerText() string { return wholeOffer(c.words, c.kept) }
