package present

import (
	"strings"
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

// TestMonths goes through a year, in every language.
func TestMonths(t *testing.T) {
	for lang, want := range map[string]string{
		"es": "3 ene|3 feb|3 mar|3 abr|3 may|3 jun|3 jul|3 ago|3 sep|3 oct|3 nov|3 dic",
		"en": "3 Jan|3 Feb|3 Mar|3 Apr|3 May|3 Jun|3 Jul|3 Aug|3 Sep|3 Oct|3 Nov|3 Dec",
		"ca": "3 de gen.|3 de febr.|3 de març|3 d’abr.|3 de maig|3 de juny|3 de jul.|3 d’ag.|3 de set.|3 d’oct.|3 de nov.|3 de des.",
	} {
		var got []string
		for month := time.January; month <= time.December; month++ {
			at := time.Date(2026, month, 3, 12, 0, 0, 0, time.UTC)
			got = append(got, words(t, lang).Date(at, at))
		}
		if line := strings.Join(got, "|"); line != want {
			t.Errorf("%s: %s", lang, line)
		}
	}
}

// TestDatesInEveryLanguage writes the same moments in all of them.
func TestDatesInEveryLanguage(t *testing.T) {
	zone := madrid(t)
	now := time.Date(2026, time.October, 8, 10, 42, 0, 0, zone)
	early := time.Date(2026, time.October, 8, 1, 5, 0, 0, zone)
	long := time.Date(2025, time.August, 1, 0, 59, 0, 0, zone)
	for lang, want := range map[string]map[string]string{
		"es": {
			"ago": "hace 9 h", "minutes": "hace 42 min", "yesterday": "ayer", "days": "hace 2 días", "long ago": "1 ago 2025",
			"moment": "hoy 01:05", "long moment": "1 ago 2025 00:59", "at": "hoy a la 01:05", "long at": "1 ago 2025 a las 00:59",
			"yesterday at": "ayer a las 13:00", "at now": "hoy a las 10:42", "day": "Hoy", "long day": "1 ago 2025",
			"clock": "01:05", "read": "CV leído el 1 ago 2025", "copy": "InfoJobs ha retirado esta oferta. Aquí tienes la copia del 1 ago 2025.",
			"offline": "Sin conexión. Ves los datos de ayer.", "offline days": "Sin conexión. Ves los datos del 1 ago 2025.",
			"again": "InfoJobs no responde. Lo intentaremos de nuevo a la 01:05.", "checked": "Última comprobación: hoy a la 01:05.",
		},
		"ca": {
			"ago": "fa 9 h", "minutes": "fa 42 min", "yesterday": "ahir", "days": "fa 2 dies", "long ago": "1 d’ag. 2025",
			"moment": "avui 01:05", "long moment": "1 d’ag. 2025 00:59", "at": "avui a la 01:05", "long at": "1 d’ag. 2025 a les 00:59",
			"yesterday at": "ahir a les 13:00", "at now": "avui a les 10:42", "day": "Avui", "long day": "1 d’ag. 2025",
			"clock": "01:05", "read": "CV llegit l’1 d’ag. 2025", "copy": "InfoJobs ha retirat aquesta oferta. Aquí tens la còpia de l’1 d’ag. 2025.",
			"offline": "Sense connexió. Veus les dades d’ahir.", "offline days": "Sense connexió. Veus les dades de l’1 d’ag. 2025.",
			"again": "InfoJobs no respon. Ho tornarem a provar a la 01:05.", "checked": "Última comprovació: avui a la 01:05.",
		},
		"en": {
			"ago": "9 h ago", "minutes": "42 min ago", "yesterday": "yesterday", "days": "2 days ago", "long ago": "1 Aug 2025",
			"moment": "today 01:05", "long moment": "1 Aug 2025 00:59", "at": "today at 01:05", "long at": "1 Aug 2025 at 00:59",
			"yesterday at": "yesterday at 13:00", "at now": "today at 10:42", "day": "Today", "long day": "1 Aug 2025",
			"clock": "01:05", "read": "CV read on 1 Aug 2025", "copy": "InfoJobs removed this job. Here’s the copy from 1 Aug 2025.",
			"offline": "You’re offline. Showing data from yesterday.", "offline days": "You’re offline. Showing data from 1 Aug 2025.",
			"again": "InfoJobs isn’t responding. We’ll try again at 01:05.", "checked": "Last checked today at 01:05.",
		},
	} {
		w := words(t, lang)
		yesterday := time.Date(2026, time.October, 7, 13, 0, 0, 0, zone)
		for what, got := range map[string]string{
			"ago": w.Ago(early, now), "minutes": w.Ago(now.Add(-42*time.Minute), now), "yesterday": w.Ago(yesterday, now),
			"days": w.Ago(now.AddDate(0, 0, -2), now), "long ago": w.Ago(long, now),
			"moment": w.Moment(early, now), "long moment": w.Moment(long, now), "at": w.At(early, now), "long at": w.At(long, now),
			"yesterday at": w.At(yesterday, now), "at now": w.At(now, now), "day": w.Day(now, now), "long day": w.Day(long, now),
			"clock": w.Clock(early, now), "read": w.T("status.read_on", "Date", w.Date(long, now)), "copy": w.T("offer.copy", "Date", w.Date(long, now)),
			"offline": w.T("banner.offline", "When", w.Ago(yesterday, now)), "offline days": w.T("banner.offline_date", "Date", w.Date(long, now)),
			"again": w.T("banner.unavailable", "At", w.AtClock(early, now)), "checked": w.T("news.checked", "When", w.At(early, now)),
		} {
			if got != want[what] {
				t.Errorf("%s, %s: %q, want %q", lang, what, got, want[what])
			}
		}
	}
}

// TestClockPhrases goes round the clock: there is one hour that is no plural.
func TestClockPhrases(t *testing.T) {
	zone := madrid(t)
	for lang, want := range map[string][4]string{
		"es": {"a las ", "hasta las ", "a la ", "hasta la "},
		"ca": {"a les ", "fins a les ", "a la ", "fins a la "},
		"en": {"at ", "until ", "at ", "until "},
	} {
		w := words(t, lang)
		for hour := range 24 {
			at := time.Date(2026, time.October, 8, hour, 5, 0, 0, zone)
			clock, atWant, untilWant := at.Format("15:04"), want[0], want[1]
			if hour == 1 {
				atWant, untilWant = want[2], want[3]
			}
			// The hour is the one of the person's clock, whatever the zone of the moment.
			if got := w.AtClock(at.UTC(), at); got != atWant+clock {
				t.Errorf("%s: %q", lang, got)
			}
			if got := w.UntilClock(at.UTC(), at); got != untilWant+clock {
				t.Errorf("%s: %q", lang, got)
			}
		}
	}
}
