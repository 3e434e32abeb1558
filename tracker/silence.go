package tracker

import (
	"slices"
	"time"
)

const (
	day24 = 24 * time.Hour

	// leastSilence is the shortest limit that is worked out, usualSilence the limit
	// while there are fewer than ownAnswers answers to work one out from.
	leastSilence = 21 * day24
	usualSilence = 30 * day24
	ownAnswers   = 10
)

// The person may choose from this many days to that many.
const (
	MinSilenceDays = 7
	MaxSilenceDays = 90
)

// Silence says how long without news an open application is silent.
type Silence struct {
	// Limit is the longest time that is not silence; 0 if nothing is.
	Limit time.Duration
	// Own says that Limit was worked out from the person's own answers.
	Own bool
	// Answered is how many applications were ever answered, Median how long the
	// first answer took: the middle one, or the mean of the two middle ones.
	Answered int
	Median   time.Duration
}

// NewSilence works out the limit from how long first answers took. With 10 of them
// or more it is their 80th percentile, but 21 days at least; with fewer, 30 days.
// The percentile is one of the given times: the shortest that 80 % of all do not
// exceed. If days is not 0 the person has chosen the limit: what is out of the
// range from 7 to 90 is brought into it.
func NewSilence(answerTimes []time.Duration, days int) Silence {
	sorted := slices.Sorted(slices.Values(answerTimes))
	return silence(len(sorted), func(i int) time.Duration { return sorted[i] }, days)
}

// silence is NewSilence with n times in order, of which at returns the i-th.
func silence(n int, at func(i int) time.Duration, days int) Silence {
	s := Silence{Limit: usualSilence, Answered: n, Median: median(n, at)}
	switch {
	case days != 0:
		s.Limit = time.Duration(min(max(days, MinSilenceDays), MaxSilenceDays)) * day24
	case n >= ownAnswers:
		s.Limit, s.Own = max(leastSilence, at((4*n+4)/5-1)), true
	}
	return s
}

// Days returns how many whole days, of 24 hours, have gone by at a time since
// something about the person last happened, and whether that is silence. It is
// neither for an application that has ended, or without any date.
func (s Silence) Days(a *Summary, now time.Time) (days int, silent bool) {
	if a == nil || a.Stage.Ended() || a.NewsAt.IsZero() {
		return 0, false
	}
	since := max(now.Sub(a.NewsAt), 0)
	return int(since / day24), s.Limit > 0 && since > s.Limit
}

// answered reports whether it is known how long the first answer took.
func (s *Summary) answered() bool {
	return !s.AnsweredAt.IsZero() && !s.AppliedAt.IsZero()
}

// answerTime is how long the first answer took.
func (s *Summary) answerTime() time.Duration {
	return max(s.AnsweredAt.Sub(s.AppliedAt), 0)
}
