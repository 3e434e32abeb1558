package present

import (
	"context"
	"time"

	"candidaturas/tracker"
	"candidaturas/ui/present/task"
)

// A Section is what the list of the main screen holds.
type Section int

// The sections.
const (
	SectionApplications Section = iota
	SectionNews                 // what changed
)

// An ApplicationsState is what the main screen shows.
type ApplicationsState struct {
	Section  Section
	Banners  []Banner
	Progress *Progress // a download under way
	Rows     *Rows
	// Table and Columns are in the place of Rows where the list is a table; nil
	// otherwise.
	Table   *Table
	Columns []TableColumn
	Filters FilterState
	Order   tracker.Order // of the table
	News    string        // the name of «Novedades», with how many are unseen
	// NewsKinds are what «Novedades» can be narrowed down to, NewsKind what it is.
	NewsKinds []Choice
	NewsKind  string
	CanMark   bool       // something is unseen
	Status    StatusLine // the line under the list
	Selected  string     // in the list
	Detail    *Detail
	Empty     *Empty // in place of the list when it has nothing to show
	Toast     Toast  // passing remark, such as "Enlace copiado."
	CanUndo   bool   // there is something to take back
	// SigningOut says that the session is being closed.
	SigningOut bool
	// SignOut is what to ask before that.
	SignOut SignOutQuestion
}

// A SignOutQuestion is what to ask before the session is closed.
type SignOutQuestion struct {
	Text string
	Keep string // the answer that leaves what is kept
	// Erase is the answer that deletes it, empty where nothing is kept.
	Erase string
}

// Empty says why there is nothing to show and what to do about it.
type Empty struct {
	Text   string
	Label  string // of the button, empty for none
	Action EmptyAction
}

// An EmptyAction is what the button of an empty list does.
type EmptyAction int

// The actions of an empty list.
const (
	EmptyNothing EmptyAction = iota
	EmptyOpenInfoJobs
	EmptyShowAll
	EmptyRefresh
	EmptyClearFilters
	EmptyAllNews
)

// Applications is the presenter of the main screen: it puts its parts together and
// publishes what they show as one state. Each part has the intents of its own.
type Applications struct {
	*base
	publish func(ApplicationsState)
	hooks   hooks
	// keepView has the next start show the list as it is.
	keepView func(change func(*ViewSettings))

	Downloads *Downloads
	Filters   *Filters
	News      *News
	Chosen    *Chosen
	Company   *Company
	Notes     *Notes
	Tags      *Tags
	Marks     *Marks
	Offers    *Offers
	Remarks   *Remarks
	Summary   *SummaryPage

	storage *storage
	edits   *task.Edits
	results *results
	banners *banners
	status  *listStatus

	section Section
	clock   task.Task
}

// hooks are what else happens when something does.
type hooks struct {
	shown        func() // a state was published
	account      func(Connection)
	synchronized func() // or tried to
	minute       func()
	desktop      desktopBanners
	// canUpdate reports whether it is known where newer versions can be had.
	canUpdate func() bool
}

// newApplications returns a presenter that shows nothing until it is given a
// connection.
func newApplications(l *task.Loop, o *Options, view ViewSettings, h hooks, keepView func(func(*ViewSettings))) *Applications {
	b := &base{loop: l, words: o.Words, platform: o.Platform, log: o.Log}
	a := &Applications{base: b, publish: o.View.ShowApplications, hooks: h, keepView: keepView, edits: &task.Edits{Loop: l}}
	b.show = a.publishState
	a.storage = &storage{base: b, canUpdate: h.canUpdate}
	a.Remarks = &Remarks{base: b, storage: a.storage}
	a.Downloads = newDownloads(b, a.storage, o.Schedule, h.synchronized)
	uses := &tagUses{base: b}
	a.Filters = &Filters{base: b, tags: uses, keep: a.rememberList, table: view.Table, query: query{scope: view.Scope, order: view.Order}}
	a.results = &results{base: b, storage: a.storage, filters: a.Filters, failed: a.Downloads.failed, chosen: a.chosenID}
	a.News = newNews(b, a.storage, a.Downloads)
	a.newChosen(uses)
	a.Marks = &Marks{base: b, storage: a.storage, remarks: a.Remarks, edits: a.edits, list: a}
	a.Offers = &Offers{base: b, remarks: a.Remarks, text: a.Chosen.offerText}
	a.Summary = &SummaryPage{base: b, remarks: a.Remarks, open: o.OpenPage}
	a.banners = &banners{base: b, storage: a.storage, downloads: a.Downloads, desktop: h.desktop, crash: o.Crash}
	a.status = &listStatus{base: b, results: a.results, downloads: a.Downloads}
	return a
}

