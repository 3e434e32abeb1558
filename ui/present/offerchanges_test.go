package present

import (
	"strings"
	"testing"

	"candidaturas/tracker"
)

// textsOf is what changes say, without when.
func textsOf(changes []OfferChange) string {
	var parts []string
	for _, c := range changes {
		var texts []string
		for _, l := range c.Texts {
			texts = append(texts, l.Text)
		}
		parts = append(parts, c.Name+": "+strings.Join(texts, ", "))
	}
	return strings.Join(parts, "; ")
}

// told is what changes say, as it is read.
func told(changes []OfferChange) []string {
	var lines []string
	for _, c := range changes {
		lines = append(lines, c.Name)
		for _, l := range c.Texts {
			lines = append(lines, l.When+" | "+l.Text)
		}
	}
	return lines
}

func TestOfferChanges(t *testing.T) {
	edits := []tracker.OfferEdit{
		{At: before(day), Edits: []tracker.Edit{
			{Field: tracker.FieldSalary, Before: "24.000 €", After: "22.000 €"},
			{Field: tracker.FieldVacancies, Before: "", After: "3"},
			{Field: tracker.FieldContract, Before: "Indefinido", After: ""},
		}},
		{At: before(3 * day), Edits: []tracker.Edit{
			{Field: tracker.FieldSalary, Before: "26.000 €", After: "24.000 €"},
			{Field: tracker.FieldDescription, Before: "Uno.\nDos.", After: "Uno.  Dos."},
		}},
	}
	w := words(t, "es")
	want := []string{
		"Salario", "ahora | 22.000 €", "hasta el 7 oct | 24.000 €", "hasta el 5 oct | 26.000 €",
		"Vacantes", "ahora | 3", "hasta el 7 oct | sin indicar",
		"Contrato", "ahora | sin indicar", "hasta el 7 oct | Indefinido",
	}
	changes := offerChanges(w, edits, false, now)
	if got := strings.Join(told(changes), "\n"); got != strings.Join(want, "\n") {
		t.Errorf("%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
	for _, c := range changes {
		for i, l := range c.Texts {
			if l.Strong != (i == 0) {
				t.Errorf("%s, %q: strong %v", c.Name, l.Text, l.Strong)
			}
		}
	}
	if got := told(offerChanges(w, edits, true, now))[1]; got != "al retirarla | 22.000 €" {
		t.Errorf("of one that was removed: %q", got)
	}
}

// TestPassages tell of long texts what differs, so that nobody has to look for it.
func TestPassages(t *testing.T) {
	const same = "Buscamos una persona para el equipo de Bilbao"
	long := strings.Repeat("palabra ", 100)
	w := words(t, "es")
	for _, tt := range []struct{ name, before, after, wantBefore, wantAfter string }{
		{"in the middle", same + " con inglés y ganas de\ntrabajar con nosotros", same + " con alemán y ganas de\ntrabajar con nosotros", "…equipo de Bilbao con inglés y ganas de trabajar…", "…equipo de Bilbao con alemán y ganas de trabajar…"},
		{"at the end", same + ".\nFin.", same + ".\nFin. Y más.", "…equipo de Bilbao. Fin.", "…equipo de Bilbao. Fin. Y más."},
		{"at the beginning", "Urge.\n" + same, same, "Urge. Buscamos una persona para…", "Buscamos una persona para…"},
		{"a word twice", "uno dos\ndos tres", "uno dos\ntres", "uno dos dos tres", "uno dos tres"},
		{"taken away", "Inglés\nAlemán", "", "Inglés Alemán", "sin indicar"},
		{"all of it", "Uno.\n" + long, "Dos.\n" + same, "", "Dos. " + same},
	} {
		b, a := editedTexts(w, tracker.Edit{Before: tt.before, After: tt.after})
		if a != tt.wantAfter || tt.wantBefore != "" && b != tt.wantBefore {
			t.Errorf("%s: %q, %q", tt.name, b, a)
		}
		if n := len([]rune(b)); n > longestPassage+1 {
			t.Errorf("%s: %d characters", tt.name, n)
		}
	}
}
