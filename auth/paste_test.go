package auth

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

const (
	uuidCode = "3f0c6a52-91d4-4a36-9f0e-1c2d3e4f5a6b"
	page     = "://www.infojobs.net/core/oauth2vc/index.xhtml"
)

func TestParsePasted(t *testing.T) {
	for _, tt := range []struct{ text, code, state string }{
		{"abc123", "abc123", ""},
		{"abcdef", "abcdef", ""},
		{uuidCode, uuidCode, ""},
		{strings.Repeat("a", 256), strings.Repeat("a", 256), ""},
		{"  \t" + uuidCode + " \r\n", uuidCode, ""},
		{"\ufeff" + uuidCode + "\u200b\u200e", uuidCode, ""},
		{"\u00a0" + uuidCode[:8] + "\u00ad" + uuidCode[8:], uuidCode, ""},
		{"«" + uuidCode + "»", uuidCode, ""},
		{"“" + uuidCode + "”", uuidCode, ""},
		{"‘" + uuidCode + "’", uuidCode, ""},
		{`"abc123".`, "abc123", ""},
		{"''abc123''", "abc123", ""},
		{"<abc123>", "abc123", ""},
		{"( abc123 )", "abc123", ""},
		{uuidCode[:20] + "\r\n   " + uuidCode[20:], uuidCode, ""},
		{uuidCode[:20] + " " + uuidCode[20:], uuidCode, ""},
		{"Código: abc123", "abc123", ""},
		{"Código:abcdef", "abcdef", ""},
		{"Codigo de verificación:\n" + uuidCode, uuidCode, ""},
		{"Verification code: abc123", "abc123", ""},
		{"Tu código de verificación es abc123.", "abc123", ""},
		{"Tu código es " + uuidCode + " y caduca en 10 minutos1", uuidCode, ""},
		{"code=abc123", "abc123", ""},
		{"code=abc123&state=ST", "abc123", "ST"},
		{"state=ST&code=abc123", "abc123", "ST"},
		{"?code=abc123&state=ST", "abc123", "ST"},
		{"#code=abc123&amp;state=ST", "abc123", "ST"},
		{"Código: code=abc123", "abc123", ""},
		{"CODE=abc123", "abc123", ""},
		{"code=%33f0c6a52%2D91d4-4a36-9f0e-1c2d3e4f5a6b", uuidCode, ""},
		{"http" + page + "?code=abc123", "abc123", ""},
		{"https" + page + "?code=abc123&state=ST", "abc123", "ST"},
		{"HTTPS://WWW.INFOJOBS.NET/core/oauth2vc/index.xhtml?code=abc123", "abc123", ""},
		{"https" + page + "?state=ST&lang=es&code=abc123#top", "abc123", "ST"},
		{"https" + page + "#code=abc123&state=ST", "abc123", "ST"},
		{"https" + page + "#/?code=abc123&state=ST", "abc123", "ST"},
		{"https" + page + "?code=abc123&code=abc123", "abc123", ""},
		{"https" + page + "?code=%22abc123%22", "abc123", ""},
		{"https" + page + "?code=abc123&state=", "abc123", ""},
		{"www.infojobs.net/core/oauth2vc/index.xhtml?code=abc123", "abc123", ""},
		{"//www.infojobs.net/core/oauth2vc/index.xhtml?code=abc123", "abc123", ""},
		{"infojobs.net/?code=abc123", "abc123", ""},
		{"https://login.infojobs.net/x?code=abc123", "abc123", ""},
		{"<https" + page + "?code=abc123>", "abc123", ""},
		{"«http" + page + "?code=abc123», dice", "abc123", ""},
		{"Dirección: http" + page + "?code=abc123", "abc123", ""},
		{"view-source:https" + page + "?code=abc123", "abc123", ""},
		{"http" + page + "?code=" + uuidCode + " gracias", uuidCode, ""},
		{"http" + page + "?code=" + uuidCode + "\ngracias", uuidCode, ""},
		{"http" + page + "?code=" + uuidCode + "\n&state=ST", uuidCode, "ST"},
		{"http://www.infojobs.net/core/\n  oauth2vc/index.xhtml?co\nde=" + uuidCode[:9] + "\n" + uuidCode[9:], uuidCode, ""},
		{"http://www.infojobs.net/core/ oauth2vc/index.xhtml?code=" + uuidCode[:9] + " " + uuidCode[9:], uuidCode, ""},
		{"http://127.0.0.1:8099/core/oauth2vc/index.xhtml?code=abc123", "abc123", ""},
	} {
		p, err := ParsePasted(tt.text, "http://127.0.0.1:8099")
		if err != nil || p.Code.Reveal() != tt.code || p.State.Reveal() != tt.state {
			t.Errorf("%q: %q, %q, %v; want %q, %q", tt.text, p.Code.Reveal(), p.State.Reveal(), err, tt.code, tt.state)
		}
	}
}

