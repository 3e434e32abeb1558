package sandbox

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

var uuid = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)

func TestExchange(t *testing.T) {
	r := newRig(t, Options{Applications: -1})
	code, err := r.IssueCode("MY_APPLICATIONS,CV")
	if err != nil {
		t.Fatal(err)
	}
	if !uuid.MatchString(code) {
		t.Errorf("code %q", code)
	}
	got := r.do(http.MethodPost, TokenPath, "", exchangeForm(code))
	if got.status != http.StatusOK || got.header.Get("Cache-Control") != "no-store" {
		t.Fatalf("status %d, headers %v", got.status, got.header)
	}
	if ct := got.header.Get("Content-Type"); ct != "application/json;charset=UTF-8" {
		t.Errorf("content type %q", ct)
	}
	want := regexp.MustCompile(`^\{"access_token":"[0-9a-f-]{36}","expires_in":43199,` +
		`"refresh_token":"[0-9a-f-]{36}","scope":"MY_APPLICATIONS CV","token_type":"undefined"\}$`)
	if !want.MatchString(got.body) {
		t.Errorf("body %s", got.body)
	}
	r.wantFailure(r.do(http.MethodPost, TokenPath, "", exchangeForm(code)), http.StatusUnauthorized, "invalid_grant")
}

// set returns a change of one parameter; an empty value takes it away.
func set(key, value string) func(url.Values) {
	return func(v url.Values) {
		v.Del(key)
		if value != "" {
			v.Set(key, value)
		}
	}
}

func TestExchangeRefusals(t *testing.T) {
	tests := []struct {
		name   string
		change func(url.Values)
		status int
		code   string
		spends bool
	}{
		{"no grant type", set("grant_type", ""), 400, "invalid_request", false},
		{"odd grant type", set("grant_type", "device_code"), 400, "unsupported_grant_type", false},
		{"grant type of others", set("grant_type", "client_credentials"), 401, "unauthorized_client", false},
		{"no code", set("code", ""), 400, "invalid_request", false},
		{"unknown code", set("code", "abcdef"), 401, "invalid_grant", false},
		{"no client", set("client_id", ""), 401, "invalid_client", true},
		{"other client", set("client_id", "x"), 401, "invalid_client", true},
		{"no secret", set("client_secret", ""), 401, "invalid_client", true},
		{"encoded secret", set("client_secret", url.QueryEscape(SampleClientSecret)), 401, "invalid_client", true},
		{"no redirect", set("redirect_uri", ""), 401, "redirect_uri_mismatch", true},
		{"https redirect", set("redirect_uri", strings.Replace(RedirectURI, "http:", "https:", 1)), 401, "redirect_uri_mismatch", true},
		{"redirect with slash", set("redirect_uri", RedirectURI+"/"), 401, "redirect_uri_mismatch", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, Options{Applications: -1})
			code, err := r.IssueCode("CV")
			if err != nil {
				t.Fatal(err)
			}
			form := exchangeForm(code)
			tt.change(form)
			r.wantFailure(r.do(http.MethodPost, TokenPath, "", form), tt.status, tt.code)

			again := r.do(http.MethodPost, TokenPath, "", exchangeForm(code))
			if tt.spends {
				r.wantFailure(again, http.StatusUnauthorized, "invalid_grant")
			} else if again.status != http.StatusOK {
				t.Errorf("the code was spent: %s", again.body)
			}
		})
	}
}

func TestTokenRequestForms(t *testing.T) {
	r := newRig(t, Options{Applications: -1})
	t.Run("query", func(t *testing.T) {
		code, err := r.IssueCode("CV")
		if err != nil {
			t.Fatal(err)
		}
		if got := r.do(http.MethodPost, TokenPath+"?"+exchangeForm(code).Encode(), "", nil); got.status != http.StatusOK {
			t.Errorf("status %d: %s", got.status, got.body)
		}
	})
	t.Run("json", func(t *testing.T) {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, r.URL()+TokenPath,
			strings.NewReader(`{"grant_type":"authorization_code"}`))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/json")
		r.wantFailure(r.send(req), http.StatusBadRequest, "invalid_request")
	})
	t.Run("basic header only", func(t *testing.T) {
		code, err := r.IssueCode("CV")
		if err != nil {
			t.Fatal(err)
		}
		form := exchangeForm(code)
		form.Del("client_id")
		form.Del("client_secret")
		r.wantFailure(r.do(http.MethodPost, TokenPath, basic(), form), http.StatusUnauthorized, "invalid_client")
	})
	for _, method := range []string{http.MethodGet, http.MethodPut, http.MethodDelete} {
		got := r.do(method, TokenPath, "", nil)
		if got.status != http.StatusMethodNotAllowed || got.header.Get("Allow") != http.MethodPost {
			t.Errorf("%s: status %d", method, got.status)
		}
	}
}

