package tracker

import (
	"iter"
	"testing"
	"time"
)

func each(list []Summary) iter.Seq[*Summary] {
	return func(yield func(*Summary) bool) {
		for i := range list {
			if !yield(&list[i]) {
				return
			}
		}
	}
}

func TestRates(t *testing.T) {
	now := day(30)
	ago := func(days int) time.Time { return now.AddDate(0, 0, -days) }
	all := []Summary{
		{AppliedAt: ago(6), Read: true, AnsweredAt: ago(5)}, // too young for both
		{AppliedAt: ago(7), Read: true, AnsweredAt: ago(6)}, // too young for an answer
		{AppliedAt: ago(13)},
		{AppliedAt: ago(14), AnsweredAt: ago(2)},
		{AppliedAt: ago(20), Read: true, AnsweredAt: ago(19)},
		{AppliedAt: ago(20), Archived: true},
		{AppliedAt: ago(20), Gone: true, Stage: StageRejected},
		{Read: true, AnsweredAt: ago(1)}, // no date
	}
	if got, want := ReadRate(each(all), now), (Rate{Count: 2, Of: 6}); got != want {
		t.Errorf("read: %+v, want %+v", got, want)
	}
	if got, want := AnswerRate(each(all), now), (Rate{Count: 2, Of: 4}); got != want {
		t.Errorf("answered: %+v, want %+v", got, want)
	}
	// 1, 1, 12 and 1 days; one has no date.
	want := AnswerTimes{Answered: 5, Unanswered: 3, Median: 24 * time.Hour}
	if got := TimeToAnswer(each(all)); got != want {
		t.Errorf("time to an answer: %+v, want %+v", got, want)
	}
	if got := TimeToAnswer(each(nil)); got != (AnswerTimes{}) {
		t.Errorf("of nothing: %+v", got)
	}
}

func TestRatePercent(t *testing.T) {
	for _, tt := range []struct {
		r       Rate
		percent int
		ok      bool
	}{
		{Rate{}, 0, false},
		{Rate{4, 4}, 0, false},
		{Rate{0, 5}, 0, true},
		{Rate{5, 5}, 100, true},
		{Rate{17, 42}, 40, true},
		{Rate{1, 8}, 13, true}, // 12.5
		{Rate{1, 6}, 17, true},
	} {
		if percent, ok := tt.r.Percent(); percent != tt.percent || ok != tt.ok {
			t.Errorf("%+v: %d, %v, want %d, %v", tt.r, percent, ok, tt.percent, tt.ok)
		}
	}
}
