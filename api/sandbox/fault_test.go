package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestFaultSequence(t *testing.T) {
	r := newRig(t, Options{Applications: -1})
	token := r.signIn(allScopes).AccessToken
	r.Fault(OpCandidate, 2, TooMany("7"))
	r.Fault(OpCandidate, 1, Pass())
	r.Fault(OpCandidate, 0, Disabled())
	want := []int{429, 429, 200, 503, 503, 503}
	for i, status := range want {
		if got := r.get(token, "/api/6/candidate"); got.status != status {
			t.Errorf("request %d: status %d, want %d", i, got.status, status)
		}
	}
	if got := r.get(token, "/api/2/curriculum"); got.status != http.StatusOK {
		t.Errorf("another operation: status %d", got.status)
	}
	r.ClearFaults()
	if got := r.get(token, "/api/6/candidate"); got.status != http.StatusOK {
		t.Errorf("after ClearFaults: status %d", got.status)
	}
	if r.Count(OpCandidate) != len(want)+1 {
		t.Errorf("%d requests recorded", r.Count(OpCandidate))
	}
}

func TestFaultForAnyOperation(t *testing.T) {
	r := newRig(t, Options{Applications: -1})
	r.Fault(OpAny, 1, BotWall())
	if got := r.do(http.MethodPost, TokenPath, "", nil); got.status != http.StatusForbidden {
		t.Errorf("status %d", got.status)
	}
}

func TestFaultAnswers(t *testing.T) {
	tests := []struct {
		name   string
		fault  Fault
		status int
		header [2]string
		body   string
	}{
		{"answer", Answer(418, "text/plain", "té"), 418, [2]string{"Content-Type", "text/plain"}, "té"},
		{"failure", Failure(400, "223", "bad"), 400, [2]string{"Content-Type", jsonType}, `{"error":"223","error_description":"bad",`},
		{"token failure", TokenFailure("invalid_grant"), 401, [2]string{}, `{"error":"invalid_grant"`},
		{"token failure of scope", TokenFailure("invalid_scope"), 400, [2]string{}, `{"error":"invalid_scope"`},
		{"disabled", Disabled(), 503, [2]string{}, `{"error":"116"`},
		{
			"internal error", InternalError("0b7e"), 500,
			[2]string{},
			`{"error_description":"Error processing API call","status":500,`,
		},
		{"too many", TooMany("Fri, 31 Dec 1999 23:59:59 GMT"), 429, [2]string{"Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT"}, `{"error":"429"`},
		{"too many, no hint", TooMany(""), 429, [2]string{"Retry-After", ""}, `{"error":"429"`},
		{"bot wall", BotWall(), 403, [2]string{"Content-Type", htmlType}, "<!DOCTYPE html>"},
		{"portal", Portal(), 200, [2]string{"Content-Type", htmlType}, "<!DOCTYPE html>"},
		{"redirect", Redirect(307, "http://192.0.2.1/x"), 307, [2]string{"Location", "http://192.0.2.1/x"}, ""},
		{"huge", Huge(1 << 20), 200, [2]string{"Content-Type", jsonType}, `{"totalFound":   `},
	}
	r := newRig(t, Options{Applications: -1})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r.Fault(OpOffer, 1, tt.fault)
			got := r.do(http.MethodGet, "/api/7/offer/x", basic(), nil)
			if got.status != tt.status || !strings.HasPrefix(got.body, tt.body) {
				t.Errorf("status %d: %.100s", got.status, got.body)
			}
			if tt.header[0] != "" && got.header.Get(tt.header[0]) != tt.header[1] {
				t.Errorf("%s: %q", tt.header[0], got.header.Get(tt.header[0]))
			}
			if tt.name == "huge" && len(got.body) < 1<<20 {
				t.Errorf("%d bytes", len(got.body))
			}
			if tt.name == "internal error" && !strings.Contains(got.body, `"requestId":"0b7e"`) {
				t.Errorf("no request ID in %s", got.body)
			}
		})
	}
}

// try sends a GET and returns what arrived of the body.
func (r *rig) try(ctx context.Context, path, authorization string) (string, error) {
	r.t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, r.URL()+path, nil)
	if err != nil {
		r.t.Fatal(err)
	}
	req.Header.Set("Authorization", authorization)
	resp, err := r.client.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return string(b), err
}

func TestFaultDrop(t *testing.T) {
	r := newRig(t, Options{Applications: -1})
	r.Fault(OpDictionary, 1, Drop())
	if _, err := r.try(t.Context(), "/api/1/dictionary/province", basic()); !errors.Is(err, io.EOF) {
		t.Errorf("error %v, want EOF", err)
	}
	if got := r.Requests(); len(got) != 1 || got[0].Status != 0 {
		t.Errorf("recorded %+v", got)
	}
}

