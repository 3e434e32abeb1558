package app

import (
	"log/slog"
	"path/filepath"
	"testing"

	"candidaturas/assets"
	"candidaturas/internal/e2e/station"
	"candidaturas/tracker"
	"candidaturas/ui/present"
)

// TestLocalConnection: a profile is whole without an InfoJobs to read from.
func TestLocalConnection(t *testing.T) {
	c := &connector{profile: profileStore{dir: t.TempDir()}, log: slog.New(slog.DiscardHandler), languages: allWords}
	defer c.profile.close()
	db, storage, err := c.profile.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	kept := tracker.Kept{Application: tracker.Application{ID: "a", Offer: tracker.OfferRef{ID: "0f", Title: "Camarera"}}}
	if err := db.Account(station.SamplePerson).Save(t.Context(), tracker.Batch{Applications: []tracker.Kept{kept}}); err != nil {
		t.Fatal(err)
	}
	conn := present.NewLocal(c.kept(tracker.New(nil, db, tracker.Options{}), db, storage))
	defer conn.Close()
	own := conn.Tracker()
	if err := own.Open(t.Context(), station.SamplePerson, nil); err != nil {
		t.Fatal(err)
	}
	if err := own.SetNote(t.Context(), "a", "llamar el lunes"); err != nil {
		t.Fatal(err)
	}
	if err := own.SetTags(t.Context(), "a", []string{"cerca"}); err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{"camarera", "lunes", "cerca"} {
		if found, _, err := own.Search(t.Context(), query, 10); err != nil || len(found) != 1 {
			t.Errorf("%q: %d found, %v", query, len(found), err)
		}
	}
	words, err := present.NewWords(assets.Translations, "es")
	if err != nil {
		t.Fatal(err)
	}
	if n, err := conn.Data().Export(t.Context(), present.ExportCSV, filepath.Join(t.TempDir(), "todo.csv"), words); err != nil || n != 1 {
		t.Errorf("%d exported, %v", n, err)
	}
	if !conn.CanBackUp() || !conn.CanErase() || conn.HasKeys() {
		t.Errorf("%v %v %v", conn.CanBackUp(), conn.CanErase(), conn.HasKeys())
	}
}
