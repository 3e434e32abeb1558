package auth

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// maxWait caps what InfoJobs may ask to wait, so that a slip of theirs does not
// look like a broken app.
const maxWait = time.Hour

// The codes that tokenFix gives to answers which hold none.
const (
	codeWebPage   = "web_page"
	codeBadAnswer = "bad_answer"
)

// answerKind says what an answer without a token means. InfoJobs' statuses are
// not to be relied on where there is a code, but it never redirects: a network
// that asks to sign in does.
func answerKind(status int, code string, refused error) error {
	if status >= 300 && status < 400 {
		return ErrPortal
	}
	switch code {
	case "invalid_grant", "invalid_token", "101":
		return refused
	case "invalid_client", "unauthorized_client", "redirect_uri_mismatch", "102", "103":
		return ErrKeysRefused
	case "116", "temporarily_unavailable", "server_error":
		return ErrUnavailable
	}
	switch {
	case status == http.StatusTooManyRequests || status >= 500:
		return ErrUnavailable
	case code == codeWebPage:
		return ErrWebPage
	case code == codeBadAnswer:
		return ErrBadAnswer
	case status == http.StatusBadRequest || status == http.StatusUnauthorized:
		return refused
	}
	return ErrBadAnswer
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

// networkKind says what it means that there is no answer. [ErrOffline] and
// [ErrInsecure] are only for what failed before anything could be sent: TLS can
// break later too, and then nobody knows what InfoJobs has read.
func networkKind(err error) error {
	var (
		unsent       *unsentError
		verification *tls.CertificateVerificationError
		record       tls.RecordHeaderError
		alert        tls.AlertError
		authority    x509.UnknownAuthorityError
		hostname     x509.HostnameError
		invalid      x509.CertificateInvalidError
		dns          *net.DNSError
		op           *net.OpError
	)
	switch {
	case !errors.As(err, &unsent):
		return ErrUnavailable
	case errors.As(err, &verification), errors.As(err, &record), errors.As(err, &alert),
		errors.As(err, &authority), errors.As(err, &hostname), errors.As(err, &invalid),
		errors.Is(err, http.ErrSchemeMismatch), errors.Is(err, errWrongEndpoint):
		return ErrInsecure
	case errors.As(err, &dns), errors.As(err, &op) && (op.Op == "dial" || op.Op == "proxyconnect"):
		return ErrOffline
	}
	return ErrUnavailable
}

// answeredAt is the moment of an answer by the clock that its Retry-After goes by,
// which may differ from this computer's.
func answeredAt(r *http.Response) time.Time {
	if at, err := http.ParseTime(r.Header.Get("Date")); err == nil {
		return at
	}
	return time.Now()
}

// retryAfter reads the header of that name: seconds or an HTTP date. What is
// absent, past or makes no sense is 0.
func retryAfter(header string, now time.Time) time.Duration {
	header = strings.TrimSpace(header)
	if header == "" {
		return 0
	}
	var wait time.Duration
	if seconds, err := strconv.ParseInt(header, 10, 64); err == nil {
		wait = time.Duration(min(seconds, int64(maxWait/time.Second))) * time.Second
	} else if at, err := http.ParseTime(header); err == nil {
		wait = at.Sub(now)
	}
	return min(max(wait, 0), maxWait)
}
