package present

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"candidaturas/assets"
)

func TestLanguages(t *testing.T) {
	langs, err := Languages(assets.Translations)
	if err != nil || !slices.Equal(langs, []string{"es", "ca", "en"}) {
		t.Errorf("languages %v, error %v", langs, err)
	}
	if _, err := Languages(fstest.MapFS{}); err == nil {
		t.Error("no translations are no error")
	}
}

func TestNewWordsFails(t *testing.T) {
	if _, err := NewWords(assets.Translations, "tlh"); err == nil {
		t.Error("a language that there is no translation into")
	}
	broken := fstest.MapFS{"translations/es.json": {Data: []byte(`{"a": `)}}
	if _, err := NewWords(broken, "es"); err == nil {
		t.Error("a translation that cannot be read")
	}
	if _, err := NewWords(fstest.MapFS{}, "es"); err == nil {
		t.Error("no translation at all")
	}
}

func TestMatchLanguage(t *testing.T) {
	langs := []string{"es", "ca", "en"}
	for locale, want := range map[string]string{
		"es": "es", "es-ES": "es", "es_MX.UTF-8": "es", "es_ES@euro": "es", "es-419": "es", "ES_es": "es", "es-ES-Latn": "es",
		"ca": "ca", "ca-ES": "ca", "ca_ES.UTF-8": "ca", "ca_ES@valencia": "ca", "ca-valencia": "ca", "ca-ES-valencia": "ca", "ca_AD": "ca", "CA_es": "ca",
		"en": "en", "en-GB": "en", "en_US.UTF-8": "en", "en_IE@euro": "en", "en-ES": "en",
		"gl-ES": "es", "eu": "es", "eu_ES.UTF-8": "es", "ast_ES": "es", "an": "es", "oc": "es",
		"fr-FR": "en", "fr_FR.UTF-8": "en", "de_DE@euro": "en", "pt_BR": "en", "pt-PT": "en", "it": "en", "ro_RO": "en", "ar": "en",
		"zh-Hans-CN": "en", "zh-CN-Hans": "en", "sr-RS-Latn": "en", // as the toolkit writes them
		"": "es", "C": "es", "C.UTF-8": "es", "POSIX": "es", "not a locale": "es", "\x00": "es", "-": "es", "und": "es",
	} {
		if got := MatchLanguage(locale, langs); got != want {
			t.Errorf("MatchLanguage(%q) = %q, want %q", locale, got, want)
		}
	}
	if got := MatchLanguage("ca-ES", []string{"es", "en"}); got != "es" {
		t.Errorf("who speaks Catalan gets %q where there is no Catalan", got)
	}
	if got := MatchLanguage("fr", []string{"es"}); got != "es" {
		t.Errorf("without English: %q", got)
	}
}

func FuzzMatchLanguage(f *testing.F) {
	for _, s := range []string{"", "es_ES.UTF-8", "en_US@x", "C", "x-y", "ca-valencia", "zh-Hant-TW-u-ca-roc"} {
		f.Add(s)
	}
	langs := []string{"es", "ca", "en"}
	f.Fuzz(func(t *testing.T, locale string) {
		if got := MatchLanguage(locale, langs); !slices.Contains(langs, got) {
			t.Errorf("MatchLanguage(%q) = %q", locale, got)
		}
	})
}

func TestWords(t *testing.T) {
	es, en, ca := words(t, "es"), words(t, "en"), words(t, "ca")
	for _, tt := range []struct{ got, want string }{
		{es.Language(), "es"},
		{en.Language(), "en"},
		{es.T("list.all"), "Todas"},
		{en.T("list.all"), "All"},
		{es.T("status.read_on", "Date", "3 oct"), "CV leído el 3 oct"},
		{es.N("list.total", 0), "0 candidaturas"},
		{es.N("list.total", 1), "1 candidatura"},
		{es.N("list.total", 12345), "12.345 candidaturas"},
		{es.N("list.total", 1_000_000), "1.000.000 de candidaturas"},
		{en.N("list.total", 1), "1 application"},
		{en.N("list.total", 1_000_000), "1,000,000 applications"},
		{ca.Language(), "ca"},
		{ca.N("list.total", 0), "0 candidatures"},
		{ca.N("list.total", 1), "1 candidatura"},
		{ca.N("list.total", 12345), "12.345 candidatures"},
		{ca.N("list.total", 1_000_000), "1.000.000 de candidatures"},
		{es.T("no.such_key"), "no.such_key"},
		{es.N("no.such_key", 3), "no.such_key"},
	} {
		if tt.got != tt.want {
			t.Errorf("%q, want %q", tt.got, tt.want)
		}
	}
}

// TestWordsTakeValuesAsTheyAre has a value look like a placeholder.
func TestWordsTakeValuesAsTheyAre(t *testing.T) {
	value := `{{.Item}} <b> {{template "x"}} %s`
	if got := words(t, "es").T("detail.sent_with", "CV", value); got != "Enviado con: «"+value+"»" {
		t.Errorf("%q", got)
	}
}

// TestWordsFallBack takes from the source what a translation lacks.
func TestWordsFallBack(t *testing.T) {
	files := fstest.MapFS{
		"translations/es.json": {Data: []byte(`{"a": "uno", "b": "dos"}`)},
		"translations/en.json": {Data: []byte(`{"a": "one"}`)},
	}
	w, err := NewWords(files, "en")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join([]string{w.T("a"), w.T("b")}, " "); got != "one dos" {
		t.Errorf("%q", got)
	}
}
