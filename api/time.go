package api

import (
	"strings"
	"time"
)

// parseTime accepts "2020-05-22T10:30:48.000+0000", which time.Time does not,
// the usual spellings of RFC 3339, and a date alone. Fractions are optional in
// all of them. It returns UTC, and the zero time for what nobody can read.
func parseTime(s string) time.Time {
	s = strings.TrimSpace(s)
	for _, layout := range []string{
		"2006-01-02T15:04:05Z0700",
		"2006-01-02T15:04:05Z07:00",
		"2006-01-02T15:04:05",
		"2006-01-02",
	} {
		t, err := time.Parse(layout, s)
		// Years outside these are no dates of InfoJobs, and do not fit into the
		// nanoseconds that sorting uses.
		if err == nil && t.Year() > 1900 && t.Year() < 2200 {
			return t.UTC()
		}
	}
	return time.Time{}
}
