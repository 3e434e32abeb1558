package present

import (
	"strings"
	"testing"
	"unicode"

	"candidaturas/assets"
	"candidaturas/tracker"
)

func TestNoticeText(t *testing.T) {
	counts := func(pairs ...any) tracker.Notice {
		n := tracker.Notice{Counts: map[tracker.NoticeKind]int{}}
		for i := 0; i < len(pairs); i += 2 {
			n.Counts[pairs[i].(tracker.NoticeKind)] = pairs[i+1].(int)
			n.Total += pairs[i+1].(int)
		}
		return n
	}
	for _, tt := range []struct {
		lang        string
		notice      tracker.Notice
		title, body string
	}{
		{"es", counts(tracker.NoticeRead, 2), "Han leído tu CV", "en 2 candidaturas"},
		{"es", counts(tracker.NoticeRead, 1), "Han leído tu CV", "en 1 candidatura"},
		{"en", counts(tracker.NoticeRead, 1), "Your CV was read", "in 1 application"},
		{"es", counts(tracker.NoticeReturned, 1), "¡Vuelves al proceso!", "en 1 candidatura"},
		{"es", counts(tracker.NoticeHired, 1), "¡Te han contratado!", "en 1 candidatura"},
		{"es", counts(tracker.NoticeRejected, 12345), "No sigues en proceso", "en 12.345 candidaturas"},
		{
			"es", counts(tracker.NoticeRead, 3, tracker.NoticeFinalist, 1, tracker.NoticeMessage, 1),
			"5 novedades en tus candidaturas", "Eres finalista (1) · Mensaje de la empresa (1) · Han leído tu CV (3)",
		},
		{
			"en", counts(tracker.NoticeRead, 1, tracker.NoticeHired, 1),
			"2 changes in your applications", "You’re hired! (1) · Your CV was read (1)",
		},
	} {
		title, body := noticeText(words(t, tt.lang), tt.notice)
		if title != tt.title || body != tt.body {
			t.Errorf("%s: %q, %q, want %q, %q", tt.lang, title, body, tt.title, tt.body)
		}
	}
}

// TestT1NoticesAreOurOwnWords: whatever is told of, in every language, the text is
// made of the translations and of numbers alone, and has nothing in it that any
// shell or markup would take for more than text.
func TestT1NoticesAreOurOwnWords(t *testing.T) {
	langs, err := Languages(assets.Translations)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range langs {
		w := words(t, lang)
		check := func(title, body string) {
			t.Helper()
			for _, text := range []string{title, body} {
				if text == "" || strings.TrimSpace(text) != text || len([]rune(text)) > 400 {
					t.Errorf("%s: %q", lang, text)
				}
				for _, r := range text {
					if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" .,()·¡!'’«»-", r) {
						t.Errorf("%s: %q has %q", lang, text, r)
					}
				}
				if strings.HasPrefix(text, "notice.") || strings.HasPrefix(text, "tray.") {
					t.Errorf("%s: %q is no word", lang, text)
				}
			}
		}
		all := tracker.Notice{Counts: map[tracker.NoticeKind]int{}}
		for _, kind := range tracker.NoticeOrder() {
			for _, n := range []int{1, 2, 1_000_000} {
				check(noticeText(w, tracker.Notice{Counts: map[tracker.NoticeKind]int{kind: n}, Total: n}))
			}
			all.Counts[kind]++
			all.Total++
			check(noticeText(w, all))
		}
		p := notified{}
		n := newNotifier(nil, w, Platform{Notify: p.notify}, nil, true, nil)
		n.test()
		n.hidden()
		for _, text := range p {
			check(text[0], text[1])
		}
		if len(p) != 2 {
			t.Errorf("told %v", p)
		}
	}
}

// notified is what the desktop was told.
type notified [][2]string

func (t *notified) notify(title, body string) { *t = append(*t, [2]string{title, body}) }

// titles returns the titles since the last call.
func (t *notified) titles() string {
	var titles []string
	for _, text := range *t {
		titles = append(titles, text[0])
	}
	*t = nil
	return strings.Join(titles, ", ")
}
