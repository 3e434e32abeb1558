package sandbox

import (
	"math/rand/v2"
	"time"
)

func days(n float64) time.Duration { return time.Duration(n * 24 * float64(time.Hour)) }

// madrid is the civil time of mainland Spain: UTC+1, and UTC+2 from the last
// Sunday of March to that of October, at 01:00 UTC. It is computed because not
// every system has a time zone database.
func madrid(t time.Time) *time.Location {
	year := t.UTC().Year()
	if t.Before(lastSunday(year, time.March)) || !t.Before(lastSunday(year, time.October)) {
		return time.FixedZone("CET", 1*60*60)
	}
	return time.FixedZone("CEST", 2*60*60)
}

func lastSunday(year int, month time.Month) time.Time {
	t := time.Date(year, month, 31, 1, 0, 0, 0, time.UTC)
	return t.AddDate(0, 0, -int(t.Weekday()))
}

// closed reports whether offices are: on weekends and the fixed public holidays.
func closed(local time.Time) bool {
	switch local.Weekday() {
	case time.Saturday, time.Sunday:
		return true
	}
	switch local.Format("01-02") {
	case "01-01", "01-06", "05-01", "08-15", "10-12", "11-01", "12-06", "12-08", "12-25":
		return true
	}
	return false
}

// office moves t to a plausible moment of the first working day from t on.
func office(rng *rand.Rand, t time.Time) time.Time {
	local := t.In(madrid(t))
	for closed(local) {
		local = local.AddDate(0, 0, 1)
	}
	minute := 8*60 + 30 + rng.IntN(5*60+30) // 8:30 to 14:00
	if rng.IntN(3) == 0 {
		minute = 15*60 + 30 + rng.IntN(3*60) // 15:30 to 18:30
	}
	return onDay(local, minute, rng)
}

// evening moves t to a moment of its day at which people look for work.
func evening(rng *rand.Rand, t time.Time) time.Time {
	local := t.In(madrid(t))
	minute := 18*60 + 30 + rng.IntN(5*60) // 18:30 to 23:30
	if day := local.Weekday(); day == time.Saturday || day == time.Sunday || rng.IntN(8) == 0 {
		minute = 9*60 + 30 + rng.IntN(12*60) // 9:30 to 21:30
	}
	return onDay(local, minute, rng)
}

func onDay(local time.Time, minute int, rng *rand.Rand) time.Time {
	return time.Date(local.Year(), local.Month(), local.Day(), 0, minute, rng.IntN(60), 0, local.Location()).UTC()
}
