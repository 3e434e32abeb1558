package tracker

import (
	"time"
)

type Company struct {
	Total, Read, Answered int
	Fastest time.Duration
	Others []*Summary
}

func CompanyMemory(l *List, id string) Company { return Company{} }
func Duplicates(l *List, id string) []*Summary { return nil }

type OfferEdit struct {
	Edit
	At time.Time
}

func OfferHistory(versions []OfferVersion, appliedAt time.Time) []OfferEdit { return nil }
