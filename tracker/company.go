package tracker

import (
	"cmp"
	"slices"
	"time"
)

// mostOthers is how many other applications to a company are told of.
const mostOthers = 50

// A Company is what the person's own applications to a company say about it: facts,
// not a judgement. Archived ones count, and those that InfoJobs no longer lists.
type Company struct {
	// Total is how many applications there are, the one that was asked about
	// included; Read of how many the CV was read, Unread of how many it was not.
	Total, Read, Unread int
	// Nth is which of them the application was, counted from 1 by the date of
	// applying; 0 if it has none.
	Nth int
	// Answered is how many were answered (see [FirstAnswer]). Fastest is how long the
	// fastest first answer took, -1 if there is none of which both dates are known.
	Answered int
	Fastest  time.Duration
	// Others are the other applications, the last one made first, at most 50.
	Others []*Summary
}

// CompanyMemory looks through a list, which should be complete, for the applications
// to the same company: those whose company's name differs at most in case, accents
// or blanks. It is the zero value, but for Fastest, if the application is not there
// or names no company. It takes time in proportion to the list's length: not
// for the goroutine of a window.
func CompanyMemory(l *List, id string) Company {
	c := Company{Fastest: -1}
	a := l.Find(id)
	if a == nil || sameText(a.Company) == "" {
		return c
	}
	if !a.AppliedAt.IsZero() {
		c.Nth = 1
	}
	same := saysTheSame(a.Company)
	for s := range l.All() {
		if !same(s.Company) {
			continue
		}
		c.count(s)
		if s.ID == id {
			continue
		}
		if appliedBefore(s, a) {
			c.Nth++
		}
		c.Others = append(c.Others, s)
	}
	slices.SortFunc(c.Others, lastApplied)
	c.Others = c.Others[:min(len(c.Others), mostOthers)]
	return c
}

func (c *Company) count(s *Summary) {
	c.Total++
	if s.Read {
		c.Read++
	} else {
		c.Unread++
	}
	if s.AnsweredAt.IsZero() {
		return
	}
	c.Answered++
	if !s.answered() {
		return
	}
	if took := s.answerTime(); c.Fastest < 0 || took < c.Fastest {
		c.Fastest = took
	}
}

// Duplicates returns the earlier applications to the same offer, or to the same
// company and with the same title, the last one made first. Of one without a date it
// is not known what came before. See [CompanyMemory] for what is the same and what
// it takes.
func Duplicates(l *List, id string) []*Summary {
	a := l.Find(id)
	if a == nil {
		return nil
	}
	sameCompany, sameTitle := saysTheSame(a.Company), saysTheSame(a.Title)
	var found []*Summary
	for s := range l.All() {
		if s.ID == id || !appliedBefore(s, a) {
			continue
		}
		if a.OfferID != "" && s.OfferID == a.OfferID || sameCompany(s.Company) && sameTitle(s.Title) {
			found = append(found, s)
		}
	}
	slices.SortFunc(found, lastApplied)
	return found
}

// saysTheSame compares texts with this one. Nothing says the same as a blank one.
// Each text is looked at once: many are alike.
func saysTheSame(text string) func(string) bool {
	want := sameText(text)
	known := map[string]bool{}
	return func(other string) bool {
		if want == "" {
			return false
		}
		same, ok := known[other]
		if !ok {
			same = sameText(other) == want
			known[other] = same
		}
		return same
	}
}

// appliedBefore reports whether an application is known to have been made before
// another.
func appliedBefore(a, b *Summary) bool {
	if a.AppliedAt.IsZero() || b.AppliedAt.IsZero() {
		return false
	}
	return cmp.Or(a.AppliedAt.Compare(b.AppliedAt), cmp.Compare(a.ID, b.ID)) < 0
}

// lastApplied is the order from the last application to the first.
func lastApplied(a, b *Summary) int {
	return cmp.Or(b.AppliedAt.Compare(a.AppliedAt), cmp.Compare(b.ID, a.ID))
}
