package auth

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"
)

func TestT13SecretIsHidden(t *testing.T) {
	s := Secret("CANARY-secret")
	noSecret(t, s)
	noSecret(t, &s)
	noSecret(t, Keys{"id", s})
	noSecret(t, []Secret{s})
	noSecret(t, map[Secret]Secret{s: s})
	noSecret(t, Grant{Access: s, Refresh: s})
	noSecret(t, Pasted{s, s})
	noSecret(t, Result{Grant: Grant{Access: s}})
	for _, verb := range []string{"%x", "%X", "%d", "%t", "%10s", "%U"} {
		if got := fmt.Sprintf(verb, s); got != Hidden {
			t.Errorf("%s: %s", verb, got)
		}
	}
	b, err := json.Marshal(map[string]any{"x": []any{s, Keys{"id", s}}})
	if err != nil || strings.Contains(string(b), canary) {
		t.Errorf("JSON: %s, %v", b, err)
	}
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "a", s, "b", Keys{"id", s}, "c", &s)
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "a", s, "b", Keys{"id", s}, "c", &s)
	if strings.Contains(log.String(), canary) {
		t.Errorf("log: %s", log.String())
	}
	if s.Reveal() != "CANARY-secret" {
		t.Error("Reveal does not")
	}
}

func TestT13RedactAttr(t *testing.T) {
	secret := "Q7/zR+k2LmNp90aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789"
	for _, tt := range []struct {
		name string
		args []any
	}{
		{"by key", []any{"access_token", "hunter"}},
		{"by key with case", []any{"Client-Secret", "hunter"}},
		{"code", []any{"code", "hunter"}},
		{"e-mail key", []any{"email", "hunter"}},
		{"any under a secret key", []any{"authorization", []string{"hunter"}}},
		{"in a group", []any{slog.Group("g", "refreshToken", "hunter")}},
		{"e-mail", []any{"who", "de hunter@example.com, sí"}},
		{"e-mail in an address", []any{"u", "https://x/?m=hunter%40example.com"}},
		{"bearer", []any{"h", "Basic hunter,Bearer hunter"}},
		{"form", []any{"b", "grant_type=x&client_secret=hunter&a=b"}},
		{"JSON", []any{"b", `{"refresh_token": "hunter"}`}},
		{"error", []any{"err", fmt.Errorf("wrapping: %w", errors.New("code=hunter"))}},
		{"struct", []any{"v", struct{ Mail string }{"hunter@example.com"}}},
		{"bytes", []any{"v", []byte("token=hunter")}},
		{"resolved late", []any{"v", late("code: hunter")}},
	} {
		for _, handler := range []string{"text", "JSON"} {
			if got := logged(handler, "m", tt.args...); strings.Contains(got, "hunter") {
				t.Errorf("%s, %s: %s", tt.name, handler, got)
			}
		}
	}
	for _, text := range []string{uuidCode, strings.ReplaceAll(uuidCode, "-", ""), secret, strings.ReplaceAll(secret, "/", "%2F"), "/tmp/" + uuidCode, "/a/b/" + strings.ReplaceAll(secret, "/", "x")} {
		if got := logged("text", "about "+text, "v", text); strings.Contains(got, text) {
			t.Errorf("shown: %s", got)
		}
	}
	got := logged("text", "hola", "status", 401, "error_code", "101", "code", "223", "path", "/home/ana/.local/share/candidaturas/candidaturas.db",
		"after", 3*time.Second, "err", errors.New("status code: 503"), "nothing", nil, "page", 2)
	for _, want := range []string{"hola", "status=401", "error_code=101", "code=223", "/home/ana/.local/share/candidaturas/candidaturas.db", "after=3s", "503", "page=2"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in %s", want, got)
		}
	}
}

type late string

func (l late) LogValue() slog.Value { return slog.StringValue(string(l)) }

func logged(handler, msg string, args ...any) string {
	var b bytes.Buffer
	o := &slog.HandlerOptions{ReplaceAttr: RedactAttr, AddSource: true}
	var h slog.Handler = slog.NewTextHandler(&b, o)
	if handler == "JSON" {
		h = slog.NewJSONHandler(&b, o)
	}
	slog.New(h).Info(msg, args...)
	return b.String()
}

func FuzzRedact(f *testing.F) {
	for _, seed := range []string{"", "a@b.es", "token=x", "%", "Bearer ", "code: \"", strings.Repeat("a1", 20), "\xff@x"} {
		f.Add(seed)
	}
	const secret = "Q7zRk2LmNp90aBcDeFgHiJkLmN"
	f.Fuzz(func(t *testing.T, text string) {
		for _, around := range []string{text, text + " " + secret + " " + text, "token=" + secret + " " + text} {
			got := RedactAttr(nil, slog.String("msg", around)).Value.String()
			if strings.Contains(got, secret) && !strings.Contains(text, secret) {
				t.Fatalf("%q shows the secret", got)
			}
		}
	})
}

