package sandbox

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Fault answers a request in place of the operation, which it may still call.
// It runs after the request was recorded.
type Fault func(w http.ResponseWriter, r *http.Request, genuine http.Handler)

type armedFault struct {
	op    Op
	left  int // negative: for ever
	fault Fault
}

// Fault makes the next n requests for op meet f; n of 0 means every one, until
// [Server.ClearFaults]. Faults for the same operation wait their turn, so a test
// can script a sequence.
func (s *Server) Fault(op Op, n int, f Fault) {
	if n == 0 {
		n = -1
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &armedFault{op: op, left: n, fault: f})
}

// ClearFaults forgets every fault that was asked for.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

func (s *Server) takeFault(op Op) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, f := range s.faults {
		if f.op != OpAny && f.op != op {
			continue
		}
		if f.left > 0 {
			f.left--
		}
		if f.left == 0 {
			s.faults = slices.Delete(s.faults, i, i+1)
		}
		return f.fault
	}
	return nil
}

// Pass lets the request through, to place a fault later in a sequence.
func Pass() Fault {
	return func(w http.ResponseWriter, r *http.Request, genuine http.Handler) { genuine.ServeHTTP(w, r) }
}

// Answer answers with a status and body of the test's choice.
func Answer(status int, contentType, body string) Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
		writeBytes(w, status, contentType, []byte(body))
	}
}

// Failure answers with InfoJobs' error envelope.
func Failure(status int, code, description string) Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
		writeJSON(w, status, failure{Error: code, Description: description, Timestamp: wireDate(time.Now())})
	}
}

// TokenFailure answers with an error of the token endpoint, with the status that
// belongs to it.
func TokenFailure(code string) Fault {
	return Failure(tokenError{code: code}.status(), code, "Simulated failure")
}

// Disabled answers that the operation is temporarily disabled.
func Disabled() Fault {
	return Failure(http.StatusServiceUnavailable, "116", "The operation is temporarily disabled")
}

// InternalError answers with InfoJobs' envelope of an internal error, which has
// no error code but a request ID.
func InternalError(requestID string) Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
		writeJSON(w, http.StatusInternalServerError, struct {
			Description string `json:"error_description"`
			Status      int    `json:"status"`
			Timestamp   string `json:"timestamp"`
			RequestID   string `json:"requestId"`
		}{"Error processing API call", http.StatusInternalServerError, wireDate(time.Now()), requestID})
	}
}

// TooMany answers 429. The header Retry-After is left out if retryAfter is
// empty, and not checked.
func TooMany(retryAfter string) Fault {
	return func(w http.ResponseWriter, r *http.Request, genuine http.Handler) {
		if retryAfter != "" {
			w.Header().Set("Retry-After", retryAfter)
		}
		Failure(http.StatusTooManyRequests, "429", "Too many requests")(w, r, genuine)
	}
}

// BotWall answers with a web page that wants to see a browser.
func BotWall() Fault {
	return Answer(http.StatusForbidden, htmlType,
		`<!DOCTYPE html><html lang="es"><head><title>Un momento</title></head><body>`+
			`<h1>Comprueba que eres una persona</h1><script>/* … */</script></body></html>`)
}

// Portal answers as the sign-in page of a network does, with status 200.
func Portal() Fault {
	return Answer(http.StatusOK, htmlType,
		`<!DOCTYPE html><html lang="es"><head><title>Wifi</title></head><body>`+
			`<form>Acepta las condiciones para navegar</form></body></html>`)
}

// Redirect answers with a redirect to another address.
func Redirect(status int, address string) Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
		w.Header().Set("Location", address)
		w.WriteHeader(status)
	}
}

// Drop closes the connection without an answer; the operation does not happen.
// Like the other faults that cut the connection it needs a real one: it panics
// with http.ErrAbortHandler.
func Drop() Fault {
	return func(http.ResponseWriter, *http.Request, http.Handler) { panic(http.ErrAbortHandler) }
}

// LoseAnswer lets the operation happen and closes the connection in place of
// its answer.
func LoseAnswer() Fault {
	return func(_ http.ResponseWriter, r *http.Request, genuine http.Handler) {
		genuine.ServeHTTP(newCapture(), r)
		panic(http.ErrAbortHandler)
	}
}

