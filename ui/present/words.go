package present

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// Source is the language the words are written in first; it stands in for a
// word that another language lacks.
const Source = "es"

// Words are the user-visible texts in one language. It is safe for concurrent
// use.
type Words struct {
	lang    string
	texts   *i18n.Localizer
	numbers *message.Printer
}

// NewWords reads the translations (translations/<language>.json in files) and
// returns the words in lang, one of [Languages].
func NewWords(files fs.FS, lang string) (*Words, error) {
	langs, err := Languages(files)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(langs, lang) {
		return nil, fmt.Errorf("no translation into %q, only into %s", lang, strings.Join(langs, ", "))
	}
	bundle := i18n.NewBundle(language.MustParse(Source))
	for _, l := range slices.Compact([]string{Source, lang}) {
		if _, err := bundle.LoadMessageFileFS(files, path.Join("translations", l+".json")); err != nil {
			return nil, fmt.Errorf("reading the translation into %s: %w", l, err)
		}
	}
	return &Words{
		lang:    lang,
		texts:   i18n.NewLocalizer(bundle, lang, Source),
		numbers: message.NewPrinter(language.MustParse(lang)),
	}, nil
}

// Languages lists the languages there are translations into, the source first.
func Languages(files fs.FS) ([]string, error) {
	names, err := fs.Glob(files, "translations/*.json")
	if err != nil || len(names) == 0 {
		return nil, fmt.Errorf("no translations found: %w", err)
	}
	langs := []string{Source}
	for _, n := range names {
		if l := strings.TrimSuffix(path.Base(n), ".json"); l != Source {
			langs = append(langs, l)
		}
	}
	return langs, nil
}

// MatchLanguage picks the language for somebody whose system speaks locale
// (such as "es-MX" or "ca_ES.UTF-8"). Who speaks another language of Spain gets
// Spanish until there is a translation into theirs; everybody else gets English.
func MatchLanguage(locale string, langs []string) string {
	// What follows the language decides nothing, and systems write it in more ways
	// than a parser of language tags takes: "zh-CN-Hans", "ca_ES@valencia".
	if end := strings.IndexAny(locale, "-_.@"); end >= 0 {
		locale = locale[:end]
	}
	base, err := language.ParseBase(locale)
	if err != nil || base.String() == "und" {
		return Source // no language is told: "C"
	}
	switch {
	case slices.Contains(langs, base.String()):
		return base.String()
	case slices.Contains([]string{"ca", "gl", "eu", "an", "ast", "oc"}, base.String()):
		return Source
	case slices.Contains(langs, "en"):
		return "en"
	}
	return Source
}

// Language returns the language of the words, such as "es".
func (w *Words) Language() string { return w.lang }

// T returns the text for key. The pairs are names and values for the text's
// placeholders.
func (w *Words) T(key string, pairs ...any) string {
	return w.localize(key, fields(pairs), nil)
}

// N returns the text for key in the plural form for count, which the text may
// use as Count.
func (w *Words) N(key string, count int, pairs ...any) string {
	data := fields(pairs)
	data["Count"] = w.Number(count)
	return w.localize(key, data, count)
}

// localize falls back on the key, which a person can at least report; a test
// sees to it that no key is missing.
func (w *Words) localize(key string, data map[string]any, count any) string {
	w.mark(data)
	text, err := w.texts.Localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: data, PluralCount: count})
	if err != nil && text == "" {
		return key
	}
	return w.join(text)
}

func fields(pairs []any) map[string]any {
	m := make(map[string]any, len(pairs)/2+2)
	for i := 0; i+1 < len(pairs); i += 2 {
		m[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return m
}
