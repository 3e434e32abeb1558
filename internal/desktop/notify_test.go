package desktop

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"unicode"

	"candidaturas/assets"
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
)

// TestT1PlainText: of a text that would run, nothing is left that could.
func TestT1PlainText(t *testing.T) {
	for text, want := range map[string]string{
		"Han leído tu CV":                                "Han leído tu CV",
		"¡Vuelves al proceso!":                           "¡Vuelves al proceso!",
		"Eres finalista (1) · Mensaje de la empresa (2)": "Eres finalista (1) · Mensaje de la empresa (2)",
		"$(Start-Process calc)":                          "(Start-Process calc)",
		"${env:PATH}":                                    "env:PATH",
		"`n`$x":                                          "nx",
		`"; calc; "`:                                     "calc",
		"“x” „y‟ \u201f":                                 "x y",
		"a\r\nb\tc\u2028d\u00a0e\x00\x1b[2Jf":            "a  b c d e2Jf",
		"<b>bold</b> & <img src=x>":                      "bboldb  img srcx",
		"\u202eevil\u2066":                               "evil",
		`back\slash %x% |pipe> {y} #z @w ~v *u ;t =s`:    "backslash x pipe y z w v u t s",
		strings.Repeat("ñ", 10_000):                      strings.Repeat("ñ", 200),
		"":                                               "",
	} {
		if got := plain(text); got != want {
			t.Errorf("%.60q is %.60q, want %.60q", text, got, want)
		}
	}
}

func FuzzT1PlainText(f *testing.F) {
	f.Add("$(calc)`\"“”\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		got := plain(text)
		if strings.ContainsAny(got, "$`\"“”„‟\r\n\t<>&|;{}%\\") || len([]rune(got)) > maxNotice || strings.ContainsFunc(got, unicode.IsControl) {
			t.Errorf("%q is %q", text, got)
		}
		if plain(got) != got {
			t.Errorf("%q is not plain yet: %q", got, plain(got))
		}
	})
}

// TestT1OurWordsArePlain: nothing that the app says in a notification is lost on
// the way.
func TestT1OurWordsArePlain(t *testing.T) {
	langs, err := present.Languages(assets.Translations)
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(filepath.Join("..", "..", "assets", "translations", present.Source+".json"))
	if err != nil {
		t.Fatal(err)
	}
	keys := regexp.MustCompile(`"((?:notice\.|tray\.hidden)[a-z_]*)"`).FindAllStringSubmatch(string(source), -1)
	if len(keys) < 15 {
		t.Fatalf("only %d texts found", len(keys))
	}
	for _, lang := range langs {
		words, err := present.NewWords(assets.Translations, lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range keys {
			for _, count := range []int{1, 2, 1_000_000} {
				text := words.N(key[1], count, "What", "Han leído tu CV")
				if plain(text) != text {
					t.Errorf("%s: %s is %q, told as %q", lang, key[1], text, plain(text))
				}
			}
		}
	}
}

// TestT1OneWayToNotify: who asks the toolkit goes through the filter.
func TestT1OneWayToNotify(t *testing.T) {
	source, err := os.ReadFile("notify.go")
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(source), ".SendNotification"); n != 1 {
		t.Errorf("the toolkit is asked in %d places", n)
	}
}

// TestNotifyDoesNotWait for a desktop that does not answer, and does not pile up
// what it is to be told.
func TestNotifyDoesNotWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		sent := make(chan *fyne.Notification, 10)
		release := make(chan struct{})
		there := true
		notify := NewNotify(func() bool { return there }, func(n *fyne.Notification) {
			sent <- n
			<-release
		}, slog.New(slog.NewTextHandler(&log, nil)))
		notify("one $(calc)", "`a`")
		synctest.Wait()
		notify("two", "b")
		notify("three", "c")
		synctest.Wait()
		if n := <-sent; n.Title != "one (calc)" || n.Content != "a" || len(sent) != 0 {
			t.Errorf("%+v and %d more", n, len(sent))
		}
		if n := strings.Count(log.String(), "left out"); n != 2 {
			t.Errorf("%d are said to be left out:\n%s", n, &log)
		}
		close(release)
		synctest.Wait()
		notify("four", "d")
		if n := <-sent; n.Title != "four" {
			t.Errorf("%+v", n)
		}
		there = false
		synctest.Wait()
		notify("five", "e")
		synctest.Wait()
		if len(sent) != 0 {
			t.Error("sent to nobody")
		}
	})
}
