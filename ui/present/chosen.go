package present

import (
	"context"
	"errors"
	"strings"
	"time"

	"candidaturas/tracker"
)

// chosen is the application whose detail shows.
type chosen struct {
	id  string
	tab Tab
	// before is what the run before left, until the list has it or lacks it.
	before string
	// kept is what the store has of it, nil until it was read, as of a revision of
	// the list.
	kept     *tracker.Kept
	revision uint64
	activity map[string]activityState
	// edits and counts are of its offer: what it said over time, and how many people
	// applied.
	edits  []tracker.OfferEdit
	counts counted
	own    *ownTags
	// noteErr is why the note could not be read.
	noteErr    error
	memory     memory
	moreOthers int // than are shown at first

	reading     task // from the store
	fetching    task // from InfoJobs
	remembering task // from the list
}

func newChosen() chosen { return chosen{activity: map[string]activityState{}, own: &ownTags{}} }

// another forgets the application that was chosen before.
func (c *chosen) another(id string) {
	c.id, c.kept, c.edits, c.counts = id, nil, nil, counted{}
	c.own, c.noteErr, c.moreOthers = &ownTags{}, nil, 0
}

func (c *chosen) stop() {
	c.reading.stop()
	c.fetching.stop()
	c.remembering.stop()
	for id, state := range c.activity {
		if state == activityLoading {
			delete(c.activity, id)
		}
	}
}

// retry forgets what could not be read.
func (c *chosen) retry() { clear(c.activity) }

// choose shows an application of the list, or what a line of «Novedades» is about.
func (a *applications) choose(id string) {
	if a.conn == nil {
		return
	}
	if a.section == SectionNews {
		a.chooseNews(id)
		return
	}
	a.chooseApplication(id)
}

func (a *applications) chooseApplication(id string) {
	a.see(id)
	a.chosen.before = ""
	if id == a.chosen.id {
		return
	}
	a.flushNotes()
	a.chosen.stop()
	a.chosen.another(id)
	a.forgetNotes()
	a.readChosen()
	a.fetchChosen()
	a.show()
}

// actions are what can be done to what a row of the list is about.
func (a *applications) actions(row string) (Actions, bool) {
	if a.conn == nil {
		return Actions{}, false
	}
	if a.section == SectionNews {
		item, ok := a.newsItem(row)
		if !ok || item.rejected != nil {
			return Actions{}, false
		}
		row = item.change.Application
	}
	s := a.conn.Tracker().List().Find(row)
	if s == nil {
		return Actions{}, false
	}
	return actionsOf(s), true
}

// see marks an application and its changes as seen.
func (a *applications) see(id string) {
	s := a.conn.Tracker().List().Find(id)
	if s == nil || !s.Unseen {
		return
	}
	t := a.conn.Tracker()
	a.background("marking an application as seen", func(ctx context.Context) error {
		return t.MarkSeen(ctx, id, true)
	})
}

// readings are what the store has of one application.
type readings struct {
	kept    *tracker.Kept
	edits   []tracker.OfferEdit
	counts  counted
	note    string
	tags    []string
	noteErr error
	tagsErr error
}

