package present

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"candidaturas/tracker"
)

// keptOffer is an application whose offer is kept.
func keptOffer() *tracker.Kept {
	return &tracker.Kept{
		Application: tracker.Application{ID: "a", Offer: tracker.OfferRef{ID: "0f", Title: "Técnica", Company: "Nortia", City: "Bilbao"}},
		OfferNow: &tracker.OfferVersion{SeenAt: before(9 * day), Offer: tracker.Offer{
			Description: " Una descripción.\nEn dos líneas. ", Requirements: "Inglés", Salary: "24.000 €", Contract: "Indefinido", Vacancies: 2,
		}},
	}
}

func TestOfferText(t *testing.T) {
	w := words(t, "es")
	o := newOfferText(w, keptOffer(), activityKnown, now)
	want := OfferText{
		Facts: []string{"Salario: 24.000 €", "Contrato: Indefinido", "Vacantes: 2"},
		Parts: []OfferPart{{"Descripción", "Una descripción.\nEn dos líneas."}, {"Requisitos", "Inglés"}},
	}
	if !reflect.DeepEqual(o, want) {
		t.Errorf("%+v, want %+v", o, want)
	}
	const copied = "InfoJobs ha retirado esta oferta. Aquí tienes la copia del 29 sep."
	const late = "La oferta se retiró antes de poder guardarla."
	for _, tt := range []struct {
		name          string
		edit          func(*tracker.Kept)
		state         activityState
		copy, missing string
	}{
		{"removed by the list", func(k *tracker.Kept) { k.OfferRemoved = true }, activityKnown, copied, ""},
		{"removed by the offer", func(k *tracker.Kept) { k.OfferNow.Offer.Deleted = true }, activityKnown, copied, ""},
		{"removed before it was read", func(k *tracker.Kept) { k.OfferRemoved, k.OfferNow = true, nil }, activityLoading, "", late},
		{"read when there was no more text", func(k *tracker.Kept) { k.OfferNow.Offer = tracker.Offer{Deleted: true, Salary: "24.000 €"} }, activityKnown, "", late},
		{"on its way", func(k *tracker.Kept) { k.OfferNow = nil }, activityLoading, "", "Descargando la oferta…"},
		{"not read", func(k *tracker.Kept) { k.OfferNow = nil }, activityFailed, "", "Todavía no hemos podido descargar la oferta."},
		{"says nothing", func(k *tracker.Kept) { k.OfferNow.Offer = tracker.Offer{} }, activityKnown, "", "La oferta no tiene texto."},
		{"nobody knows which", func(k *tracker.Kept) { k.OfferNow, k.Offer.ID = nil, "" }, activityKnown, "", "InfoJobs no dice de qué oferta es esta candidatura."},
	} {
		k := keptOffer()
		tt.edit(k)
		if o := newOfferText(w, k, tt.state, now); o.Copy != tt.copy || o.Missing != tt.missing {
			t.Errorf("%s: %+v", tt.name, o)
		}
	}
}

// TestOfferTextIsClipped, and copied whole.
func TestOfferTextIsClipped(t *testing.T) {
	w, k := words(t, "es"), keptOffer()
	k.OfferNow.Offer.Description = strings.Repeat("añádelo ", longestText/8+1000)
	o := newOfferText(w, k, activityKnown, now)
	shown := []rune(o.Parts[0].Text)
	if len(shown) > longestText+1 || len(shown) < longestText-20 || o.Cut == "" || !strings.HasSuffix(o.Parts[0].Text, "añádelo…") {
		t.Errorf("%d characters, %q, ends in %q", len(shown), o.Cut, string(shown[len(shown)-12:]))
	}
	if whole := wholeOffer(w, k); !strings.Contains(whole, strings.TrimSpace(k.OfferNow.Offer.Description)) {
		t.Error("what is copied is clipped too")
	}
	if got, cut := clipText(strings.Repeat("x", longestText+1), longestText); len([]rune(got)) != longestText+1 || !cut {
		t.Errorf("one word: %d characters, %v", len([]rune(got)), cut)
	}
	if got, cut := clipText(strings.Repeat("ñ", longestText), longestText); len([]rune(got)) != longestText || cut {
		t.Error("what fits is clipped")
	}
}

// TestOfferOnStage goes from the first version to the next and copies it.
func TestOfferOnStage(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		offer := tracker.Offer{ID: "0fa", Title: "Oferta a", Company: "Nortia", Active: true, Description: "Uno.", Salary: "20.000 €", Applicants: 10, Vacancies: -1}
		s.source.SetOffer(offer)
		s.signedIn(listed("a")).open("a")
		d := s.apps.Detail
		if d.Place != "Empresa sin nombre · 20.000 €" || len(d.Offer.Changes) != 0 || d.Tabs[TabOffer] != "Oferta" || d.Applicants != "10 personas inscritas" {
			t.Errorf("%+v", d)
		}
		offer.Salary, offer.Applicants = "18.000 €", 300
		s.source.SetOffer(offer)
		s.pass(25 * time.Hour) // an open offer is read again once a day
		s.list().Choose("")
		s.open("a")
		d = s.apps.Detail
		want := "Personas inscritas: 300, 10; Salario: 18.000 €, 20.000 €"
		if got := textsOf(d.Offer.Changes); got != want || d.Tabs[TabOffer] != "Oferta •" {
			t.Errorf("%q, want %q; %q", got, want, d.Tabs)
		}
		s.list().Offers.CopyText()
		if want = "Oferta a\nEmpresa sin nombre\nSalario: 18.000 €\n\nDescripción\nUno.\n"; s.clipboard != want || s.apps.Toast.Text != s.word("offer.copied") {
			t.Errorf("copied %q, %+v", s.clipboard, s.apps.Toast)
		}
		s.list().Choose("")
		s.clipboard = ""
		s.list().Offers.CopyText()
		if s.clipboard != "" {
			t.Errorf("with nothing chosen it copies %q", s.clipboard)
		}
	})
}

// TestOfferFactsAreNotSaidTwice: InfoJobs' words may begin with what they are about.
func TestOfferFactsAreNotSaidTwice(t *testing.T) {
	w := words(t, "es")
	for text, want := range map[string]string{
		"Jornada completa": "Jornada completa", "jornada parcial": "jornada parcial", "Completa": "Jornada: Completa",
	} {
		if got := offerFacts(w, tracker.Offer{Journey: text}); len(got) != 1 || got[0] != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
