package present

import (
	"context"
	"errors"
	"time"

	"candidaturas/tracker"
)

// chosen is the application whose detail shows.
type chosen struct {
	id string
	// kept is what the store has of it, nil until it was read, as of a revision of
	// the list.
	kept     *tracker.Kept
	revision uint64
	activity map[string]activityState

	reading  task // from the store
	fetching task // from InfoJobs
}

func newChosen() chosen { return chosen{activity: map[string]activityState{}} }

func (c *chosen) stop() {
	c.reading.stop()
	c.fetching.stop()
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
	if id == a.chosen.id {
		return
	}
	a.chosen.stop()
	a.chosen.id, a.chosen.kept = id, nil
	a.readChosen()
	a.fetchChosen()
	a.show()
}

// see marks an application and its changes as seen.
func (a *applications) see(id string) {
	s := a.conn.Tracker.List().Find(id)
	if s == nil || !s.Unseen {
		return
	}
	t := a.conn.Tracker
	a.background("marking an application as seen", func(ctx context.Context) error {
		return t.MarkSeen(ctx, id, true)
	})
}

// readChosen reads from the store what the list does not hold.
func (a *applications) readChosen() {
	id, t := a.chosen.id, a.conn.Tracker
	if id == "" {
		return
	}
	a.chosen.revision = t.List().Revision()
	start(a.loop, &a.chosen.reading, func(ctx context.Context) (*tracker.Kept, error) {
		return t.Application(ctx, id)
	}, func(kept *tracker.Kept, err error) {
		if err != nil {
			a.log.Warn("reading an application", "error", err)
			a.storeProblem = err
		}
		a.chosen.kept = kept
		a.show()
	})
}

// fetchChosen asks InfoJobs for what is not known of it.
func (a *applications) fetchChosen() {
	id, t := a.chosen.id, a.conn.Tracker
	if id == "" || a.loading || a.waiting || !a.conn.HasKeys() {
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

// detail is nil when nothing is chosen.
func (a *applications) detail(now time.Time) *Detail {
	s := a.conn.Tracker.List().Find(a.chosen.id)
	if s == nil {
		return nil
	}
	if a.chosen.kept == nil {
		return briefDetail(a.words, s, now)
	}
	d := newDetail(a.words, a.chosen.kept, a.activityOf(s.ID), now)
	if line := silenceLine(a.words, a.conn.Tracker.List().Silence(), s, now); line != "" {
		d.Lines = append(d.Lines, line)
	}
	return d
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

// offerURL is the chosen application's offer at InfoJobs, "" when there is none.
func (a *applications) offerURL() string {
	if a.conn == nil {
		return ""
	}
	s := a.conn.Tracker.List().Find(a.chosen.id)
	if s == nil || s.OfferID == "" {
		return ""
	}
	return a.conn.OfferURL(s.OfferID)
}

func (a *applications) openOffer() {
	if link := a.offerURL(); link != "" {
		a.openLink(link)
	}
}

func (a *applications) openInfoJobs() {
	if a.conn != nil {
		a.openLink(a.conn.HomeURL)
	}
}

func (a *applications) openLink(link string) {
	err := openLink(a.platform, link, a.conn.WWW)
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

func (a *applications) copyLink() {
	link := a.offerURL()
	if link == "" {
		return
	}
	a.platform.SetClipboard(link)
	a.say(a.words.T("link.copied"))
	a.show()
}
