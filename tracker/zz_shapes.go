package tracker

import (
	"context"
	"time"
)

type TagUse struct {
	Tag   string
	Count int
}

func (t *Tracker) TagUses(ctx context.Context) ([]TagUse, error) { return nil, nil }

type ApplicantCount struct {
	At    time.Time
	Count int
}

func (t *Tracker) OfferSamples(ctx context.Context, offerID string) ([]ApplicantCount, error) {
	return nil, nil
}

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
