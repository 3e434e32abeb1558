package auth

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"candidaturas/api/fault"
)

const (
	maxAnswer = 64 << 10
	// unknownLifetime is for a token that does not say how long it lives: short
	// rather than for ever.
	unknownLifetime = 10 * time.Minute
	// minLifetime keeps the early refresh from making every call a refresh.
	minLifetime = 2 * time.Minute
	maxLifetime = 30 * 24 * time.Hour
)

var errWrongEndpoint = errors.New("request for an address other than the token endpoint")

// tokenFix stands between golang.org/x/oauth2 and InfoJobs' token endpoint. It
// sends what InfoJobs asks for beyond the library's request, and gives the
// library answers that it reads without losing a token or keeping a secret.
type tokenFix struct {
	base     http.RoundTripper
	endpoint *url.URL
	log      *slog.Logger
}

// CloseIdleConnections closes those of the transport below.
func (t *tokenFix) CloseIdleConnections() {
	if w, ok := t.base.(interface{ CloseIdleConnections() }); ok {
		w.CloseIdleConnections()
	}
}

func (t *tokenFix) RoundTrip(req *http.Request) (*http.Response, error) {
	defer closeBody(req.Body)
	if req.Method != http.MethodPost || req.URL.String() != t.endpoint.String() || req.Host != t.endpoint.Host {
		return nil, &unsentError{errWrongEndpoint}
	}
	fixed, err := fixRequest(req)
	if err != nil {
		return nil, err
	}
	form := &watched{ReadCloser: fixed.Body}
	fixed.Body = form
	start := time.Now()
	resp, err := t.base.RoundTrip(fixed)
	if err != nil {
		err = fmt.Errorf("sending the token request: %w", err)
		if !form.read.Load() {
			err = &unsentError{err}
		}
		t.log.Info("token request failed", "method", req.Method, "path", req.URL.Path,
			"duration", time.Since(start), "kind", networkKind(err).Error())
		return nil, err
	}
	defer closeBody(resp.Body)
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	t.log.Info("token request", "method", req.Method, "path", req.URL.Path, "status", resp.StatusCode,
		"duration", time.Since(start), "bytes", len(body))
	if err != nil {
		return nil, fmt.Errorf("reading the answer: %w", err)
	}
	return t.bare(resp, fixAnswer(body)), nil
}

// A watched body knows whether anybody began to read it. What sends a request
// reads its body only once the connection stands, TLS included.
type watched struct {
	io.ReadCloser
	read atomic.Bool
}

func (w *watched) Read(p []byte) (int, error) {
	w.read.Store(true)
	return w.ReadCloser.Read(p) //nolint:wrapcheck // a reader passes on what the one below says
}

// An unsentError is a failure before any of the form could leave this machine.
type unsentError struct{ err error }

func (e *unsentError) Error() string { return e.err.Error() }
func (e *unsentError) Unwrap() error { return e.err }

// closeBody ignores the error: what was wanted of the body has been read.
func closeBody(body io.Closer) {
	if body != nil {
		_ = body.Close()
	}
}

// fixRequest adds redirect_uri to a refresh, and leaves out GetBody, with which
// the request could be sent again.
func fixRequest(req *http.Request) (*http.Request, error) {
	body, err := io.ReadAll(io.LimitReader(req.Body, maxAnswer))
	if err != nil {
		return nil, fmt.Errorf("reading the token request: %w", err)
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		// The error of ParseQuery quotes the form.
		return nil, errors.New("the token request is not a form")
	}
	if form.Get("grant_type") == "refresh_token" {
		form.Set("redirect_uri", RedirectURI)
	}
	encoded := form.Encode()
	fixed := req.Clone(req.Context())
	fixed.Body = io.NopCloser(strings.NewReader(encoded))
	fixed.GetBody = nil
	fixed.ContentLength = int64(len(encoded))
	fixed.Header.Set("Accept", "application/json")
	return fixed, nil
}

// bare keeps of a response what may end up inside an error of the library: the
// status, how long to wait, and a body without secrets unless it is the grant.
func (t *tokenFix) bare(resp *http.Response, body []byte) *http.Response {
	header := http.Header{"Content-Type": {"application/json"}}
	for _, name := range []string{"Retry-After", "Date"} {
		if value := resp.Header.Get(name); value != "" {
			header.Set(name, value)
		}
	}
	return &http.Response{
		Status:        http.StatusText(resp.StatusCode),
		StatusCode:    resp.StatusCode,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        header,
		Body:          io.NopCloser(bytes.NewReader(body)),
		ContentLength: int64(len(body)),
		Request:       &http.Request{Method: http.MethodPost, URL: t.endpoint, Header: http.Header{}},
	}
}

// An answer holds the only fields that go on to the library.
type answer struct {
	Access    string `json:"access_token,omitempty"`
	Refresh   string `json:"refresh_token,omitempty"`
	TokenType string `json:"token_type,omitempty"`
	ExpiresIn int64  `json:"expires_in,omitempty"`
	Scope     string `json:"scope,omitempty"`
	Error     string `json:"error,omitempty"`
}

// fixAnswer reads a body whatever its content type and writes it anew.
func fixAnswer(body []byte) []byte {
	out, err := json.Marshal(readAnswer(body)) //nolint:gosec // for the library alone
	if err != nil {
		return []byte(`{"error":"` + codeBadAnswer + `"}`)
	}
	return out
}

func readAnswer(body []byte) answer {
	body = bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")))
	if bytes.HasPrefix(body, []byte("<")) {
		return answer{Error: codeWebPage}
	}
	var fields map[string]json.RawMessage
	if len(body) > maxAnswer || json.Unmarshal(body, &fields) != nil {
		return answer{Error: codeBadAnswer}
	}
	if code := errorCode(fields["error"]); code != "" {
		return answer{Error: code}
	}
	access := text(fields["access_token"])
	if !fault.ValidToken(access) {
		return answer{Error: codeBadAnswer}
	}
	a := answer{
		Access:    access,
		Refresh:   text(fields["refresh_token"]),
		TokenType: "Bearer",
		ExpiresIn: int64(lifetime(fields["expires_in"]) / time.Second),
		Scope:     ParseScopes(text(fields["scope"])).String(),
	}
	if !fault.ValidToken(a.Refresh) {
		a.Refresh = ""
	}
	return a
}

// text is empty for anything that is not a string.
func text(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return s
}

// errorCode reads InfoJobs' code; empty for none. Whatever
// else is there is an error all the same, without a code.
func errorCode(raw json.RawMessage) string {
	if text := strings.Trim(string(raw), "\" \t\r\n"); text == "" || text == "null" {
		return ""
	}
	if code := fault.Code(raw); knownCode(code) {
		return code
	}
	return "unknown"
}

// lifetime reads expires_in in all the forms that a number takes.
func lifetime(raw json.RawMessage) time.Duration {
	seconds, err := strconv.ParseFloat(strings.Trim(string(raw), "\" \t\r\n"), 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) || math.IsNaN(seconds) || seconds <= 0 {
		return unknownLifetime
	}
	if seconds >= maxLifetime.Seconds() {
		return maxLifetime
	}
	return max(time.Duration(seconds)*time.Second, minLifetime)
}
