package store

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"candidaturas/tracker"
)

// record is everything about an application with an offer of two versions.
func record(id string, n int) tracker.Record {
	k := application(id, n)
	k.Timeline, k.TimelineKnown = []tracker.Event{{Kind: tracker.KindDiscarded, At: day(n + 1), Description: "x", Reasons: []string{"r"}}}, true
	k.Rejected, k.Starred, k.Unseen = true, true, true
	k.Detail = &tracker.Detail{CV: "CV", Applicants: 2}
	version := func(at int, text string) tracker.OfferVersion {
		return tracker.OfferVersion{SeenAt: day(at), Offer: tracker.Offer{ID: k.Offer.ID, Description: text, Applicants: at, Vacancies: -1}}
	}
	r := tracker.Record{
		Kept: k, Offers: []tracker.OfferVersion{version(n+2, "Texto nuevo"), version(n, "Texto viejo")},
		Note: "Preguntar por Ana", Tags: []string{"cerca"},
		Reminders: []tracker.Reminder{{Application: id, Kind: tracker.RemindCall, Text: "Llamar", At: day(99)}},
	}
	r.Counts = []tracker.ApplicantCount{{At: day(n), Count: n}, {At: day(n + 3), Count: 40}}
	r.OfferNow, r.ApplicantsNow = &r.Offers[0], &r.Counts[1]
	return r
}

