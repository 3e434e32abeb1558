package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"candidaturas/tracker"
)

func writeCSV(t *testing.T, words Words, records ...tracker.Record) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := WriteCSV(&out, of(records...), words, madrid); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestCSV(t *testing.T) {
	for _, tt := range []struct {
		words Words
		comma rune
	}{{spanish(), ';'}, {english(), ','}} {
		data := writeCSV(t, tt.words, full(), tracker.Record{Kept: tracker.Kept{Application: tracker.Application{ID: "b"}}})
		if !bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) {
			t.Error("Excel is not told that it is UTF-8")
		}
		rows := csv.NewReader(bytes.NewReader(data[3:]))
		rows.Comma = tt.comma
		all, err := rows.ReadAll()
		if err != nil || len(all) != 3 {
			t.Fatalf("%d rows, %v", len(all), err)
		}
		get := func(row int, c Column) string { return all[row][slices.Index(Columns(), c)] }
		w := tt.words
		for c, want := range map[Column]string{
			Title: "Técnica de RR. HH.", Company: "Nortia", City: "Bilbao", Province: "Bizkaia",
			Applied: "2026-09-01 10:15:30", Status: w.Stages[tracker.StageRejected], Since: "2026-09-10 10:15:30",
			Read: w.Yes, ReadAt: "2026-09-04 10:15:30", News: "2026-09-10 10:15:30", Reasons: "Experiencia\nIdiomas",
			Salary: "24.000 €", Applicants: "31", CV: "CV administración", Letter: w.Yes, Starred: w.Yes, Archived: w.Yes,
			Unseen: w.Yes, Gone: w.Yes, Tags: "cerca, euskera", Note: "Preguntar por Ana\n'+34 600 000 000",
			Link: "https://www.infojobs.net/bilbao/tecnica/of-i0123456789abcdef0123456789abcd", ID: "5f6a1c1e-0000-4000-8000-00000000000a",
			Activity: "2026-09-10 10:15:30 Suceso 6 (Experiencia; Idiomas)\n2026-09-04 10:15:30 Suceso 3\n2026-09-01 10:15:30 Suceso 1",
			Copied:   "2026-09-06 10:15:30", OfferText: "Buscamos:\n'- ganas\n'- «más»; ganas\n\nEuskera",
		} {
			if got := get(1, c); got != want {
				t.Errorf("%s is %q, want %q", c, got, want)
			}
			if head := get(0, c); head != w.Columns[c] {
				t.Errorf("the heading of %s is %q", c, head)
			}
		}
		for _, c := range []Column{Title, Applied, Since, ReadAt, Letter, Applicants, OfferText} {
			if got := get(2, c); got != "" {
				t.Errorf("%s of what is not known is %q", c, got)
			}
		}
	}
}

// TestCSVComesBack: what was written is understood, as far as a table can tell it.
func TestCSVComesBack(t *testing.T) {
	for _, words := range []Words{spanish(), english()} {
		records := readAll(t, writeCSV(t, words, full()))
		if len(records) != 1 {
			t.Fatalf("%d records", len(records))
		}
		got, want := records[0], full()
		if !got.Guessed || got.ID != want.ID || got.Offer != want.Offer || !got.AppliedAt.Equal(want.AppliedAt.Truncate(time.Second)) ||
			got.Note != want.Note || !slices.Equal(got.Tags, want.Tags) || !got.Starred || !got.Archived || !got.Unseen {
			t.Errorf("%+v", got)
		}
		if *got.Detail != (tracker.Detail{CV: "CV administración", HasCoverLetter: true, Province: "Bizkaia", Applicants: 31}) {
			t.Errorf("detail %+v", got.Detail)
		}
		was, is := tracker.Derive(&want.Application), tracker.Derive(&got.Application)
		if is.Stage != was.Stage || !is.Since.Equal(was.Since.Truncate(time.Second)) || !is.Read ||
			!is.ReadAt.Equal(was.ReadAt.Truncate(time.Second)) || !slices.Equal(is.Reasons, was.Reasons) {
			t.Errorf("status %+v, was %+v", is, was)
		}
		if v := got.Offers[0]; v.Offer.Link != want.Offers[0].Offer.Link || v.Offer.ID != want.Offer.ID || v.Offer.Salary != "24.000 €" ||
			!strings.Contains(v.Offer.Description, "\n- «más»; ganas") || !v.SeenAt.Equal(day(5).Truncate(time.Second)) {
			t.Errorf("offer %+v", v)
		}
	}
}

// TestEveryStageComesBack goes by the words of each language.
func TestEveryStageComesBack(t *testing.T) {
	for stage := tracker.StageReceived; stage <= tracker.StageHired; stage++ {
		for _, words := range []Words{spanish(), english()} {
			table := strings.Join([]string{words.Columns[Title], words.Columns[Company], words.Columns[Applied], words.Columns[Status]}, "\t") +
				"\nA\tB\t2026-09-03\t" + words.Stages[stage] + "\n"
			r := readAll(t, []byte(table))[0]
			if got := tracker.Derive(&r.Application).Stage; got != stage {
				t.Errorf("%s comes back as %s", stages[stage], stages[got])
			}
			if instant := tracker.Derive(&r.Application).Instant(); instant {
				t.Errorf("%s: nobody said that it came at once", stages[stage])
			}
		}
	}
}

// TestLongTextsFitACell of Excel.
func TestLongTextsFitACell(t *testing.T) {
	for _, long := range []string{strings.Repeat("x", 40_000), strings.Repeat("😀", 20_000)} {
		got, _ := cell(long).(string)
		units := 0
		for _, r := range got {
			units++
			if r > 0xffff {
				units++
			}
		}
		if units > mostInCell || units < mostInCell-3 || !strings.HasSuffix(got, "…") {
			t.Errorf("%d units", units)
		}
	}
	if got := cell(strings.Repeat("ñ", mostInCell)); got != strings.Repeat("ñ", mostInCell) {
		t.Error("what fits is cut")
	}
}

var errEnough = errors.New("enough")

// failing stops after some records, or bytes.
func failing(n int) Export {
	return func(each func(tracker.Record) error) error {
		for range n {
			if err := each(full()); err != nil {
				return err
			}
		}
		return errEnough
	}
}

type shortWriter int

func (s *shortWriter) Write(p []byte) (int, error) {
	if *s -= shortWriter(len(p)); *s < 0 {
		return 0, errEnough
	}
	return len(p), nil
}

// TestErrorsOfBothSides: of what is read and of what is written.
func TestErrorsOfBothSides(t *testing.T) {
	for name, write := range map[string]func(w *shortWriter, e Export) error{
		"csv":  func(w *shortWriter, e Export) error { return WriteCSV(w, e, spanish(), madrid) },
		"xlsx": func(w *shortWriter, e Export) error { return WriteXLSX(w, e, spanish(), madrid) },
		"json": func(w *shortWriter, e Export) error { return WriteJSON(w, e, day(0)) },
	} {
		large, small := shortWriter(1<<30), shortWriter(1000)
		if err := write(&large, failing(2)); !errors.Is(err, errEnough) {
			t.Errorf("%s: %v", name, err)
		}
		if err := write(&small, of(full(), full(), full(), full())); !errors.Is(err, errEnough) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
