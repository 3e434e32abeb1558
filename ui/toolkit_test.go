package ui

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"candidaturas/assets"
	"candidaturas/ui/present"
	"candidaturas/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// TestToolkitWords opens Fyne's menu of a field: every word of it must be ours.
func TestToolkitWords(t *testing.T) {
	t.Cleanup(func() { restoreToolkitWords(t) })
	words, err := present.NewWords(assets.Translations, "es")
	if err != nil {
		t.Fatal(err)
	}
	if err := AddToolkitWords(words); err != nil {
		t.Fatal(err)
	}
	s := newStage(t, normal).connect()
	code := s.window.signIn.code
	test.Type(code, "0b3f")
	uitest.Key(code, fyne.KeyBackspace)
	code.Undo() // there is something to undo and something to redo now
	got := menuWords(s)
	want := map[string]bool{}
	for _, key := range []string{"toolkit.undo", "toolkit.redo", "toolkit.cut", "toolkit.copy", "toolkit.paste", "toolkit.select_all"} {
		want[words.T(key)] = true
	}
	for _, word := range got {
		if !want[word] {
			t.Errorf("the menu says %q", word)
		}
		delete(want, word)
	}
	if len(want) != 0 {
		t.Errorf("the menu does not show %v, only %v", want, got)
	}
	if got := lang.L("Quit"); got != words.T("toolkit.quit") {
		t.Errorf("the app's own menu says %q", got)
	}
}

// menuWords are the texts of the menu that a secondary tap on the field opens.
func menuWords(s *stage) []string {
	test.TapSecondary(s.window.signIn.code)
	return textsIn(s.canvas().Overlays().Top())
}

// textsIn are the texts that show within an object.
func textsIn(o fyne.CanvasObject) []string {
	if !o.Visible() {
		return nil
	}
	if text, ok := o.(*canvas.Text); ok && text.Text != "" {
		return []string{text.Text}
	}
	var texts []string
	for _, child := range uitest.Children(o) {
		texts = append(texts, textsIn(child)...)
	}
	return texts
}

// restoreToolkitWords puts Fyne's own words back for the other tests.
func restoreToolkitWords(t *testing.T) {
	t.Helper()
	own := fyneWords(t, "en")
	if err := addToolkitWords(own); err != nil {
		t.Fatal(err)
	}
}

// fyneSource is the folder of the toolkit's source.
func fyneSource(t *testing.T) string {
	t.Helper()
	out, err := exec.CommandContext(context.Background(), "go", "list", "-m", "-f", "{{.Dir}}", "fyne.io/fyne/v2").Output()
	if err != nil {
		t.Fatalf("looking for the toolkit's source: %v", err)
	}
	return strings.TrimSpace(string(out))
}

// fyneWords are Fyne's own words in one of its languages.
func fyneWords(t *testing.T, language string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(fyneSource(t), "lang", "translations", "base."+language+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]any
	if err := json.Unmarshal(data, &raw); err != nil {
		t.Fatal(err)
	}
	words := map[string]string{}
	for name, value := range raw {
		switch value := value.(type) {
		case string:
			words[name] = value
		case map[string]any:
			words[name], _ = value["other"].(string)
		}
	}
	return words
}

// TestToolkitWordsAreAllOfFynes: a Fyne that has more words, or asks for more than
// its own list has, fails here.
func TestToolkitWordsAreAllOfFynes(t *testing.T) {
	fynes := fyneWords(t, "en")
	for name := range fynes {
		if toolkitWords[name] == "" {
			t.Errorf("Fyne has %q, which we do not translate", name)
		}
	}
	for name := range toolkitWords {
		if fynes[name] == "" {
			t.Errorf("Fyne has no word %q any more", name)
		}
	}
	for name, file := range fyneAsks(t) {
		if toolkitWords[name] == "" {
			t.Errorf("%s asks for %q, which we do not translate", file, name)
		}
	}
}

// fyneAsks are the names that Fyne's code looks words up by, and where.
func fyneAsks(t *testing.T) map[string]string {
	t.Helper()
	asks := regexp.MustCompile(`\blang\.(?:L|X|N|XN|Localize\w*)\("((?:[^"\\]|\\.)*)"`)
	found, root := map[string]string{}, fyneSource(t)
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch base := filepath.Base(path); {
		case err != nil:
			return err
		case d.IsDir() && (base == "cmd" || base == "testdata"):
			return fs.SkipDir // programs that are no part of ours
		case base == "lang.go":
			return nil // of which the examples are no words
		case d.IsDir(), !strings.HasSuffix(base, ".go"), strings.HasSuffix(base, "_test.go"):
			return nil
		}
		code, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, match := range asks.FindAllSubmatch(code, -1) {
			found[string(match[1])] = path
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) < 20 {
		t.Fatalf("only %d words found in Fyne's code", len(found))
	}
	return found
}

