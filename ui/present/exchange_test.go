package present

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"candidaturas/tracker"
	"candidaturas/tracker/exchange"
	"candidaturas/ui/present/presenttest"
)

// allWords are those of every language.
func allWords(t *testing.T) []*Words {
	t.Helper()
	var all []*Words
	for _, lang := range languages(t) {
		all = append(all, words(t, lang))
	}
	return all
}

// kinds of events that lead to each stage.
var everyStage = []tracker.EventKind{
	tracker.KindApplied, tracker.KindCVRead, tracker.KindContinues, tracker.KindInterviewed, tracker.KindFinalOffer, tracker.KindOfferRemoved,
	tracker.KindProcessClosed, tracker.KindNotPreselected, tracker.KindDiscarded, tracker.KindDeclined, tracker.KindHired,
}

func trackerWithEverything(t *testing.T) *tracker.Tracker {
	t.Helper()
	var kept []tracker.Kept
	for _, kind := range everyStage {
		a := application(eventText(words(t, "en"), tracker.Event{Kind: kind}), kind)
		a.ID = strings.ReplaceAll(a.ID, " ", "-")
		kept = append(kept, tracker.Kept{Application: *a})
	}
	return presenttest.TrackerOf(t, kept...)
}

// TestFilesComeBackInEveryLanguage: what one person has taken out, another one takes
// in whose app speaks another language.
func TestFilesComeBackInEveryLanguage(t *testing.T) {
	tr := trackerWithEverything(t)
	all := allWords(t)
	if testing.Short() {
		all = all[:1]
	}
	for _, w := range all {
		for _, format := range []ExportFormat{ExportCSV, ExportXLSX, ExportJSON} {
			path := filepath.Join(t.TempDir(), "x")
			n, err := ExportApplications(t.Context(), tr, format, path, w, now)
			if err != nil || n != len(everyStage) {
				t.Fatalf("%s, %s: %d, %v", w.Language(), format, n, err)
			}
			other := presenttest.TrackerOf(t)
			report := importFrom(t, other, path)
			if report != (ImportReport{Added: n}) {
				t.Errorf("%s, %s: %+v", w.Language(), format, report)
			}
			for s := range tr.List().All() {
				if got := other.List().Find(s.ID); got == nil || got.Stage != s.Stage || got.Read != s.Read || got.Title != s.Title {
					t.Errorf("%s, %s: %s comes back as %+v", w.Language(), format, stageNames[s.Stage], got)
				}
			}
			if report := importFrom(t, other, path); report != (ImportReport{Known: n}) {
				t.Errorf("%s, %s, once more: %+v", w.Language(), format, report)
			}
		}
	}
}

func importFrom(t *testing.T, tr *tracker.Tracker, path string) ImportReport {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	report, err := ImportApplications(t.Context(), tr, file, allWords(t), now)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// TestHeadingsOfTables are all there, each once, and none is too long for a sheet.
func TestHeadingsOfTables(t *testing.T) {
	for _, w := range allWords(t) {
		tables := w.tables()
		for _, columns := range [][]exchange.Column{exchange.Columns(), exchange.EventColumns()} {
			seen := map[string]bool{}
			for _, c := range columns {
				heading := tracker.Fold(tables.Columns[c])
				if heading == "" || strings.HasPrefix(heading, "export.") || seen[heading] {
					t.Errorf("%s: the heading of %s is %q", w.Language(), c, heading)
				}
				seen[heading] = true
			}
		}
		for stage, name := range tables.Stages {
			if name == "" || strings.HasPrefix(name, "stage.") {
				t.Errorf("%s: stage %d is %q", w.Language(), stage, name)
			}
		}
		for _, sheet := range []string{tables.Applications, tables.Events} {
			if sheet == "" || len([]rune(sheet)) > 31 || strings.ContainsAny(sheet, `[]:*?/\`) {
				t.Errorf("%s: a sheet is called %q", w.Language(), sheet)
			}
		}
		if want := map[string]rune{"en": ','}[w.Language()]; want != 0 && tables.Comma != want || want == 0 && tables.Comma != ';' {
			t.Errorf("%s: %q between the cells", w.Language(), tables.Comma)
		}
	}
}

// TestExportFails without leaving anything behind.
func TestExportFails(t *testing.T) {
	tr := trackerWithEverything(t)
	dir := t.TempDir()
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for name, do := range map[string]func() (int, error){
		"no such format": func() (int, error) {
			return ExportApplications(t.Context(), tr, "pdf", filepath.Join(dir, "x"), words(t, "es"), now)
		},
		"cancelled": func() (int, error) {
			return ExportApplications(cancelled, tr, ExportJSON, filepath.Join(dir, "x"), words(t, "es"), now)
		},
		"no folder": func() (int, error) {
			return ExportApplications(t.Context(), tr, ExportCSV, filepath.Join(dir, "no", "x"), words(t, "es"), now)
		},
	} {
		if n, err := do(); n != 0 || err == nil {
			t.Errorf("%s: %d, %v", name, n, err)
		} else if text := fileProblem(words(t, "es"), err); text == "" {
			t.Errorf("%s: no words", name)
		}
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("%v, %v", entries, err)
	}
}

// TestImportProblems each have words of their own.
func TestImportProblems(t *testing.T) {
	tr := presenttest.TrackerOf(t)
	w := words(t, "es")
	var told []string
	for _, tt := range []struct {
		file string
		want error
	}{
		{"\x00", exchange.ErrFormat},
		{"a;b\n", exchange.ErrColumns},
		{`{"format": "candidaturas", "version": 9, "applications": []}`, exchange.ErrNewer},
		{`{"format": "candidaturas", "version": 1, "applications": [`, exchange.ErrDamaged},
	} {
		_, err := ImportApplications(t.Context(), tr, strings.NewReader(tt.file), allWords(t), now)
		if !errors.Is(err, tt.want) {
			t.Errorf("%q: %v", tt.file, err)
		}
		told = append(told, fileProblem(w, err))
	}
	told = append(told, fileProblem(w, exchange.ErrTooLarge), w.T("file.failed"))
	slices.Sort(told)
	if len(slices.Compact(told)) != 6 {
		t.Errorf("%q", told)
	}
}

// TestImportedOffersHaveNoPage at InfoJobs, which knows nothing of them.
func TestImportedOffersHaveNoPage(t *testing.T) {
	tr := presenttest.TrackerOf(t)
	table := "Puesto;Empresa;Fecha;Descripción\nCamarera;Miramar;3/10/2026;Lo de siempre\n"
	if _, err := ImportApplications(t.Context(), tr, strings.NewReader(table), allWords(t), now); err != nil {
		t.Fatal(err)
	}
	for s := range tr.List().All() {
		k, err := tr.Application(t.Context(), s.ID)
		if err != nil || s.OfferID == "" || k.OfferNow == nil {
			t.Fatalf("%+v, %v", s, err)
		}
		if briefDetail(words(t, "es"), s, now).CanOpen || newDetail(words(t, "es"), k, activityFailed, now).CanOpen {
			t.Error("there would be a page")
		}
		if d := newDetail(words(t, "es"), k, activityFailed, now); d.Activity != "" || len(d.Events) != 1 {
			t.Errorf("the activity of an application that only a file told of: %q, %d events", d.Activity, len(d.Events))
		}
	}
	if !atInfoJobs("0f") || atInfoJobs("") {
		t.Error("what InfoJobs has told of has a page")
	}
}
