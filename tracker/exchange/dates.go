package exchange

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// isoTimes are the ways to write a time that begins with the year.
var isoTimes = []string{
	moment, "2006-01-02 15:04", time.DateOnly, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006/01/02", "2006/01/02 15:04", "2006/01/02 15:04:05",
}

// dayFirst is how people write a date here, with a time or without.
var dayFirst = regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([AaPp])\.?\s?[Mm]\.?)?)?$`)

// parseTime reads a time as tables write it, in a zone unless it names one. The day
// comes before the month, unless that makes no date. It is false for what is none.
func parseTime(s string, zone *time.Location) (time.Time, bool) {
	s = strings.TrimSpace(s)
	if len(s) > 40 {
		return time.Time{}, false
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return at(t), !at(t).IsZero()
	}
	for _, layout := range isoTimes {
		if t, err := time.ParseInLocation(layout, s, zone); err == nil {
			return at(t), !at(t).IsZero()
		}
	}
	parts := dayFirst.FindStringSubmatch(s)
	if parts == nil {
		return time.Time{}, false
	}
	var n [7]int
	for i := 1; i < len(n); i++ {
		n[i], _ = strconv.Atoi(parts[i]) // digits, or nothing
	}
	if len(parts[3]) == 2 {
		n[3] += 2000
	}
	n[4] = hour(n[4], parts[7])
	if n[2] > 12 {
		n[1], n[2] = n[2], n[1]
	}
	t := time.Date(n[3], time.Month(n[2]), n[1], n[4], n[5], n[6], 0, zone)
	if t.Day() != n[1] || t.Month() != time.Month(n[2]) || n[4] > 23 || n[5] > 59 || n[6] > 59 {
		return time.Time{}, false
	}
	return at(t), !at(t).IsZero()
}

// hour is that of a day of 24.
func hour(h int, half string) int {
	switch {
	case strings.EqualFold(half, "p") && h < 12:
		return h + 12
	case strings.EqualFold(half, "a") && h == 12:
		return 0
	}
	return h
}
