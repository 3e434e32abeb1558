package sandbox

import (
	"math"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

func authorizeQuery(change func(url.Values)) string {
	v := url.Values{
		"scope": {allScopes}, "client_id": {SampleClientID}, "redirect_uri": {RedirectURI},
		"response_type": {"code"}, "state": {"st_-1"},
	}
	if change != nil {
		change(v)
	}
	return AuthorizePath + "?" + v.Encode()
}

func TestConsentPage(t *testing.T) {
	r := newRig(t, Options{Applications: -1})
	got := r.do(http.MethodGet, authorizeQuery(nil), "", nil)
	if got.status != http.StatusOK {
		t.Fatalf("status %d", got.status)
	}
	for _, want := range []string{
		"Simulación local", "Esto no es InfoJobs", "Lucía Romero Vidal", "Ver la actividad de cada candidatura",
		">Autorizar</button>", ">Rechazar</button>",
	} {
		if !strings.Contains(got.body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	checkPage(t, got)
}

func TestAuthorizeRefusals(t *testing.T) {
	tests := []struct {
		name   string
		change func(url.Values)
		status int
		text   string
	}{
		{"other client", set("client_id", "x"), 401, "client_id"},
		{"no client", set("client_id", ""), 401, "client_id"},
		{"https redirect", set("redirect_uri", "https://www.infojobs.net/core/oauth2vc/index.xhtml"), 400, "redirect_uri"},
		{"redirect elsewhere", set("redirect_uri", "http://evil.example/"), 400, "redirect_uri"},
		{"token response", set("response_type", "token"), 400, "response_type"},
		{"no scope", set("scope", ""), 400, "scope"},
		{"lower case scope", set("scope", "my_applications"), 400, "scope"},
		{"one unknown scope", set("scope", "CV,EVERYTHING"), 400, "scope"},
	}
	r := newRig(t, Options{Applications: -1})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := r.do(http.MethodGet, authorizeQuery(tt.change), "", nil)
			if got.status != tt.status || !strings.Contains(got.body, tt.text) || got.header.Get("Location") != "" {
				t.Errorf("status %d, want %d", got.status, tt.status)
			}
			checkPage(t, got)
		})
	}
	if got := r.do(http.MethodPut, AuthorizePath, "", nil); got.status != http.StatusMethodNotAllowed {
		t.Errorf("PUT: status %d", got.status)
	}
}

func (r *rig) pageToken(path string) string {
	r.t.Helper()
	m := pageToken.FindStringSubmatch(r.do(http.MethodGet, path, "", nil).body)
	if m == nil {
		r.t.Fatal("no token in the page")
	}
	return m[1]
}

func TestConsentIsGivenOnce(t *testing.T) {
	r := newRig(t, Options{Applications: -1})
	form := url.Values{"token": {r.pageToken(authorizeQuery(nil))}, "decision": {"allow"}}
	got := r.do(http.MethodPost, AuthorizePath, "", form)
	want := regexp.MustCompile(`^/core/oauth2vc/index\.xhtml\?code=[0-9a-f-]{36}&state=st_-1$`)
	if got.status != http.StatusSeeOther || !want.MatchString(got.header.Get("Location")) {
		t.Fatalf("status %d to %q", got.status, got.header.Get("Location"))
	}
	if got := r.do(http.MethodPost, AuthorizePath, "", form); got.status != http.StatusForbidden {
		t.Errorf("the token again: status %d", got.status)
	}
	for name, token := range map[string]string{"none": "", "invented": "ABCDEFGHIJ"} {
		form := url.Values{"token": {token}, "decision": {"allow"}}
		if got := r.do(http.MethodPost, AuthorizePath, "", form); got.status != http.StatusForbidden {
			t.Errorf("%s: status %d", name, got.status)
		}
	}
	late := url.Values{"token": {r.pageToken(authorizeQuery(nil))}, "decision": {"allow"}}
	r.clock.add(10 * time.Minute)
	if got := r.do(http.MethodPost, AuthorizePath, "", late); got.status != http.StatusForbidden {
		t.Errorf("ten minutes later: status %d", got.status)
	}
}

