package present

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"candidaturas/tracker"
)

// A Row is one application of the list, ready to be drawn.
type Row struct {
	ID     string
	Title  string
	Place  string // company · city
	Status string
	Icon   Icon
	When   string
	// New is the word for an application with news, empty when there are none.
	New string
}

// An Icon names a drawn symbol; its meaning always stands beside it in words.
type Icon string

// The symbols of the groups.
const (
	IconMoving Icon = "moving"
	IconRead   Icon = "read"
	IconSent   Icon = "sent"
	IconEnded  Icon = "ended"
)

// Rows is the list as it is shown: headings and applications. It never changes:
// a new state brings new ones, which share what is the same. Rows are put into
// words when they are asked for, so that a list costs what is visible of it.
type Rows struct {
	words    *Words
	now      time.Time
	entries  []entry
	headings []int
	index    map[string]int
}

// An entry is a heading, or an application if app is set.
type entry struct {
	heading string
	app     *tracker.Application
	status  tracker.Status
	news    bool // that the person has not seen
}

// Len counts the entries, headings included.
func (r *Rows) Len() int {
	if r == nil {
		return 0
	}
	return len(r.entries)
}

// Heading returns the text of the i-th entry if it is a heading.
func (r *Rows) Heading(i int) (string, bool) {
	return r.entries[i].heading, r.entries[i].app == nil
}

// Headings returns which entries are headings, in order. The caller must not
// change it.
func (r *Rows) Headings() []int {
	if r == nil {
		return nil
	}
	return r.headings
}

// ID returns the application of the i-th entry, "" for a heading.
func (r *Rows) ID(i int) string {
	if r.entries[i].app == nil {
		return ""
	}
	return r.entries[i].app.ID
}

// Index returns where an application is, -1 if it is not in the list.
func (r *Rows) Index(id string) int {
	if r == nil {
		return -1
	}
	if i, ok := r.index[id]; ok {
		return i
	}
	return -1
}

// Row puts the i-th entry into words.
func (r *Rows) Row(i int) Row {
	e := r.entries[i]
	row := Row{
		ID:     e.app.ID,
		Title:  titleOf(r.words, e.app),
		Place:  placeOf(r.words, e.app),
		Status: statusLine(r.words, e.status, r.now),
		Icon:   iconOf(e.status.Stage),
		When:   r.words.Ago(tracker.LastNews(e.app), r.now),
	}
	if e.news {
		row.New = r.words.T("list.new")
	}
	return row
}

// groupKeys are the words for the groups.
var groupKeys = map[tracker.Group]string{
	tracker.GroupMoving: "group.moving",
	tracker.GroupRead:   "group.read",
	tracker.GroupSent:   "group.sent",
	tracker.GroupEnded:  "group.ended",
}

// newRows groups the applications, which come in the order of the list. Ended
// ones are left out unless all is set. It also counts those that are active.
func newRows(w *Words, apps []*tracker.Application, all bool, seen map[string]bool, now time.Time) (rows *Rows, active int) {
	groups := map[tracker.Group][]entry{}
	for _, a := range apps {
		e := entry{app: a, status: tracker.Derive(a), news: a.UnreadEvents > 0 && !seen[a.ID]}
		g := e.status.Stage.Group()
		groups[g] = append(groups[g], e)
	}
	active = len(apps) - len(groups[tracker.GroupEnded])
	rows = &Rows{words: w, now: now, index: map[string]int{}}
	for g := tracker.GroupMoving; g <= tracker.GroupEnded; g++ {
		members := groups[g]
		if len(members) == 0 || (g == tracker.GroupEnded && !all) {
			continue
		}
		heading := fmt.Sprintf("%s · %s", w.T(groupKeys[g]), w.Number(len(members)))
		rows.headings = append(rows.headings, len(rows.entries))
		rows.entries = append(rows.entries, entry{heading: heading})
		for _, e := range members {
			rows.index[e.app.ID] = len(rows.entries)
			rows.entries = append(rows.entries, e)
		}
	}
	return rows, active
}

// at returns the same rows at another moment.
func (r *Rows) at(now time.Time) *Rows {
	next := *r
	next.now = now
	return &next
}

// withoutNews returns the same rows with the application's news seen.
func (r *Rows) withoutNews(id string) *Rows {
	i := r.Index(id)
	if i < 0 || !r.entries[i].news {
		return r
	}
	next := *r
	next.entries = slices.Clone(r.entries)
	next.entries[i].news = false
	return &next
}

func titleOf(w *Words, a *tracker.Application) string {
	if a.Offer.Title == "" {
		return w.T("detail.no_title")
	}
	return a.Offer.Title
}

func placeOf(w *Words, a *tracker.Application) string {
	company := a.Offer.Company
	if company == "" {
		company = w.T("detail.no_company")
	}
	if a.Offer.City == "" {
		return company
	}
	return company + " · " + a.Offer.City
}

func iconOf(s tracker.Stage) Icon {
	switch s.Group() {
	case tracker.GroupMoving:
		return IconMoving
	case tracker.GroupRead:
		return IconRead
	case tracker.GroupEnded:
		return IconEnded
	}
	return IconSent
}

// stageNames are the last parts of the word keys stage.… and meaning.…
var stageNames = map[tracker.Stage]string{
	tracker.StageReceived:       "received",
	tracker.StageRead:           "read",
	tracker.StageInProcess:      "in_process",
	tracker.StageInterview:      "interview",
	tracker.StageFinalist:       "finalist",
	tracker.StageOfferRemoved:   "offer_removed",
	tracker.StageClosed:         "closed",
	tracker.StageNotPreselected: "not_preselected",
	tracker.StageRejected:       "rejected",
	tracker.StageDeclined:       "declined",
	tracker.StageHired:          "hired",
}

// statusLine is the honest status: how far it came, and whether anybody read.
func statusLine(w *Words, s tracker.Status, now time.Time) string {
	if !s.Read {
		switch s.Stage {
		case tracker.StageClosed:
			return w.T("status.closed_unread")
		case tracker.StageRejected:
			return w.T("status.rejected_unread")
		case tracker.StageOfferRemoved:
			return w.T("status.removed_unread")
		}
	}
	parts := make([]string, 0, 2)
	if s.Stage != tracker.StageRead {
		parts = append(parts, w.T("stage."+stageNames[s.Stage]))
	}
	return strings.Join(append(parts, reading(w, s, now)), " · ")
}

func reading(w *Words, s tracker.Status, now time.Time) string {
	switch {
	case !s.Read:
		return w.T("status.unread")
	case s.ReadAt.IsZero():
		return w.T("status.read")
	}
	return w.T("status.read_on", "Date", w.Date(s.ReadAt, now))
}
