package ui

import (
	"context"
	"fmt"
	"strings"
	"time"

	"candidaturas/tracker"
	"candidaturas/ui/present"
	"candidaturas/ui/present/presenttest"
	"candidaturas/ui/uitest"

	"fyne.io/fyne/v2"
)

// tab chooses an application and shows a part of it.
func (s *stage) tab(id string, tab present.Tab) *stage {
	s.t.Helper()
	s.choose(id)
	s.window.list().Chosen.ShowTab(tab)
	return s
}

// write writes a note and waits until it is kept, or could not be.
func (s *stage) write(text string) *stage {
	s.t.Helper()
	s.window.applications.detail.notes.area.SetText(text)
	s.window.list().Notes.Flush()
	s.until("the note", func() bool {
		n := s.window.applications.detail.shown.Note
		return n.Text == text && (n.Problem != "" || n.Status == s.window.words.T("note.saved"))
	})
	return s
}

// tagged gives the chosen application tags.
func (s *stage) tagged(tags string) *stage {
	s.t.Helper()
	before := s.window.toast.Seq
	s.window.list().Tags.Add(s.chosenID(), tags)
	s.until("the tags", func() bool { return s.window.toast.Seq != before })
	return s
}

// starred stars the application that shows, and waits until all says so.
func (s *stage) starred(id string) *stage {
	s.t.Helper()
	before := s.window.toast.Seq
	s.window.list().Marks.ToggleStar(s.chosenID())
	s.until("the star", func() bool {
		rows := s.window.applications.list.rows
		i := rows.Index(id)
		return s.window.applications.detail.shown.Starred && s.window.toast.Seq != before && i >= 0 && rows.Row(i).Star != ""
	})
	return s
}

// edited has the offer of a1 say something else since the person applied, and more
// people apply.
func (s *stage) edited() *stage {
	s.t.Helper()
	s.offers()
	s.now = ago(6 * day)
	s.signedIn()
	s.source.SetOffer(tracker.Offer{
		ID: "0fa1", Title: "Técnica de Recursos Humanos", Company: "Nortia", City: "Bilbao", Active: true,
		Description: "Buscamos una persona para nuestro equipo de Recursos Humanos en Bilbao, tres días a la semana desde casa.",
		Contract:    "Indefinido", Journey: "Jornada parcial - Mañana", Salary: "22.000 € - 25.000 € Bruto/año", Vacancies: 1, Applicants: 412,
		UpdatedAt: ago(2 * day),
	})
	a, timeline := application("a1", "Técnica de Recursos Humanos", "Nortia", "Bilbao", 9*day,
		event(tracker.KindOthersRead, 7*day), event(tracker.KindCVRead, 5*day), event(tracker.KindOfferModified, 2*day), event(tracker.KindContinues, 2*time.Hour))
	s.source.Add(a, timeline...)
	s.now = now
	s.window.list().Downloads.Refresh()
	s.settle()
	return s
}

// regular is somebody who has applied to one company many times, twice for the same.
func (s *stage) regular() *stage {
	s.search()
	for i, b := range []struct {
		title   string
		applied time.Duration
		events  []tracker.Event
	}{
		{"Técnica de Recursos Humanos", 150 * day, []tracker.Event{event(tracker.KindDiscarded, 120*day)}},
		{"Administrativa de personal con dominio de nóminas, contratos y seguros sociales", 200 * day, []tracker.Event{event(tracker.KindCVRead, 196*day)}},
		{"Recepcionista", 300 * day, []tracker.Event{event(tracker.KindProcessClosed, 280*day)}},
	} {
		a, timeline := application(fmt.Sprint("n", i), b.title, "NORTIA", "Bilbao", b.applied, b.events...)
		s.source.Add(a, timeline...)
	}
	for i := range 60 {
		a, timeline := application(fmt.Sprintf("m%02d", i), fmt.Sprintf("Dependienta, tienda %d", i+1), "La Espiga", "Madrid", time.Duration(30+i)*day)
		s.source.Add(a, timeline...)
	}
	return s.signedIn()
}

// fullStore has no room for notes.
type fullStore struct{ tracker.Store }

func (f fullStore) Account(key string) tracker.AccountStore { return fullAccount{f.Store.Account(key)} }

type fullAccount struct{ tracker.AccountStore }

func (fullAccount) SetNote(context.Context, string, string) error { return tracker.ErrStoreFull }

