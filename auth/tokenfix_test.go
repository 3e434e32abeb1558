package auth

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"candidaturas/api/fault"
)

func TestR12FormsOfAnAnswer(t *testing.T) {
	const token = `"access_token":"CANARY-at","refresh_token":"CANARY-rt"`
	for _, tt := range []struct {
		name, contentType, body string
		life                    time.Duration
		scopes                  string
	}{
		{"plain text", "text/plain", `{` + token + `,"expires_in":43199}`, 43199 * time.Second, ""},
		{"called HTML", "text/html;charset=UTF-8", `{` + token + `,"expires_in":43199}`, 43199 * time.Second, ""},
		{"byte order mark", "application/json", "\xef\xbb\xbf{" + token + `,"expires_in":43199}`, 43199 * time.Second, ""},
		{"fraction", "application/json", `{` + token + `,"expires_in":43199.0}`, 43199 * time.Second, ""},
		{"exponent", "application/json", `{` + token + `,"expires_in":4.3e4}`, 43000 * time.Second, ""},
		{"string", "application/json", `{` + token + `,"expires_in":"43199"}`, 43199 * time.Second, ""},
		{"string with a blank", "application/json", `{` + token + `,"expires_in":" 600"}`, 600 * time.Second, ""},
		{"empty string", "application/json", `{` + token + `,"expires_in":""}`, unknownLifetime, ""},
		{"null", "application/json", `{` + token + `,"expires_in":null}`, unknownLifetime, ""},
		{"absent", "application/json", `{` + token + `}`, unknownLifetime, ""},
		{"bool", "application/json", `{` + token + `,"expires_in":true}`, unknownLifetime, ""},
		{"object", "application/json", `{` + token + `,"expires_in":{}}`, unknownLifetime, ""},
		{"zero", "application/json", `{` + token + `,"expires_in":0}`, unknownLifetime, ""},
		{"negative", "application/json", `{` + token + `,"expires_in":-1}`, unknownLifetime, ""},
		{"not a number", "application/json", `{` + token + `,"expires_in":"NaN"}`, unknownLifetime, ""},
		{"short", "application/json", `{` + token + `,"expires_in":5}`, minLifetime, ""},
		{"huge", "application/json", `{` + token + `,"expires_in":99999999999999999999}`, maxLifetime, ""},
		{"out of range", "application/json", `{` + token + `,"expires_in":1e999}`, maxLifetime, ""},
		{"null error", "application/json", `{` + token + `,"error":null,"token_type":"undefined"}`, unknownLifetime, ""},
		{"empty error", "application/json", `{` + token + `,"error":""}`, unknownLifetime, ""},
		{"odd token type", "application/json", `{` + token + `,"token_type":{"x":1}}`, unknownLifetime, ""},
		{"scopes by space", "application/json", `{` + token + `,"scope":"CV MY_APPLICATIONS"}`, unknownLifetime, "CV,MY_APPLICATIONS"},
		{"scopes by comma", "application/json", `{` + token + `,"scope":"cv, my_applications,CV"}`, unknownLifetime, "CV,MY_APPLICATIONS"},
		{"scopes empty", "application/json", `{` + token + `,"scope":""}`, unknownLifetime, ""},
		{"scopes null", "application/json", `{` + token + `,"scope":null}`, unknownLifetime, ""},
		{"scopes array", "application/json", `{` + token + `,"scope":["CV"]}`, unknownLifetime, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, _ := testClient(t, func(int, *http.Request) (*http.Response, error) {
				r := answerWith(200, tt.body)
				r.Header.Set("Content-Type", tt.contentType)
				return r, nil
			})
			g, err := c.exchange(t.Context(), c.Keys(), "CANARY-code", "")
			if err != nil {
				t.Fatal(err)
			}
			if g.Access != "CANARY-at" || g.Refresh != "CANARY-rt" {
				t.Error("the tokens are not the server's")
			}
			if left := time.Until(g.Expiry); left > tt.life || left < tt.life-30*time.Second {
				t.Errorf("lives %v, want %v", left, tt.life)
			}
			if g.ScopesKnown != (tt.scopes != "") || g.Scopes.String() != tt.scopes {
				t.Errorf("scopes = %q (%v), want %q", g.Scopes, g.ScopesKnown, tt.scopes)
			}
		})
	}
}

