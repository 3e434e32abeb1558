package auth

import (
	"errors"
	"net/http"
	"strings"

	"candidaturas/api/fault"
)

// The codes that tokenFix gives to answers which hold none.
const (
	codeWebPage   = "web_page"
	codeBadAnswer = "bad_answer"
)

// answerKind says what an answer without a token means. InfoJobs' statuses are
// not to be relied on where there is a code, but it never redirects: a network
// that asks to sign in does.
func answerKind(status int, code string, refused error) error {
	told := fault.OfCode(code)
	switch {
	case status >= 300 && status < 400:
		return fault.ErrPortal
	case errors.Is(told, fault.ErrSignedOut):
		return refused
	case errors.Is(told, fault.ErrKeysRefused), errors.Is(told, fault.ErrUnavailable):
		return told
	case status == http.StatusTooManyRequests || status >= 500:
		return fault.ErrUnavailable
	case code == codeWebPage:
		return fault.ErrBotWall
	case code == codeBadAnswer:
		return fault.ErrBadAnswer
	case status == http.StatusBadRequest || status == http.StatusUnauthorized:
		return refused
	}
	return fault.ErrBadAnswer
}

// knownCode keeps whatever else a server may have written out of errors.
func knownCode(code string) bool {
	switch code {
	case "invalid_grant", "invalid_token", "invalid_client", "unauthorized_client", "redirect_uri_mismatch",
		"invalid_scope", "unsupported_grant_type", "invalid_request", "access_denied",
		"temporarily_unavailable", "server_error", codeWebPage, codeBadAnswer:
		return true
	}
	return code != "" && len(code) <= 4 && strings.Trim(code, "0123456789") == ""
}

// networkKind says what it means that there is no answer. Offline and insecure are
// only for what failed before anything could be sent: TLS can break later too, and
// then nobody knows what InfoJobs has read.
func networkKind(err error) error {
	var unsent *unsentError
	switch {
	case !errors.As(err, &unsent):
		return fault.ErrUnavailable
	case fault.IsTLS(err), errors.Is(err, errWrongEndpoint):
		return fault.ErrInsecure
	case fault.IsDial(err):
		return fault.ErrOffline
	}
	return fault.ErrUnavailable
}
