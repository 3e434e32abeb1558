package widgets

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// typeAheadPause is after how long a letter begins another word.
const typeAheadPause = time.Second

// A typeAhead finds entries by the letters that they begin with, as they are
// typed one after the other, whatever their accents and capitals.
type typeAhead struct {
	now    func() time.Time
	prefix string
	last   time.Time
}

func newTypeAhead() typeAhead { return typeAhead{now: time.Now} }

// find returns which of n entries begins with what was typed, now with r, from the
// entry current on; -1 for none. The same letter again and again goes from one to
// the next.
func (t *typeAhead) find(r rune, n, current int, label func(i int) string) int {
	letter := string(plain(r))
	if n == 0 || strings.TrimSpace(letter) == "" {
		return -1
	}
	now := t.now()
	if now.Sub(t.last) > typeAheadPause {
		t.prefix = ""
	}
	t.last = now
	if t.prefix != letter { // the same one again stays one letter
		t.prefix += letter
	}
	from := max(current, 0)
	if t.prefix == letter {
		from = current + 1
	}
	for k := range n {
		if i := (from + k) % n; begins(label(i), t.prefix) {
			return i
		}
	}
	return -1
}

// begins reports whether a text begins with plain letters. What is drawn before a
// text, or a quote, is not typed. It stops at the first letter that is another one:
// it is asked of every row of a table.
func begins(text, prefix string) bool {
	text = strings.TrimLeftFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	left := []rune(prefix)
	for _, r := range text {
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		if len(left) == 0 || plain(r) != left[0] {
			break
		}
		left = left[1:]
	}
	return len(left) == 0
}

// plain is a letter without its accent and its capital.
func plain(r rune) rune {
	if r >= unicode.MaxASCII {
		r, _ = utf8.DecodeRuneInString(norm.NFD.String(string(r)))
	}
	return unicode.ToLower(r)
}