func TestRefreshKeepsWhatIsLeftOut(t *testing.T) {
	c, _ := testClient(t, always(200, `{"access_token":"CANARY-new","expires_in":100000}`))
	old := goodGrant()
	old.Scopes, old.ScopesKnown = DefaultScopes(), true
	g, err := c.refresh(t.Context(), c.Keys(), old)
	if err != nil {
		t.Fatal(err)
	}
	if g.Access != "CANARY-new" || g.Refresh != old.Refresh || g.Account != "acc" || !g.Since.Equal(old.Since) || len(g.Scopes) != 4 || !g.ScopesKnown {
		t.Error("the refresh lost something")
	}
}

func TestT13ResponseHoldsNothing(t *testing.T) {
	for _, status := range []int{200, 307, 400, 401, 503} {
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "/x?"+readBody(r))
			w.Header().Set("X-Echo", "CANARY")
			w.WriteHeader(status)
			_, _ = fmt.Fprint(w, "CANARY <html>")
		}))
		c, err := NewClient(ClientOptions{WWW: srv.URL, Keys: testKeys})
		if err != nil {
			t.Fatal(err)
		}
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, srv.URL+tokenPath, strings.NewReader("code=CANARY&client_secret=CANARY"))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := c.http.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		noSecret(t, resp.Header)
		noSecret(t, *resp.Request)
		if resp.Request.GetBody != nil || resp.Request.Body != nil {
			t.Error("the request on the response can be read again")
		}
		var a answer
		if err := json.NewDecoder(resp.Body).Decode(&a); err != nil || a.Error != codeBadAnswer {
			t.Errorf("body: %+v, %v", a, err)
		}
		closeBody(resp.Body)
		c.CloseIdleConnections()
		srv.Close()
	}
}

func FuzzTokenAnswer(f *testing.F) {
	for _, seed := range []string{
		tokenBody(1), `{"error":"invalid_grant"}`, `{"error":223}`, `<html>`, "\xef\xbb\xbf{}", `{"access_token":"x","expires_in":1e400}`,
		`{"error":{"a":[1]}}`, `[]`, `null`, `{"access_token":"a","access_token":"b"}`, strings.Repeat("[", 20000), `{"expires_in":"0x10","access_token":"a"}`,
	} {
		f.Add(200, []byte(seed))
	}
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		if status < 100 || status > 599 {
			status = 200
		}
		c, s := testClient(t, always(status, string(body)))
		g, err := c.exchange(t.Context(), c.Keys(), "the-code", "")
		if s.count() != 1 {
			t.Fatalf("%d requests", s.count())
		}
		if err != nil {
			if !strings.HasPrefix(err.Error(), "redeeming what was pasted: ") || len(err.Error()) > 200 {
				t.Fatalf("odd error: %v", err)
			}
			return
		}
		if !fault.ValidToken(g.Access.Reveal()) || g.Refresh != "" && !fault.ValidToken(g.Refresh.Reveal()) {
			t.Fatal("a token that cannot be sent")
		}
		if life := time.Until(g.Expiry); life < minLifetime-time.Second || life > maxLifetime {
			t.Fatalf("lives %v", life)
		}
	})
}

// idleCloser counts how often idle connections are to be closed.
type idleCloser struct {
	http.RoundTripper
	closed int
}

func (c *idleCloser) CloseIdleConnections() { c.closed++ }

// TestR29IdleConnectionsAreClosed: nothing of the sign-in outlives the app.
func TestR29IdleConnectionsAreClosed(t *testing.T) {
	base := &idleCloser{}
	c := &Client{http: &http.Client{Transport: &tokenFix{base: base}}}
	c.CloseIdleConnections()
	if base.closed != 1 {
		t.Errorf("closed %d times", base.closed)
	}
}
