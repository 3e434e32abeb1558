package exchange

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
	"time"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"candidaturas/tracker"
)

// What can keep a file from being read at all, or to its end.
var (
	ErrFormat   = errors.New("the file is neither a table nor a document that can be read")
	ErrColumns  = errors.New("the table has no columns for title, company and date")
	ErrNewer    = errors.New("the file is of a newer version")
	ErrTooLarge = errors.New("the file is too large")
	ErrDamaged  = errors.New("the file is damaged or ends early")
)

const (
	// maxTable is how long a CSV file may be, maxDocument a JSON file: everything that
	// is kept of more applications than InfoJobs ever lists.
	maxTable    = 64 << 20
	maxDocument = 2 << 30
	// maxRecord is how long the JSON of one application may be.
	maxRecord = 32 << 20
	// maxRecords is how many applications a file may hold.
	maxRecords = 200_000
	// headSize is how much of a file is looked at to find out what it is.
	headSize = 64 << 10
)

// Options are what is needed to understand a table.
type Options struct {
	// Words are those of the languages in which a table may be written.
	Words []Words
	// Zone is where times without one are meant.
	Zone *time.Location
}

// Records reads what this package has written, or another table with at least a
// title, a company and a date of applying: a workbook, or text separated by
// semicolons, commas or tabs, in UTF-8, UTF-16 or what Windows used before. The
// sequence can be gone through once. Records that cannot be read are errors that are a [tracker.RecordError]; any
// other error is the last: one of those above, or that of the file.
func Records(file io.Reader, o Options) iter.Seq2[tracker.Record, error] {
	return func(yield func(tracker.Record, error) bool) {
		in := bufio.NewReaderSize(file, headSize)
		head, err := in.Peek(headSize)
		if err != nil && !errors.Is(err, io.EOF) {
			yield(tracker.Record{}, err)
			return
		}
		wide := unicode.BOMOverride(transform.Nop)
		if bytes.HasPrefix(head, []byte{0xff, 0xfe}) || bytes.HasPrefix(head, []byte{0xfe, 0xff}) {
			in = bufio.NewReaderSize(transform.NewReader(&limited{in, maxTable}, wide), headSize)
			head, _ = in.Peek(headSize) // an error comes again
		}
		n := 0
		each := func(r tracker.Record, err error) bool {
			if n++; n > maxRecords {
				yield(tracker.Record{}, ErrTooLarge)
				return false
			}
			return yield(r, err)
		}
		head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte(bom)), " \t\r\n")
		switch {
		case bytes.HasPrefix(head, []byte("{")):
			readDocument(in, each)
		case bytes.HasPrefix(head, []byte("PK\x03\x04")):
			readWorkbook(in, o, each)
		case bytes.IndexByte(head, 0) >= 0:
			yield(tracker.Record{}, ErrFormat)
		default:
			readTable(in, o, each)
		}
	}
}

// A limited reader returns ErrTooLarge when it has read as much as it may.
type limited struct {
	from io.Reader
	left int64
}

func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		// It may be just as long as it may be.
		var one [1]byte
		n, err := l.from.Read(one[:])
		if n == 0 {
			return 0, err
		}
		return 0, ErrTooLarge
	}
	n, err := l.from.Read(p[:min(int64(len(p)), l.left)])
	l.left -= int64(n)
	return n, err
}
