package store

import "time"

// millis is how a time is kept: milliseconds since 1970, 0 for the zero time and
// for years that are no dates of this world, which JSON cannot write either.
func millis(t time.Time) int64 {
	if y := t.UTC().Year(); y < 2 || y > 9999 {
		return 0
	}
	return t.UnixMilli()
}

// fromMillis is the opposite, in UTC.
func fromMillis(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// rounded is what a time is after it was kept.
func rounded(t time.Time) time.Time { return fromMillis(millis(t)) }
