package tracker

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func days(n ...int) []time.Duration {
	var list []time.Duration
	for _, d := range n {
		list = append(list, time.Duration(d)*24*time.Hour)
	}
	return list
}

func TestNewSilence(t *testing.T) {
	d := 24 * time.Hour
	for _, tt := range []struct {
		name     string
		times    []time.Duration
		override int
		want     Silence
	}{
		{"no answer", nil, 0, Silence{Limit: 30 * d}},
		{"one", days(4), 0, Silence{Limit: 30 * d, Answered: 1, Median: 4 * d}},
		{"two", days(4, 7), 0, Silence{Limit: 30 * d, Answered: 2, Median: 5*d + 12*time.Hour}},
		{"nine slow ones", days(50, 51, 52, 53, 54, 55, 56, 57, 58), 0, Silence{Limit: 30 * d, Answered: 9, Median: 54 * d}},
		{"ten quick ones", days(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), 0, Silence{Limit: 21 * d, Own: true, Answered: 10, Median: 5*d + 12*time.Hour}},
		{"ten slow ones, in any order", days(60, 10, 20, 30, 40, 50, 70, 100, 80, 90), 0, Silence{Limit: 80 * d, Own: true, Answered: 10, Median: 55 * d}},
		{"eleven", days(10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110), 0, Silence{Limit: 90 * d, Own: true, Answered: 11, Median: 60 * d}},
		{"chosen", days(60, 10, 20, 30, 40, 50, 70, 100, 80, 90), 14, Silence{Limit: 14 * d, Answered: 10, Median: 55 * d}},
		{"chosen too short", nil, 1, Silence{Limit: 7 * d}},
		{"chosen too long", nil, 1000, Silence{Limit: 90 * d}},
	} {
		given := slices.Clone(tt.times)
		if got := NewSilence(tt.times, tt.override); got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
		if !slices.Equal(tt.times, given) {
			t.Errorf("%s: the times were changed", tt.name)
		}
	}
}

// TestSilencePercentile checks the definition: the limit is the shortest of the
// times that 80 % do not exceed.
func TestSilencePercentile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var times []time.Duration
		for range rapid.IntRange(10, 60).Draw(t, "answers") {
			times = append(times, time.Duration(rapid.IntRange(22*24, 200*24).Draw(t, "hours"))*time.Hour)
		}
		limit := NewSilence(times, 0).Limit
		notAbove := func(d time.Duration) int {
			n := 0
			for _, took := range times {
				if took <= d {
					n++
				}
			}
			return n
		}
		if !slices.Contains(times, limit) || 5*notAbove(limit) < 4*len(times) {
			t.Fatalf("%v is not exceeded by %d of %d", limit, notAbove(limit), len(times))
		}
		if 5*notAbove(limit-1) >= 4*len(times) {
			t.Fatalf("a shorter time than %v would do", limit)
		}
	})
}

func TestSilenceDays(t *testing.T) {
	s := Silence{Limit: 21 * 24 * time.Hour}
	at := day(0)
	for _, tt := range []struct {
		name   string
		a      *Summary
		now    time.Time
		days   int
		silent bool
	}{
		{"today", &Summary{NewsAt: at}, at, 0, false},
		{"not yet", &Summary{NewsAt: at}, at.Add(21 * 24 * time.Hour), 21, false},
		{"just", &Summary{NewsAt: at}, at.Add(21*24*time.Hour + 1), 21, true},
		{"long", &Summary{NewsAt: at, Stage: StageFinalist}, at.Add(40*24*time.Hour - 1), 39, true},
		{"ended", &Summary{NewsAt: at, Stage: StageRejected}, at.Add(40 * 24 * time.Hour), 0, false},
		{"no date", &Summary{}, at, 0, false},
		{"nothing", nil, at, 0, false},
		{"a clock behind", &Summary{NewsAt: at}, at.Add(-30 * 24 * time.Hour), 0, false},
	} {
		if days, silent := s.Days(tt.a, tt.now); days != tt.days || silent != tt.silent {
			t.Errorf("%s: %d, %v, want %d, %v", tt.name, days, silent, tt.days, tt.silent)
		}
	}
	if _, silent := (Silence{}).Days(&Summary{NewsAt: at}, at.Add(10000*time.Hour)); silent {
		t.Error("without a limit something is silent")
	}
}
