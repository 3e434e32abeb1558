package widgets

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
)

// A ReaderPart is a paragraph or several of a text, or a heading.
type ReaderPart struct {
	Heading bool
	Text    string
}

// A readerLine is one line of a text as it is wrapped.
type readerLine struct {
	from, to int // what of the text it shows
	heading  bool
	y        float32
}

// wrapped is a text broken into lines for a width.
type wrapped struct {
	text   []rune
	lines  []readerLine
	height float32
}

// A ruler measures characters one by one and remembers them: measuring every word
// of a long text each time a window changes its width would make that stutter. What
// two characters are together is at most a trace less than what each is.
type ruler struct {
	size  float32
	style fyne.TextStyle
	known map[rune]float32
}

func newRuler(size float32, style fyne.TextStyle) *ruler {
	return &ruler{size, style, map[rune]float32{}}
}

func (r *ruler) width(c rune) float32 {
	w, ok := r.known[c]
	if !ok {
		w = fyne.MeasureText(string(c), r.size, r.style).Width
		r.known[c] = w
	}
	return w
}

func (r *ruler) height() float32 { return fyne.MeasureText("Ág", r.size, r.style).Height }

// wrap breaks the parts into lines no wider than width. Before a heading there is a
// gap.
func wrap(parts []ReaderPart, width float32, body, heading *ruler) wrapped {
	var w wrapped
	var y float32
	for _, p := range parts {
		rule := body
		if p.Heading {
			rule = heading
			if y > 0 {
				y += rule.height() / 2
			}
		}
		for paragraph := range strings.SplitSeq(p.Text, "\n") {
			begin := len(w.text)
			w.text = append(w.text, []rune(cleanLine(paragraph))...)
			for _, l := range breakLine(w.text[begin:], width, rule) {
				w.lines = append(w.lines, readerLine{begin + l[0], begin + l[1], p.Heading, y})
				y += rule.height()
			}
			w.text = append(w.text, '\n')
		}
	}
	w.height = y
	return w
}

// cleanLine leaves nothing that would be drawn as a box.
func cleanLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
}

// breakLine breaks a line at blanks, or within a word that is longer than a line.
func breakLine(text []rune, width float32, rule *ruler) (lines [][2]int) {
	begin, blank := 0, -1 // of the line, and behind the last blank in it
	var x, atBlank float32
	for i, c := range text {
		x += rule.width(c)
		if c == ' ' {
			blank, atBlank = i+1, x
			continue
		}
		if x > width && blank > begin {
			lines = append(lines, [2]int{begin, blank})
			begin, x, blank = blank, x-atBlank, -1
		}
		if x > width && i > begin { // the word alone is too long
			lines = append(lines, [2]int{begin, i})
			begin, x, blank = i, rule.width(c), -1
		}
	}
	return append(lines, [2]int{begin, len(text)})
}
