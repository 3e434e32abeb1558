package ui

import (
	"encoding/json"
	"testing"

	"candidaturas/assets"
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/test"
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
	key(code, fyne.KeyBackspace)
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
	var words []string
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if text, ok := o.(*canvas.Text); ok && text.Text != "" && text.Visible() {
			words = append(words, text.Text)
		}
		for _, child := range children(o) {
			walk(child)
		}
	}
	walk(s.canvas().Overlays().Top())
	return words
}

// restoreToolkitWords puts Fyne's own words back for the other tests.
func restoreToolkitWords(t *testing.T) {
	own := map[string]string{}
	for name := range toolkitWords {
		own[name] = name
	}
	file, err := json.Marshal(own)
	if err != nil {
		t.Fatal(err)
	}
	if err := lang.AddTranslationsForLocale(file, lang.SystemLocale()); err != nil {
		t.Fatal(err)
	}
}
