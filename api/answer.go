package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"candidaturas/api/fault"
)

// maxBody is how much of an answer is read; a page of applications takes some
// tens of kilobytes.
const maxBody = 8 << 20

// An answer is a response whose body was read.
type answer struct {
	status    int
	header    http.Header
	body      []byte
	truncated bool
	tooLarge  bool
}

// readAnswer reads and closes the body. What ends a body early is part of the
// answer, unless it took too long.
func readAnswer(resp *http.Response) (answer, error) {
	defer func() { _ = resp.Body.Close() }()
	a := answer{status: resp.StatusCode, header: resp.Header}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
	a.body = body
	if len(body) > maxBody {
		a.tooLarge = true
		return a, nil
	}
	if fault.IsTimeout(err) {
		return a, err
	}
	a.truncated = err != nil
	return a, nil
}

// json returns the JSON text of a successful answer and an error for all others.
func (a answer) json(operation string) ([]byte, error) {
	body := bytes.TrimPrefix(a.body, []byte("\xef\xbb\xbf"))
	switch {
	case a.status >= 300 && a.status < 400:
		return nil, &RedirectError{Operation: operation, Status: a.status}
	case isHTML(a.header, body):
		return nil, &HTMLError{Operation: operation, Status: a.status, wait: fault.RetryAfter(a.header, time.Now())}
	case a.status < 200 || a.status >= 300:
		return nil, newError(operation, a.status, a.header, body)
	case a.tooLarge:
		return nil, &BodyError{Operation: operation, Reason: "too large"}
	case a.truncated:
		return nil, &BodyError{Operation: operation, Reason: "cut short", Truncated: true}
	}
	if err := checkJSON(operation, body); err != nil {
		return nil, err
	}
	if isErrorEnvelope(body) {
		return nil, newError(operation, a.status, a.header, body)
	}
	return body, nil
}

// checkJSON wants one complete JSON value and nothing behind it.
func checkJSON(operation string, body []byte) error {
	dec := json.NewDecoder(bytes.NewReader(body))
	var v json.RawMessage
	err := dec.Decode(&v)
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return &BodyError{Operation: operation, Reason: "cut short", Truncated: true}
	case err != nil:
		return &BodyError{Operation: operation, Reason: "not JSON"}
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return &BodyError{Operation: operation, Reason: "followed by something else"}
	}
	return nil
}

// isErrorEnvelope recognises an error that came with a successful status.
func isErrorEnvelope(body []byte) bool {
	odd := 0
	o, ok := parseObject(body, &odd)
	return ok && (o.has("error") || o.has("error_description"))
}

// isHTML goes by the body before the content type, which gateways get wrong in
// both directions.
func isHTML(h http.Header, body []byte) bool {
	body = bytes.TrimLeft(body, "\ufeff \t\r\n")
	if len(body) > 0 && (body[0] == '{' || body[0] == '[') {
		return false
	}
	if strings.Contains(strings.ToLower(h.Get("Content-Type")), "html") {
		return true
	}
	if len(body) == 0 || body[0] != '<' {
		return false
	}
	head := bytes.ToLower(body[:min(len(body), 1024)])
	return bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<!doctype html"))
}
