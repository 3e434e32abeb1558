package api

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/time/rate"
)

// logged makes the call against an InfoJobs that answers body, and returns what
// is in the log besides the lines of the requests.
func logged(t *testing.T, body string, calls ...func(*Client) error) string {
	t.Helper()
	var log bytes.Buffer
	c, err := NewClient(newFakeAuth(), Options{
		Transport: always(func() *http.Response { return response(200, body) }), Rate: rate.Inf,
		Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelInfo, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey {
				return slog.Attr{}
			}
			return a
		}})),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, call := range calls {
		if err := call(c); err != nil {
			t.Fatal(err)
		}
	}
	var kept strings.Builder
	for line := range strings.Lines(log.String()) {
		if !strings.Contains(line, `msg="InfoJobs API request"`) {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

// TestR12DeviationsAreLogged, each answer once, and by number only.
func TestR12DeviationsAreLogged(t *testing.T) {
	ctx := context.Background()
	for operation, tt := range map[string]struct {
		good, odd string
		count     int
		call      func(*Client) error
	}{
		"applications": {
			"applications.json", `{"totalFound":1,"applications":[{"code":"a","date":"CANARY","rejected":"CANARY","jobOffer":{}}]}`, 2,
			func(c *Client) error { return second(c.Applications(ctx, 1)) },
		},
		"application": {
			"application.json", `{"code":"a","date":"2026-10-05","hasCoverLetter":"CANARY","jobOffer":{"applications":"CANARY"}}`, 2,
			func(c *Client) error { return second(c.Detail(ctx, "a")) },
		},
		"timeline": {
			"timeline.json", `{"totalFound":1,"events":["CANARY",{"tipoId":"CANARY","date":"2026-10-05"}]}`, 2,
			func(c *Client) error { return second(c.timelinePage(ctx, "a", 1)) },
		},
		"offer": {
			"offer.json", `{"id":"a","vacancies":"CANARY","creationDate":"2026-10-05","updateDate":"2026-10-05"}`, 1,
			func(c *Client) error { return second(c.Offer(ctx, "a")) },
		},
		"candidate": {
			"candidate.json", `{"key":"a","email":["CANARY"],"fullName":{"a":"CANARY"}}`, 2,
			func(c *Client) error { return second(c.Candidate(ctx)) },
		},
		"CVs": {
			"curriculum.json", `["CANARY",{"id":"CANARY"}]`, 2,
			func(c *Client) error { return second(c.CVs(ctx)) },
		},
	} {
		if got := logged(t, fixture(t, tt.good), tt.call); got != "" {
			t.Errorf("%s as documented: logged %s", operation, got)
		}
		want := fmt.Sprintf("level=INFO msg=\"answer deviates\" operation=%s count=%d\n", operation, tt.count)
		if got := logged(t, tt.odd, tt.call, tt.call); got != want+want {
			t.Errorf("%s: logged %q twice, want %q", operation, got, want)
		}
	}
}

// TestR12UnknownKindsAreLoggedOnce in the life of a client, wherever they come.
func TestR12UnknownKindsAreLoggedOnce(t *testing.T) {
	ctx := context.Background()
	list := func(c *Client) error { return second(c.Applications(ctx, 1)) }
	timeline := func(c *Client) error { return second(c.timelinePage(ctx, "a", 1)) }
	event := func(kind string) string {
		return `{"tipoId":` + kind + `,"date":"2026-10-05","description":"CANARY","rejectedReasons":["CANARY"]}`
	}
	line := func(kind int) string {
		return fmt.Sprintf("level=INFO msg=\"unknown kind of event\" tipoId=%d\n", kind)
	}
	row := `"code":"a","date":"2026-10-05","jobOffer":{"title":"CANARY"},"lastEvent":` + event("99") + `,"notPreselectedCandidateEvent":` + event("-7")
	body := `{` + row + `,"totalFound":1,"applications":[{` + row + `}],"events":[` + event("99") + `,` + event("24") + `,` + event("25") + `,` + event("0") + `,` + event("1") + `]}`
	want := line(99) + line(-7) + line(25)
	if got := logged(t, body, list, timeline, timeline, list); got != want {
		t.Errorf("logged %q, want %q", got, want)
	}
	if got := logged(t, body, list); got != line(99)+line(-7) {
		t.Errorf("the list alone: logged %q", got)
	}
	var many strings.Builder
	for kind := 1000; kind < 1999; kind++ {
		many.WriteString(event(fmt.Sprint(kind)) + ",")
	}
	got := logged(t, `{"totalFound":1000,"events":[`+many.String()+event("1")+`]}`, timeline)
	if n := strings.Count(got, "\n"); n != maxKinds {
		t.Errorf("%d kinds were logged, want %d", n, maxKinds)
	}
}
