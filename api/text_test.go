package api

import (
	"strings"
	"testing"
)

func TestT3PlainText(t *testing.T) {
	tests := map[string]string{
		// Plain text stays as it is.
		"Hola\r\n\r\n- uno\r- dos ":     "Hola\n\n- uno\n- dos",
		"Menos de <3 años & más":        "Menos de <3 años & más",
		"escribe a <correo@ejemplo.es>": "escribe a <correo@ejemplo.es>",
		"a < b y b > c":                 "a < b y b > c",
		"x <b y":                        "x <b y",
		"R&D, AT&T; precio&calidad":     "R&D, AT&T; precio&calidad",
		"https://x.es/?a=1&copy=2&lt=3": "https://x.es/?a=1&copy=2&lt=3",
		"uno\n\n\n\n\ndos":              "uno\n\ndos",
		"\u2022 punto\u00a0duro \u00a0": "\u2022 punto\u00a0duro",
		"👩\u200d🔬 emoji":                "👩\u200d🔬 emoji",
		"":                              "",
		// Markup becomes text.
		"Qu&iacute;mica &amp; f&#237;sica":       "Química & física",
		"<p>Uno</p><p>Dos</p>":                   "Uno\n\nDos",
		"<p>Uno\n sigue</p>":                     "Uno sigue",
		"a<br>b<br/>c<BR />d":                    "a\nb\nc\nd",
		"<ul><li>uno</li><li>dos</li></ul>fin":   "• uno\n• dos\nfin",
		"línea\nuna <b>gorda</b>\nlínea":         "línea\nuna gorda\nlínea",
		"<p>de <nombre> a</p>":                   "de <nombre> a",
		"<tr><td>a</td><td>b</td></tr>":          "a  b",
		"<p>corta <a href=\"javascript:x\">aquí": "corta aquí",
		"<p>fin <img src=x":                      "fin <img src=x",
		// What must not be read is left out.
		"a<script>alert('x<p>')</script>b":             "ab",
		"a<script/>alert(1)</script>b":                 "ab",
		"a<style>p{}</style>b<iframe>c</iframe>d":      "abd",
		"a<svg><svg>x</svg>y</svg>b":                   "ab",
		"a<svg/>b":                                     "ab",
		"a<img src='http://evil.es/p.png' onerror=x>b": "ab",
		"a<!-- oculto -->b":                            "ab",
		"a<script>sin fin":                             "a",
		// Nothing reorders or hides text.
		"abc\u202edcba\u202c \u2066x\u2069":     "abcdcba x",
		"abc&#x202e;dcba":                       "abcdcba",
		"\u200e\u200f\u061cx\ufeff":             "x",
		"a\x00b\x1b[31mc\x7fd\u0085e\u009bf\tg": "ab[31mcdef\tg",
		"&lt;script&gt;":                        "<script>",
		"roto \xff\xfe":                         "roto \ufffd",
		"par\u2029uno\u2028dos":                 "par\nuno\ndos",
	}
	for in, want := range tests {
		if got := plainText(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestPlainLine(t *testing.T) {
	for in, want := range map[string]string{
		" La empresa ha leído tu CV ": "La empresa ha leído tu CV", "a\nb\tc\u00a0 d": "a b c d", "<p>a</p><p>b</p>": "a b", "\u202e": "",
	} {
		if got := plainLine(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// Nesting and repetition neither overflow nor take for ever.
func TestT3HostileMarkup(t *testing.T) {
	for _, in := range []string{
		strings.Repeat("<div>", 100_000) + "x",
		strings.Repeat("<svg>", 100_000) + "x",
		strings.Repeat("<", 200_000),
		strings.Repeat("&", 200_000),
		strings.Repeat("&amp;", 100_000),
		"<p " + strings.Repeat("a=b ", 100_000) + ">x",
		strings.Repeat("<!--", 100_000),
		strings.Repeat("ñ", 1<<20),
	} {
		if got := plainText(in); len(got) > maxText {
			t.Errorf("%.10q: %d bytes", in, len(got))
		}
	}
}