func TestFaultLoseAnswer(t *testing.T) {
	r := newRig(t, Options{Applications: -1, RotateRefresh: true})
	tok := r.signIn("CV")
	r.Fault(OpToken, 1, LoseAnswer())
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, r.URL()+TokenPath, strings.NewReader(refreshForm(tok.RefreshToken).Encode()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if resp, err := r.client.Do(req); err == nil {
		resp.Body.Close()
		t.Error("an answer came")
	}
	r.wantFailure(r.do(http.MethodPost, TokenPath, "", refreshForm(tok.RefreshToken)), http.StatusUnauthorized, "invalid_grant")
}

func TestFaultTruncate(t *testing.T) {
	r := newRig(t, Options{})
	whole := r.do(http.MethodGet, "/api/1/dictionary/timeline-event", basic(), nil).body
	for _, n := range []int{0, 1, 100, len(whole) - 1} {
		r.Fault(OpDictionary, 1, Truncate(n))
		got, err := r.try(t.Context(), "/api/1/dictionary/timeline-event", basic())
		if !errors.Is(err, io.ErrUnexpectedEOF) || got != whole[:n] {
			t.Errorf("at %d: %d bytes, %v", n, len(got), err)
		}
	}
}

func TestFaultCutGzip(t *testing.T) {
	r := newRig(t, Options{})
	whole := r.do(http.MethodGet, "/api/1/dictionary/province", basic(), nil).body
	for n, want := range map[int]error{0: nil, 1: io.ErrUnexpectedEOF, 200: io.ErrUnexpectedEOF} {
		r.Fault(OpDictionary, 1, CutGzip(n))
		got, err := r.try(t.Context(), "/api/1/dictionary/province", basic())
		if !errors.Is(err, want) || n == 0 && got != whole || n > 8 && len(got) >= len(whole) {
			t.Errorf("without %d bytes: %d of %d, %v", n, len(got), len(whole), err)
		}
	}
}

func TestFaultSlow(t *testing.T) {
	r := newRig(t, Options{Applications: -1})
	for name, f := range map[string]Fault{"headers": DelayHeaders(time.Hour), "body": SlowBody(time.Hour)} {
		r.Fault(OpDictionary, 1, f)
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
		if _, err := r.try(ctx, "/api/1/dictionary/province", basic()); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %v", name, err)
		}
		cancel()
	}
}

// TestFaultSlowTimes runs without a socket, so that time can pass at once.
func TestFaultSlowTimes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{Applications: -1})
		ask := func(f Fault) (time.Duration, string) {
			s.Fault(OpDictionary, 1, f)
			req := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://127.0.0.1/api/1/dictionary/province", nil)
			req.Header.Set("Authorization", basic())
			start := time.Now()
			w := httptest.NewRecorder()
			s.Handler().ServeHTTP(w, req)
			return time.Since(start), w.Body.String()
		}
		none, whole := ask(Pass())
		if none != 0 {
			t.Errorf("%v without a fault", none)
		}
		if d, body := ask(DelayHeaders(time.Minute)); d != time.Minute || body != whole {
			t.Errorf("%v and %d bytes", d, len(body))
		}
		if d, body := ask(SlowBody(time.Second)); d != time.Duration(len(whole))*time.Second || body != whole {
			t.Errorf("%v and %d bytes", d, len(body))
		}
	})
}

func TestCloseEndsSlowAnswers(t *testing.T) {
	r := newRig(t, Options{Applications: -1})
	r.Fault(OpDictionary, 1, DelayHeaders(time.Hour))
	done := make(chan error, 1)
	go func() {
		_, err := r.try(context.Background(), "/api/1/dictionary/province", basic())
		done <- err
	}()
	for r.Count(OpDictionary) == 0 {
		time.Sleep(time.Millisecond)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err == nil {
		t.Error("an answer came")
	}
}

func TestFaultWrongTypes(t *testing.T) {
	r := newRig(t, Options{})
	token := r.signIn(allScopes).AccessToken
	r.Fault(OpApplications, 1, WrongTypes())
	got := r.get(token, "/api/5/application")
	var v struct {
		TotalFound   any
		Applications []struct {
			Code, Rejected, UnexpectedField any
		}
	}
	if err := json.Unmarshal([]byte(got.body), &v); err != nil {
		t.Fatal(err)
	}
	a := v.Applications[0]
	if got.status != http.StatusOK || v.TotalFound != "120" || a.Code != nil || a.Rejected != 0.0 && a.Rejected != 1.0 || a.UnexpectedField == nil {
		t.Errorf("%.300s", got.body)
	}
}

func TestFaultRewriteOfWhatIsNotJSON(t *testing.T) {
	r := newRig(t, Options{Applications: -1})
	r.Fault(OpAuthorize, 1, WrongTypes())
	if got := r.do(http.MethodGet, AuthorizePath, "", nil); got.status != http.StatusInternalServerError {
		t.Errorf("status %d", got.status)
	}
}
