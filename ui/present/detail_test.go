package present

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"candidaturas/tracker"
)

// detailOf is the detail of an application of which nothing else is kept.
func detailOf(w *Words, a *tracker.Application, state activityState, now time.Time) *Detail {
	return newDetail(w, &tracker.Kept{Application: *a, Fetches: tracker.Fetches{Timeline: now}}, state, now)
}

func TestDetailMeaning(t *testing.T) {
	w := words(t, "es")
	for _, tt := range []struct {
		kinds []tracker.EventKind
		want  string
	}{
		{nil, "InfoJobs ha entregado tu CV. Aún no lo ha abierto nadie."},
		{[]tracker.EventKind{tracker.KindCVRead}, "Alguien de la empresa ha abierto tu CV."},
		{[]tracker.EventKind{tracker.KindContinues}, "La empresa te ha movido a «En proceso». No garantiza que te llamen."},
		{[]tracker.EventKind{tracker.KindContinues, tracker.KindContacted}, "La empresa se ha puesto en contacto contigo."},
		{[]tracker.EventKind{tracker.KindContacted, tracker.KindTest}, "La empresa te ha pedido una prueba."},
		{[]tracker.EventKind{tracker.KindTest, tracker.KindContinues}, "La empresa te ha movido a «En proceso». No garantiza que te llamen."},
		{[]tracker.EventKind{tracker.KindContacted, tracker.KindInterviewed}, "La empresa ha movido tu candidatura a «Entrevista»."},
		{[]tracker.EventKind{tracker.KindDiscarded, tracker.KindReturned}, "La empresa te había descartado y ha cambiado de idea."},
		{[]tracker.EventKind{tracker.KindInterviewed}, "La empresa ha movido tu candidatura a «Entrevista»."},
		{[]tracker.EventKind{tracker.KindFinalInterview}, "Estás entre las últimas personas candidatas."},
		{[]tracker.EventKind{tracker.KindOfferRemoved}, "InfoJobs ya no muestra la oferta. La empresa puede seguir con el proceso."},
		{[]tracker.EventKind{tracker.KindProcessClosed}, "La empresa ha cerrado la selección. Puede que no avise a todo el mundo."},
		{[]tracker.EventKind{tracker.KindNotPreselected}, "Tu CV no ha pasado la primera selección."},
		{[]tracker.EventKind{tracker.KindDiscarded}, "La empresa no sigue con tu candidatura."},
		{[]tracker.EventKind{tracker.KindDeclined}, "Le has dicho a la empresa que no sigues."},
		{[]tracker.EventKind{tracker.KindHired}, "¡Enhorabuena! La empresa indica que te ha contratado."},
	} {
		if got := detailOf(w, application("a", tt.kinds...), activityKnown, now).Lines; got[0] != "Qué significa: "+tt.want {
			t.Errorf("%v: %q, want %q", tt.kinds, got, tt.want)
		}
	}
}

