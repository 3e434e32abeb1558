package widgets

import "testing"

func TestBegins(t *testing.T) {
	for _, c := range []struct {
		text, prefix string
		want         bool
	}{
		{"Técnica", "tec", true},
		{"TÉCNICA", "tecn", true},
		{"● Técnica", "t", true},
		{"«Índice»", "ind", true},
		{"Ni\u0301quel", "niq", true}, // the accent is a letter of its own
		{"Ñoqui", "no", true},
		{"2 candidaturas", "2", true},
		{"Técnica", "tez", false},
		{"Te", "tec", false},
		{"", "t", false},
		{"…", "t", false},
	} {
		if got := begins(c.text, c.prefix); got != c.want {
			t.Errorf("%q begins with %q: %t", c.text, c.prefix, got)
		}
	}
}
