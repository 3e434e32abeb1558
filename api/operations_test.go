package api

import (
	"context"
	"encoding/base64"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"candidaturas/api/fault"
	"candidaturas/tracker"
)

// Every operation sends exactly this and nothing else.
func TestRequests(t *testing.T) {
	const id = "6f1d2b0a-54c1-4a36-9f0e-1c2d3e4f5a6b"
	ctx := context.Background()
	basic := "Basic " + base64.StdEncoding.EncodeToString([]byte(testID+":"+testSecret))
	both := basic + ",Bearer " + testToken
	tests := []struct {
		name, fixture, uri, authorization string
		call                              func(*Client) error
	}{
		{
			"applications", "applications.json", "/api/5/application?hideRejected=false&order=last-event&page=1&pageSize=30", both,
			func(c *Client) error { return second(c.Applications(ctx, 1)) },
		},
		{
			"applications further on", "applications.json", "/api/5/application?hideRejected=false&order=last-event&page=7&pageSize=30", both,
			func(c *Client) error { return second(c.Applications(ctx, 7)) },
		},
		{
			"application", "application.json", "/api/1/application/" + id, both,
			func(c *Client) error { return second(c.Detail(ctx, id)) },
		},
		{
			"timeline", "timeline.json", "/api/3/application/" + id + "/timeline?page=1&pageSize=30", both,
			func(c *Client) error { return second(c.Timeline(ctx, id)) },
		},
		{
			"timeline further on", "timeline.json", "/api/3/application/" + id + "/timeline?page=2&pageSize=30", both,
			func(c *Client) error { return second(c.timelinePage(ctx, id, 2)) },
		},
		{
			"odd identifier", "application.json", "/api/1/application/a%2F..%2Fb%3Fc=1", both,
			func(c *Client) error { return second(c.Detail(ctx, "a/../b?c=1")) },
		},
		{
			"offer", "offer.json", "/api/7/offer/0a1b2c3d4e5f60718293a4b5c6d7e8", basic,
			func(c *Client) error { _, err := c.Offer(ctx, "0a1b2c3d4e5f60718293a4b5c6d7e8"); return err },
		},
		{
			"candidate", "candidate.json", "/api/6/candidate", both,
			func(c *Client) error { _, err := c.Candidate(ctx); return err },
		},
		{
			"CVs", "curriculum.json", "/api/2/curriculum", both,
			func(c *Client) error { _, err := c.CVs(ctx); return err },
		},
		{
			"keys", "dictionary.json", "/api/1/dictionary/timeline-event", basic,
			func(c *Client) error { return c.CheckKeys(ctx) },
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wire := always(func() *http.Response { return response(200, fixture(t, tt.fixture)) })
			if err := tt.call(newTestClient(t, wire, nil)); err != nil {
				t.Fatal(err)
			}
			if wire.count() != 1 {
				t.Fatalf("%d requests, want 1", wire.count())
			}
			r := wire.sent[0]
			if r.Method != http.MethodGet || r.URL.Scheme != "https" || r.URL.Host != "api.infojobs.net" || r.URL.RequestURI() != tt.uri {
				t.Errorf("sent %s %s", r.Method, r.URL)
			}
			if r.ContentLength != 0 {
				t.Errorf("content length %d", r.ContentLength)
			}
			want := http.Header{
				"Accept":        {"application/json"},
				"Authorization": {tt.authorization},
				"User-Agent":    {"Candidaturas"},
			}
			if !maps.EqualFunc(r.Header, want, slices.Equal[[]string]) {
				t.Errorf("headers %v, want %v", r.Header, want)
			}
		})
	}
}

func TestIdentifiersRefused(t *testing.T) {
	ctx := context.Background()
	wire := always(func() *http.Response { return response(200, "{}") })
	c := newTestClient(t, wire, nil)
	for name, err := range map[string]error{
		"none":     second(c.Detail(ctx, "")),
		"dot dot":  second(c.Offer(ctx, "..")),
		"new line": second(c.Timeline(ctx, "a\nb")),
		"too long": second(c.Offer(ctx, string(make([]byte, 101)))),
	} {
		wantErr(t, err, tracker.ErrNotFound)
		if err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if wire.count() != 0 {
		t.Errorf("%d requests, want none", wire.count())
	}
}

// TestKeysAreNotProvenByAnything but a dictionary.
func TestKeysAreNotProvenByAnything(t *testing.T) {
	for _, body := range []string{`{}`, `null`, `"x"`, `7`} {
		wire := always(func() *http.Response { return response(200, body) })
		wantErr(t, newTestClient(t, wire, nil).CheckKeys(t.Context()), fault.ErrBadAnswer)
	}
}

// TestAnotherPerson: only the credentials are another's. Who was told to wait keeps
// the others from asking, too.
func TestAnotherPerson(t *testing.T) {
	wire := failFirst(t, 0, nil)
	c := newTestClient(t, wire, nil)
	other := c.As(newFakeAuth("tok-other"))
	for _, who := range []*Client{other, c} {
		if err := candidate(t.Context(), who); err != nil {
			t.Fatal(err)
		}
	}
	if a := wire.sent[0].Header.Get("Authorization"); !strings.HasSuffix(a, ",Bearer tok-other") {
		t.Error("the other person's token is not sent")
	}
	if a := wire.sent[1].Header.Get("Authorization"); !strings.HasSuffix(a, ",Bearer "+testToken) {
		t.Error("the first person's token is not sent any more")
	}
	c.pace.hold(time.Minute, &Error{Status: 429})
	wantErr(t, candidate(t.Context(), other), fault.ErrRateLimited)
}

func second[T any](_ T, err error) error { return err }

func TestBaseURL(t *testing.T) {
	for url, ok := range map[string]bool{
		"":                                  true,
		"https://api.infojobs.net":          true,
		"http://127.0.0.1:8080":             true,
		"http://127.0.0.1:8080/":            true,
		"http://[::1]:8080":                 true,
		"https://localhost:8443":            true,
		"http://127.1.2.3":                  true,
		"http://api.infojobs.net":           false,
		"https://api.infojobs.net:444":      false,
		"https://api.infojobs.net.evil.es":  false,
		"http://localhost.evil.es":          false,
		"http://127.0.0.1.evil.es":          false,
		"http://10.0.0.1":                   false,
		"http://0.0.0.0":                    false,
		"http://user:pass@127.0.0.1":        false,
		"http://127.0.0.1/api":              false,
		"http://127.0.0.1?x=1":              false,
		"http://127.0.0.1#x":                false,
		"file:///etc/passwd":                false,
		"ftp://127.0.0.1":                   false,
		"127.0.0.1:80":                      false,
		"http://127.0.0.1:80:80\x00secret/": false,
	} {
		_, err := NewClient(newFakeAuth(), Options{BaseURL: url})
		if (err == nil) != ok {
			t.Errorf("%q: %v", url, err)
		}
	}
	if _, err := NewClient(nil, Options{}); err == nil {
		t.Error("a client without an authorizer")
	}
}