func TestConsentFromOtherSitesIsRefused(t *testing.T) {
	r := newRig(t, Options{Applications: -1})
	for header, value := range map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "http://evil.example"} {
		form := url.Values{"token": {r.pageToken(authorizeQuery(nil))}, "decision": {"allow"}}
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, r.URL()+AuthorizePath, strings.NewReader(form.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set(header, value)
		if got := r.send(req); got.status != http.StatusForbidden {
			t.Errorf("%s: status %d", header, got.status)
		}
	}
}

func TestWaitingConsentPagesAreBounded(t *testing.T) {
	r := newRig(t, Options{Applications: -1})
	first := r.pageToken(authorizeQuery(nil))
	for range maxPages {
		r.clock.add(time.Second)
		r.pageToken(authorizeQuery(nil))
	}
	form := url.Values{"token": {first}, "decision": {"allow"}}
	if got := r.do(http.MethodPost, AuthorizePath, "", form); got.status != http.StatusForbidden {
		t.Errorf("the oldest page: status %d", got.status)
	}
	if n := len(r.desk.pages); n != maxPages {
		t.Errorf("%d pages wait", n)
	}
}

func TestRefusalOfConsent(t *testing.T) {
	r := newRig(t, Options{Applications: -1})
	form := url.Values{"token": {r.pageToken(authorizeQuery(nil))}, "decision": {"deny"}}
	got := r.do(http.MethodPost, AuthorizePath, "", form)
	const want = "/core/oauth2vc/index.xhtml?error=access_denied&error_description=User+denied+access&state=st_-1"
	if got.header.Get("Location") != want {
		t.Fatalf("led to %q", got.header.Get("Location"))
	}
	page := r.do(http.MethodGet, want, "", nil)
	if page.status != http.StatusOK || !strings.Contains(page.body, "No has dado permiso") {
		t.Errorf("status %d", page.status)
	}
	checkPage(t, page)
}

func TestStateEcho(t *testing.T) {
	const state = "a b&c=ñ"
	for echo, want := range map[StateEcho]string{
		StateEncoded: "&state=a+b%26c%3D%C3%B1", StateUnescaped: "&state=a b&c=ñ", StateDropped: "",
	} {
		r := newRig(t, Options{Applications: -1, State: echo})
		query := authorizeQuery(set("state", state))
		form := url.Values{"token": {r.pageToken(query)}, "decision": {"allow"}}
		got := r.do(http.MethodPost, AuthorizePath, "", form).header.Get("Location")
		if _, after, _ := strings.Cut(got, "code="); after[36:] != want {
			t.Errorf("echo %d: %q, want %q", echo, after[36:], want)
		}
	}
}

func TestRememberedConsent(t *testing.T) {
	r := newRig(t, Options{Applications: -1, RememberConsent: true})
	if _, err := Decide(t.Context(), r.URL()+authorizeQuery(nil), true); err != nil {
		t.Fatal(err)
	}
	if got := r.do(http.MethodGet, authorizeQuery(nil), "", nil); got.status != http.StatusSeeOther {
		t.Errorf("the same scopes: status %d", got.status)
	}
	if got := r.do(http.MethodGet, authorizeQuery(set("scope", "CV")), "", nil); got.status != http.StatusOK {
		t.Errorf("other scopes: status %d", got.status)
	}
	r.RevokeGrant()
	if got := r.do(http.MethodGet, authorizeQuery(nil), "", nil); got.status != http.StatusOK {
		t.Errorf("after revoking: status %d", got.status)
	}
}

func TestCodePage(t *testing.T) {
	r := newRig(t, Options{Applications: -1})
	const code = "0b7e6c1a-1111-4222-8333-444455556666"
	got := r.do(http.MethodGet, CodePath+"?code="+code+"&state=x", "", nil)
	if got.status != http.StatusOK || !strings.Contains(got.body, `value="`+code+`"`) {
		t.Fatalf("status %d", got.status)
	}
	doc := checkPage(t, got)
	input := find(doc, func(n *html.Node) bool { return attr(n, "id") == "code" })
	if input == nil || !has(input, "readonly") || !has(input, "autofocus") {
		t.Error("the field is not read-only with the focus")
	}
	label := find(doc, func(n *html.Node) bool { return n.Data == "label" && attr(n, "for") == "code" })
	if label == nil || label.FirstChild.Data != "Código de verificación" {
		t.Error("the field has no label")
	}
	button := find(doc, func(n *html.Node) bool { return attr(n, "id") == "copy" })
	if button == nil || !has(button, "hidden") {
		t.Error("the button must not show before the script that serves it")
	}
	for _, bad := range []string{"", "?code=", "?code=abc", "?code=%3Cscript%3E", "?error=other", "?code=" + strings.Repeat("a", 65)} {
		got := r.do(http.MethodGet, CodePath+bad, "", nil)
		if got.status != http.StatusBadRequest || strings.Contains(got.body, "<script>") {
			t.Errorf("%q: status %d", bad, got.status)
		}
		checkPage(t, got)
	}
	if got := r.do(http.MethodPost, CodePath, "", url.Values{}); got.status != http.StatusMethodNotAllowed {
		t.Errorf("POST: status %d", got.status)
	}
}

