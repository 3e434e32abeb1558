package present

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"candidaturas/api/fault"
	"candidaturas/auth"
)

func TestMaskEmail(t *testing.T) {
	for email, want := range map[string]string{
		"lucia@example.com":         "l•••@example.com",
		"a@b":                       "a•••@b",
		"ñandú@example.com":         "ñ•••@example.com",
		`"a@secret"@example.com`:    `"•••@example.com`,
		"first@last@example.com":    "f•••@example.com",
		"":                          "",
		"@example.com":              "",
		"no address":                "",
		"l@":                        "l•••@",
		"maría.josé+x@example.com ": "m•••@example.com ",
	} {
		if got := maskEmail(email); got != want {
			t.Errorf("maskEmail(%q) = %q, want %q", email, got, want)
		}
	}
}

func FuzzMaskEmail(f *testing.F) {
	for _, s := range []string{"", "@", "a@b", "lucia@example.com", "a@b@c", "\xff\xfe@x", "é@é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, email string) {
		got := maskEmail(email)
		at := strings.LastIndex(email, "@")
		if at <= 0 {
			if got != "" {
				t.Errorf("maskEmail(%q) = %q", email, got)
			}
			return
		}
		masked, host, ok := strings.Cut(got, "•••")
		if !ok || utf8.RuneCountInString(masked) != 1 || host != email[at:] {
			t.Errorf("maskEmail(%q) = %q", email, got)
		}
	})
}

func TestSignInMessage(t *testing.T) {
	w := words(t, "es")
	for _, tt := range []struct {
		err error
		key string
	}{
		{auth.ErrEmpty, "error.code_empty"},
		{auth.ErrMalformed, "error.code_malformed"},
		{auth.ErrStateMismatch, "error.state"},
		{auth.ErrForeignHost, "error.foreign_host"},
		{auth.ErrAuthorizePage, "error.authorize_page"},
		{auth.ErrDenied, "error.denied"},
		{auth.ErrRefused, "error.refused"},
		{auth.ErrAttemptExpired, "error.attempt_expired"},
		{auth.ErrAttemptCancelled, "error.attempt_expired"},
		{auth.ErrCodeRejected, "error.code_rejected"},
		{fault.ErrKeysRefused, "error.keys_signin"},
		{fault.ErrInsecure, "error.insecure"},
		{fault.ErrPortal, "error.portal"},
		{fault.ErrBotWall, "error.bot_wall"},
		{fault.ErrUnavailable, "error.unavailable"},
		{fault.ErrOffline, "error.offline"},
		{fault.ErrBadAnswer, "error.bad_answer"},
		{fault.ErrRateLimited, "error.unavailable"},
		{fault.ErrSignedOut, "error.code_rejected"},
		{errors.New("secret-token in an error"), "error.unexpected"},
		{nil, "error.unexpected"},
	} {
		m := signInMessage(w, fmt.Errorf("doing it: %w", tt.err))
		if m.Text != w.T(tt.key) || !m.Error || m.Details != "" {
			t.Errorf("%v: %+v", tt.err, m)
		}
	}
}

// supported is an error that InfoJobs' support can look for.
type supported struct{ code, id string }

func (supported) Error() string                       { return "an error" }
func (s supported) Support() (code, requestID string) { return s.code, s.id }

func TestDetails(t *testing.T) {
	w := words(t, "es")
	for _, tt := range []struct {
		err  error
		want string
	}{
		{nil, ""},
		{errors.New("another"), ""},
		{supported{}, ""},
		{supported{code: "116"}, "Código de InfoJobs: 116"},
		{supported{"116", "6f1d"}, "Referencia para el soporte de InfoJobs: 6f1d"},
		{fmt.Errorf("reading: %w", supported{"", "6f1d"}), "Referencia para el soporte de InfoJobs: 6f1d"},
	} {
		if got := details(w, tt.err); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.err, got, tt.want)
		}
	}
}

func TestStartsAgain(t *testing.T) {
	for _, e := range signInErrors {
		want := e.err == auth.ErrStateMismatch || e.err == auth.ErrAttemptExpired || e.err == auth.ErrAttemptCancelled //nolint:errorlint // the sentinels themselves
		if got := startsAgain(fmt.Errorf("checking: %w", e.err)); got != want {
			t.Errorf("%v: %v", e.err, got)
		}
	}
}
