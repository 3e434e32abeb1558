package widgets

import (
	"slices"
	"strings"
	"testing"

	"candidaturas/ui/look"
	"candidaturas/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"pgregory.net/rapid"
)

// readerIn shows a text in a pane of a size.
func readerIn(t *testing.T, size fyne.Size, parts ...ReaderPart) (*Pane, *Reader) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, look.New(look.Choice{Mode: look.Light}))
	content := NewStack(0)
	p := NewPane("Texto", content, func(*fyne.KeyEvent) {}, &fyne.ShortcutHandler{})
	r := NewReader(p.View, p.Focus, "Copiar", "Seleccionar todo")
	r.Set(parts)
	content.Add(r)
	p.OnScroll, p.Copying = r.Update, r.Shortcut
	uitest.PlacedAnew(t, size, p)
	return p, r
}

// drawn are the lines that a reader draws, from the first to the last.
func drawn(r *Reader) (lines []string) {
	for _, o := range test.WidgetRenderer(r).Objects() {
		if text, ok := o.(*canvas.Text); ok {
			lines = append(lines, text.Text)
		}
	}
	return lines
}

// TestWrap: nothing gets lost, nothing is wider than there is room, and a line is
// broken at a blank where there is one.
func TestWrap(t *testing.T) {
	test.NewTempApp(t)
	body := newRuler(14, fyne.TextStyle{})
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("aáeñ ,.WMil€\n «»-"))).Draw(t, "text")
		width := rapid.Float32Range(60, 400).Draw(t, "width")
		w := wrap([]ReaderPart{{Text: text}}, width, body, body)
		var all strings.Builder
		at := 0
		for i, l := range w.lines {
			if l.from != at && (l.from != at+1 || w.text[at] != '\n') {
				t.Fatalf("line %d begins at %d, the one before ended at %d", i, l.from, at)
			}
			if l.from == at+1 {
				all.WriteRune('\n')
			}
			line := string(w.text[l.from:l.to])
			all.WriteString(line)
			shown := strings.TrimRight(line, " ")
			// Together letters may be a little wider than one by one.
			if got := fyne.MeasureText(shown, 14, fyne.TextStyle{}).Width; got > width+2 && len([]rune(shown)) > 1 {
				t.Fatalf("%q is %.1f wide in %.1f", shown, got, width)
			}
			at = l.to
		}
		if all.String() != text {
			t.Fatalf("%q, want %q", all.String(), text)
		}
	})
}

// TestWrapBreaksAWordBehindABlank that is itself too long for a line.
func TestWrapBreaksAWordBehindABlank(t *testing.T) {
	test.NewTempApp(t)
	body := newRuler(14, fyne.TextStyle{})
	w := wrap([]ReaderPart{{Text: " aaaaaWW"}}, 60, body, body)
	var lines []string
	for _, l := range w.lines {
		lines = append(lines, string(w.text[l.from:l.to]))
	}
	if !slices.Equal(lines, []string{" ", "aaaaaW", "W"}) {
		t.Errorf("%q", lines)
	}
}

