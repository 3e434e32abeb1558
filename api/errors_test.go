package api

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"

	"candidaturas/api/fault"
)

var sentinels = []error{
	fault.ErrOffline, fault.ErrInsecure, fault.ErrPortal, fault.ErrBotWall, fault.ErrUnavailable, fault.ErrRateLimited,
	fault.ErrSignedOut, fault.ErrKeysRefused, fault.ErrScopeMissing, fault.ErrNotFound, fault.ErrBadAnswer,
}

// Every answer that is an error matches exactly one sentinel.
func TestR5ErrorsMatchOneSentinel(t *testing.T) {
	tests := []struct {
		status     int
		body, head string
		code       string
		want       error
	}{
		{401, `{"error":"101","error_description":"User not authenticated","timestamp":"2026-10-05T11:02:10.000+0000"}`, userChallenge, "101", fault.ErrSignedOut},
		{401, `{"error":101}`, "", "101", fault.ErrSignedOut},
		{401, `{}`, userChallenge, "", fault.ErrSignedOut},
		{401, `{}`, "", "", fault.ErrSignedOut},
		{401, `{}`, basicChallenge, "", fault.ErrKeysRefused},
		{401, `{"error":"102"}`, basicChallenge, "102", fault.ErrKeysRefused},
		{400, `{"error":"103"}`, "", "103", fault.ErrKeysRefused},
		{401, `{"error":"invalid_client"}`, "", "invalid_client", fault.ErrKeysRefused},
		{401, `{"error":"invalid_grant"}`, userChallenge, "invalid_grant", fault.ErrSignedOut},
		{400, `{"error":"invalid_grant"}`, "", "invalid_grant", fault.ErrSignedOut},
		{401, ``, `Bearer error="insufficient_scope"`, "", fault.ErrScopeMissing},
		{403, `{"error":"insufficient_scope"}`, "", "insufficient_scope", fault.ErrScopeMissing},
		{400, `{"error":"insufficient_scope"}`, "", "insufficient_scope", fault.ErrScopeMissing},
		{401, `{"error":"invalid_scope"}`, "", "invalid_scope", fault.ErrScopeMissing},
		{403, `{}`, "", "", fault.ErrScopeMissing},
		{403, `no`, "", "", fault.ErrScopeMissing},
		{404, `{"error":"313"}`, "", "313", fault.ErrNotFound},
		{400, `{"error":"321"}`, "", "321", fault.ErrNotFound},
		{400, `{"error":{"code":321}}`, "", "321", fault.ErrNotFound},
		{404, ``, "", "", fault.ErrNotFound},
		{404, `{"error":"1"}`, "", "1", fault.ErrBadAnswer},
		{503, `{"error":"1"}`, "", "1", fault.ErrBadAnswer},
		{400, `{"error":"116"}`, "", "116", fault.ErrUnavailable},
		{429, `{}`, "", "", fault.ErrRateLimited},
		{500, `{"error_description":"Error processing API call","status":500,"requestId":"11111111-2222-4333-8444-555555555555"}`, "", "", fault.ErrUnavailable},
		{502, `Bad Gateway`, "", "", fault.ErrUnavailable},
		{599, ``, "", "", fault.ErrUnavailable},
		{400, `{"error":"305"}`, "", "305", fault.ErrBadAnswer},
		{400, `{"error":"310"}`, "", "310", fault.ErrBadAnswer},
		{400, `{"error":"201"}`, "", "201", fault.ErrBadAnswer},
		{400, `{"error":["a"]}`, "", "", fault.ErrBadAnswer},
		{400, `{"error":"<script>"}`, "", "", fault.ErrBadAnswer},
		{418, `[]`, "", "", fault.ErrBadAnswer},
		{200, `{"error":"321","error_description":"x"}`, "", "321", fault.ErrNotFound},
		{200, `{"error_description":"x"}`, "", "", fault.ErrBadAnswer},
	}
	for _, tt := range tests {
		wire := always(func() *http.Response {
			if tt.head != "" {
				return response(tt.status, tt.body, "WWW-Authenticate", tt.head)
			}
			return response(tt.status, tt.body)
		})
		_, err := newTestClient(t, wire, nil).attempt(context.Background(), call{operation: "test", pattern: "/x"})
		var e *Error
		if !errors.As(err, &e) || e.Code != tt.code || e.Status != tt.status || e.Operation != "test" {
			t.Errorf("%d %s: %#v", tt.status, tt.body, err)
			continue
		}
		for _, s := range sentinels {
			if errors.Is(err, s) != errors.Is(tt.want, s) {
				t.Errorf("%d %s: matches %q: %v", tt.status, tt.body, s, errors.Is(err, s))
			}
		}
	}
}

func TestInternalErrorKeepsRequestID(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const id = "0d9f7c1e-2b3a-4c5d-8e6f-7a8b9c0d1e2f"
		wire := always(func() *http.Response {
			return response(500, `{"error_description":"Error processing API call","status":500,"timestamp":"2026-10-05T11:02:10.000+0000","requestId":"`+id+`"}`)
		})
		err := candidate(t.Context(), newTestClient(t, wire, nil))
		var e *Error
		if !errors.As(err, &e) {
			t.Fatal(err)
		}
		if e.RequestID != id || e.Code != "" || e.Status != 500 {
			t.Errorf("%#v", e)
		}
		if !strings.Contains(err.Error(), id) || strings.Contains(err.Error(), "processing") {
			t.Errorf("text %q", err)
		}
	})
}

func TestErrorCodeShapes(t *testing.T) {
	for body, want := range map[string]string{
		`{"error":"101"}`: "101", `{"error":101}`: "101", `{"error":101.0}`: "", `{"error":" 101 "}`: "101",
		`{"error":{"code":"101"}}`: "101", `{"error":{"error":"invalid_grant"}}`: "invalid_grant", `{"error":{"id":7}}`: "7",
		`{"error":null}`: "", `{"error":[]}`: "", `{"error":{}}`: "", `{}`: "", `[]`: "", ``: "", `{"error`: "",
		`{"error":"3f0c6a52-1111-4222-8333-444455556666"}`: "", `{"error":"` + strings.Repeat("a", 41) + `"}`: "",
	} {
		if e := newError("x", 400, http.Header{}, []byte(body)); e.Code != want {
			t.Errorf("%s: %q, want %q", body, e.Code, want)
		}
	}
}

func TestChallenges(t *testing.T) {
	for value, want := range map[string]challenge{
		"": challengeNone, "Digest x=1": challengeNone, basicChallenge: challengeApp, "basic": challengeApp,
		userChallenge: challengeUser, "Bearer": challengeUser, basicChallenge + ", " + userChallenge: challengeUser,
		`OAuth2 realm="Basic x", error="insufficient_scope"`: challengeScope,
	} {
		if got := parseChallenge(http.Header{"Www-Authenticate": {value}}); got != want {
			t.Errorf("%q: %d, want %d", value, got, want)
		}
	}
}