func TestToolkitLanguagesAreFynes(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(fyneSource(t), "lang", "translations", "base.*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no languages found: %v", err)
	}
	var fynes []string
	for _, file := range files {
		language := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(file), "base."), ".json")
		fynes = append(fynes, strings.ReplaceAll(language, "_", "-"))
	}
	var ours []string
	for _, l := range toolkitLanguages {
		ours = append(ours, l.String())
	}
	slices.Sort(fynes)
	slices.Sort(ours)
	if !slices.Equal(ours, fynes) {
		t.Errorf("we know of words in %v, Fyne has them in %v", ours, fynes)
	}
}

// onThisSystem, in the environment, has TestToolkitWordsInEveryLanguage be the
// process that it starts.
const onThisSystem = "CANDIDATURAS_TEST_TOOLKIT_WORDS"

// TestToolkitWordsInEveryLanguage has each of our languages on systems that speak
// any, each in a process of its own, since Fyne forgets nothing: all words are ours,
// change with the language, and none is complained of.
func TestToolkitWordsInEveryLanguage(t *testing.T) {
	if testing.Short() {
		t.Skip("it reads words, which no goroutine changes")
	}
	if os.Getenv(onThisSystem) != "" {
		checkToolkitWords(t)
		return
	}
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("the system's language comes from no variable here")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, system := range []string{
		"LANG=", "LANG=C.UTF-8", "LANG=es_ES.UTF-8", "LANG=es_419", "LANG=en_GB.UTF-8", "LANG=ca_ES.UTF-8", "LANG=ca_ES@valencia",
		"LANG=gl_ES.UTF-8", "LANG=eu_ES.UTF-8", "LANG=ast_ES", "LANG=fr_FR.UTF-8", "LANG=pt_PT.UTF-8", "LANG=pt_BR.UTF-8",
		"LANG=zh_Hans_CN", "LANG=zh_TW", "LANG=sr_Latn_RS", "LANG=de_DE@euro", "LANG=ru_RU.UTF-8",
		"LANGUAGE=xx_YY:pl", // of which Fyne can read only the second
		"LANGUAGE=gl:ca:es",
	} {
		t.Run(system, func(t *testing.T) {
			run := exec.CommandContext(t.Context(), self, "-test.run=^TestToolkitWordsInEveryLanguage$")
			run.Env = append(slices.DeleteFunc(os.Environ(), func(v string) bool {
				return strings.HasPrefix(v, "LC_") || strings.HasPrefix(v, "LANG")
			}), onThisSystem+"=1", "LANG=en_GB.UTF-8", system)
			if out, err := run.CombinedOutput(); err != nil || bytes.Contains(out, []byte("Translation failure")) {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

func checkToolkitWords(t *testing.T) {
	t.Helper()
	for _, language := range []string{"ca", "es", "en", "ca"} {
		words, err := present.NewWords(assets.Translations, language)
		if err != nil {
			t.Fatal(err)
		}
		if err := AddToolkitWords(words); err != nil {
			t.Error(language, err)
		}
		for name, key := range toolkitWords {
			if got := lang.L(name); got != words.T(key) {
				t.Errorf("%s: %s is %q", language, name, got)
			}
		}
	}
}

// TestToolkitCalendar: Fyne cuts the names of days that it has no short ones of,
// in the middle of a letter if need be.
func TestToolkitCalendar(t *testing.T) {
	t.Cleanup(func() { restoreToolkitWords(t) })
	for language, want := range map[string]string{"es": "MIÉ", "en": "WED", "ca": "DC"} {
		words, err := present.NewWords(assets.Translations, language)
		if err != nil {
			t.Fatal(err)
		}
		if err := AddToolkitWords(words); err != nil {
			t.Fatal(err)
		}
		w := test.NewTempWindow(t, widget.NewCalendar(now, func(time.Time) {}))
		if shown := textsIn(w.Content()); !slices.Contains(shown, want) {
			t.Errorf("%s: no %s among %q", language, want, shown)
		}
	}
}
