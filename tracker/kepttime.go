package tracker

import "time"

// KeptTime returns a time as a [Store] keeps it, and by which events are told apart:
// in UTC, to the millisecond. It is the zero time, which stands for none, for years
// that are no dates of this world, and which JSON cannot write either, and for the
// first millisecond of 1970, which is how none is written.
func KeptTime(t time.Time) time.Time {
	if y := t.UTC().Year(); y < 2 || y > 9999 || t.UnixMilli() == 0 {
		return time.Time{}
	}
	return time.UnixMilli(t.UnixMilli()).UTC()
}
