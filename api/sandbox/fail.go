package sandbox

import (
	"encoding/json"
	"net/http"
	"time"
)

// dateLayout is how the operations write dates, always in UTC.
const dateLayout = "2006-01-02T15:04:05.000-0700"

func wireDate(t time.Time) string { return t.UTC().Format(dateLayout) }

// A failure is the documented envelope of an error.
type failure struct {
	Error       string `json:"error"`
	Description string `json:"error_description"`
	Timestamp   string `json:"timestamp"`
}

// The challenges of the two halves of the Authorization header: the scheme
// tells which half was refused.
const (
	appChallenge  = `Basic realm="InfoJobs-API"`
	userChallenge = `OAuth2 realm="InfoJobs-API" ` +
		`auth-uri="https://www.infojobs.net/api/oauth/user-authorize/index.xhtml" ` +
		`token-uri="https://www.infojobs.net/oauth/authorize" scope=`
)

func (s *Server) writeFailure(w http.ResponseWriter, status int, code, description string) {
	writeJSON(w, status, failure{Error: code, Description: description, Timestamp: wireDate(s.now())})
}

func (s *Server) writeUnknownOperation(w http.ResponseWriter) {
	s.writeFailure(w, http.StatusNotFound, "1", "The operation does not exist")
}

func (s *Server) writeAppRefused(w http.ResponseWriter, code, description string) {
	w.Header().Set("WWW-Authenticate", appChallenge)
	s.writeFailure(w, http.StatusUnauthorized, code, description)
}

func (s *Server) writeUserRefused(w http.ResponseWriter, scope string) {
	w.Header().Set("WWW-Authenticate", userChallenge+`"`+scope+`"`)
	s.writeFailure(w, http.StatusUnauthorized, "101", "The user is not authenticated")
}

func (s *Server) writeScopeMissing(w http.ResponseWriter, scope string) {
	s.writeFailure(w, http.StatusForbidden, "insufficient_scope", "Insufficient scope: "+scope+" is required")
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		http.Error(w, "encoding the answer failed", http.StatusInternalServerError)
		return
	}
	writeBytes(w, status, jsonType, b)
}

const (
	jsonType = "application/json;charset=UTF-8"
	htmlType = "text/html;charset=UTF-8"
)

func writeBytes(w http.ResponseWriter, status int, contentType string, b []byte) {
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	// The status is out: a reader that went away cannot be told anything.
	_, _ = w.Write(b)
}
