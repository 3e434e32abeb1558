package ui

import (
	"testing"
	"time"

	"candidaturas/auth"
	"candidaturas/tracker"
	"candidaturas/ui/present"
	"candidaturas/ui/uitest"

	"fyne.io/fyne/v2"
)

// news is a job search in which much has happened since the last look.
func (s *stage) news() *stage {
	s.t.Helper()
	s.search()
	for _, b := range [][4]string{
		{"b1", "Administrativa de obra", "Construcciones Vela", "Madrid"},
		{"b2", "Auxiliar administrativa con inglés", "Traducciones Lago", "Alcalá de Henares"},
		{"b3", "Secretaria de dirección", "Notaría Prim", "Madrid"},
	} {
		a, timeline := application(b[0], b[1], b[2], b[3], 15*day)
		s.source.Add(a, timeline...)
	}
	salary := tracker.Offer{ID: "0fb1", Title: "Administrativa de obra", Company: "Construcciones Vela", City: "Madrid", Active: true, Salary: "22.000 €"}
	s.source.SetOffer(salary)
	s.signedIn()
	type happening struct {
		id, title, company, city string
		applied                  time.Duration
		events                   []tracker.Event
	}
	for _, h := range []happening{
		{"a2", "Administrativo contable", "Grupo Alba", "Getxo", 12 * day, []tracker.Event{event(tracker.KindContinues, 26*time.Hour), event(tracker.KindInterviewed, time.Hour)}},
		{"a6", "Dependienta", "La Espiga", "Madrid", 20 * time.Minute, []tracker.Event{event(tracker.KindCVRead, 5*time.Minute)}},
		{"a5", "Recepcionista de tarde", "Hotel Miramar", "Donostia", 24 * day, []tracker.Event{event(tracker.KindOthersRead, 20*day), event(tracker.KindOthersManaged, 12*day), event(tracker.KindOthersRead, 2*time.Hour)}},
		{"a4", "Auxiliar de laboratorio", "Ensayos del Ebro", "Zaragoza", 6 * day, []tracker.Event{event(tracker.KindCVRead, 4*day), event(tracker.KindMessage, 20*time.Hour)}},
		{"a10", "Técnico de calidad", "Conservas del Norte", "Santoña", 50 * day, []tracker.Event{event(tracker.KindCVRead, 45*day), event(tracker.KindDiscarded, 40*day), event(tracker.KindReturned, 5*day), event(tracker.KindProcessClosed, 22*time.Hour)}},
		{"b1", "Administrativa de obra", "Construcciones Vela", "Madrid", 15 * day, []tracker.Event{event(tracker.KindDiscarded, 3*time.Hour, "Experiencia")}},
		{"b2", "Auxiliar administrativa con inglés", "Traducciones Lago", "Alcalá de Henares", 15 * day, []tracker.Event{event(tracker.KindCVRead, 4*time.Hour), event(tracker.KindDiscarded, 3*time.Hour)}},
		{"b3", "Secretaria de dirección", "Notaría Prim", "Madrid", 15 * day, []tracker.Event{event(tracker.KindNotPreselected, 2*time.Hour)}},
		{"c1", "Gestora de nóminas", "Asesoría Ruiz", "Getafe", 30 * time.Minute, nil},
	} {
		a, timeline := application(h.id, h.title, h.company, h.city, h.applied, h.events...)
		a.Rejected = a.Rejected || h.id == "b3"
		s.source.Add(a, timeline...)
	}
	salary.Salary = "18.000 €"
	s.source.SetOffer(salary)

	s.window.list().Downloads.Refresh()
	s.settle()
	return s.showNews()
}

// showNews goes to «Novedades».
func (s *stage) showNews() *stage {
	s.t.Helper()
	s.window.list().ShowSection(present.SectionNews)
	v := s.window.applications
	s.until("the changes", func() bool { return v.list.rows.Len() > 0 || v.empty.object.Visible() })
	return s
}

// chooseNews chooses the n-th change.
func (s *stage) chooseNews(n int) *stage {
	s.t.Helper()
	rows := s.window.applications.list.rows
	id := rows.ID(n + 1)
	s.window.list().Choose(id)
	s.until("the detail", func() bool {
		d := s.window.applications.detail.shown
		return d != nil && d.Activity != s.window.words.T("detail.loading") && len(d.Lines) > 0 && s.seen(id)
	})
	return s
}

