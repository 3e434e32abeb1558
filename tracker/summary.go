package tracker

import "time"

// A Summary is what the list shows of an application: little enough to hold all
// of them in memory.
type Summary struct {
	ID        string
	OfferID   string
	Title     string
	Company   string
	City      string
	AppliedAt time.Time
	// NewsAt is when something about the person last happened (see [LastNews]).
	NewsAt time.Time
	Stage  Stage
	Since  time.Time
	Read   bool
	ReadAt time.Time
	// AnsweredAt is the first answer (see [FirstAnswer]), zero while there is none.
	AnsweredAt time.Time
	Unseen     bool
	Starred    bool
	Archived   bool
	Gone       bool
	// CV is the name of the CV that was sent, empty while that is not known.
	CV string
	// Applicants is how many people had applied when InfoJobs last told, -1 if it
	// never did.
	Applicants int
}

// Before is the order of the list: by group, then latest news first, then by ID.
func (s *Summary) Before(other *Summary) bool {
	if g, o := s.Stage.Group(), other.Stage.Group(); g != o {
		return g < o
	}
	if !s.NewsAt.Equal(other.NewsAt) {
		return s.NewsAt.After(other.NewsAt)
	}
	return s.ID < other.ID
}

// Summarize works out what the list shows of an application.
func Summarize(k *Kept) Summary {
	status := k.Status()
	s := Summary{
		ID: k.ID, OfferID: k.Offer.ID, Title: k.Offer.Title, Company: k.Offer.Company, City: k.Offer.City,
		AppliedAt: k.AppliedAt, NewsAt: LastNews(&k.Application),
		Stage: status.Stage, Since: status.Since, Read: status.Read, ReadAt: status.ReadAt,
		AnsweredAt: FirstAnswer(&k.Application),
		Unseen:     k.Unseen, Starred: k.Starred, Archived: k.Archived, Gone: k.Gone(),
		Applicants: -1,
	}
	if k.Detail != nil {
		s.CV, s.Applicants = k.Detail.CV, max(k.Detail.Applicants, -1)
	}
	// The detail is read once, the offer again and again.
	if k.ApplicantsNow != nil {
		s.Applicants = k.ApplicantsNow.Count
	}
	return s
}
