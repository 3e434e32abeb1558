package exchange

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// How much is read of what a file says. InfoJobs' own texts are shorter.
const (
	maxLine = 2 << 10   // bytes of what is shown in a line
	maxText = 200 << 10 // bytes of what has several
	maxNote = 64 << 10
	maxID   = 128
)

// printable returns a text without the characters that other programs stumble over,
// with \n as its only line break. What also holds for drop is dropped too.
func printable(s string, drop func(rune) bool) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\ufffd")
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case r == '\u2028', r == '\u2029':
			return '\n'
		case unicode.IsControl(r), r == '\ufeff', r == '\ufffe', r == '\uffff', drop != nil && drop(r):
			return -1
		}
		return r
	}, lineBreaks.Replace(s))
}

var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// reorders reports whether a character changes the order of those around it.
func reorders(r rune) bool { return unicode.Is(unicode.Bidi_Control, r) }

// line returns what a file says as one line.
func line(s string) string {
	return clip(strings.Join(strings.Fields(printable(clip(s, 4*maxLine), reorders)), " "), maxLine)
}

// text returns what a file says in several lines.
func text(s string) string {
	return clip(strings.TrimSpace(printable(clip(s, maxText), reorders)), maxText)
}

// note returns what the person has written.
func note(s string) string { return clip(strings.TrimSpace(printable(clip(s, maxNote), nil)), maxNote) }

// lines returns what a file says in several lines, one by one.
func lines(list []string, most int) []string {
	var kept []string
	for _, s := range list {
		if s = line(s); s != "" && len(kept) < most {
			kept = append(kept, s)
		}
	}
	return kept
}

// clip cuts a text to at most n bytes, between characters.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
