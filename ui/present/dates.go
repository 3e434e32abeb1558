package present

import (
	"fmt"
	"time"
)

// Times are shown in the person's own zone, the location of now.

// Ago says how long ago at was, for a list: "hace 2 h" up to a week, then the
// date.
func (w *Words) Ago(at, now time.Time) string {
	if at.IsZero() {
		return ""
	}
	at = at.In(now.Location())
	switch age := now.Sub(at); {
	case age < time.Minute: // a clock that is a little ahead is no news from the future
		if age < -time.Hour {
			return w.Date(at, now)
		}
		return w.T("time.now")
	case age < time.Hour:
		return w.N("time.minutes", int(age/time.Minute))
	case daysBetween(at, now) == 0, age < 6*time.Hour: // a day may have 25 hours
		return w.N("time.hours", int(age/time.Hour))
	}
	switch days := daysBetween(at, now); {
	case days == 1:
		return w.T("time.yesterday")
	case days <= 7:
		return w.N("time.days", days)
	}
	return w.Date(at, now)
}

// Date writes a day, with the year when it is not this one: "3 oct".
func (w *Words) Date(at, now time.Time) string {
	if at.IsZero() {
		return ""
	}
	at = at.In(now.Location())
	month := w.T(fmt.Sprintf("month.%d", at.Month()))
	if at.Year() == now.Year() {
		return w.T("time.date", "Day", at.Day(), "Month", month)
	}
	return w.T("time.date_year", "Day", at.Day(), "Month", month, "Year", at.Year())
}

// Month names a month within a sentence, with the year when it is not this one:
// "mayo", "mayo de 2025".
func (w *Words) Month(at, now time.Time) string {
	at = at.In(now.Location())
	month := w.T(fmt.Sprintf("month_name.%d", at.Month()))
	if at.Year() == now.Year() {
		return month
	}
	return w.T("time.month_year", "Month", month, "Year", at.Year())
}

// Moment writes a day and an hour: "hoy 10:42", "3 oct 09:10".
func (w *Words) Moment(at, now time.Time) string {
	if at.IsZero() {
		return ""
	}
	return w.byDay("time.today_at", "time.yesterday_at", "time.date_at", at, now)
}

// At writes a day and an hour within a sentence: "hoy a las 10:42".
func (w *Words) At(at, now time.Time) string {
	return w.byDay("at.today", "at.yesterday", "at.date", at, now)
}

// Day names a day, for a heading: "Hoy", "Ayer", "3 oct".
func (w *Words) Day(at, now time.Time) string {
	return w.byDay("day.today", "day.yesterday", "day.date", at, now)
}

// byDay uses the words for today, for yesterday or for any other day.
func (w *Words) byDay(today, yesterday, other string, at, now time.Time) string {
	at = at.In(now.Location())
	key := other
	switch daysBetween(at, now) {
	case 0:
		key = today
	case 1:
		key = yesterday
	}
	return w.T(key, "Date", w.Date(at, now), "Time", w.Clock(at, now), "At", w.AtClock(at, now))
}

// Clock writes the hour: "09:10".
func (w *Words) Clock(at, now time.Time) string {
	return at.In(now.Location()).Format("15:04")
}

// AtClock writes the hour within a sentence: "a las 09:10", "a la 01:05".
func (w *Words) AtClock(at, now time.Time) string {
	return w.clockPhrase("clock.at", "clock.at_one", at, now)
}

// UntilClock writes the hour until which something lasts: "hasta las 09:10".
func (w *Words) UntilClock(at, now time.Time) string {
	return w.clockPhrase("clock.until", "clock.until_one", at, now)
}

// clockPhrase uses the words for one o'clock, which is no plural, or for any other
// hour.
func (w *Words) clockPhrase(other, one string, at, now time.Time) string {
	key := other
	if at.In(now.Location()).Hour() == 1 {
		key = one
	}
	return w.T(key, "Time", w.Clock(at, now))
}

// daysBetween counts midnights, so that clock changes do not matter.
func daysBetween(from, to time.Time) int {
	day := func(t time.Time) time.Time {
		y, m, d := t.Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	return int(day(to).Sub(day(from)) / (24 * time.Hour))
}