func recordsOf(t *testing.T, db *DB, ids ...string) map[string]*tracker.Record {
	t.Helper()
	found, err := db.Account(me).Records(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestRecordsAreKeptWhole(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	ctx := t.Context()
	want := []tracker.Record{record("a", 1), record("b", 2), record(tracker.ImportedPrefix+"c", 3)}
	for range 2 { // the second time adds nothing
		if err := db.Account(me).SaveRecords(ctx, want); err != nil {
			t.Fatal(err)
		}
	}
	got := recordsOf(t, db, "a", "b", tracker.ImportedPrefix+"c", "unknown")
	if len(got) != 3 {
		t.Fatalf("%d records", len(got))
	}
	for i := range want {
		r := got[want[i].ID]
		for n := range r.Reminders {
			r.Reminders[n].ID = 0
		}
		if !reflect.DeepEqual(*r, want[i]) {
			t.Errorf("%+v\nwant\n%+v", *r, want[i])
		}
	}
	if ids, err := db.Account(me).RecordIDs(ctx); err != nil || !slices.Equal(ids, []string{tracker.ImportedPrefix + "c", "b", "a"}) {
		t.Errorf("IDs %q, %v", ids, err)
	}
	if ids, err := db.Account("other").RecordIDs(ctx); err != nil || len(ids) != 0 {
		t.Errorf("IDs of another account %q, %v", ids, err)
	}
	for query, n := range map[string]int{"ana": 3, "cerca": 3, `"texto nuevo"`: 3, `"texto viejo"`: 0} {
		if found := search(t, db, query); len(found) != n {
			t.Errorf("%s finds %q", query, found)
		}
	}
	if list, err := db.Account(me).SummariesOf(ctx, []string{"b"}); err != nil || list[0].Applicants != 40 || list[0].CV != "CV" {
		t.Errorf("the list shows %+v, %v", list, err)
	}
	if err := db.Verify(ctx); err != nil {
		t.Error(err)
	}
}

// TestOldVersionsGoWhereTheyBelong: what a file knows of an offer from before, and
// what it said twice with something else between.
func TestOldVersionsGoWhereTheyBelong(t *testing.T) {
	db := inMemory(t)
	r := record("a", 5)
	if err := db.Account(me).SaveRecords(t.Context(), []tracker.Record{r}); err != nil {
		t.Fatal(err)
	}
	older := r.Offers[0]
	older.SeenAt = day(1)
	r.Offers = append(r.Offers, older)
	if err := db.Account(me).SaveRecords(t.Context(), []tracker.Record{r}); err != nil {
		t.Fatal(err)
	}
	versions, err := db.Account(me).OfferVersions(t.Context(), r.Offer.ID)
	if err != nil || !reflect.DeepEqual(versions, r.Offers) {
		t.Errorf("%+v, %v", versions, err)
	}
}

// TestR20RecordsAreWrittenWholeOrNotAtAll.
func TestR20RecordsAreWrittenWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 3)
	db := open(t, dir)
	limit := func(pages int) {
		t.Helper()
		if err := with(t.Context(), db.conns.writer, func(c *conn) error {
			_, err := c.exec(t.Context(), fmt.Sprint("PRAGMA max_page_count = ", pages))
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	want := mustReadAll(t, db)
	var many []tracker.Record
	for i := range 100 {
		many = append(many, record(fmt.Sprint("r-", i), i))
	}
	limit(1)
	if err := db.Account(me).SaveRecords(t.Context(), many); !errors.Is(err, tracker.ErrStoreFull) {
		t.Fatal(err)
	}
	if got := mustReadAll(t, db); !reflect.DeepEqual(got, want) {
		t.Fatal("something was written")
	}
	limit(1 << 30)
	if err := db.Account(me).SaveRecords(t.Context(), many); err != nil {
		t.Fatal(err)
	}
	if got := mustReadAll(t, db); len(got.List) != 103 {
		t.Errorf("%d applications", len(got.List))
	}
}

// TestImportedAreNeverMissed by a pass, unlike all others.
func TestImportedAreNeverMissed(t *testing.T) {
	db := inMemory(t)
	ids := []string{"a", tracker.ImportedPrefix + "b", "imported", "IMPORT:c"}
	var list []tracker.Record
	for i, id := range ids {
		list = append(list, record(id, i))
	}
	if err := db.Account(me).SaveRecords(t.Context(), list); err != nil {
		t.Fatal(err)
	}
	for pass := range int64(3) {
		if _, err := db.Account(me).FinishPass(t.Context(), pass+1, tracker.SyncState{}); err != nil {
			t.Fatal(err)
		}
	}
	for id, r := range recordsOf(t, db, ids...) {
		if r.Gone() == tracker.Imported(id) {
			t.Errorf("%s has been missed %d times", id, r.Missing)
		}
	}
}

// TestManyOfOneMoment, as tables tell that know only the day, all have their place
// in the index that is searched, before what comes later.
func TestManyOfOneMoment(t *testing.T) {
	db := inMemory(t)
	var list []tracker.Record
	for i := range 300 {
		r := record(fmt.Sprintf("%03d", i), 1)
		r.Reminders = nil
		list = append(list, r)
	}
	list = append(list, record("later", 2))
	if err := db.Account(me).SaveRecords(t.Context(), list); err != nil {
		t.Fatal(err)
	}
	found := search(t, db, "nominas")
	if len(found) != 301 || found[0] != "later" || found[1] != "299" || found[300] != "000" {
		t.Errorf("%d are found, %q first", len(found), found[:min(len(found), 2)])
	}
}

func TestSaveRecordsForNobody(t *testing.T) {
	db := inMemory(t)
	if err := db.Account("").SaveRecords(t.Context(), []tracker.Record{record("a", 1)}); !errors.Is(err, errNoAccount) {
		t.Error(err)
	}
}

// TestRecordsTellHowManyApplied to others for the same offer too.
func TestRecordsTellHowManyApplied(t *testing.T) {
	db := inMemory(t)
	r := record("a", 5)
	other := application("b", 9)
	other.Offer.ID = r.Offer.ID
	save(t, db, tracker.Batch{Applications: []tracker.Kept{other}})
	if err := db.Account(me).SaveRecords(t.Context(), []tracker.Record{r}); err != nil {
		t.Fatal(err)
	}
	list, err := db.Account(me).SummariesOf(t.Context(), []string{"a", "b"})
	if err != nil || len(list) != 2 || list[0].Applicants != 40 || list[1].Applicants != 40 {
		t.Errorf("%+v, %v", list, err)
	}
}
