package present

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"candidaturas/assets"
	"candidaturas/tracker"
)

// translation is a file of words: the forms of each key, of which texts without
// a plural have the one named "".
type translation map[string]map[string]string

func readTranslation(t *testing.T, lang string) translation {
	t.Helper()
	data, err := assets.Translations.ReadFile("translations/" + lang + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		t.Fatal(err)
	}
	tr := translation{}
	for key, value := range raw {
		var text string
		forms := map[string]string{}
		if json.Unmarshal(value, &text) == nil {
			forms[""] = text
		} else if err := json.Unmarshal(value, &forms); err != nil {
			t.Fatalf("%s: %s: %v", lang, key, err)
		}
		tr[key] = forms
	}
	return tr
}

// each calls f for every text.
func (tr translation) each(f func(key, form, text string)) {
	for _, key := range slices.Sorted(maps.Keys(tr)) {
		for form, text := range tr[key] {
			f(key, form, text)
		}
	}
}

var placeholder = regexp.MustCompile(`\{\{.*?\}\}`)

func placeholders(text string) []string {
	found := placeholder.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// languages are all there are translations into.
func languages(t *testing.T) []string {
	t.Helper()
	langs, err := Languages(assets.Translations)
	if err != nil || len(langs) < 3 {
		t.Fatalf("languages %v, error %v", langs, err)
	}
	return langs
}

// TestTranslationsAgree: every language has the keys of the source and no others,
// with the same values in each text.
func TestTranslationsAgree(t *testing.T) {
	source := readTranslation(t, Source)
	for _, lang := range languages(t) {
		tr := readTranslation(t, lang)
		for key := range source {
			if _, ok := tr[key]; !ok {
				t.Errorf("%s: %s is missing", lang, key)
			}
		}
		for key, forms := range tr {
			of, ok := source[key]
			if !ok {
				t.Errorf("%s: %s is missing in %s", lang, key, Source)
				continue
			}
			if hasForm(forms, "") != hasForm(of, "") {
				t.Errorf("%s: %s has plural forms in one language only", lang, key)
			}
			want := placeholders(of["other"] + of[""])
			for form, text := range forms {
				if !slices.Equal(placeholders(text), want) {
					t.Errorf("%s: %s %s holds %v, want %v: %q", lang, key, form, placeholders(text), want, text)
				}
			}
		}
	}
}

// TestTranslationsHaveNoKeyTwice: of two, the last one would hide the first.
func TestTranslationsHaveNoKeyTwice(t *testing.T) {
	line := regexp.MustCompile(`(?m)^ *"([^"]+\.[^"]+)":`)
	for _, lang := range languages(t) {
		data, err := assets.Translations.ReadFile("translations/" + lang + ".json")
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, match := range line.FindAllSubmatch(data, -1) {
			key := string(match[1])
			if seen[key] {
				t.Errorf("%s: %s is there twice", lang, key)
			}
			seen[key] = true
		}
		if len(seen) != len(readTranslation(t, lang)) {
			t.Errorf("%s: %d keys stand at the beginning of a line, of %d", lang, len(seen), len(readTranslation(t, lang)))
		}
	}
}

func hasForm(forms map[string]string, name string) bool { _, ok := forms[name]; return ok }

// pluralForms are those that each language has, by the rules of CLDR.
var pluralForms = map[string][]string{
	"es": {"many", "one", "other"},
	"ca": {"many", "one", "other"},
	"en": {"one", "other"},
}

func TestTranslationsPlurals(t *testing.T) {
	for _, lang := range languages(t) {
		for key, forms := range readTranslation(t, lang) {
			if hasForm(forms, "") {
				continue
			}
			if got := slices.Sorted(maps.Keys(forms)); !slices.Equal(got, pluralForms[lang]) {
				t.Errorf("%s: %s has the forms %v, want %v", lang, key, got, pluralForms[lang])
			}
			for form, text := range forms {
				if !strings.Contains(text, "{{.Count}}") {
					t.Errorf("%s: %s (%s) does not tell the number", lang, key, form)
				}
				if form != "many" && millions.MatchString(text) {
					t.Errorf("%s: %s (%s) counts millions: %q", lang, key, form, text)
				}
			}
		}
	}
}

// millions is what stands after the number where a million is a noun: "1.000.000
// de candidaturas".
var millions = regexp.MustCompile(`\{\{\.Count\}\} d(e |’)`)

// TestTranslationsCountMillions: where the word that is counted follows the number,
// the form for millions says "de". One that is cut short, such as "min", needs none.
func TestTranslationsCountMillions(t *testing.T) {
	noun := regexp.MustCompile(`\{\{\.Count\}\} (\pL+)`)
	counted := regexp.MustCompile(`s$`)
	for _, lang := range []string{"es", "ca"} {
		for key, forms := range readTranslation(t, lang) {
			many := noun.FindStringSubmatch(forms["many"])
			if many != nil && counted.MatchString(many[1]) && forms["many"] == forms["other"] && !slices.Contains(noNoun, many[1]) {
				t.Errorf("%s: %s counts millions as it counts two: %q", lang, key, forms["many"])
			}
		}
	}
}

// noNoun are words that follow a number and end as a plural without being one.
var noNoun = []string{"más", "més", "últimas", "últimes"}

// mayExclaim are a return to the process and a hire.
var mayExclaim = []string{"meaning.hired", "change.returned", "notice.returned", "notice.hired"}

// A blunder is something that no text may say. Languages are all those that
// there are if none is named.
type blunder struct {
	what    string
	langs   []string
	pattern *regexp.Regexp
	except  []string // keys
}

var blunders = []blunder{
	{what: "has blanks around it, two of them or other ones", pattern: regexp.MustCompile(`^\s|\s$|  |[\t\r]`)},
	{what: "has typewriter quotes, apostrophes, dots or dashes", pattern: regexp.MustCompile(`["'` + "`" + `´‘]|\.\.|--| - `)},
	{what: "has a blank before what ends it", pattern: regexp.MustCompile(` [,.;:?!…]`)},
	{what: "exclaims", pattern: regexp.MustCompile(`[!¡]`), except: mayExclaim},
	{what: "parts the percent sign from its number, or joins them", langs: []string{"es", "ca"}, pattern: regexp.MustCompile(`[^\x{A0}(]%`)},
	{what: "parts the percent sign from its number", langs: []string{"en"}, pattern: regexp.MustCompile(`\s%`)},
	{what: "has the other language's quotes", langs: []string{"es", "ca"}, pattern: regexp.MustCompile(`[“”]`)},
	{what: "has the other language's quotes", langs: []string{"en"}, pattern: regexp.MustCompile(`[«»]`)},

	// "a las 01:05" is said otherwise: see AtClock.
	{
		what: "writes an hour with an article of its own", langs: []string{"es", "ca"},
		pattern: regexp.MustCompile(`\b(a|de|desde|hasta|des de|fins a) l[ae]s? \{\{\.[^C]`), except: []string{"clock.at", "clock.at_one", "clock.until", "clock.until_one"},
	},

	// What InfoJobs does not say in Spain, what speaks of a person where the
	// application is meant, and another tone.
	{
		what: "has a word that is not used", langs: []string{"es"},
		pattern: regexp.MustCompile(`(?i)postul|solicitud|rechazad[oa]|\baplica(r|ste|do|da)\b|\busted(es)?\b|\bsu CV\b|\bclick?\b|\bpor favor\b|[^.]\bemail\b|\bbackup\b`),
	},
	{
		what: "has a word that is not used", langs: []string{"ca"},
		pattern: regexp.MustCompile(`(?i)postul|sol·licitud|rebutjad[ae]|\baplica(r|t|da)\b|\bvostès?\b|\bel seu CV\b|\bclick?\b|\bsi us plau\b|\bdescarreg|[^.]\bemail\b`),
	},
	{
		what: "has a word that is not used", langs: []string{"en"},
		pattern: regexp.MustCompile(`(?i)\bpostul|\bplease\b|\bclick\b|(^|[.;:] )(your|this|the) data are\b|\be-mail|authoriz|\bcanceled\b|\bcolor\b|\blicense\b`),
	},
	{what: "is in Spanish", langs: []string{"en"}, pattern: regexp.MustCompile(`(?i)[áéíóúñ]|\b(los|las|tus|con|para|este|equipo)\b`), except: []string{"settings.lang_es", "about.title"}},
	{
		what: "is in Spanish", langs: []string{"ca"}, except: []string{"settings.lang_es", "about.title"},
		pattern: regexp.MustCompile(`(?i)ñ|ción\b|(^|[ («])(y|o sea|los|las|tus|con|para|sin|del todo el|tienes|puedes|ahora|hoy|ayer|hace|días?|leíd[oa]s?|guarda|guardado|borrado|abrir|cerrar|pegar|ajustes|enlace|equipo|archivos?|carpetas? y|novedad(es)?|candidaturas de|ofertas? y|siguen?|hemos|todavía|cuenta|nadie|otra vez)([ .,;:…»)]|$)`),
	},

	// The joints of Catalan.
	{
		what: "does not elide", langs: []string{"ca"},
		pattern: regexp.MustCompile(`(?i)(^|[ («])(el|del|al|pel|de|em|et|es|la) h?[aeoàèéíòóú]\pL`),
	},
	{what: "elides before a consonant", langs: []string{"ca"}, pattern: regexp.MustCompile(`(?i)(^|[ («])[dlmtsn]’[^aeiouàèéíòóúïüh«1{]`)},
	{what: "leaves the elision of a value to chance", langs: []string{"ca"}, pattern: regexp.MustCompile(`(?i)\bla \{\{|[dl]’\{\{`), except: []string{"clock.at_one", "clock.until_one"}},
	{what: "writes l·l otherwise", langs: []string{"ca"}, pattern: regexp.MustCompile(`(?i)\pLl[.•∙‧-]l\pL`)},
	{
		what: "is no command", langs: []string{"ca"}, except: []string{"settings.theme_light", "day.yesterday", "menu.file", "file.path", "key.super"},
		pattern: regexp.MustCompile(`^\p{Lu}\pL+(ar|er|ir)( |…|$)`),
	},
}

func TestTranslationsStyle(t *testing.T) {
	for _, lang := range languages(t) {
		readTranslation(t, lang).each(func(key, _, text string) {
			fail := func(what string) { t.Errorf("%s: %s %s: %q", lang, key, what, text) }
			if text == "" {
				fail("is empty")
			}
			bare := placeholder.ReplaceAllString(text, "{{.X}}")
			for _, b := range blunders {
				if len(b.langs) > 0 && !slices.Contains(b.langs, lang) || slices.Contains(b.except, key) {
					continue
				}
				if b.pattern.MatchString(text) {
					fail(b.what)
				}
			}
			if strings.Count(text, "«") != strings.Count(text, "»") || strings.Count(text, "“") != strings.Count(text, "”") || strings.Count(bare, "(") != strings.Count(bare, ")") {
				fail("opens what it does not close")
			}
			if asked := strings.Count(text, "¿"); lang == "es" && strings.Count(text, "?") != asked || lang != "es" && asked > 0 {
				fail("asks with ¿ or without it")
			}
		})
	}
	for _, key := range mayExclaim {
		if !strings.HasPrefix(words(t, "es").T(key), "¡") {
			t.Errorf("%s does not", key)
		}
	}
}

// TestTranslationsAreTranslated: no text of some length is the same in two
// languages. One word may be, such as "Finalista".
func TestTranslationsAreTranslated(t *testing.T) {
	source := readTranslation(t, Source)
	word := regexp.MustCompile(`\pL{2,}`)
	for _, lang := range languages(t) {
		if lang == Source {
			continue
		}
		readTranslation(t, lang).each(func(key, form, text string) {
			bare := placeholder.ReplaceAllString(text, "")
			if text == source[key][form] && len(word.FindAllString(bare, -1)) > 2 && key != "about.title" && key != "keys.id" {
				t.Errorf("%s: %s is not translated: %q", lang, key, text)
			}
		})
	}
}

// source is the code that holds keys of words.
type source struct {
	asked    map[string]token.Position // keys that T and N are called with
	literals map[string]bool           // all strings
}

func readSource(t *testing.T) source {
	t.Helper()
	s := source{map[string]token.Position{}, map[string]bool{}}
	fset := token.NewFileSet()
	for _, pattern := range []string{"*.go", "../*.go", "*/*.go", "../widgets/*.go", "../../internal/*/*.go"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: no files (%v)", pattern, err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(fset, name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool { s.visit(fset, n); return true })
		}
	}
	return s
}

