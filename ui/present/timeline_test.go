package present

import (
	"slices"
	"testing"
	"time"

	"candidaturas/tracker"
)

// timelineTold is a timeline in short.
func timelineTold(lines []EventLine) []string {
	var short []string
	for _, l := range lines {
		if l.Gap {
			short = append(short, "… "+l.Text)
			continue
		}
		short = append(short, l.Text)
	}
	return short
}

func TestTimelineGaps(t *testing.T) {
	w := words(t, "es")
	at := func(ages ...time.Duration) *tracker.Application {
		kinds := []tracker.EventKind{tracker.KindApplied, tracker.KindCVRead, tracker.KindContinues}
		a := application("a", kinds[:len(ages)]...)
		for i, age := range ages { // oldest first
			a.Timeline[len(ages)-1-i].At = before(age)
		}
		return a
	}
	ended := at(40*day, 20*day)
	ended.ProcessClosed = true
	undated := at(40*day, 20*day, day)
	undated.Timeline[1].At = time.Time{}
	for _, tt := range []struct {
		name  string
		app   *tracker.Application
		whole bool
		want  []string
	}{
		{"none long", at(12*day, 6*day, time.Hour), true, []string{"Sigues en proceso", "CV leído", "CV recibido"}},
		{"exactly a week", at(8*day, day), true, []string{"CV leído", "… 7 días sin movimiento", "CV recibido"}},
		{"a second less", at(8*day-time.Second, day), true, []string{"CV leído", "CV recibido"}},
		{"since the last one", at(12 * day), true, []string{"… 12 días sin movimiento", "CV recibido"}},
		{"since the last one, and it is over", ended, true, []string{"CV leído", "… 20 días sin movimiento", "CV recibido"}},
		{"without a date", undated, true, []string{"Sigues en proceso", "CV leído", "CV recibido"}},
		{"some are missing", at(40*day, 20*day), false, []string{"CV leído", "CV recibido"}},
	} {
		got := timelineTold(timeline(w, tt.app, tracker.Derive(tt.app), tt.whole, now))
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestApplicants(t *testing.T) {
	w := words(t, "es")
	count := func(n int, age time.Duration) *tracker.ApplicantCount {
		return &tracker.ApplicantCount{At: before(age), Count: n}
	}
	for _, tt := range []struct {
		detail *tracker.Detail
		counts applicantCounts
		want   string
	}{
		{nil, applicantCounts{}, ""},
		{&tracker.Detail{Applicants: -1}, applicantCounts{}, ""},
		{&tracker.Detail{Applicants: 1}, applicantCounts{}, "1 persona inscrita"},
		{&tracker.Detail{Applicants: 40}, applicantCounts{count(50, day), count(50, 0)}, "50 personas inscritas"},
		{&tracker.Detail{Applicants: 40}, applicantCounts{count(50, 9*day), count(180, 0)}, "50 personas inscritas el 29 sep; 180 el 8 oct"},
		{nil, applicantCounts{count(0, day), count(0, 0)}, ""},
	} {
		if got := applicants(w, tt.detail, tt.counts, now); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}

// TestLoud is for what is good and rare, as long as it is the last that was heard.
func TestLoud(t *testing.T) {
	w := words(t, "es")
	returned, reopened := "¡Vuelves al proceso!", "Proceso reabierto"
	for _, tt := range []struct {
		kinds []tracker.EventKind
		want  string
	}{
		{[]tracker.EventKind{tracker.KindContinues}, ""},
		{[]tracker.EventKind{tracker.KindDiscarded, tracker.KindReturned}, returned},
		{[]tracker.EventKind{tracker.KindDiscarded, tracker.KindReturned, tracker.KindOthersRead}, returned},
		{[]tracker.EventKind{tracker.KindDiscarded, tracker.KindReturned, tracker.KindInterviewed}, ""},
		{[]tracker.EventKind{tracker.KindDiscarded, tracker.KindReturned, tracker.KindDiscarded}, ""},
		{[]tracker.EventKind{tracker.KindProcessClosed, tracker.KindProcessReopened}, reopened},
		{[]tracker.EventKind{tracker.KindProcessClosed, tracker.KindProcessReopened, tracker.KindOthersRead}, reopened},
		{[]tracker.EventKind{tracker.KindProcessClosed, tracker.KindProcessReopened, tracker.KindCVRead}, ""},
		{[]tracker.EventKind{tracker.KindProcessReopened, tracker.KindProcessClosed}, ""},
	} {
		a := application("a", tt.kinds...)
		if got := loud(w, a, tracker.Derive(a)); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.kinds, got, tt.want)
		}
	}
}