// newChosen makes the chosen application and what belongs to it.
func (a *Applications) newChosen(uses *tagUses) {
	b := a.base
	a.Company = &Company{base: b}
	a.Notes = &Notes{base: b, storage: a.storage, edits: a.edits, chosen: a.chosenID, drafts: map[noteKey]*draft{}}
	a.Tags = &Tags{base: b, storage: a.storage, remarks: a.Remarks, edits: a.edits, uses: uses, shown: &tagSet{}}
	a.Chosen = &Chosen{
		base: b, storage: a.storage, activity: newActivity(b, a.Downloads),
		company: a.Company, notes: a.Notes, tags: a.Tags,
	}
	a.Notes.reread, a.Tags.reread = a.Chosen.read, a.Chosen.read
}

// reset forgets everything of another account.
func (a *Applications) reset() {
	a.leave()
	a.hooks.account(nil)
	a.section, a.storage.problem = SectionApplications, nil
	a.Chosen.reset()
	a.News.reset()
	a.Filters.reset()
	a.Tags.uses.reset()
	a.results.reset()
	a.Downloads.reset()
	a.Remarks.forget()
}

// leave stops all work of the screen.
func (a *Applications) leave() {
	a.Notes.Flush()
	a.Downloads.leave()
	a.Chosen.stop()
	a.News.reading.Stop()
	a.results.stop()
	a.Summary.writing.Stop()
	a.Tags.uses.reading.Stop()
	a.clock.Stop()
}

// tick keeps the relative times true and looks whether a check is due. It is the
// only clock while nothing happens.
func (a *Applications) tick() {
	task.Start(a.loop, &a.clock, task.NoValue(func(ctx context.Context) error {
		return task.Sleep(ctx, time.Minute)
	}), func(_ task.Never, err error) {
		if err != nil {
			return
		}
		a.Downloads.checks.checkIfDue()
		a.show()
		a.hooks.minute()
		a.tick()
	})
}

// focused checks when the person comes back to something old, unless another screen
// shows.
func (a *Applications) focused() {
	if a.conn != nil && a.clock.Busy() {
		a.Downloads.checks.checkOnFocus()
	}
}

// speak puts everything into other words when it shows next.
func (a *Applications) speak(words *Words) {
	a.words = words
	a.Remarks.say("") // what was said in passing has passed
	a.results.relabel()
}

// rememberList has the next start show the list as it is.
func (a *Applications) rememberList() {
	a.keepView(func(v *ViewSettings) {
		a.Filters.remember(v)
		v.Chosen = a.Chosen.id
	})
}

// restore shows the list as it was left, before anything else is done with it.
func (a *Applications) restore(v ViewSettings) {
	a.Filters.restore(v)
	a.Chosen.fromLastRun = v.Chosen
	a.show()
}

// publishState publishes the state as it is now.
func (a *Applications) publishState() {
	if a.conn == nil {
		return
	}
	now := a.platform.Now()
	list := a.conn.Tracker().List()
	a.keepUp(list)
	s := ApplicationsState{
		Section: a.section, Banners: a.banners.list(now), Progress: a.Downloads.state(),
		Filters: a.Filters.state(), Order: a.Filters.shown().order, News: a.News.name(), CanMark: a.conn.Tracker().Unseen() > 0,
		Status: a.status.text(a.section, list, now), Toast: a.Remarks.toast, CanUndo: len(a.Remarks.steps) > 0,
		SigningOut: a.ending, SignOut: signOutQuestion(a.words, a.conn), Detail: a.Chosen.detail(list, now),
	}
	if a.section == SectionNews {
		a.News.fill(&s, now)
	} else {
		s.Selected = a.Chosen.id
		a.results.fill(&s, list, now)
		s.Empty = a.results.none(&s, list, a.checked().IsZero(), a.Downloads.busy())
	}
	a.publish(s)
	a.hooks.shown()
}

// keepUp reads again what a change of the list may have made out of date.
func (a *Applications) keepUp(list *tracker.List) {
	a.Chosen.keepUp(list)
	if a.section == SectionNews {
		a.News.keepUp(list)
	} else if list.Complete() {
		a.Tags.uses.readOnce()
	}
}
