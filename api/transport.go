package api

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"candidaturas/api/fault"
)

// maxRefusal is how much of a 401 is read to tell why.
const maxRefusal = 64 << 10

// A transport adds the Authorization header to requests that read from one
// scheme and host, and refuses all others, whoever makes them or follows
// redirects above it.
type transport struct {
	base   *url.URL
	wire   http.RoundTripper
	auth   Authorizer
	person bool // send the person's token too
}

// RoundTrip sends the request. If InfoJobs refuses the person's token it asks
// for another one and sends the request once more.
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := t.check(req); err != nil {
		if req.Body != nil {
			_ = req.Body.Close()
		}
		return nil, err
	}
	header, token, err := t.authorization(req.Context(), "")
	if err != nil {
		return nil, err
	}
	resp, err := t.send(req, header)
	if err != nil || !t.person || !tokenRefused(resp) {
		return resp, err
	}
	header, next, err := t.authorization(req.Context(), token)
	if err != nil {
		_ = resp.Body.Close()
		return nil, err
	}
	if next == token {
		return resp, nil
	}
	_ = resp.Body.Close()
	return t.send(req, header)
}

func (t *transport) check(req *http.Request) error {
	switch {
	case req.URL.Scheme != t.base.Scheme || req.URL.Host != t.base.Host || req.Host != "" && req.Host != t.base.Host:
		return errElsewhere
	case req.Method != http.MethodGet || req.Body != nil && req.Body != http.NoBody:
		return errWriting
	}
	return nil
}

// CloseIdleConnections closes those of the transport below.
func (t *transport) CloseIdleConnections() {
	if w, ok := t.wire.(interface{ CloseIdleConnections() }); ok {
		w.CloseIdleConnections()
	}
}

// send leaves the request without its Authorization header in the response, so
// that printing or keeping the response gives nothing away.
func (t *transport) send(req *http.Request, authorization string) (*http.Response, error) {
	out := req.Clone(req.Context())
	out.Header.Set("Authorization", authorization)
	resp, err := t.wire.RoundTrip(out)
	if resp != nil {
		resp.Request = req
	}
	return resp, err
}

// authorization returns the header's value and the token in it. rejected is the
// token that another one is wanted for, or "".
func (t *transport) authorization(ctx context.Context, rejected string) (header, token string, err error) {
	id, secret, err := t.auth.App(ctx)
	if err != nil {
		return "", "", &authorizerError{err}
	}
	if id == "" || secret == "" || strings.Contains(id, ":") {
		return "", "", errKeysShape
	}
	header = "Basic " + base64.StdEncoding.EncodeToString([]byte(id+":"+secret))
	if !t.person {
		return header, "", nil
	}
	token, err = t.auth.Token(ctx, rejected)
	if err != nil {
		return "", "", &authorizerError{err}
	}
	if !fault.ValidToken(token) {
		return "", "", errTokenShape
	}
	return header + ",Bearer " + token, token, nil
}

// tokenRefused reports whether the answer says that the person's half of the
// header is missing or dead. The body can still be read afterwards.
func tokenRefused(resp *http.Response) bool {
	if resp.StatusCode != http.StatusUnauthorized {
		return false
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxRefusal))
	resp.Body = &rest{io.MultiReader(bytes.NewReader(body), errReader{err}, resp.Body), resp.Body}
	if err != nil || isHTML(resp.Header, body) {
		return false
	}
	e := newError("", resp.StatusCode, resp.Header, body)
	return e.userRefused()
}

// An authorizerError is a failure of the [Authorizer], kept apart from those of
// the network.
type authorizerError struct{ err error }

func (e *authorizerError) Error() string { return fmt.Sprintf("getting the authorization: %v", e.err) }
func (e *authorizerError) Unwrap() error { return e.err }

// A rest is a body of which the beginning was read and put back.
type rest struct {
	io.Reader
	io.Closer
}

// An errReader gives back the error that ended an earlier read.
type errReader struct{ err error }

func (r errReader) Read([]byte) (int, error) {
	if r.err == nil {
		return 0, io.EOF
	}
	return 0, r.err
}
