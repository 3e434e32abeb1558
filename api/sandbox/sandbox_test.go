package sandbox

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const allScopes = "MY_APPLICATIONS,APPLICATION_TIMELINE,CANDIDATE_PROFILE_WITH_EMAIL,CV"

// noon is a Monday.
var noon = time.Date(2026, time.November, 23, 11, 0, 0, 0, time.UTC)

type testClock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *testClock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *testClock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

// A rig is a listening server, its clock and a browser-like client.
type rig struct {
	*Server
	t      *testing.T
	clock  *testClock
	client *http.Client
}

func newRig(t *testing.T, o Options) *rig {
	t.Helper()
	c := &testClock{t: noon}
	if o.Now == nil {
		o.Now = c.now
	}
	s := New(o)
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return &rig{Server: s, t: t, clock: c, client: &http.Client{
		Transport:     &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

type reply struct {
	status int
	header http.Header
	body   string
}

func (r *rig) do(method, path, authorization string, form url.Values) reply {
	r.t.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	req, err := http.NewRequestWithContext(r.t.Context(), method, r.URL()+path, body)
	if err != nil {
		r.t.Fatal(err)
	}
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if authorization != "" {
		req.Header.Set("Authorization", authorization)
	}
	return r.send(req)
}

func (r *rig) send(req *http.Request) reply {
	r.t.Helper()
	resp, err := r.client.Do(req)
	if err != nil {
		r.t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return reply{resp.StatusCode, resp.Header, string(b)}
}

func basic() string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(SampleClientID+":"+SampleClientSecret))
}

// signIn returns the tokens of a fresh grant.
func (r *rig) signIn(scopes string) tokenAnswer {
	r.t.Helper()
	code, err := r.IssueCode(scopes)
	if err != nil {
		r.t.Fatal(err)
	}
	got := r.do(http.MethodPost, TokenPath, "", exchangeForm(code))
	if got.status != http.StatusOK {
		r.t.Fatalf("exchange: status %d, %s", got.status, got.body)
	}
	return decode[tokenAnswer](r.t, got.body)
}

// get asks for a private operation with all scopes granted.
func (r *rig) get(token, path string) reply {
	r.t.Helper()
	return r.do(http.MethodGet, path, basic()+",Bearer "+token, nil)
}

func exchangeForm(code string) url.Values {
	return url.Values{
		"grant_type": {"authorization_code"}, "client_id": {SampleClientID}, "client_secret": {SampleClientSecret},
		"code": {code}, "redirect_uri": {RedirectURI},
	}
}

func refreshForm(token string) url.Values {
	return url.Values{
		"grant_type": {"refresh_token"}, "client_id": {SampleClientID}, "client_secret": {SampleClientSecret},
		"refresh_token": {token}, "redirect_uri": {RedirectURI},
	}
}

func decode[T any](t *testing.T, body string) T {
	t.Helper()
	var v T
	if err := json.Unmarshal([]byte(body), &v); err != nil {
		t.Fatalf("%v in %.200s", err, body)
	}
	return v
}

func (r *rig) wantFailure(got reply, status int, code string) {
	r.t.Helper()
	f := decode[failure](r.t, got.body)
	if got.status != status || f.Error != code {
		r.t.Errorf("got %d %q, want %d %q", got.status, f.Error, status, code)
	}
	if f.Description == "" {
		r.t.Error("no error_description")
	}
	if _, err := time.Parse("2006-01-02T15:04:05.000-0700", f.Timestamp); err != nil {
		r.t.Error(err)
	}
}

func TestListensOnLoopbackOnly(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:0", "localhost:0", "example.com:80", "127.0.0.1"} {
		s := New(Options{Applications: -1})
		if err := s.StartAt(addr); err == nil {
			t.Errorf("StartAt(%q) succeeded", addr)
			_ = s.Close()
		} else if addr != "127.0.0.1" && !errors.Is(err, ErrNotLoopback) {
			t.Errorf("StartAt(%q) = %v, want ErrNotLoopback", addr, err)
		}
	}
}

func TestStartTwiceAndClose(t *testing.T) {
	r := newRig(t, Options{Applications: -1})
	if err := r.Start(); err == nil {
		t.Error("a second Start succeeded")
	}
	if !strings.HasPrefix(r.URL(), "http://127.0.0.1:") {
		t.Errorf("URL() = %q", r.URL())
	}
	for range 2 {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
	if r.URL() != "" {
		t.Errorf("URL() after Close = %q", r.URL())
	}
}

func TestOtherHostsAreRefused(t *testing.T) {
	r := newRig(t, Options{Applications: -1, Hosts: []string{"api.test"}})
	own := strings.TrimPrefix(r.URL(), "http://")
	port := own[strings.LastIndex(own, ":"):]
	for host, want := range map[string]int{
		own: http.StatusNotFound, "api.test": http.StatusNotFound,
		"evil.example" + port: http.StatusMisdirectedRequest, "localhost" + port: http.StatusMisdirectedRequest,
		"127.0.0.1:1": http.StatusMisdirectedRequest, "127.0.0.1.evil.example": http.StatusMisdirectedRequest,
	} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, r.URL()+"/nothing", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Host = host
		if got := r.send(req); got.status != want {
			t.Errorf("Host %q: status %d, want %d", host, got.status, want)
		}
	}
}

func TestRequestsAreRecorded(t *testing.T) {
	r := newRig(t, Options{Applications: -1})
	r.do(http.MethodPost, TokenPath+"?x=1", "", url.Values{"grant_type": {"odd"}})
	r.do(http.MethodGet, "/api/9/nothing", basic(), nil)
	all := r.Requests()
	if len(all) != 2 || r.Count(OpAny) != 2 || r.Count(OpToken) != 1 || r.Count(OpUnknown) != 1 {
		t.Fatalf("recorded %d, counted %d", len(all), r.Count(OpAny))
	}
	got := all[0]
	if got.Op != OpToken || got.Method != http.MethodPost || got.Path != TokenPath || got.Query.Get("x") != "1" ||
		got.Form.Get("grant_type") != "odd" || got.Status != http.StatusBadRequest || !got.At.Equal(noon) {
		t.Errorf("recorded %+v", got)
	}
	if all[1].Header.Get("Authorization") != basic() {
		t.Error("the header was not recorded")
	}
	all[1].Header.Set("Authorization", "changed")
	if r.Requests()[1].Header.Get("Authorization") != basic() {
		t.Error("a caller can change the record")
	}
	r.ResetRequests()
	if len(r.Requests()) != 0 || r.Count(OpAny) != 0 {
		t.Error("ResetRequests left something")
	}
}

func TestParallelUse(t *testing.T) {
	r := newRig(t, Options{})
	tok := r.signIn(allScopes).AccessToken
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for page := range 3 {
				r.get(tok, "/api/5/application?order=last-event&page="+string(rune('1'+page)))
				h := r.Tick()
				r.get(tok, "/api/3/application/"+h.ApplicationID+"/timeline")
				r.Requests()
			}
		})
	}
	wg.Wait()
	for _, q := range r.Requests() {
		if q.Status != http.StatusOK {
			t.Errorf("%s: status %d", q.Path, q.Status)
		}
	}
}

func TestDecideAsAPersonWould(t *testing.T) {
	r := newRig(t, Options{Applications: -1})
	address := r.URL() + authorizeQuery(nil)
	for _, allow := range []bool{true, false} {
		got, err := Decide(context.Background(), address, allow)
		if err != nil {
			t.Fatal(err)
		}
		u, err := url.Parse(got)
		if err != nil {
			t.Fatal(err)
		}
		if u.Path != CodePath || u.Query().Get("state") != "st_-1" || u.Query().Has("code") != allow || u.Query().Has("error") == allow {
			t.Errorf("allow %v led to %s", allow, got)
		}
	}
	if _, err := Decide(context.Background(), r.URL()+AuthorizePath, true); err == nil {
		t.Error("a bad address led somewhere")
	}
}
