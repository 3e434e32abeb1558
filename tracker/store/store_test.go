package store

import (
	"testing"
	"time"

	"go.uber.org/goleak"

	"candidaturas/tracker"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const me = "account-1"

// epoch is when the invented accounts begin.
var epoch = time.Date(2026, time.March, 2, 9, 30, 0, 0, time.UTC)

func day(n int) time.Time { return epoch.AddDate(0, 0, n) }

func clock() time.Time { return day(100) }

func options(dir string) Options { return Options{Dir: dir, Now: clock} }

func open(t *testing.T, dir string) *DB {
	t.Helper()
	db, report, err := Open(t.Context(), options(dir))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if report != (RecoveryReport{}) {
		t.Fatalf("report %+v", report)
	}
	return db
}

func inMemory(t *testing.T) *DB {
	t.Helper()
	db, err := OpenMemory(t.Context(), options(""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func save(t *testing.T, db *DB, b tracker.Batch) {
	t.Helper()
	if err := db.Account(me).Save(t.Context(), b); err != nil {
		t.Fatal(err)
	}
}

func kept(t *testing.T, db *DB, id string) *tracker.Kept {
	t.Helper()
	found, err := db.Account(me).Kept(t.Context(), []string{id})
	if err != nil {
		t.Fatal(err)
	}
	return found[id]
}

// application is a simple one, sent on day n.
func application(id string, n int) tracker.Kept {
	return tracker.Kept{
		Application: tracker.Application{
			ID: id, AppliedAt: day(n), UnreadEvents: -1,
			Offer: tracker.OfferRef{ID: "offer-" + id, Title: "Técnica de nóminas", Company: "Grupo Alba", City: "Getxo"},
		},
		FirstSeen: day(n),
	}
}

func ids(list []tracker.Summary) []string {
	var ids []string
	for _, s := range list {
		ids = append(ids, s.ID)
	}
	return ids
}

func TestKeepsWhatWasSaved(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	k := application("a", 1)
	read := tracker.Event{Kind: tracker.KindCVRead, At: day(3), Description: "CV leído"}
	k.CVRead, k.LastEvent = &read, &read
	save(t, db, tracker.Batch{Applications: []tracker.Kept{k}})
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = open(t, dir)
	got := kept(t, db, "a")
	if got == nil || got.Offer != k.Offer || got.CVRead.Description != "CV leído" {
		t.Fatalf("%+v", got)
	}
	list, err := db.Account(me).Summaries(t.Context(), -1)
	if err != nil || len(list) != 1 || list[0].Stage != tracker.StageRead {
		t.Fatalf("%+v, %v", list, err)
	}
	found, more, err := db.Account(me).Search(t.Context(), "tecnica nomi", 10)
	if err != nil || more || len(found) != 1 {
		t.Fatalf("%+v, %v", found, err)
	}
}
