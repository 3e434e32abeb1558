package auth

import (
	"errors"
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"candidaturas/api/fault"
)

// Pasted is what a person copied from InfoJobs' page.
type Pasted struct {
	Code  Secret
	State Secret // empty when the text carried none
}

const maxPasted = 16 << 10

var (
	codePattern  = regexp.MustCompile(`^[A-Za-z0-9-]{6,256}$`)
	uuidOnly     = regexp.MustCompile(`^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$`)
	schemePrefix = regexp.MustCompile(`[A-Za-z][A-Za-z0-9+.-]*://`)
	// hostPrefix is an address that lost its scheme, as browsers show it.
	hostPrefix  = regexp.MustCompile(`^(?://)?[^\s/?#=&]+\.[^\s/?#=&]+[/?#]`)
	paramPrefix = regexp.MustCompile(`(?i)(?:^|[^A-Za-z0-9_%-])(?:code|state|error)=`)
)

// ParsePasted reads a bare code, a "code=…" with or without its state, or the
// whole address of the page that shows the code, with the quotes, blanks, line
// breaks and invisible characters that copying adds. The address www, when it is
// not empty, is a loopback one that stands for InfoJobs besides InfoJobs' own.
//
// Its errors are ErrEmpty, ErrMalformed, ErrForeignHost, ErrAuthorizePage,
// ErrDenied and ErrRefused.
func ParsePasted(pasted, www string) (Pasted, error) {
	if len(pasted) > maxPasted || !utf8.ValidString(pasted) {
		return Pasted{}, ErrMalformed
	}
	s := trim(visible(pasted))
	if s == "" {
		return Pasted{}, ErrEmpty
	}
	if address := findAddress(s); address != "" {
		return parseWrapped(address, func(a string) (Pasted, error) { return parseAddress(a, www) })
	}
	if at := paramPrefix.FindStringIndex(s); at != nil {
		return parseWrapped(strings.TrimLeft(s[at[0]:], "?&#; \n\t\"'«“‘(<"), parseParameters)
	}
	return parseCode(s)
}

// visible drops what nobody sees and turns every blank that is not a line break
// into a space.
func visible(s string) string {
	s = strings.ReplaceAll(s, "&amp;", "&")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			return '\n'
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Cf, r) || unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
}

func trim(s string) string {
	return strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("\"'`´«»‹›“”„‟‘’‚‛<>()[]{}.,;:", r)
	})
}

// findAddress returns the text from where an address begins, with a scheme;
// empty if there is no address. One address within another is not looked for:
// the outer one decides whose it is.
func findAddress(s string) string {
	if hostPrefix.MatchString(s) {
		return "https://" + strings.TrimPrefix(s, "//")
	}
	at := schemePrefix.FindStringIndex(s)
	if at == nil {
		return ""
	}
	word := strings.LastIndexAny(s[:at[0]], " \n\"'<(«“‘") + 1
	if strings.ContainsAny(s[word:at[0]], "./?&=#@") {
		return "https://" + s[word:]
	}
	return s[at[0]:]
}

// parseWrapped parses a text that may be broken over lines, and may have words
// after it. No mark tells the one from the other, so it takes the reading that
// gives a code of the usual form, else the one that joins lines only.
func parseWrapped(s string, parse func(string) (Pasted, error)) (Pasted, error) {
	joined, _, _ := strings.Cut(unwrap(s), " ")
	p, err := parse(trim(joined))
	if err != nil && !errors.Is(err, ErrMalformed) || uuidOnly.MatchString(p.Code.Reveal()) {
		return p, err
	}
	words := strings.Fields(s)
	for _, other := range []string{words[0], strings.Join(words, "")} {
		q, otherErr := parse(trim(other))
		if otherErr == nil && (err != nil || uuidOnly.MatchString(q.Code.Reveal())) {
			return q, otherErr
		}
	}
	return p, err
}

// unwrap joins lines, and drops the blanks around each break.
func unwrap(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.Join(lines, "")
}

func parseAddress(address, www string) (Pasted, error) {
	scheme, rest, _ := strings.Cut(address, "://")
	scheme = strings.ToLower(scheme)
	if scheme != "http" && scheme != "https" {
		return Pasted{}, ErrMalformed
	}
	// A browser ends the host at a backslash too, url.Parse does not.
	host, tail := rest, ""
	if end := strings.IndexAny(rest, `/?#\`); end >= 0 {
		host, tail = rest[:end], rest[end:]
	}
	if !ownHost(host, www) || strings.HasPrefix(tail, `\`) {
		return Pasted{}, ErrForeignHost
	}
	tail, fragment, _ := strings.Cut(tail, "#")
	path, query, _ := strings.Cut(tail, "?")
	if _, after, ok := strings.Cut(fragment, "?"); ok {
		fragment = after
	}
	p, err := parseParameters(query + "&" + fragment)
	if errors.Is(err, ErrMalformed) && strings.Contains(path, "/user-authorize") {
		return Pasted{}, ErrAuthorizePage
	}
	return p, err
}

// ownHost accepts infojobs.net and what is below it, in plain letters: no port,
// no user name, no trailing dot.
func ownHost(host, www string) bool {
	host = strings.ToLower(host)
	if fault.IsLoopback(www) {
		if u, err := url.Parse(www); err == nil && host == strings.ToLower(u.Host) {
			return true
		}
	}
	sub, ok := strings.CutSuffix("."+host, ".infojobs.net")
	if !ok {
		return false
	}
	return strings.Trim(sub, "abcdefghijklmnopqrstuvwxyz0123456789-.") == "" && !strings.Contains(sub+".", "..")
}

func parseParameters(query string) (Pasted, error) {
	values := map[string]string{}
	for pair := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(pair, "=")
		name = strings.ToLower(name)
		if name != "code" && name != "state" && name != "error" {
			continue
		}
		value, err := url.PathUnescape(value)
		if err != nil {
			return Pasted{}, ErrMalformed
		}
		value = trim(value)
		if before, ok := values[name]; ok && before != value {
			return Pasted{}, ErrMalformed
		}
		values[name] = value
	}
	switch e := values["error"]; {
	case e == "access_denied":
		return Pasted{}, ErrDenied
	case e != "":
		return Pasted{}, ErrRefused
	case !validCode(values["code"]):
		return Pasted{}, ErrMalformed
	}
	return Pasted{Secret(values["code"]), Secret(values["state"])}, nil
}

// parseCode finds the code in a text that is it, or says what it is: "Código:
// xxxx". Of several words that could be one, only a UUID or the only one with a
// digit is taken.
func parseCode(s string) (Pasted, error) {
	if whole := strings.Join(strings.Fields(s), ""); validCode(s) || uuidOnly.MatchString(whole) {
		return Pasted{Code: Secret(whole)}, nil
	}
	label, rest, labelled := strings.Cut(s, ":")
	if labelled && !strings.Contains(label, "\n") && validCode(trim(rest)) {
		return Pasted{Code: Secret(trim(rest))}, nil
	}
	var found []string
	for _, word := range strings.Fields(strings.ReplaceAll(s, ":", " ")) {
		word = trim(word)
		if uuidOnly.MatchString(word) {
			return Pasted{Code: Secret(word)}, nil
		}
		if validCode(word) && strings.ContainsAny(word, "0123456789") {
			found = append(found, word)
		}
	}
	if len(found) != 1 {
		return Pasted{}, ErrMalformed
	}
	return Pasted{Code: Secret(found[0])}, nil
}

func validCode(s string) bool {
	return codePattern.MatchString(s) && strings.Trim(s, "-") != ""
}
