package sandbox

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// A tokenAnswer is what the token endpoint says when it agrees.
type tokenAnswer struct {
	AccessToken  string `json:"access_token"`
	ExpiresIn    int    `json:"expires_in"`
	RefreshToken string `json:"refresh_token,omitempty"`
	Scope        string `json:"scope,omitempty"`
	TokenType    string `json:"token_type"`
}

// A tokenError is what the token endpoint says when it does not.
type tokenError struct{ code, description string }

// status is 401 for what concerns the grant or the client, as Spring Security
// OAuth answered in its first milestones, which InfoJobs resembles.
func (e tokenError) status() int {
	switch e.code {
	case "invalid_grant", "invalid_token", "redirect_uri_mismatch", "invalid_client", "unauthorized_client":
		return http.StatusUnauthorized
	}
	return http.StatusBadRequest
}

func (s *Server) serveToken(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		s.writeFailure(w, http.StatusMethodNotAllowed, "invalid_request", "Method not allowed")
		return
	}
	// Form holds the query and the form body; a JSON body is not read at all.
	answer, refused := s.grantToken(r.Form)
	if refused != nil {
		s.writeFailure(w, refused.status(), refused.code, refused.description)
		return
	}
	writeJSON(w, http.StatusOK, answer)
}

func (s *Server) grantToken(form url.Values) (*tokenAnswer, *tokenError) {
	switch form.Get("grant_type") {
	case "authorization_code":
		return s.exchange(form)
	case "refresh_token":
		return s.refresh(form)
	case "client_credentials", "password", "implicit":
		return nil, &tokenError{"unauthorized_client", "Unauthorized grant type"}
	case "":
		return nil, &tokenError{"invalid_request", "Missing grant type"}
	}
	return nil, &tokenError{"unsupported_grant_type", "Unsupported grant type"}
}

func (s *Server) exchange(form url.Values) (*tokenAnswer, *tokenError) {
	value := form.Get("code")
	if value == "" {
		return nil, &tokenError{"invalid_request", "An authorization code must be supplied"}
	}
	now := s.now()
	s.mu.Lock()
	c, alive := s.desk.spend(value, now)
	s.mu.Unlock()

	// From here on the code is gone, whatever is wrong with the rest.
	if !s.knownClient(form.Get("client_id"), form.Get("client_secret")) {
		return nil, &tokenError{"invalid_client", "Client credentials are not valid"}
	}
	if !alive {
		return nil, &tokenError{"invalid_grant", "Invalid authorization code"}
	}
	if form.Get("redirect_uri") != RedirectURI {
		return nil, &tokenError{"redirect_uri_mismatch", "Redirect URI mismatch"}
	}
	if !c.verifies(form.Get("code_verifier")) {
		return nil, &tokenError{"invalid_grant", "Invalid code verifier"}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.desk.renew(c.grant, s.opts.Lifetime, false, now)
	return s.answerLocked(c.grant), nil
}

func (s *Server) refresh(form url.Values) (*tokenAnswer, *tokenError) {
	if form.Get("refresh_token") == "" {
		return nil, &tokenError{"invalid_request", "A refresh token must be supplied"}
	}
	if !s.knownClient(form.Get("client_id"), form.Get("client_secret")) {
		return nil, &tokenError{"invalid_client", "Client credentials are not valid"}
	}
	if refused := s.refuseRefreshRedirect(form); refused != nil {
		return nil, refused
	}
	now := s.now()
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.desk.refreshes[form.Get("refresh_token")]
	if g == nil {
		return nil, &tokenError{"invalid_grant", "Invalid refresh token"}
	}
	if now.Sub(g.since) >= refreshLifetime {
		return nil, &tokenError{"invalid_token", "Invalid refresh token (expired)"}
	}
	for _, scope := range splitScopes(form.Get("scope")) {
		if !slices.Contains(g.scopes, scope) {
			return nil, &tokenError{"invalid_scope", "Invalid scope"}
		}
	}
	s.desk.renew(g, s.opts.Lifetime, s.opts.RotateRefresh, now)
	answer := s.answerLocked(g)
	if s.opts.OmitRefresh {
		answer.RefreshToken = ""
	}
	return answer, nil
}

func (s *Server) refuseRefreshRedirect(form url.Values) *tokenError {
	uri := form.Get("redirect_uri")
	switch {
	case uri == RedirectURI:
		return nil
	case uri != "":
		return &tokenError{"redirect_uri_mismatch", "Redirect URI mismatch"}
	case s.opts.RefreshNeedsRedirect:
		return &tokenError{"invalid_request", "A redirect URI must be supplied"}
	}
	return nil
}

func (s *Server) answerLocked(g *grant) *tokenAnswer {
	answer := &tokenAnswer{
		AccessToken:  g.access,
		ExpiresIn:    int(s.opts.Lifetime.Seconds()),
		RefreshToken: g.refresh,
		TokenType:    "undefined",
	}
	switch s.opts.Scope {
	case ScopeSpaces:
		answer.Scope = strings.Join(g.scopes, " ")
	case ScopeCommas:
		answer.Scope = strings.Join(g.scopes, ",")
	case ScopeAbsent:
	}
	return answer
}

func splitScopes(scopes string) []string {
	return strings.FieldsFunc(scopes, func(r rune) bool { return r == ',' || r == ' ' })
}
