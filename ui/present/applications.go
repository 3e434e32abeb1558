package present

import (
	"context"
	"log/slog"
	"time"

	"candidaturas/auth"
	"candidaturas/tracker"
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
	CanMark   bool // something is unseen
	// Status is the line under the list, for less and less room: the view shows the
	// first one that fits.
	Status   []StatusLine
	Selected string // in the list
	Detail   *Detail
	Empty    *Empty // in place of the list when it has nothing to show
	Toast    Toast  // passing remark, such as "Enlace copiado."
	CanUndo  bool   // there is something to take back
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

// Progress is a download under way.
type Progress struct {
	Text string
	// Fraction is 0 to 1, negative while the total is unknown.
	Fraction float64
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

// applications is the presenter of the main screen.
type applications struct {
	loop     *loop
	words    *Words
	platform Platform
	log      *slog.Logger
	publish  func(ApplicationsState)

	subject
	section Section
	table   bool // the list is shown as one
	listed  listing
	filters filters
	picking picking
	hooks   hooks
	// keepView has the next start show the list as it is.
	keepView func(change func(*ViewSettings))
	chosen   chosen
	news     news
	edits    *edits
	notes    notes

	download task
	pace     task // between two reports of a download that are shown
	retry    task
	clock    task
	progress *tracker.Progress
	unshown  bool // the progress has been reported and not shown
	result   tracker.Result
	problem  error // of the last download
	// listOnly says that the problem came after the list had been read, which had last
	// been before.
	listOnly      bool
	checkedBefore time.Time
	schedule      tracker.Schedule
	last          tracker.Attempt
	nextTry       time.Time // by itself, zero for never
	failures      int
	cancelled     bool
	remarks       remarks
	// storeProblem is why what is kept could not be read.
	storeProblem error
	// recoveryRead is what the person knows to have been recovered.
	recoveryRead tracker.Recovery
	// crash is what to tell of an earlier run.
	crash Crash
	// keysUnsaved says that the person's own keys last until the app closes.
	keysUnsaved bool
	summary     task // the page being written
}

// hooks are what else happens when something does.
type hooks struct {
	shown        func() // a state was published
	account      func(Connection)
	synchronized func() // or tried to
	minute       func()
	// askNotices reports whether the person is to be asked whether the desktop may tell
	// of news.
	askNotices func() bool
	// update tells of a newer version, nil if there is none.
	update func() *Banner
	// canUpdate reports whether it is known where newer versions can be had.
	canUpdate func() bool
}

// reset forgets everything of another account.
func (a *applications) reset() {
	a.leave()
	a.hooks.account(nil)
	a.listed, a.chosen, a.news = listing{}, newChosen(), newNews()
	a.section, a.storeProblem = SectionApplications, nil
	a.filters.wish = wish{scope: a.filters.wish.scope, order: a.filters.wish.order}
	a.filters.tags, a.filters.tagsRead, a.picking.now = nil, false, picked{}
	a.filters.querySeq++
	a.progress, a.result, a.problem, a.listOnly = nil, tracker.Result{}, nil, false
	a.last, a.nextTry, a.failures, a.cancelled = tracker.Attempt{}, time.Time{}, 0, false
	a.forgetSteps()
}

// leave stops all work of the screen.
func (a *applications) leave() {
	a.flushNotes()
	if a.download.busy() { // and it goes on as soon as the screen is back
		a.cancelled = true
		a.planNext(context.Canceled)
		a.nextTry = a.last.At
	}
	a.download.stop()
	a.pace.stop()
	a.retry.stop()
	a.chosen.stop()
	a.news.reading.stop()
	a.picking.task.stop()
	a.summary.stop()
	a.filters.tagging.stop()
	a.clock.stop()
	a.progress = nil
}

// tick keeps the relative times true and looks whether a check is due. It is the
// only clock while nothing happens.
func (a *applications) tick() {
	start(a.loop, &a.clock, noValue(func(ctx context.Context) error {
		return sleep(ctx, time.Minute)
	}), func(_ never, err error) {
		if err != nil {
			return
		}
		a.checkIfDue()
		a.show()
		a.hooks.minute()
		a.tick()
	})
}

// background does something that the person need not wait for, to the end even
// when they go elsewhere, and then shows what came of it.
func (a *applications) background(what string, do func(context.Context) error) {
	conn := a.conn
	a.loop.running.Go(func() {
		if err := do(a.loop.ctx); err != nil {
			a.log.Warn(what, "error", err)
			a.loop.post(func() {
				if a.conn == conn {
					a.storeProblem = err
				}
			})
		}
		a.loop.post(func() {
			if a.conn == conn {
				a.show()
			}
		})
	})
}

func (a *applications) setSection(s Section) {
	if a.section != s {
		a.section = s
		a.show()
	}
}

// show publishes the state as it is now.
func (a *applications) show() {
	if a.conn == nil {
		return
	}
	now := a.platform.Now()
	list := a.conn.Tracker().List()
	a.keepUp(list)
	s := ApplicationsState{
		Section: a.section, Banners: a.banners(now), Progress: a.progressState(),
		Filters: a.filterState(), Order: a.order(a.filters.wish), News: a.newsName(), CanMark: a.conn.Tracker().Unseen() > 0,
		Status: a.statusLines(list, now), Toast: a.remarks.toast, CanUndo: len(a.remarks.steps) > 0,
		SigningOut: a.ending, SignOut: a.signOutQuestion(), Detail: a.detail(list, now),
	}
	if a.section == SectionNews {
		s.Rows, s.Selected, s.Empty = a.newsRows(now), a.news.selected, a.newsEmpty(now)
		s.NewsKinds, s.NewsKind = a.newsChoices()
	} else {
		a.showList(&s, list, now)
	}
	a.publish(s)
	a.hooks.shown()
}

// showList fills in the list as the person wants it.
func (a *applications) showList(s *ApplicationsState, list *tracker.List, now time.Time) {
	s.Selected = a.chosen.id
	if a.filters.wish.plain() && !a.table {
		a.picking.task.stop()
		a.summary.stop()
		s.Rows = a.list(list, now).rows.at(now)
		if s.Rows.Len() == 0 {
			s.Empty = a.empty(list)
		}
		return
	}
	a.pick(list)
	p := &a.picking.now
	if p.sel == nil {
		return // the first look is under way
	}
	if a.table {
		s.Table, s.Columns = p.table.at(now), tableColumns(a.words)
	} else {
		s.Rows = p.rows.at(now)
	}
	if len(p.sel.Items) == 0 {
		s.Empty = a.emptyPick(list, p)
	}
}

// keepUp reads again what a change of the list may have made out of date.
func (a *applications) keepUp(list *tracker.List) {
	a.rechoose(list)
	if a.chosen.id != "" && a.chosen.revision != list.Revision() {
		a.readChosen()
	}
	if a.section == SectionNews && a.news.revision != list.Revision() {
		a.readNews()
	}
	if a.section == SectionApplications && !a.filters.tagsRead && list.Complete() {
		a.readTags()
	}
}

// A listing is the list as it was last put together, and what of.
type listing struct {
	list *tracker.List
	all  bool
	rows *Rows
}

// list puts the list together anew only when there is something new in it.
func (a *applications) list(list *tracker.List, now time.Time) *listing {
	l, all := &a.listed, a.filters.wish.scope == tracker.ScopeAll
	if l.rows == nil || l.list != list || l.all != all {
		*l = listing{list: list, all: all, rows: applicationRows(a.words, list, all, now)}
	}
	return l
}

func (a *applications) signOutQuestion() SignOutQuestion { return signOutQuestion(a.words, a.conn) }

func (a *applications) progressState() *Progress {
	p := a.progress
	switch {
	case p == nil:
		return nil
	case p.Total == 0:
		return &Progress{Text: a.words.T("list.downloading_start"), Fraction: -1}
	}
	key := "list.downloading"
	if p.Phase == tracker.PhaseActivity {
		key = "list.activity"
	}
	return &Progress{
		Text:     a.words.T(key, "Done", a.words.Number(p.Done), "Total", a.words.Number(p.Total)),
		Fraction: float64(p.Done) / float64(p.Total),
	}
}

func (a *applications) empty(list *tracker.List) *Empty {
	first, total := a.checked().IsZero(), list.Len()
	switch {
	case !list.Complete():
		return &Empty{Text: a.words.T("list.none_yet")}
	case a.progress != nil && (first || total == 0), first && total == 0:
		return &Empty{Text: a.words.T("list.none_yet")}
	case total > 0:
		return &Empty{Text: a.words.T("list.none_active"), Label: a.words.T("list.none_active_action"), Action: EmptyShowAll}
	}
	return &Empty{Text: a.words.T("list.empty"), Label: a.words.T("list.empty_action"), Action: EmptyOpenInfoJobs}
}

// emptyPick says why nothing is what the person wants.
func (a *applications) emptyPick(list *tracker.List, p *picked) *Empty {
	clearFilters := func(text string) *Empty {
		return &Empty{Text: text, Label: a.words.T("filter.clear"), Action: EmptyClearFilters}
	}
	switch {
	case p.wish.query != "":
		return clearFilters(a.words.T("list.no_match", "Query", p.wish.query))
	case p.wish.narrowed():
		return clearFilters(a.words.T("list.no_match_filters"))
	case p.wish.scope == tracker.ScopeArchived:
		return &Empty{Text: a.words.T("list.none_archived")}
	}
	return a.empty(list)
}

func (a *applications) status() auth.Status { return a.conn.Session().Status() }
