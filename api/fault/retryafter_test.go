package fault

import (
	"net/http"
	"testing"
	"time"
)

func TestR6RetryAfter(t *testing.T) {
	now := time.Date(2026, 10, 5, 12, 0, 0, 0, time.UTC)
	for header, want := range map[string]time.Duration{
		"": 0, "0": 0, "-5": 0, "7": 7 * time.Second, " 90 ": 90 * time.Second, "900": MaxRetryAfter, "901": MaxRetryAfter, "86400": MaxRetryAfter,
		"99999999999999999999": MaxRetryAfter, "9223372036854775807": MaxRetryAfter, "soon": 0, "1.5": 0, "NaN": 0,
		"Mon, 05 Oct 2026 12:02:00 GMT": 2 * time.Minute, "Mon, 05 Oct 2026 11:00:00 GMT": 0,
		"Mon, 05 Oct 2099 12:02:00 GMT": MaxRetryAfter,
	} {
		if got := RetryAfter(http.Header{"Retry-After": {header}}, now); got != want {
			t.Errorf("%q: %v, want %v", header, got, want)
		}
	}
	if got := RetryAfter(http.Header{}, now); got != 0 {
		t.Errorf("without the header: %v", got)
	}
}

// TestR16SkewedClock reads a date by the clock of the server that wrote it: the
// one here may be a day off, either way.
func TestR16SkewedClock(t *testing.T) {
	here := time.Date(2026, 10, 25, 0, 59, 30, 0, time.UTC) // half a minute before summer time ends in Spain
	for _, skew := range []time.Duration{-24 * time.Hour, -time.Hour, 0, time.Hour, 24 * time.Hour} {
		there := here.Add(skew)
		h := http.Header{}
		h.Set("Date", there.Format(http.TimeFormat))
		h.Set("Retry-After", there.Add(90*time.Second).Format(http.TimeFormat))
		if got := RetryAfter(h, here); got != 90*time.Second {
			t.Errorf("with the server's clock %v ahead: %v", skew, got)
		}
	}
}

func FuzzRetryAfter(f *testing.F) {
	for _, s := range []string{"", "0", "7", "-1", "86400", "99999999999999999999", "Mon, 02 Jan 2006 15:04:05 GMT", "1e9", "inf"} {
		f.Add(s, "Mon, 02 Jan 2006 15:04:00 GMT")
	}
	f.Fuzz(func(t *testing.T, value, date string) {
		h := http.Header{"Retry-After": {value}, "Date": {date}}
		if d := RetryAfter(h, time.Unix(0, 0)); d < 0 || d > MaxRetryAfter {
			t.Fatalf("%q: %v", value, d)
		}
	})
}
