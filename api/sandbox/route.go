package sandbox

import (
	"crypto/subtle"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// An Op names what a request asked for, in [Request] and [Server.Fault].
type Op string

// The operations. OpAny stands for all of them when a fault is asked for.
const (
	OpAny          Op = ""
	OpAuthorize    Op = "authorize" // the consent page, both ways
	OpCode         Op = "code"      // the page that shows the code
	OpToken        Op = "token"
	OpApplications Op = "applications"
	OpApplication  Op = "application"
	OpTimeline     Op = "timeline"
	OpOffer        Op = "offer"
	OpCandidate    Op = "candidate"
	OpCurriculums  Op = "curriculums"
	OpCoverLetters Op = "coverletters"
	OpDictionary   Op = "dictionary"
	OpOwnList      Op = "ownlist" // the person's own list on the site
	OpUnknown      Op = "unknown" // any other path, the pages of offers included
)

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	page := func(path string, op Op, h http.HandlerFunc) { mux.Handle(path, s.operation(op, h)) }
	page(AuthorizePath, OpAuthorize, s.serveAuthorize)
	page(CodePath, OpCode, s.serveCode)
	page(TokenPath, OpToken, s.serveToken)

	private := func(path string, op Op, scope string, h privateHandler) {
		mux.Handle(path, s.operation(op, s.private(scope, h)))
	}
	private("/api/5/application", OpApplications, "MY_APPLICATIONS", s.serveApplications)
	private("/api/1/application/{id}", OpApplication, "MY_APPLICATIONS", s.serveApplication)
	private("/api/3/application/{id}/timeline", OpTimeline, "APPLICATION_TIMELINE", s.serveTimeline)
	private("/api/6/candidate", OpCandidate, "CANDIDATE_PROFILE_WITH_EMAIL", s.serveCandidate)
	private("/api/2/curriculum", OpCurriculums, "CV", s.serveCurriculums)
	private("/api/1/coverletter", OpCoverLetters, "CV", s.serveCoverLetters)

	public := func(path string, op Op, h http.HandlerFunc) {
		mux.Handle(path, s.operation(op, s.public(h)))
	}
	public("/api/7/offer/{id}", OpOffer, s.serveOffer)
	public("/api/1/dictionary/{id}", OpDictionary, s.serveDictionary)

	mux.HandleFunc("/favicon.ico", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNoContent)
	})
	page(ownListPath, OpOwnList, s.serveOwnList)
	page("/", OpUnknown, s.serveOther)
	return s.ownHostOnly(mux)
}

// ownHostOnly refuses names that lead here but are not the server's own: a web
// page could otherwise read the answers through a name that it re-points.
func (s *Server) ownHostOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.ownHost(r.Host) {
			http.Error(w, "unknown host", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *Server) ownHost(host string) bool {
	if slices.Contains(s.opts.Hosts, host) {
		return true
	}
	s.mu.Lock()
	l := s.listener
	s.mu.Unlock()
	if l != nil {
		return host == l.Addr().String()
	}
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	ip := net.ParseIP(strings.Trim(name, "[]"))
	return ip != nil && ip.IsLoopback()
}

// operation records the request, lets a fault take its place, and logs it.
func (s *Server) operation(op Op, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sw := &statusWriter{ResponseWriter: w}
		s.record(op, sw, r)
		defer func() {
			s.opts.Log.Debug("sandbox", "method", r.Method, "path", r.URL.Path, "status", sw.status())
		}()
		if f := s.takeFault(op); f != nil {
			f(sw, r, next)
			return
		}
		next.ServeHTTP(sw, r)
	})
}

type privateHandler func(w http.ResponseWriter, r *http.Request, a *account)

// public lets a request through whose Authorization names the application.
func (s *Server) public(next http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.refusedApp(w, r) || s.refusedMethod(w, r) {
			return
		}
		next(w, r)
	})
}

// private lets a request through whose Authorization names the application and
// a person who granted the scope.
func (s *Server) private(scope string, next privateHandler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.refusedApp(w, r) || s.refusedMethod(w, r) {
			return
		}
		_, bearer := splitAuthorization(r)
		s.mu.Lock()
		g := s.desk.access(bearer, s.now())
		s.mu.Unlock()
		switch {
		case g == nil:
			s.writeUserRefused(w, scope)
		case !slices.Contains(g.scopes, scope):
			s.writeScopeMissing(w, scope)
		default:
			next(w, r, g.account)
		}
	})
}

