package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"testing"
	"time"

	"candidaturas/tracker"
)

var madrid = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Madrid")
	if err != nil {
		panic(err)
	}
	return zone
}()

// day is a moment n days after the first day of the stories told here.
func day(n int) time.Time {
	return time.Date(2026, time.September, 1+n, 8, 15, 30, 250e6, time.UTC)
}

// spanish and english are words like those of the app.
func spanish() Words {
	w := Words{
		Comma: ';', Yes: "sí", No: "no", Applications: "Candidaturas", Events: "Actividad",
		Columns: map[Column]string{}, Stages: map[tracker.Stage]string{tracker.StageRejected: "Descartada", tracker.StageReceived: "CV recibido"},
		Event: func(e tracker.Event) string { return fmt.Sprintf("Suceso %d", e.Kind) },
	}
	for _, c := range append(Columns(), EventColumns()...) {
		w.Columns[c] = "es " + string(c)
	}
	for stage, name := range stages {
		if w.Stages[stage] == "" {
			w.Stages[stage] = "es " + name
		}
	}
	return w
}

func english() Words {
	w := spanish()
	w.Comma, w.Yes, w.No = ',', "yes", "no"
	w.Columns, w.Stages = map[Column]string{}, map[tracker.Stage]string{}
	for _, c := range append(Columns(), EventColumns()...) {
		w.Columns[c] = "en " + string(c)
	}
	for stage, name := range stages {
		w.Stages[stage] = "en " + name
	}
	return w
}

func options() Options { return Options{Words: []Words{spanish(), english()}, Zone: madrid} }

// of hands out records.
func of(records ...tracker.Record) Export {
	return func(each func(tracker.Record) error) error {
		for _, r := range records {
			if err := each(r); err != nil {
				return err
			}
		}
		return nil
	}
}

// full is a record of which everything is known.
func full() tracker.Record {
	read := tracker.Event{Kind: tracker.KindCVRead, At: day(3), Description: "CV leído", First: true}
	last := tracker.Event{Kind: tracker.KindDiscarded, At: day(9), Description: "Descartado", Last: true, Reasons: []string{"Experiencia", "Idiomas"}}
	applied := tracker.Event{Kind: tracker.KindApplied, At: day(0), Description: "CV recibido"}
	offer := tracker.Offer{
		ID: "0123456789abcdef0123456789abcd", Title: "Técnica de RR. HH.", Company: "Nortia", City: "Bilbao", Province: "Bizkaia",
		Link:        "https://www.infojobs.net/bilbao/tecnica/of-i0123456789abcdef0123456789abcd",
		Description: "Buscamos:\n- ganas\n- «más»; ganas", Requirements: "Euskera", Salary: "24.000 €", Contract: "Indefinido", Journey: "Completa",
		Applicants: 31, Vacancies: 2, Active: true, UpdatedAt: day(1),
	}
	older := offer
	older.Salary = ""
	r := tracker.Record{
		Kept: tracker.Kept{
			Application: tracker.Application{
				ID: "5f6a1c1e-0000-4000-8000-00000000000a", AppliedAt: day(0), Rejected: true, UnreadEvents: 1,
				Offer:     tracker.OfferRef{ID: offer.ID, Title: offer.Title, Company: offer.Company, City: offer.City},
				LastEvent: &last, CVRead: &read, CVReceived: &applied,
				Timeline: []tracker.Event{last, read, applied}, TimelineKnown: true,
				Earlier: []tracker.Event{{Kind: tracker.KindOthersRead, At: day(2), Description: "CVs leídos"}},
				Detail:  &tracker.Detail{CV: "CV administración", HasCoverLetter: true, Province: "Bizkaia", Applicants: 30},
			},
			FirstSeen: day(1), Baseline: day(2), Missing: 2, Starred: true, Archived: true, LetGoAt: day(13), Unseen: true,
			Fetches: tracker.Fetches{Timeline: day(10), Detail: day(11), Offer: day(12)},
		},
		Offers: []tracker.OfferVersion{{SeenAt: day(5), Offer: offer}, {SeenAt: day(1), Offer: older}},
		Note:   "Preguntar por Ana\n+34 600 000 000", Tags: []string{"cerca", "euskera"},
		Reminders: []tracker.Reminder{{Application: "5f6a1c1e-0000-4000-8000-00000000000a", Kind: tracker.RemindCall, Text: "Llamar", At: day(20), Done: true}},
	}
	for i := range r.Offers {
		r.Offers[i].SeenAt, r.Offers[i].Offer.UpdatedAt = at(r.Offers[i].SeenAt), at(r.Offers[i].Offer.UpdatedAt)
	}
	r.Counts = []tracker.ApplicantCount{{At: at(day(1)), Count: 12}, {At: at(day(12)), Count: 31}}
	r.OfferNow, r.ApplicantsNow = &r.Offers[0], &r.Counts[1]
	return r
}

// read reads everything there is, and the last error unless it is a bad record.
func read(t testing.TB, data []byte) (records []tracker.Record, bad []tracker.RecordError, last error) {
	t.Helper()
	for r, err := range Records(bytes.NewReader(data), options()) {
		if last != nil {
			t.Fatal("there is something after an error that ends it")
		}
		if wrong, ok := errors.AsType[*tracker.RecordError](err); ok {
			bad = append(bad, *wrong)
			continue
		}
		if last = err; err == nil {
			records = append(records, r)
		}
	}
	return records, bad, last
}

// readAll fails the test if anything is wrong.
func readAll(t testing.TB, data []byte) []tracker.Record {
	t.Helper()
	records, bad, err := read(t, data)
	if err != nil || len(bad) > 0 {
		t.Fatalf("%v, bad records %v", err, bad)
	}
	return records
}