// TestReaderDrawsWhatShows alone, however long the text is.
func TestReaderDrawsWhatShows(t *testing.T) {
	text := strings.Repeat("Una línea que no es muy larga pero que tampoco es corta.\n", 2000)
	p, r := readerIn(t, fyne.NewSize(400, 300), ReaderPart{Text: text})
	lines := drawn(r)
	if len(lines) == 0 || len(lines) > 40 || !strings.HasPrefix(lines[0], "Una línea que no es") {
		t.Fatalf("%d lines are drawn: %q", len(lines), lines)
	}
	p.Keys(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if lines = drawn(r); len(lines) == 0 || len(lines) > 40 {
		t.Fatalf("at the end %d lines are drawn", len(lines))
	}
	p.Keys(&fyne.KeyEvent{Name: fyne.KeyHome})
	if p.Scroll.Offset.Y != 0 || len(drawn(r)) == 0 {
		t.Errorf("at %.0f, %d lines", p.Scroll.Offset.Y, len(drawn(r)))
	}
}

// TestReaderSelects with the mouse, by word and all of it, and copies.
func TestReaderSelects(t *testing.T) {
	p, r := readerIn(t, fyne.NewSize(400, 300), ReaderPart{Heading: true, Text: "Requisitos"}, ReaderPart{Text: "Inglés hablado.\nCarné de conducir."})
	clipboard := fyne.CurrentApp().Clipboard()
	copied := func() string {
		clipboard.SetContent("")
		p.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clipboard})
		return clipboard.Content()
	}
	line := r.body.height()
	point := func(x float32, n int) fyne.Position {
		return fyne.NewPos(readerPad+x, readerPad+float32(n)*line+line/2)
	}
	if got := copied(); got != "" {
		t.Errorf("nothing is selected, and %q is copied", got)
	}
	press := func(at fyne.Position, mod fyne.KeyModifier) {
		e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: mod}
		e.Position = at
		r.MouseDown(e)
		r.MouseUp(e)
	}
	press(point(0, 1), 0)
	if !p.focused {
		t.Error("the keys for copying do not go to it")
	}
	r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: point(400, 1)}})
	r.DragEnd()
	if got := copied(); got != "Inglés hablado." {
		t.Errorf("a line: %q", got)
	}
	r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: point(-50, 0)}})
	if got := copied(); got != "Requisitos" {
		t.Errorf("backwards: %q", got)
	}
	press(point(400, 9), fyne.KeyModifierShift)
	if got := copied(); got != "Inglés hablado.\nCarné de conducir." {
		t.Errorf("with Shift: %q", got)
	}
	r.DoubleTapped(&fyne.PointEvent{Position: point(60, 1)})
	if got := copied(); got != "hablado." {
		t.Errorf("a word: %q", got)
	}
	p.TypedShortcut(&fyne.ShortcutSelectAll{})
	if got := copied(); got != "Requisitos\nInglés hablado.\nCarné de conducir." {
		t.Errorf("all: %q", got)
	}
	r.Set([]ReaderPart{{Text: "otra"}})
	if got := copied(); got != "" {
		t.Errorf("of another text %q is copied", got)
	}
}

// TestT3ReaderIsPlainText: what looks like a link, an image or a control character
// is text, or nothing.
func TestT3ReaderIsPlainText(t *testing.T) {
	_, r := readerIn(t, fyne.NewSize(600, 300), ReaderPart{Text: "[a](javascript:x) ![](http://127.0.0.1/x.png)\x1b[31m\ttab <b>"})
	if got := drawn(r); len(got) != 1 || got[0] != "[a](javascript:x) ![](http://127.0.0.1/x.png)[31m tab <b>" {
		t.Errorf("%q", got)
	}
}

// TestPaneKeys scroll, and pass on what does not.
func TestPaneKeys(t *testing.T) {
	p, _ := readerIn(t, fyne.NewSize(400, 300), ReaderPart{Text: strings.Repeat("línea\n", 200)})
	var passed []fyne.KeyName
	p.next = func(e *fyne.KeyEvent) { passed = append(passed, e.Name) }
	var at []float32
	for _, k := range []fyne.KeyName{fyne.KeyUp, fyne.KeyDown, fyne.KeyPageDown, fyne.KeySpace, fyne.KeyPageUp, fyne.KeyUp, fyne.KeyEnd, fyne.KeyDown, fyne.KeyHome} {
		uitest.Key(p, k)
		at = append(at, p.Scroll.Offset.Y)
	}
	bottom := p.Scroll.Content.Size().Height - p.Scroll.Size().Height
	grows := at[0] == 0 && at[1] > 0 && at[2] > at[1]+200 && at[3] > at[2]+200 && at[4] < at[3] && at[5] < at[4] && at[6] == bottom && at[7] == bottom && at[8] == 0
	if !grows {
		t.Errorf("offsets %v, the lowest is %.0f", at, bottom)
	}
	uitest.Key(p, fyne.KeyEscape, fyne.KeyF5, fyne.KeyLeft)
	if len(passed) != 3 {
		t.Errorf("passed on: %v", passed)
	}
	var asked int
	p.shortcuts = &fyne.ShortcutHandler{}
	p.shortcuts.(*fyne.ShortcutHandler).AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyO, Modifier: fyne.KeyModifierShortcutDefault}, func(fyne.Shortcut) { asked++ })
	p.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyO, Modifier: fyne.KeyModifierShortcutDefault})
	if asked != 1 {
		t.Error("the window's shortcuts do not reach it")
	}
}
