package present

import (
	"fmt"
	"testing"
	"time"

	"candidaturas/tracker"
)

// at makes an application to a company, so many days ago.
func at(id, title, company string, days int, events ...*tracker.Event) tracker.Application {
	a := listed(id)
	a.AppliedAt = time.Now().Add(-time.Duration(days) * day)
	a.LastEvent.At = a.AppliedAt
	a.Offer.Title, a.Offer.Company = title, company
	for _, e := range events {
		a.LastEvent = e
		switch e.Kind {
		case tracker.KindCVRead:
			a.CVRead = e
		case tracker.KindProcessClosed:
			a.Closed, a.ProcessClosed = e, true
		}
	}
	return a
}

func since(kind tracker.EventKind, days int) *tracker.Event {
	return &tracker.Event{Kind: kind, At: time.Now().Add(-time.Duration(days) * day)}
}

func TestCompany(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(
			at("a", "Técnica", "Nortia", 1),
			at("b", "Recepcionista", "NORTIA", 20, since(tracker.KindCVRead, 16)),
			at("c", "Técnica", "Nortia ", 200, since(tracker.KindProcessClosed, 100)),
			at("d", "Otra cosa", "Alba", 3),
			at("e", "Sin empresa", "", 3),
			at("f", "Cajera", "La Espiga", 9, since(tracker.KindCVRead, 4)),
		)
		s.list().Choose("a")
		s.settle()
		if c := s.apps.Detail.Company; c.Counts != "" || c.Missing != "" {
			t.Errorf("before it is known: %+v", c)
		}
		s.pass(recallPause)
		d := s.apps.Detail
		if c := d.Company; c.Counts != "3 candidaturas: 1 leída, 2 sin leer" || c.Answer != "Respuesta más rápida: 4 días" ||
			len(c.Others) != 2 || c.Others[0].ID != "b" || c.More != "" || c.Older != "" {
			t.Errorf("%+v", c)
		}
		if d.Tabs[TabCompany] != "Empresa (3)" {
			t.Errorf("%q", d.Tabs)
		}
		if d.Repeated == nil || d.Repeated.ID != "c" {
			t.Fatalf("%+v", d.Repeated)
		}
		want := s.word("detail.repeated", "Month", words(t, "es").Month(time.Now().Add(-200*day), time.Now()), "Status", "proceso cerrado sin leer tu CV")
		if d.Repeated.Text != want {
			t.Errorf("%q, want %q", d.Repeated.Text, want)
		}
		s.list().ChooseOther(d.Repeated.ID)
		s.pass(recallPause)
		if d := s.apps.Detail; d.ID != "c" || d.Repeated != nil || len(d.Company.Others) != 2 {
			t.Errorf("%+v", d)
		}
		s.list().ChooseOther("nobody's")
		if s.apps.Detail.ID != "c" {
			t.Errorf("%+v", s.apps.Detail)
		}
		s.open("d")
		if c := s.apps.Detail.Company; c.Counts != s.word("company.none") || c.Answer != "" || c.Hint == "" || len(c.Others) != 0 || s.apps.Detail.Tabs[TabCompany] != "Empresa" {
			t.Errorf("%+v, %q", c, s.apps.Detail.Tabs)
		}
		s.open("f")
		if c := s.apps.Detail.Company; c.Answer != "Te contestó en 5 días." || c.Hint == "" {
			t.Errorf("%+v", c)
		}
		s.open("e")
		if c := s.apps.Detail.Company; c.Missing != s.word("company.unnamed") || c.Counts != "" {
			t.Errorf("%+v", c)
		}
	})
}

// TestCompanyOfMany shows some of them, more when asked to, and says how many more
// there are.
func TestCompanyOfMany(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		var apps []tracker.Application
		for i := range 70 {
			apps = append(apps, at(fmt.Sprintf("a%02d", i), fmt.Sprint("Puesto ", i), "Nortia", i+1))
		}
		s.signedIn(apps...).open("a00")
		for _, tt := range []struct {
			others      int
			more, older string
		}{
			{20, "Ver 20 más", ""},
			{40, "Ver 10 más", ""},
			{50, "", "Y 19 anteriores"},
		} {
			if c := s.apps.Detail.Company; len(c.Others) != tt.others || c.More != tt.more || c.Older != tt.older {
				t.Errorf("%d, %q, %q, want %+v", len(c.Others), c.More, c.Older, tt)
			}
			s.list().Company.ShowMore()
		}
		s.open("a01")
		if n := len(s.apps.Detail.Company.Others); n != 20 {
			t.Errorf("another one shows %d at first", n)
		}
	})
}

// TestCompanyKeepsUp with the list: what was worked out of an earlier one shows until
// then, and what was asked for another application never does.
func TestCompanyKeepsUp(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(at("a", "Técnica", "Nortia", 1), at("b", "Otra", "Alba", 2))
		s.list().Choose("a")
		s.pass(recallPause / 2)
		s.list().Choose("b")
		s.pass(recallPause / 2)
		if c := s.apps.Detail.Company; c.Counts != "" {
			t.Errorf("b shows %+v", c)
		}
		s.pass(recallPause / 2)
		s.open("a")
		s.source.SetApplications(at("a", "Técnica", "Nortia", 1), at("b", "Otra", "Alba", 2), at("c", "Más", "Nortia", 1))
		s.list().Downloads.Refresh()
		s.settle()
		if c := s.apps.Detail.Company; c.Counts != s.word("company.none") {
			t.Errorf("meanwhile: %+v", c)
		}
		s.pass(2 * recallPause)
		if c := s.apps.Detail.Company; c.Counts != "2 candidaturas: 2 sin leer" {
			t.Errorf("%+v", c)
		}
	})
}

// TestTabIsKept while going through the list.
func TestTabIsKept(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"), listed("b")).open("a")
		s.list().Chosen.ShowTab(TabNotes)
		s.open("b")
		if s.apps.Detail.Tab != TabNotes {
			t.Errorf("tab %d", s.apps.Detail.Tab)
		}
		s.list().Chosen.ShowTab(-1)
		s.list().Chosen.ShowTab(tabs)
		if s.apps.Detail.Tab != TabNotes {
			t.Errorf("tab %d", s.apps.Detail.Tab)
		}
		s.list().Notes.Set("b", "algo")
		s.settle()
		if got := s.apps.Detail.Tabs[TabNotes]; got != "Notas •" {
			t.Errorf("%q", got)
		}
	})
}

func TestLowerFirst(t *testing.T) {
	for in, want := range map[string]string{
		"Descartada sin leer tu CV": "descartada sin leer tu CV", "CV leído": "CV leído", "Éxito": "éxito", "": "", "A": "a",
	} {
		if got := lowerFirst(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}