func TestScopes(t *testing.T) {
	s := ParseScopes(" cv,MY_APPLICATIONS  APPLICATION_TIMELINE,, cv ")
	if s.String() != "CV,MY_APPLICATIONS,APPLICATION_TIMELINE" || !s.Has(ScopeTimeline) || s.Has(ScopeProfile) {
		t.Errorf("scopes = %v", s)
	}
	if ParseScopes(" , ") != nil {
		t.Error("an empty list has scopes")
	}
}

func TestResolveKeys(t *testing.T) {
	own, env, pub := Keys{"own", "a"}, Keys{"env", "b"}, Keys{"pub", "c"}
	for _, tt := range []struct {
		own, env, pub Keys
		want          Keys
	}{
		{own, env, pub, own},
		{Keys{}, env, pub, env},
		{Keys{"own", ""}, Keys{"", "b"}, pub, pub},
		{Keys{" own\n", " a "}, env, pub, own},
		{Keys{}, Keys{}, Keys{" ", " "}, Keys{}},
	} {
		if got := ResolveKeys(tt.own, tt.env, tt.pub); got != tt.want {
			t.Errorf("%v, want %v", got.ClientID, tt.want.ClientID)
		}
	}
}

func TestStoredKeys(t *testing.T) {
	v := NewMemoryVault()
	if k, err := LoadKeys(t.Context(), v); err != nil || !k.Empty() {
		t.Errorf("nothing stored: %v", err)
	}
	if err := SaveKeys(t.Context(), v, testKeys); err != nil {
		t.Fatal(err)
	}
	if k, err := LoadKeys(t.Context(), v); err != nil || k != testKeys {
		t.Errorf("stored keys differ: %v", err)
	}
	noSecret(t, v)
	for _, odd := range []string{"", "{", `{"v":2,"id":"a","secret":"b"}`, `[]`} {
		if err := v.Save(t.Context(), itemKeys, []byte(odd)); err != nil {
			t.Fatal(err)
		}
		if k, err := LoadKeys(t.Context(), v); err != nil || !k.Empty() {
			t.Errorf("%q: %v", odd, err)
		}
		if _, err := v.Load(t.Context(), itemKeys); err != nil {
			t.Errorf("%q was deleted", odd)
		}
	}
	if err := ClearKeys(t.Context(), v); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Load(t.Context(), itemKeys); !errors.Is(err, ErrNotFound) {
		t.Errorf("after clearing: %v", err)
	}
	broken := &fakeVault{err: ErrKeyringLocked}
	if _, err := LoadKeys(t.Context(), broken); !errors.Is(err, ErrKeyringLocked) {
		t.Errorf("locked: %v", err)
	}
	if err := SaveKeys(t.Context(), broken, testKeys); !errors.Is(err, ErrKeyringLocked) {
		t.Errorf("locked: %v", err)
	}
	if err := ClearKeys(t.Context(), broken); !errors.Is(err, ErrKeyringLocked) {
		t.Errorf("locked: %v", err)
	}
}

func TestGrantItem(t *testing.T) {
	g := goodGrant()
	g.Scopes, g.ScopesKnown = ParseScopes("CV,MY_APPLICATIONS"), true
	b, err := encodeGrant(g)
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := decodeGrant(b); !ok || fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", g) || got.Access != g.Access || got.Refresh != g.Refresh {
		t.Errorf("%+v, want %+v", got, g)
	}
	if len(b) > maxItem/4 {
		t.Errorf("%d bytes", len(b))
	}
	for _, odd := range []string{"", "null", "{}", `{"v":2,"at":"a","rt":"b"}`, `{"v":1}`, `{"v":1,"at":"a b"}`, `{"v":1,"at":"a","rt":"b,c"}`, `{"v":"1","at":"a"}`} {
		if _, ok := decodeGrant([]byte(odd)); ok {
			t.Errorf("%s was taken", odd)
		}
	}
}

func FuzzDecodeItem(f *testing.F) {
	f.Add([]byte(`{"v":1,"at":"a","rt":"b","exp":1790000000,"scope":"CV","account":"x"}`))
	f.Add([]byte(`{"v":1,"id":"a","secret":"b"}`))
	f.Add([]byte(`{"v":1,"at":"a","exp":9223372036854775807,"since":-1}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		decodeKeys(b)
		g, ok := decodeGrant(b)
		if !ok {
			return
		}
		again, err := encodeGrant(g)
		if err != nil {
			t.Fatal(err)
		}
		if h, ok := decodeGrant(again); !ok || h.Access != g.Access || h.Refresh != g.Refresh || !h.Expiry.Equal(g.Expiry) || h.Account != g.Account {
			t.Fatalf("%s then %s", b, again)
		}
	})
}
