package exchange

import (
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"candidaturas/tracker"
)

// WriteXLSX writes a workbook with a sheet of applications and one of their events,
// with times in the zone of the person. Texts are texts there, never formulas.
// Sheets that outgrow the memory wait for their end in the system's folder for such
// files, which only the person can read.
func WriteXLSX(w io.Writer, export Export, words Words, zone *time.Location) error {
	b, err := newBook(words, zone)
	if err != nil {
		return fmt.Errorf("writing a workbook: %w", err)
	}
	defer func() { _ = b.file.Close() }() // it only holds what is written or given up
	if err := b.write(w, export); err != nil {
		return fmt.Errorf("writing a workbook: %w", err)
	}
	return nil
}

type book struct {
	table
	file         *excelize.File
	bold, date   int // styles
	applications *sheet
	events       *sheet
	more         int // sheets of events that are full
}

func newBook(words Words, zone *time.Location) (*book, error) {
	b := &book{table: table{words, zone}, file: excelize.NewFile()}
	var err error
	if b.bold, err = b.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}}); err != nil {
		return nil, err
	}
	const dateAndTime = 22 // as the language of the spreadsheet writes it
	if b.date, err = b.file.NewStyle(&excelize.Style{NumFmt: dateAndTime}); err != nil {
		return nil, err
	}
	if err := b.file.SetSheetName(b.file.GetSheetName(0), words.Applications); err != nil {
		return nil, err
	}
	if b.applications, err = b.sheet(words.Applications, Columns()); err != nil {
		return nil, err
	}
	return b, b.nextEvents()
}

// nextEvents goes on with events in a sheet of their own.
func (b *book) nextEvents() (err error) {
	name := b.words.Events
	if b.events != nil {
		if err := b.events.end(); err != nil {
			return err
		}
		b.more++
		name = fmt.Sprintf("%s %d", clip(name, 25), b.more+1)
	}
	if _, err = b.file.NewSheet(name); err != nil {
		return err
	}
	b.events, err = b.sheet(name, EventColumns())
	return err
}

func (b *book) write(w io.Writer, export Export) error {
	err := export(func(r tracker.Record) error {
		if err := b.applications.add(b.row(&r)); err != nil {
			return err
		}
		for _, row := range b.table.events(&r) {
			if b.events.rows >= excelize.TotalRows {
				if err := b.nextEvents(); err != nil {
					return err
				}
			}
			if err := b.events.add(row); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, s := range []*sheet{b.applications, b.events} {
		if err := s.end(); err != nil {
			return err
		}
	}
	_, err = b.file.WriteTo(w)
	return err
}

// A sheet is written row by row.
type sheet struct {
	out     *excelize.StreamWriter
	date    int
	rows    int
	columns int
}

// sheet begins one with its headings, which stay where they are.
func (b *book) sheet(name string, columns []Column) (*sheet, error) {
	out, err := b.file.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	s := &sheet{out: out, date: b.date, columns: len(columns)}
	for i, c := range columns {
		if err := out.SetColWidth(i+1, i+1, width(c)); err != nil {
			return nil, err
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	headings := make([]any, len(columns))
	for i, heading := range b.words.headings(columns) {
		headings[i] = excelize.Cell{StyleID: b.bold, Value: heading}
	}
	return s, s.add(headings)
}

func (s *sheet) add(row []any) error {
	for i, c := range row {
		if at, ok := c.(time.Time); ok {
			row[i] = excelize.Cell{StyleID: s.date, Value: wallClock(at)}
		}
	}
	s.rows++
	return s.out.SetRow(fmt.Sprintf("A%d", s.rows), row)
}

// end makes the rows a table, which can be filtered.
func (s *sheet) end() error {
	corner, err := excelize.CoordinatesToCellName(s.columns, s.rows)
	if err != nil {
		return err
	}
	if s.rows > 1 {
		if err := s.out.AddTable(&excelize.Table{Range: "A1:" + corner, StyleName: "TableStyleLight1"}); err != nil {
			return err
		}
	}
	return s.out.Flush()
}

// wallClock is the time that a clock on the wall shows: a workbook knows no zones.
func wallClock(at time.Time) time.Time {
	return time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), at.Nanosecond(), time.UTC)
}

// width is in characters.
func width(c Column) float64 {
	switch c {
	case Title:
		return 40
	case Company, Reasons, EventReasons, Note, Event, OfferText, Activity:
		return 30
	case Read, Letter, Starred, Archived, Unseen, Gone, Applicants:
		return 14
	}
	return 20
}
