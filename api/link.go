package api

import (
	"net/url"
	"strings"
	"unicode"
)

// maxLink is what InfoJobs documents for the longest of its links.
const maxLink = 1000

// link returns a web address, or "" for what is none. InfoJobs writes some
// without their scheme and some without their host.
func (o object) link(key string) string {
	s := strings.TrimSpace(o.raw(key))
	if s == "" {
		return ""
	}
	if resolved := resolveLink(s); resolved != "" {
		return resolved
	}
	*o.odd++
	return ""
}

func resolveLink(s string) string {
	if len(s) > maxLink || strings.ContainsFunc(s, notInLink) {
		return ""
	}
	switch {
	case strings.HasPrefix(s, "//"):
		s = "https:" + s
	case strings.HasPrefix(s, "/"):
		s = "https://www.infojobs.net" + s
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return ""
	}
	return u.String()
}

// notInLink finds what browsers read differently from net/url.
func notInLink(r rune) bool {
	return r == '\\' || unicode.IsSpace(r) || visible(r) != r
}