func TestCodeLivesTenMinutes(t *testing.T) {
	for age, want := range map[time.Duration]int{
		10*time.Minute - time.Second: http.StatusOK, 10 * time.Minute: http.StatusUnauthorized,
	} {
		r := newRig(t, Options{Applications: -1})
		code, err := r.IssueCode("CV")
		if err != nil {
			t.Fatal(err)
		}
		r.clock.add(age)
		if got := r.do(http.MethodPost, TokenPath, "", exchangeForm(code)); got.status != want {
			t.Errorf("after %v: status %d, want %d", age, got.status, want)
		}
	}
}

func TestPKCE(t *testing.T) {
	const verifier = "a-verifier-of-more-than-forty-three-characters-0123"
	sum := sha256.Sum256([]byte(verifier))
	challenge := base64.RawURLEncoding.EncodeToString(sum[:])
	tests := []struct {
		name, challenge, method, verifier string
		want                              int
	}{
		{"none", "", "", "", 200},
		{"verifier alone", "", "", verifier, 200},
		{"S256", challenge, "S256", verifier, 200},
		{"S256 wrong", challenge, "S256", verifier + "x", 401},
		{"S256 missing", challenge, "S256", "", 401},
		{"plain", verifier, "plain", verifier, 200},
		{"plain by default", verifier, "", verifier, 200},
		{"plain wrong", verifier, "", "other", 401},
		{"unknown method", challenge, "S512", verifier, 401},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, Options{Applications: -1})
			address := r.URL() + authorizeQuery(func(v url.Values) {
				if tt.challenge != "" {
					v.Set("code_challenge", tt.challenge)
				}
				if tt.method != "" {
					v.Set("code_challenge_method", tt.method)
				}
			})
			page, err := Decide(t.Context(), address, true)
			if err != nil {
				t.Fatal(err)
			}
			u, err := url.Parse(page)
			if err != nil {
				t.Fatal(err)
			}
			form := exchangeForm(u.Query().Get("code"))
			if tt.verifier != "" {
				form.Set("code_verifier", tt.verifier)
			}
			if got := r.do(http.MethodPost, TokenPath, "", form); got.status != tt.want {
				t.Errorf("status %d, want %d: %s", got.status, tt.want, got.body)
			}
		})
	}
}

func TestRefresh(t *testing.T) {
	for _, rotate := range []bool{false, true} {
		r := newRig(t, Options{Applications: -1, RotateRefresh: rotate})
		old := r.signIn(allScopes)
		got := r.do(http.MethodPost, TokenPath, "", refreshForm(old.RefreshToken))
		if got.status != http.StatusOK {
			t.Fatalf("status %d: %s", got.status, got.body)
		}
		fresh := decode[tokenAnswer](t, got.body)
		if fresh.AccessToken == old.AccessToken || (fresh.RefreshToken != old.RefreshToken) != rotate {
			t.Errorf("rotate %v: %+v after %+v", rotate, fresh, old)
		}
		r.wantFailure(r.get(old.AccessToken, "/api/6/candidate"), http.StatusUnauthorized, "101")
		if got := r.get(fresh.AccessToken, "/api/6/candidate"); got.status != http.StatusOK {
			t.Errorf("the new token: status %d", got.status)
		}
		again := r.do(http.MethodPost, TokenPath, "", refreshForm(old.RefreshToken))
		if rotate {
			r.wantFailure(again, http.StatusUnauthorized, "invalid_grant")
		} else if again.status != http.StatusOK {
			t.Errorf("the same refresh token: status %d", again.status)
		}
	}
}

func TestRefreshRefusals(t *testing.T) {
	tests := []struct {
		name   string
		change func(url.Values)
		status int
		code   string
	}{
		{"no token", set("refresh_token", ""), 400, "invalid_request"},
		{"unknown token", set("refresh_token", "x"), 401, "invalid_grant"},
		{"other client", set("client_id", "x"), 401, "invalid_client"},
		{"other redirect", set("redirect_uri", "http://example.com/"), 401, "redirect_uri_mismatch"},
		{"scope not granted", set("scope", "CV,MY_APPLICATIONS"), 400, "invalid_scope"},
		{"scope granted", set("scope", "CV"), 200, ""},
		{"no redirect", set("redirect_uri", ""), 200, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, Options{Applications: -1})
			form := refreshForm(r.signIn("CV").RefreshToken)
			tt.change(form)
			got := r.do(http.MethodPost, TokenPath, "", form)
			if tt.status != http.StatusOK {
				r.wantFailure(got, tt.status, tt.code)
			} else if got.status != http.StatusOK {
				t.Errorf("status %d: %s", got.status, got.body)
			}
		})
	}
}