func (s source) visit(fset *token.FileSet, n ast.Node) {
	switch n := n.(type) {
	case *ast.BasicLit:
		if text, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING {
			s.literals[text] = true
		}
	case *ast.CallExpr:
		method, ok := n.Fun.(*ast.SelectorExpr)
		if !ok || len(n.Args) == 0 || method.Sel.Name != "T" && method.Sel.Name != "N" {
			return
		}
		if lit, ok := n.Args[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if key, err := strconv.Unquote(lit.Value); err == nil {
				s.asked[key] = fset.Position(lit.Pos())
			}
		}
	}
}

// computed are the keys that the code puts together.
func computed() []string {
	var keys []string
	for month := 1; month <= 12; month++ {
		keys = append(keys, fmt.Sprintf("month.%d", month), fmt.Sprintf("month_name.%d", month))
	}
	for kind := tracker.KindApplied; kind.Known(); kind++ {
		keys = append(keys, fmt.Sprintf("event.%d", kind))
	}
	for stage := tracker.StageReceived; stage <= tracker.LastStage; stage++ {
		keys = append(keys, "stage."+stageNames[stage], "meaning."+stageNames[stage])
	}
	for group := tracker.GroupMoving; group <= tracker.GroupEnded; group++ {
		keys = append(keys, groupKeys[group])
	}
	for _, e := range signInErrors {
		keys = append(keys, e.key)
	}
	for _, r := range keyringReasons {
		keys = append(keys, r.key)
	}
	return keys
}

func TestTranslationsHaveEveryKey(t *testing.T) {
	used := readSource(t)
	if len(used.asked) < 100 {
		t.Fatalf("only %d keys found in the code", len(used.asked))
	}
	for _, lang := range languages(t) {
		tr := readTranslation(t, lang)
		for key, at := range used.asked {
			if _, ok := tr[key]; !ok {
				t.Errorf("%s: %s is missing, which %s asks for", lang, key, at)
			}
		}
		for _, key := range computed() {
			if _, ok := tr[key]; !ok {
				t.Errorf("%s: %q is missing", lang, key)
			}
		}
	}
}

func TestTranslationsHaveNoOtherKeys(t *testing.T) {
	used := readSource(t)
	known := map[string]bool{}
	for _, key := range computed() {
		known[key] = true
	}
	for key := range readTranslation(t, Source) {
		if !used.literals[key] && !known[key] {
			t.Errorf("no code uses %s", key)
		}
	}
}
