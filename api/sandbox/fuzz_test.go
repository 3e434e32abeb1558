package sandbox

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

// FuzzServer sends odd requests: none may make the server fail, hand out a token
// or answer an operation with anything but JSON.
func FuzzServer(f *testing.F) {
	f.Add("GET", "/api/5/application", "order=last-event&page=2&pageSize=30", "Basic eA==,Bearer y", "")
	f.Add("GET", AuthorizePath, authorizeQuery(nil)[len(AuthorizePath)+1:], "", "")
	f.Add("POST", AuthorizePath, "", "", "token=A&decision=allow")
	f.Add("GET", CodePath, "code=%3Cscript%3Ealert(1)%3C/script%3E", "", "")
	f.Add("POST", TokenPath, "grant_type=refresh_token", "", refreshForm("x").Encode())
	f.Add("POST", TokenPath, "", "", exchangeForm("%zz").Encode())
	f.Add("GET", "/api/1/application/a%2Fb", "", basic(), "")
	s := New(Options{Applications: 3, Now: func() time.Time { return noon }, Hosts: []string{"example.com"}})
	f.Fuzz(func(t *testing.T, method, path, query, authorization, form string) {
		r, err := http.NewRequestWithContext(t.Context(), method, "http://example.com", strings.NewReader(form))
		if err != nil {
			t.Skip("net/http itself refuses such a request")
		}
		r.URL = &url.URL{Scheme: "http", Host: "example.com", Path: "/" + strings.TrimPrefix(path, "/"), RawQuery: query}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Authorization", authorization)
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, r)

		if w.Code >= http.StatusInternalServerError {
			t.Errorf("status %d", w.Code)
		}
		body := w.Body.String()
		if strings.Contains(body, "access_token") {
			t.Error("a token for nothing")
		}
		switch w.Header().Get("Content-Type") {
		case jsonType:
			if !json.Valid(w.Body.Bytes()) {
				t.Errorf("not JSON: %.200s", body)
			}
		case htmlType:
			if strings.Count(body, "<script") > 1 {
				t.Error("a script that is not the page's own")
			}
		}
	})
}
