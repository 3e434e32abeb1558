package present

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"candidaturas/tracker"

	"pgregory.net/rapid"
)

// lineUp is what rows say, one string an entry: headings as they are, rows as
// their title and status.
func lineUp(r *Rows) []string {
	var lines []string
	for i := range r.Len() {
		if heading, ok := r.Heading(i); ok {
			lines = append(lines, heading)
			continue
		}
		row := r.Row(i)
		lines = append(lines, row.Title+": "+row.Status)
	}
	return lines
}

// change is one of a kind, found now, that happened so long ago.
func change(id int64, kind tracker.ChangeKind, ago time.Duration) tracker.Change {
	return tracker.Change{
		ID: id, Application: fmt.Sprint("a", id), Kind: kind, At: before(ago), FoundAt: now,
		RejectedAfter: -1, Title: fmt.Sprint("Oferta ", id), Company: "Nortia",
	}
}

func TestNewsOrder(t *testing.T) {
	returned := change(1, tracker.ChangeReturned, 3*time.Hour)
	moved := change(2, tracker.ChangeMoved, 2*time.Hour)
	moved.Event = tracker.KindInterviewed
	read := change(3, tracker.ChangeRead, time.Hour)
	rejected := change(4, tracker.ChangeRejected, time.Minute)
	yesterday := change(5, tracker.ChangeRead, 20*time.Hour)
	undated := change(6, tracker.ChangeClosed, 0)
	undated.At = time.Time{}
	old := change(7, tracker.ChangeNew, 400*day)
	days := newsDays([]tracker.Change{old, undated, yesterday, rejected, read, moved, returned}, nil, time.UTC)
	want := []string{
		"Hoy", "Oferta 2: Entrevista", "Oferta 1: ¡Vuelves al proceso!", "Oferta 3: Han leído tu CV",
		"Oferta 6: Proceso cerrado sin leer tu CV", "Oferta 4: Descartada sin leer tu CV",
		"Ayer", "Oferta 5: Han leído tu CV",
		"3 sep 2025", "Oferta 7: Nueva candidatura",
	}
	if got := lineUp(newsRows(words(t, "es"), days, now)); !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
}

func TestNewsFold(t *testing.T) {
	changes := []tracker.Change{
		change(1, tracker.ChangeRejected, time.Hour), change(2, tracker.ChangeRejected, 2*time.Hour),
		change(3, tracker.ChangeRejected, 30*time.Hour), change(4, tracker.ChangeRead, time.Hour),
	}
	changes[0].Seen = true
	fold := "rejected:2026-10-08"
	w := words(t, "es")
	folded := newsRows(w, newsDays(changes, nil, time.UTC), now)
	want := []string{"Hoy", "Oferta 4: Han leído tu CV", "2 descartadas: Ver cuáles", "Ayer", "Oferta 3: Descartada sin leer tu CV"}
	if got := lineUp(folded); !slices.Equal(got, want) {
		t.Errorf("folded: %q", got)
	}
	row := folded.Row(folded.Index(fold))
	if row.Place != "Oferta 1, Oferta 2" || row.New == "" || row.Icon != "" || row.Fold != FoldClosed {
		t.Errorf("%+v", row)
	}
	open := newsRows(w, newsDays(changes, map[string]bool{fold: true}, time.UTC), now)
	want = slices.Insert(want, 3, "Oferta 1: Descartada sin leer tu CV", "Oferta 2: Descartada sin leer tu CV")
	want[2] = "2 descartadas: Ocultar"
	if got := lineUp(open); !slices.Equal(got, want) {
		t.Errorf("open: %q", got)
	}
	for i := range open.Len() {
		if _, heading := open.Heading(i); heading {
			continue
		}
		row := open.Row(i)
		if row.Within != (i == 3 || i == 4) || (row.Fold == FoldOpen) != (i == 2) {
			t.Errorf("open, entry %d is %+v", i, row)
		}
	}
}

