package exchange

import (
	"bytes"
	"testing"
	"unicode"
	"unicode/utf8"

	"candidaturas/tracker"
)

// FuzzRecords: whatever a file holds, what comes of it can be kept and written again.
func FuzzRecords(f *testing.F) {
	f.Add([]byte("Puesto;Empresa;Ciudad;Fecha;Estado\nA;B;C;3/10/2026;Descartada\n"))
	f.Add([]byte("title,company,date,notes\n\"a\n\"\"b\",c,2026-10-03,=1+1\n"))
	f.Add([]byte("sep=,\ntitle,company,date\n\xff,b,2026-10-03T10:00:00Z\n"))
	f.Add([]byte("\xff\xfet\x00"))
	f.Add([]byte(`{"format": "candidaturas", "version": 1, "applications": [{"id": "a", "timeline": [{"kind": -1}], "offers": [{}]}, 3]}`))
	f.Add(writeJSONs(f, full()))
	var book bytes.Buffer
	if err := WriteXLSX(&book, of(full()), spanish(), madrid); err != nil {
		f.Fatal(err)
	}
	f.Add(book.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		records, bad, err := read(t, data)
		_ = err
		for _, b := range bad {
			if b.Reason == "" || b.Line <= 0 {
				t.Errorf("a bad record without a reason or a line: %+v", b)
			}
		}
		for _, r := range records {
			checkRead(t, &r)
		}
		if len(records) == 0 {
			return
		}
		again := readAll(t, writeJSONs(t, records...))
		if len(again) != len(records) {
			t.Fatalf("%d of %d records come back", len(again), len(records))
		}
		for i := range records {
			records[i].OfferNow, records[i].Guessed = nil, false
			if got, want := normal(again[i]), normal(records[i]); got != want {
				t.Errorf("it comes back as\n%s\nand was\n%s", got, want)
			}
		}
		for _, write := range []func() error{
			func() error { return WriteCSV(new(bytes.Buffer), of(records...), spanish(), madrid) },
			func() error { return WriteXLSX(new(bytes.Buffer), of(records...), spanish(), madrid) },
		} {
			if err := write(); err != nil {
				t.Error(err)
			}
		}
	})
}

func checkRead(t *testing.T, r *tracker.Record) {
	t.Helper()
	if !validID(r.ID) || r.Offer.ID != "" && !validID(r.Offer.ID) || len(r.Offers) > 0 && r.Offer.ID == "" {
		t.Errorf("IDs %q, %q", r.ID, r.Offer.ID)
	}
	for _, s := range []string{r.Offer.Title, r.Offer.Company, r.Offer.City} {
		if len(s) > maxLine || !utf8.ValidString(s) || bytes.ContainsFunc([]byte(s), unicode.IsControl) {
			t.Errorf("a line is %q", s)
		}
	}
	if len(r.Note) > maxNote || len(r.Tags) > maxTags+1 || !utf8.ValidString(r.Note) {
		t.Error("the note or the tags are too long")
	}
	for _, v := range r.Offers {
		if v.Offer.Link != "" && link(v.Offer.Link) == "" || len(v.Offer.Description) > maxText {
			t.Errorf("an offer is %+v", v.Offer)
		}
	}
}

func FuzzParseTime(f *testing.F) {
	f.Add("3/10/2026 9:10 PM")
	f.Add("2026-10-03T10:00:00+02:00")
	f.Fuzz(func(t *testing.T, s string) {
		at, ok := parseTime(s, madrid)
		if ok == at.IsZero() || ok && !tracker.KeptTime(at).Equal(at) {
			t.Errorf("%q: %v, %v", s, at, ok)
		}
	})
}
