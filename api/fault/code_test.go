package fault

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

func TestCode(t *testing.T) {
	for raw, want := range map[string]string{
		`"101"`: "101", `101`: "101", `" 102 "`: "102", `"invalid_grant"`: "invalid_grant", `0`: "0",
		`{"code":"116"}`: "116", `{"error":313}`: "313", `{"id":"321"}`: "321", `{"code":"","error":"102"}`: "102", `{"code":{"code":"1"}}`: "",
		``: "", `null`: "", `""`: "", `true`: "", `[]`: "", `["101"]`: "", `{}`: "", `1.5`: "", `-1`: "", `1e3`: "",
		`"1234567"`: "", `"Invalid_Grant"`: "", `"tok-canary"`: "", `"101 "x`: "", `"` + strings.Repeat("a", 41) + `"`: "",
	} {
		if got := Code(json.RawMessage(raw)); got != want {
			t.Errorf("%s: %q, want %q", raw, got, want)
		}
	}
}

func TestOfCode(t *testing.T) {
	for code, want := range map[string]error{
		"1": ErrBadAnswer, "101": ErrSignedOut, "102": ErrKeysRefused, "103": ErrKeysRefused, "116": ErrUnavailable,
		"313": ErrNotFound, "321": ErrNotFound, "insufficient_scope": ErrScopeMissing, "redirect_uri_mismatch": ErrKeysRefused,
		"": nil, "999": nil, "access_denied": nil,
	} {
		if got := OfCode(code); !errors.Is(got, want) {
			t.Errorf("%q: %v, want %v", code, got, want)
		}
	}
}

// FuzzCode: whatever the answer holds, nothing but a code comes out.
func FuzzCode(f *testing.F) {
	for _, seed := range []string{`"101"`, `101`, `{"code":"116"}`, `{"error":{"a":[1]}}`, `null`, `"\u0000"`, strings.Repeat("[", 20_000)} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if code := Code(raw); code != "" && !IsCode(code) {
			t.Fatalf("%q", code)
		}
	})
}
