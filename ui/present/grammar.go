package present

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A text and the values in it do not always go together as they are: a sentence
// that ends with "oct." has no second full stop, and where Catalan writes "el 3
// d’oct." it writes "l’1 d’oct.". Marks, which are characters that no text has,
// tell where the values are, so that nothing within a value is changed.
const (
	stopMark  = "\uFDD0" // for the full stop that ends a value
	vowelMark = "\uFDD1" // before a value that begins with a vowel
)

var unmark = strings.NewReplacer(stopMark+".", ".", stopMark, ".", vowelMark, "")

// elidable are the words of Catalan that lose their vowel, or their own form,
// before a vowel.
var elidable = regexp.MustCompile(`\b(?:[Dd]e|[Ee]l|[Dd]el|[Aa]l|[Pp]el) ` + vowelMark)

var elided = map[string]string{
	"de": "d’", "el": "l’", "del": "de l’", "al": "a l’", "pel": "per l’",
	"De": "D’", "El": "L’", "Del": "De l’", "Al": "A l’", "Pel": "Per l’",
}

// mark prepares the values of a text for join.
func (w *Words) mark(values map[string]any) {
	for name, value := range values {
		s, ok := value.(string)
		if !ok {
			continue
		}
		if strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "..") {
			values[name] = s[:len(s)-1] + stopMark
		}
		if w.lang == "ca" && beginsWithVowel(s) {
			values[name] = vowelMark + values[name].(string)
		}
	}
}

// join makes one text of a text and its values.
func (w *Words) join(text string) string {
	if !strings.Contains(text, stopMark) && !strings.Contains(text, vowelMark) {
		return text
	}
	text = elidable.ReplaceAllStringFunc(text, func(s string) string {
		return elided[strings.TrimSuffix(s, " "+vowelMark)]
	})
	return unmark.Replace(text)
}

// beginsWithVowel reports whether Catalan says s, which may be a figure, with a
// vowel first. An i or u before another vowel is none: "de iogurt", "el web".
func beginsWithVowel(s string) bool {
	if s != "" && '1' <= s[0] && s[0] <= '9' {
		return figureWithVowel(s)
	}
	s = strings.ToLower(s)
	s = strings.TrimPrefix(s, "h")
	first, size := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[size:])
	switch first {
	case 'i':
		return !strings.ContainsRune("aeou", next)
	case 'u':
		return !strings.ContainsRune("aeo", next)
	}
	return strings.ContainsRune("aeoàèéíïòóúü", first)
}

// figureWithVowel knows "un", "onze", "onze mil" and "un milió", but not "mil".
func figureWithVowel(s string) bool {
	end := strings.IndexFunc(s, func(r rune) bool { return r != '.' && !unicode.IsDigit(r) })
	if end < 0 {
		end = len(s)
	}
	if strings.HasPrefix(s[end:], ":") {
		return false // a time of day, which has an article of its own
	}
	groups := strings.Split(strings.TrimSuffix(s[:end], "."), ".")
	return groups[0] == "11" || groups[0] == "1" && len(groups) != 2
}
