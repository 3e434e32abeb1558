package sandbox

import (
	"bytes"
	"crypto/rand"
	"embed"
	"html/template"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
)

//go:embed pages/*.html
var pageFiles embed.FS

// A consentRequest is what a consent page, once shown, will grant.
type consentRequest struct {
	scopes    []string
	state     string
	challenge string // PKCE
	method    string
	shown     time.Time
}

// maxPages bounds the consent pages that wait for an answer at one time.
const maxPages = 64

type consentPage struct {
	Nonce, Token, Name string
	Scopes             []scopeText
}

type codePage struct{ Nonce, Code string }

type noticePage struct{ Nonce, Title, Text string }

// plausibleCode is what the code page shows; anything else did not come from
// the authorize page.
var plausibleCode = regexp.MustCompile(`^[A-Za-z0-9-]{6,64}$`)

func (s *Server) serveAuthorize(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		s.askConsent(w, r)
	case http.MethodPost:
		s.takeConsent(w, r)
	default:
		w.Header().Set("Allow", "GET, HEAD, POST")
		s.writeNotice(w, http.StatusMethodNotAllowed, "Método no admitido", "Esta página se abre con el navegador.")
	}
}

func (s *Server) askConsent(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	scopes, known := s.data.parseScopes(q.Get("scope"))
	switch {
	case !s.knownClientID(q.Get("client_id")):
		s.writeNotice(w, http.StatusUnauthorized, "Aplicación desconocida",
			"El identificador de la aplicación (client_id) no es válido.")
		return
	case q.Get("redirect_uri") != RedirectURI:
		s.writeNotice(w, http.StatusBadRequest, "Dirección de retorno no válida",
			"La dirección de retorno (redirect_uri) no coincide con la registrada.")
		return
	case q.Get("response_type") != "code":
		s.writeNotice(w, http.StatusBadRequest, "Petición no válida",
			"El tipo de respuesta (response_type) tiene que ser «code».")
		return
	case !known:
		s.writeNotice(w, http.StatusBadRequest, "Permisos no válidos",
			"La aplicación pide algún permiso (scope) que no existe.")
		return
	}
	request := consentRequest{
		scopes:    scopes,
		state:     q.Get("state"),
		challenge: q.Get("code_challenge"),
		method:    q.Get("code_challenge_method"),
		shown:     s.now(),
	}
	if request.challenge != "" && request.method == "" {
		request.method = "plain" // RFC 7636, section 4.3
	}
	if request.challenge == "" {
		request.method = ""
	}
	if s.agreedBefore(request) {
		s.sendCode(w, request)
		return
	}
	token, name := s.openPage(request)
	nonce := pageNonce(w)
	s.writePage(w, http.StatusOK, "consent.html", consentPage{
		Nonce: nonce, Token: token, Name: name, Scopes: s.data.describe(scopes),
	})
}

// takeConsent answers one of the two buttons. The one-time token says that the
// consent page was shown here, and the browser's own headers that no other site
// sent the form.
func (s *Server) takeConsent(w http.ResponseWriter, r *http.Request) {
	if err := http.NewCrossOriginProtection().Check(r); err != nil {
		s.writeNotice(w, http.StatusForbidden, "Petición rechazada",
			"La autorización solo se puede dar desde su propia página.")
		return
	}
	request, ok := s.closePage(r.PostForm.Get("token"))
	if !ok {
		s.writeNotice(w, http.StatusForbidden, "La página ha caducado",
			"Vuelve a Candidaturas y abre otra vez el navegador.")
		return
	}
	if r.PostForm.Get("decision") != "allow" {
		s.redirectToCode(w, "error=access_denied&error_description=User+denied+access", request.state)
		return
	}
	s.sendCode(w, request)
}

func (s *Server) knownClientID(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return id == s.opts.ClientID && !s.desk.refuseKeys
}

func (s *Server) openPage(q consentRequest) (token, name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	pages := s.desk.pages
	if len(pages) >= maxPages {
		delete(pages, oldestPage(pages))
	}
	token = rand.Text()
	pages[token] = q
	return token, s.accounts[s.current].person.fullName()
}

