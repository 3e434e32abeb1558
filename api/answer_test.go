package api

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"

	"golang.org/x/time/rate"

	"candidaturas/api/fault"
)

func TestR3CaptivePortal(t *testing.T) {
	tests := []struct {
		name string
		resp func() *http.Response
		want error
	}{
		{"HTML 200", func() *http.Response {
			return response(200, "<html><body>Inicia sesión en la red</body></html>", "Content-Type", "text/html")
		}, fault.ErrBotWall},
		{"HTML that says it is JSON", func() *http.Response { return response(200, " \r\n<!DOCTYPE html><html>") }, fault.ErrBotWall},
		{"XHTML", func() *http.Response {
			return response(200, `<?xml version="1.0"?><!DOCTYPE html><html xmlns="x">`, "Content-Type", "application/xml")
		}, fault.ErrBotWall},
		{"empty HTML", func() *http.Response { return response(200, "", "Content-Type", "text/html") }, fault.ErrBotWall},
		{"HTML 403", func() *http.Response { return response(403, "<html>", "Content-Type", "text/html") }, fault.ErrBotWall},
		{"HTML 429", func() *http.Response { return response(429, "<html>", "Content-Type", "text/html") }, fault.ErrBotWall},
		{"HTML 503", func() *http.Response { return response(503, "<html>", "Content-Type", "text/html") }, fault.ErrUnavailable},
		{"302", func() *http.Response { return response(302, "", "Location", "http://portal.example.invalid/") }, fault.ErrPortal},
		{"302 with HTML", func() *http.Response {
			return response(302, "<html>", "Content-Type", "text/html", "Location", "http://portal.example.invalid/")
		}, fault.ErrPortal},
		{"304", func() *http.Response { return response(304, "") }, fault.ErrPortal},
		{"plain text", func() *http.Response { return response(200, "OK", "Content-Type", "text/plain") }, fault.ErrBadAnswer},
		{"XML", func() *http.Response {
			return response(200, "<applications/>", "Content-Type", "application/xml")
		}, fault.ErrBadAnswer},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			auth := newFakeAuth("old", "new")
			wire := always(tt.resp)
			err := candidate(context.Background(), newTestClient(t, wire, auth))
			wantErr(t, err, tt.want)
			if wire.count() != 1 || len(auth.rejected) != 0 {
				t.Errorf("%d requests, %d refreshes; want 1 and none", wire.count(), len(auth.rejected))
			}
			for _, other := range sentinels {
				if errors.Is(err, other) && !errors.Is(tt.want, other) {
					t.Errorf("it matches %q too", other)
				}
			}
		})
	}
}

func TestJSONWhateverTheContentType(t *testing.T) {
	for _, contentType := range []string{"text/html", "text/plain", "application/octet-stream", ""} {
		wire := always(func() *http.Response {
			return response(200, "\ufeff"+fixture(t, "candidate.json")+"\r\n", "Content-Type", contentType)
		})
		if err := candidate(context.Background(), newTestClient(t, wire, nil)); err != nil {
			t.Errorf("%q: %v", contentType, err)
		}
	}
}

// A page cut anywhere gives an error, or all of it when only blanks are missing.
func TestR11CutPage(t *testing.T) {
	page := fixture(t, "applications.json")
	whole, _ := decoded(t, decodeApplications, page)
	for cut := range len(page) {
		a := answer{status: 200, header: http.Header{}, body: []byte(page[:cut])}
		body, err := a.json("applications")
		if err != nil {
			var be *BodyError
			if !errors.As(err, &be) || !be.Truncated {
				t.Fatalf("cut at %d: %v", cut, err)
			}
			continue
		}
		if got, _ := decoded(t, decodeApplications, string(body)); !reflect.DeepEqual(got, whole) {
			t.Fatalf("cut at %d: a partial page", cut)
		}
		if strings.TrimSpace(page[cut:]) != "" {
			t.Fatalf("cut at %d: taken for whole", cut)
		}
	}
}

func TestR11CutBodies(t *testing.T) {
	page := fixture(t, "applications.json")
	zipped := gzipped(t, page)
	tests := map[string]func(w http.ResponseWriter){
		"short body": func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", fmt.Sprint(len(page)))
			_, _ = io.WriteString(w, page[:len(page)/2])
		},
		"whole page in a short body": func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", fmt.Sprint(len(page)+1))
			_, _ = io.WriteString(w, page)
		},
		"cut gzip": func(w http.ResponseWriter) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = io.WriteString(w, zipped[:len(zipped)/2])
		},
		"broken gzip": func(w http.ResponseWriter) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = io.WriteString(w, page)
		},
		"hang up": func(http.ResponseWriter) { panic(http.ErrAbortHandler) },
		"empty":   func(http.ResponseWriter) {},
	}
	for name, write := range tests {
		t.Run(name, func(t *testing.T) {
			n := 0
			c, _ := newServerClient(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				n++
				w.Header().Set("Content-Type", "application/json")
				write(w)
			}))
			got, err := c.attempt(context.Background(), call{operation: "applications", pattern: "/api/5/application"})
			var again interface{ transient() bool }
			if err == nil || got != nil || !errors.As(err, &again) || !again.transient() {
				t.Fatalf("%d bytes, error %v", len(got), err)
			}
		})
	}
	t.Run("whole the second time", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			wire := failFirst(t, 1, func() (*http.Response, error) { return response(200, `{"id":`), nil })
			if err := candidate(t.Context(), newTestClient(t, wire, nil)); err != nil || wire.count() != 2 {
				t.Fatalf("%d requests: %v", wire.count(), err)
			}
		})
	})
}

func TestT14HugeBody(t *testing.T) {
	var sent int
	c, _ := newServerClient(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"totalFound":1,"applications":["`)
		block := strings.Repeat("a", 1<<20)
		for range 100 {
			n, err := io.WriteString(w, block)
			sent += n
			if err != nil {
				return
			}
		}
	}))
	_, err := c.Applications(context.Background(), 1)
	wantErr(t, err, fault.ErrBadAnswer)
	if !strings.Contains(err.Error(), "too large") {
		t.Errorf("error %v", err)
	}
}

func TestT14Depth(t *testing.T) {
	for _, body := range []string{
		strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000),
		`{"jobOffer":` + strings.Repeat(`{"a":`, 20_000) + "1" + strings.Repeat("}", 20_000) + "}",
	} {
		wire := always(func() *http.Response { return response(200, body) })
		_, err := newTestClient(t, wire, nil).Detail(context.Background(), "abc")
		wantErr(t, err, fault.ErrBadAnswer)
		if wire.count() != 1 {
			t.Errorf("%d requests, want 1", wire.count())
		}
	}
}

func TestTrailingData(t *testing.T) {
	for _, tail := range []string{"{}", "x", "]", "<html>", `"`} {
		wire := always(func() *http.Response { return response(200, fixture(t, "candidate.json")+tail) })
		wantErr(t, candidate(context.Background(), newTestClient(t, wire, nil)), fault.ErrBadAnswer)
	}
}

func TestR1NobodyListens(t *testing.T) {
	s := httptest.NewServer(http.NotFoundHandler())
	url := s.URL
	s.Close()
	c, err := NewClient(newFakeAuth(), Options{BaseURL: url, Rate: rate.Inf})
	if err != nil {
		t.Fatal(err)
	}
	err = candidate(context.Background(), c)
	wantErr(t, err, fault.ErrOffline)
	if !strings.Contains(err.Error(), "refused") || strings.Contains(err.Error(), "http") {
		t.Errorf("error %q", err)
	}
}
