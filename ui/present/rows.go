package present

import (
	"fmt"
	"sort"
	"strings"
	"time"

	"candidaturas/tracker"
)

// A Row is one entry of a list, ready to be drawn.
type Row struct {
	ID     string
	Title  string
	Place  string // company · city
	Status string
	Icon   Icon // empty where there is no status, but what pressing the row does
	When   string
	// New is the word for what the person has not seen, empty when they have.
	New string
	// Star is the word for what the person has marked as important, empty otherwise.
	Star string
	// Fold says whether others belong to it, which it shows or hides.
	Fold Fold
	// Within says that it belongs to the folding row above it.
	Within bool
}

// A Fold says what a row does with those that belong to it.
type Fold int

// Most rows have none; the others hide them or show them.
const (
	FoldNone Fold = iota
	FoldClosed
	FoldOpen
)

// An Icon names a drawn symbol; its meaning always stands beside it in words.
type Icon string

// The symbols of the groups.
const (
	IconMoving Icon = "moving"
	IconRead   Icon = "read"
	IconSent   Icon = "sent"
	IconEnded  Icon = "ended"
)

// The symbols of news that move nothing.
const (
	IconUnread Icon = "eye-off" // other CVs were read, this one was not
	IconNote   Icon = "note"
)

// Rows is a list as it is shown: headings, and rows under them. It never
// changes: a new state brings new ones. Rows are put into words when they are
// asked for, so that a list costs what is visible of it.
type Rows struct {
	now      time.Time
	sections []section
	headings []int // the entries that are headings
	length   int
	// find says where an ID is.
	find func(id string) (section, item int, ok bool)
}

// A section is a heading and the rows under it.
type section struct {
	heading string
	start   int // the entry that the heading is
	length  int // without the heading
	id      func(i int) string
	row     func(i int, now time.Time) Row
	unseen  func(i int) bool
}

// newRows lines sections up; their starts it fills in.
func newRows(now time.Time, sections []section, find func(string) (section, item int, ok bool)) *Rows {
	r := &Rows{now: now, sections: sections, find: find}
	for i := range r.sections {
		r.sections[i].start = r.length
		r.headings = append(r.headings, r.length)
		r.length += 1 + r.sections[i].length
	}
	return r
}

// Len counts the entries, headings included.
func (r *Rows) Len() int {
	if r == nil {
		return 0
	}
	return r.length
}

// section returns the section of the i-th entry, and where in it the entry is; -1
// is its heading.
func (r *Rows) section(i int) (s *section, item int) {
	n := sort.Search(len(r.sections), func(n int) bool { return r.sections[n].start > i }) - 1
	return &r.sections[n], i - r.sections[n].start - 1
}

// Heading returns the text of the i-th entry if it is a heading.
func (r *Rows) Heading(i int) (string, bool) {
	if s, item := r.section(i); item < 0 {
		return s.heading, true
	}
	return "", false
}

// Headings returns which entries are headings, in order. The caller must not
// change it.
func (r *Rows) Headings() []int {
	if r == nil {
		return nil
	}
	return r.headings
}

// ID returns the ID of the i-th entry, "" for a heading.
func (r *Rows) ID(i int) string {
	s, item := r.section(i)
	if item < 0 {
		return ""
	}
	return s.id(item)
}

// Index returns where an ID is, -1 if it is not in the list.
func (r *Rows) Index(id string) int {
	if r == nil || id == "" {
		return -1
	}
	n, item, ok := r.find(id)
	if !ok {
		return -1
	}
	return r.sections[n].start + 1 + item
}

// Row puts the i-th entry, which is no heading, into words.
func (r *Rows) Row(i int) Row {
	s, item := r.section(i)
	return s.row(item, r.now)
}

// NextUnseen returns the ID of the first entry after from, going round, that the
// person has not seen; "" if there is none.
func (r *Rows) NextUnseen(from string) string {
	n := r.Len()
	start := r.Index(from)
	for step := 1; step <= n; step++ {
		i := (start + step + n) % n
		if s, item := r.section(i); item >= 0 && s.unseen(item) {
			return s.id(item)
		}
	}
	return ""
}

