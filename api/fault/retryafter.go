package fault

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// MaxRetryAfter caps what a server can ask for, at the token endpoint as
// everywhere: whoever waits longer takes the app for broken, and a day is more
// often a slip of theirs than a wish. Asking again after it costs one request.
const MaxRetryAfter = 15 * time.Minute

// RetryAfter reads the header of that name: seconds or a date. It is 0 when the
// header is absent, unreadable or asks for no wait, since trying again at once
// would be hammering; the caller then waits a time of its own.
func RetryAfter(h http.Header, now time.Time) time.Duration {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if value == "" {
		return 0
	}
	if strings.Trim(value, "0123456789") == "" {
		seconds, err := strconv.ParseInt(value, 10, 64)
		if err != nil || seconds > int64(MaxRetryAfter/time.Second) {
			return MaxRetryAfter
		}
		return time.Duration(seconds) * time.Second
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	// By the server's own clock where it tells it: the one here may be wrong.
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		now = date
	}
	return min(max(at.Sub(now), 0), MaxRetryAfter)
}
