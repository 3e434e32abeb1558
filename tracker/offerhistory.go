package tracker

import (
	"slices"
	"time"
)

// An OfferEdit is what was edited in an offer at one time.
type OfferEdit struct {
	// At is when InfoJobs touched the offer or, where it does not tell, when the app
	// found what had been edited.
	At    time.Time
	Edits []Edit
}

// OfferHistory returns what was edited in an offer since an application to it,
// newest first, given all its versions, newest first. Without the date of applying
// nothing is left out.
func OfferHistory(versions []OfferVersion, appliedAt time.Time) []OfferEdit {
	var history []OfferEdit
	for i := range len(versions) - 1 {
		now, before := &versions[i], &versions[i+1]
		e := OfferEdit{At: editedAt(before, now), Edits: CompareOffers(before, now.Offer)}
		if len(e.Edits) > 0 && !e.At.Before(appliedAt) {
			history = append(history, e)
		}
	}
	slices.SortStableFunc(history, func(a, b OfferEdit) int { return b.At.Compare(a.At) })
	return history
}

// editedAt is when what differs between two versions was edited. InfoJobs may have
// told the same date with both, or none: then it is not that of the edit.
func editedAt(before, now *OfferVersion) time.Time {
	if touched := now.Offer.UpdatedAt; touched.After(before.Offer.UpdatedAt) {
		return touched
	}
	return now.SeenAt
}