// unfold shows the rejections of the first day that has several.
func (s *stage) unfold() *stage {
	s.t.Helper()
	rows := s.window.applications.list.rows
	for i := range rows.Len() {
		if s.window.list().Unfold(rows.ID(i)) {
			return s
		}
	}
	s.t.Fatal("there is nothing to unfold")
	return s
}

// offers gives two applications an offer that says something.
func (s *stage) offers() *stage {
	s.search()
	s.source.SetOffer(tracker.Offer{
		ID: "0fa1", Title: "Técnica de Recursos Humanos", Company: "Nortia", City: "Bilbao", Active: true,
		Description:  "Buscamos una persona para nuestro equipo de Recursos Humanos en Bilbao.\n\nTe encargarás de:\n- Publicar ofertas y cribar candidaturas.\n- Preparar contratos y nóminas junto con la asesoría.\n- Acompañar a quien se incorpora durante sus primeros meses.",
		Requirements: "Grado en Relaciones Laborales o similar. Dos años de experiencia. Euskera hablado.",
		Contract:     "Indefinido", Journey: "Jornada completa", Salary: "24.000 € - 28.000 € Bruto/año", Vacancies: 2, Applicants: 120,
	})
	s.source.SetOffer(tracker.Offer{
		ID: "0fa9", Title: "Ayudante de cocina", Company: "Casa Remedios", City: "Sevilla", Deleted: true,
		Description: "Ayudante de cocina para los fines de semana.", Contract: "Fijo discontinuo", Vacancies: 1, Applicants: -1,
	})
	return s
}

// kept starts without a session on what an earlier run has kept.
func (s *stage) kept(status auth.Status, load error) *stage {
	s.t.Helper()
	s.search().signedIn().choose("a1")
	s.window.list().Choose("")
	s.session.Set(status)
	s.session.LoadErr = load
	s.window.presenter.Reload()
	s.until("the list", func() bool {
		v := s.window.applications
		return s.window.screen == present.ScreenApplications && len(v.banners.shown) > 0 && v.detail.nothing.Visible()
	})
	return s
}

// asTable shows the list as a table.
func (s *stage) asTable() *stage {
	s.t.Helper()
	s.window.list().Filters.ToggleTable()
	s.until("the table", func() bool {
		return s.window.applications.table.Visible() && s.window.applications.table.Rows.Len() > 0
	})
	return s
}

// TestFoldKeys: Right unfolds, Left folds, and from what was unfolded it goes up to the
// row that it belongs to.
func TestFoldKeys(t *testing.T) {
	s := newStage(t, normal).search().signedIn().news()
	list := s.window.applications.list
	fold := func() int {
		for i := range list.rows.Len() {
			if _, heading := list.rows.Heading(i); !heading && list.rows.Row(i).Fold != present.FoldNone {
				return i
			}
		}
		t.Fatal("no row folds")
		return -1
	}
	at := fold()
	id, closed := list.rows.ID(at), list.rows.Len()
	list.choose(id)
	for _, step := range []struct {
		key          fyne.KeyName
		open         bool
		chosen, name string
	}{
		{fyne.KeyLeft, false, id, "Left on a folded row"},
		{fyne.KeyRight, true, id, "Right"},
		{fyne.KeyRight, true, id, "Right on an unfolded row"},
		{fyne.KeyLeft, false, id, "Left"},
	} {
		uitest.Key(list, step.key)
		s.queue.Drain()
		if open := list.rows.Len() > closed; open != step.open || list.selected != step.chosen {
			t.Fatalf("%s: open %v, chosen %q", step.name, open, list.selected)
		}
	}
	uitest.Key(list, fyne.KeyRight)
	s.queue.Drain()
	uitest.Key(list, fyne.KeyDown, fyne.KeyDown)
	s.queue.Drain()
	if i := list.rows.Index(list.selected); !list.rows.Row(i).Within {
		t.Fatalf("%q is chosen", list.selected)
	}
	uitest.Key(list, fyne.KeyLeft)
	s.queue.Drain()
	if list.selected != id {
		t.Errorf("%q is chosen, want %q", list.selected, id)
	}
}
