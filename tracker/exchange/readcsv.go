package exchange

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"

	"candidaturas/tracker"
)

// readTable yields what a CSV file holds.
func readTable(in *bufio.Reader, o Options, yield func(tracker.Record, error) bool) {
	known, err := newNames(o.Words)
	if err != nil {
		yield(tracker.Record{}, err)
		return
	}
	in = bufio.NewReaderSize(transform.NewReader(&limited{in, maxTable}, legacy{}), headSize)
	head, _ := in.Peek(headSize) // an error comes again
	n := skipped(head)
	shape, ok := known.shape(head[n:])
	if !ok {
		yield(tracker.Record{}, ErrColumns)
		return
	}
	if _, err := in.Discard(n); err != nil {
		yield(tracker.Record{}, tableError(err))
		return
	}
	rows := newRows(in, shape.comma)
	t := tableReader{names: known, columns: shape.columns, zone: o.Zone}
	for n := 0; ; n++ {
		row, err := rows.Read()
		switch {
		case errors.Is(err, io.EOF):
			return
		case err != nil:
			yield(tracker.Record{}, tableError(err))
			return
		case n < shape.header:
			continue
		case n == shape.header:
			t.header = row
			continue
		}
		at, _ := rows.FieldPos(0)
		if r, ok, err := t.record(row, at); ok && !yield(r, err) {
			return
		}
	}
}

func tableError(err error) error {
	if errors.Is(err, ErrTooLarge) {
		return ErrTooLarge
	}
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return ErrDamaged
	}
	return fmt.Errorf("reading a table: %w", err)
}

func newRows(in io.Reader, comma rune) *csv.Reader {
	r := csv.NewReader(in)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = comma, true, -1
	return r
}

// skipped is how many bytes at the beginning are not part of the table: what says
// that it is UTF-8, and a line that tells Excel the separator.
func skipped(head []byte) int {
	n := 0
	if bytes.HasPrefix(head, []byte(bom)) {
		n = len(bom)
	}
	if line, _, found := bytes.Cut(head[n:], []byte("\n")); found && len(line) <= 8 && bytes.HasPrefix(bytes.ToLower(line), []byte("sep=")) {
		n += len(line) + 1
	}
	return n
}

// A shape is what is known of a table before it is read.
type shape struct {
	comma   rune
	header  int // which row has the headings
	columns map[Column]int
}

// shape finds the headings among the first rows, and the separator by which most of
// them are known.
func (n *names) shape(head []byte) (best shape, ok bool) {
	for _, comma := range ";,\t|" {
		rows := newRows(bytes.NewReader(head), comma)
		for i := range 10 {
			row, err := rows.Read()
			if err != nil {
				break
			}
			columns := n.header(row)
			if enough(columns) && len(columns) > len(best.columns) {
				best = shape{comma, i, columns}
			}
		}
	}
	return best, len(best.columns) > 0
}

// legacy reads what is no UTF-8 as what Windows wrote before. A file has either, or
// both where somebody has put two together.
type legacy struct{ transform.NopResetter }

// Transform implements [transform.Transformer].
func (legacy) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		r, size := rune(src[nSrc]), 1
		if r >= utf8.RuneSelf {
			if r, size = utf8.DecodeRune(src[nSrc:]); r == utf8.RuneError && size == 1 {
				if !atEOF && !utf8.FullRune(src[nSrc:]) {
					return nDst, nSrc, transform.ErrShortSrc
				}
				r = charmap.Windows1252.DecodeByte(src[nSrc])
			}
		}
		if nDst+utf8.RuneLen(r) > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
		nSrc += size
	}
	return nDst, nSrc, nil
}

// blank reports whether a row says nothing.
func blank(row []string) bool {
	for _, c := range row {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}
