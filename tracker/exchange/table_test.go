package exchange

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"candidaturas/tracker"
)

func TestTables(t *testing.T) {
	for _, tt := range []struct{ name, data string }{
		{"semicolons", "Puesto;Empresa;Ciudad;Fecha\nCamarera;Hotel Miramar;Donostia;03/10/2026\n"},
		{"commas", "title,company,city,date\nCamarera,Hotel Miramar,Donostia,2026-10-03\n"},
		{"tabs", "Lloc de treball\tEmpresa\tCiutat\tData\nCamarera\tHotel Miramar\tDonostia\t3/10/2026\n"},
		{"bars", "Job title|Employer|Location|Date applied\nCamarera|Hotel Miramar|Donostia|3.10.26\n"},
		{"quotes", "\"Puesto\";\"Empresa\";\"Ciudad\";\"Fecha\"\n\"Camarera\";\"Hotel Miramar\";\"Donostia\";\"03/10/2026\"\n"},
		{"with a byte order mark", bom + "Puesto;Empresa;Ciudad;Fecha\nCamarera;Hotel Miramar;Donostia;03/10/2026\n"},
		{"with a line for Excel", "sep=;\r\nPuesto;Empresa;Ciudad;Fecha\r\nCamarera;Hotel Miramar;Donostia;03/10/2026\r\n"},
		{"lines above", "Mis candidaturas\n\nActualizado en octubre\nPuesto;Empresa;Ciudad;Fecha\nCamarera;Hotel Miramar;Donostia;03/10/2026\n"},
		{"another order and case, blanks", " FECHA ; puesto ; localidad; Compañía \n 03/10/2026 ; Camarera;Donostia ;  Hotel   Miramar\n"},
		{"blank rows and short ones", "Puesto;Empresa;Ciudad;Fecha;Nota\n;;;;\n\nCamarera;Hotel Miramar;Donostia;03/10/2026\n ; ;\n"},
		{"the words of the app", "es title;es company;es city;es applied\nCamarera;Hotel Miramar;Donostia;2026-10-03 00:00:00\n"},
	} {
		records := readAll(t, []byte(tt.data))
		if len(records) != 1 {
			t.Errorf("%s: %d records", tt.name, len(records))
			continue
		}
		r := records[0]
		want := time.Date(2026, 10, 3, 0, 0, 0, 0, madrid)
		if r.Offer.Title != "Camarera" || r.Offer.Company != "Hotel Miramar" || r.Offer.City != "Donostia" || !r.AppliedAt.Equal(want) {
			t.Errorf("%s: %+v, %v", tt.name, r.Offer, r.AppliedAt)
		}
		if !tracker.Imported(r.ID) || r.ID != readAll(t, []byte(tests0))[0].ID {
			t.Errorf("%s: ID %q", tt.name, r.ID)
		}
	}
}

// tests0 is the same application again.
const tests0 = "Empresa;Fecha;Puesto;Ciudad;Nota\nHOTEL MIRAMAR;2026-10-03 12:00;camarera;Dònostia;y algo más\n"

// TestWhatWindowsWrites is read too.
func TestWhatWindowsWrites(t *testing.T) {
	table := "Puesto;Compañía;Fecha\nTécnica «ñ»;Peña;3/10/2026\n"
	var latin bytes.Buffer
	for _, r := range table {
		latin.WriteByte(byte(r)) // all of it has the same number there
	}
	wide := func(order binary.AppendByteOrder) []byte {
		data := order.AppendUint16(nil, 0xfeff)
		for _, unit := range utf16.Encode([]rune(table)) {
			data = order.AppendUint16(data, unit)
		}
		return data
	}
	for name, data := range map[string][]byte{
		"Windows-1252": latin.Bytes(), "UTF-16LE": wide(binary.LittleEndian), "UTF-16BE": wide(binary.BigEndian), "UTF-8": []byte(table),
	} {
		r := readAll(t, data)
		if len(r) != 1 || r[0].Offer.Title != "Técnica «ñ»" || r[0].Offer.Company != "Peña" {
			t.Errorf("%s: %+v", name, r)
		}
	}
	euro := readAll(t, []byte("Puesto;Empresa;Fecha;Salario\nA;B;3/10/2026;24.000 \x80\n"))
	if got := euro[0].Offers[0].Offer.Salary; got != "24.000 €" {
		t.Errorf("salary %q", got)
	}
}