func (s *Server) refusedMethod(w http.ResponseWriter, r *http.Request) bool {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return false
	}
	s.writeUnknownOperation(w)
	return true
}

func (s *Server) refusedApp(w http.ResponseWriter, r *http.Request) bool {
	basic, _ := splitAuthorization(r)
	if basic == "" {
		s.writeAppRefused(w, "102", "Client credentials are required")
		return true
	}
	id, secret, ok := (&http.Request{Header: http.Header{"Authorization": {"Basic " + basic}}}).BasicAuth()
	if !ok || !s.knownClient(id, secret) {
		s.writeAppRefused(w, "103", "Client credentials are not valid")
		return true
	}
	return false
}

// splitAuthorization reads the two halves of "Basic x,Bearer y". Like InfoJobs
// it looks at one header line only and allows no space after the comma.
func splitAuthorization(r *http.Request) (basic, bearer string) {
	first, second, _ := strings.Cut(r.Header.Get("Authorization"), ",")
	basic, ok := strings.CutPrefix(first, "Basic ")
	if !ok {
		return "", ""
	}
	bearer, _ = strings.CutPrefix(second, "Bearer ")
	if bearer == second {
		bearer = ""
	}
	return basic, bearer
}

func (s *Server) knownClient(id, secret string) bool {
	s.mu.Lock()
	refused := s.desk.refuseKeys
	s.mu.Unlock()
	sameID := subtle.ConstantTimeCompare([]byte(id), []byte(s.opts.ClientID))
	sameSecret := subtle.ConstantTimeCompare([]byte(secret), []byte(s.opts.ClientSecret))
	return !refused && sameID&sameSecret == 1
}

// A Request is one that the server received, faults included.
type Request struct {
	Op     Op
	At     time.Time
	Method string
	Host   string
	Path   string
	Query  url.Values
	Header http.Header
	Form   url.Values // of a form body only
	Status int        // what was answered; 0 if nothing was
}

const (
	maxBody    = 64 << 10
	maxRecords = 20_000
)

func (s *Server) record(op Op, w *statusWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	// A body that is no form leaves PostForm empty, which is what InfoJobs sees.
	_ = r.ParseForm()
	req := &Request{
		Op: op, At: s.now(), Method: r.Method, Host: r.Host, Path: r.URL.Path,
		Query: r.URL.Query(), Header: r.Header.Clone(), Form: cloneValues(r.PostForm),
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.requests) >= maxRecords {
		s.requests = slices.Delete(s.requests, 0, maxRecords/2)
	}
	s.requests = append(s.requests, req)
	s.counts[op]++
	w.answered = func(status int) {
		s.mu.Lock()
		req.Status = status
		s.mu.Unlock()
	}
}

// Requests returns what was received, oldest first, at most the last ten
// thousand or so.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make([]Request, len(s.requests))
	for i, r := range s.requests {
		all[i] = *r
		all[i].Query = cloneValues(r.Query)
		all[i].Header = r.Header.Clone()
		all[i].Form = cloneValues(r.Form)
	}
	return all
}

// Count returns how many requests for op were received; for [OpAny], all.
func (s *Server) Count(op Op) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if op != OpAny {
		return s.counts[op]
	}
	n := 0
	for _, c := range s.counts {
		n += c
	}
	return n
}

// ResetRequests forgets what was received and counted.
func (s *Server) ResetRequests() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = nil
	clear(s.counts)
}

func cloneValues(v url.Values) url.Values { return url.Values(http.Header(v).Clone()) }

// A statusWriter tells the status once it is known.
type statusWriter struct {
	http.ResponseWriter
	answered func(status int)
	code     int
}

func (w *statusWriter) WriteHeader(status int) {
	if w.code == 0 {
		w.code = status
		w.answered(status)
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *statusWriter) Write(b []byte) (int, error) {
	if w.code == 0 {
		w.WriteHeader(http.StatusOK)
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController flush.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *statusWriter) status() int { return w.code }
