package present

import (
	"context"
	"fmt"
	"io"
	"time"

	"candidaturas/tracker"
	"candidaturas/tracker/exchange"
)

// ExportApplications writes everything that is kept of the active account to a file
// that nobody but the person can read, and returns of how many applications. Times
// in tables are in the zone of now.
func ExportApplications(ctx context.Context, t *tracker.Tracker, format ExportFormat, path string, words *Words, now time.Time) (n int, err error) {
	export := func(each func(tracker.Record) error) error {
		return t.Export(ctx, func(r tracker.Record) error {
			n++
			return each(r)
		})
	}
	var write func(io.Writer) error
	switch format {
	case ExportCSV:
		write = func(w io.Writer) error { return exchange.WriteCSV(w, export, words.tables(), now.Location()) }
	case ExportXLSX:
		write = func(w io.Writer) error { return exchange.WriteXLSX(w, export, words.tables(), now.Location()) }
	case ExportJSON:
		write = func(w io.Writer) error { return exchange.WriteJSON(w, export, now) }
	default:
		return 0, fmt.Errorf("exporting applications: no format %q", format)
	}
	if err := exchange.WriteFile(path, write); err != nil {
		return 0, fmt.Errorf("exporting applications: %w", err)
	}
	return n, nil
}

// ImportApplications adds what a file holds to the active account. Tables are
// understood in all of these languages, and times in them are meant in the zone of
// now. After an error the report tells what came before.
func ImportApplications(ctx context.Context, t *tracker.Tracker, file io.Reader, languages []*Words, now time.Time) (ImportReport, error) {
	o := exchange.Options{Zone: now.Location()}
	for _, w := range languages {
		o.Words = append(o.Words, w.tables())
	}
	result, err := t.Import(ctx, exchange.Records(file, o))
	report := ImportReport{Added: result.Added, Known: result.Updated + result.Same, Refused: result.Bad}
	if err != nil {
		return report, fmt.Errorf("importing applications: %w", err)
	}
	return report, nil
}

// tables are the words of tables in files.
func (w *Words) tables() exchange.Words {
	words := exchange.Words{
		Comma: ';', Columns: map[exchange.Column]string{}, Stages: map[tracker.Stage]string{},
		Yes: w.T("export.yes"), No: w.T("export.no"),
		Applications: w.T("section.applications"), Events: w.T("tab.activity"),
		Event: func(e tracker.Event) string { return eventText(w, e) },
	}
	// The spreadsheets of a language that writes decimals with a comma take that for
	// no separator.
	if w.lang == "en" {
		words.Comma = ','
	}
	for c, key := range exportKeys {
		words.Columns[c] = w.T(key)
	}
	for stage, name := range stageNames {
		words.Stages[stage] = w.T("stage." + name)
	}
	return words
}

// exportKeys are the words for the columns of tables.
var exportKeys = map[exchange.Column]string{
	exchange.Title:        "column.title",
	exchange.Company:      "column.company",
	exchange.City:         "column.city",
	exchange.Province:     "export.province",
	exchange.Applied:      "column.applied",
	exchange.Status:       "column.stage",
	exchange.Since:        "export.since",
	exchange.Read:         "column.read",
	exchange.ReadAt:       "export.read_at",
	exchange.News:         "column.news",
	exchange.Reasons:      "export.reasons",
	exchange.Salary:       "export.salary",
	exchange.Applicants:   "column.applicants",
	exchange.CV:           "column.cv",
	exchange.Letter:       "export.letter",
	exchange.Starred:      "export.starred",
	exchange.Archived:     "export.archived",
	exchange.Unseen:       "summary.unseen",
	exchange.Gone:         "export.gone",
	exchange.Tags:         "export.tags",
	exchange.Note:         "export.note",
	exchange.Link:         "export.link",
	exchange.ID:           "export.id",
	exchange.Activity:     "tab.activity",
	exchange.Copied:       "export.copied",
	exchange.OfferText:    "export.offer_text",
	exchange.EventAt:      "export.event_at",
	exchange.Event:        "summary.what",
	exchange.EventReasons: "export.reasons",
}
