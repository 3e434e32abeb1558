package profile

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

const testPage = "https://example.com/candidaturas"

// A publisher says what the newest version is.
type publisher struct {
	*httptest.Server
	asked  atomic.Int32
	answer atomic.Pointer[http.HandlerFunc]
}

func newPublisher(t *testing.T, answer string) *publisher {
	p := &publisher{}
	p.says(answer)
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.asked.Add(1)
		if r.Method != http.MethodGet || r.ContentLength > 0 || r.URL.RawQuery != "" || len(r.Cookies()) > 0 {
			t.Errorf("asked with %s %s", r.Method, r.URL)
		}
		for name := range r.Header {
			if name != "Accept" && name != "Accept-Encoding" && name != "User-Agent" && name != "Connection" {
				t.Errorf("it sends %s", name)
			}
		}
		if agent := r.UserAgent(); agent != "Candidaturas" {
			t.Errorf("it says %q of itself", agent)
		}
		(*p.answer.Load())(w, r)
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *publisher) does(f http.HandlerFunc) { p.answer.Store(&f) }

func (p *publisher) says(answer string) {
	p.does(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, answer) })
}

// newTestUpdates are of version 1.2.3.
func newTestUpdates(t *testing.T, p *publisher, dir string) *Updates {
	t.Helper()
	u, err := NewUpdates(p.URL+"/latest.json", testPage, "1.2.3", dir)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// TestT22Versions: only a finished, greater version is told of, and nothing else
// that the answer says goes anywhere.
func TestT22Versions(t *testing.T) {
	evil := "https://evil.example/malware.exe"
	for name, c := range map[string]struct {
		answer string
		newer  bool
		ok     bool
	}{
		"greater":            {`{"version": "1.2.4"}`, true, true},
		"greater by numbers": {`{"version": "1.10.0"}`, true, true},
		"equal":              {`{"version": "1.2.3"}`, false, true},
		"lower":              {`{"version": "1.2.2"}`, false, true},
		"lower by numbers":   {`{"version": "0.99.99"}`, false, true},
		"more fields":        {`{"version": "2.0.0", "url": "` + evil + `", "page": {"deep": ["` + evil + `"]}, "notes": "<script>"}`, true, true},
		"unfinished":         {`{"version": "2.0.0-beta.1"}`, false, false},
		"of a build":         {`{"version": "2.0.0+` + "x" + `"}`, false, false},
		"short":              {`{"version": "2"}`, false, false},
		"with a letter":      {`{"version": "v2.0.0"}`, false, false},
		"with zeros":         {`{"version": "02.0.0"}`, false, false},
		"negative":           {`{"version": "-2.0.0"}`, false, false},
		"an address":         {`{"version": "` + evil + `"}`, false, false},
		"markup":             {`{"version": "2.0.0<a href=x>"}`, false, false},
		"a huge number":      {`{"version": "` + strings.Repeat("9", 40) + `.0.0"}`, false, false},
		"a huge version":     {`{"version": "` + strings.Repeat("9", 1<<20) + `"}`, false, false},
		"a huge answer":      {`{"version": "2.0.0"` + strings.Repeat(" ", maxUpdate) + `}`, false, false},
		"another digit":      {`{"version": "２.0.0"}`, false, false},
		"a number":           {`{"version": 2}`, false, false},
		"a list":             {`["2.0.0"]`, false, false},
		"a page":             {"<html>2.0.0</html>", false, false},
		"nothing":            {"", false, false},
		"null":               {"null", false, false},
		"garbage":            {"\x00\xff\x1f", false, false},
	} {
		t.Run(name, func(t *testing.T) {
			u := newTestUpdates(t, newPublisher(t, c.answer), t.TempDir())
			version, newer, err := u.Latest(t.Context())
			if newer != c.newer || (err == nil) != c.ok || !c.ok && version != "" {
				t.Errorf("%q, newer %v, %v", version, newer, err)
			}
			if err != nil && (len(err.Error()) > 200 || strings.Contains(err.Error(), "evil")) {
				t.Errorf("the error quotes the answer: %.300s", err)
			}
			if strings.Trim(version, "0123456789.") != "" {
				t.Errorf("the version is %q", version)
			}
			if u.Page() != testPage {
				t.Errorf("the page is %s", u.Page())
			}
		})
	}
}

// TestT22RedirectsAreRefused: the address is the build's, and no other is asked.
func TestT22RedirectsAreRefused(t *testing.T) {
	elsewhere := newPublisher(t, `{"version": "9.9.9"}`)
	for _, status := range []int{301, 302, 303, 307, 308} {
		p := newPublisher(t, "")
		p.does(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, elsewhere.URL, status) })
		u := newTestUpdates(t, p, t.TempDir())
		for range 2 {
			if version, newer, _ := u.Latest(t.Context()); newer || version != "" {
				t.Errorf("%d: %q", status, version)
			}
		}
		if n := p.asked.Load(); n != 1 {
			t.Errorf("%d: asked %d times", status, n)
		}
	}
	if elsewhere.asked.Load() != 0 {
		t.Error("it went where it was sent")
	}
}

func TestT22OtherAnswers(t *testing.T) {
	for name, does := range map[string]http.HandlerFunc{
		"not found": http.NotFound,
		"an error with a version": func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusInternalServerError)
			_, _ = io.WriteString(w, `{"version": "2.0.0"}`)
		},
		"without an end": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := io.WriteString(w, strings.Repeat(" ", 1024)); err != nil {
					return
				}
			}
		},
		"cut short": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			_, _ = io.WriteString(w, `{"version": "2.0.0"}`)
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPublisher(t, "")
			p.does(does)
			if version, newer, err := newTestUpdates(t, p, "").Latest(t.Context()); newer || version != "" || err == nil {
				t.Errorf("%q, %v, %v", version, newer, err)
			}
		})
	}
}

