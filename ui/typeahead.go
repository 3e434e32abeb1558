package ui

import (
	"strings"
	"time"
	"unicode"

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
	letter := folded(string(r))
	if n == 0 || strings.TrimSpace(letter) == "" {
		return -1
	}
	if now := t.now(); now.Sub(t.last) > typeAheadPause {
		t.prefix, t.last = "", now
	} else {
		t.last = now
	}
	if t.prefix != letter { // the same one again stays one letter
		t.prefix += letter
	}
	from := max(current, 0)
	if t.prefix == letter {
		from = current + 1
	}
	for k := range n {
		if i := (from + k) % n; strings.HasPrefix(folded(label(i)), t.prefix) {
			return i
		}
	}
	return -1
}

// folded is text in small letters without accents.
func folded(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(text))
}