func TestT8PastedTextRefused(t *testing.T) {
	for text, want := range map[string]error{
		"": ErrEmpty, " \n\t": ErrEmpty, "\u200b\ufeff": ErrEmpty, `"" «»`: ErrEmpty,

		"abc12": ErrMalformed, strings.Repeat("a", 257): ErrMalformed, "abc_123": ErrMalformed, "abc12ñ": ErrMalformed,
		"------": ErrMalformed, "hola buenas tardes": ErrMalformed, "abc123 def456": ErrMalformed, "\xff\xfe": ErrMalformed,
		strings.Repeat(" ", maxPasted+1): ErrMalformed, "code=": ErrMalformed, "state=abc123": ErrMalformed,
		"code=abc+123": ErrMalformed, "code=%zz": ErrMalformed, "code=abc123&code=abc124": ErrMalformed,
		"code=abc123&state=a&state=b": ErrMalformed, "http" + page: ErrMalformed, "http" + page + "?": ErrMalformed,
		"javascript://www.infojobs.net/?code=abc123": ErrMalformed, "ftp" + page + "?code=abc123": ErrMalformed,
		"file:///etc/passwd?code=abc123": ErrMalformed,

		"https://evil.es/?code=abc123":                                      ErrForeignHost,
		"http://infojobs.net.evil.es/core/oauth2vc/index.xhtml?code=abc123": ErrForeignHost,
		"infojobs.net.evil.es/?code=abc123":                                 ErrForeignHost,
		"//evil.es/?code=abc123":                                            ErrForeignHost,
		"https://evilinfojobs.net/?code=abc123":                             ErrForeignHost,
		"https://info-jobs.net/?code=abc123":                                ErrForeignHost,
		"https://www.infojobs.com/?code=abc123":                             ErrForeignHost,
		"https://www.infojobs.net@evil.es/?code=abc123":                     ErrForeignHost,
		"https://user@www.infojobs.net/?code=abc123":                        ErrForeignHost,
		"https://www.infojobs.net:443/?code=abc123":                         ErrForeignHost,
		"https://www.infojobs.net./?code=abc123":                            ErrForeignHost,
		"https://www..infojobs.net/?code=abc123":                            ErrForeignHost,
		"https://www.infojobs.net\\@evil.es/?code=abc123":                   ErrForeignHost,
		"https://www.infojobs.net\\.evil.es/?code=abc123":                   ErrForeignHost,
		"https://www.infojobs.net%2eevil.es/?code=abc123":                   ErrForeignHost,
		"https://www.infojobs.net%00.evil.es/?code=abc123":                  ErrForeignHost,
		"https://www.infojоbs.net/?code=abc123":                             ErrForeignHost, // a Cyrillic о
		"https://xn--infojbs-9bi.net/?code=abc123":                          ErrForeignHost,
		"https://ｗｗｗ.infojobs.net/?code=abc123":                             ErrForeignHost,
		"https://www.infojobs。net/?code=abc123":                             ErrForeignHost,
		"https://evil.es/?next=https://www.infojobs.net/?code=abc123":       ErrForeignHost,
		"evil.es/?next=https://www.infojobs.net/?code=abc123":               ErrForeignHost,
		"mira evil.es/?next=https://www.infojobs.net/?code=abc123":          ErrForeignHost,
		"https://127.0.0.1/?code=abc123":                                    ErrForeignHost,
		"https:///?code=abc123":                                             ErrForeignHost,
		"http://evil.es/?error=access_denied":                               ErrForeignHost,

		"http" + page + "?error=access_denied&error_description=User+denied": ErrDenied,
		"error=access_denied":                       ErrDenied,
		"http" + page + "#error=access_denied":      ErrDenied,
		"http" + page + "?error=invalid_scope":      ErrRefused,
		"http" + page + "?error=x&code=" + uuidCode: ErrRefused,

		"https://www.infojobs.net/api/oauth/user-authorize/index.xhtml?scope=CV&client_id=abc&response_type=code&state=x": ErrAuthorizePage,
		"https://www.infojobs.net/api/oauth/user-authorize/index.xhtml":                                                   ErrAuthorizePage,
	} {
		p, err := ParsePasted(text, "")
		if !errors.Is(err, want) {
			t.Errorf("%.100q: %v, want %v", text, err, want)
		}
		if p != (Pasted{}) {
			t.Errorf("%.100q gave a code besides the error", text)
		}
	}
}

func TestLoopbackIsOwnOnlyWhereItReplacesInfoJobs(t *testing.T) {
	const address = "http://127.0.0.1:8099/core/oauth2vc/index.xhtml?code=abc123"
	for _, www := range []string{"", "http://127.0.0.1:8098", "https://www.infojobs.net", "http://evil.es"} {
		if _, err := ParsePasted(address, www); !errors.Is(err, ErrForeignHost) {
			t.Errorf("with %q: %v", www, err)
		}
	}
}

func FuzzParsePasted(f *testing.F) {
	for _, seed := range []string{
		"", uuidCode, "code=abc123&state=ST", "https" + page + "?code=abc123", "Código: abc123", "://", "a.b/", "//a.b?", "code=%", "«»",
		"http://www.infojobs.net\\@evil.es/?code=abc123", "x https://a https://b", "error=access_denied", "a.b/http://c", "\ncode=", "code=\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := ParsePasted(text, "")
		switch {
		case err != nil:
			if p != (Pasted{}) {
				t.Fatal("a code besides an error")
			}
			for _, known := range []error{ErrEmpty, ErrMalformed, ErrForeignHost, ErrAuthorizePage, ErrDenied, ErrRefused} {
				if errors.Is(err, known) {
					return
				}
			}
			t.Fatalf("unknown error %v", err)
		case !validCode(p.Code.Reveal()) || !utf8.ValidString(p.State.Reveal()):
			t.Fatalf("code %q", p.Code.Reveal())
		}
		// What was understood is understood again.
		again, err := ParsePasted(p.Code.Reveal(), "")
		if err != nil || again.Code != p.Code {
			t.Fatalf("%q then %q, %v", p.Code.Reveal(), again.Code.Reveal(), err)
		}
	})
}
