package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"

	"candidaturas/tracker"
)

// maxUnzipped is how much a workbook may hold.
const maxUnzipped = 256 << 20

// readWorkbook yields what the first sheet holds that is a table.
func readWorkbook(in io.Reader, o Options, yield func(tracker.Record, error) bool) {
	data, err := io.ReadAll(&limited{in, maxTable})
	if err != nil {
		yield(tracker.Record{}, tableError(err))
		return
	}
	known, err := newNames(o.Words)
	if err != nil {
		yield(tracker.Record{}, err)
		return
	}
	b, err := openBook(data)
	if err != nil {
		yield(tracker.Record{}, err)
		return
	}
	defer func() { _ = b.file.Close() }() // it was only read
	name, shape, err := b.table(known)
	if err != nil {
		yield(tracker.Record{}, err)
		return
	}
	t := tableReader{names: known, columns: shape.columns, zone: o.Zone, serial: b.serial}
	stopped := false
	err = b.rows(name, func(n int, row []string) bool {
		switch {
		case n < shape.header:
		case n == shape.header:
			t.header = row
		default:
			r, ok, err := t.record(row, n+1)
			stopped = ok && !yield(r, err)
		}
		return !stopped
	})
	if err != nil && !stopped {
		yield(tracker.Record{}, err)
	}
}

// A bookReader reads the sheets of a workbook.
type bookReader struct {
	file   *excelize.File
	serial func(string) (time.Time, bool)
}

func openBook(data []byte) (b *bookReader, err error) {
	defer damagedIfItPanics(&err)
	file, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnzipped})
	if err != nil {
		return nil, ErrFormat // its words may repeat the file
	}
	props, err := file.GetWorkbookProps()
	if err != nil {
		_ = file.Close()
		return nil, ErrDamaged
	}
	return &bookReader{file, func(s string) (time.Time, bool) { return fromSerial(s, props.Date1904 != nil && *props.Date1904) }}, nil
}

// damagedIfItPanics is for code of others that meets a file from anywhere.
func damagedIfItPanics(err *error) {
	if p := recover(); p != nil {
		*err = ErrDamaged
	}
}

// table finds the first sheet with headings that are known.
func (b *bookReader) table(known *names) (name string, found shape, err error) {
	for _, name := range b.file.GetSheetList() {
		err := b.rows(name, func(n int, row []string) bool {
			if columns := known.header(row); enough(columns) {
				found = shape{header: n, columns: columns}
			}
			return found.columns == nil && n < 9
		})
		if err != nil || found.columns != nil {
			return name, found, err
		}
	}
	return "", found, ErrColumns
}

// rows calls each with the rows of a sheet, counted from 0, until it returns false.
func (b *bookReader) rows(name string, each func(n int, row []string) bool) (err error) {
	rows, err := b.open(name)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }() // it was only read
	for n := 0; ; n++ {
		row, err := next(rows)
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return ErrDamaged
		case !each(n, row):
			return nil
		}
	}
}

func (b *bookReader) open(name string) (rows *excelize.Rows, err error) {
	defer damagedIfItPanics(&err)
	if rows, err = b.file.Rows(name); err != nil {
		return nil, ErrDamaged
	}
	return rows, nil
}

// next returns [io.EOF] after the last row.
func next(rows *excelize.Rows) (row []string, err error) {
	defer damagedIfItPanics(&err)
	if !rows.Next() {
		if err := rows.Error(); err != nil {
			return nil, fmt.Errorf("reading a row: %w", err)
		}
		return nil, io.EOF
	}
	return rows.Columns()
}

// fromSerial is the time that a workbook writes as days since the end of 1899 or the
// beginning of 1904, in UTC. It is false for what is no date of our time.
func fromSerial(s string, since1904 bool) (time.Time, bool) {
	days, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return time.Time{}, false
	}
	epoch := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	if since1904 {
		epoch = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
	}
	const first, last = 18_000, 100_000 // around 1950 and 2170
	if !(days >= first && days <= last) {
		return time.Time{}, false
	}
	return epoch.Add(time.Duration(math.Round(days*24*60*60)) * time.Second), true
}
