package present

import (
	"slices"
	"strings"
	"time"

	"candidaturas/tracker"
)

// offerChanges say of each part of an offer that was edited what it says now, or
// said last where it was removed, and until when it said what before. The part that
// was edited last comes first.
func offerChanges(w *Words, edits []tracker.OfferEdit, removed bool, now time.Time) []OfferChange {
	holds := w.T("offer.now")
	if removed {
		holds = w.T("offer.at_last")
	}
	var changes []OfferChange
	place := map[tracker.Field]int{}
	for _, at := range edits {
		for _, e := range at.Edits {
			before, after := editedTexts(w, e)
			if before == after {
				continue // blanks are no part of what it says
			}
			i, known := place[e.Field]
			if !known {
				i = len(changes)
				place[e.Field] = i
				name := capital(w.T(fieldKeys[e.Field]))
				changes = append(changes, OfferChange{name, []EventLine{{When: holds, Text: after, Strong: true}}})
			}
			until := w.T("offer.until", "Date", w.Date(at.At, now))
			changes[i].Texts = append(changes[i].Texts, EventLine{When: until, Text: before})
		}
	}
	return changes
}

// applicantsChange is how many people have applied, where that is another number than
// when the app first looked.
func applicantsChange(w *Words, c applicantCounts, now time.Time) []OfferChange {
	if !c.changed() {
		return nil
	}
	line := func(n *tracker.ApplicantCount) EventLine {
		return EventLine{When: w.Date(n.At, now), Text: w.Number(n.Count)}
	}
	last := line(c.last)
	last.Strong = true
	return []OfferChange{{w.T("offer.applicants"), []EventLine{last, line(c.first)}}}
}

// editedTexts are both versions of what was edited, or of what differs in it where
// they are long.
func editedTexts(w *Words, e tracker.Edit) (before, after string) {
	before, after = e.Before, e.After
	if e.Before != "" && e.After != "" && (longEdit(e.Before) || longEdit(e.After)) {
		before, after = passages(e.Before, e.After)
	}
	return editedText(w, before), editedText(w, after)
}

// longEdit reports whether a text is too long to be told whole.
func longEdit(s string) bool { return len(s) > 120 || strings.Contains(s, "\n") }

// longestPassage is how much is told of what was edited, in characters.
const longestPassage = 280

func editedText(w *Words, text string) string {
	if text = strings.Join(strings.Fields(text), " "); text == "" {
		return w.T("offer.unsaid")
	}
	text, _ = clipText(text, longestPassage)
	return text
}

// passages are the parts of two texts outside which they agree, with some words
// around them.
func passages(before, after string) (string, string) {
	a, b := strings.Fields(before), strings.Fields(after)
	head := commonWords(a, b)
	ra, rb := slices.Clone(a[head:]), slices.Clone(b[head:])
	slices.Reverse(ra)
	slices.Reverse(rb)
	tail := commonWords(ra, rb)
	return passage(a, head, tail), passage(b, head, tail)
}

// commonWords is how many words two texts begin with that are the same.
func commonWords(a, b []string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// passage leaves out what comes before and after, but for a few words.
func passage(words []string, head, tail int) string {
	const around = 4
	from, to := max(0, head-around), len(words)-max(0, tail-around)
	text := strings.Join(words[from:to], " ")
	if from > 0 {
		text = "…" + text
	}
	if to < len(words) {
		text += "…"
	}
	return text
}
