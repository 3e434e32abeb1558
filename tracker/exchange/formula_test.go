package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"candidaturas/tracker"
)

func TestNeutral(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", ""},
		{"Técnica de RR. HH.", "Técnica de RR. HH."},
		{"a=b, c-d", "a=b, c-d"},
		{"=1+1", "'=1+1"},
		{"+34 600", "'+34 600"},
		{"-10 %", "'-10 %"},
		{"@SUM(A1)", "'@SUM(A1)"},
		{"\tx", "'\tx"},
		{"\x00x", "'\x00x"},
		{"＝1", "'＝1"}, // wide
		{"﹢1", "'﹢1"}, // small
		{"a;=b", "a;'=b"},
		{"a,=b", "a,'=b"},
		{"a\t=b", "a\t'=b"},
		{"a\n=b\n-c", "a\n'=b\n'-c"},
		{`a;"=b`, `a;'"=b`},
		{`a;""=b`, `a;'""=b`},
		{"a; =b", "a;' =b"},
		{" =b", "' =b"},
		{"'=b", "''=b"}, // so that it can be undone
		{"'b", "'b"},
		{"a = b; c = d", "a = b; c = d"},
	} {
		if got := neutral(tt.in); got != tt.want {
			t.Errorf("%q becomes %q, want %q", tt.in, got, tt.want)
		}
		if got := natural(tt.want); got != tt.in {
			t.Errorf("%q is taken for %q, want %q", tt.want, got, tt.in)
		}
	}
}

// hostile are texts full of what matters here.
func hostile() *rapid.Generator[string] {
	return rapid.StringOf(rapid.OneOf(
		rapid.RuneFrom([]rune("=+-@;,\t\n\r\x00\"'|  ＝＋－＠﹢\u00a0ab1")), rapid.Rune(),
	))
}

func TestT17NoFormulaWhateverSeparates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := full()
		r.Offer.Title, r.Offer.Company, r.Note = hostile().Draw(t, "title"), hostile().Draw(t, "company"), hostile().Draw(t, "note")
		r.Tags = []string{hostile().Draw(t, "tag")}
		r.Offers[0].Offer.Description = hostile().Draw(t, "text")
		words := rapid.SampledFrom([]Words{spanish(), english()}).Draw(t, "words")
		var out bytes.Buffer
		if err := WriteCSV(&out, of(r, r), words, madrid); err != nil {
			t.Fatal(err)
		}
		data := bytes.TrimPrefix(out.Bytes(), []byte(bom))
		for _, comma := range ";,\t" {
			for _, lazy := range []bool{true, false} {
				rows := csv.NewReader(bytes.NewReader(data))
				rows.Comma, rows.LazyQuotes, rows.FieldsPerRecord = comma, lazy, -1
				for {
					row, err := rows.Read()
					if errors.Is(err, io.EOF) {
						break
					}
					if err != nil && comma == words.Comma {
						t.Fatal(err)
					}
					for _, cell := range row {
						if dangerous(cell) {
							t.Fatalf("with %q between cells, one is %q", comma, cell)
						}
					}
				}
			}
		}
		// A program with another idea of quotes.
		for _, cell := range strings.FieldsFunc(string(data), func(r rune) bool { return strings.ContainsRune(";,\t\n\r", r) }) {
			if dangerous(cell) {
				t.Fatalf("without quotes, a cell is %q", cell)
			}
		}
	})
}

func dangerous(cell string) bool {
	cell = strings.TrimLeftFunc(cell, func(r rune) bool { return r == '"' || r != '\t' && r != '\r' && unicode.IsSpace(r) })
	for _, r := range cell {
		return startsFormula(r)
	}
	return false
}

func TestNeutralCanBeUndone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := hostile().Draw(t, "s")
		if got := natural(neutral(s)); got != s {
			t.Fatalf("%q comes back as %q", s, got)
		}
	})
}

func FuzzNeutral(f *testing.F) {
	f.Add("a;\"=b")
	f.Add("'=\t@")
	f.Fuzz(func(t *testing.T, s string) {
		out := neutral(s)
		if natural(out) != s {
			t.Fatalf("%q comes back as %q", s, natural(out))
		}
		for _, cell := range strings.FieldsFunc(out, func(r rune) bool { return strings.ContainsRune(";,\t\n\r", r) }) {
			if dangerous(cell) {
				t.Fatalf("%q has a cell %q", out, cell)
			}
		}
	})
}

// TestT17HeadingsToo: translations are as harmless as data.
func TestT17HeadingsToo(t *testing.T) {
	words := spanish()
	words.Columns[Title], words.Stages[tracker.StageRejected], words.Yes = "=x", "@y", "-z"
	var out bytes.Buffer
	if err := WriteCSV(&out, of(full()), words, madrid); err != nil {
		t.Fatal(err)
	}
	for _, cell := range strings.FieldsFunc(strings.TrimPrefix(out.String(), bom), func(r rune) bool { return r == ';' || r == '\n' }) {
		if dangerous(cell) {
			t.Errorf("a cell is %q", cell)
		}
	}
}
