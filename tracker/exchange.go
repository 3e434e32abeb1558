package tracker

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"
)

// ImportedPrefix begins the IDs of applications, and of offers, that a file has told
// of and InfoJobs has not: they were made up from what the file says, so that the
// same file brings nothing twice.
const ImportedPrefix = "import:"

// Imported reports whether an ID of an application or of an offer was made up for
// what a file has told. InfoJobs knows nothing of it and is never asked.
func Imported(id string) bool { return strings.HasPrefix(id, ImportedPrefix) }

// A Record is everything that is kept of one application: what leaves the app when
// the person takes their data along, and what comes back.
type Record struct {
	Kept
	// Offers are the versions of its offer, newest first.
	Offers []OfferVersion
	// Counts are how many people had applied when that was first and last told, oldest
	// first.
	Counts []ApplicantCount
	Note   string
	Tags   []string
	// Reminders are about this application. Their IDs mean nothing outside of the
	// store.
	Reminders []Reminder
	// Guessed says, of what was read from a file, that events and flags were concluded
	// from the words of a table. They are worth less than what InfoJobs has told.
	Guessed bool
}

// An Exchanger takes records out of an account and puts them in.
type Exchanger interface {
	// RecordIDs returns the IDs of all applications, latest applied first.
	RecordIDs(ctx context.Context) ([]string, error)
	// Records returns everything kept of these applications, by ID. What is not known
	// is left out.
	Records(ctx context.Context, ids []string) (map[string]*Record, error)
	// SaveRecords writes records in one transaction: the applications as Save does,
	// their marks as they are, and of offer versions, notes, tags and reminders what
	// is not there yet. A note is replaced.
	SaveRecords(ctx context.Context, records []Record) error
}

// atOnce is how many records are read or written together.
const atOnce = 100

// maxBad is how many bad records a result names.
const maxBad = 100

// Export calls each with everything that is kept of every application of the active
// account, latest applied first. It holds a hundred of them at a time. The error is
// that of each, of the [Store] or of ctx, or [ErrNoAccount] when the account was
// left meanwhile.
func (t *Tracker) Export(ctx context.Context, each func(Record) error) error {
	s, err := t.current()
	if err != nil {
		return err
	}
	ctx, cancel := s.during(ctx)
	defer cancel()
	ids, err := s.store.RecordIDs(ctx)
	if err != nil {
		return s.asAccountLeft(fmt.Errorf("taking data out: %w", err))
	}
	for chunk := range slices.Chunk(ids, atOnce) {
		records, err := s.store.Records(ctx, chunk)
		if err != nil {
			return s.asAccountLeft(fmt.Errorf("taking data out: %w", err))
		}
		for _, id := range chunk {
			r := records[id]
			if r == nil {
				continue
			}
			if err := each(*r); err != nil {
				return err
			}
		}
	}
	return s.asAccountLeft(ctx.Err())
}

// An ImportResult says what an import has brought.
type ImportResult struct {
	Added   int // applications that were not known
	Updated int // those of which something was not
	Same    int // those of which everything was
	Bad     int // records that could not be read
	// BadRecords are the first hundred of those.
	BadRecords []*RecordError
}

// Import keeps what a file tells of applications, for the active account. What
// InfoJobs has told is never replaced, nor what is kept of the person's own: the
// file only ever adds. Records that cannot be read, errors that are a [RecordError],
// are counted; any other error of the sequence ends the import. What came before
// that, or before ctx is done, is kept, and the result counts it.
//
// What a file brings is no news.
func (t *Tracker) Import(ctx context.Context, records iter.Seq2[Record, error]) (ImportResult, error) {
	var result ImportResult
	s, err := t.current()
	if err != nil {
		return result, err
	}
	ctx, cancel := s.during(ctx)
	defer cancel()
	var waiting []Record
	for r, err := range records {
		if ctx.Err() != nil {
			return result, s.asAccountLeft(ctx.Err())
		}
		if bad, ok := errors.AsType[*RecordError](err); ok {
			result.bad(bad)
			continue
		}
		if err != nil {
			return result, errors.Join(err, t.takeRecords(ctx, s, waiting, &result))
		}
		if waiting = append(waiting, r); len(waiting) < atOnce {
			continue
		}
		if err := t.takeRecords(ctx, s, waiting, &result); err != nil {
			return result, err
		}
		waiting = waiting[:0]
	}
	return result, t.takeRecords(ctx, s, waiting, &result)
}

func (r *ImportResult) bad(b *RecordError) {
	r.Bad++
	if len(r.BadRecords) < maxBad {
		r.BadRecords = append(r.BadRecords, b)
	}
}

// takeRecords keeps some records in one piece.
func (t *Tracker) takeRecords(ctx context.Context, s *session, records []Record, result *ImportResult) error {
	if err := ctx.Err(); err != nil || len(records) == 0 {
		return s.asAccountLeft(err)
	}
	ids := make([]string, len(records))
	for i := range records {
		ids[i] = records[i].ID
	}
	t.editing.Lock()
	defer t.editing.Unlock()
	if s.over() {
		return ErrNoAccount
	}
	ctx = context.WithoutCancel(ctx)
	kept, err := s.store.Records(ctx, ids)
	if err != nil {
		return fmt.Errorf("taking data in: %w", err)
	}
	var took ImportResult
	changed := mergeAll(kept, records, t.now(), &took)
	if len(changed) > 0 {
		if err := s.store.SaveRecords(ctx, changed); err != nil {
			return fmt.Errorf("taking data in: %w", err)
		}
	}
	result.Added, result.Updated, result.Same = result.Added+took.Added, result.Updated+took.Updated, result.Same+took.Same
	ids = ids[:0]
	for i := range changed {
		ids = append(ids, changed[i].ID)
	}
	return t.refresh(ctx, s, ids, false)
}

// mergeAll returns what is to be written: each application once, however often the
// records tell of it.
func mergeAll(kept map[string]*Record, records []Record, now time.Time, result *ImportResult) []Record {
	write := map[string]bool{}
	var order []string
	for _, in := range records {
		old := kept[in.ID]
		var next Record
		var changed bool
		if old == nil {
			next = firstImported(in, now)
			result.Added++
		} else if next, changed = merge(old, in, now); changed {
			result.Updated++
		} else {
			result.Same++
			continue
		}
		kept[in.ID] = &next
		if !write[in.ID] {
			write[in.ID] = true
			order = append(order, in.ID)
		}
	}
	changed := make([]Record, 0, len(order))
	for _, id := range order {
		changed = append(changed, *kept[id])
	}
	return changed
}
