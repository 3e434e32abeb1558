package exchange

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"time"

	"candidaturas/tracker"
)

// bom tells Excel that a file is UTF-8.
const bom = "\ufeff"

// WriteCSV writes the table of applications, with times in the zone of the person.
// No cell can be taken for a formula, whatever separates the cells when the file is
// read.
func WriteCSV(w io.Writer, export Export, words Words, zone *time.Location) error {
	if _, err := io.WriteString(w, bom); err != nil {
		return fmt.Errorf("writing a table: %w", err)
	}
	out := csv.NewWriter(w)
	out.Comma = words.Comma
	t := &table{words, zone}
	headings := words.headings(Columns())
	for i := range headings {
		headings[i] = neutral(headings[i])
	}
	if err := out.Write(headings); err != nil {
		return fmt.Errorf("writing a table: %w", err)
	}
	err := export(func(r tracker.Record) error {
		cells := t.row(&r)
		row := make([]string, len(cells))
		for i, c := range cells {
			row[i] = neutral(plain(c))
		}
		return out.Write(row)
	})
	out.Flush()
	if err == nil {
		err = out.Error()
	}
	if err != nil {
		return fmt.Errorf("writing a table: %w", err)
	}
	return nil
}

// plain writes a cell as text.
func plain(c any) string {
	switch c := c.(type) {
	case string:
		return c
	case int:
		return strconv.Itoa(c)
	case time.Time:
		return c.Format(moment)
	}
	return ""
}
