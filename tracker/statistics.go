package tracker

import (
	"iter"
	"slices"
	"time"
)

const (
	// readRateAge and answerRateAge are how old an application is, at least, that
	// a rate counts: a younger one may yet be read or answered.
	readRateAge   = 7 * 24 * time.Hour
	answerRateAge = 14 * 24 * time.Hour
	// enough is how many applications make a percentage worth telling.
	enough = 5
)

// A Rate is how many of a number of applications something holds for.
type Rate struct {
	Count int
	Of    int
}

// Percent returns the rate in percent, rounded half up. It is false for fewer than
// 5 applications, of which a percentage would tell nothing.
func (r Rate) Percent() (percent int, ok bool) {
	if r.Of < enough {
		return 0, false
	}
	return (200*r.Count + r.Of) / (2 * r.Of), true
}

// ReadRate is how many of the applications that are 7 days old at a time, of 24
// hours each, have been read. Those without a date do not count.
func ReadRate(all iter.Seq[*Summary], now time.Time) Rate {
	return rate(all, now.Add(-readRateAge), func(s *Summary) bool { return s.Read })
}

// AnswerRate is how many of the applications that are 14 days old at a time have
// been answered (see [FirstAnswer]).
func AnswerRate(all iter.Seq[*Summary], now time.Time) Rate {
	return rate(all, now.Add(-answerRateAge), func(s *Summary) bool { return !s.AnsweredAt.IsZero() })
}

func rate(all iter.Seq[*Summary], latest time.Time, holds func(*Summary) bool) Rate {
	var r Rate
	for s := range all {
		if s.AppliedAt.IsZero() || s.AppliedAt.After(latest) {
			continue
		}
		r.Of++
		if holds(s) {
			r.Count++
		}
	}
	return r
}

// AnswerTimes is how long the first answers took.
type AnswerTimes struct {
	// Answered and Unanswered are how many applications have been answered or not.
	Answered   int
	Unanswered int
	// Median is of those that were answered and have both dates: the middle one, or
	// the mean of the two middle ones; 0 if there are none.
	Median time.Duration
}

// TimeToAnswer works out how long the first answers to these applications took.
func TimeToAnswer(all iter.Seq[*Summary]) AnswerTimes {
	var a AnswerTimes
	var took []time.Duration
	for s := range all {
		if s.AnsweredAt.IsZero() {
			a.Unanswered++
			continue
		}
		a.Answered++
		if s.answered() {
			took = append(took, s.answerTime())
		}
	}
	slices.Sort(took)
	a.Median = median(len(took), func(i int) time.Duration { return took[i] })
	return a
}

// median is that of n times in order, of which at returns the i-th; 0 of none.
func median(n int, at func(i int) time.Duration) time.Duration {
	if n == 0 {
		return 0
	}
	low, high := at((n-1)/2), at(n/2)
	return low + (high-low)/2
}
