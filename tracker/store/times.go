package store

import (
	"time"

	"candidaturas/tracker"
)

// millis is how a time is kept: milliseconds since 1970, 0 for what
// [tracker.KeptTime] takes for none.
func millis(t time.Time) int64 {
	if t = tracker.KeptTime(t); t.IsZero() {
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