// checkPage checks what every page owes: a language, a title, its warning, no
// foreign address, nothing running without the nonce.
func checkPage(t *testing.T, got reply) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(got.body))
	if err != nil {
		t.Fatal(err)
	}
	if root := find(doc, func(n *html.Node) bool { return n.Data == "html" }); attr(root, "lang") != "es" {
		t.Error("the page does not say that it is Spanish")
	}
	if title := find(doc, func(n *html.Node) bool { return n.Data == "title" }); title == nil || title.FirstChild == nil {
		t.Error("the page has no title")
	}
	if find(doc, func(n *html.Node) bool { return n.Data == "h1" }) == nil {
		t.Error("the page has no heading")
	}
	if !strings.Contains(got.body, "Simulación local") || !strings.Contains(got.body, "Esto no es InfoJobs") {
		t.Error("the page does not say what it is")
	}
	if strings.Contains(got.body, "://") {
		t.Error("the page names an address elsewhere")
	}
	policy := got.header.Get("Content-Security-Policy")
	nonce := regexp.MustCompile(`script-src 'nonce-([A-Z0-9]+)'`).FindStringSubmatch(policy)
	if nonce == nil || !strings.HasPrefix(policy, "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'") {
		t.Fatalf("policy %q", policy)
	}
	find(doc, func(n *html.Node) bool {
		if (n.Data == "script" || n.Data == "style") && attr(n, "nonce") != nonce[1] {
			t.Errorf("a %s without the nonce", n.Data)
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src" {
				t.Errorf("attribute %s", a.Key)
			}
		}
		return false
	})
	for header, want := range map[string]string{
		"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
		"Content-Type": "text/html;charset=UTF-8",
	} {
		if got.header.Get(header) != want {
			t.Errorf("%s: %q, want %q", header, got.header.Get(header), want)
		}
	}
	return doc
}

func find(n *html.Node, match func(*html.Node) bool) *html.Node {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && match(d) {
			return d
		}
	}
	return nil
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// TestPageContrast holds the colours to WCAG's AA: 4.5 for text, 3 for lines.
func TestPageContrast(t *testing.T) {
	b, err := os.ReadFile("pages/layout.html")
	if err != nil {
		t.Fatal(err)
	}
	palettes := regexp.MustCompile(`(?s):root \{(.*?)\}`).FindAllStringSubmatch(string(b), -1)
	if len(palettes) != 2 {
		t.Fatalf("%d palettes", len(palettes))
	}
	for i, p := range palettes {
		colour := make(map[string]float64)
		for _, m := range regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{6});`).FindAllStringSubmatch(p[1], -1) {
			colour[m[1]] = luminance(t, m[2])
		}
		for _, pair := range []struct {
			front, back string
			least       float64
		}{
			{"text", "card", 4.5},
			{"text", "page", 4.5},
			{"muted", "card", 4.5},
			{"notice-text", "notice", 4.5},
			{"main", "card", 4.5},
			{"main-text", "main", 4.5},
			{"line", "card", 3},
			{"focus", "card", 3},
		} {
			a, b := colour[pair.front], colour[pair.back]
			if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < pair.least {
				t.Errorf("palette %d: %s on %s has %.2f", i, pair.front, pair.back, ratio)
			}
		}
	}
}

func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	channel := func(shift uint) float64 {
		c := float64(n>>shift&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(16) + 0.7152*channel(8) + 0.0722*channel(0)
}
