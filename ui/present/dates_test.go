package present

import (
	"testing"
	"time"
	_ "time/tzdata"
)

func madrid(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Madrid")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func TestDates(t *testing.T) {
	zone := madrid(t)
	// at reads a wall clock in Madrid.
	at := func(s string) time.Time {
		v, err := time.ParseInLocation("2006-01-02 15:04:05", s, zone)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	tests := []struct {
		name, at, now                string
		ago, date, moment, inEnglish string
	}{
		{"now", "2026-10-08 10:42:00", "2026-10-08 10:42:00", "hace un momento", "8 oct", "hoy 10:42", "a moment ago"},
		{"seconds", "2026-10-08 10:41:01", "2026-10-08 10:42:00", "hace un momento", "8 oct", "hoy 10:41", "a moment ago"},
		{"a minute", "2026-10-08 10:41:00", "2026-10-08 10:42:00", "hace 1 min", "8 oct", "hoy 10:41", "1 min ago"},
		{"59 minutes", "2026-10-08 09:43:00", "2026-10-08 10:42:00", "hace 59 min", "8 oct", "hoy 09:43", "59 min ago"},
		{"an hour", "2026-10-08 09:42:00", "2026-10-08 10:42:00", "hace 1 h", "8 oct", "hoy 09:42", "1 h ago"},
		{"this morning", "2026-10-08 00:00:00", "2026-10-08 23:59:00", "hace 23 h", "8 oct", "hoy 00:00", "23 h ago"},
		{"across midnight, minutes", "2026-10-07 23:50:00", "2026-10-08 00:10:00", "hace 20 min", "7 oct", "ayer 23:50", "20 min ago"},
		{"across midnight, hours", "2026-10-07 21:00:00", "2026-10-08 01:30:00", "hace 4 h", "7 oct", "ayer 21:00", "4 h ago"},
		{"yesterday", "2026-10-07 09:00:00", "2026-10-08 10:42:00", "ayer", "7 oct", "ayer 09:00", "yesterday"},
		{"yesterday, not a day ago", "2026-10-07 23:00:00", "2026-10-08 10:42:00", "ayer", "7 oct", "ayer 23:00", "yesterday"},
		{"two days by the calendar", "2026-10-06 23:59:00", "2026-10-08 00:10:00", "hace 2 días", "6 oct", "6 oct 23:59", "2 days ago"},
		{"a week", "2026-10-01 10:42:00", "2026-10-08 10:42:00", "hace 7 días", "1 oct", "1 oct 10:42", "7 days ago"},
		{"more than a week", "2026-09-30 23:00:00", "2026-10-08 10:42:00", "30 sep", "30 sep", "30 sep 23:00", "30 Sep"},
		{"another year", "2025-12-31 23:59:00", "2026-10-08 10:42:00", "31 dic 2025", "31 dic 2025", "31 dic 2025 23:59", "31 Dec 2025"},
		{"another year, yesterday", "2025-12-31 12:00:00", "2026-01-01 12:30:00", "ayer", "31 dic 2025", "ayer 12:00", "yesterday"},
		{"the spring night of 23 hours", "2026-03-28 23:30:00", "2026-03-29 12:00:00", "ayer", "28 mar", "ayer 23:30", "yesterday"},
		{"a day of 23 hours", "2026-03-29 00:30:00", "2026-03-29 23:45:00", "hace 22 h", "29 mar", "hoy 00:30", "22 h ago"},
		{"a day of 25 hours", "2026-10-25 00:05:00", "2026-10-25 23:55:00", "hace 24 h", "25 oct", "hoy 00:05", "24 h ago"},
		{"two days after the clocks went back", "2026-10-24 12:00:00", "2026-10-26 12:00:00", "hace 2 días", "24 oct", "24 oct 12:00", "2 days ago"},
		{"a clock that is a little behind", "2026-10-08 11:30:00", "2026-10-08 10:42:00", "hace un momento", "8 oct", "hoy 11:30", "a moment ago"},
		{"a clock that is behind", "2026-10-09 10:42:00", "2026-10-08 10:42:00", "9 oct", "9 oct", "9 oct 10:42", "9 Oct"},
		{"a clock that is years behind", "2027-01-02 10:42:00", "2026-10-08 10:42:00", "2 ene 2027", "2 ene 2027", "2 ene 2027 10:42", "2 Jan 2027"},
	}
	es, en := words(t, "es"), words(t, "en")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			when, now := at(tt.at).UTC(), at(tt.now) // events come in UTC
			for _, check := range []struct{ what, got, want string }{
				{"Ago", es.Ago(when, now), tt.ago},
				{"Date", es.Date(when, now), tt.date},
				{"Moment", es.Moment(when, now), tt.moment},
				{"Ago in English", en.Ago(when, now), tt.inEnglish},
			} {
				if check.got != check.want {
					t.Errorf("%s: %q, want %q", check.what, check.got, check.want)
				}
			}
		})
	}
}

func TestDatesUnknown(t *testing.T) {
	w, now := words(t, "es"), time.Now()
	for _, got := range []string{w.Ago(time.Time{}, now), w.Date(time.Time{}, now), w.Moment(time.Time{}, now)} {
		if got != "" {
			t.Errorf("no date is told as %q", got)
		}
	}
}

func TestClock(t *testing.T) {
	w, zone := words(t, "es"), madrid(t)
	for at, want := range map[string]string{
		"2026-10-08T08:42:31Z": "10:42", // summer time
		"2026-12-08T08:42:31Z": "09:42",
		"2026-10-24T22:00:00Z": "00:00",
		"2026-10-25T00:30:00Z": "02:30", // and once more an hour later
		"2026-10-25T01:30:00Z": "02:30",
		"2026-03-29T01:00:00Z": "03:00", // 02:00 does not exist
	} {
		moment, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if got := w.Clock(moment, moment.In(zone)); got != want {
			t.Errorf("%s: %q, want %q", at, got, want)
		}
	}
}

// TestMonths goes through a year, in both languages.
func TestMonths(t *testing.T) {
	for lang, want := range map[string][]string{
		"es": {"ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"},
		"en": {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	} {
		for i, name := range want {
			at := time.Date(2026, time.Month(i+1), 3, 12, 0, 0, 0, time.UTC)
			if got := words(t, lang).Date(at, at); got != "3 "+name {
				t.Errorf("%s: %q, want 3 %s", lang, got, name)
			}
		}
	}
}
