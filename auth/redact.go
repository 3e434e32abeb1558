package auth

import (
	"fmt"
	"log/slog"
	"regexp"
	"slices"
	"strings"
)

// RedactAttr is for [slog.HandlerOptions.ReplaceAttr]. It hides the values of
// attributes whose key names a secret, and within every other text, errors
// included, what looks like a token, a UUID, a credential or an e-mail address.
func RedactAttr(_ []string, a slog.Attr) slog.Attr {
	a.Value = a.Value.Resolve()
	if a.Value.Kind() == slog.KindAny {
		return redactAny(a)
	}
	if a.Value.Kind() != slog.KindString {
		return a
	}
	if secretKey(a.Key) && !shortNumber(a.Value.String()) {
		return slog.String(a.Key, Hidden)
	}
	return slog.String(a.Key, redact(a.Value.String()))
}

func redactAny(a slog.Attr) slog.Attr {
	v := a.Value.Any()
	if v == nil {
		return a
	}
	// slog's own source attribute is a place in the code, not text from outside.
	if _, ok := v.(*slog.Source); ok {
		return a
	}
	if secretKey(a.Key) {
		return slog.String(a.Key, Hidden)
	}
	if b, ok := v.([]byte); ok {
		return slog.String(a.Key, redact(string(b)))
	}
	// A value could be marshalled into something other than it prints, so what
	// is checked is also what is written.
	return slog.String(a.Key, redact(fmt.Sprintf("%+v", v)))
}

func secretKey(key string) bool {
	key = strings.ToLower(strings.NewReplacer("-", "", "_", "", ".", "").Replace(key))
	whole := []string{"code", "codigo", "código", "verifier", "email", "mail", "correo", "pasted", "credential", "credentials", "grant", "at", "rt"}
	if slices.Contains(whole, key) {
		return true
	}
	part := []string{"token", "secret", "password", "passwd", "authorization", "cookie", "apikey"}
	return slices.ContainsFunc(part, func(p string) bool { return strings.Contains(key, p) })
}

// shortNumber tells InfoJobs' error codes from verification codes.
func shortNumber(s string) bool {
	return len(s) <= 4 && strings.Trim(s, "0123456789") == ""
}

// Compiled once; they are constants in all but name.
var (
	emailPattern  = regexp.MustCompile(`[^\s@"'<>=:;,&?/]+(?:@|%40)[\pL\pN.-]+`)
	uuidPattern   = regexp.MustCompile(`(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}`)
	namedPattern  = regexp.MustCompile(`(?i)((?:token|secret|password|passwd|code|verifier|state)["']?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s"'&,;)}\]]+)`)
	schemePattern = regexp.MustCompile(`(?i)\b(basic|bearer)\s+[^\s",;]+`)
	runPattern    = regexp.MustCompile(`[A-Za-z0-9_+/=%-]{20,}`)
)

// redact hides in a text what could let somebody in or tell who the person is.
// It rather hides too much.
func redact(s string) string {
	s = schemePattern.ReplaceAllString(s, "$1 "+Hidden)
	s = namedPattern.ReplaceAllStringFunc(s, func(m string) string {
		parts := namedPattern.FindStringSubmatch(m)
		if shortNumber(parts[2]) {
			return m
		}
		return parts[1] + Hidden
	})
	s = uuidPattern.ReplaceAllString(s, Hidden)
	s = emailPattern.ReplaceAllString(s, Hidden)
	return runPattern.ReplaceAllStringFunc(s, redactRun)
}

// redactRun hides a run of token characters, but lets a path through whose
// parts do not look like tokens by themselves.
func redactRun(run string) string {
	if !strings.HasPrefix(run, "/") && strings.Count(run, "/") <= 3 {
		return hideToken(run)
	}
	parts := strings.Split(run, "/")
	for i, part := range parts {
		parts[i] = hideToken(part)
	}
	return strings.Join(parts, "/")
}

func hideToken(s string) string {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	if len(s) >= 20 && strings.ContainsAny(s, "0123456789") && strings.ContainsAny(s, letters) {
		return Hidden
	}
	return s
}
