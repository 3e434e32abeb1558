package present

import (
	"testing"
	"testing/fstest"
)

// joined has one text in Catalan with a value in it.
func joined(t *testing.T, lang, text string, value any) string {
	t.Helper()
	files := fstest.MapFS{
		"translations/es.json": {Data: []byte(`{"text": "` + text + `"}`)},
		"translations/ca.json": {Data: []byte(`{"text": "` + text + `"}`)},
	}
	w, err := NewWords(files, lang)
	if err != nil {
		t.Fatal(err)
	}
	return w.T("text", "X", value)
}

func TestElision(t *testing.T) {
	for _, tt := range []struct {
		text  string
		value any
		want  string
	}{
		{"{{.X}} de {{.X}}", "oct.", "oct. d’oct."},
		{"de {{.X}}", "gen.", "de gen."},
		{"De {{.X}}", "ahir", "D’ahir"},
		{"el {{.X}}", "1 d’oct.", "l’1 d’oct."},
		{"el {{.X}}", "11 de set.", "l’11 de set."},
		{"el {{.X}}", "12 de set.", "el 12 de set."},
		{"El {{.X}}", "11 %", "L’11 %"},
		{"(del {{.X}})", "1 de maig", "(de l’1 de maig)"},
		{"al {{.X}}", "1 de maig", "a l’1 de maig"},
		{"pel {{.X}}", "hotel", "per l’hotel"},
		{"el model {{.X}}", "u", "el model u"}, // no word of its own
		{"la {{.X}}", "oferta", "la oferta"},   // which ca.json must not say
		{"de {{.X}}", "1", "d’1"},
		{"de {{.X}}", "11", "d’11"},
		{"de {{.X}}", "11.500", "d’11.500"},
		{"de {{.X}}", "1.000.000", "d’1.000.000"},
		{"de {{.X}}", "1,5", "d’1,5"},
		{"de {{.X}}", "1000", "de 1000"},
		{"de {{.X}}", "1.200", "de 1.200"},
		{"de {{.X}}", "110.000", "de 110.000"},
		{"de {{.X}}", "0", "de 0"},
		{"de {{.X}}", "11:05", "de 11:05"},
		{"de {{.X}}", "01:05", "de 01:05"},
		{"de {{.X}}", "Hotel Miramar", "d’Hotel Miramar"},
		{"de {{.X}}", "Àlex", "d’Àlex"},
		{"de {{.X}}", "iogurt", "de iogurt"},
		{"de {{.X}}", "hiena", "de hiena"},
		{"de {{.X}}", "web", "de web"},
		{"de {{.X}}", "uadi", "de uadi"},
		{"de {{.X}}", "Irene", "d’Irene"},
		{"de {{.X}}", "universitat", "d’universitat"},
		{"de {{.X}}", "", "de "},
		{"de {{.X}}", "h", "de h"},
		{"de {{.X}}", 11, "de 11"}, // a number that is not written is no text
		{"{{.X}}", "el oferta de aquí", "el oferta de aquí"},
		{"de {{.X}}", "aquí, el altre", "d’aquí, el altre"},
	} {
		if got := joined(t, "ca", tt.text, tt.value); got != tt.want {
			t.Errorf("%q with %q: %q, want %q", tt.text, tt.value, got, tt.want)
		}
	}
	if got := joined(t, "es", "de {{.X}}", "oct"); got != "de oct" {
		t.Errorf("in Spanish: %q", got)
	}
}

// TestOneFullStop: an abbreviation ends a sentence.
func TestOneFullStop(t *testing.T) {
	for _, tt := range []struct{ text, value, want string }{
		{"El {{.X}}.", "3 d’oct.", "El 3 d’oct."},
		{"El {{.X}}. I més.", "3 d’oct.", "El 3 d’oct. I més."},
		{"El {{.X}}: no.", "3 d’oct.", "El 3 d’oct.: no."},
		{"{{.X}} a les deu.", "3 d’oct.", "3 d’oct. a les deu."},
		{"{{.X}}.", "Nortia S.L.", "Nortia S.L."},
		{"{{.X}}.", "a.. b", "a.. b."},
		{"{{.X}}.", "Espera..", "Espera..."}, // what somebody wrote stays
		{"{{.X}}.", "res", "res."},
		{"{{.X}}.", ".", "."},
	} {
		for _, lang := range []string{"ca", "es"} {
			if got := joined(t, lang, tt.text, tt.value); got != tt.want {
				t.Errorf("%s: %q with %q: %q, want %q", lang, tt.text, tt.value, got, tt.want)
			}
		}
	}
}