func oldestPage(pages map[string]consentRequest) string {
	var oldest string
	for token, q := range pages {
		if oldest == "" || q.shown.Before(pages[oldest].shown) {
			oldest = token
		}
	}
	return oldest
}

func (s *Server) closePage(token string) (consentRequest, bool) {
	now := s.now()
	s.mu.Lock()
	defer s.mu.Unlock()
	q, ok := s.desk.pages[token]
	delete(s.desk.pages, token)
	return q, ok && now.Sub(q.shown) < codeLifetime
}

func (s *Server) agreedBefore(q consentRequest) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.opts.RememberConsent && s.desk.agreed[s.agreementLocked(q)]
}

func (s *Server) agreementLocked(q consentRequest) string {
	scopes := slices.Sorted(slices.Values(q.scopes))
	return s.accounts[s.current].person.Key + " " + strings.Join(scopes, ",")
}

func (s *Server) sendCode(w http.ResponseWriter, q consentRequest) {
	now := s.now()
	s.mu.Lock()
	s.desk.agreed[s.agreementLocked(q)] = true
	value := s.desk.issue(s.accounts[s.current], q, s.opts.ShortCodes, now)
	s.mu.Unlock()
	s.redirectToCode(w, "code="+value, q.state)
}

func (s *Server) redirectToCode(w http.ResponseWriter, query, state string) {
	if state != "" {
		switch s.opts.State {
		case StateEncoded:
			query += "&state=" + url.QueryEscape(state)
		case StateUnescaped:
			query += "&state=" + state
		case StateDropped:
		}
	}
	setPageHeaders(w, "")
	w.Header().Set("Location", CodePath+"?"+query)
	w.WriteHeader(http.StatusSeeOther)
}

// serveCode is the page that InfoJobs sends desktop applications' users to.
func (s *Server) serveCode(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	switch {
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		s.writeNotice(w, http.StatusMethodNotAllowed, "Método no admitido", "Esta página se abre con el navegador.")
	case q.Get("error") == "access_denied":
		s.writeNotice(w, http.StatusOK, "No has dado permiso",
			"Candidaturas no podrá leer tus candidaturas de ejemplo. Puedes cerrar esta página.")
	case !plausibleCode.MatchString(q.Get("code")):
		s.writeNotice(w, http.StatusBadRequest, "Falta el código",
			"Vuelve a Candidaturas y abre otra vez el navegador.")
	default:
		s.writePage(w, http.StatusOK, "code.html", codePage{Nonce: pageNonce(w), Code: q.Get("code")})
	}
}

func (s *Server) writeNotice(w http.ResponseWriter, status int, title, text string) {
	s.writePage(w, status, "notice.html", noticePage{Nonce: pageNonce(w), Title: title, Text: text})
}

func (s *Server) writePage(w http.ResponseWriter, status int, name string, data any) {
	var b bytes.Buffer
	t, err := template.ParseFS(pageFiles, "pages/layout.html", "pages/"+name)
	if err == nil {
		err = t.ExecuteTemplate(&b, "layout.html", data)
	}
	if err != nil {
		s.opts.Log.Error("sandbox page", "page", name, "err", err)
		http.Error(w, "the page could not be made", http.StatusInternalServerError)
		return
	}
	writeBytes(w, status, htmlType, b.Bytes())
}

// pageNonce sets the headers of a page and returns the nonce that its own style
// and script carry; nothing else may load or run.
func pageNonce(w http.ResponseWriter) string {
	nonce := rand.Text()
	setPageHeaders(w, nonce)
	return nonce
}

func setPageHeaders(w http.ResponseWriter, nonce string) {
	policy := "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
	if nonce != "" {
		policy += "; style-src 'nonce-" + nonce + "'; script-src 'nonce-" + nonce + "'"
	}
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("Cache-Control", "no-store")
	// Not no-referrer: browsers then send "Origin: null" with the form.
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
}
