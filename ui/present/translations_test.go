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

func TestTranslationsAgree(t *testing.T) {
	es, en := readTranslation(t, "es"), readTranslation(t, "en")
	for key := range es {
		if _, ok := en[key]; !ok {
			t.Errorf("%s is missing in English", key)
		}
	}
	for key, forms := range en {
		source, ok := es[key]
		if !ok {
			t.Errorf("%s is missing in Spanish", key)
			continue
		}
		if _, plural := forms[""]; plural != hasForm(source, "") {
			t.Errorf("%s has plural forms in one language only", key)
		}
		for _, text := range forms {
			for _, other := range source {
				if !slices.Equal(placeholders(text), placeholders(other)) {
					t.Errorf("%s: placeholders of %q and %q differ", key, text, other)
				}
			}
		}
	}
}

func hasForm(forms map[string]string, name string) bool { _, ok := forms[name]; return ok }

func TestTranslationsPlurals(t *testing.T) {
	for lang, want := range map[string][]string{"es": {"many", "one", "other"}, "en": {"one", "other"}} {
		for key, forms := range readTranslation(t, lang) {
			if hasForm(forms, "") {
				continue
			}
			if got := slices.Sorted(maps.Keys(forms)); !slices.Equal(got, want) {
				t.Errorf("%s: %s has the forms %v, want %v", lang, key, got, want)
			}
			for form, text := range forms {
				if !strings.Contains(text, "{{.Count}}") {
					t.Errorf("%s: %s (%s) does not tell the number", lang, key, form)
				}
			}
		}
	}
}

// mayExclaim are a return to the process and a hire.
var mayExclaim = []string{"meaning.hired", "change.returned", "notice.returned", "notice.hired"}

// forbidden are words that InfoJobs does not use in Spain, or that speak of a
// person where the application is meant.
var forbidden = regexp.MustCompile(`(?i)postul|solicitud|rechazad[oa]|\baplicar\b|\baplicaste\b|\busted\b|\bsu CV\b`)

func TestTranslationsStyle(t *testing.T) {
	for _, lang := range []string{"es", "en"} {
		readTranslation(t, lang).each(func(key, _, text string) {
			fail := func(what string) { t.Errorf("%s: %s %s: %q", lang, key, what, text) }
			if strings.TrimSpace(text) != text || text == "" {
				fail("is empty or has blanks around it")
			}
			if strings.ContainsAny(text, "!¡") && !slices.Contains(mayExclaim, key) {
				fail("exclaims")
			}
			if strings.Contains(text, "...") || strings.Contains(text, "  ") || strings.ContainsAny(text, "\t\r\"") {
				fail("has three dots, two blanks or typewriter quotes")
			}
			if forbidden.MatchString(text) {
				fail("has a word that is not used")
			}
			if strings.Count(text, "«") != strings.Count(text, "»") || strings.Count(text, "“") != strings.Count(text, "”") {
				fail("opens quotes that it does not close")
			}
			if quotes := map[string]string{"es": "“”‘", "en": "«»‘"}[lang]; strings.ContainsAny(text, quotes) {
				fail("has the other language's quotes")
			}
			if lang == "es" && strings.Count(text, "?") != strings.Count(text, "¿") {
				fail("asks without ¿")
			}
		})
	}
	for _, key := range mayExclaim {
		if !strings.HasPrefix(words(t, "es").T(key), "¡") {
			t.Errorf("%s does not", key)
		}
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
	for _, pattern := range []string{"*.go", "../*.go", "../../*.go"} {
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
	for stage := tracker.StageReceived; stage <= tracker.StageHired; stage++ {
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
	for _, lang := range []string{"es", "en"} {
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