// TestT22AddressesOfABuild: what is no safe address is refused before it is used.
func TestT22AddressesOfABuild(t *testing.T) {
	good := "https://updates.example.com/latest.json"
	for _, c := range []struct {
		address, page string
		there, ok     bool
	}{
		{good, testPage, true, true},
		{"http://127.0.0.1:8080/latest.json", testPage, true, true},
		{"", "", false, true},
		{good, "", false, true},
		{"", testPage, false, true},
		{"http://updates.example.com/latest.json", testPage, false, false},
		{good, "http://example.com/", false, false},
		{good, "file:///etc/passwd", false, false},
		{good, "javascript:alert(1)", false, false},
		{"https://user:secret@updates.example.com/", testPage, false, false},
		{"https:///latest.json", testPage, false, false},
		{"//updates.example.com", testPage, false, false},
		{"https://updates.example.com/%zz", testPage, false, false},
		{"http://127.0.0.1.evil.example/", testPage, false, false},
	} {
		u, err := NewUpdates(c.address, c.page, "1.2.3", "")
		if (u != nil) != c.there || (err == nil) != c.ok {
			t.Errorf("%s, %s: %v, %v", c.address, c.page, u, err)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("the error tells it: %v", err)
		}
	}
}

// TestT22AtMostDaily: not even across restarts.
func TestT22AtMostDaily(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "profile")
	p := newPublisher(t, `{"version": "1.3.0"}`)
	now := time.Now()
	look := func(after time.Duration, asked int32, version string) {
		t.Helper()
		now = now.Add(after)
		u := newTestUpdates(t, p, dir)
		u.now = func() time.Time { return now }
		for range 3 {
			got, newer, err := u.Latest(t.Context())
			if err != nil || got != version || newer != (version > "1.2.3") {
				t.Errorf("%q, %v, %v, want %q", got, newer, err, version)
			}
		}
		if n := p.asked.Load(); n != asked {
			t.Errorf("asked %d times, want %d", n, asked)
		}
	}
	look(0, 1, "1.3.0")
	p.says(`{"version": "1.4.0"}`)
	look(23*time.Hour, 1, "1.3.0")
	look(time.Hour, 2, "1.4.0")
	p.says(`{"version": "1.0.0"}`) // the publisher has withdrawn it
	look(24*time.Hour, 3, "1.0.0")
	look(-10*24*time.Hour, 4, "1.0.0") // the clock was put back
	look(time.Hour, 4, "1.0.0")
}

// TestT22NobodyAnswers: it tries again before the day is over, but not all the
// time, and what it knew stays.
func TestT22NobodyAnswers(t *testing.T) {
	dir := t.TempDir()
	p := newPublisher(t, `{"version": "1.3.0"}`)
	now := time.Now()
	u := newTestUpdates(t, p, dir)
	u.now = func() time.Time { return now }
	if _, newer, err := u.Latest(t.Context()); err != nil || !newer {
		t.Fatal(newer, err)
	}
	dials := 0
	u.client.Transport = roundTrip(func(*http.Request) (*http.Response, error) {
		dials++
		return nil, fmt.Errorf("no connection")
	})
	for i, wait := range []time.Duration{25 * time.Hour, time.Minute, time.Hour, 59 * time.Minute, time.Minute} {
		now = now.Add(wait)
		version, newer, err := u.Latest(t.Context())
		if version != "1.3.0" || !newer {
			t.Errorf("%q, %v", version, newer)
		}
		if tried := i == 0 || i == 2 || i == 4; (err != nil) != tried {
			t.Errorf("look %d: %v", i, err)
		}
	}
	if dials != 3 {
		t.Errorf("tried %d times", dials)
	}

	// Given up by the person, it counts for nothing.
	now = now.Add(24 * time.Hour)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, _, _ = u.Latest(ctx)
	_, _, _ = u.Latest(t.Context())
	if dials != 5 {
		t.Errorf("tried %d times", dials)
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// TestT22RememberedAnswer: the file is the person's, and whatever it holds, only a
// version comes out of it.
func TestT22RememberedAnswer(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, updatesName)
	now := time.Now()
	recent, err := json.Marshal(now.Add(-time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		`{"checked": ` + string(recent) + `, "version": "1.9.9"}`:              "1.9.9",
		`{"checked": ` + string(recent) + `, "version": "https://evil.test/"}`: "",
		`{"checked": "yesterday", "version": "1.9.9"}`:                         "1.3.0", // asked anew
		`garbage`: "1.3.0",
		``:        "1.3.0",
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		u := newTestUpdates(t, newPublisher(t, `{"version": "1.3.0"}`), dir)
		u.now = func() time.Time { return now }
		if version, _, err := u.Latest(t.Context()); err != nil || version != want {
			t.Errorf("%s: %q, %v, want %q", text, version, err, want)
		}
	}
}

func FuzzT22PublishedVersion(f *testing.F) {
	f.Add([]byte(`{"version": "1.2.3"}`))
	f.Add([]byte(`{"version": "1.2.3-rc1+x"}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		version, err := publishedVersion(body)
		if (err == nil) != (version != "") || len(version) > maxVersion || strings.Trim(version, "0123456789.") != "" {
			t.Errorf("%q, %v", version, err)
		}
	})
}