func TestDetailNotes(t *testing.T) {
	w := words(t, "es")
	after := func(d time.Duration) *tracker.Application {
		a := application("a", tracker.KindDiscarded)
		a.Timeline[0].At = a.AppliedAt.Add(d)
		return a
	}
	for _, tt := range []struct {
		name string
		app  *tracker.Application
		want []string
	}{
		{"nothing", application("a"), nil},
		{"others read", application("a", tracker.KindOthersRead), []string{"La empresa está leyendo otros CV. El tuyo, de momento, no."}},
		{"others read, and it is over", application("a", tracker.KindOthersRead, tracker.KindProcessClosed), nil},
		{"others read, this one too", application("a", tracker.KindOthersRead, tracker.KindCVRead), nil},
		{"a second", after(time.Second), []string{"Descartada al cabo de 1 segundo. Suele deberse a las preguntas de filtrado."}},
		{"8 seconds", after(8 * time.Second), []string{"Descartada a los 8 segundos. Suele deberse a las preguntas de filtrado."}},
		{"119 seconds", after(119 * time.Second), []string{"Descartada a los 119 segundos. Suele deberse a las preguntas de filtrado."}},
		{"2 minutes", after(2 * time.Minute), []string{"Descartada a los 2 minutos. Suele deberse a las preguntas de filtrado."}},
		{"10 minutes", after(10 * time.Minute), []string{"Descartada a los 10 minutos. Suele deberse a las preguntas de filtrado."}},
		{"11 minutes", after(11 * time.Minute), nil},
	} {
		if got := detailOf(w, tt.app, activityKnown, now).Lines[1:]; !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestDetailEvents(t *testing.T) {
	a := application("a", tracker.KindApplied, tracker.KindOthersRead, 99, 98, tracker.KindDiscarded)
	a.Timeline[0].Reasons = []string{"Idiomas", "Distancia"}
	a.Timeline[1].Description = "" // 98
	a.Timeline[2].Description = "Lo que InfoJobs dice"
	d := detailOf(words(t, "es"), a, activityKnown, now)
	want := []EventLine{
		{When: "2 oct 10:42", Text: "Descartada\n• Idiomas\n• Distancia", Strong: true},
		{When: "1 oct 10:42", Text: "Novedad sin descripción", Strong: true},
		{When: "30 sep 10:42", Text: "Lo que InfoJobs dice", Strong: true},
		{When: "29 sep 10:42", Text: "Leen otros CV, el tuyo no"},
		{When: "28 sep 10:42", Text: "CV recibido"},
	}
	if !reflect.DeepEqual(d.Events, want) {
		t.Errorf("%+v\nwant %+v", d.Events, want)
	}
	if want := []string{"Motivos indicados por la empresa:", "• Idiomas", "• Distancia"}; !slices.Equal(d.Lines[1:], want) {
		t.Errorf("%q", d.Lines)
	}
}

// TestEventTexts knows every kind of event in every language.
func TestEventTexts(t *testing.T) {
	for _, lang := range languages(t) {
		for kind := tracker.KindApplied; kind.Known(); kind++ {
			text := eventText(words(t, lang), tracker.Event{Kind: kind, Description: "of InfoJobs"})
			if strings.HasPrefix(text, "event.") || text == "of InfoJobs" {
				t.Errorf("%s: kind %d is told as %q", lang, kind, text)
			}
		}
	}
}

func TestDetailActivity(t *testing.T) {
	w := words(t, "es")
	unknown := application("a", tracker.KindApplied)
	unknown.TimelineKnown = false
	for _, tt := range []struct {
		name  string
		app   *tracker.Application
		state activityState
		want  string
	}{
		{"known", application("a", tracker.KindApplied), activityFailed, ""},
		{"known and empty", application("a"), activityKnown, "InfoJobs no muestra ninguna actividad de esta candidatura."},
		{"loading", unknown, activityLoading, "Descargando la actividad…"},
		{"failed", unknown, activityFailed, "No hemos podido descargar toda la actividad. Esto es lo que muestra la lista:"},
		{"forbidden", unknown, activityForbidden, "Falta el permiso para ver la actividad. Esto es lo que muestra la lista:"},
	} {
		d := detailOf(w, tt.app, tt.state, now)
		if d.Activity != tt.want {
			t.Errorf("%s: %q", tt.name, d.Activity)
		}
	}
}

// TestDetailWithoutOffer: InfoJobs does not always tell which one it is.
func TestDetailWithoutOffer(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		bare := listed("a")
		bare.Offer = tracker.OfferRef{}
		s.signedIn(bare, listed("b"))
		s.list().Choose("a")
		s.settle()
		s.list().Offers.Open(s.chosen())
		s.list().Offers.CopyLink(s.chosen())
		if s.apps.Detail.CanOpen || len(s.urls) != 0 || s.clipboard != "" || s.apps.Toast.Text != "" {
			t.Errorf("can open %v, opened %q, clipboard %q, note %q", s.apps.Detail.CanOpen, s.urls, s.clipboard, s.apps.Toast.Text)
		}
		s.list().Choose("b")
		s.settle()
		if !s.apps.Detail.CanOpen {
			t.Error("an offer that is known cannot be opened")
		}
	})
}

// TestDetailOfARemovedOffer does not lead to a page that is gone.
func TestDetailOfARemovedOffer(t *testing.T) {
	w := words(t, "es")
	if d := newDetail(w, keptOffer(), activityKnown, now); !d.Live {
		t.Error("InfoJobs shows this one")
	}
	for name, remove := range map[string]func(*tracker.Kept){
		"by the list":  func(k *tracker.Kept) { k.OfferRemoved = true },
		"by the offer": func(k *tracker.Kept) { k.OfferNow.Offer.Deleted = true },
	} {
		k := keptOffer()
		remove(k)
		if d := newDetail(w, k, activityKnown, now); d.Live || !d.CanOpen {
			t.Errorf("removed %s: live %v, can be opened %v", name, d.Live, d.CanOpen)
		}
	}
	s := tracker.Summary{ID: "a", OfferID: "0f", Stage: tracker.StageOfferRemoved}
	if d := briefDetail(w, &s, now); d.Live || !d.CanOpen {
		t.Errorf("as the list has it: live %v, can be opened %v", d.Live, d.CanOpen)
	}
}

func TestDetailHead(t *testing.T) {
	a := application("a", tracker.KindCVRead)
	a.Detail = &tracker.Detail{CV: "CV administración"}
	d := detailOf(words(t, "es"), a, activityKnown, now)
	got := []string{d.ID, d.Title, d.Place, d.Status, string(d.Icon), d.SentAs}
	want := []string{"a", "Técnica de RR. HH.", "Nortia · Bilbao", "CV leído el 28 sep", "read", "Enviado con: «CV administración»"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	for _, tt := range []struct {
		detail *tracker.Detail
		want   string
	}{
		{nil, ""},
		{&tracker.Detail{HasCoverLetter: true}, ""},
		{&tracker.Detail{CV: "x", HasCoverLetter: true}, "Enviado con: «x» · con carta de presentación"},
	} {
		if got := sentAs(words(t, "es"), tt.detail); got != tt.want {
			t.Errorf("%+v: %q", tt.detail, got)
		}
	}
}
