package tracker

import "time"

// answers are the kinds of event that count as an answer: somebody did something
// with this application. What happens to the offer or to other people's CVs does
// not.
var answers = []EventKind{
	KindCVRead, KindContinues, KindContacted, KindTest, KindReturned, KindInterviewed, KindFinalInterview,
	KindFinalOffer, KindHired, KindMessage, KindAutoRejected, KindDiscarded, KindDiscardedByRemoval, KindNotPreselected,
}

// FirstAnswer is when the company first answered, the zero time while it has not.
func FirstAnswer(a *Application) time.Time {
	var at time.Time
	h := newHistory(a)
	for _, kind := range answers {
		if first := h.first(kind); !first.IsZero() && (at.IsZero() || first.Before(at)) {
			at = first
		}
	}
	return at
}
