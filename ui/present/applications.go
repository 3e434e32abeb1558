package present

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"candidaturas/auth"
	"candidaturas/tracker"
)

// An ApplicationsState is what the main screen shows.
type ApplicationsState struct {
	Banners  []Banner
	Progress *Progress // a download under way
	Rows     *Rows
	All      bool   // ended ones are listed too
	Counts   string // "120 candidaturas · 28 activas"
	Updated  string // "Actualizado hace 4 min", or what came of the last attempt
	Selected string
	Detail   *Detail
	Empty    *Empty // in place of the list when it has nothing to show
	Note     string // passing remark, such as "Enlace copiado."
	// SigningOut says that the session is being closed.
	SigningOut bool
	// SignOutQuestion is what to ask before that.
	SignOutQuestion string
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
)

// applications is the presenter of the main screen.
type applications struct {
	loop     *loop
	words    *Words
	platform Platform
	log      *slog.Logger
	publish  func(ApplicationsState)

	conn     *Connection
	download task
	pace     task // between two reports of a download that are shown
	retry    task
	details  task
	clock    task

	all        bool
	selected   string
	seen       map[string]bool
	listed     listing
	activity   map[string]activityState
	progress   *tracker.Progress
	unshown    bool // the progress has been reported and not shown
	result     tracker.Result
	problem    error // of the last download
	nextTry    time.Time
	failures   int
	updated    time.Time
	cancelled  bool
	note       string
	signingOut bool
	// keysUnsaved says that the person's own keys last until the app closes.
	keysUnsaved bool
}

// open starts showing conn and brings its list up to date.
func (a *applications) open(conn *Connection) {
	if a.conn != conn {
		a.reset()
		a.conn = conn
	}
	a.signingOut = false
	// What the session before could not do says nothing about this one.
	a.result, a.failures = tracker.Result{}, 0
	clear(a.activity)
	a.tick()
	a.refresh()
}

// resume takes up what leave stopped, but for a download.
func (a *applications) resume() {
	a.tick()
	if a.selected != "" {
		a.load(a.selected)
	}
	if !a.nextTry.IsZero() {
		a.awaitRetry()
	}
	a.show()
}

// reset forgets everything of another account.
func (a *applications) reset() {
	a.leave()
	a.listed = listing{}
	a.all, a.selected, a.seen, a.activity = false, "", map[string]bool{}, map[string]activityState{}
	a.progress, a.result, a.problem = nil, tracker.Result{}, nil
	a.nextTry, a.failures, a.updated, a.cancelled, a.note = time.Time{}, 0, time.Time{}, false, ""
}

// leave stops all work of the screen.
func (a *applications) leave() {
	a.cancelled = a.cancelled || a.download.busy()
	a.download.stop()
	a.pace.stop()
	a.retry.stop()
	a.details.stop()
	a.clock.stop()
	a.progress = nil
}

// tick keeps the relative times true.
func (a *applications) tick() {
	start(a.loop, &a.clock, noValue(func(ctx context.Context) error {
		return sleep(ctx, time.Minute)
	}), func(_ never, err error) {
		if err == nil {
			a.show()
			a.tick()
		}
	})
}

// choose shows an application and reads what is not known of it.
func (a *applications) choose(id string) {
	if a.conn == nil || id == a.selected {
		return
	}
	a.selected, a.note = id, ""
	a.details.stop()
	if id != "" {
		a.seen[id] = true
		if a.listed.rows != nil {
			a.listed.rows = a.listed.rows.withoutNews(id)
		}
		a.load(id)
	}
	a.show()
}

func (a *applications) load(id string) {
	app := a.conn.Tracker.Application(id)
	if app == nil || (app.TimelineKnown && app.Detail != nil) {
		return
	}
	a.activity[id] = activityLoading
	t := a.conn.Tracker
	start(a.loop, &a.details, noValue(func(ctx context.Context) error {
		// The CV's name is worth having even when the activity is forbidden.
		err := t.LoadActivity(ctx, id)
		return errors.Join(err, t.LoadDetail(ctx, id))
	}), func(_ never, err error) {
		switch {
		case err == nil:
			delete(a.activity, id)
		case errors.Is(err, tracker.ErrScopeMissing):
			a.activity[id] = activityForbidden
		default:
			a.log.Warn("reading an application", "error", err)
			a.activity[id] = activityFailed
		}
		a.show()
	})
}

