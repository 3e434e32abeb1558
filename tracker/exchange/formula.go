package exchange

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Spreadsheets run what begins like a formula. A CSV file does not say what separates
// its cells, and a program that takes another character than the one meant finds the
// beginning of a cell within a text: so each place is made harmless where any of
// them might see one begin, quotes and blanks before it included. An apostrophe
// there says that a text follows.

// neutral returns a text that no spreadsheet takes for a formula, whatever it takes
// for the end of a cell.
func neutral(s string) string {
	places := formulas(s)
	if len(places) == 0 {
		return s
	}
	var b strings.Builder
	last := 0
	for _, i := range places {
		b.WriteString(s[last:i])
		b.WriteByte('\'')
		last = i
	}
	b.WriteString(s[last:])
	return b.String()
}

// natural is the opposite of neutral.
func natural(s string) string {
	var b strings.Builder
	last := 0
	for _, i := range formulas(s) {
		if s[i] == '\'' {
			b.WriteString(s[last:i])
			last = i + 1
		}
	}
	if last == 0 {
		return s
	}
	b.WriteString(s[last:])
	return b.String()
}

// formulas are the places in a text where a cell might begin that might be taken for
// a formula. Apostrophes count as what may stand before one, so that neutral can be
// undone.
func formulas(s string) []int {
	var places []int
	begin, open := 0, true // open: of the cell that begins there, nothing has come that shows
	for i, r := range s {
		if open && startsFormula(r) {
			places = append(places, begin)
			open = false
		}
		switch {
		case r == ';', r == ',', r == '\t', r == '\n', r == '\r':
			begin, open = i+1, true
		case r == '"', r == '\'', unicode.IsSpace(r):
		default:
			open = false
		}
	}
	return places
}

// startsFormula also knows the wide and small forms of the characters.
func startsFormula(r rune) bool {
	if r >= 0x80 {
		if wide := norm.NFKC.String(string(r)); len(wide) == 1 {
			r = rune(wide[0])
		}
	}
	return strings.ContainsRune("=+-@\t\r\x00", r)
}