func TestTokenOptions(t *testing.T) {
	t.Run("refresh needs redirect", func(t *testing.T) {
		r := newRig(t, Options{Applications: -1, RefreshNeedsRedirect: true})
		form := refreshForm(r.signIn("CV").RefreshToken)
		form.Del("redirect_uri")
		r.wantFailure(r.do(http.MethodPost, TokenPath, "", form), http.StatusBadRequest, "invalid_request")
	})
	t.Run("refresh token omitted", func(t *testing.T) {
		r := newRig(t, Options{Applications: -1, OmitRefresh: true})
		got := r.do(http.MethodPost, TokenPath, "", refreshForm(r.signIn("CV").RefreshToken))
		if got.status != http.StatusOK || strings.Contains(got.body, "refresh_token") {
			t.Errorf("status %d: %s", got.status, got.body)
		}
	})
	for style, want := range map[ScopeStyle]string{ScopeSpaces: "CV MY_APPLICATIONS", ScopeCommas: "CV,MY_APPLICATIONS", ScopeAbsent: ""} {
		r := newRig(t, Options{Applications: -1, Scope: style})
		if got := r.signIn("CV,MY_APPLICATIONS").Scope; got != want {
			t.Errorf("style %d: scope %q, want %q", style, got, want)
		}
	}
	t.Run("own keys and lifetime", func(t *testing.T) {
		r := newRig(t, Options{Applications: -1, ClientID: "me", ClientSecret: "s", Lifetime: time.Minute})
		code, err := r.IssueCode("CV")
		if err != nil {
			t.Fatal(err)
		}
		form := exchangeForm(code)
		form.Set("client_id", "me")
		form.Set("client_secret", "s")
		if got := r.do(http.MethodPost, TokenPath, "", form); !strings.Contains(got.body, `"expires_in":60,`) {
			t.Errorf("body %s", got.body)
		}
	})
	t.Run("short codes", func(t *testing.T) {
		r := newRig(t, Options{Applications: -1, ShortCodes: true})
		code, err := r.IssueCode("CV")
		if err != nil || len(code) != 6 {
			t.Errorf("code %q, %v", code, err)
		}
	})
}

func TestRefreshTokenLivesThirtyDaysFromTheFirstGrant(t *testing.T) {
	r := newRig(t, Options{Applications: -1})
	refresh := r.signIn("CV").RefreshToken
	r.clock.add(30*24*time.Hour - time.Second)
	if got := r.do(http.MethodPost, TokenPath, "", refreshForm(refresh)); got.status != http.StatusOK {
		t.Fatalf("status %d: %s", got.status, got.body)
	}
	r.clock.add(time.Second)
	r.wantFailure(r.do(http.MethodPost, TokenPath, "", refreshForm(refresh)), http.StatusUnauthorized, "invalid_token")
}

func TestGrantControls(t *testing.T) {
	r := newRig(t, Options{})
	tok := r.signIn(allScopes)
	refresh := func() reply { return r.do(http.MethodPost, TokenPath, "", refreshForm(tok.RefreshToken)) }

	r.ExpireAccessTokens()
	r.wantFailure(r.get(tok.AccessToken, "/api/6/candidate"), http.StatusUnauthorized, "101")
	if got := refresh(); got.status != http.StatusOK {
		t.Errorf("refresh after expiry: %s", got.body)
	}
	r.RefuseKeys(true)
	r.wantFailure(refresh(), http.StatusUnauthorized, "invalid_client")
	r.wantFailure(r.get(tok.AccessToken, "/api/6/candidate"), http.StatusUnauthorized, "103")
	r.RefuseKeys(false)
	r.RevokeGrant()
	r.wantFailure(refresh(), http.StatusUnauthorized, "invalid_grant")

	code, err := r.IssueCode("CV")
	if err != nil {
		t.Fatal(err)
	}
	r.ExpireCodes()
	r.wantFailure(r.do(http.MethodPost, TokenPath, "", exchangeForm(code)), http.StatusUnauthorized, "invalid_grant")

	r.GrantOnly("MY_APPLICATIONS")
	if got := r.signIn(allScopes).Scope; got != "MY_APPLICATIONS" {
		t.Errorf("scope %q", got)
	}
	r.GrantOnly()
	if got := r.signIn("CV").Scope; got != "CV" {
		t.Errorf("scope %q", got)
	}
	if _, err := r.IssueCode("cv"); err == nil {
		t.Error("a code for an unknown scope")
	}
}
