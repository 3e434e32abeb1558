package present

import (
	"context"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"candidaturas/tracker"
	"candidaturas/ui/present/task"
)

// A CompanyText is what the person has lived with a company: facts, of which nothing
// is made that looks like a score.
type CompanyText struct {
	// Counts say how many applications there are and how many were read, Answer how
	// soon the company has answered, or that it has not. Empty while not known.
	Counts string
	Answer string
	// Hint is what there will be to tell, empty when there is.
	Hint string
	// Missing is why there is nothing to tell, empty when there is.
	Missing string
	Others  []OtherLine
	// More is the label of the button that shows more of them, empty for none.
	More string
	// Older counts those that are not shown at all, empty where there are none.
	Older string
}

// An OtherLine is another application to the same company.
type OtherLine struct {
	ID     string
	Title  string
	Status string // and when the person applied
	Icon   Icon
}

// othersStep is how many of them are shown at first, and then more at a time.
const othersStep = 20

// companyFacts are what the list says of a company and of applications for the same,
// seen from one application.
type companyFacts struct {
	id       string
	revision uint64 // of the list that says so
	company  tracker.Company
	same     []*tracker.Summary
}

// recallPause keeps what goes through the whole list from being worked out for every
// application that somebody runs past.
const recallPause = 80 * time.Millisecond

// Company is what the list says of the chosen application's company.
type Company struct {
	*base
	facts       companyFacts
	more        int // of the others than are shown at first
	remembering task.Task
}

// recall works out what the list says, unless that is known or under way.
func (c *Company) recall(id string) {
	list := c.conn.Tracker().List()
	known := c.facts.id == id && c.facts.revision == list.Revision()
	if id == "" || known || c.remembering.Busy() || !list.Complete() {
		return
	}
	task.Start(c.loop, &c.remembering, func(ctx context.Context) (companyFacts, error) {
		if err := task.Sleep(ctx, recallPause); err != nil {
			return companyFacts{}, err
		}
		return companyFacts{id, list.Revision(), tracker.CompanyMemory(list, id), tracker.Duplicates(list, id)}, nil
	}, func(m companyFacts, err error) {
		if err == nil {
			c.facts = m
			c.show() // and on to a later list, if there is one
		}
	})
}

// another has another application chosen.
func (c *Company) another() {
	c.remembering.Stop()
	c.more = 0
}

// reset forgets the list of another account.
func (c *Company) reset() {
	c.another()
	c.facts = companyFacts{}
}

// total is how many applications there are to an application's company, 0 while that
// is not known.
func (c *Company) total(id string) int {
	if c.facts.id != id {
		return 0
	}
	return c.facts.company.Total
}

func (c *Company) text(s *tracker.Summary, now time.Time) CompanyText {
	w, m := c.words, &c.facts
	switch {
	case s.Company == "":
		return CompanyText{Missing: w.T("company.unnamed")}
	case m.id != s.ID:
		return CompanyText{}
	}
	if m.company.Total == 1 {
		return onlyOne(w, m.company)
	}
	t := CompanyText{Counts: companyCounts(w, m.company), Answer: companyAnswer(w, m.company)}
	shown := min(len(m.company.Others), othersStep+c.more)
	for _, other := range m.company.Others[:shown] {
		t.Others = append(t.Others, otherLine(w, other, now))
	}
	if hidden := len(m.company.Others) - shown; hidden > 0 {
		t.More = w.N("company.more", min(hidden, othersStep))
	} else if older := m.company.Total - 1 - shown; older > 0 {
		t.Older = w.N("company.older", older)
	}
	return t
}

// onlyOne says of a company with one application what that one does not say itself.
func onlyOne(w *Words, c tracker.Company) CompanyText {
	t := CompanyText{Counts: w.T("company.none"), Hint: w.T("company.hint")}
	switch days := int(c.Fastest / (24 * time.Hour)); {
	case c.Answered == 0 || c.Fastest < 0:
	case days == 0:
		t.Answer = w.T("company.answered_day")
	default:
		t.Answer = w.N("company.answered", days)
	}
	return t
}

func companyCounts(w *Words, c tracker.Company) string {
	var parts []string
	if c.Read > 0 {
		parts = append(parts, w.N("company.read", c.Read))
	}
	if c.Unread > 0 {
		parts = append(parts, w.N("company.unread", c.Unread))
	}
	return w.N("company.total", c.Total) + ": " + strings.Join(parts, ", ")
}

func companyAnswer(w *Words, c tracker.Company) string {
	switch days := int(c.Fastest / (24 * time.Hour)); {
	case c.Answered == 0:
		return w.T("company.no_answer")
	case c.Fastest < 0:
		return w.T("company.undated_answer")
	case days == 0:
		return w.T("company.fastest_day")
	default:
		return w.N("company.fastest", days)
	}
}

func otherLine(w *Words, s *tracker.Summary, now time.Time) OtherLine {
	status := statusLine(w, statusOf(s), now)
	if !s.AppliedAt.IsZero() {
		status = w.Date(s.AppliedAt, now) + " · " + status
	}
	return OtherLine{ID: s.ID, Title: titleOf(w, s.Title), Status: status, Icon: iconOf(s.Stage)}
}

// repeated warns of an earlier application for the same, the latest of those before
// this one.
func (c *Company) repeated(s *tracker.Summary, now time.Time) *Repeated {
	m := &c.facts
	if m.id != s.ID || len(m.same) == 0 {
		return nil
	}
	last := m.same[0]
	status := statusLine(c.words, statusOf(last), now)
	return &Repeated{
		Text: c.words.T("detail.repeated", "Month", c.words.Month(last.AppliedAt, now), "Status", lowerFirst(status)),
		ID:   last.ID,
	}
}

// ShowMore shows more of the applications to the company.
func (c *Company) ShowMore() {
	c.more += othersStep
	c.show()
}

// lowerFirst is a sentence as it goes on after a colon: "CV" stays as it is.
func lowerFirst(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	if second, _ := utf8.DecodeRuneInString(s[n:]); s == "" || unicode.IsUpper(second) {
		return s
	}
	return string(unicode.ToLower(first)) + s[n:]
}