// readChosen reads from the store what the list does not hold.
func (a *applications) readChosen() {
	id, t := a.chosen.id, a.conn.Tracker()
	if id == "" {
		return
	}
	a.chosen.revision = t.List().Revision()
	turn, own := a.noteTurn(id), a.chosen.own.turn
	start(a.loop, &a.chosen.reading, func(ctx context.Context) (readings, error) {
		return readAll(ctx, t, id)
	}, func(r readings, err error) {
		if err := errors.Join(err, r.noteErr, r.tagsErr); err != nil {
			a.log.Warn("reading an application", "error", err)
			a.storeProblem = err
		}
		a.chosen.kept, a.chosen.edits, a.chosen.counts = r.kept, r.edits, r.counts
		if a.chosen.noteErr = r.noteErr; err == nil && r.noteErr == nil {
			a.noteRead(id, r.note, turn)
		}
		if err == nil && r.tagsErr == nil {
			a.tagsRead(r.tags, own)
		}
		a.show()
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
	r.edits = tracker.OfferHistory(versions, r.kept.AppliedAt)
	r.counts.first, r.counts.last, err = t.OfferSamples(ctx, offer)
	return r, err
}

// fetchChosen asks InfoJobs for what is not known of it.
func (a *applications) fetchChosen() {
	id, t := a.chosen.id, a.conn.Tracker()
	if id == "" || a.access != accessSession || !a.conn.HasKeys() {
		return // there is nothing to ask with
	}
	if a.toBeLeftAlone() {
		return
	}
	a.chosen.activity[id] = activityLoading
	start(a.loop, &a.chosen.fetching, noValue(func(ctx context.Context) error {
		return t.Fetch(ctx, id)
	}), func(_ never, err error) {
		switch {
		case err == nil:
			delete(a.chosen.activity, id)
		case errors.Is(err, tracker.ErrScopeMissing):
			a.chosen.activity[id] = activityForbidden
		default:
			a.log.Warn("reading an application", "error", err)
			a.chosen.activity[id] = activityFailed
		}
		a.show()
	})
}

// toBeLeftAlone says that InfoJobs has asked for some peace, until the next try.
func (a *applications) toBeLeftAlone() bool {
	asked := errors.Is(a.problem, tracker.ErrBotWall) || errors.Is(a.problem, tracker.ErrRateLimited)
	return asked && a.nextTry.After(a.platform.Now())
}

// detail is nil when nothing is chosen. It is of the same list as what shows beside it.
func (a *applications) detail(list *tracker.List, now time.Time) *Detail {
	s := list.Find(a.chosen.id)
	if s == nil {
		return nil
	}
	a.recall()
	d := briefDetail(a.words, s, now)
	if k := a.chosen.kept; k != nil {
		state := a.activityOf(s.ID)
		d = newDetail(a.words, k, state, now)
		if line := silenceLine(a.words, list.Silence(), s, now); line != "" {
			d.Lines = append(d.Lines, line)
		}
		d.Applicants = applicants(a.words, k.Detail, a.chosen.counts, now)
		d.Offer = newOfferText(a.words, k, state, now)
		edited := offerChanges(a.words, a.chosen.edits, offerGone(k), now)
		d.Offer.Edited = len(edited) > 0
		d.Offer.Changes = append(applicantsChange(a.words, a.chosen.counts, now), edited...)
	}
	d.Repeated = a.repeated(s, now)
	if s.Archived {
		d.Status += " · " + a.words.T("detail.archived")
	}
	d.Actions = actionsOf(s)
	d.Tags, d.CanTag = a.chosen.own.tags, a.chosen.own.known || a.chosen.reading.busy()
	d.Note = a.note(s.ID)
	d.Company = a.companyText(s, now)
	d.Tab, d.Tabs = a.chosen.tab, a.tabNames(d)
	return d
}

// tabNames mark what there is something in.
func (a *applications) tabNames(d *Detail) []string {
	w := a.words
	names := []string{w.T("tab.activity"), w.T("tab.offer"), w.T("tab.notes"), w.T("tab.company")}
	if d.Offer.Edited || d.Offer.Copy != "" {
		names[TabOffer] = w.T("tab.marked", "Name", names[TabOffer])
	}
	if strings.TrimSpace(d.Note.Text) != "" {
		names[TabNotes] = w.T("tab.marked", "Name", names[TabNotes])
	}
	if m := a.chosen.memory; m.id == d.ID && m.company.Total > 1 {
		names[TabCompany] = w.T("tab.counted", "Name", names[TabCompany], "Count", w.Number(m.company.Total))
	}
	return names
}

// showTab shows a part of the detail, of whatever application.
func (a *applications) showTab(tab Tab) {
	if tab < 0 || tab >= tabs {
		return
	}
	a.flushNotes()
	a.chosen.tab = tab
	a.show()
}

// activityOf is what to say of a timeline that is not, or no longer, known: a
// download under way is about to bring it.
func (a *applications) activityOf(id string) activityState {
	if state, ok := a.chosen.activity[id]; ok {
		return state
	}
	switch {
	case a.progress != nil:
		return activityLoading
	case a.result.NoActivity:
		return activityForbidden
	}
	return activityFailed
}

// atInfoJobs reports whether InfoJobs has a page for an offer: it told of it.
func atInfoJobs(offerID string) bool { return offerID != "" && !tracker.Imported(offerID) }

// offerURL is an application's offer at InfoJobs, "" when there is none.
func (a *applications) offerURL(id string) string {
	if a.conn == nil {
		return ""
	}
	s := a.conn.Tracker().List().Find(id)
	if s == nil || !atInfoJobs(s.OfferID) {
		return ""
	}
	return a.conn.OfferURL(s.OfferID)
}

func (a *applications) openOffer(id string) {
	if link := a.offerURL(id); link != "" {
		a.openLink(link)
	}
}

func (a *applications) openInfoJobs() {
	if a.conn != nil {
		a.openLink(a.conn.HomeURL())
	}
}

func (a *applications) openLink(link string) {
	err := openLink(a.platform, link, a.conn.WWW())
	switch {
	case err == nil:
		return
	case errors.Is(err, errForeignLink):
		a.say(a.words.T("link.refused"))
	default:
		a.platform.SetClipboard(link)
		a.say(a.words.T("link.failed"))
	}
	a.log.Warn("opening a link", "error", err)
	a.show()
}

func (a *applications) copyLink(id string) {
	link := a.offerURL(id)
	if link == "" {
		return
	}
	a.platform.SetClipboard(link)
	a.say(a.words.T("link.copied"))
	a.show()
}

// copyOffer copies all that is kept of the chosen application's offer.
func (a *applications) copyOffer() {
	text := wholeOffer(a.words, a.chosen.kept)
	if text == "" {
		return
	}
	a.platform.SetClipboard(text)
	a.say(a.words.T("offer.copied"))
	a.show()
}
