package tracker_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"testing"

	"candidaturas/tracker"
)

// TestImportGoesOnAsFarAsItCan counts what is bad and keeps what came before an end.
func TestImportGoesOnAsFarAsItCan(t *testing.T) {
	needsRealStore(t)
	d := newDesk(t, newWorld(0))
	result, err := d.Import(t.Context(), func(yield func(tracker.Record, error) bool) {
		for i := range 250 {
			r := tracker.Record{Kept: tracker.Kept{Application: tracker.Application{ID: fmt.Sprint("x-", i/2), AppliedAt: epoch}}}
			if !yield(r, nil) || !yield(tracker.Record{}, &tracker.RecordError{Line: i + 1, Reason: tracker.BadDate}) {
				return
			}
		}
		yield(tracker.Record{}, errFile)
	})
	if !errors.Is(err, errFile) || result.Added != 125 || result.Same != 125 || result.Bad != 250 || len(result.BadRecords) != 100 {
		t.Errorf("%v, added %d, same %d, bad %d, %d of them named", err, result.Added, result.Same, result.Bad, len(result.BadRecords))
	}
	if d.List().Len() != 125 || result.BadRecords[99].Line != 100 {
		t.Errorf("%d are listed", d.List().Len())
	}
}

// TestImportAndExportStop when they are told to, or when the account is left.
func TestImportAndExportStop(t *testing.T) {
	needsRealStore(t)
	d := newDesk(t, newWorld(130))
	d.sync()
	ctx, cancel := context.WithCancel(t.Context())
	endless := func(do func(i int)) iter.Seq2[tracker.Record, error] {
		return func(yield func(tracker.Record, error) bool) {
			for i := 0; ; i++ {
				do(i)
				if !yield(tracker.Record{Kept: tracker.Kept{Application: tracker.Application{ID: fmt.Sprint("x-", i)}}}, nil) {
					return
				}
			}
		}
	}
	result, err := d.Import(ctx, endless(func(i int) {
		if i == 250 {
			cancel()
		}
	}))
	if !errors.Is(err, context.Canceled) || result.Added != 200 || d.List().Len() != 330 {
		t.Errorf("cancelled: %v, %+v", err, result)
	}
	if err := d.Export(ctx, func(tracker.Record) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if err := d.Export(t.Context(), func(tracker.Record) error { return errFile }); !errors.Is(err, errFile) {
		t.Errorf("a file that cannot be written: %v", err)
	}
	n := 0
	if err := d.Export(t.Context(), func(tracker.Record) error {
		if n++; n == 50 {
			return d.Leave(context.Background())
		}
		return nil
	}); !errors.Is(err, tracker.ErrNoAccount) || n > 100 {
		t.Errorf("left while taking out: %v after %d", err, n)
	}
	if err := d.Open(t.Context(), me, nil); err != nil {
		t.Fatal(err)
	}
	result, err = d.Import(t.Context(), endless(func(i int) {
		if i == 1150 {
			_ = d.Leave(context.Background())
		}
	}))
	if !errors.Is(err, tracker.ErrNoAccount) || result.Added != 900 {
		t.Errorf("left while taking in: %v, %+v", err, result)
	}
	for _, err := range []error{
		d.Export(t.Context(), func(tracker.Record) error { return nil }),
		func() error { _, err := d.Import(t.Context(), sequence()); return err }(),
	} {
		if !errors.Is(err, tracker.ErrNoAccount) {
			t.Errorf("without an account: %v", err)
		}
	}
}

// TestAccountsShareNoRecords.
func TestAccountsShareNoRecords(t *testing.T) {
	needsRealStore(t)
	d := eventful(t)
	if err := d.Open(t.Context(), "account-2", nil); err != nil {
		t.Fatal(err)
	}
	if got := exported(t, d); len(got) != 0 {
		t.Errorf("%d records of another account", len(got))
	}
	imported(t, d, sequence(tracker.Record{Kept: tracker.Kept{Application: tracker.Application{ID: "a-003"}}, Note: "hers"}))
	if err := d.Open(t.Context(), me, nil); err != nil {
		t.Fatal(err)
	}
	if note, err := d.Note(t.Context(), "a-003"); note != "Ask for Ana\n+34" || err != nil {
		t.Errorf("note %q, %v", note, err)
	}
}
