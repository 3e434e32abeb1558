package api

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxLine = 500       // runes
	maxText = 200 << 10 // bytes
)

// plainLine returns s as one line of plain text.
func plainLine(s string) string {
	s = strings.Join(strings.Fields(plainText(s)), " ")
	n := 0
	for i := range s {
		if n == maxLine {
			return strings.TrimSpace(s[:i])
		}
		n++
	}
	return s
}

// plainText returns s without markup, control characters and those that
// reorder the text around them, with \n as its only line break and never more
// than one empty line in a row.
func plainText(s string) string {
	s = toPlain(clip(s, maxText))
	s = strings.Map(visible, strings.ReplaceAll(s, "\r\n", "\n"))
	var kept []string
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimRightFunc(line, unicode.IsSpace)
		if line == "" && len(kept) > 0 && kept[len(kept)-1] == "" {
			continue
		}
		kept = append(kept, line)
	}
	return strings.TrimSpace(clip(strings.Join(kept, "\n"), maxText))
}

func visible(r rune) rune {
	switch {
	case r == '\n', r == '\t':
		return r
	case r == '\r', r == '\u2028', r == '\u2029':
		return '\n'
	case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\ufeff':
		return -1
	}
	return r
}

// clip cuts s to at most n bytes, between runes.
func clip(s string, n int) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