func TestTableRefused(t *testing.T) {
	for name, tt := range map[string]struct {
		data string
		want error
	}{
		"nothing":                 {"", ErrColumns},
		"a text":                  {"Hola, qué tal", ErrColumns},
		"no company":              {"Puesto;Fecha\nA;3/10/2026\n", ErrColumns},
		"a workbook":              {string(append([]byte("PK\x03\x04"), make([]byte, 100)...)), ErrFormat},
		"a database":              {"SQLite format 3\x00", ErrFormat},
		"too many columns to see": {strings.Repeat("x;", 60_000) + "Puesto;Empresa;Fecha\n", ErrColumns},
	} {
		if records, bad, err := read(t, []byte(tt.data)); !errors.Is(err, tt.want) || len(records)+len(bad) > 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
	failing := io.MultiReader(strings.NewReader("Puesto;Empresa;Fecha\nA;B;3/10/2026\n"), failingReader{})
	n := 0
	var last error
	for _, err := range Records(failing, options()) {
		if last = err; err == nil {
			n++
		}
	}
	if !errors.Is(last, errEnough) {
		t.Errorf("of a disk that fails: %v after %d", last, n)
	}
}

type failingReader struct{}

func (failingReader) Read([]byte) (int, error) { return 0, errEnough }

func TestTableTooLarge(t *testing.T) {
	row := []byte("A;B;3/10/2026;" + strings.Repeat("x", 1<<20) + "\n")
	rows := bytes.Repeat(row, 70)
	var last error
	n := 0
	for _, err := range Records(io.MultiReader(strings.NewReader("Puesto;Empresa;Fecha;Nota\n"), bytes.NewReader(rows)), options()) {
		if last = err; err == nil {
			n++
		}
	}
	if !errors.Is(last, ErrTooLarge) || n < 60 {
		t.Errorf("%v after %d rows", last, n)
	}
}

func TestBadRows(t *testing.T) {
	data := "Puesto;Empresa;Fecha;ID de la app\n" +
		"A;B;3/10/2026\n" +
		";B;3/10/2026\n" +
		"A;;3/10/2026\n" +
		"A;B;\n" +
		"\"A\n2\";B;mañana\n" +
		"A;B;31/02/2026\n" +
		"C;D;4/10/2026\n"
	records, bad, err := read(t, []byte(data))
	if err != nil || len(records) != 2 || records[1].Offer.Title != "C" {
		t.Errorf("%v, %d records", err, len(records))
	}
	want := []tracker.RecordError{
		{Line: 3, Reason: tracker.BadTitle},
		{Line: 4, Reason: tracker.BadCompany},
		{Line: 5, Reason: tracker.BadDate},
		{Line: 6, Reason: tracker.BadDate},
		{Line: 8, Reason: tracker.BadDate},
	}
	if !reflect.DeepEqual(bad, want) {
		t.Errorf("bad %+v", bad)
	}
	for _, b := range bad {
		if strings.Contains(b.Error(), "mañana") {
			t.Errorf("an error repeats the file: %v", &b)
		}
	}
}

// TestRowsWithTheirOwnID need nothing else.
func TestRowsWithTheirOwnID(t *testing.T) {
	records, bad, err := read(t, []byte("es id;es title;es company;es applied\nabc;;;\nc d;A;B;3/10/2026\nx;A;B;nunca\n"))
	if err != nil || len(records) != 2 || records[0].ID != "abc" || !tracker.Imported(records[1].ID) {
		t.Errorf("%v, %+v", err, records)
	}
	if len(bad) != 1 || bad[0].Reason != tracker.BadDate {
		t.Errorf("bad %+v", bad)
	}
}

// TestWhatATableKnows besides: nothing that it says is lost.
func TestWhatATableKnows(t *testing.T) {
	data := "Puesto;Empresa;Fecha;Estado;Teléfono;Etiquetas;Comentarios;Enlace;CV leído;Contacto\n" +
		"A;B;3/10/2026;Pendiente de llamada;'+34 944;cerca, tarde;Ana;https://www.infojobs.net/x/of-i0123456789abcdef0123456789abcd?a=1;sí;\n" +
		"A;B;4/10/2026;Entrevista;;;;javascript:alert(1);no;Luis\n"
	records := readAll(t, []byte(data))
	first, second := records[0], records[1]
	if first.Note != "Ana\nTeléfono: +34 944" || !slices.Equal(first.Tags, []string{"cerca", "tarde", "Pendiente de llamada"}) {
		t.Errorf("note %q, tags %q", first.Note, first.Tags)
	}
	if first.Offer.ID != "0123456789abcdef0123456789abcd" || first.Offers[0].Offer.ID != first.Offer.ID {
		t.Errorf("offer %q", first.Offer.ID)
	}
	if s := tracker.Derive(&first.Application); s.Stage != tracker.StageRead || !s.ReadAt.IsZero() {
		t.Errorf("%+v", s)
	}
	if second.Note != "Contacto: Luis" || second.Offer.ID != "" || second.Offers != nil || len(second.Tags) != 0 {
		t.Errorf("%+v", second)
	}
	if s := tracker.Derive(&second.Application); s.Stage != tracker.StageInterview || s.Read {
		t.Errorf("%+v", s)
	}
}

func TestOfferCode(t *testing.T) {
	const id = "0123456789abcdef0123456789abcd"
	for link, want := range map[string]string{
		"https://www.infojobs.net/of-i" + id:                id,
		"https://www.infojobs.net/bilbao/x/of-i" + id + "?": id,
		"https://infojobs.net/of-i" + id + "/":              id,
		"https://infojobs.net.example/of-i" + id:            "",
		"https://www.infojobs.net/of-i" + id + "0":          "",
		"https://www.infojobs.net/of-i123":                  "",
		"":                                                  "",
	} {
		if got := offerCode(link); got != want {
			t.Errorf("%s: %q", link, got)
		}
	}
}

func TestParseTime(t *testing.T) {
	date := func(y, m, d, h, mi, s int) time.Time { return time.Date(y, time.Month(m), d, h, mi, s, 0, madrid) }
	for s, want := range map[string]time.Time{
		"2026-10-03":                date(2026, 10, 3, 0, 0, 0),
		"2026-10-03 09:10":          date(2026, 10, 3, 9, 10, 0),
		"2026-10-03 09:10:11":       date(2026, 10, 3, 9, 10, 11),
		"2026-10-03T09:10:11Z":      date(2026, 10, 3, 11, 10, 11),
		"2026-10-03T09:10:11+02:00": date(2026, 10, 3, 9, 10, 11),
		"2026/10/03":                date(2026, 10, 3, 0, 0, 0),
		"03/10/2026":                date(2026, 10, 3, 0, 0, 0),
		"3/10/26":                   date(2026, 10, 3, 0, 0, 0),
		"3-10-2026 9:10":            date(2026, 10, 3, 9, 10, 0),
		"3.10.2026, 9:10:11":        date(2026, 10, 3, 9, 10, 11),
		"10/25/2026":                date(2026, 10, 25, 0, 0, 0), // there is no other way to read it
		"3/10/2026 9:10 PM":         date(2026, 10, 3, 21, 10, 0),
		"3/10/2026 12:10:00 a. m.":  date(2026, 10, 3, 0, 10, 0),
		"31/02/2026":                {},
		"13/13/2026":                {},
		"3/10/2026 25:00":           {},
		"3/10/2026 10:61":           {},
		"0/0/2026":                  {},
		"hoy":                       {},
		"":                          {},
		"0001-01-01":                {},
		strings.Repeat("1", 100):    {},
	} {
		if got, ok := parseTime(s, madrid); !got.Equal(want) || ok != !want.IsZero() {
			t.Errorf("%q: %v, %v", s, got, ok)
		}
	}
}

// TestNamesAreOfOneThing: what a table may call a column stands for one.
func TestNamesAreOfOneThing(t *testing.T) {
	n, err := newNames(nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range n.columns {
		if !slices.Contains(Columns(), c) {
			t.Errorf("%q stands for %q, which is no column", name, c)
		}
	}
	for stage, want := range stages {
		if got := n.stages[fold(want)]; got != stage {
			t.Errorf("%s is %s", want, stages[got])
		}
	}
}

// TestTooMany: whoever reads is not kept busy for ever.
func TestTooMany(t *testing.T) {
	var data bytes.Buffer
	data.WriteString(`{"format": "candidaturas", "version": 1, "applications": [`)
	for i := range maxRecords + 10 {
		fmt.Fprintf(&data, `{"id": "%d"},`, i)
	}
	n := 0
	var last error
	for _, err := range Records(&data, options()) {
		if last = err; err == nil {
			n++
		}
	}
	if !errors.Is(last, ErrTooLarge) || n != maxRecords {
		t.Errorf("%v after %d", last, n)
	}
}

func TestRecordsStopsWhenToldTo(t *testing.T) {
	for name, data := range map[string][]byte{"json": writeJSONs(t, full(), full()), "csv": writeCSV(t, spanish(), full(), full())} {
		n := 0
		for _, err := range Records(bytes.NewReader(data), options()) {
			if n++; err == nil {
				break
			}
		}
		if n != 1 {
			t.Errorf("%s: %d", name, n)
		}
	}
}

// TestApplicantsAsLastTold: an offer that is read again with the same text tells how
// many have applied since.
func TestApplicantsAsLastTold(t *testing.T) {
	r := full()
	r.ApplicantsNow = &tracker.ApplicantCount{At: day(30), Count: 77}
	table := table{zone: time.UTC, words: spanish()}
	if got := table.values(&r)[Applicants]; got != 77 {
		t.Errorf("%v", got)
	}
}
