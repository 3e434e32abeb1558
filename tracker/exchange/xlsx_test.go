package exchange

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"candidaturas/tracker"
)

func writeXLSX(t *testing.T, export Export) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := WriteXLSX(&out, export, spanish(), madrid); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func openXLSX(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func TestXLSX(t *testing.T) {
	f := openXLSX(t, writeXLSX(t, of(full(), full())))
	if got := f.GetSheetList(); !slices.Equal(got, []string{"Candidaturas", "Actividad"}) {
		t.Fatalf("sheets %v", got)
	}
	get := func(c Column) (value string, kind excelize.CellType) {
		name, err := excelize.CoordinatesToCellName(slices.Index(Columns(), c)+1, 2)
		if err != nil {
			t.Fatal(err)
		}
		value, err = f.GetCellValue("Candidaturas", name, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		kind, _ = f.GetCellType("Candidaturas", name)
		return value, kind
	}
	for c, want := range map[Column]string{
		Title: "Técnica de RR. HH.", Note: "Preguntar por Ana\n+34 600 000 000", OfferText: "Buscamos:\n- ganas\n- «más»; ganas\n\nEuskera",
	} {
		if got, kind := get(c); got != want || kind != excelize.CellTypeInlineString {
			t.Errorf("%s is %q (%v)", c, got, kind)
		}
	}
	// 1 September 2026, 10:15:30 in Madrid, in days since the end of 1899.
	if got, kind := get(Applied); !strings.HasPrefix(got, "46266.4274") || kind == excelize.CellTypeInlineString {
		t.Errorf("a date is %q (%v)", got, kind)
	}
	if got, _ := f.GetCellValue("Candidaturas", "E2"); !strings.Contains(got, "10:15") {
		t.Errorf("a date shows as %q", got)
	}
	if got, kind := get(Applicants); got != "31" || kind == excelize.CellTypeInlineString {
		t.Errorf("a number is %q (%v)", got, kind)
	}
	for _, sheet := range f.GetSheetList() {
		panes, err := f.GetPanes(sheet)
		if err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%s: panes %+v, %v", sheet, panes, err)
		}
		tables, err := f.GetTables(sheet)
		if err != nil || len(tables) != 1 {
			t.Errorf("%s: tables %+v, %v", sheet, tables, err)
		}
		if w, err := f.GetColWidth(sheet, "A"); err != nil || w != 40 {
			t.Errorf("%s: width %v, %v", sheet, w, err)
		}
	}
	events, err := f.GetRows("Actividad")
	if err != nil || len(events) != 7 || events[1][3] != "Suceso 6" || events[1][4] != "Experiencia\nIdiomas" {
		t.Errorf("%d rows of events: %v", len(events), err)
	}
}

// TestT17StringsAreStrings: nothing in a workbook is a formula.
func TestT17StringsAreStrings(t *testing.T) {
	r := full()
	r.Offer.Title, r.Offer.Company, r.Note = "=1+1", "@SUM(A1)", "{=cmd|' /C calc'!A0}"
	r.Tags = []string{"+x"}
	data := writeXLSX(t, of(r))
	f := openXLSX(t, data)
	for cell, want := range map[string]string{"A2": "=1+1", "B2": "@SUM(A1)"} {
		got, err := f.GetCellValue("Candidaturas", cell)
		formula, _ := f.GetCellFormula("Candidaturas", cell)
		if kind, _ := f.GetCellType("Candidaturas", cell); err != nil || got != want || formula != "" || kind != excelize.CellTypeInlineString {
			t.Errorf("%s is %q, formula %q, %v, %v", cell, got, formula, kind, err)
		}
	}
	for name, content := range parts(t, data) {
		if strings.Contains(content, "<f>") || strings.Contains(content, "<f ") || strings.Contains(name, "external") {
			t.Errorf("%s has a formula or leads elsewhere", name)
		}
	}
}

func parts(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, file := range z.File {
		in, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		_ = in.Close()
		all[file.Name] = string(content)
	}
	return all
}

// TestXLSXOddTexts: a workbook is XML, which does not hold everything.
func TestXLSXOddTexts(t *testing.T) {
	for in, want := range map[string]string{
		"a\x00\x0b\x1fb": "ab", "<&>\"'": "<&>\"'", "_x0041_": "_x0041_", "😀": "😀", "\ufffe": "", "  a  ": "  a  ", "a\r\nb": "a\nb", "\xff": "\ufffd",
	} {
		r := full()
		r.Offer.Title = in
		f := openXLSX(t, writeXLSX(t, of(r)))
		if got, err := f.GetCellValue("Candidaturas", "A2"); err != nil || got != want {
			t.Errorf("%q comes back as %q, %v", in, got, err)
		}
	}
}

func TestXLSXNothing(t *testing.T) {
	f := openXLSX(t, writeXLSX(t, of()))
	for _, sheet := range []string{"Candidaturas", "Actividad"} {
		if rows, err := f.GetRows(sheet); err != nil || len(rows) != 1 {
			t.Errorf("%s: %d rows, %v", sheet, len(rows), err)
		}
	}
}

// TestXLSXComesBack as well as a CSV file does.
func TestXLSXComesBack(t *testing.T) {
	records := readAll(t, writeXLSX(t, of(full(), full())))
	table := readAll(t, writeCSV(t, spanish(), full(), full()))
	if len(records) != 2 {
		t.Fatalf("%d records", len(records))
	}
	for i := range records {
		if got, want := normal(records[i]), normal(table[i]); got != want {
			t.Errorf("%s\nwant\n%s", got, want)
		}
	}
}

// foreign is a workbook as others make them.
func foreign(t *testing.T, change func(*excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	var errs []error
	_, err := f.NewSheet("Mis cosas")
	errs = append(errs, err, f.SetCellValue("Sheet1", "A1", "Gastos"), f.SetCellValue("Sheet1", "B2", 7))
	for cell, value := range map[string]any{
		"A1": "Lo que he mandado", "B3": "Puesto", "C3": "Empresa", "D3": "Fecha", "E3": "Teléfono", "F3": "Estado",
		"B4": "Camarera", "C4": "Miramar", "D4": time.Date(2026, 10, 3, 0, 0, 0, 0, time.UTC), "E4": 944123456, "F4": "Entrevista",
		"B6": "Cajera", "C6": "Alba", "D6": "4/10/2026",
		"B7": "Cajera", "D7": "4/10/2026",
	} {
		errs = append(errs, f.SetCellValue("Mis cosas", cell, value))
	}
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	change(f)
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWorkbooksOfOthers(t *testing.T) {
	records, bad, err := read(t, foreign(t, func(*excelize.File) {}))
	if err != nil || len(records) != 2 || len(bad) != 1 || bad[0] != (tracker.RecordError{Line: 7, Reason: tracker.BadCompany}) {
		t.Fatalf("%v, %+v, bad %+v", err, records, bad)
	}
	first := records[0]
	if first.Offer.Title != "Camarera" || !first.AppliedAt.Equal(time.Date(2026, 10, 3, 0, 0, 0, 0, madrid)) || first.Note != "Teléfono: 944123456" {
		t.Errorf("%+v", first)
	}
	same := readAll(t, []byte("Puesto;Empresa;Fecha\nCamarera;Miramar;3/10/2026\n"))[0]
	if first.ID != same.ID || tracker.Derive(&first.Application).Stage != tracker.StageInterview {
		t.Errorf("ID %s, want %s", first.ID, same.ID)
	}
	old := true
	_, _, err = read(t, foreign(t, func(f *excelize.File) {
		if err := errors.Join(f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &old}), f.SetCellValue("Mis cosas", "D4", 44836)); err != nil {
			t.Fatal(err)
		}
	}))
	if err != nil {
		t.Error(err)
	}
	if at, ok := fromSerial("44836.5", true); !ok || !at.Equal(time.Date(2026, 10, 3, 12, 0, 0, 0, time.UTC)) {
		t.Errorf("since 1904: %v", at)
	}
	for _, s := range []string{"", "x", "7", "1e300", "NaN", "-1"} {
		if at, ok := fromSerial(s, false); ok {
			t.Errorf("%q is taken for %v", s, at)
		}
	}
	empty := foreign(t, func(f *excelize.File) {
		if err := f.DeleteSheet("Mis cosas"); err != nil {
			t.Fatal(err)
		}
	})
	if _, _, err := read(t, empty); !errors.Is(err, ErrColumns) {
		t.Errorf("without a table: %v", err)
	}
	whole := foreign(t, func(*excelize.File) {})
	for _, n := range []int{10, 100, 1000, len(whole) / 2, len(whole) - 30} {
		if records, _, err := read(t, whole[:n]); err == nil || len(records) > 0 {
			t.Errorf("cut at %d: %v, %d records", n, err, len(records))
		}
	}
	n := 0
	for _, err := range Records(bytes.NewReader(whole), options()) {
		if n++; err == nil {
			break
		}
	}
	if n != 1 {
		t.Errorf("goes on after it was told to stop: %d", n)
	}
}

// TestT14WorkbookThatUnfolds is refused before it is unpacked.
func TestT14WorkbookThatUnfolds(t *testing.T) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	// Those that say how long they are, and one that lies.
	for n, length := range []uint64{maxUnzipped, 10} {
		w, err := z.CreateRaw(&zip.FileHeader{
			Name: fmt.Sprintf("xl/worksheets/sheet%d.xml", n+1), Method: zip.Deflate, UncompressedSize64: length, CompressedSize64: 100,
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(make([]byte, 100)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := read(t, out.Bytes()); !errors.Is(err, ErrFormat) {
		t.Errorf("%v", err)
	}
	checkMemory(t)
}

// TestXLSXManyEvents: a sheet holds about a million rows.
func TestXLSXManyEvents(t *testing.T) {
	b, err := newBook(spanish(), madrid)
	if err != nil {
		t.Fatal(err)
	}
	defer b.file.Close()
	b.events.rows = excelize.TotalRows - 1
	var out bytes.Buffer
	if err := b.write(&out, of(full())); err != nil {
		t.Fatal(err)
	}
	f := openXLSX(t, out.Bytes())
	if got := f.GetSheetList(); !slices.Equal(got, []string{"Candidaturas", "Actividad", "Actividad 2"}) {
		t.Fatalf("sheets %v", got)
	}
	if rows, err := f.GetRows("Actividad 2"); err != nil || len(rows) != 3 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
}

// TestXLSXManyApplicationsInLittleMemory lets the sheets wait on the disk.
func TestXLSXManyApplicationsInLittleMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 60 MB")
	}
	t.Setenv("TMPDIR", t.TempDir())
	r := full()
	r.Offers[0].Offer.Description = strings.Repeat("x", 20_000)
	err := WriteXLSX(io.Discard, func(each func(tracker.Record) error) error {
		for i := range 3000 {
			r.ID = fmt.Sprint("a-", i)
			if err := each(r); err != nil {
				return err
			}
			if i%1000 == 999 {
				checkMemory(t)
			}
		}
		return nil
	}, spanish(), madrid)
	if err != nil {
		t.Fatal(err)
	}
	left, err := filesIn(t, "")
	if err != nil || len(left) > 0 {
		t.Errorf("%v is left, %v", left, err)
	}
}