// TestNewsOfAnEditedOffer: the new value comes first, as the end of a line may be cut.
func TestNewsOfAnEditedOffer(t *testing.T) {
	salary := tracker.Edit{Field: tracker.FieldSalary, Before: "22.000 €", After: "18.000 €"}
	text := tracker.Edit{Field: tracker.FieldDescription, Before: "Una", After: strings.Repeat("Otra ", 20)}
	for want, edits := range map[string][]tracker.Edit{
		"Salario: 18.000 € (antes 22.000 €) · La empresa ha modificado la oferta":               {salary},
		"Salario: 18.000 € (antes 22.000 €) · La empresa ha modificado la oferta · descripción": {salary, text},
		"La empresa ha modificado la oferta · descripción":                                      {text},
		"La empresa ha modificado la oferta":                                                    nil,
	} {
		c := change(1, tracker.ChangeOfferEdited, time.Hour)
		c.Edits = edits
		rows := newsRows(words(t, "es"), newsDays([]tracker.Change{c}, nil, time.UTC), now)
		if got := rows.Row(1).Status; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestChangeTexts(t *testing.T) {
	w := words(t, "es")
	for _, tt := range []struct {
		name string
		edit func(*tracker.Change)
		kind tracker.ChangeKind
		want string
		icon Icon
	}{
		{"new", nil, tracker.ChangeNew, "Nueva candidatura", IconSent},
		{"read", nil, tracker.ChangeRead, "Han leído tu CV", IconRead},
		{"in process", func(c *tracker.Change) { c.Event = tracker.KindContinues }, tracker.ChangeMoved, "Sigues en proceso", IconMoving},
		{"hired", func(c *tracker.Change) { c.Event = tracker.KindHired }, tracker.ChangeMoved, "Contratado/a", IconMoving},
		{"rejected unread", nil, tracker.ChangeRejected, "Descartada sin leer tu CV", IconEnded},
		{"rejected with everything", func(c *tracker.Change) {
			c.Read, c.RejectedAfter, c.Reasons = true, 49*time.Hour, []string{"Idiomas", "Distancia"}
		}, tracker.ChangeRejected, "Descartada · a los 2 días · Idiomas · Distancia", IconEnded},
		{"not shortlisted", func(c *tracker.Change) { c.Event = tracker.KindNotPreselected }, tracker.ChangeRejected, "No preseleccionada", IconEnded},
		{"closed", func(c *tracker.Change) { c.Read = true }, tracker.ChangeClosed, "Proceso cerrado", IconEnded},
		{"reopened", nil, tracker.ChangeReopened, "Proceso reabierto", IconMoving},
		{"removed", nil, tracker.ChangeOfferRemoved, "InfoJobs ha retirado la oferta", IconEnded},
		{"rejected at once", func(c *tracker.Change) { c.RejectedAfter = 8 * time.Second }, tracker.ChangeRejected, "Descartada sin leer tu CV · a los 8 segundos", IconEnded},
		{"rejected in minutes", func(c *tracker.Change) { c.RejectedAfter = 2 * time.Minute }, tracker.ChangeRejected, "Descartada sin leer tu CV · a los 2 minutos", IconEnded},
		{"rejected in hours", func(c *tracker.Change) { c.RejectedAfter = 47 * time.Hour }, tracker.ChangeRejected, "Descartada sin leer tu CV · a las 47 horas", IconEnded},
		{"edited", func(c *tracker.Change) {
			c.Edits = []tracker.Edit{
				{Field: tracker.FieldSalary, Before: "22.000 €", After: "18.000 €"},
				{Field: tracker.FieldDescription, Before: "Una\ndos", After: "Una"},
				{Field: tracker.FieldVacancies, Before: "2"},
			}
		}, tracker.ChangeOfferEdited, "Salario: 18.000 € (antes 22.000 €) · La empresa ha modificado la oferta · descripción · vacantes", IconNote},
		{"others read", nil, tracker.ChangeOthersRead, "Leen otros CV, el tuyo no", IconUnread},
		{"message", func(c *tracker.Change) { c.Event = tracker.KindMessage }, tracker.ChangeEvent, "Mensaje de la empresa", IconNote},
		{"unknown", func(c *tracker.Change) { c.Event, c.Text = 99, "Lo que InfoJobs dice" }, tracker.ChangeEvent, "Lo que InfoJobs dice", IconNote},
	} {
		c := change(1, tt.kind, time.Hour)
		if tt.edit != nil {
			tt.edit(&c)
		}
		row := newsRow(w, newsItem{id: changeID(c), change: c}, now)
		if row.Status != tt.want || row.Icon != tt.icon || row.Title != "Oferta 1" || row.Place != "Nortia" || row.When != "09:42" || row.New == "" {
			t.Errorf("%s: %+v, want %q", tt.name, row, tt.want)
		}
	}
	for f := tracker.FieldTitle; f <= tracker.FieldProvince; f++ {
		if strings.HasPrefix(w.T(fieldKeys[f]), "field.") || fieldKeys[f] == "" {
			t.Errorf("field %d has no words", f)
		}
	}
}

// TestNewsLoseNothing: every change has a line of its own or is behind one, once,
// under the day it happened on.
func TestNewsLoseNothing(t *testing.T) {
	w := words(t, "es")
	rapid.Check(t, func(t *rapid.T) {
		var changes []tracker.Change
		for i := range rapid.IntRange(0, 30).Draw(t, "changes") {
			kind := tracker.ChangeKind(rapid.IntRange(1, 11).Draw(t, "kind"))
			c := change(int64(i+1), kind, time.Duration(rapid.IntRange(0, 100).Draw(t, "hours"))*time.Hour)
			changes = append(changes, c)
		}
		open := map[string]bool{}
		days := newsDays(changes, open, time.UTC)
		for _, d := range days {
			for _, item := range d.items {
				if item.rejected != nil && rapid.Bool().Draw(t, "open") {
					open[item.id] = true
				}
			}
		}
		days = newsDays(changes, open, time.UTC)
		told := map[int64]int{}
		for i, d := range days {
			if i > 0 && !d.day.Before(days[i-1].day) {
				t.Fatalf("%v after %v", d.day, days[i-1].day)
			}
			for _, item := range d.items {
				of := []tracker.Change{item.change}
				if item.rejected != nil {
					if item.open {
						continue
					}
					of = item.rejected
				}
				for _, c := range of {
					told[c.ID]++
					if !dayOf(c, time.UTC).Equal(d.day) {
						t.Fatalf("%v under %v", c.At, d.day)
					}
				}
			}
		}
		for _, c := range changes {
			if told[c.ID] != 1 {
				t.Fatalf("change %d is told %d times", c.ID, told[c.ID])
			}
		}
		rows := newsRows(w, days, now)
		for i := range rows.Len() {
			if id := rows.ID(i); id != "" && (rows.Index(id) != i || rows.Row(i).ID != id) {
				t.Fatalf("%q is at %d and at %d", id, i, rows.Index(id))
			}
		}
	})
}
