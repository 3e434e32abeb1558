package tracker_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"candidaturas/tracker"
	"candidaturas/tracker/exchange"
)

// needsRealStore skips what the store in memory cannot do.
func needsRealStore(t *testing.T) {
	t.Helper()
	if !realStore {
		t.Skip("needs the real store, which is left out under the race detector")
	}
}

// exported is everything there is, by application.
func exported(t *testing.T, d *desk) (records []tracker.Record) {
	t.Helper()
	err := d.Export(t.Context(), func(r tracker.Record) error {
		records = append(records, r)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return records
}

// sequence hands out records.
func sequence(records ...tracker.Record) iter.Seq2[tracker.Record, error] {
	return func(yield func(tracker.Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func imported(t *testing.T, d *desk, records iter.Seq2[tracker.Record, error]) tracker.ImportResult {
	t.Helper()
	result, err := d.Import(t.Context(), records)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// table reads a CSV file.
func table(rows ...string) iter.Seq2[tracker.Record, error] {
	return exchange.Records(strings.NewReader(strings.Join(rows, "\n")), exchange.Options{Zone: time.UTC})
}

// eventful is a desk with some of everything.
func eventful(t *testing.T) *desk {
	t.Helper()
	w := newWorld(120)
	w.later("a-003", tracker.KindCVRead)
	w.later("a-005", tracker.KindCVRead)
	w.later("a-005", tracker.KindContinues)
	w.later("a-007", tracker.KindDiscarded)
	d := newDesk(t, w)
	d.sync()
	w.edit("a-005", "Other text")
	w.later("a-005", tracker.KindOfferModified)
	w.later("a-007", tracker.KindReturned)
	w.later("a-009", tracker.KindNotPreselected)
	d.sync()
	ctx := t.Context()
	_, err := d.SetReminder(ctx, tracker.Reminder{Application: "a-003", Kind: tracker.RemindCall, Text: "Ana", At: epoch.AddDate(0, 1, 0)})
	for _, err := range []error{
		err, d.SetNote(ctx, "a-003", "Ask for Ana\n+34"), d.SetTags(ctx, "a-003", []string{"near", "lab"}),
		d.SetStarred(ctx, "a-003", true), d.SetArchived(ctx, "a-004", true), d.MarkSeen(ctx, "a-005", false),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// document writes and reads a JSON file.
func document(t *testing.T, d *desk) iter.Seq2[tracker.Record, error] {
	t.Helper()
	var file bytes.Buffer
	export := func(each func(tracker.Record) error) error { return d.Export(t.Context(), each) }
	if err := exchange.WriteJSON(&file, export, epoch); err != nil {
		t.Fatal(err)
	}
	return exchange.Records(&file, exchange.Options{Zone: time.UTC})
}

// TestDocumentBringsEverythingBack to another computer, and to the same one nothing.
func TestDocumentBringsEverythingBack(t *testing.T) {
	needsRealStore(t)
	d := eventful(t)
	before := exported(t, d)
	if len(before) != 120 || before[0].ID != "a-119" || before[119].ID != "a-000" {
		t.Fatalf("%d records, %s to %s", len(before), before[0].ID, before[len(before)-1].ID)
	}
	if got := imported(t, d, document(t, d)); !reflect.DeepEqual(got, tracker.ImportResult{Same: 120}) {
		t.Errorf("what is there already: %+v", got)
	}
	if after := exported(t, d); !reflect.DeepEqual(after, before) {
		t.Error("it has changed what was there")
	}

	other := newDesk(t, d.world)
	if got := imported(t, other, document(t, d)); !reflect.DeepEqual(got, tracker.ImportResult{Added: 120}) {
		t.Errorf("to another computer: %+v", got)
	}
	for i, got := range exported(t, other) {
		want := before[i]
		// What only means something where the synchronisation has been at work, and the
		// number of a reminder.
		want.Pass, want.Baseline = got.Pass, got.Baseline
		for n := range want.Reminders {
			want.Reminders[n].ID = got.Reminders[n].ID
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\n%+v\nwas\n%+v", got.ID, got, want)
		}
	}
	for s := range d.List().All() {
		if got := other.List().Find(s.ID); got == nil || *got != *s {
			t.Errorf("the list shows %+v, want %+v", got, s)
		}
	}
	found, _, err := other.Search(t.Context(), "ana", 10)
	if err != nil || len(found) != 1 {
		t.Errorf("the note is found in %d, %v", len(found), err)
	}
	if found, _, err = other.Search(t.Context(), `"other text"`, 10); err != nil || len(found) != 1 {
		t.Errorf("the text of the offer is found in %d, %v", len(found), err)
	}
	if got := imported(t, other, document(t, d)); !reflect.DeepEqual(got, tracker.ImportResult{Same: 120}) {
		t.Errorf("the same once more: %+v", got)
	}
}

// TestImportIsNoNews, nor is it asked of InfoJobs again. What happens after it is.
func TestImportIsNoNews(t *testing.T) {
	needsRealStore(t)
	d := eventful(t)
	file := document(t, d)
	d.world.later("a-011", tracker.KindCVRead)
	other := newDesk(t, d.world)
	imported(t, other, file)
	d.world.requests()
	other.sync()
	if got := d.world.requests("list", "timeline", "detail", "offer"); !slices.Equal(got, append(pages(4), "timeline a-011")) {
		t.Errorf("asked for %v", got)
	}
	if got := other.news(); !slices.Equal(got, []string{"a-011 2 3"}) {
		t.Errorf("news %v", got)
	}
	other.checkUpToDate()
	d.world.later("a-012", tracker.KindCVRead)
	other.sync()
	if got := other.news(); !slices.Equal(got, []string{"a-011 2 3", "a-012 2 3"}) {
		t.Errorf("news %v", got)
	}
}

// TestTableOfWhatInfoJobsKnows is no news either, and InfoJobs tells the rest.
func TestTableOfWhatInfoJobsKnows(t *testing.T) {
	needsRealStore(t)
	d := eventful(t)
	var file bytes.Buffer
	words := exchange.Words{Comma: ';', Columns: map[exchange.Column]string{}, Event: func(tracker.Event) string { return "" }}
	for _, c := range exchange.Columns() {
		words.Columns[c] = "my " + string(c)
	}
	err := exchange.WriteCSV(&file, func(each func(tracker.Record) error) error { return d.Export(t.Context(), each) }, words, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	read := func() iter.Seq2[tracker.Record, error] {
		return exchange.Records(bytes.NewReader(file.Bytes()), exchange.Options{Words: []exchange.Words{words}, Zone: time.UTC})
	}
	before := exported(t, d)
	if got := imported(t, d, read()); !reflect.DeepEqual(got, tracker.ImportResult{Same: 120}) || !reflect.DeepEqual(exported(t, d), before) {
		t.Errorf("what is there already: %+v", got)
	}
	other := newDesk(t, d.world)
	if got := imported(t, other, read()); !reflect.DeepEqual(got, tracker.ImportResult{Added: 120}) {
		t.Errorf("to another computer: %+v", got)
	}
	other.sync()
	if got := other.news(); len(got) > 0 {
		t.Errorf("news %v", got)
	}
	other.checkUpToDate()
}

// TestImportedIsLeftAlone: what InfoJobs knows nothing of is neither asked for nor
// ever gone.
func TestImportedIsLeftAlone(t *testing.T) {
	needsRealStore(t)
	d := newDesk(t, newWorld(40))
	rows := []string{
		"Puesto;Empresa;Fecha;Estado;Enlace", "Camarera;Miramar;3/10/2026;En proceso;https://www.infojobs.net/of-i0123456789abcdef0123456789abcd",
		"Cajera;Alba;4/10/2026;Enviada;https://example.org/x", "Dependienta;Alba;4/10/2026;Descartada;",
	}
	if got := imported(t, d, table(rows...)); !reflect.DeepEqual(got, tracker.ImportResult{Added: 3}) {
		t.Fatalf("%+v", got)
	}
	if got := imported(t, d, table(rows...)); !reflect.DeepEqual(got, tracker.ImportResult{Same: 3}) {
		t.Errorf("the same once more: %+v", got)
	}
	var ids []string
	for s := range d.List().All() {
		ids = append(ids, s.ID)
		if !tracker.Imported(s.ID) {
			t.Errorf("%q was not made up", s.ID)
		}
	}
	for range 5 {
		d.sync()
		d.clock.add(25 * time.Hour)
	}
	for _, id := range ids {
		if err := d.Fetch(t.Context(), id); err != nil {
			t.Errorf("fetching it: %v", err)
		}
		k := d.kept(id)
		if k == nil || k.Gone() || k.Missing != 0 || d.List().Find(id).Gone {
			t.Errorf("it is gone: %+v", k)
		}
	}
	for _, what := range d.world.requests("list", "timeline", "detail", "offer") {
		if strings.Contains(what, tracker.ImportedPrefix) || strings.Contains(what, "0123456789abcdef") {
			t.Errorf("InfoJobs was asked for %s", what)
		}
	}
	if d.List().Len() != 43 || len(d.news()) != 0 || d.Unseen() != 0 {
		t.Errorf("%d applications, news %v", d.List().Len(), d.news())
	}
	d.checkUpToDate()
	// What was listed once and is no more is gone, also if a file has told of it too.
	imported(t, d, sequence(tracker.Record{Kept: tracker.Kept{Application: tracker.Application{ID: "a-001"}}, Note: "x"}))
	d.world.apps["a-001"].hidden = true
	for range 4 {
		d.clock.add(25 * time.Hour)
		d.sync()
	}
	if !d.kept("a-001").Gone() {
		t.Error("an application that InfoJobs no longer lists is not gone")
	}
}

// TestInfoJobsGoesBeforeFiles: a file that is older, or made up, changes nothing of
// what InfoJobs has told.
func TestInfoJobsGoesBeforeFiles(t *testing.T) {
	needsRealStore(t)
	d := newDesk(t, newWorld(3))
	d.world.later("a-001", tracker.KindCVRead)
	d.sync()
	if err := d.SetNote(t.Context(), "a-001", "mine"); err != nil {
		t.Fatal(err)
	}
	file := slices.Collect(func(yield func(tracker.Record) bool) {
		for _, r := range exported(t, d) {
			r.Rejected, r.ProcessClosed, r.Offer.Title, r.Note = true, true, "Other", "theirs"
			r.LastEvent = &tracker.Event{Kind: tracker.KindHired, At: epoch.AddDate(0, 0, 9)}
			if !yield(r) {
				return
			}
		}
	})
	if got := imported(t, d, sequence(file...)); got.Updated != 3 {
		t.Errorf("%+v", got)
	}
	k := d.kept("a-001")
	if k.Rejected || k.ProcessClosed || k.Offer.Title != "Title a-001" || k.LastEvent.Kind != tracker.KindCVRead {
		t.Errorf("%+v", k)
	}
	if note, err := d.Note(t.Context(), "a-001"); note != "mine\n\ntheirs" || err != nil {
		t.Errorf("note %q, %v", note, err)
	}
	d.sync()
	d.checkUpToDate2(t)
	if len(d.news()) != 0 {
		t.Errorf("news %v", d.news())
	}
}

// checkUpToDate2 is checkUpToDate where a file has added an event to each.
func (d *desk) checkUpToDate2(t *testing.T) {
	t.Helper()
	for _, want := range d.world.list() {
		if k := d.kept(want.ID); k.LastEvent.Key() != want.LastEvent.Key() || len(k.Timeline) != len(d.world.apps[want.ID].events)+1 {
			t.Errorf("%s: %d events, last %+v", want.ID, len(k.Timeline), k.LastEvent)
		}
	}
}

var errFile = errors.New("the file cannot be read on")

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