// at returns the same rows at another moment.
func (r *Rows) at(now time.Time) *Rows {
	next := *r
	next.now = now
	return &next
}

// groupKeys are the words for the groups.
var groupKeys = map[tracker.Group]string{
	tracker.GroupMoving: "group.moving",
	tracker.GroupRead:   "group.read",
	tracker.GroupSent:   "group.sent",
	tracker.GroupEnded:  "group.ended",
}

// applicationRows shows the list by groups. Ended applications are left out unless
// all is set. It takes the same time however long the list is.
func applicationRows(w *Words, list *tracker.List, all bool, now time.Time) *Rows {
	var sections []section
	var place [tracker.GroupEnded + 1]int // of a group among the sections, from 1
	silence := list.Silence()
	for g := tracker.GroupMoving; g <= tracker.GroupEnded; g++ {
		n := list.GroupLen(g)
		if n == 0 || (g == tracker.GroupEnded && !all) {
			continue
		}
		sections = append(sections, section{
			heading: groupHeading(w, list, g, now),
			length:  loaded(list, g),
			id:      func(i int) string { return list.At(g, i).ID },
			row:     func(i int, now time.Time) Row { return applicationRow(w, list.At(g, i), silence, now) },
			unseen:  func(i int) bool { return list.At(g, i).Unseen },
		})
		place[g] = len(sections)
	}
	return newRows(now, sections, func(id string) (int, int, bool) {
		g, i, ok := list.Index(id)
		if !ok || place[g] == 0 {
			return 0, 0, false
		}
		return place[g] - 1, i, true
	})
}

// groupHeading counts a group, and those in it that have been silent for long.
func groupHeading(w *Words, list *tracker.List, g tracker.Group, now time.Time) string {
	return heading(w, g, list.GroupLen(g), list.SilentLen(g, now))
}

func heading(w *Words, g tracker.Group, n, silent int) string {
	heading := fmt.Sprintf("%s · %s", w.T(groupKeys[g]), w.Number(n))
	if silent > 0 {
		heading += " " + w.T("group.silent", "Count", w.Number(silent))
	}
	return heading
}

// loaded is how many applications of a group are there: the first ones, while the
// list is being read.
func loaded(list *tracker.List, g tracker.Group) int {
	n := list.GroupLen(g)
	if list.Complete() {
		return n
	}
	return sort.Search(n, func(i int) bool { return list.At(g, i) == nil })
}

func applicationRow(w *Words, s *tracker.Summary, silence tracker.Silence, now time.Time) Row {
	row := Row{
		ID:     s.ID,
		Title:  titleOf(w, s.Title),
		Place:  placeOf(w, s.Company, s.City),
		Status: summaryLine(w, s, silence, now),
		Icon:   iconOf(s.Stage),
		When:   w.Ago(s.NewsAt, now),
	}
	if s.Unseen {
		row.New = w.T("list.new")
	}
	if s.Starred {
		row.Star = w.T("list.starred")
	}
	return row
}

// summaryLine is the honest status of a row, and after a long silence how long
// that has lasted.
func summaryLine(w *Words, s *tracker.Summary, silence tracker.Silence, now time.Time) string {
	days, silent := silence.Days(s, now)
	if !silent {
		return statusLine(w, tracker.Status{Stage: s.Stage, Since: s.Since, Read: s.Read, ReadAt: s.ReadAt}, now)
	}
	parts := []string{w.T("stage." + stageNames[s.Stage])}
	switch { // the first two stages say by themselves whether the CV was read
	case s.Stage <= tracker.StageRead:
	case s.Read:
		parts = append(parts, w.T("status.read"))
	default:
		parts = append(parts, w.T("status.unread"))
	}
	return strings.Join(append(parts, w.N("status.silence", days)), " · ")
}

func titleOf(w *Words, title string) string {
	if title == "" {
		return w.T("detail.no_title")
	}
	return title
}

func placeOf(w *Words, company, city string) string {
	if company == "" {
		company = w.T("detail.no_company")
	}
	if city == "" {
		return company
	}
	return company + " · " + city
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
	tracker.StageLetGo:          "let_go",
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