func detailScenes() []scene {
	high := fyne.NewSize(defaultWidth, 1400)
	menu := func(s *stage) { s.window.applications.detail.actions.more.ShowMenu(false) }
	return []scene{
		{name: "detail-tab-offer", play: func(s *stage) { s.offers().signedIn().tab("a1", present.TabOffer) }},
		{name: "detail-tab-notes", play: func(s *stage) {
			s.search().signedIn().tab("a1", present.TabNotes)
			s.write("Llamó Ane, de Recursos Humanos: pregunta si puedo empezar en noviembre.\n\nPreguntar por el horario y por el teletrabajo.")
		}},
		{name: "detail-tab-notes-empty", play: func(s *stage) { s.search().signedIn().tab("a1", present.TabNotes) }},
		{name: "detail-tab-company", play: func(s *stage) { s.regular().tab("a1", present.TabCompany) }},
		{name: "detail-company-many", size: high, play: func(s *stage) {
			s.regular().tab("a6", present.TabCompany)
			s.window.list().Company.ShowMore()
			s.window.list().Company.ShowMore()
		}},
		{name: "detail-company-first", play: func(s *stage) { s.search().signedIn().tab("a4", present.TabCompany) }},
		{name: "detail-repeated", play: func(s *stage) { s.regular().choose("a1") }},
		{name: "detail-returned", play: func(s *stage) { s.search().signedIn().choose("a10") }},
		{name: "detail-tags", play: func(s *stage) {
			s.search().signedIn().choose("a1")
			s.tagged("Cerca de casa, teletrabajo, recomendada por Ane, una etiqueta de las más largas que hay")
			s.starred("a1")
		}},
		{name: "detail-tags-adding", play: func(s *stage) {
			s.search().signedIn().choose("a2")
			s.tagged("Cerca de casa, teletrabajo, cena de empresa")
			s.choose("a1")
			s.window.applications.detail.focusTags()
			s.window.applications.detail.tags.field.SetText("ce")
			s.window.applications.detail.tags.point(1)
		}},
		{name: "detail-menu", play: func(s *stage) { menu(s.search().signedIn().choose("a1").enterDetail()) }},
		{name: "detail-archived", play: func(s *stage) {
			s.search().signedIn().choose("a1")
			before := s.window.toast.Seq
			s.window.list().Marks.ToggleArchive(s.chosenID())
			s.until("the next one", func() bool { return s.window.applications.detail.shown.ID != "a1" && s.window.toast.Seq != before })
			s.window.list().Filters.SetScope(string(tracker.ScopeArchived))
			s.until("the archived ones", func() bool { return s.window.applications.list.rows.Index("a2") < 0 })
			s.choose("a1")
		}},
		{name: "detail-let-go", play: func(s *stage) {
			s.search().signedIn()
			s.window.list().Filters.SetScope(string(tracker.ScopeAll))
			s.choose("a5")
			s.window.list().Marks.ToggleLetGo(s.chosenID())
			s.until("a word on it", func() bool {
				return strings.HasPrefix(s.window.applications.detail.shown.Status, s.window.words.T("stage.let_go"))
			})
		}},
		{name: "detail-offer-edited", size: high, play: func(s *stage) { s.edited().tab("a1", present.TabOffer) }},
		{name: "detail-offer-too-late", play: func(s *stage) {
			s.search().signedIn()
			s.window.list().Filters.SetScope(string(tracker.ScopeAll))
			s.tab("a9", present.TabOffer)
		}},
		{name: "detail-offer-not-read", play: func(s *stage) {
			s.search()
			s.source.Fail(nil, tracker.ErrOffline)
			s.signedIn().tab("a1", present.TabOffer)
		}},
		{name: "detail-offer-monstrous", play: func(s *stage) {
			s.offers()
			o := tracker.Offer{ID: "0fa1", Title: "Técnica de Recursos Humanos", Company: "Nortia", City: "Bilbao", Active: true, Applicants: -1, Vacancies: -1}
			o.Description = strings.Repeat("Buscamos una persona que sepa de todo y que no se canse de leer. ", 2500)
			s.source.SetOffer(o)
			s.signedIn().tab("a1", present.TabOffer)
			s.window.applications.detail.pane.Keys(&fyne.KeyEvent{Name: fyne.KeyEnd})
		}},
		{name: "detail-note-failed", play: func(s *stage) {
			s.search()
			store := fullStore{presenttest.NewStore(s.t)}
			s.conn.tracker = tracker.New(s.source, store, tracker.Options{Now: func() time.Time { return s.now }})
			s.signedIn().tab("a1", present.TabNotes)
			s.write("Llamó Ane, de Recursos Humanos.")
		}},
		{name: "detail-tab-notes-narrow", size: uitest.Phone, play: func(s *stage) {
			s.search().signedIn().tab("a1", present.TabNotes)
			s.write("Llamó Ane, de Recursos Humanos.")
			s.window.goToNote()
		}},
		{name: "detail-tab-company-narrow", size: uitest.Phone, play: func(s *stage) {
			s.regular().tab("a1", present.TabCompany)
			s.window.applications.openDetail()
			s.window.focus(s.window.applications.detail.company.others)
		}},
	}
}