// DelayHeaders answers genuinely, after a wait.
func DelayHeaders(d time.Duration) Fault {
	return func(w http.ResponseWriter, r *http.Request, genuine http.Handler) {
		wait(r, d)
		genuine.ServeHTTP(w, r)
	}
}

// SlowBody sends the genuine headers at once and the body a byte a pause.
func SlowBody(pause time.Duration) Fault {
	return func(w http.ResponseWriter, r *http.Request, genuine http.Handler) {
		body := sendHeaders(w, r, genuine)
		flush := http.NewResponseController(w)
		for i := range body {
			// A client that is gone shows in the wait.
			_, _ = w.Write(body[i : i+1])
			_ = flush.Flush()
			wait(r, pause)
		}
	}
}

// Truncate promises the whole genuine body, sends its first n bytes and closes
// the connection.
func Truncate(n int) Fault {
	return func(w http.ResponseWriter, r *http.Request, genuine http.Handler) {
		body := sendHeaders(w, r, genuine)
		_, _ = w.Write(body[:min(n, len(body))])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
}

// CutGzip answers genuinely and compressed, whatever the client accepts, without
// the last n bytes of the compressed stream.
func CutGzip(n int) Fault {
	return func(w http.ResponseWriter, r *http.Request, genuine http.Handler) {
		answer := newCapture()
		genuine.ServeHTTP(answer, r)
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		// Writing to a buffer does not fail.
		_, _ = z.Write(answer.body.Bytes())
		_ = z.Close()
		maps.Copy(w.Header(), answer.header)
		w.Header().Set("Content-Encoding", "gzip")
		w.WriteHeader(answer.status)
		_, _ = w.Write(b.Bytes()[:max(0, b.Len()-n)])
	}
}

// Huge answers 200 with JSON that is well formed up to size bytes, then cut.
func Huge(size int) Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
		w.Header().Set("Content-Type", jsonType)
		chunk := []byte(strings.Repeat(" ", 64<<10))
		_, err := w.Write([]byte(`{"totalFound":`))
		for sent := 0; sent < size && err == nil; sent += len(chunk) {
			_, err = w.Write(chunk)
		}
	}
}

// WrongTypes answers genuinely, but with every number as text, every truth value
// as a number, every text as null and every object's fields extended.
func WrongTypes() Fault {
	return Rewrite(mistype)
}

// Rewrite answers genuinely after the decoded JSON went through edit.
func Rewrite(edit func(any) any) Fault {
	return func(w http.ResponseWriter, r *http.Request, genuine http.Handler) {
		answer := newCapture()
		genuine.ServeHTTP(answer, r)
		var v any
		d := json.NewDecoder(&answer.body)
		d.UseNumber()
		if err := d.Decode(&v); err != nil {
			http.Error(w, "the genuine answer was not JSON", http.StatusInternalServerError)
			return
		}
		maps.Copy(w.Header(), answer.header)
		writeJSON(w, answer.status, edit(v))
	}
}

func mistype(v any) any {
	switch v := v.(type) {
	case json.Number:
		return v.String()
	case bool:
		if v {
			return 1
		}
		return 0
	case string:
		return nil
	case []any:
		for i := range v {
			v[i] = mistype(v[i])
		}
		return v
	case map[string]any:
		for key := range v {
			v[key] = mistype(v[key])
		}
		v["unexpectedField"] = map[string]any{"deep": []any{nil, 1.5, "x"}}
		return v
	}
	return v
}

// sendHeaders sends the genuine status and headers, with the length of the body
// that it returns.
func sendHeaders(w http.ResponseWriter, r *http.Request, genuine http.Handler) []byte {
	answer := newCapture()
	genuine.ServeHTTP(answer, r)
	body := answer.body.Bytes()
	maps.Copy(w.Header(), answer.header)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(answer.status)
	_ = http.NewResponseController(w).Flush()
	return body
}

// wait lets d pass. If the client or the server gives up before, it cuts the
// connection, so that no empty answer passes for a genuine one.
func wait(r *http.Request, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-r.Context().Done():
		panic(http.ErrAbortHandler)
	}
}

// A capture keeps a genuine answer for a fault to work on.
type capture struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func newCapture() *capture { return &capture{header: make(http.Header), status: http.StatusOK} }

func (c *capture) Header() http.Header         { return c.header }
func (c *capture) WriteHeader(status int)      { c.status = status }
func (c *capture) Write(b []byte) (int, error) { return c.body.Write(b) }