func (a *applications) setAll(all bool) {
	if a.all != all {
		a.all = all
		a.show()
	}
}

func (a *applications) openOffer() {
	app := a.chosen()
	if app == nil || app.Offer.ID == "" {
		return
	}
	a.openLink(a.conn.OfferURL(app.Offer.ID))
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
		a.note = a.words.T("link.refused")
	default:
		a.platform.SetClipboard(link)
		a.note = a.words.T("link.failed")
	}
	a.log.Warn("opening a link", "error", err)
	a.show()
}

func (a *applications) copyLink() {
	app := a.chosen()
	if app == nil || app.Offer.ID == "" {
		return
	}
	a.platform.SetClipboard(a.conn.OfferURL(app.Offer.ID))
	a.note = a.words.T("link.copied")
	a.show()
}

func (a *applications) chosen() *tracker.Application {
	if a.conn == nil || a.selected == "" {
		return nil
	}
	return a.conn.Tracker.Application(a.selected)
}

// show publishes the state as it is now.
func (a *applications) show() {
	if a.conn == nil {
		return
	}
	now := a.platform.Now()
	list := a.list(now)
	rows := list.rows.at(now)
	s := ApplicationsState{
		Banners: a.banners(now), Progress: a.progressState(),
		Rows: rows, All: a.all, Counts: a.counts(list.total, list.active), Updated: a.updatedText(now),
		Selected: a.selected, Note: a.note, SigningOut: a.signingOut,
		SignOutQuestion: a.signOutQuestion(),
	}
	if rows.Len() == 0 {
		s.Empty = a.empty(list.total)
	}
	if app := a.chosen(); app != nil {
		s.Detail = newDetail(a.words, app, a.activityOf(app.ID), now)
	}
	a.publish(s)
}

// A listing is the list as it was last put together, and what of.
type listing struct {
	tracker  *tracker.Memory
	revision uint64
	all      bool

	rows          *Rows
	total, active int
}

// list puts the list together anew only when there is something new in it: with
// thousands of applications that takes longer than an arrow key may.
func (a *applications) list(now time.Time) *listing {
	t, l := a.conn.Tracker, &a.listed
	revision := t.Revision()
	if l.rows != nil && l.tracker == t && l.revision == revision && l.all == a.all {
		return l
	}
	apps := t.Applications()
	rows, active := newRows(a.words, apps, a.all, a.seen, now)
	*l = listing{tracker: t, revision: revision, all: a.all, rows: rows, total: len(apps), active: active}
	return l
}

// activityOf is what to say of a timeline that is not, or no longer, known: a
// download under way is about to bring it.
func (a *applications) activityOf(id string) activityState {
	if state, ok := a.activity[id]; ok {
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

func (a *applications) signOutQuestion() string {
	if a.conn.Sample {
		return a.words.T("signout.body_sample")
	}
	return a.words.T("signout.body")
}

func (a *applications) counts(total, active int) string {
	if total == 0 {
		return ""
	}
	return a.words.N("list.total", total) + " · " + a.words.N("list.active_count", active)
}

func (a *applications) updatedText(now time.Time) string {
	switch {
	case a.signingOut:
		return a.words.T("signout.busy")
	case a.progress != nil:
		return a.words.T("list.refreshing")
	case a.cancelled:
		return a.words.T("list.cancelled")
	case a.updated.IsZero():
		return ""
	}
	return a.words.T("list.updated", "When", a.words.Ago(a.updated, now))
}

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

func (a *applications) empty(total int) *Empty {
	first := a.updated.IsZero()
	switch {
	case a.progress != nil && (first || total == 0), first && total == 0:
		return &Empty{Text: a.words.T("list.none_yet")}
	case total > 0:
		return &Empty{Text: a.words.T("list.none_active"), Label: a.words.T("list.none_active_action"), Action: EmptyShowAll}
	}
	return &Empty{Text: a.words.T("list.empty"), Label: a.words.T("list.empty_action"), Action: EmptyOpenInfoJobs}
}

func (a *applications) status() auth.Status { return a.conn.Session.Status() }
